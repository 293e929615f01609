"""Rows whose cells are numbers, for whole columns to be judged: what each distinct cell means is held once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from reg7check.named import NamedTuple

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.intp]
Days = NDArray[np.int32]
"""Days as their ordinals (``date.toordinal``)."""

ALWAYS = np.int32(0)
"""Of what begins: before every day."""
NEVER = np.int32(np.iinfo(np.int32).max)
"""Of what begins: after every day. Of a span's last day: its end is open."""

UNKNOWN_ENTRY = 0
"""In every column, the entry of an answer that nobody knows."""


class Spans(NamedTuple):
    """The days of each distinct cell of dates: those of cell ``c`` are ``starts[c]`` to ``starts[c + 1]`` (excluded).

    The spans of a cell are in order, and neither overlap nor adjoin.
    """

    starts: Numbers
    first: Days
    last: Days

    def each_of(self, cells: Numbers) -> tuple[Numbers, Numbers]:
        """Return the spans of some cells, in order: for each, the place of its cell among these, and its own number."""
        return members(self.starts, cells)

    def hold(self, cells: Numbers, days: Days) -> NDArray[np.bool_]:
        """Return whether each of some days lies in the cell beside it."""
        nearest = self._nearest(cells, days)
        last = np.append(self.last, ALWAYS)[nearest]
        held: NDArray[np.bool_] = (nearest >= self.starts[cells]) & (last >= days)
        return held

    def first_from(self, cells: Numbers, days: Days) -> Days:
        """Return the first day of the cell beside it that is not before each of some days; ``NEVER`` where none is."""
        following = self._nearest(cells, days) + 1
        after = np.append(self.first, NEVER)[following]
        later = np.where(following < self.starts[cells + 1], after, NEVER)
        return np.where(self.hold(cells, days), days, later)

    def meeting(self, cells: Numbers, others: Numbers) -> Spans:
        """Return the days that each of some cells shares with the one beside it, as cells of their own."""
        (at, span), (other_at, other_span) = self.each_of(cells), self.each_of(others)
        edges = []
        for days in (self.first, self.last):
            mine, theirs = days[span], days[other_span]
            shared, also = self.hold(others[at], mine), self.hold(cells[other_at], theirs)
            owners = np.concatenate([at[shared], other_at[also]])
            edges.append(np.unique(day_keys(owners, np.concatenate([mine[shared], theirs[also]]))))
        first, last = edges
        starts = np.searchsorted(first >> 32, np.arange(len(cells) + 1))
        return Spans(starts, *((each & 0xFFFFFFFF).astype(np.int32) for each in (first, last)))

    def _nearest(self, cells: Numbers, days: Days) -> Numbers:
        """Return the number of the last span that starts on each day or before it, in its cell or an earlier one."""
        owners = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        return np.searchsorted(day_keys(owners, self.first), day_keys(cells, days), "right") - 1


class Statements(NamedTuple):
    """What parties say in the cells of a column that are disputed: statement ``s`` is that of ``party[s]``.

    Those of entry ``e`` are ``starts[e]`` to ``starts[e + 1]`` (excluded), in the order of the parties' numbers;
    ``entry`` holds the entry of what each says.
    """

    starts: Numbers
    party: Numbers
    entry: Numbers

    @property
    def disputed(self) -> NDArray[np.bool_]:
        """Whether each entry is a dispute."""
        return np.diff(self.starts) > 0


class AnswerColumn(NamedTuple):
    """What each row says of a variable: the answers that it leaves open, and the number of its entry.

    In ``sets`` answer ``a`` is bit ``a % 8`` of byte ``a // 8``: its shape is (bytes, rows). ``possible`` holds the
    same of each distinct entry.
    """

    sets: Bytes
    entries: Numbers
    statements: Statements
    possible: Bytes

    @classmethod
    def of(cls, entries: Numbers, statements: Statements, possible: Bytes) -> AnswerColumn:
        """Return a column of rows that have these entries."""
        return cls(possible.take(entries, axis=1), entries, statements, possible)


class DateColumn(NamedTuple):
    """What each row says of a date fact: the number of its entry, and when each distinct entry begins to have effect.

    ``begins`` holds, for each nation, the first day on which one may be past it, and the first on which one must be:
    its shape is (2, nations, entries).
    """

    entries: Numbers
    statements: Statements
    begins: NDArray[np.int32]


Column = AnswerColumn | DateColumn


class CodedRows(NamedTuple):
    """Rows whose cells are numbers: a column for each level of the rulebook's diagram of which anything is said.

    ``nation`` is each row's number in ``GIVENS``, ``action`` and ``cover`` its cells among ``spans``, ``parties`` how
    many parties are named in all.
    """

    columns: Mapping[int, Column]
    nation: Numbers
    spans: Spans
    action: Numbers
    cover: Numbers
    parties: int


def answer_set(size: int, answers: Sequence[int]) -> bytes:
    """Return the set of some of ``size`` answers, by their numbers, as bytes with one bit an answer."""
    return sum(1 << answer for answer in set(answers)).to_bytes((size + 7) // 8, "little")


def members(starts: Numbers, chosen: Numbers) -> tuple[Numbers, Numbers]:
    """Return the members of some groups, in order: for each, the place of its group among these, and its own number."""
    sizes = starts[chosen + 1] - starts[chosen]
    place = np.repeat(np.arange(len(chosen)), sizes)
    before = np.cumsum(sizes) - sizes
    return place, np.arange(len(place)) - before[place] + starts[chosen][place]


def day_keys(groups: Numbers, days: Days) -> NDArray[np.int64]:
    """Return numbers that sort by the group first, and then by the day."""
    return groups.astype(np.int64) << 32 | days
