"""From dates to stretches of days: assessment is by the day, and whole stretches are judged by their first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from reg7check.arrangement import Span
from reg7check.reasoning.tables import tables_of
from reg7check.reasoning.worlds import StrandWorlds, Stretch

ONE_DAY = timedelta(days=1)


def stretches_of(worlds: StrandWorlds, on: date | None = None) -> tuple[Stretch, ...]:
    """Return the stretches of a strand's days, in order; with ``on``, of that one day alone.

    A stretch ends where the law, the actions in progress, or what a date fact means may change.
    """
    tables = tables_of(worlds.rulebook)
    running = merged(worlds.strand.dates)
    spans = running if on is None else (Span(on, on),)
    changes = sorted({*tables.change_days, *_change_days(worlds)})
    actions = worlds.actions

    def stretch(first: date, last: date | None) -> Stretch:
        return Stretch(
            first=first,
            last=last,
            running=on is None or any(span.holds(first) for span in running),
            in_progress=tuple([each.id for each in actions if any(span.holds(first) for span in each.dates)]),
            epoch=tables.epoch(first),
        )

    return tuple([stretch(first, last) for span in spans for first, last in _split(span, changes)])


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same days as the fewest spans, in order."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.first, each.last or date.max)):
        previous = result[-1] if result else None
        if previous is None or not _adjoins(previous, span):
            result.append(span)
        elif previous.last is not None and (span.last is None or span.last > previous.last):
            result[-1] = Span(previous.first, span.last)
    return tuple(result)


def shared_spans(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield, in order, the same days as the longest spans in which none of the given ones begins or ends."""
    every = list(spans)
    after = [each.last + ONE_DAY for each in every if each.last is not None and each.last < date.max]
    starts = sorted({*(each.first for each in every), *after})
    ends = [*(start - ONE_DAY for start in starts[1:]), None]
    for first, last in zip(starts, ends, strict=True) if starts else ():
        if any(each.holds(first) for each in every):
            yield Span(first, last)


def _adjoins(previous: Span, span: Span) -> bool:
    return previous.last is None or span.first <= previous.last or span.first == previous.last + ONE_DAY


def _change_days(worlds: StrandWorlds) -> Iterator[date]:
    for action in worlds.actions:
        for span in action.dates:
            yield span.first
            if span.last is not None and span.last < date.max:
                yield span.last + ONE_DAY
    yield from worlds.effective_days()


def _split(span: Span, changes: list[date]) -> Iterator[tuple[date, date | None]]:
    first = span.first
    after = bisect_right(changes, first)
    until = len(changes) if span.last is None else bisect_right(changes, span.last)
    for change in changes[after:until]:
        yield first, change - ONE_DAY
        first = change
    yield first, span.last
