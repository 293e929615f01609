"""Walking a rule: its status over all worlds, the facts and questions that make it so, and the rules under it.

Whether a rule holds is read off its function, so it is exact. Inside a rule only the parts that make it so are
told: of an ``any`` that holds those that hold, of an ``all`` that fails those that fail; of what is open, all.
"""

from __future__ import annotations

from collections.abc import Iterable

from reg7check.reasoning.judging import Judge
from reg7check.reasoning.results import FactUse, Reason
from reg7check.reasoning.worlds import Asked, Space, Stretch
from reg7check.rulebook.compile import point_name
from reg7check.rulebook.conditions import (
    AllOf,
    AnyOf,
    Concept,
    Condition,
    FactIs,
    NotOf,
    QuestionProhibits,
    Weight,
)
from reg7check.rulebook.diagram import FALSE, TRUE
from reg7check.rulebook.givens import GIVENS
from reg7check.rulebook.models import Days, Rule, RuleStatus


class Walk:
    """A walk over the rules of a prohibition, on one stretch of days, against one action in progress on it."""

    def __init__(self, judge: Judge, stretch: Stretch, action: str) -> None:
        self.judge = judge
        self.space: Space = judge.common
        self.worlds = judge.worlds
        self.law = judge.worlds.rulebook.law
        self.stretch = stretch
        self.action = action

    def opening(self) -> tuple[Reason, ...]:
        """Return the reasons that come before any fact: the law in force here, an action, and the cover itself."""
        prohibition = self.judge.prohibition
        provision = self.law.provisions[prohibition.provision]
        in_force_title = f"{prohibition.title} is in force here"
        if not self.worlds.extends(prohibition):
            return (self._stops("in-force", in_force_title, prohibition.outside_extent, "does not extend here"),)
        if provision.version_on(self.stretch.first) is None:
            days = provision.not_in_force_on(self.stretch.first) or Days()
            text = f"{prohibition.not_in_force} {days.why or ''}".strip()
            stop = self._stops("in-force", in_force_title, text, "not in force")
            return (stop._replace(authorities=days.authorities),)
        in_force = self._told("in-force", in_force_title, prohibition.in_force)
        acting_title = "Industrial action is in progress"
        if not self.stretch.in_progress:
            stop = self._stops("action-in-progress", acting_title, prohibition.no_action, "no action in progress")
            return in_force, stop
        acting = self._told("action-in-progress", acting_title, prohibition.action)
        if self.stretch.running:
            return in_force, acting
        stop = self._stops("running", "The cover runs", "The cover does not run on this day.", "no cover on this day")
        return in_force, acting, stop

    def _stops(self, part: str, title: str, text: str, short: str) -> Reason:
        return self._told(part, title, text)._replace(status="fails", short=short)

    def _told(self, part: str, title: str, text: str) -> Reason:
        prohibition = self.judge.prohibition
        version = self.law.provisions[prohibition.provision].version_on(self.stretch.first)
        return Reason(
            rule=f"{prohibition.id}.{part}",
            title=title,
            status="holds",
            provision=prohibition.provision,
            pinpoint="",
            version=version.id if version is not None else None,
            words=None,
            text=text,
        )

    def elements(self) -> list[Reason]:
        """Return a reason for each element and exception of the prohibition, in the statute's order."""
        prohibition = self.judge.prohibition
        names = (*prohibition.elements, *prohibition.unless)
        rules = (self.law.rule_on(name, self.stretch.first) for name in names)
        return [self.reason(rule) for rule in rules if rule is not None]

    def reason(self, rule: Rule) -> Reason:
        """Return the reason that a rule gives, with those under it."""
        status = self.concept_status(rule.concept)
        required = self.status(rule.requires)
        excepted = self.status(rule.unless) if rule.unless is not None else None
        told = _Told(self)
        if required == "holds" or excepted != "holds":
            told.tell(rule.requires, status if rule.unless is None else required)
        if rule.unless is not None and excepted is not None and (required != "fails" or excepted == "holds"):
            told.tell(rule.unless, excepted)
        points = [
            point
            for number, point in enumerate(rule.points)
            if status in point.when
            and (point.where is None or self.stated(self.stretch.epoch.conditions[point_name(rule.id, number)]))
        ]
        provision = self.law.provisions[rule.provision]
        version = provision.version_on(self.stretch.first)
        return Reason(
            rule=rule.id,
            title=rule.title,
            status=status,
            provision=rule.provision,
            pinpoint=rule.pinpoint,
            version=version.id if version is not None else None,
            words=rule.words if version is not None and rule.words is not None and version.has(rule.words) else None,
            text={"holds": rule.holds, "fails": rule.fails, "open": rule.open}[status],
            facts=tuple(told.facts.values()),
            questions=tuple(told.questions),
            weighings=tuple(told.weighings),
            points=tuple(point.text for point in points),
            authorities=(*rule.authorities, *(name for point in points for name in point.authorities)),
            because=tuple(told.because.values()),
        )

    def concept_status(self, concept: str) -> RuleStatus:
        """Return the status of a concept over all worlds."""
        function = self.space.projected(self.stretch.epoch.concepts[concept], self.stretch, self.action)
        return status_of(function)

    def stated(self, root: int) -> bool:
        """Return whether a condition is true on what is known, or in some party's account."""
        spaces = (self.space, *self.judge.by_party.values())
        return any(space.projected(root, self.stretch, self.action) == TRUE for space in spaces)

    def status(self, condition: Condition) -> RuleStatus:
        """Return the status of a part of a rule, step by step from those of its concepts."""
        match condition:
            case FactIs(fact, answers):
                possible = set(self.possible(fact))
                if possible <= set(answers):
                    return "holds"
                return "open" if possible & set(answers) else "fails"
            case Concept(name):
                return self.concept_status(name)
            case AllOf(conditions):
                return _all(self.status(each) for each in conditions)
            case AnyOf(conditions):
                return _opposite(_all(_opposite(self.status(each)) for each in conditions))
            case NotOf(inner):
                return _opposite(self.status(inner))
            case QuestionProhibits(question):
                return self._question_status(question)
            case Weight():
                return self._weight_status(condition)

    def _question_status(self, question: str) -> RuleStatus:
        arises = self.space.projected(self.stretch.epoch.arises[question], self.stretch, self.action)
        if arises == FALSE or self.worlds.taken.get(question) == "permits":
            return "fails"
        return "holds" if arises == TRUE and self.worlds.taken.get(question) == "prohibits" else "open"

    def _weight_status(self, weight: Weight) -> RuleStatus:
        least = most = 0
        for fact, weights in self.law.weighings[weight.weighing].indicators.items():
            possible = [weights[answer] for answer in self.possible(fact)]
            least += min(possible)
            most += max(possible)
        low = weight.at_least if weight.at_least is not None else least
        high = weight.at_most if weight.at_most is not None else most
        if low <= least and most <= high:
            return "holds"
        return "fails" if most < low or least > high else "open"

    def asked(self, fact: str) -> Asked:
        """Return what a fact of a rule asks: of the strand, or of the action."""
        about = self.law.facts[fact].about
        return Asked(fact, self.action if about == "action" else "")

    def use(self, fact: str) -> FactUse:
        """Return what is known of a fact of a rule."""
        asked = self.asked(fact)
        return FactUse(asked.name, asked.action, self.worlds.answer(asked), self.worlds.presumed(asked))

    def possible(self, fact: str) -> tuple[str, ...]:
        """Return the answers that a fact, or what is given, may have on the stretch."""
        if fact in GIVENS:
            return (self.worlds.given(self.action)[fact],)
        return self.worlds.possible(self.asked(fact), self.stretch.first)


class _Told:
    """What a rule's condition tells: the facts that it rests on, the questions that arise, the rules under it."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.facts: dict[Asked, FactUse] = {}
        self.questions: dict[str, None] = {}
        self.weighings: dict[str, None] = {}
        self.because: dict[str, Reason] = {}

    def tell(self, condition: Condition, status: RuleStatus) -> None:
        walk = self.walk
        match condition:
            case FactIs(fact):
                self._use(fact)
            case Concept(name):
                rule = walk.law.rule_on(name, walk.stretch.first)
                if rule is not None:
                    self.because.setdefault(rule.id, walk.reason(rule))
            case AllOf(conditions):
                self._tell_those(conditions, status, everything_when="holds")
            case AnyOf(conditions):
                self._tell_those(conditions, status, everything_when="fails")
            case NotOf(inner):
                self.tell(inner, _opposite(status))
            case QuestionProhibits(question):
                if walk.status(condition) != "fails" or walk.worlds.taken.get(question) == "permits":
                    self.questions.setdefault(question)
            case Weight(weighing):
                self.weighings.setdefault(weighing)
                for fact in walk.law.weighings[weighing].indicators:
                    self._use(fact)

    def _tell_those(self, conditions: tuple[Condition, ...], status: RuleStatus, everything_when: RuleStatus) -> None:
        statuses = [self.walk.status(each) for each in conditions]
        decisive = status if status in statuses and status not in ("open", everything_when) else None
        for each, its in zip(conditions, statuses, strict=True):
            if decisive is None or its == decisive:
                self.tell(each, its)

    def _use(self, fact: str) -> None:
        if fact not in GIVENS:
            self.facts.setdefault(self.walk.asked(fact), self.walk.use(fact))


def status_of(function: int) -> RuleStatus:
    """Return what a rule's function over all worlds makes of it."""
    if function == TRUE:
        return "holds"
    return "fails" if function == FALSE else "open"


def _all(statuses: Iterable[RuleStatus]) -> RuleStatus:
    found = set(statuses)
    if "fails" in found:
        return "fails"
    return "open" if "open" in found else "holds"


def _opposite(status: RuleStatus) -> RuleStatus:
    if status == "open":
        return "open"
    return "fails" if status == "holds" else "holds"
