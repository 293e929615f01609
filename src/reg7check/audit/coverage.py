"""What the rule cases show of a rulebook: by rule, by condition, and that each condition decides its rule by itself.

The last is modified condition/decision coverage in its masking form (Chilenski, "An Investigation of Three Forms of
the Modified Condition Decision Coverage (MCDC) Criterion", DOT/FAA/AR-01/18, 2001): of each condition, each time that
it is written, a case must show it true and deciding, and a case must show it false and deciding. Conditions may share
facts, so some of this can be so in no world: what can be is read off the rulebook's own diagram, and is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from reg7check.audit.case import Case
from reg7check.audit.decisions import Decision, Leaf, Term, decisions_of
from reg7check.audit.goals import Goal, Variant
from reg7check.audit.running import Laws
from reg7check.named import NamedTuple
from reg7check.reasoning.families import Families, PrimeImplicants
from reg7check.rulebook.commencing import Commencing
from reg7check.rulebook.diagram import FALSE
from reg7check.rulebook.load import ReadRulebook
from reg7check.rulebook.models import Law

_NO_LIMIT = 1 << 30


class Seen(NamedTuple):
    """Whether something can be so in any world, and the cases that show it: their numbers, from 0."""

    reachable: bool
    cases: tuple[int, ...]


class Example(NamedTuple):
    """Facts that show something, whatever all others are, and none of which can be left out; and on which days.

    ``answers`` are by fact, or by what is given, such as the nation; ``take`` holds readings of open questions.
    """

    first: date
    last: date
    commenced: Commencing
    answers: Mapping[str, str]
    take: Mapping[str, str]


class Obligation(NamedTuple):
    """That a condition be shown to decide while it is true, or while it is false.

    ``example`` is given where no case shows it though one could.
    """

    value: bool
    seen: Seen
    example: Example | None


class LeafCoverage(NamedTuple):
    """What is shown of one condition: true, false, and that it decides while it is the one and the other."""

    leaf: Leaf
    true: Seen
    false: Seen
    obligations: tuple[Obligation, Obligation]


class DecisionCoverage(NamedTuple):
    """What is shown of a rule, an open question or a prohibition.

    ``applies`` says whether it applies on any day, under the law or under a variant of it that some case commences.
    """

    decision: Decision
    applies: bool
    holds: Seen
    fails: Seen
    open: Seen
    leaves: tuple[LeafCoverage, ...]


class Measure(NamedTuple):
    """How much is shown of what can be shown."""

    shown: int
    reachable: int

    def reaches(self, percent: float) -> bool:
        """Return whether it is at least so many in the hundred."""
        return 100 * self.shown >= percent * self.reachable


class Coverage(NamedTuple):
    """What rule cases show of a rulebook: every decision of it, file by file."""

    law: Law
    sha256: str
    cases: tuple[Case, ...]
    decisions: tuple[DecisionCoverage, ...]


def by_rule(decisions: Iterable[DecisionCoverage]) -> Measure:
    """Count the statuses that rules, questions and prohibitions can have: holds, fails, open."""
    return _measure(seen for each in decisions for seen in (each.holds, each.fails, each.open))


def by_condition(decisions: Iterable[DecisionCoverage]) -> Measure:
    """Count the conditions, once for true and once for false."""
    return _measure(seen for each in decisions for leaf in each.leaves for seen in (leaf.true, leaf.false))


def by_mcdc(decisions: Iterable[DecisionCoverage]) -> Measure:
    """Count the conditions, once for deciding while true and once for deciding while false."""
    return _measure(each.seen for decision in decisions for leaf in decision.leaves for each in leaf.obligations)


def _measure(every: Iterable[Seen]) -> Measure:
    reachable = [seen for seen in every if seen.reachable]
    return Measure(sum(bool(seen.cases) for seen in reachable), len(reachable))


def measure_coverage(read: ReadRulebook, cases: Sequence[Case]) -> Coverage:
    """Return what rule cases show of a rulebook.

    Something can be shown where it is so in some world, on a day that an arrangement may have, under the law or under
    a variant of it that one of the cases commences. A case shows it where it is so in all worlds of the case, on some
    day and against some action in progress.

    Args:
        read: the rulebook, with the places of its entries.
        cases: from ``read_cases``.
    """
    laws = Laws(read.compiled())
    decisions = decisions_of(read)
    variants: dict[Commencing, Variant] = {(): Variant(laws.rulebook, (), decisions)}
    shown: dict[Goal, dict[int, None]] = {}
    for number, case in enumerate(cases):
        if case.commence not in variants:
            variants[case.commence] = Variant(laws.of(case), case.commence, decisions)
        for goal in variants[case.commence].shown_by(case):
            shown.setdefault(goal, {})[number] = None
    collector = _Collector(tuple(variants.values()), shown)
    collected = (collector.decision(number, decision) for number, decision in enumerate(decisions))
    return Coverage(read.law, read.sha256, tuple(cases), tuple(collected))


class _Collector:
    """Puts together, over every variant of the law, what can be shown and which cases show it."""

    def __init__(self, variants: tuple[Variant, ...], shown: Mapping[Goal, Mapping[int, None]]) -> None:
        self.shown = shown
        self.reachable = {
            goal for variant in variants for each in variant.goals for goal in (*each.functions, *each.opens)
        }
        self._searches = [
            (variant, PrimeImplicants(variant.rulebook.compiled.diagram, Families(_NO_LIMIT))) for variant in variants
        ]

    def decision(self, number: int, decision: Decision) -> DecisionCoverage:
        """Return what is shown of a decision."""
        holds, fails = self._seen(Goal("holds", number)), self._seen(Goal("fails", number))
        return DecisionCoverage(
            decision=decision,
            applies=holds.reachable or fails.reachable,
            holds=holds,
            fails=fails,
            open=self._seen(Goal("open", number)),
            leaves=tuple(self._leaf(leaf, number, index) for index, leaf in enumerate(decision.leaves)),
        )

    def _leaf(self, leaf: Leaf, number: int, index: int) -> LeafCoverage:
        true, false = self._seen(Goal("true", number, index)), self._seen(Goal("false", number, index))
        decides = self._obligation(Goal("true and decides", number, index), value=True)
        decides_not = self._obligation(Goal("false and decides", number, index), value=False)
        return LeafCoverage(leaf, true, false, (decides, decides_not))

    def _obligation(self, goal: Goal, *, value: bool) -> Obligation:
        seen = self._seen(goal)
        missing = seen.reachable and not seen.cases
        return Obligation(value, seen, self._example(goal) if missing else None)

    def _seen(self, goal: Goal) -> Seen:
        return Seen(goal in self.reachable, tuple(self.shown.get(goal, ())))

    def _example(self, goal: Goal) -> Example:
        """Return the smallest facts that show a goal on the latest days on which it can be, under the law if it can."""
        function, term, variant, search = next(
            (*latest, variant, search)
            for variant, search in self._searches
            if (latest := _latest(variant, goal)) is not None
        )
        diagram, questions = search.diagram, variant.rulebook.law.open_questions
        families = (search.of(function, size) for size in range(len(diagram.support(function)) + 1))
        smallest = next(search.families.shortest_first(next(filter(None, families))))
        chosen = {diagram.variables[level].name: diagram.variables[level].answers[answer] for level, answer in smallest}
        return Example(
            first=term.first,
            last=term.last,
            commenced=variant.commenced,
            answers={name: answer for name, answer in chosen.items() if name not in questions},
            take={name: answer for name, answer in chosen.items() if name in questions},
        )


def _latest(variant: Variant, goal: Goal) -> tuple[int, Term] | None:
    """Return a goal's function on the latest days on which it can be, and all the days before them on which it is same.

    None where it can never be under the variant.
    """
    found: tuple[int, Term] | None = None
    for goals in reversed(variant.goals):
        function, term = goals.functions.get(goal, FALSE), goals.term
        if found is None and function != FALSE:
            found = function, term
        elif found is not None and function != found[0]:
            break
        elif found is not None:
            found = function, Term(term.first, found[1].last)
    return found
