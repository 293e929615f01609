"""Reading reports that are text: plain, Markdown and JSON."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from reg7check.report.stamp import FIRST_LINE, NoStamp, Stamp, StampedDays, StampedVerdict, read_stamp
from reg7check.trust.report_file import LINES, VALUES, Part, no_report, part, stamp_in, unseen_part, words_part

MAX_BYTES = 16 * 1024 * 1024
MAX_LINES = 400_000
MAX_VALUES = 500_000
"""The most lists, groups and commas of a JSON text: each takes far more memory than it has characters."""
MAX_DEPTH = 32
MAIN = ""
"""Stands for the rulebook's main prohibition, which JSON reports do not name."""

_INDENT = "    "
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_RULE = re.compile("─{20,}")
_BREAK = re.compile("---")
_UNDERLINE = re.compile("[=─-]+")
_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text_of(content: bytes, name: str) -> str:
    """Return the text of a file, whatever its line ends, and also where an editor put it in UTF-16.

    Raises BadInput where it is no text, or has more bytes or lines than the report of hundreds of strands of cover.
    """
    if len(content) > MAX_BYTES or content.count(b"\n") > MAX_LINES:
        raise no_report(
            name, f"it has over {MAX_BYTES // 1024**2} MiB or {MAX_LINES} lines of text: more than any report"
        )
    encoding = next((each for mark, each in _ENCODINGS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise no_report(name, "this is no report: the file is neither text nor of a format that is known") from None
    return text.replace("\r\n", "\n")


def is_markdown(text: str) -> bool:
    """Return whether a report that is text is in Markdown: its title is, and is not underlined."""
    first, _, rest = text.partition("\n")
    return first.startswith("# ") and (rest.startswith("\n") or not rest)


def text_stamps(content: bytes, name: str) -> tuple[Stamp, ...]:
    """Return the stamps of a report in plain text, also one that was laid out for a terminal."""
    return _stamps(_apart(_text_lines(content, name), _RULE))


def text_parts(content: bytes, name: str) -> tuple[Part, ...]:
    """Return the parts of a report in plain text: its words, and how they stand in lines."""
    lines = _text_lines(content, name)
    shown = [line for line in lines if _UNDERLINE.fullmatch(line.strip()) is None]
    return words_part(shown), unseen_part(LINES, text_of(content, name).split("\n"))


def markdown_stamps(content: bytes, name: str) -> tuple[Stamp, ...]:
    """Return the stamps of a report in Markdown."""
    return _stamps(_apart(text_of(content, name).split("\n"), _BREAK))


def markdown_parts(content: bytes, name: str) -> tuple[Part, ...]:
    """Return the parts of a report in Markdown: its words, and how they stand in lines."""
    lines = text_of(content, name).split("\n")
    return words_part(lines), unseen_part(LINES, lines)


def json_stamps(content: bytes, name: str) -> tuple[Stamp, ...]:
    """Return what the stamps of a report in JSON would say. Raises BadInput where it is not one of an assessment."""
    found = _json(content, name)
    return tuple(_json_stamp(each, name) for each in (found if isinstance(found, list) else [found]))


def json_parts(content: bytes, name: str) -> tuple[Part, ...]:
    """Return the parts of a report in JSON: its values, and how they stand in lines."""
    # Written anew, it is the same however it was laid out.
    same = json.dumps(_json(content, name), indent=2, ensure_ascii=True)
    return part(VALUES, same.split("\n")), unseen_part(LINES, text_of(content, name).split("\n"))


def _text_lines(content: bytes, name: str) -> list[str]:
    return _COLOUR.sub("", text_of(content, name)).split("\n")


def _json(content: bytes, name: str) -> Any:
    text = text_of(content, name)
    if sum(map(text.count, "[{,")) > MAX_VALUES:
        raise no_report(name, "this JSON holds far more than any report")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise no_report(name, "this looks like JSON, and cannot be read as such") from None
    if not _is_shallow(found):
        raise no_report(name, f"this JSON is nested over {MAX_DEPTH} levels deep, which no report is")
    return found


def _is_shallow(found: Any) -> bool:
    level = [found]
    for _ in range(MAX_DEPTH):
        holders = [each.values() if isinstance(each, dict) else each for each in level if isinstance(each, dict | list)]
        level = [each for holder in holders for each in holder]
    return not level


def _apart(lines: Sequence[str], rule: re.Pattern[str]) -> list[list[str]]:
    """Return the lines of each report of a file, parted where a line after an empty one is a rule.

    A rule that stands before a report's stamp parts nothing.
    """
    found: list[list[str]] = [[]]
    stamped = False
    for number, line in enumerate(lines):
        if stamped and not lines[number - 1] and rule.fullmatch(line) is not None:
            found.append([])
            stamped = False
        stamped = stamped or line == _INDENT + FIRST_LINE
        found[-1].append(line)
    return found


def _stamps(reports: Sequence[Sequence[str]]) -> tuple[Stamp, ...]:
    found = []
    for lines in reports:
        stamp = stamp_in([line.removeprefix(_INDENT) if line.startswith(_INDENT) else "" for line in lines])
        if stamp is not None:
            found.append(stamp)
    return tuple(found)


def _json_stamp(report: Any, name: str) -> Stamp:
    """Return what the stamp of a JSON report would say, from the values at its head."""
    try:
        return stamp_of_head(report, _verdicts(report))
    except (KeyError, TypeError, ValueError, AttributeError):
        message = "this JSON is not the report of an assessment: its head or its verdicts are missing or damaged"
        raise no_report(name, message) from None


def stamp_of_head(head: Any, verdicts: Iterable[StampedVerdict]) -> Stamp:
    """Return what a stamp would say, from the head of a JSON report and its verdicts.

    Raises NoStamp, KeyError, TypeError, ValueError or AttributeError where the head is not one.
    """
    rulebook, arrangement, assumed = head["rulebook"], head["arrangement"], head["assumed"]
    if head["program"]["name"] != "reg7check" or head["schema"] != 1 or not isinstance(arrangement["redacted"], bool):
        raise NoStamp("the head is not that of a report")
    stamp = Stamp(
        program=head["program"]["version"],
        rulebook=rulebook["id"],
        version=rulebook["version"],
        law_as_of=date.fromisoformat(rulebook["law_as_of"]),
        rulebook_sha256=rulebook["sha256"],
        file=arrangement["file"],
        file_sha256=arrangement["sha256"],
        redacted=arrangement["redacted"],
        depth="full",
        on=None if assumed["on"] is None else date.fromisoformat(assumed["on"]),
        as_party=assumed["as"],
        taken=tuple(assumed["take"].items()),
        verdicts=tuple(verdicts),
    )
    # What is read back of it must be what a stamp can hold.
    named = tuple(each._replace(prohibition="-") if each.prohibition == MAIN else each for each in stamp.verdicts)
    read_stamp(stamp._replace(verdicts=named).lines())
    return stamp


def _verdicts(report: Any) -> Iterator[StampedVerdict]:
    for strand in report["cover"]:
        yield stamped_verdict(strand["id"], MAIN, strand)
        for each in strand["other_prohibitions"]:
            yield stamped_verdict(strand["id"], each["id"], each)


def stamped_verdict(strand: str, prohibition: str, ruling: Any) -> StampedVerdict:
    """Return the verdict of a prohibition on a strand from JSON: its verdict, and its periods where there are several.

    Raises KeyError, TypeError or ValueError where it is not written so.
    """
    days = tuple(
        StampedDays(
            date.fromisoformat(each["from"]),
            None if each["to"] is None else date.fromisoformat(each["to"]),
            each["verdict"],
        )
        for each in ruling["periods"]
    )
    return StampedVerdict(strand, prohibition, ruling["verdict"], days if len(days) > 1 else ())


def written_otherwise(content: bytes, derived: bytes) -> Iterator[str]:
    """Yield the ways in which alone a text is written otherwise than as derived; none where more differs."""
    encoding = next((each for mark, each in _ENCODINGS if content.startswith(mark)), None)
    try:
        text = content.decode(encoding or "utf-8")
        if text.replace("\r\n", "\n") != derived.decode("utf-8"):
            return
    except UnicodeDecodeError:
        return
    if "\r\n" in text:
        yield "its lines end as Windows writes them (CR LF)"
    if encoding == "utf-8-sig":
        yield "it begins with a mark of its encoding (a byte order mark)"
    elif encoding is not None:
        yield "it is in the encoding UTF-16"
