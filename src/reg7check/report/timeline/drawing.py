"""Drawing a timeline: rows one under the other on one scale of days, each bar with its words and dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reg7check.report import words
from reg7check.report.drawing import Drawing, DrawnBox, DrawnLine, DrawnText, Hatch, Ink
from reg7check.report.fitting import Style, first_lines, width_of, wrapped
from reg7check.report.timeline.rows import Row
from reg7check.report.timeline.scale import Scale
from reg7check.report.timeline.strips import BAR, BOLD, LANE, PAD, PLAIN, RIGHT, Piece, Strip, spells, strips_of

WIDTH = 720
TRACK_LEFT = 190.0
TRACK_RIGHT = 704.0
_LEFT = 6
_LABELS = 172
_HEADING = Style("heading", 12, 16, bold=True)
_MOST_TITLE_LINES = 5
_MOST_NOTE_LINES = 3
_ROW_GAP = 8
_TICK_ROOM = 64
_ARROWS = "An arrow at the edge: it goes on beyond these days."
_STRIPES = "Upright stripes: on some of these days, off and on."

Shape = DrawnBox | DrawnLine | DrawnText


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
        for line in wrapped(" ".join(self.key), PLAIN, RIGHT - _LEFT):
            self.y += LANE
            self._text(_LEFT, self.y, line, "quiet")
        return Drawing(WIDTH, round(self.y + _ROW_GAP), tuple(self.shapes))

    def head(self) -> None:
        """Place the days that the picture shows, and those that are named along its top."""
        told = words.days(self.scale.first, self.scale.last)
        self.shapes.append(DrawnText(_LEFT, 16, told, _HEADING.size, "plain", bold=True))
        for day, name in self.ticks:
            x = self.scale.start_of(day)
            self.shapes.append(DrawnLine(((x, 28), (x, 40)), "quiet"))
            if x + 3 + width_of(name, PLAIN) <= RIGHT:
                self._text(x + 3, 37, name, "quiet")
        self.y = 40

    def row(self, row: Row) -> None:
        """Place a row: its name on the left, and its strips, notes and days out of sight on the right."""
        self._rule()
        top = self.y + PAD
        named = self._name(row, top)
        strips = tuple(strips_of(row, self.scale))
        y = named if any(strip.name for strip in strips) else top
        for strip in strips:
            self._strip(strip, y)
            y += strip.height
        if not strips:
            y += PAD
        for note in self._notes(row):
            for line in first_lines(note, PLAIN, RIGHT - TRACK_LEFT, _MOST_NOTE_LINES):
                y += LANE
                self._text(TRACK_LEFT, y - 3, line, "quiet")
        self.y = max(y, named) + _ROW_GAP - PAD

    def _name(self, row: Row, top: float) -> float:
        y = top + 11
        self.shapes.append(DrawnText(_LEFT, y, row.kind, BOLD.size, "quiet", bold=True))
        for line in first_lines(row.title, PLAIN, _LABELS, _MOST_TITLE_LINES):
            y += LANE
            self._text(_LEFT, y, line)
        return y + PAD

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
                    yield f"{word}{f' ({of})' if of else ''}: {spells(bars, self.scale)}."

    def _strip(self, strip: Strip, y: float) -> None:
        for day, _ in self.ticks:
            x = self.scale.start_of(day)
            self.shapes.append(DrawnLine(((x, y), (x, y + BAR)), "quiet", thickness=0.5))
        if strip.name:
            for name in first_lines(strip.name, strip.style, _LABELS, 1):
                x = _LEFT + _LABELS
                self.shapes.append(DrawnText(x, y + 14, name, PLAIN.size, bold=strip.style.bold, anchor="end"))
        for flag in strip.flags:
            base = y + BAR + LANE * (flag.lane + 1)
            ink = next(piece.bar.ink for piece, _ in strip.pieces if piece.left == flag.at)
            self.shapes.append(DrawnLine(((flag.at, y + BAR), (flag.at, base - 11)), ink))
            self._text(flag.left, base - 1, flag.text)
        for piece, inside in strip.pieces:
            self._piece(piece, inside, strip.style, y)

    def _piece(self, piece: Piece, inside: str, style: Style, y: float) -> None:
        bar = piece.bar
        hatch: Hatch = bar.hatch if piece.spells == 1 else "upright"
        whole = bar.first is None and bar.last is None
        dashes = "4 3" if whole or bar.ink == "quiet" else ""
        self.shapes.append(DrawnBox(piece.left, y, piece.width, BAR, bar.ink, 2, dashes, hatch))
        if piece.spells > 1:
            self.key[_STRIPES] = None
        middle = y + BAR / 2
        if not whole and self.scale.begins_before(bar.first):
            x = piece.left - 3
            self._arrow(((x, middle - 5), (x - 5, middle), (x, middle + 5)), bar.ink)
        if not whole and self.scale.goes_on_after(bar.last):
            x = piece.right + 3
            self._arrow(((x, middle - 5), (x + 5, middle), (x, middle + 5)), bar.ink)
        if inside:
            x = piece.left + PAD
            if hatch:
                width = width_of(inside, style) + 4
                self.shapes.append(DrawnBox(x - 2, y + 3, width, BAR - 6, bar.ink, thickness=0))
            self.shapes.append(DrawnText(x, y + 14, inside, style.size, bar.ink, bold=style.bold))

    def _arrow(self, points: tuple[tuple[float, float], ...], ink: Ink) -> None:
        self.shapes.append(DrawnLine(points, ink, thickness=2))
        self.key[_ARROWS] = None

    def _text(self, x: float, y: float, text: str, ink: Ink = "plain") -> None:
        self.shapes.append(DrawnText(x, y, text, PLAIN.size, ink))

    def _rule(self) -> None:
        self.shapes.append(DrawnLine(((_LEFT, self.y), (RIGHT, self.y)), "quiet", thickness=0.5))


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition(". ")
    return f"{head}." if stop else text
