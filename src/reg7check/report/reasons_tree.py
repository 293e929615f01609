"""The reasons of a period as a tree to be drawn: each with its status, and what it is to the one above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from reg7check.arrangement.models import UNKNOWN
from reg7check.named import NamedTuple
from reg7check.reasoning.results import Assessment, FactUse, Reason, Ruling
from reg7check.report import words
from reg7check.rulebook.conditions import AllOf, AnyOf, Concept, Condition, NotOf
from reg7check.rulebook.models import Law, RuleStatus

Sign = Literal["", "or", "not", "unless", "unless not"]
"""What a reason is to the one above it: needed, one of several ways, needed not to hold, or an exception."""


class Depths(NamedTuple):
    """How many levels are shown under the outermost: of reasons that are open, and of those that are settled."""

    open: int
    settled: int


class Branch(NamedTuple):
    """A reason: its title and provision, its status, its sign, and those under it.

    ``short_cite`` leaves out the enactment. ``open_facts`` are those of its own, and ``questions`` the open questions
    of law, on which it is open.
    """

    title: str
    cite: str
    short_cite: str
    status: RuleStatus
    sign: Sign
    open_facts: tuple[FactUse, ...]
    questions: tuple[str, ...]
    below: tuple[Branch, ...]

    @property
    def is_exception(self) -> bool:
        """Whether it takes away what stands before it."""
        return self.sign in ("unless", "unless not")

    @property
    def depth(self) -> int:
        """How many levels stand under it."""
        return max((1 + each.depth for each in self.below), default=0)

    def with_those_below(self) -> Iterator[Branch]:
        """Yield this reason, and then all that stand under it, in order."""
        yield self
        for each in self.below:
            yield from each.with_those_below()

    def down_to(self, depths: Depths) -> Branch:
        """Return the same without what is further down; the facts and questions of that become those above it."""
        below = [each for each in self.below if depths.settled > 0 or (depths.open > 0 and each.status == "open")]
        hidden = [every for each in self.below if each not in below for every in each.with_those_below()]
        facts = dict.fromkeys(fact for each in (self, *hidden) for fact in each.open_facts)
        questions = dict.fromkeys(name for each in (self, *hidden) for name in each.questions)
        further = Depths(depths.open - 1, depths.settled - 1)
        return self._replace(
            below=tuple(each.down_to(further) for each in below), open_facts=tuple(facts), questions=tuple(questions)
        )

    @property
    def turns_on(self) -> str:
        """What it is open on, in a few words; empty where it is not open."""
        if self.status != "open":
            return ""
        disputed = sum(each.answer.disputed for each in self.open_facts)
        counts = (
            (len(self.open_facts) - disputed, "fact not known", "facts not known"),
            (disputed, "fact disputed", "facts disputed"),
            (len(self.questions), "question of law", "questions of law"),
        )
        return ", ".join(f"{number} {one if number == 1 else several}" for number, one, several in counts if number)


def branches_of(assessment: Assessment, ruling: Ruling) -> tuple[Branch, ...]:
    """Return the reasons of a ruling's leading period, in the statute's order."""
    law = assessment.law
    prohibition = law.prohibitions[ruling.prohibition]
    exceptions = {rule.id for name in prohibition.unless for rule in law.rules_defining(name)}
    return tuple(
        _branch(assessment, reason, "unless" if reason.rule in exceptions else "") for reason in ruling.leading.reasons
    )


def _branch(assessment: Assessment, reason: Reason, sign: Sign) -> Branch:
    law = assessment.law
    signs = _signs(law, reason)
    below: list[Branch] = []
    for each in reason.because:
        its = signs.get(law.rules[each.rule].concept, "")
        first = its == "or" and not any(other.sign in ("", "or") for other in below)
        below.append(_branch(assessment, each, "" if first else its))
    entry = law.provisions[reason.provision]
    return Branch(
        f"{reason.title}{words.judged_against(assessment, reason)}",
        words.cited(law, reason.provision, reason.pinpoint),
        f"{entry.cite}{reason.pinpoint}",
        reason.status,
        sign,
        tuple(use for use in reason.facts if use.answer.disputed or use.answer.agreed == UNKNOWN),
        reason.questions,
        tuple(below),
    )


def _signs(law: Law, reason: Reason) -> Mapping[str, Sign]:
    """Return the sign of each concept that a reason's rule names."""
    rule = law.rules.get(reason.rule)
    if rule is None:
        return {}
    found: dict[str, Sign] = {}
    for name, negated, either in _named(rule.requires):
        found.setdefault(name, "not" if negated else "or" if either else "")
    if rule.unless is not None:
        for name, negated, _ in _named(rule.unless):
            found.setdefault(name, "unless not" if negated else "unless")
    return found


def _named(condition: Condition, negated: bool = False, either: bool = False) -> Iterator[tuple[str, bool, bool]]:
    """Yield each concept that a condition names: whether it must not hold, and whether it is one way of several."""
    match condition:
        case Concept(name):
            yield name, negated, either
        case NotOf(inner):
            yield from _named(inner, not negated, either)
        case AllOf(conditions) | AnyOf(conditions):
            is_any = isinstance(condition, AnyOf) is not negated
            for each in conditions:
                yield from _named(each, negated, is_any if len(conditions) > 1 else either)
