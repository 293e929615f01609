"""A report's file read back: its format, its stamps, and what it says, part by part."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem
from reg7check.report.stamp import FIRST_LINE, NoStamp, Stamp, read_stamp

MAX_BYTES = 64 * 1024 * 1024
WORDS = "the words"
VALUES = "the values"
LINES = "how its lines stand"
"""The part of a text that is told only where its words are the same."""


class Part(NamedTuple):
    """A part of a report's file: what it is, and its lines.

    Parts are the same where their ``compared`` are: those of a text whose lines may be broken elsewhere are its words.
    A part that is not ``readable`` is only named where it differs.
    """

    what: str
    lines: tuple[str, ...]
    compared: tuple[str, ...]
    readable: bool = True


class ReportFile(NamedTuple):
    """A report's file: its format, and the stamp of each arrangement that it tells of."""

    format: str
    stamps: tuple[Stamp, ...]


class Reader(NamedTuple):
    """What reads a format. Each function takes the bytes, and what messages call them, and raises BadInput.

    ``stamps`` reads no more than it must; ``parts`` reads all that the file says, the words first.
    """

    stamps: Callable[[bytes, str], Sequence[Stamp]]
    parts: Callable[[bytes, str], Sequence[Part]]


def part(what: str, lines: Sequence[str]) -> Part:
    """Return a part whose lines are compared as they are."""
    return Part(what, tuple(lines), tuple(lines))


def words_part(lines: Sequence[str]) -> Part:
    """Return the part that holds the words of a report, compared word by word."""
    return Part(WORDS, tuple(lines), tuple(word for line in lines for word in line.split()))


def unseen_part(what: str, lines: Sequence[str]) -> Part:
    """Return a part that is only named where it differs: a picture, or how the page is laid out."""
    return Part(what, tuple(lines), tuple(lines), readable=False)


def stamp_in(lines: Sequence[str]) -> Stamp | None:
    """Return the last stamp that stands in lines, or None: what an arrangement says cannot come after it."""
    for start in reversed([number for number, line in enumerate(lines) if line == FIRST_LINE]):
        end = start + 1
        while end < len(lines) and ": " in lines[end] and lines[end] != FIRST_LINE:
            end += 1
        try:
            return read_stamp(lines[start:end])
        except NoStamp:
            continue
    return None


def no_report(name: str, why: str) -> BadInput:
    """Return what says that a file cannot be checked."""
    hint = "name a report that `reg7check assess` wrote, or a bundle, as it was written"
    return BadInput([Problem(Place(name), why, hint)])


def read_report(content: bytes, name: str) -> ReportFile:
    """Read a report's file, whatever its name.

    Args:
        content: its bytes.
        name: what messages call it.

    Raises:
        BadInput: where it is no report, or one without a stamp, or it cannot be read safely.
    """
    if len(content) > MAX_BYTES:
        raise no_report(name, "the file is over 64 MiB, larger than any report")
    found = format_of(content, name)
    stamps = tuple(_readers()[found].stamps(content, name))
    if not stamps:
        raise no_report(name, "nothing in this file says from what it was made: it has no stamp of reg7check")
    return ReportFile(found, stamps)


def parts_of_report(format: str, content: bytes, name: str) -> tuple[Part, ...]:
    """Return the parts of a report's file in a format, the words first. Raises BadInput where it cannot be read."""
    return tuple(_readers()[format].parts(content, name))


def format_of(content: bytes, name: str) -> str:
    """Return the format of a report's file, by what is in it. Raises BadInput where it is none that is known."""
    from reg7check.trust.plain import is_markdown, text_of

    if content.startswith(b"PK\x03\x04"):
        return "docx"
    try:
        text = text_of(content, name)
    except BadInput:
        if content.startswith(b"%PDF-"):
            return "pdf"
        raise
    # A title may look like anything: where a stamp stands as it does in text, it is text.
    if f"\n    {FIRST_LINE}\n" not in text:
        start = text.lstrip()[:200].lower()
        if start.startswith(("<!doctype html", "<html")):
            return "html"
        if start.startswith(("{", "[")):
            return "sarif" if '"runs"' in text and '"program"' not in text[:200] else "json"
        if start.startswith("<?xml"):
            return "junit"
        if start.startswith("%pdf-"):
            return "pdf"
    return "markdown" if is_markdown(text) else "text"


def _readers() -> Mapping[str, Reader]:
    from reg7check.trust import ci_files, pdf_file, plain, web_page, word_file

    return {
        "text": Reader(plain.text_stamps, plain.text_parts),
        "markdown": Reader(plain.markdown_stamps, plain.markdown_parts),
        "json": Reader(plain.json_stamps, plain.json_parts),
        "html": Reader(web_page.html_stamps, web_page.html_parts),
        "pdf": Reader(pdf_file.pdf_stamps, pdf_file.pdf_parts),
        "docx": Reader(word_file.word_stamps, word_file.word_parts),
        "sarif": Reader(ci_files.sarif_stamps, ci_files.sarif_parts),
        "junit": Reader(ci_files.junit_stamps, ci_files.junit_parts),
    }
