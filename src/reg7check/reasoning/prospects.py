"""What each answer to each open fact would do: the verdicts then, and how many facts would be left to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from reg7check.arrangement import Answer, Arrangement, FactAt, Span, Value, answer_at, with_answers
from reg7check.arrangement.models import UNKNOWN
from reg7check.named import NamedTuple
from reg7check.reasoning.calendar import effective_from, latest_with_effect_by
from reg7check.reasoning.inquiry import StrandInquiry, ToAsk, facts_that_matter, inquire
from reg7check.reasoning.periods import ONE_DAY, merged
from reg7check.reasoning.results import Verdict
from reg7check.reasoning.worlds import StrandWorlds, Stretch
from reg7check.rulebook import Rulebook
from reg7check.rulebook.models import Fact


class Reach(StrEnum):
    """For which answers one answer stands."""

    ITSELF = "itself"
    ON_OR_BEFORE = "on-or-before"
    EXAMPLE = "example"
    NEVER_OR_AFTER = "never-or-after"


class Reply(NamedTuple):
    """An answer that an open fact may get: ``value`` is what goes into the file.

    Of a date fact it stands for others too: a date for all earlier ones, ``never`` for every date after ``day`` (None
    where the days have no end), or a date for those in between, of which it is an example only.
    """

    value: Value
    reach: Reach = Reach.ITSELF
    day: date | None = None


class DaysThen(NamedTuple):
    """Days on which the verdict is the same. Days between them on which nothing can be forbidden do not count."""

    days: Span
    verdict: Verdict


class RulingThen(NamedTuple):
    """How a prohibition stands on a strand, now or after an answer: its verdict, and those of its days in order.

    ``by_day`` holds only days on which there is cover and action, and the prohibition is in force there.
    """

    strand: str
    prohibition: str
    verdict: Verdict
    by_day: tuple[DaysThen, ...]


class Foreseen(NamedTuple):
    """What an answer leads to: the verdict, the rulings that the fact can touch, and the facts then left to ask."""

    reply: Reply
    verdict: Verdict
    rulings: tuple[RulingThen, ...]
    left: int


class Prospect(NamedTuple):
    """A fact to ask about, whether the parties differ on it, and what each possible answer leads to.

    ``now`` holds the rulings that the fact can touch, as they stand.
    """

    to_ask: ToAsk
    disputed: bool
    now: tuple[RulingThen, ...]
    foreseen: tuple[Foreseen, ...]


def prospects(
    arrangement: Arrangement,
    rulebook: Rulebook,
    *,
    taken: Mapping[str, str] = MappingProxyType({}),
    on: date | None = None,
) -> tuple[Prospect, ...]:
    """Return what to ask, best first as ``inquire`` has it, with what each answer would lead to.

    Each answer is judged by itself: nothing is said of several answers together. A dispute may be settled by any
    answer that a party gives, or by any at all where one of them says that it is unknown.

    Args:
        arrangement: what is known.
        rulebook: the rulebook to judge it under.
        taken: open questions of law, with the reading to assume of each.
        on: judge this one day only.
    """
    foreseer = _Foreseer(arrangement, rulebook, taken, on)
    inquiry = inquire(arrangement, rulebook, taken=taken, on=on)
    return tuple(foreseer.prospect(each) for each in inquiry.to_ask)


_Touched = Mapping[str, Mapping[str, Sequence[Stretch]]]
"""For each strand, each prohibition whose verdict depends on a fact, with the stretches of days on which it does."""


class _Foreseer:
    def __init__(self, arrangement: Arrangement, rulebook: Rulebook, taken: Mapping[str, str], on: date | None) -> None:
        self.arrangement = arrangement
        self.rulebook = rulebook
        self.taken = taken
        self.on = on
        self.now = {each.id: self._inquiry(arrangement, each.id) for each in arrangement.cover}

    def prospect(self, to_ask: ToAsk) -> Prospect:
        at = to_ask.at
        stated = answer_at(self.arrangement, at)
        touched = {name: each.matters_to(at) for name, each in self.now.items()}
        days = merged(
            Span(stretch.first, stretch.last)
            for by_prohibition in touched.values()
            for stretches in by_prohibition.values()
            for stretch in stretches
        )
        foreseen = (self._foreseen(at, reply, touched) for reply in self._replies(at, stated, days))
        disputed = stated is not None and stated.disputed
        return Prospect(to_ask, disputed, _rulings(self.now, touched), tuple(foreseen))

    def _replies(self, at: FactAt, stated: Answer | None, days: Sequence[Span]) -> Iterator[Reply]:
        values = dict.fromkeys(value for _, value in stated.by_party) if stated is not None and stated.disputed else {}
        fact = self.rulebook.law.facts[at.fact]
        if values and UNKNOWN not in values:
            yield from map(Reply, values)
        elif fact.is_date:
            yield from (Reply(value) for value in values if isinstance(value, date))
            yield from _replies_of_a_date(fact, days, self.arrangement.nation)
        else:
            yield from map(Reply, fact.choices)

    def _foreseen(self, at: FactAt, reply: Reply, touched: Mapping[str, Mapping[str, Sequence[Stretch]]]) -> Foreseen:
        then = {
            each.id: self._answered(at, reply, each.id) if _is_about(at, each.id, each.covers) else self.now[each.id]
            for each in self.arrangement.cover
        }
        main = self.rulebook.law.identity.main_prohibition
        return Foreseen(
            reply=reply,
            verdict=Verdict.first([each.rulings()[main] for each in then.values()]),
            rulings=_rulings(then, touched),
            left=len(facts_that_matter(then.values())),
        )

    def _answered(self, at: FactAt, reply: Reply, strand: str) -> StrandInquiry:
        if isinstance(reply.value, str) and not self.rulebook.law.facts[at.fact].is_date:
            return self.now[strand].answered(at, reply.value)
        return self._inquiry(with_answers(self.arrangement, {at: Answer(reply.value)}), strand)

    def _inquiry(self, arrangement: Arrangement, strand: str) -> StrandInquiry:
        return StrandInquiry(StrandWorlds(self.rulebook, arrangement, arrangement.strand(strand), self.taken), self.on)


def _is_about(at: FactAt, strand: str, covers: Sequence[str]) -> bool:
    return at.action in covers if at.action else at.strand == strand


def _replies_of_a_date(fact: Fact, days: Sequence[Span], nation: str) -> Iterator[Reply]:
    """Yield a date past on all the days on which the fact matters, one past on all but the first few, and never."""
    first, last = days[0].first, days[-1].last
    by_then = latest_with_effect_by(fact, first, nation)
    yield Reply(by_then, Reach.ON_OR_BEFORE, by_then)
    later = _next_date(fact, days, nation)
    if later is not None:
        yield Reply(later, Reach.EXAMPLE, later)
    for choice in fact.choices:
        end = latest_with_effect_by(fact, last, nation) if last is not None else None
        yield Reply(choice, Reach.NEVER_OR_AFTER, end)


def _next_date(fact: Fact, days: Sequence[Span], nation: str) -> date | None:
    """Return the latest date whose effect begins on the next of the days on which any can begin after the first."""
    for span in days:
        day = span.first
        while span.holds(day):
            value = latest_with_effect_by(fact, day, nation)
            begins = effective_from(fact, value, nation)
            if begins is not None and begins > days[0].first:
                return value
            day += ONE_DAY
    return None


def _rulings(strands: Mapping[str, StrandInquiry], touched: _Touched) -> tuple[RulingThen, ...]:
    return tuple(
        RulingThen(strand, name, strands[strand].rulings()[name], tuple(_by_day(strands[strand], name)))
        for strand, by_prohibition in touched.items()
        for name in by_prohibition
    )


def _by_day(strand: StrandInquiry, prohibition: str) -> Iterator[DaysThen]:
    """Yield the verdicts of the days on which the prohibition can forbid anything, joined where they are the same."""
    previous: DaysThen | None = None
    law = strand.worlds.rulebook.law
    for stretch, verdict in zip(strand.stretches, strand.verdicts[prohibition], strict=True):
        if not stretch.in_progress or not strand.worlds.bites(law.prohibitions[prohibition], stretch):
            continue
        if previous is not None and previous.verdict is verdict:
            previous = DaysThen(Span(previous.days.first, stretch.last), verdict)
            continue
        if previous is not None:
            yield previous
        previous = DaysThen(Span(stretch.first, stretch.last), verdict)
    if previous is not None:
        yield previous
