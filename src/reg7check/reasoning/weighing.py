"""A weighing, indicator by indicator: each weight, the total so far, and the totals that decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reg7check.named import NamedTuple
from reg7check.reasoning.results import FactUse
from reg7check.reasoning.walk import Walk
from reg7check.rulebook.conditions import Weight, leaves
from reg7check.rulebook.models import RuleStatus


class Range(NamedTuple):
    """The least and the most that something may weigh over all worlds: the same number where that is known."""

    least: int
    most: int


class Indicator(NamedTuple):
    """One factor that is weighed: what is known of it, what it weighs, and the total of all up to it."""

    use: FactUse
    weight: Range
    so_far: Range


class Threshold(NamedTuple):
    """Totals that decide something (a rule, or whether an open question arises), and whether they are reached."""

    rule: str
    question: str
    at_least: int | None
    at_most: int | None
    status: RuleStatus


class Weighed(NamedTuple):
    """A weighing with its total over all worlds, and in each party's account."""

    weighing: str
    indicators: tuple[Indicator, ...]
    total: Range
    by_party: Mapping[str, Range]
    thresholds: tuple[Threshold, ...]


def weighed(walk: Walk, weighing: str) -> Weighed:
    """Return a weighing as it stands on the day, and against the action, of a walk."""
    indicators = []
    so_far = Range(0, 0)
    for fact in walk.law.weighings[weighing].indicators:
        weight = _weight(walk, weighing, fact, None)
        so_far = _sum(so_far, weight)
        indicators.append(Indicator(walk.use(fact), weight, so_far))
    by_party = {party: _total(walk, weighing, party) for party in walk.judge.by_party}
    return Weighed(weighing, tuple(indicators), so_far, by_party, tuple(_thresholds(walk, weighing)))


def _total(walk: Walk, weighing: str, party: str) -> Range:
    total = Range(0, 0)
    for fact in walk.law.weighings[weighing].indicators:
        total = _sum(total, _weight(walk, weighing, fact, party))
    return total


def _weight(walk: Walk, weighing: str, fact: str, party: str | None) -> Range:
    weights = walk.law.weighings[weighing].indicators[fact]
    possible = walk.worlds.possible(walk.asked(fact), walk.stretch.first, party)
    found = [weights[answer] for answer in possible]
    return Range(min(found), max(found))


def _sum(one: Range, other: Range) -> Range:
    return Range(one.least + other.least, one.most + other.most)


def _thresholds(walk: Walk, weighing: str) -> Iterator[Threshold]:
    law = walk.law
    for rule in law.rules.values():
        if law.rule_applies(rule, walk.stretch.first):
            for condition in (rule.requires, rule.unless):
                for _, leaf in leaves(condition) if condition is not None else ():
                    if isinstance(leaf, Weight) and leaf.weighing == weighing:
                        yield Threshold(rule.id, "", leaf.at_least, leaf.at_most, walk.status(leaf))
    for question in law.open_questions.values():
        for _, leaf in leaves(question.arises_where):
            if isinstance(leaf, Weight) and leaf.weighing == weighing:
                yield Threshold("", question.id, leaf.at_least, leaf.at_most, walk.status(leaf))
