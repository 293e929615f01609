"""Placing a picture of the rules on a sheet: columns from left to right, and rows of its own for each branch.

So no line crosses another line, or a box.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reg7check.audit.picture import Picture, Sense
from reg7check.days import in_words
from reg7check.named import NamedTuple
from reg7check.report.boxes import (
    HEADING,
    HOW_TO_READ,
    PLAIN,
    SMALL,
    STRONG,
    TAG,
    Key,
    banner,
    key_of,
    look_of,
    said,
)
from reg7check.report.fitting import Style, width_of, wrapped
from reg7check.report.unfolding import GATES, LEAVES, Branch

_MARGIN = 14
_RULE_WIDTH = 170
_LEAF_WIDTH = 326
_NARROWEST = 1000
_PAD_X = 9
_PAD_Y = 6
_LEVEL = 15
"""How far below the top of a box its line comes in."""
_GAP = 7
_STEP = 8
_SIGN_HEIGHT = 17
_KEYS_IN_A_ROW = 5

Point = tuple[float, float]


class Text(NamedTuple):
    """A line of text: where its base line begins (or has its middle, where it is ``centred``)."""

    x: float
    y: float
    text: str
    style: Style
    centred: bool = False


class Box(NamedTuple):
    """A box, or a sign on a line, of one look, with its text."""

    x: float
    y: float
    width: float
    height: float
    look: str
    texts: tuple[Text, ...]


class Wire(NamedTuple):
    """A line through these points."""

    points: tuple[Point, ...]
    sense: Sense


class Band(NamedTuple):
    """The strip behind all that belongs to one element or exception."""

    y: float
    height: float
    sense: Sense


class Sheet(NamedTuple):
    """Everything in its place."""

    width: float
    height: float
    bands: tuple[Band, ...]
    wires: tuple[Wire, ...]
    boxes: tuple[Box, ...]
    texts: tuple[Text, ...]


class _Columns(NamedTuple):
    """Where boxes of each depth begin, and where facts and open questions do."""

    boxes: tuple[float, ...]
    leaves: float


class _Before(NamedTuple):
    """The box to which a line leads back: how deep it stands, its right edge, and the enactment that it names."""

    depth: int
    right: float
    instrument: str


def place(picture: Picture, trees: Sequence[Branch]) -> Sheet:
    """Return the sheet of a picture that was unfolded into these trees."""
    depths = 1 + max((_depth(tree) for tree in trees), default=0)
    tried = _Placing(_Columns((0.0,) * depths, 0.0), _NARROWEST)
    for tree in trees:
        tried.tree(tree, 0)
    columns = _columns(tried.room, depths)
    placing = _Placing(columns, max(_NARROWEST, columns.leaves + _LEAF_WIDTH + _MARGIN))
    y = placing.head(picture, key_of(trees))
    for tree in trees:
        y = placing.tree(tree, y + 14)
    return placing.sheet(placing.foot(picture.identity.licence, y))


def _depth(branch: Branch) -> int:
    """Return how many boxes stand one behind the other below a branch, facts and open questions aside."""
    return max((_depth(each) + (each.kind not in (*GATES, *LEAVES)) for each in branch.children), default=0)


def _columns(room: Mapping[tuple[int, bool], float], depths: int) -> _Columns:
    boxes = [_MARGIN + room.get((-1, False), 0)]
    for depth in range(1, depths):
        boxes.append(boxes[-1] + _RULE_WIDTH + room.get((depth - 1, False), 0))
    ends = [_MARGIN, *(left + _RULE_WIDTH for left in boxes)]
    leaves = [ends[depth + 1] + needed for (depth, to_a_leaf), needed in room.items() if to_a_leaf]
    return _Columns(tuple(boxes), max([ends[-1] + 2 * _STEP, *leaves]))


class _Placing:
    """Places trees one below the other.

    ``room`` is what must lie between a box of each depth and those that it leads to: boxes of rules, or leaves.
    """

    def __init__(self, columns: _Columns, width: float) -> None:
        self._columns = columns
        self._width = width
        self._bands: list[Band] = []
        self._wires: list[Wire] = []
        self._boxes: list[Box] = []
        self._texts: list[Text] = []
        self.room: dict[tuple[int, bool], float] = {}

    def sheet(self, height: float) -> Sheet:
        placed = tuple(self._bands), tuple(self._wires), tuple(self._boxes), tuple(self._texts)
        return Sheet(self._width, height, *placed)

    def head(self, picture: Picture, key: tuple[list[Key], list[Key]]) -> float:
        """Place the title and the key, and return where they end."""
        identity = picture.identity
        day = f"The rules as they are on {in_words(picture.day)}. Rulebook {identity.id} {identity.version}."
        y = self._lines([(identity.title, HEADING), (day, PLAIN), (HOW_TO_READ, PLAIN)], _MARGIN)
        boxes, signs = key
        y = self._key_boxes(boxes, y + 10)
        return self._key_signs(signs, y + 6)

    def foot(self, licence: str, y: float) -> float:
        """Place whose words the picture quotes, and return where the sheet ends."""
        return self._lines([(licence, SMALL)], y + 4) + _MARGIN

    def tree(self, tree: Branch, y: float) -> float:
        """Place a prohibition with all that is below it, and return where it ends."""
        bottom = self._box(banner(tree), (_MARGIN, y, self._width - 2 * _MARGIN), tree.kind)
        self._titles(tree, bottom + 18)
        start = (_MARGIN + 12, bottom)
        before = _Before(-1, _MARGIN, tree.node.instrument)
        return self._fan(tree.children, start, start[0], before, bottom + 32) + _GAP

    def _titles(self, tree: Branch, y: float) -> None:
        titles = ["ELEMENTS AND EXCEPTIONS", *(["RULES UNDER THEM"] if _depth(tree) > 1 else [])]
        for x, title in zip(self._columns.boxes, titles, strict=False):
            self._texts.append(Text(x, y, title, TAG))
        self._texts.append(Text(self._columns.leaves, y, "FACTS AND OPEN QUESTIONS", TAG))

    def _fan(self, children: Sequence[Branch], start: Point, spine: float, before: _Before, y: float) -> float:
        """Place branches one below the other, and return where the last ends.

        Their lines leave at ``start``; the upright line that they share stands at ``spine``.
        """
        bottom = y
        for number, child in enumerate(children):
            top = y if number == 0 else bottom + _gap_before(child, before)
            level = top + _LEVEL
            corners = (start,) if start[1] == level else ((spine, start[1]), (spine, level))
            bottom = self._reach(child, corners, max(start[0], spine) + _STEP, before, top)
            if before.depth == -1 and child.kind not in GATES:
                self._bands.append(Band(top - _GAP, bottom - top + 2 * _GAP, child.sense))
        return bottom

    def _reach(self, branch: Branch, corners: tuple[Point, ...], x: float, before: _Before, top: float) -> float:
        """Place a branch behind the signs on the line to it, and return where it ends."""
        sense = branch.sense
        if sense is not Sense.NEEDS:
            corners = self._sign(sense.value, corners, x, sense)
            x = corners[0][0] + _STEP
        if branch.kind in GATES:
            (start,) = self._sign(branch.kind.value, corners, x, sense)
            return self._fan(branch.children, start, round((x + start[0]) / 2), before, top)
        is_leaf = branch.kind in LEAVES
        self.room[before.depth, is_leaf] = max(self.room.get((before.depth, is_leaf), 0), x - before.right)
        left = self._columns.leaves if is_leaf else self._columns.boxes[before.depth + 1]
        self._wires.append(Wire((*corners, (left, top + _LEVEL)), sense))
        return self._item(branch, left, top, before)

    def _sign(self, text: str, corners: tuple[Point, ...], x: float, sense: Sense) -> tuple[Point]:
        """Place a sign on a line, and return where the line goes on."""
        level = corners[-1][1]
        width = round(width_of(text, TAG) + 8)
        self._wires.append(Wire((*corners, (x, level)), sense))
        self._sign_box(text, x, level, width)
        return ((x + width, level),)

    def _sign_box(self, text: str, x: float, level: float, width: float) -> None:
        written = Text(x + width / 2, level + 4, text, TAG, centred=True)
        self._boxes.append(Box(x, level - _SIGN_HEIGHT / 2, width, _SIGN_HEIGHT, text, (written,)))

    def _item(self, branch: Branch, x: float, y: float, before: _Before) -> float:
        width = _LEAF_WIDTH if branch.kind in LEAVES else _RULE_WIDTH
        bottom = self._box(said(branch, before.instrument), (x, y, width), look_of(branch))
        if not branch.children:
            return bottom
        right = x + width
        spine = right + _STEP if len(branch.children) > 1 else right
        here = _Before(before.depth + 1, right, branch.node.instrument or before.instrument)
        return max(bottom, self._fan(branch.children, (right, y + _LEVEL), spine, here, y))

    def _box(self, lines: Iterable[tuple[str, Style]], place: tuple[float, float, float], look: str) -> float:
        """Place a box with its text, and return where it ends."""
        x, y, width = place
        texts: list[Text] = []
        base = y + _PAD_Y
        for text, style in lines:
            for line in wrapped(text, style, width - 2 * _PAD_X):
                base += style.leading
                texts.append(Text(x + _PAD_X, base - 4, line, style))
        self._boxes.append(Box(x, y, width, base + _PAD_Y - y, look, tuple(texts)))
        return base + _PAD_Y

    def _lines(self, lines: Iterable[tuple[str, Style]], y: float) -> float:
        for text, style in lines:
            for line in wrapped(text, style, self._width - 2 * _MARGIN):
                y += style.leading
                self._texts.append(Text(_MARGIN, y - 4, line, style))
        return y

    def _key_boxes(self, entries: Sequence[Key], y: float) -> float:
        bottom = y
        for (x, width), entry, at_start in self._cells(entries):
            y = bottom + _GAP if at_start else y
            lines = [(entry.name, STRONG), (entry.meaning, PLAIN)]
            bottom = max(bottom, self._box(lines, (x, y, width), entry.look))
        return bottom

    def _key_signs(self, entries: Sequence[Key], y: float) -> float:
        bottom = y
        for (x, width), entry, at_start in self._cells(entries):
            y = bottom + _GAP if at_start else y
            sign = round(width_of(entry.name, TAG) + 8)
            self._sign_box(entry.name, x, y + _LEVEL - 4, sign)
            base = y
            for line in wrapped(entry.meaning, PLAIN, width - sign - _STEP):
                base += PLAIN.leading
                self._texts.append(Text(x + sign + _STEP, base - 1, line, PLAIN))
            bottom = max(bottom, base)
        return bottom

    def _cells(self, entries: Sequence[Key]) -> Iterable[tuple[tuple[float, float], Key, bool]]:
        """Yield a place in a row for each entry, and whether it is the first of the row."""
        room = self._width - 2 * _MARGIN + _STEP
        for number, entry in enumerate(entries):
            column = number % _KEYS_IN_A_ROW
            left = _MARGIN + round(column * room / _KEYS_IN_A_ROW)
            yield (left, round(room / _KEYS_IN_A_ROW) - _STEP), entry, column == 0


def _gap_before(branch: Branch, before: _Before) -> float:
    return 3 * _GAP if before.depth == -1 else _GAP if branch.sense is Sense.NEEDS else 1.5 * _GAP
