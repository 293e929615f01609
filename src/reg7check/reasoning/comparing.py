"""Two assessments side by side: which verdicts differ on which days, which rules, and what is left to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from reg7check.arrangement import FactAt, Span
from reg7check.named import NamedTuple
from reg7check.reasoning.aligning import Turn, turns_between, verdict_days
from reg7check.reasoning.periods import merged, shared_spans, stretches_of
from reg7check.reasoning.results import Assessment, Ruling, StrandAssessment, TurnsOn, Verdict
from reg7check.reasoning.walk import status_of
from reg7check.reasoning.worlds import Asked, Space, StrandWorlds, Stretch
from reg7check.rulebook import Rulebook
from reg7check.rulebook.models import Law, Rule, RuleStatus


class RuleTurn(NamedTuple):
    """A rule that stands otherwise than before against an action, on these days (none: on all that are compared).

    ``facts`` are those that the rule itself asks about and that are answered otherwise than before.
    """

    rule: str
    old: RuleStatus
    new: RuleStatus
    days: tuple[Span, ...]
    action: str
    facts: tuple[Asked, ...]


class RulingChange(NamedTuple):
    """One prohibition's verdict on a strand, before and after: None where the strand, or the ban, is not there."""

    prohibition: str
    old: Ruling | None
    new: Ruling | None
    turns: tuple[Turn, ...]
    rules: tuple[RuleTurn, ...]

    @property
    def verdicts(self) -> tuple[Verdict | None, Verdict | None]:
        """The verdicts before and after."""
        return (self.old.verdict if self.old else None, self.new.verdict if self.new else None)

    @property
    def turned_on(self) -> tuple[TurnsOn, ...]:
        """What the verdict turned on before, in the earliest period that had it."""
        return self.old.leading.turns_on if self.old else ()

    @property
    def turns_on(self) -> tuple[TurnsOn, ...]:
        """What it turns on after."""
        return self.new.leading.turns_on if self.new else ()


class StrandChange(NamedTuple):
    """A strand before and after: None where it is not there."""

    id: str
    old: StrandAssessment | None
    new: StrandAssessment | None
    rulings: tuple[RulingChange, ...]


class Comparison(NamedTuple):
    """Two assessments of what goes by the same ids, strand by strand, in the order of the second."""

    before: Assessment
    after: Assessment
    strands: tuple[StrandChange, ...]

    @property
    def to_ask(self) -> tuple[tuple[FactAt, ...], tuple[FactAt, ...]]:
        """The facts that could still matter, before and after."""
        return left_to_ask(self.before), left_to_ask(self.after)


def compare_assessments(before: Assessment, after: Assessment, rulebook: Rulebook) -> Comparison:
    """Return two assessments under one rulebook side by side. Strands and actions are the same by their ids."""
    old, new = ({each.strand.id: each for each in every.cover} for every in (before, after))
    strands = []
    for name in dict.fromkeys((*new, *old)):
        rulings = _rulings(before, after, rulebook, old.get(name), new.get(name))
        strands.append(StrandChange(name, old.get(name), new.get(name), tuple(rulings)))
    return Comparison(before, after, tuple(strands))


def left_to_ask(assessment: Assessment) -> tuple[FactAt, ...]:
    """Return the facts whose answers could still matter, over all strands, days and prohibitions."""
    return tuple(
        dict.fromkeys(
            FactAt.of(each.name, each.action, strand.strand.id)
            for strand in assessment.cover
            for ruling in strand.rulings
            for period in ruling.periods
            for each in period.questions
        )
    )


def _rulings(
    before: Assessment,
    after: Assessment,
    rulebook: Rulebook,
    old: StrandAssessment | None,
    new: StrandAssessment | None,
) -> Iterator[RulingChange]:
    was, now = _by_prohibition(old), _by_prohibition(new)
    sides = (_Side.of(before, rulebook, old), _Side.of(after, rulebook, new)) if old and new else None
    for name in dict.fromkeys((*now, *was)):
        one, other = was.get(name), now.get(name)
        turns = turns_between(verdict_days(one), verdict_days(other))
        rules = _rule_turns(*sides, one, other) if sides and one and other else ()
        yield RulingChange(name, one, other, turns, tuple(rules))


def _by_prohibition(strand: StrandAssessment | None) -> Mapping[str, Ruling]:
    return {} if strand is None else {each.prohibition: each for each in strand.rulings}


class _Side(NamedTuple):
    """One of two assessments of a strand: its days, and what may be so on them."""

    worlds: StrandWorlds
    stretches: tuple[Stretch, ...]
    space: Space

    @classmethod
    def of(cls, assessment: Assessment, rulebook: Rulebook, strand: StrandAssessment) -> _Side:
        worlds = StrandWorlds(rulebook, assessment.arrangement, strand.strand, assessment.taken)
        stretches = stretches_of(worlds, assessment.on)
        return cls(worlds, stretches, Space(worlds, stretches))

    def on(self, day: date) -> Stretch | None:
        return next((each for each in self.stretches if Span(each.first, each.last).holds(day)), None)

    def status(self, rule: Rule, stretch: Stretch, action: str) -> RuleStatus:
        return status_of(self.space.projected(stretch.epoch.concepts[rule.concept], stretch, action))


def _rule_turns(before: _Side, after: _Side, old: Ruling, new: Ruling) -> Iterator[RuleTurn]:
    law = after.worlds.rulebook.law
    told = dict.fromkeys(name for ruling in (new, old) for name in _rules_told(ruling) if name in law.rules)
    found: dict[tuple[str, RuleStatus, RuleStatus, str], list[Span]] = {}
    asked: dict[tuple[str, str], list[Span]] = {}
    for span in shared_spans(Span(each.first, each.last) for each in (*before.stretches, *after.stretches)):
        one, other = before.on(span.first), after.on(span.first)
        if one is None or other is None:
            continue
        for action in (each for each in other.in_progress if each in one.in_progress):
            for name in (each for each in told if law.rule_applies(law.rules[each], span.first)):
                rule = law.rules[name]
                asked.setdefault((name, action), []).append(span)
                statuses = before.status(rule, one, action), after.status(rule, other, action)
                if statuses[0] != statuses[1]:
                    found.setdefault((name, *statuses, action), []).append(span)
    order = list(told)
    for (name, was, now, action), days in sorted(found.items(), key=lambda each: order.index(each[0][0])):
        facts = tuple(_answered_otherwise(before, after, law, law.rules[name], action))
        yield RuleTurn(name, was, now, () if days == asked[name, action] else merged(days), action, facts)


def _rules_told(ruling: Ruling) -> Iterator[str]:
    for period in (ruling.leading, *ruling.periods):
        yield from (each.rule for reason in period.reasons for each in reason.with_those_below())


def _answered_otherwise(before: _Side, after: _Side, law: Law, rule: Rule, action: str) -> Iterator[Asked]:
    for name in law.facts_asked_by(rule):
        asked = Asked(name, action if law.facts[name].about == "action" else "")
        was, now = before.worlds.answer(asked), after.worlds.answer(asked)
        if (was.agreed, was.by_party) != (now.agreed, now.by_party):
            yield asked
