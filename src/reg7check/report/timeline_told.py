"""A timeline without a picture: in sentences, and drawn in plain characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from reg7check.problems import cells
from reg7check.report import words
from reg7check.report.plain_lines import COLUMNS, first_lines, plain_lines
from reg7check.report.timeline_rows import Bar, Row
from reg7check.report.timescale import Scale

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
    bars = [bar for bar in row.bars if row.kind != "Law" or scale.shows(bar.first, bar.last)]
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
    return f"{': '.join(filter(None, (days, word)))}{why}"


def timeline_characters(rows: Sequence[Row], first_to_last: Scale) -> tuple[str, ...]:
    """Return the lines of a timeline in plain characters, each at most ``COLUMNS`` wide."""
    wide = max(1, min(4, _TRACK // first_to_last.days))
    days_a_column = -(-first_to_last.days // _TRACK)
    columns = first_to_last.days * wide if days_a_column == 1 else -(-first_to_last.days // days_a_column)
    scale = Scale(first_to_last.first, first_to_last.last, 0, columns)
    lines = [words.days(scale.first, scale.last), *_axis(scale)]
    if days_a_column > 1:
        lines[0] += f" (each column is {days_a_column} days)"
    letters: dict[str, None] = {}
    for row in rows:
        track = _track(row, scale, columns, days_a_column)
        letters.update(dict.fromkeys(track))
        lines += _row_lines(row, track, scale)
    lines += plain_lines(f"Key: {'; '.join(text for letter, text in _LETTERS.items() if letter in letters)}.", COLUMNS)
    return tuple(lines)


def _axis(scale: Scale) -> list[str]:
    names, marks = " " * (_NAME + 2), " " * (_NAME + 2)
    for day, name in scale.ticks(_TICK_ROOM):
        at = _NAME + 2 + int(scale.start_of(day))
        if at + len(name) <= COLUMNS:
            names = f"{names:{at}}{name}"
        marks = f"{marks:{at}}|"
    return [names.rstrip(), marks.rstrip()]


def _row_lines(row: Row, track: str, scale: Scale) -> Iterator[str]:
    name = first_lines(plain_lines(f"{row.kind}: {row.title}", _NAME), _NAME, _MOST_LINES)
    told = [bar for bar in row.bars if row.kind != "Law" or scale.shows(bar.first, bar.last)]
    right = [
        track,
        *first_lines(plain_lines("; ".join(_briefly(bar, row, scale) for bar in told), _TRACK), _TRACK, _MOST_LINES),
    ]
    for number in range(max(len(name), len(right))):
        left = name[number] if number < len(name) else ""
        beside = right[number] if number < len(right) else ""
        yield f"{left}{' ' * (_NAME - cells(left))} {beside if number == 0 else f' {beside}'}".rstrip()


def _track(row: Row, scale: Scale, columns: int, days_a_column: int) -> str:
    """Return the letters of a row's days, between signs for what goes on beyond them."""
    drawn = []
    day_of = scale.width_of_day if days_a_column == 1 else 1
    for column in range(columns):
        start = scale.first + timedelta(days=int(column / day_of) * days_a_column)
        end = min(start + timedelta(days=days_a_column - 1), scale.last)
        found = {bar.letter for bar in row.bars if Scale(start, end, 0, 1).shows(bar.first, bar.last)}
        drawn.append(found.pop() if len(found) == 1 else _MIXED if found else _NONE)
    some = [bar for bar in row.bars if bar.first is not None or bar.last is not None]
    before = any(scale.begins_before(bar.first) for bar in some)
    after = any(scale.goes_on_after(bar.last) for bar in some)
    return f"{'<' if before else ' '}{''.join(drawn)}{'>' if after else ''}"


def _briefly(bar: Bar, row: Row, scale: Scale) -> str:
    dates = scale.in_short(bar.first, bar.last)
    word = bar.word if row.each_told or not dates else ""
    why = f" ({bar.why})" if bar.why and row.kind == "Verdict" else ""
    return f"{': '.join(filter(None, (dates, word)))}{why}"
