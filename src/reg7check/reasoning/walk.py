"""Walking a rule: its status over all worlds, the facts and questions that make it so, and the rules under it.

Whether a rule holds is read off its function, so it is exact, unless its parts settle it already.
"""

from __future__ import annotations

from functools import cached_property

from reg7check.reasoning.judging import Judge
from reg7check.reasoning.results import FactUse, Reason
from reg7check.reasoning.tables import PreparedLeaf, Wanted
from reg7check.reasoning.telling import all_of, any_of, opposite
from reg7check.reasoning.worlds import Asked, Space, Stretch
from reg7check.rulebook.conditions import (
    AllOf,
    AnyOf,
    Concept,
    Condition,
    NotOf,
    QuestionProhibits,
    Weight,
)
from reg7check.rulebook.diagram import FALSE, TRUE, Projection
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
        self.tables = self.space.tables
        self.rules = self.tables.rules(stretch.epoch)
        self._concepts: dict[str, RuleStatus] = {}
        self._statuses: dict[str, tuple[RuleStatus, ...]] = {}
        self._reasons: dict[str, Reason] = {}
        self._uses: dict[str, FactUse] = {}

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
        return [self.reason(self.rules[name]) for name in names if name in self.rules]

    def reason(self, rule: Rule) -> Reason:
        """Return the reason that a rule gives, with those under it."""
        found = self._reasons.get(rule.id)
        if found is None:
            found = self._reasons[rule.id] = self._reason(rule)
        return found

    def _reason(self, rule: Rule) -> Reason:
        status = self.concept_status(rule.concept)
        told = self.tables.told(rule, self._leaves(rule), status)
        conditions = self.stretch.epoch.conditions
        points = [
            point
            for point, condition in self.tables.points(rule, status)
            if condition is None or self.stated(conditions[condition])
        ]
        version, words = self.tables.text(self.stretch.epoch, rule)
        text: str = getattr(rule, status)
        return Reason(
            rule=rule.id,
            title=rule.title,
            status=status,
            provision=rule.provision,
            pinpoint=rule.pinpoint,
            version=version,
            words=words,
            text=text,
            facts=tuple([self.use(fact) for fact in told.facts]),
            questions=tuple([each for each in told.questions if self._is_told(each)]) if told.questions else (),
            weighings=told.weighings,
            points=tuple([point.text for point in points]),
            authorities=(*rule.authorities, *[name for point in points for name in point.authorities]),
            because=tuple([self.reason(self.rules[name]) for name in told.because if name in self.rules]),
        )

    def concept_status(self, concept: str) -> RuleStatus:
        """Return the status of a concept over all worlds."""
        found = self._concepts.get(concept)
        if found is None:
            rule = self.rules.get(concept)
            found = self.tables.status(rule, self._leaves(rule)) if rule is not None else "open"
            if found == "open":
                found = status_of(self._projection(self.stretch.epoch.concepts[concept]))
            self._concepts[concept] = found
        return found

    def stated(self, root: int) -> bool:
        """Return whether a condition is true on what is known, or in some party's account."""
        if self._projection(root) == TRUE:
            return True
        accounts = self.judge.by_party.values()
        return any(space.projected(root, self.stretch, self.action) == TRUE for space in accounts)

    def status(self, condition: Condition) -> RuleStatus:
        """Return the status of a part of a rule, step by step from those of its concepts."""
        match condition:
            case AllOf(conditions):
                return all_of(self.status(each) for each in conditions)
            case AnyOf(conditions):
                return any_of(self.status(each) for each in conditions)
            case NotOf(inner):
                return opposite(self.status(inner))
            case _:
                return self._leaf_status(self.tables.prepared(condition))

    def _leaf_status(self, leaf: PreparedLeaf) -> RuleStatus:
        match leaf:
            case Wanted():
                return leaf.status(self._projection.steers[leaf.level])
            case Concept(name):
                return self.concept_status(name)
            case QuestionProhibits(question):
                return self._question_status(question)
            case Weight():
                return self._weight_status(leaf)

    def _question_status(self, question: str) -> RuleStatus:
        arises = self._projection(self.stretch.epoch.arises[question])
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
        return Asked(fact, self.action if self.law.facts[fact].about == "action" else "")

    def use(self, fact: str) -> FactUse:
        """Return what is known of a fact of a rule."""
        found = self._uses.get(fact)
        if found is None:
            asked = self.asked(fact)
            found = FactUse(asked.name, asked.action, self.worlds.answer(asked), self.worlds.presumed(asked))
            self._uses[fact] = found
        return found

    def possible(self, fact: str) -> tuple[str, ...]:
        """Return the answers that a fact may have on the stretch."""
        return self.worlds.possible(self.asked(fact), self.stretch.first)

    @cached_property
    def _projection(self) -> Projection:
        return self.space.projection(self.stretch, self.action)

    def _leaves(self, rule: Rule) -> tuple[RuleStatus, ...]:
        """Return the statuses of a rule's leaves."""
        found = self._statuses.get(rule.id)
        if found is None:
            steers = self._projection.steers
            found = self._statuses[rule.id] = tuple(
                [
                    leaf.status(steers[leaf.level]) if isinstance(leaf, Wanted) else self._leaf_status(leaf)
                    for leaf in self.tables.leaves(rule)
                ]
            )
        return found

    def _is_told(self, question: str) -> bool:
        """Return whether a question that a rule asks arises, or would but for the reading that is taken."""
        return self.worlds.taken.get(question) == "permits" or self._question_status(question) != "fails"


def status_of(function: int) -> RuleStatus:
    """Return what a rule's function over all worlds makes of it."""
    if function == TRUE:
        return "holds"
    return "fails" if function == FALSE else "open"
