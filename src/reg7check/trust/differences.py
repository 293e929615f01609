"""What differs between a report's file and the same report derived again: part by part, and where in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from reg7check.named import NamedTuple
from reg7check.problems import BadInput
from reg7check.trust.report_file import LINES, Part, parts_of_report

MOST_SHOWN = 6
WHOLE = "the whole file"
"""What differs where a file could not be read."""
_MOST_COMPARED = 2000
_BEFORE = 40
_LONGEST = 220
_LARGER = 4
_LARGER_BY = 512 * 1024


class Passage(NamedTuple):
    """A passage as it stands in the report, and as it is derived: an excerpt of each; empty where it has none.

    ``characters`` names those that differ where they may look the same.
    """

    report: str
    derived: str
    characters: str = ""


class Difference(NamedTuple):
    """A part of a report that differs, the first passages in which it does, and how many more there are.

    ``why`` says why nothing more is told, where the file could not be read.
    """

    part: str
    passages: tuple[Passage, ...] = ()
    more: int = 0
    why: str = ""


def differences_in(format: str, content: bytes, derived: bytes, name: str) -> tuple[Difference, ...]:
    """Return what differs between a report's file in a format and the same derived again, as bytes that differ.

    A file that is far larger than what is derived is not read: whatever it holds, it is no such report.
    """
    if len(content) > len(derived) * _LARGER + _LARGER_BY:
        return (Difference(WHOLE, why=f"it has {len(content)} bytes, and what is derived has {len(derived)}"),)
    ours = parts_of_report(format, derived, name)
    try:
        found = differences(parts_of_report(format, content, name), ours)
    except BadInput as error:
        return (Difference(WHOLE, why="; ".join(each.message for each in error.problems)),)
    return found or (Difference("the bytes"),)


def differences(report: Sequence[Part], derived: Sequence[Part]) -> tuple[Difference, ...]:
    """Return what differs between the parts of a report's file and those of the same derived again.

    How the lines of a text stand is a difference only where nothing else differs.
    """
    found: list[Difference] = []
    ours = {each.what: each for each in derived}
    theirs = {each.what: each for each in report}
    for what in dict.fromkeys((*theirs, *ours)):
        nothing = Part(what, (), ())
        mine, other = ours.get(what, nothing), theirs.get(what, nothing)
        if mine.compared == other.compared or (found and what == LINES):
            continue
        passages = tuple(_passages(other.lines, mine.lines)) if mine.readable and other.readable else ()
        found.append(Difference(what, passages[:MOST_SHOWN], len(passages[MOST_SHOWN:])))
    return tuple(found)


def _passages(report: Sequence[str], derived: Sequence[str]) -> Iterator[Passage]:
    first = 0
    while first < min(len(report), len(derived)) and report[first] == derived[first]:
        first += 1
    last = 0
    most = min(len(report), len(derived)) - first
    while last < most and report[-1 - last] == derived[-1 - last]:
        last += 1
    theirs, ours = report[first : len(report) - last], derived[first : len(derived) - last]
    # What is longer than that is another text, and lining the two up takes long and helps nobody.
    theirs, ours = theirs[:_MOST_COMPARED], ours[:_MOST_COMPARED]
    for kind, start, end, own_start, own_end in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if kind == "replace" and end - start == own_end - own_start:
            yield from map(_passage, map(str.strip, theirs[start:end]), map(str.strip, ours[own_start:own_end]))
        elif kind != "equal":
            yield _passage(_joined(theirs[start:end]), _joined(ours[own_start:own_end]))


def _joined(lines: Sequence[str]) -> str:
    return " ".join(line.strip() for line in lines if line.strip())


def _passage(report: str, derived: str) -> Passage:
    """Return the passage in which two texts differ, with some words around it."""
    start = 0
    while start < min(len(report), len(derived)) and report[start] == derived[start]:
        start += 1
    end = 0
    while end < min(len(report), len(derived)) - start and report[-1 - end] == derived[-1 - end]:
        end += 1
    odd = _told(report[start : len(report) - end]), _told(derived[start : len(derived) - end])
    characters = f"{odd[0] or 'none'}, not {odd[1] or 'none'}" if any(odd) else ""
    return Passage(_excerpt(report, start, end), _excerpt(derived, start, end), characters)


def _excerpt(text: str, start: int, end: int) -> str:
    first = max(start - _BEFORE, 0)
    last = min(len(text) - max(end - _BEFORE, 0), first + _LONGEST)
    # Whole words are easier to find again.
    while first > 0 and not text[first - 1].isspace() and start - first < 2 * _BEFORE:
        first -= 1
    while last < len(text) and not text[last].isspace() and last - first < _LONGEST + _BEFORE:
        last += 1
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"


def _told(text: str) -> str:
    """Return the characters of a short text by their code, where it is all that differs and some are not ASCII."""
    if len(text) > 4 or text.isascii():
        return ""
    return " ".join(f"U+{ord(each):04X}" for each in text)
