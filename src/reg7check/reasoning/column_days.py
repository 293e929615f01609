"""Verdicts of whole columns, by the day.

Each row is judged on one day of every stretch of its cover, in all worlds and in each party's account, and has the
first of the verdicts that it has on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reg7check.named import NamedTuple
from reg7check.reasoning.coded_rows import (
    NEVER,
    UNKNOWN_ENTRY,
    AnswerColumn,
    Bytes,
    CodedRows,
    Column,
    Days,
    Numbers,
    Statements,
    day_keys,
    members,
)
from reg7check.reasoning.columns import (
    ARGUABLE,
    DISPUTED,
    NOT_PROHIBITED,
    PROHIBITED,
    UNDETERMINED,
    ColumnJudge,
)
from reg7check.rulebook import Rulebook
from reg7check.rulebook.diagram import FALSE
from reg7check.rulebook.givens import GIVENS

_MANY = 1 << 16
_FEW = 1 << 14
"""Blocks of rows that fit a processor's cache: with a bit a row for each node of a function, and with four bytes."""


class Accounts(NamedTuple):
    """The verdicts of parties' accounts of rows, in the order of the rows and then of the parties' numbers."""

    row: Numbers
    party: Numbers
    verdict: Bytes


class RowVerdicts(NamedTuple):
    """The verdict of each row under each prohibition (a code of ``columns.ORDER``), and the parties' accounts.

    The accounts are those of the main prohibition.
    """

    by_prohibition: Mapping[str, Bytes]
    accounts: Accounts


class _Moments(NamedTuple):
    """Rows on days, and where they are in a party's account: for each its row, its day, and the number of its party."""

    row: Numbers
    day: Days
    party: Numbers | None = None

    def at(self, chosen: Numbers) -> _Moments:
        party = None if self.party is None else self.party[chosen]
        return _Moments(self.row[chosen], self.day[chosen], party)


class DayJudge:
    """Judges coded rows under every prohibition of a rulebook, as ``assess`` judges the strands that they tell of."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._law = rulebook.law
        self._epochs = rulebook.compiled.epochs
        questions = {rulebook.compiled.diagram.index[name] for name in rulebook.law.open_questions}
        self._judge = ColumnJudge(rulebook.compiled.diagram, questions)
        self._starts = np.array([_ordinal(each.first) for each in self._epochs], np.int32)

    def verdicts(self, rows: CodedRows) -> RowVerdicts:
        """Return the verdicts of rows, all worlds and all days considered."""
        days = _days(rows, self._changes)
        acting = rows.spans.hold(rows.action[days.row], days.day)
        stating = _stating(rows)
        told, account = members(stating.starts, days.row)
        in_accounts = _Moments(days.row[told], days.day[told], stating.party[account])
        found: dict[str, Bytes] = {}
        main = self._law.identity.main_prohibition
        of_accounts = np.zeros(0, np.uint8)
        for name in self._law.prohibitions:
            alone = self._on_days(name, rows, days, acting)
            if len(told):
                theirs = self._on_days(name, rows, in_accounts, acting[told])
                alone[_at_odds(theirs, told, len(alone))] = DISPUTED
                if name == main:
                    of_accounts = _first(theirs, account, len(stating.row))
            found[name] = _first(alone, days.row, len(rows.nation))
        return RowVerdicts(found, Accounts(stating.row, stating.party, of_accounts))

    @cached_property
    def _changes(self) -> Days:
        """The days on which the law changes, as far as any prohibition goes."""
        roots = [tuple(each.prohibitions.values()) for each in self._epochs]
        changes = {start for start, one, other in zip(self._starts[1:], roots[1:], roots, strict=False) if one != other}
        covered = {_ordinal(each.covered_from) for each in self._law.prohibitions.values() if each.covered_from}
        return np.array(sorted(changes | covered), np.int32)

    def _on_days(self, name: str, rows: CodedRows, moments: _Moments, acting: NDArray[np.bool_]) -> Bytes:
        """Return the verdict under a prohibition of each row on its day, parties' accounts apart."""
        prohibition = self._law.prohibitions[name]
        extent = self._law.provisions[prohibition.provision].extent
        extends = np.array([nation in extent for nation in GIVENS["nation"]])[rows.nation[moments.row]]
        codes = np.full(len(moments.row), NOT_PROHIBITED)
        uncovered = extends & (moments.day < _ordinal(prohibition.covered_from))
        codes[uncovered] = UNDETERMINED
        epoch = np.searchsorted(self._starts, moments.day, "right") - 1
        by_epoch = np.array([each.prohibitions[name] for each in self._epochs])
        roots = np.where(extends & acting & ~uncovered, by_epoch[epoch], FALSE)
        for root in set(by_epoch.tolist()) - {FALSE}:
            chosen = np.flatnonzero(roots == root)
            doubtful = []
            for block in _blocks(chosen, _MANY):
                possible = _Block(rows, moments.at(block)).possible
                codes[block], doubts = self._judge.at_first_sight(root, possible, len(block))
                doubtful.append(block[doubts])
            for block in _blocks(np.concatenate(doubtful) if doubtful else chosen, _FEW):
                possible = _Block(rows, moments.at(block)).possible
                codes[block[self._judge.arguable(root, possible, len(block))]] = ARGUABLE
        return codes


def _blocks(chosen: Numbers, size: int) -> Iterator[Numbers]:
    yield from (chosen[first : first + size] for first in range(0, len(chosen), size))


class _Block:
    """The answers that are possible in a block of rows on their days, by the level of their variable."""

    def __init__(self, rows: CodedRows, moments: _Moments) -> None:
        self.rows = rows
        self.moments = moments
        self._at = _run(moments.row)
        self._nation = rows.nation[self._at]
        self._known: dict[int, Bytes | None] = {}

    def possible(self, level: int) -> Bytes | None:
        if level not in self._known:
            column = self.rows.columns.get(level)
            self._known[level] = None if column is None else self._possible(column)
        return self._known[level]

    def _possible(self, column: Column) -> Bytes:
        party = self.moments.party if len(column.statements.party) else None
        if party is None and isinstance(column, AnswerColumn):
            return column.sets[:, self._at] if isinstance(self._at, slice) else column.sets.take(self._at, axis=1)
        entries = column.entries[self._at]
        if party is not None:
            entries = _as_stated(column.statements, entries, party, self.rows.parties)
        if isinstance(column, AnswerColumn):
            return column.possible.take(entries, axis=1)
        may_begin, has_begun = column.begins[:, self._nation, entries]
        not_past = (has_begun > self.moments.day).astype(np.uint8)
        possible: Bytes = (may_begin <= self.moments.day) | not_past << np.uint8(1)
        return possible[np.newaxis]


def _run(rows: Numbers) -> Numbers | slice:
    """Return rows as a slice where each is the one after the last: what is taken from a column then is not copied."""
    last = rows[0] + len(rows)
    consecutive = rows[-1] + 1 == last and np.array_equal(rows, np.arange(rows[0], last))
    return slice(rows[0], last) if consecutive else rows


def _days(rows: CodedRows, changes: Days) -> _Moments:
    """Return days of each row, of which one is like each day of its cover in all that matters.

    On a day without action nothing is forbidden, unless the law is not covered; and that is so on the first day of the
    cover, if on any. Of the days with action, each is like the first one since the law last changed, or a date fact had
    its effect. Rows with the same dates have the same days, but for what date facts add.
    """
    cells = len(rows.spans.starts) - 1
    pairs, which = np.unique(rows.action * cells + rows.cover, return_inverse=True)
    action, cover = pairs // cells, pairs % cells
    struck = rows.spans.meeting(action, cover)
    every = np.arange(len(pairs))
    since = np.concatenate([np.zeros(1, np.int32), changes])
    owner = np.concatenate([every, np.tile(every, len(since))])
    begins = rows.spans.first[rows.spans.starts[cover]]
    day = np.concatenate([begins, struck.first_from(owner[len(pairs) :], np.repeat(since, len(pairs)))])
    keys = np.unique(day_keys(owner, day)[day != NEVER])
    owner, day = keys >> 32, (keys & 0xFFFFFFFF).astype(np.int32)
    row, number = members(np.searchsorted(owner, np.arange(len(pairs) + 1)), which)
    found = [(row, day[number])]
    for row, effective in _effective_days(rows):
        first = struck.first_from(which[row], effective)
        found.append((row[first != NEVER], first[first != NEVER]))
    return _Moments(np.concatenate([row for row, _ in found]), np.concatenate([day for _, day in found]))


def _effective_days(rows: CodedRows) -> Iterator[tuple[Numbers, Days]]:
    """Yield rows, and the days on which a date that anyone states of a fact has its effect, where that is later."""
    for column in rows.columns.values():
        if isinstance(column, AnswerColumn):
            continue
        at, statement = members(column.statements.starts, column.entries)
        row = np.concatenate([np.arange(len(rows.nation)), at])
        entry = np.concatenate([column.entries, column.statements.entry[statement]])
        day = column.begins[0, rows.nation[row], entry]
        # What has its effect by the first day of the cover makes no other day than that.
        stated = (day > rows.spans.first[rows.spans.starts[rows.cover[row]]]) & (day != NEVER)
        yield row[stated], day[stated]


class _Stating(NamedTuple):
    """Rows, and the parties that state a fact disputed there, in the order of both; ``starts`` is by the row."""

    row: Numbers
    party: Numbers
    starts: Numbers


def _stating(rows: CodedRows) -> _Stating:
    found = [np.zeros(0, np.intp)]
    for column in rows.columns.values():
        if len(column.statements.party):
            row, statement = members(column.statements.starts, column.entries)
            found.append(row * rows.parties + column.statements.party[statement])
    keys = np.unique(np.concatenate(found))
    row = keys // max(rows.parties, 1)
    return _Stating(row, keys % max(rows.parties, 1), np.searchsorted(row, np.arange(len(rows.nation) + 1)))


def _as_stated(statements: Statements, entries: Numbers, party: Numbers, parties: int) -> Numbers:
    """Return entries as a party states them: of a dispute its own answer, or where it gives none, an unknown one."""
    disputed = np.flatnonzero(statements.disputed[entries])
    if not len(disputed):
        return entries
    sizes = np.diff(statements.starts)
    keys = np.repeat(np.arange(len(sizes)), sizes) * parties + statements.party
    wanted = entries[disputed] * parties + party[disputed]
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    stated = entries.copy()
    stated[disputed] = np.where(keys[place] == wanted, statements.entry[place], UNKNOWN_ENTRY)
    return stated


def _at_odds(accounts: Bytes, told: Numbers, days: int) -> NDArray[np.bool_]:
    """Return where two accounts of a day are settled, and differ.

    Each account has a world that is one of all worlds, so the day is then unsettled over these.
    """
    forbidding = np.zeros(days, np.bool_)
    clear = np.zeros(days, np.bool_)
    forbidding[told[accounts == PROHIBITED]] = True
    clear[told[accounts == NOT_PROHIBITED]] = True
    return forbidding & clear


def _first(codes: Bytes, of: Numbers, count: int) -> Bytes:
    """Return the first of the verdicts of each of ``count`` things, which ``of`` numbers."""
    found = np.full(count, NOT_PROHIBITED)
    np.minimum.at(found, of, codes)
    return found


def _ordinal(day: date | None) -> int:
    return 0 if day is None else day.toordinal()
