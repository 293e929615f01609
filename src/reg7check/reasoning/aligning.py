"""Verdicts on the same days side by side: on which days one verdict stands where another stood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reg7check.arrangement import Span
from reg7check.named import NamedTuple
from reg7check.reasoning.periods import ONE_DAY, shared_spans
from reg7check.reasoning.results import Ruling, Verdict


class VerdictDays(NamedTuple):
    """The verdict on days from ``first`` to ``last`` (None: an open end)."""

    first: date
    last: date | None
    verdict: Verdict


class Turn(NamedTuple):
    """Days on which a verdict differs: the one before, and the one after; None where that day is not judged."""

    first: date
    last: date | None
    old: Verdict | None
    new: Verdict | None


def verdict_days(ruling: Ruling | None, party: str | None = None) -> tuple[VerdictDays, ...]:
    """Return the verdicts of a ruling by days; with a party, those of its account. Of no ruling there are none."""
    return tuple(
        VerdictDays(each.first, each.last, each.verdict if party is None else each.accounts[party])
        for each in (() if ruling is None else ruling.periods)
    )


def turns_between(old: Sequence[VerdictDays], new: Sequence[VerdictDays]) -> tuple[Turn, ...]:
    """Return the longest runs of days on which two series of verdicts differ, in order."""
    turns: list[Turn] = []
    for span in shared_spans(Span(each.first, each.last) for each in (*old, *new)):
        verdicts = (_verdict_on(old, span.first), _verdict_on(new, span.first))
        last = turns[-1] if turns else None
        if last is not None and (last.old, last.new) == verdicts and last.last == span.first - ONE_DAY:
            turns[-1] = last._replace(last=span.last)
        else:
            turns.append(Turn(*span, *verdicts))
    return tuple(each for each in turns if each.old is not each.new)


def _verdict_on(days: Sequence[VerdictDays], day: date) -> Verdict | None:
    return next((each.verdict for each in days if Span(each.first, each.last).holds(day)), None)
