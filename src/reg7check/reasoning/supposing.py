"""What if: an arrangement with other answers in place of its own, and every single answer that would turn a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from reg7check.arrangement import Answer, Arrangement, FactAt, Value, answer_at, with_answers
from reg7check.named import NamedTuple
from reg7check.reasoning.aligning import Turn, VerdictDays, turns_between
from reg7check.reasoning.assessing import assess_arrangement
from reg7check.reasoning.calendar import latest_with_effect_by
from reg7check.reasoning.comparing import Comparison, compare_assessments
from reg7check.reasoning.outcomes import Outcome, Outcomes, Trials, outcomes_of
from reg7check.reasoning.periods import stretches_of
from reg7check.reasoning.results import Assessment, Member, Verdict
from reg7check.reasoning.settling import date_words
from reg7check.reasoning.worlds import Asked, StrandWorlds
from reg7check.rulebook import Rulebook
from reg7check.rulebook.models import DATE_ANSWERS, READINGS, Fact


class Single(NamedTuple):
    """One answer in place of what the arrangement says: ``value``, which does as well for all that ``member`` means.

    ``at`` is None for the reading of an open question of law.
    """

    at: FactAt | None
    value: Value
    member: Member


class TurnedBy(NamedTuple):
    """A single answer that turns a verdict: what it then is, and on which days it is another."""

    single: Single
    verdict: Verdict
    turns: tuple[Turn, ...]


class Explored(NamedTuple):
    """What would turn one prohibition's verdict on a strand: in the order of the rules, readings of the law last."""

    strand: str
    prohibition: str
    outcome: Outcome
    turning: tuple[TurnedBy, ...]


class Exploration(NamedTuple):
    """Every answer, tried alone: of how many facts, how many answers, and what each ruling makes of them."""

    facts: int
    tried: int
    rulings: tuple[Explored, ...]


class WhatIf(NamedTuple):
    """What was tried on an arrangement: answers supposed, and what they do; every single answer, after them if any."""

    before: Assessment
    answers: Mapping[FactAt, Value]
    comparison: Comparison | None
    exploration: Exploration | None

    @property
    def explored(self) -> Assessment:
        """The assessment whose arrangement was explored."""
        return self.before if self.comparison is None else self.comparison.after


def suppose(before: Assessment, rulebook: Rulebook, answers: Mapping[FactAt, Value]) -> Comparison:
    """Return what an assessment finds, beside what it would find with these answers in place of the arrangement's own.

    An answer that the arrangement gives already is left as it is, with who says so.
    """
    arrangement = before.arrangement
    put = {at: Answer(value) for at, value in answers.items() if not says_already(arrangement, at, value)}
    after = assess_arrangement(
        with_answers(arrangement, put), rulebook, on=before.on, as_party=before.as_party, taken=before.taken
    )
    return compare_assessments(before, after, rulebook)


def says_already(arrangement: Arrangement, at: FactAt, value: Value) -> bool:
    """Return whether an arrangement lists a fact with this answer."""
    said = answer_at(arrangement, at)
    return said is not None and said.agreed == value


def explore(assessment: Assessment, rulebook: Rulebook, strands: Sequence[str], actions: Sequence[str]) -> Exploration:
    """Return every single answer that turns a verdict, and every reading of an open question of law that does.

    Each fact that a rule asks about is given each answer that it does not have: a fact that is not known or disputed
    each of its answers, a date fact a date that counts on every day that matters, and none. Never "unknown".

    Args:
        assessment: of the arrangement as it is.
        rulebook: the rulebook under which it was assessed.
        strands: the strands whose facts and verdicts are asked about.
        actions: the actions whose facts are.
    """
    explorer = _Explorer(assessment, rulebook, strands)
    singles = [*explorer.of_actions(actions), *explorer.of_strands()]
    turning = {(strand, name): list[TurnedBy]() for strand, outcomes in explorer.outcomes.items() for name in outcomes}
    for single in (*singles, *explorer.readings()):
        for strand in explorer.touched(single):
            for name, days in explorer.tried(single, strand).items():
                turns = turns_between(explorer.outcomes[strand][name].days, days)
                if turns:
                    verdict = Verdict.first([each.verdict for each in days])
                    turning[strand, name].append(TurnedBy(single, verdict, turns))
    order = [variable.name for variable in rulebook.compiled.diagram.variables]
    return Exploration(
        facts=len({single.at for single in singles}),
        tried=len(singles),
        rulings=tuple(
            Explored(strand, name, explorer.outcomes[strand][name], _in_order(found, order))
            for (strand, name), found in turning.items()
        ),
    )


def _in_order(found: Iterable[TurnedBy], order: Sequence[str]) -> tuple[TurnedBy, ...]:
    return tuple(sorted(found, key=lambda each: (each.single.at is None, order.index(each.single.member.name))))


class _Explorer:
    """Puts single answers in an arrangement's place, and judges the strands that they touch."""

    def __init__(self, assessment: Assessment, rulebook: Rulebook, strands: Sequence[str]) -> None:
        self.arrangement = assessment.arrangement
        self.rulebook = rulebook
        self.taken = assessment.taken
        self.on = assessment.on
        self.worlds = {
            name: StrandWorlds(rulebook, self.arrangement, self.arrangement.strand(name), self.taken)
            for name in strands
        }
        self.outcomes: dict[str, Outcomes] = {
            name: outcomes_of(self.arrangement, rulebook, name, self.taken, self.on) for name in strands
        }
        self.trials = {name: Trials(self.arrangement, rulebook, name, self.taken, self.on) for name in strands}
        asked = {variable.name for variable in rulebook.compiled.diagram.variables}
        self.facts = [fact for name, fact in rulebook.law.facts.items() if name in asked]

    def of_actions(self, actions: Sequence[str]) -> Iterator[Single]:
        for action in actions:
            covering = [each for each in self.worlds.values() if action in each.strand.covers]
            for fact in (each for each in self.facts if each.about == "action" and covering):
                yield from self._singles(covering, FactAt(fact.id, action=action), fact)

    def of_strands(self) -> Iterator[Single]:
        for name, worlds in self.worlds.items():
            for fact in (each for each in self.facts if each.about == "cover"):
                yield from self._singles([worlds], FactAt(fact.id, strand=name), fact)

    def readings(self) -> Iterator[Single]:
        for question in self.rulebook.law.open_questions:
            if question not in self.taken:
                yield from (Single(None, each, Member(question, "", each, each)) for each in READINGS)

    def touched(self, single: Single) -> tuple[str, ...]:
        """Return the strands whose verdict could depend on an answer."""
        at = single.at
        if at is None:
            return tuple(self.worlds)
        if at.strand:
            return (at.strand,)
        return tuple(name for name, worlds in self.worlds.items() if at.action in worlds.strand.covers)

    def tried(self, single: Single, strand: str) -> Mapping[str, Sequence[VerdictDays]]:
        """Return the verdicts of a strand by days with a single answer in place, by prohibition."""
        at = single.at
        if at is not None and self.rulebook.law.facts[at.fact].is_date:
            changed = with_answers(self.arrangement, {at: Answer(single.value)})
            outcomes = outcomes_of(changed, self.rulebook, strand, self.taken, self.on)
            return {name: outcome.days for name, outcome in outcomes.items()}
        member = single.member
        return self.trials[strand].verdicts({Asked(member.name, member.action): member.answer})

    def _singles(self, strands: Sequence[StrandWorlds], at: FactAt, fact: Fact) -> Iterator[Single]:
        asked = Asked(at.fact, at.action)
        answer = strands[0].answer(asked)
        if not fact.is_date:
            for each in fact.domain:
                if each != answer.agreed:
                    yield Single(at, each, Member(at.fact, at.action, each, each))
            return
        days = [day for each in strands for day in self._days(each, at.action)]
        if not days:
            return
        first = min(first for first, _ in days)
        last = max((last or date.max) for _, last in days)
        stated = {meant for each in strands for day, _ in days for meant in each.possible(asked, day)}
        past, not_past = DATE_ANSWERS
        nation = self.arrangement.nation
        if stated != {past}:
            day = latest_with_effect_by(fact, first, nation)
            yield Single(at, day, Member(at.fact, at.action, past, date_words(past, day), day))
        if stated != {not_past}:
            end = latest_with_effect_by(fact, last, nation) if last < date.max else None
            yield Single(at, "never", Member(at.fact, at.action, not_past, date_words(not_past, end), end))

    def _days(self, worlds: StrandWorlds, action: str) -> Iterator[tuple[date, date | None]]:
        """Yield the days on which the fact could matter: on which the action, or any, is in progress."""
        for stretch in stretches_of(worlds, self.on):
            if stretch.running and (action in stretch.in_progress if action else stretch.in_progress):
                yield stretch.first, stretch.last
