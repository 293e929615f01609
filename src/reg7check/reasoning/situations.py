"""The days of a strand, cut where its verdict may change: what `periods.py` finds, as light values and at speed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from operator import itemgetter

from reg7check.arrangement import Action, Arrangement, Span, Strand
from reg7check.named import NamedTuple
from reg7check.reasoning.periods import ONE_DAY, merged
from reg7check.reasoning.steps import ACTION, StepTables

_FIRST = itemgetter(0)


class Situation(NamedTuple):
    """Days on which nothing that could matter changes: ``last`` is None where the end is open.

    ``in_progress`` holds the numbers of the actions, among those that the strand covers, and ``epoch`` that of the
    rulebook's epoch; ``passed`` tells of how many dates the effect has begun.
    """

    first: date
    last: date | None
    running: bool
    in_progress: tuple[int, ...]
    epoch: int
    passed: int


def actions_of(arrangement: Arrangement, strand: Strand) -> tuple[Action, ...]:
    """Return the actions whose strikers' work a strand covers."""
    if len(strand.covers) == len(arrangement.actions):
        return arrangement.actions  # the reader keeps their order
    return tuple(arrangement.action(name) for name in strand.covers)


def situations_of(
    tables: StepTables, arrangement: Arrangement, strand: Strand, actions: Sequence[Action], on: date | None
) -> list[Situation]:
    """Return the situations of a strand's days, in order; with ``on``, that of this one day."""
    running = _merged(strand.dates)
    acting = [_merged(action.dates) for action in actions]
    begun = _effective_days(tables, arrangement.nation, strand, actions)
    own = begun.copy()
    for dates in acting:
        for first, last in dates:
            own.append(first)
            if last is not None and last < date.max:
                own.append(last + ONE_DAY)
    own.sort()
    found: list[Situation] = []
    for first, last in running if on is None else (Span(on, on),):
        changes = _within(tables.changes, first, last)
        by_file = _within(own, first, last)
        if by_file:
            changes = sorted({*changes, *by_file})
        ends = [*[change - ONE_DAY for change in changes], last]
        for day, ends_on in zip((first, *changes), ends, strict=True):
            in_progress = tuple([number for number, dates in enumerate(acting) if _holds(dates, day)])
            epoch = bisect_right(tables.epochs, day) - 1
            passed = bisect_right(begun, day) if begun else 0
            found.append(Situation(day, ends_on, on is None or _holds(running, day), in_progress, epoch, passed))
    return found


def _within(days: Sequence[date], first: date, last: date | None) -> Sequence[date]:
    """Return those of some days, which are in order, that come after a span's first and not after its last."""
    return days[bisect_right(days, first) : len(days) if last is None else bisect_right(days, last)]


def _effective_days(tables: StepTables, nation: str, strand: Strand, actions: Sequence[Action]) -> list[date]:
    """Return, in order, each day on which a date that anyone states of a fact begins to have its effect."""
    found = []
    for source, name in tables.dates:
        for facts in [action.facts for action in actions] if source == ACTION else (strand.facts,):
            answer = facts.get(name)
            if answer is None or (answer.agreed is not None and not isinstance(answer.agreed, date)):
                continue
            for value in [answer.agreed, *[value for _, value in answer.by_party]]:
                begins = tables.begins(name, value, nation) if isinstance(value, date) else None
                if begins is not None:
                    found.append(begins)
    found.sort()
    return found


def _merged(dates: tuple[Span, ...]) -> tuple[Span, ...]:
    return dates if len(dates) == 1 else merged(dates)


def _holds(spans: Sequence[Span], day: date) -> bool:
    """Return whether a day lies within one of these spans, which are in order and apart."""
    at = 0 if len(spans) == 1 else max(bisect_right(spans, day, key=_FIRST) - 1, 0)
    first, last = spans[at]
    return first <= day and (last is None or day <= last)
