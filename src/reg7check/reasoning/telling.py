"""What a rule tells, from the statuses of its parts: the facts that it rests on, the questions, the rules under it.

Inside a rule only the parts that make it so are told: of an ``any`` that holds those that hold, of an ``all`` that
fails those that fail; of what is open, all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reg7check.named import NamedTuple
from reg7check.rulebook.conditions import AllOf, AnyOf, Concept, Condition, FactIs, NotOf, QuestionProhibits, written
from reg7check.rulebook.givens import GIVENS
from reg7check.rulebook.models import Law, Rule, RuleStatus


class Told(NamedTuple):
    """What a rule tells, each by its id and once: facts, open questions, weighings, and concepts defined by rules."""

    facts: tuple[str, ...]
    questions: tuple[str, ...]
    weighings: tuple[str, ...]
    because: tuple[str, ...]


class Parts:
    """The parts of a rule, with the status of each of its leaves, by how it is written."""

    def __init__(self, law: Law, leaves: Mapping[str, RuleStatus]) -> None:
        self.law = law
        self._leaves = leaves
        self._facts: dict[str, None] = {}
        self._questions: dict[str, None] = {}
        self._weighings: dict[str, None] = {}
        self._because: dict[str, None] = {}

    def status_of(self, rule: Rule) -> RuleStatus:
        """Return the status of a rule, step by step: where it is open, its function over all worlds may be settled."""
        required = self.status(rule.requires)
        return required if rule.unless is None else all_of([required, opposite(self.status(rule.unless))])

    def status(self, condition: Condition) -> RuleStatus:
        """Return the status of a condition, step by step."""
        match condition:
            case AllOf(conditions):
                return all_of(self.status(each) for each in conditions)
            case AnyOf(conditions):
                return any_of(self.status(each) for each in conditions)
            case NotOf(inner):
                return opposite(self.status(inner))
            case _:
                return self._leaves[written(condition)]

    def told(self, rule: Rule, status: RuleStatus) -> Told:
        """Return what a rule of this status tells."""
        required = self.status(rule.requires)
        excepted = self.status(rule.unless) if rule.unless is not None else None
        if required == "holds" or excepted != "holds":
            self._tell(rule.requires, status if rule.unless is None else required)
        if rule.unless is not None and excepted is not None and (required != "fails" or excepted == "holds"):
            self._tell(rule.unless, excepted)
        return Told(tuple(self._facts), tuple(self._questions), tuple(self._weighings), tuple(self._because))

    def _tell(self, condition: Condition, status: RuleStatus) -> None:
        match condition:
            case FactIs(fact):
                self._use([fact])
            case Concept(name):
                self._because.setdefault(name)
            case AllOf(conditions):
                self._tell_those(conditions, status, everything_when="holds")
            case AnyOf(conditions):
                self._tell_those(conditions, status, everything_when="fails")
            case NotOf(inner):
                self._tell(inner, opposite(status))
            case QuestionProhibits(question):
                self._questions.setdefault(question)
            case _:
                self._weighings.setdefault(condition.weighing)
                self._use(self.law.weighings[condition.weighing].indicators)

    def _tell_those(self, conditions: tuple[Condition, ...], status: RuleStatus, everything_when: RuleStatus) -> None:
        statuses = [self.status(each) for each in conditions]
        decisive = status if status in statuses and status not in ("open", everything_when) else None
        for each, its in zip(conditions, statuses, strict=True):
            if decisive is None or its == decisive:
                self._tell(each, its)

    def _use(self, facts: Iterable[str]) -> None:
        self._facts.update((fact, None) for fact in facts if fact not in GIVENS)


def all_of(statuses: Iterable[RuleStatus]) -> RuleStatus:
    """Return the status of what holds where all of its parts do."""
    found = set(statuses)
    if "fails" in found:
        return "fails"
    return "open" if "open" in found else "holds"


def any_of(statuses: Iterable[RuleStatus]) -> RuleStatus:
    """Return the status of what holds where any of its parts does."""
    return opposite(all_of(opposite(each) for each in statuses))


def opposite(status: RuleStatus) -> RuleStatus:
    """Return the status of what holds where something does not."""
    if status == "open":
        return "open"
    return "fails" if status == "holds" else "holds"
