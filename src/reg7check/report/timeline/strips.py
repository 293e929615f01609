"""The bars of a timeline's row side by side, with their words and dates in them or under them, where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from reg7check.named import NamedTuple
from reg7check.report.fitting import Style, width_of
from reg7check.report.timeline.rows import Bar, Row
from reg7check.report.timeline.scale import Scale

RIGHT = 716
"""Where texts end at the latest."""
PLAIN = Style("plain", 11, 14)
BOLD = Style("bold", 11, 14, bold=True)
BAR = 20
LANE = 14
PAD = 4
_MOST_LANES = 3
_MOST_FLAGS = 12
_NARROW = 4


class Piece(NamedTuple):
    """A bar as it is drawn, or several that are too narrow to be told apart: from where to where, and its words."""

    left: float
    right: float
    bar: Bar
    spells: int = 1

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left


class Flag(NamedTuple):
    """A text under a piece, in a lane: where the piece begins, and where the text does and ends."""

    at: float
    left: float
    right: float
    lane: int
    text: str


class Strip(NamedTuple):
    """Pieces side by side, each with what stands in it, and the flags under them; ``name`` stands before them.

    ``style`` is that of what stands in them.
    """

    pieces: tuple[tuple[Piece, str], ...]
    flags: tuple[Flag, ...]
    style: Style
    name: str = ""

    @property
    def height(self) -> float:
        """How high it is, with all under it."""
        return BAR + LANE * (1 + max((each.lane for each in self.flags), default=-1)) + PAD


def strips_of(row: Row, scale: Scale) -> Iterator[Strip]:
    """Yield the strips of a row: one for each action or party of which it tells."""
    seen = [bar for bar in row.bars if scale.shows(bar.first, bar.last)]
    for of in dict.fromkeys(bar.of for bar in seen):
        yield from _strips_alike([bar for bar in seen if bar.of == of], of, row, scale)


def _strips_alike(bars: Sequence[Bar], of: str, row: Row, scale: Scale) -> Iterator[Strip]:
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


def _pieces(bars: Sequence[Bar], scale: Scale) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for bar in bars:
        left = scale.left if bar.first is None else scale.start_of(bar.first)
        right = max(scale.end_of(bar.last), left + 2)
        piece = Piece(min(left, scale.right - 2), right, bar)
        last = pieces[-1] if pieces else None
        alike = last is not None and (last.bar.word, last.bar.ink) == (bar.word, bar.ink)
        narrow = max(piece.width, last.width / last.spells if last is not None else 0) < _NARROW
        if last is not None and alike and narrow and piece.left - last.right < _NARROW:
            together = last.bar._replace(last=bar.last)
            pieces[-1] = Piece(last.left, max(piece.right, last.right), together, last.spells + 1)
        else:
            pieces.append(piece)
    return tuple(pieces)


def _flagged(pieces: Sequence[Piece], row: Row, scale: Scale) -> Strip | None:
    """Return pieces with their words and dates in them or under them; None where there is no room for them."""
    placed: list[tuple[Piece, str]] = []
    flags: list[Flag] = []
    for piece in reversed(pieces):
        inside, under = _texts(piece, row, scale)
        placed.append((piece, inside))
        if not under:
            continue
        flag = _flag(piece.left, under, flags)
        if flag is None or len(flags) == _MOST_FLAGS:
            return None
        flags.append(flag)
    return Strip(tuple(reversed(placed)), tuple(reversed(flags)), _style(row))


def _flag(at: float, text: str, others: Sequence[Flag]) -> Flag | None:
    """Return a flag in the first lane in which neither it nor what leads to it meets another; None in no lane."""
    width = width_of(text, PLAIN)
    left = min(at, RIGHT - width)
    for lane in range(_MOST_LANES):
        flag = Flag(at, left, left + width, lane, text)
        if not any(_meet(flag, other) or _meet(other, flag) for other in others):
            return flag
    return None


def _meet(one: Flag, other: Flag) -> bool:
    if one.lane == other.lane:
        return one.left < other.right + PAD and other.left < one.right + PAD
    return one.lane > other.lane and other.left - 2 <= one.at <= other.right + 2


def _texts(piece: Piece, row: Row, scale: Scale) -> tuple[str, str]:
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
    room = piece.width - 2 * PAD
    return next((way for way in ways if width_of(way[0], _style(row)) <= room), ("", ways[-1][1] or dates))


def _summed_up(bars: Sequence[Bar], row: Row, scale: Scale) -> Strip:
    """Return bars with one text for all of them."""
    pieces = _pieces(bars, scale)
    text = spells(bars, scale)
    only = pieces[0]
    style = _style(row)
    if len(pieces) == 1 and width_of(text, style) <= only.width - 2 * PAD:
        return Strip(((only, text),), (), style)
    left = min(only.left, RIGHT - width_of(text, PLAIN))
    flag = Flag(only.left, left, left + width_of(text, PLAIN), 0, text)
    return Strip(tuple((piece, "") for piece in pieces), (flag,), style)


def _style(row: Row) -> Style:
    """Return how words in the bars of a row are set: verdicts stand out."""
    return BOLD if row.kind == "Verdict" else PLAIN


def spells(bars: Sequence[Bar], scale: Scale) -> str:
    """Return the days of bars in a few words: how many spells, and from the first day to the last."""
    dates = scale.in_short(bars[0].first, _last_day(bars))
    return dates if len(bars) == 1 else f"{len(bars)} spells, {dates}"


def _last_day(bars: Sequence[Bar]) -> date | None:
    ends = [bar.last for bar in bars]
    return None if None in ends else max(end for end in ends if end is not None)
