"""Drawing a timeline: rows one under the other on one scale of days, each bar with its words and dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from reg7check.report import words
from reg7check.report.drawing import Drawing, DrawnBox, DrawnLine, DrawnText, Hatch, Ink
from reg7check.report.fitting import Style, cut, width_of, wrapped
from reg7check.report.timeline_rows import Bar, Row
from reg7check.report.timescale import Scale

WIDTH = 720
TRACK_LEFT = 190.0
TRACK_RIGHT = 704.0
_LEFT = 6
_LABELS = 172
_RIGHT = 716
_PLAIN = Style("plain", 11, 14)
_BOLD = Style("bold", 11, 14, bold=True)
_HEADING = Style("heading", 12, 16, bold=True)
_BAR = 20
_LANE = 14
_MOST_LANES = 3
_MOST_FLAGS = 12
_MOST_TITLE_LINES = 5
_MOST_NOTE_LINES = 3
_NARROW = 4
_PAD = 4
_ROW_GAP = 8
_TICK_ROOM = 64
_ARROWS = "An arrow at the edge: it goes on beyond these days."
_STRIPES = "Upright stripes: on some of these days, off and on."

Shape = DrawnBox | DrawnLine | DrawnText


class _Piece(NamedTuple):
    """A bar as it is drawn, or several that are too narrow to be told apart: from where to where, and its words."""

    left: float
    right: float
    bar: Bar
    spells: int = 1

    @property
    def width(self) -> float:
        return self.right - self.left


class _Flag(NamedTuple):
    """A text under a piece, in a lane: where the piece begins, and where the text does and ends."""

    at: float
    left: float
    right: float
    lane: int
    text: str


class _Strip(NamedTuple):
    """Pieces side by side, each with what stands in it, and the flags under them; ``name`` stands before them.

    ``style`` is that of what stands in them.
    """

    pieces: tuple[tuple[_Piece, str], ...]
    flags: tuple[_Flag, ...]
    style: Style
    name: str = ""

    @property
    def height(self) -> float:
        return _BAR + _LANE * (1 + max((each.lane for each in self.flags), default=-1)) + _PAD


def timeline_drawing(rows: Sequence[Row], scale: Scale) -> Drawing:
    """Return the drawing of rows of days on a scale."""
    placing = _Placing(scale)
    placing.head()
    for row in rows:
        placing.row(row)
    return placing.drawing()


class _Placing:
    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.shapes: list[Shape] = []
        self.y = 0.0
        self.key: dict[str, None] = {}
        self.ticks = tuple(scale.ticks(_TICK_ROOM))

    def drawing(self) -> Drawing:
        """Return the drawing of all that was placed, with what its signs mean."""
        self._rule()
        for line in wrapped(" ".join(self.key), _PLAIN, _RIGHT - _LEFT):
            self.y += _LANE
            self._text(_LEFT, self.y, line, "quiet")
        return Drawing(WIDTH, round(self.y + _ROW_GAP), tuple(self.shapes))

    def head(self) -> None:
        """Place the days that the picture shows, and those that are named along its top."""
        told = words.days(self.scale.first, self.scale.last)
        self.shapes.append(DrawnText(_LEFT, 16, told, _HEADING.size, "plain", bold=True))
        for day, name in self.ticks:
            x = self.scale.start_of(day)
            self.shapes.append(DrawnLine(((x, 28), (x, 40)), "quiet"))
            if x + 3 + width_of(name, _PLAIN) <= _RIGHT:
                self._text(x + 3, 37, name, "quiet")
        self.y = 40

    def row(self, row: Row) -> None:
        """Place a row: its name on the left, and its strips, notes and days out of sight on the right."""
        self._rule()
        top = self.y + _PAD
        named = self._name(row, top)
        strips = tuple(_strips(row, self.scale))
        y = named if any(strip.name for strip in strips) else top
        for strip in strips:
            self._strip(strip, y)
            y += strip.height
        if not strips:
            y += _PAD
        for note in self._notes(row):
            for line in cut(wrapped(note, _PLAIN, _RIGHT - TRACK_LEFT), _PLAIN, _RIGHT - TRACK_LEFT, _MOST_NOTE_LINES):
                y += _LANE
                self._text(TRACK_LEFT, y - 3, line, "quiet")
        self.y = max(y, named) + _ROW_GAP - _PAD

    def _name(self, row: Row, top: float) -> float:
        y = top + 11
        self.shapes.append(DrawnText(_LEFT, y, row.kind, _BOLD.size, "quiet", bold=True))
        for line in cut(wrapped(row.title, _PLAIN, _LABELS), _PLAIN, _LABELS, _MOST_TITLE_LINES):
            y += _LANE
            self._text(_LEFT, y, line)
        return y + _PAD

    def _notes(self, row: Row) -> Iterator[str]:
        if row.note:
            yield row.note
        if row.kind == "Law":
            yield from (
                _first_sentence(bar.why)
                for bar in row.bars
                if bar.why and bar.ink == "quiet" and self.scale.shows(bar.first, bar.last)
            )
            return
        for of in dict.fromkeys(bar.of for bar in row.bars):
            mine = [bar for bar in row.bars if bar.of == of]
            earlier = [bar for bar in mine if bar.last is not None and bar.last < self.scale.first]
            later = [bar for bar in mine if bar.first is not None and bar.first > self.scale.last]
            for word, bars in (("Earlier", earlier), ("Later", later)):
                if bars:
                    yield f"{word}{f' ({of})' if of else ''}: {_spells(bars, self.scale)}."

    def _strip(self, strip: _Strip, y: float) -> None:
        for day, _ in self.ticks:
            x = self.scale.start_of(day)
            self.shapes.append(DrawnLine(((x, y), (x, y + _BAR)), "quiet", thickness=0.5))
        if strip.name:
            (name,) = cut(wrapped(strip.name, _PLAIN, _LABELS), _PLAIN, _LABELS, 1)
            self.shapes.append(DrawnText(_LEFT + _LABELS, y + 14, name, _PLAIN.size, "plain", anchor="end"))
        for flag in strip.flags:
            base = y + _BAR + _LANE * (flag.lane + 1)
            ink = next(piece.bar.ink for piece, _ in strip.pieces if piece.left == flag.at)
            self.shapes.append(DrawnLine(((flag.at, y + _BAR), (flag.at, base - 11)), ink))
            self._text(flag.left, base - 1, flag.text)
        for piece, inside in strip.pieces:
            self._piece(piece, inside, strip.style, y)

    def _piece(self, piece: _Piece, inside: str, style: Style, y: float) -> None:
        bar = piece.bar
        hatch: Hatch = bar.hatch if piece.spells == 1 else "upright"
        whole = bar.first is None and bar.last is None
        dashes = "4 3" if whole or bar.ink == "quiet" else ""
        self.shapes.append(DrawnBox(piece.left, y, piece.width, _BAR, bar.ink, 2, dashes, hatch))
        if piece.spells > 1:
            self.key[_STRIPES] = None
        middle = y + _BAR / 2
        if not whole and self.scale.begins_before(bar.first):
            x = piece.left - 3
            self._arrow(((x, middle - 5), (x - 5, middle), (x, middle + 5)), bar.ink)
        if not whole and self.scale.goes_on_after(bar.last):
            x = piece.right + 3
            self._arrow(((x, middle - 5), (x + 5, middle), (x, middle + 5)), bar.ink)
        if inside:
            x = piece.left + _PAD
            if hatch:
                width = width_of(inside, style) + 4
                self.shapes.append(DrawnBox(x - 2, y + 3, width, _BAR - 6, bar.ink, thickness=0))
            self.shapes.append(DrawnText(x, y + 14, inside, style.size, bar.ink, bold=style.bold))

    def _arrow(self, points: tuple[tuple[float, float], ...], ink: Ink) -> None:
        self.shapes.append(DrawnLine(points, ink, thickness=2))
        self.key[_ARROWS] = None

    def _text(self, x: float, y: float, text: str, ink: Ink = "plain") -> None:
        self.shapes.append(DrawnText(x, y, text, _PLAIN.size, ink))

    def _rule(self) -> None:
        self.shapes.append(DrawnLine(((_LEFT, self.y), (_RIGHT, self.y)), "quiet", thickness=0.5))


def _strips(row: Row, scale: Scale) -> Iterator[_Strip]:
    """Yield the strips of a row: one for each action or party of which it tells."""
    seen = [bar for bar in row.bars if scale.shows(bar.first, bar.last)]
    for of in dict.fromkeys(bar.of for bar in seen):
        yield from _strips_of([bar for bar in seen if bar.of == of], of, row, scale)


def _strips_of(bars: Sequence[Bar], of: str, row: Row, scale: Scale) -> Iterator[_Strip]:
    """Yield bars as one strip, or as one for each word where there is no room for all words in one."""
    together = _flagged(_pieces(bars, scale), row, scale)
    kinds = list(dict.fromkeys((bar.word, bar.ink) for bar in bars))
    if together is not None:
        yield together._replace(name=of)
    elif not row.each_told:
        yield _summed_up(bars, row, scale)._replace(name=of)
    else:
        for kind in kinds:
            mine = [bar for bar in bars if (bar.word, bar.ink) == kind]
            alone = _flagged(_pieces(mine, scale), row._replace(each_told=False), scale)
            yield (alone or _summed_up(mine, row, scale))._replace(name=f"{kind[0]} ({of})" if of else kind[0])


def _pieces(bars: Sequence[Bar], scale: Scale) -> tuple[_Piece, ...]:
    pieces: list[_Piece] = []
    for bar in bars:
        left = scale.left if bar.first is None else scale.start_of(bar.first)
        right = max(scale.end_of(bar.last), left + 2)
        piece = _Piece(min(left, scale.right - 2), right, bar)
        last = pieces[-1] if pieces else None
        alike = last is not None and (last.bar.word, last.bar.ink) == (bar.word, bar.ink)
        narrow = max(piece.width, last.width / last.spells if last is not None else 0) < _NARROW
        if last is not None and alike and narrow and piece.left - last.right < _NARROW:
            together = last.bar._replace(last=bar.last)
            pieces[-1] = _Piece(last.left, max(piece.right, last.right), together, last.spells + 1)
        else:
            pieces.append(piece)
    return tuple(pieces)


def _flagged(pieces: Sequence[_Piece], row: Row, scale: Scale) -> _Strip | None:
    """Return pieces with their words and dates in them or under them; None where there is no room for them."""
    placed: list[tuple[_Piece, str]] = []
    flags: list[_Flag] = []
    for piece in reversed(pieces):
        inside, under = _texts(piece, row, scale)
        placed.append((piece, inside))
        if not under:
            continue
        flag = _flag(piece.left, under, flags)
        if flag is None or len(flags) == _MOST_FLAGS:
            return None
        flags.append(flag)
    return _Strip(tuple(reversed(placed)), tuple(reversed(flags)), _style(row))


def _flag(at: float, text: str, others: Sequence[_Flag]) -> _Flag | None:
    """Return a flag in the first lane in which neither it nor what leads to it meets another; None in no lane."""
    width = width_of(text, _PLAIN)
    left = min(at, _RIGHT - width)
    for lane in range(_MOST_LANES):
        flag = _Flag(at, left, left + width, lane, text)
        if not any(_meet(flag, other) or _meet(other, flag) for other in others):
            return flag
    return None


def _meet(one: _Flag, other: _Flag) -> bool:
    if one.lane == other.lane:
        return one.left < other.right + _PAD and other.left < one.right + _PAD
    return one.lane > other.lane and other.left - 2 <= one.at <= other.right + 2


def _texts(piece: _Piece, row: Row, scale: Scale) -> tuple[str, str]:
    """Return what stands in a piece, and what stands under it."""
    bar = piece.bar
    dates = scale.in_short(bar.first, bar.last)
    if piece.spells > 1:
        dates = f"{piece.spells} spells, {dates}"
    word = bar.word if row.each_told or not dates else ""
    full = f"{word} ({bar.why})" if bar.why and row.kind == "Verdict" else word
    ways = [(f"{full}: {dates}" if word and dates else word or dates, "")]
    if word and dates:
        ways += [(full, dates), (word, dates), ("", f"{dates}: {word}")]
    room = piece.width - 2 * _PAD
    return next((way for way in ways if width_of(way[0], _style(row)) <= room), ("", ways[-1][1] or dates))


def _summed_up(bars: Sequence[Bar], row: Row, scale: Scale) -> _Strip:
    """Return bars with one text for all of them."""
    pieces = _pieces(bars, scale)
    text = _spells(bars, scale)
    only = pieces[0]
    style = _style(row)
    if len(pieces) == 1 and width_of(text, style) <= only.width - 2 * _PAD:
        return _Strip(((only, text),), (), style)
    left = min(only.left, _RIGHT - width_of(text, _PLAIN))
    flag = _Flag(only.left, left, left + width_of(text, _PLAIN), 0, text)
    return _Strip(tuple((piece, "") for piece in pieces), (flag,), style)


def _style(row: Row) -> Style:
    """Return how words in the bars of a row are set: verdicts stand out."""
    return _BOLD if row.kind == "Verdict" else _PLAIN


def _spells(bars: Sequence[Bar], scale: Scale) -> str:
    dates = scale.in_short(bars[0].first, _last_day(bars))
    return dates if len(bars) == 1 else f"{len(bars)} spells, {dates}"


def _last_day(bars: Sequence[Bar]) -> date | None:
    ends = [bar.last for bar in bars]
    return None if None in ends else max(end for end in ends if end is not None)


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition(". ")
    return f"{head}." if stop else text
