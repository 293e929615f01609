"""The days of a strand, cut where its verdict may change: what `periods.py` finds, as light values and at speed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from reg7check.arrangement import Action, Arrangement, Span, Strand
from reg7check.reasoning.periods import ONE_DAY, merged
from reg7check.reasoning.tables import ACTION, Tables

_FIRST = itemgetter(0)


class Situation(NamedTuple):
    """Days on which nothing that could matter changes: ``last`` is None where the end is open.

    ``epoch`` is the number of the rulebook's epoch, and ``passed`` of how many dates the effect has begun.
    """

    first: date
    last: date | None
    running: bool
    in_progress: tuple[Action, ...]
    epoch: int
    passed: int


def actions_of(arrangement: Arrangement, strand: Strand) -> tuple[Action, ...]:
    """Return the actions whose strikers' work a strand covers."""
    if len(strand.covers) == len(arrangement.actions):
        return arrangement.actions  # the reader keeps their order
    return tuple(arrangement.action(name) for name in strand.covers)


def situations_of(
    tables: Tables, arrangement: Arrangement, strand: Strand, actions: Sequence[Action], on: date | None
) -> list[Situation]:
    """Return the situations of a strand's days, in order; with ``on``, that of this one day."""
    running = _merged(strand.dates)
    acting = [(action, _merged(action.dates)) for action in actions]
    begun = sorted(_effective_days(tables, arrangement, strand, actions))
    spans: Sequence[Span] = running if on is None else (Span(on, on),)
    changes: list[date] = []
    for _, dates in acting:
        for first, last in dates:
            changes.append(first)
            if last is not None and last < date.max:
                changes.append(last + ONE_DAY)
    changes = sorted({*changes, *begun, *tables.changes})

    def situation(first: date, last: date | None) -> Situation:
        in_progress = tuple(action for action, dates in acting if _holds(dates, first))
        epoch = bisect_right(tables.epochs, first) - 1
        return Situation(first, last, _holds(running, first), in_progress, epoch, bisect_right(begun, first))

    found = []
    for first, last in spans:
        ends = len(changes) if last is None else bisect_right(changes, last)
        for change in changes[bisect_right(changes, first) : ends]:
            found.append(situation(first, change - ONE_DAY))
            first = change  # noqa: PLW2901 the next situation starts here
        found.append(situation(first, last))
    return found


def _effective_days(
    tables: Tables, arrangement: Arrangement, strand: Strand, actions: Sequence[Action]
) -> Iterator[date]:
    for source, name in tables.dates:
        for facts in [action.facts for action in actions] if source == ACTION else [strand.facts]:
            answer = facts.get(name)
            if answer is None:
                continue
            for value in (answer.agreed, *(value for _, value in answer.by_party)):
                begins = tables.begins(name, value, arrangement.nation) if isinstance(value, date) else None
                if begins is not None:
                    yield begins


def _merged(dates: tuple[Span, ...]) -> tuple[Span, ...]:
    return dates if len(dates) == 1 else merged(dates)


def _holds(spans: Sequence[Span], day: date) -> bool:
    """Return whether a day lies within one of these spans, which are in order and apart."""
    at = bisect_right(spans, day, key=_FIRST) - 1
    return at >= 0 and spans[at].holds(day)
