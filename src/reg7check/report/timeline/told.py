"""A timeline without a picture: in sentences, and drawn in plain characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import zip_longest

from reg7check.problems import cells
from reg7check.report import words
from reg7check.report.plain_lines import COLUMNS, first_lines, plain_lines
from reg7check.report.timeline.rows import Bar, Row
from reg7check.report.timeline.scale import Scale
from reg7check.report.timeline.strips import spells

_NAME = 25
_TRACK = COLUMNS - _NAME - 4
_TICK_ROOM = 9
_MOST_LINES = 4
_NONE = "."
_MIXED = "*"
_LETTERS = {
    "#": "# action",
    "=": "= cover",
    "-": "- in force",
    "x": "x not in force",
    "^": "^ the day",
    "?": "? not known, or open",
    "y": "y yes",
    "P": "P prohibited",
    "D": "D disputed",
    "A": "A arguable",
    "U": "U undetermined",
    "n": "n no, or not prohibited",
    _MIXED: "* several of these",
}


def timeline_told(rows: Sequence[Row], scale: Scale) -> str:
    """Return in sentences all that a timeline shows, with every date."""
    told = [f"The days shown are {words.days(scale.first, scale.last)}."]
    told += [_row_told(row, scale) for row in rows]
    return " ".join(told)


def _row_told(row: Row, scale: Scale) -> str:
    bars = [bar for bar in row.bars if _is_told(bar, row, scale)]
    said = "; ".join(_bar_told(bar, row) for bar in bars)
    stop = "" if row.title.endswith("?") else ":"
    note = f" {row.note}" if row.note else ""
    return f"{row.kind}: {row.title}{stop} {said}.{note}"


def _bar_told(bar: Bar, row: Row) -> str:
    days = words.span(bar.first, bar.last)
    if bar.first is None and bar.last is None:
        days = ""
    word = bar.word if row.each_told or not days else ""
    why = f" ({bar.why.rstrip('.')})" if bar.why else ""
    return f"{': '.join(filter(None, (bar.of, days, word)))}{why}"


def timeline_characters(rows: Sequence[Row], scale: Scale) -> tuple[str, ...]:
    """Return the lines of a timeline in plain characters, each at most ``COLUMNS`` wide."""
    columns = _Columns(scale)
    lines = list(columns.head())
    for row in rows:
        lines += columns.row(row)
    key = "; ".join(text for letter, text in _LETTERS.items() if letter in columns.letters)
    return (*lines, *plain_lines(f"Key: {key}.", COLUMNS))


class _Columns:
    """Draws rows in columns: several for a day where there is room, or one for several days.

    ``letters`` are those that were drawn.
    """

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.days = -(-scale.days // _TRACK)
        self.wide = min(4, _TRACK // scale.days) if self.days == 1 else 1
        self.count = -(-scale.days * self.wide // self.days)
        self.letters: set[str] = set()

    def head(self) -> Iterator[str]:
        """Yield the days that are shown, and lines that name some of them."""
        each = f" (each column is {self.days} days)" if self.days > 1 else ""
        yield f"{words.days(self.scale.first, self.scale.last)}{each}"
        last = self.scale.first + timedelta(days=self.count * self.days // self.wide - 1)
        names, marks = " " * (_NAME + 2), " " * (_NAME + 2)
        for day, name in Scale(self.scale.first, last, 0, self.count).ticks(_TICK_ROOM):
            at = _NAME + 2 + (day - self.scale.first).days * self.wide // self.days
            if at + len(name) <= COLUMNS:
                names = f"{names:{at}}{name}"
            marks = f"{marks:{at}}|"
        yield from (names.rstrip(), marks.rstrip())

    def row(self, row: Row) -> Iterator[str]:
        """Yield the lines of a row: its name on the left, its days and then its dates on the right."""
        name = first_lines(f"{row.kind}: {row.title}", _NAME, _MOST_LINES)
        ofs = list(dict.fromkeys(bar.of for bar in row.bars))
        if ofs != [""]:
            yield from name
        for of in ofs:
            bars = [bar for bar in row.bars if bar.of == of]
            told = _briefly([bar for bar in bars if _is_told(bar, row, self.scale)], row, self.scale)
            if len(plain_lines(told, _TRACK)) > _MOST_LINES:
                told = _summed_up(bars, row, self.scale)
            left = first_lines(f"- {of}", _NAME, _MOST_LINES) if of else name
            lines = [self._track(bars)]
            lines += (f" {line}" for line in first_lines(told, _TRACK, _MOST_LINES))
            for beside, line in zip_longest(left, lines, fillvalue=""):
                yield f"{beside}{' ' * (_NAME - cells(beside))} {line}".rstrip()

    def _track(self, bars: Sequence[Bar]) -> str:
        """Return the letters of the days of bars, between signs for what goes on beyond them."""
        track = "".join(self._letter(bars, column) for column in range(self.count))
        self.letters.update(track)
        some = [bar for bar in bars if bar.first is not None or bar.last is not None]
        before = any(self.scale.begins_before(bar.first) for bar in some)
        after = any(self.scale.goes_on_after(bar.last) for bar in some)
        return f"{'<' if before else ' '}{track}{'>' if after else ''}"

    def _letter(self, bars: Sequence[Bar], column: int) -> str:
        first = self.scale.first + timedelta(days=column // self.wide * self.days)
        last = min(first + timedelta(days=self.days - 1), self.scale.last)
        found = {bar.letter for bar in bars if Scale(first, last, 0, 1).shows(bar.first, bar.last)}
        return found.pop() if len(found) == 1 else _MIXED if found else _NONE


def _is_told(bar: Bar, row: Row, scale: Scale) -> bool:
    """Return whether a bar is told of: of the law only what is so on some of the days."""
    return row.kind != "Law" or scale.shows(bar.first, bar.last)


def _briefly(bars: Sequence[Bar], row: Row, scale: Scale) -> str:
    told = []
    for bar in bars:
        dates = scale.in_short(bar.first, bar.last)
        word = bar.word if row.each_told or not dates else ""
        why = f" ({bar.why})" if bar.why and row.kind == "Verdict" else ""
        told.append(f"{': '.join(filter(None, (dates, word)))}{why}")
    return "; ".join(told)


def _summed_up(bars: Sequence[Bar], row: Row, scale: Scale) -> str:
    """Return how many spells there are of each word, and from when to when."""
    if not row.each_told:
        return spells(bars, scale)
    by_word = {word: [bar for bar in bars if bar.word == word] for word in dict.fromkeys(bar.word for bar in bars)}
    return "; ".join(f"{word}: {spells(its, scale)}" for word, its in by_word.items())
