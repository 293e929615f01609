"""Fitting text into a width without a font at hand: no estimate is less than what a usual font takes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import accumulate, takewhile
from math import fsum

from reg7check.inert import inert
from reg7check.named import NamedTuple

_WIDTHS = {
    "'Iijl": 0.30,
    " \u00a0,./:;\\|’‘": 0.35,
    "()-[]ft": 0.40,
    "!r": 0.45,
    '"*`J': 0.50,
    "csz“”": 0.55,
    "?Lkvxy_–§": 0.60,
    "$0123456789FTabdeghnopqu{}£é": 0.65,
    "EKPSXYZVAB": 0.70,
    "CNRU": 0.75,
    "&DGHOQ": 0.80,
    "#+<=>^w~−": 0.85,
    "M": 0.90,
}
"""Of the wider of DejaVu Sans and Arial, in parts of the size of the type, rounded up."""
_WIDTH_OF = {letter: width for letters, width in _WIDTHS.items() for letter in letters}
_BOLD = 1.13
_MONO = 0.61
_OTHER = 1.05
_LONGEST_LINE = 500
"""Letters of a text that are looked at for each line that is wanted of it."""


class Style(NamedTuple):
    """How a line of text is set: its name in the style sheet, its size, and the distance between lines."""

    name: str
    size: float
    leading: int
    bold: bool = False
    mono: bool = False


def width_of(text: str, style: Style) -> float:
    """Return how wide a text is at the most. It is the same on every Python: ``sum`` rounds otherwise from 3.12 on."""
    return fsum(_width(letter, mono=style.mono) for letter in text) * style.size * (_BOLD if style.bold else 1)


@lru_cache(maxsize=4096)
def _width(letter: str, *, mono: bool) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.2
    return _MONO if mono and letter.isascii() else _WIDTH_OF.get(letter, _OTHER)


def wrapped(text: str, style: Style, width: float) -> tuple[str, ...]:
    """Return a text as lines that fit a width, broken at spaces; a word that is too long goes on in the next line.

    Control characters are written out, so that nothing in the text acts on what shows it.
    """
    lines: list[str] = []
    line = ""
    for word in filter(None, inert(text).split(" ")):
        rest = word
        joined = f"{line} {rest}" if line else rest
        if width_of(joined, style) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        while (head := _head(rest, style, width)) < len(rest):
            lines.append(rest[:head])
            rest = rest[head:]
        line = rest
    return (*lines, line) if line else tuple(lines)


def _head(word: str, style: Style, width: float) -> int:
    """Return how many letters of a word fit a width: where it can, up to a hyphen or an underscore; one at least."""
    widths = accumulate(width_of(letter, style) for letter in word)
    fits = max(sum(1 for _ in takewhile(lambda so_far: so_far <= width, widths)), 1)
    if fits == len(word):
        return fits
    joint = max(word.rfind(mark, 0, fits) for mark in "-_/.") + 1
    return joint if joint > fits // 2 else fits


def first_lines(text: str, style: Style, width: float, most: int) -> tuple[str, ...]:
    """Return the first lines of a text wrapped to a width, the last of them with "…" where more follow."""
    lines = wrapped(text[: most * _LONGEST_LINE], style, width)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(f"{last}…", style) > width:
        last = last[:-1]
    return (*lines[: most - 1], f"{last.rstrip()}…")
