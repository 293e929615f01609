"""Text as lines of so many columns of a terminal, without a library that lays it out."""

from __future__ import annotations

from reg7check.inert import inert
from reg7check.problems import cells

COLUMNS = 78
"""How wide a picture in plain characters may be."""
_LONGEST_LINE = 500
"""Letters of a text that are looked at for each line that is wanted of it."""


def plain_lines(text: str, width: int) -> list[str]:
    """Return a text as lines of so many columns, broken at spaces; a word that is too long goes on in the next."""
    lines: list[str] = []
    line = ""
    for word in filter(None, inert(text).split(" ")):
        rest = word
        if line and cells(line) + 1 + cells(rest) <= width:
            line = f"{line} {rest}"
            continue
        if line:
            lines.append(line)
        while cells(rest) > width:
            head = _head(rest, width)
            lines.append(rest[:head])
            rest = rest[head:]
        line = rest
    return [*lines, line] if line else lines


def first_lines(text: str, width: int, most: int) -> list[str]:
    """Return the first lines of a text, the last of them with three dots where more follow."""
    lines = plain_lines(text[: most * _LONGEST_LINE], width)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and cells(last) + 3 > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}..."]


def _head(word: str, width: int) -> int:
    """Return how many letters of a word fit so many columns; one at least."""
    head = 1
    while head < len(word) and cells(word[: head + 1]) <= width:
        head += 1
    return head
