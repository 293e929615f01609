"""What is looked up of a rulebook for every strand, worked out once and kept while the rulebook is in use.

Each thread has tables of its own, since the diagrams in them grow. All of it is bounded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from datetime import date
from functools import cached_property
from typing import Generic, Literal, TypeVar

from reg7check.arrangement import Value
from reg7check.named import NamedTuple
from reg7check.reasoning.families import NODE_LIMIT, SHOWN, Families, PrimeImplicants, Shortest, shortest
from reg7check.reasoning.results import Verdict
from reg7check.reasoning.telling import Parts, Told
from reg7check.rulebook import Rulebook
from reg7check.rulebook.compile import Epoch, advice_name, point_name
from reg7check.rulebook.conditions import Concept, Condition, FactIs, Leaf, QuestionProhibits, Weight, leaves, written
from reg7check.rulebook.diagram import Diagram, Projection, Steer, Variable
from reg7check.rulebook.givens import GIVENS
from reg7check.rulebook.models import ADVICE_SECTIONS, Advice, Fact, Point, Prohibition, Provision, Rule, RuleStatus

_MOST_RULEBOOKS = 4
_MOST_DIAGRAMS = 64
_MOST_NODES = 200_000
_MOST_PROJECTIONS = 64
_MOST_TOLD = 20_000

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Bounded(Generic[_Key, _Value]):
    """A memory that forgets what was used least lately when it is full."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[_Key, _Value] = {}

    def get(self, key: _Key) -> _Value | None:
        """Return what is remembered, or None."""
        found = self._kept.pop(key, None)
        if found is not None:
            self._kept[key] = found
        return found

    def keep(self, key: _Key, value: _Value) -> _Value:
        """Remember a value, and return it."""
        if len(self._kept) >= self._most:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = value
        return value


class Level(NamedTuple):
    """A level of a rulebook's diagram: what it asks, and the number of each answer to it.

    ``every`` holds the numbers of all answers that there may be, and ``unlisted`` those of a fact that is not listed.
    Of a date fact the answers are whether the day is past it.
    """

    number: int
    name: str
    about: Literal["given", "question", "cover", "action"]
    fact: Fact | None
    is_date: bool
    answers: tuple[str, ...]
    numbers: Mapping[Value | None, int]
    every: tuple[int, ...]
    unlisted: tuple[int, ...]


class Wanted(NamedTuple):
    """A condition that a fact has one of some answers: the level that asks it, and its status with each answer."""

    level: int
    statuses: tuple[RuleStatus, ...]

    def status(self, steer: Steer) -> RuleStatus:
        """Return its status in worlds in which this becomes of the level."""
        if isinstance(steer, int):
            return self.statuses[steer]
        found = {self.statuses[number] for number in steer[1]}
        return found.pop() if len(found) == 1 else "open"


PreparedLeaf = Wanted | Concept | Weight | QuestionProhibits


class SharedDiagram:
    """A diagram for the spaces in which the same is open, with the projections that were lately made into it."""

    def __init__(self, source: Diagram, answers: Sequence[tuple[str, ...]]) -> None:
        self._source = source
        self.diagram = Diagram(Variable(str(level), each) for level, each in enumerate(answers))
        self._projections: Bounded[tuple[Steer, ...], Projection] = Bounded(_MOST_PROJECTIONS)
        self._settling: Bounded[int, Shortest] = Bounded(_MOST_PROJECTIONS)

    def projection(self, steers: tuple[Steer, ...]) -> Projection:
        """Return the projection with these steers: the same object for the same ones, while it is remembered."""
        found = self._projections.get(steers)
        return found or self._projections.keep(steers, Projection(self._source, self.diagram, steers))

    def settling(self, function: int) -> Shortest:
        """Return the shortest of the smallest sets of answers that make a function true, and their number."""
        found = self._settling.get(function)
        if found is None:
            search = PrimeImplicants(self.diagram, Families(NODE_LIMIT))
            found = self._settling.keep(function, shortest(search, function, SHOWN))
        return found


class GivenAdvice(NamedTuple):
    """A piece of advice, the name of its condition (none: it has no condition), and whether any verdict will do."""

    advice: Advice
    condition: str | None
    always: bool


class Tables:
    """The tables of one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.law = rulebook.law
        self.source = rulebook.compiled.diagram
        self._epochs = rulebook.compiled.epochs
        self._starts = [epoch.first for epoch in self._epochs if epoch.first is not None]
        self._diagrams: Bounded[tuple[tuple[str, ...], ...], SharedDiagram] = Bounded(_MOST_DIAGRAMS)
        self._rules: dict[date | None, Mapping[str, Rule]] = {}
        self._texts: dict[tuple[date | None, str], tuple[str | None, str | None]] = {}
        self._leaves: dict[str, tuple[PreparedLeaf, ...]] = {}
        self._statuses: dict[tuple[str, tuple[RuleStatus, ...]], RuleStatus] = {}
        self._told: dict[tuple[str, tuple[RuleStatus, ...], RuleStatus], Told] = {}
        self._points: dict[tuple[str, RuleStatus], tuple[tuple[Point, str | None], ...]] = {}
        self._versions: dict[tuple[date | None, str], tuple[str, tuple[str, ...]] | None] = {}

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The levels of the rulebook's diagram."""
        return tuple(self._level(number, each) for number, each in enumerate(self.source.variables))

    @cached_property
    def by_name(self) -> Mapping[str, Level]:
        """The levels by what they ask."""
        return {level.name: level for level in self.levels}

    @cached_property
    def of_strands(self) -> tuple[Level, ...]:
        """The levels that ask facts about a strand, or open questions."""
        return tuple(level for level in self.levels if level.about in ("cover", "question"))

    @cached_property
    def of_actions(self) -> tuple[Level, ...]:
        """The levels that ask facts about an action."""
        return tuple(level for level in self.levels if level.about == "action")

    @cached_property
    def dates(self) -> tuple[Fact, ...]:
        """The date facts."""
        return tuple(fact for fact in self.law.facts.values() if fact.is_date)

    @cached_property
    def presumable(self) -> tuple[Fact, ...]:
        """The facts of which an answer is presumed."""
        return tuple(fact for fact in self.law.facts.values() if fact.presumed is not None)

    @cached_property
    def prohibitions(self) -> tuple[Prohibition, ...]:
        """The prohibitions, the main one first."""
        main = self.law.prohibitions[self.law.identity.main_prohibition]
        return (main, *(each for each in self.law.prohibitions.values() if each is not main))

    @cached_property
    def change_days(self) -> tuple[date, ...]:
        """The days on which the law, or what the rulebook covers, may change, in order."""
        covered = {each.covered_from for each in self.law.prohibitions.values() if each.covered_from is not None}
        return tuple(sorted({*self._starts, *covered}))

    @cached_property
    def advice(self) -> Mapping[str, tuple[GivenAdvice, ...]]:
        """The advice of each section."""
        whatever = {each.value for each in Verdict}
        return {
            section: tuple(
                GivenAdvice(each, advice_name(section, each.id) if each.where else None, set(each.when) == whatever)
                for each in getattr(self.law, section).values()
            )
            for section in ADVICE_SECTIONS
        }

    @cached_property
    def encoded_versions(self) -> tuple[tuple[Provision, str], ...]:
        """The versions of provisions to which rules are tied."""
        versions = dict.fromkeys((rule.provision, rule.version) for rule in self.law.rules.values() if rule.version)
        return tuple((self.law.provisions[name], version) for name, version in versions)

    def shared(self, answers: tuple[tuple[str, ...], ...]) -> SharedDiagram:
        """Return the diagram over variables with these answers."""
        found = self._diagrams.get(answers)
        if found is None or found.diagram.size > _MOST_NODES:
            found = self._diagrams.keep(answers, SharedDiagram(self.source, answers))
        return found

    def epoch(self, day: date) -> Epoch:
        """Return the epoch of a day."""
        return self._epochs[bisect_right(self._starts, day)]

    def rules(self, epoch: Epoch) -> Mapping[str, Rule]:
        """Return the rule that defines each concept in an epoch, by the concept."""
        found = self._rules.get(epoch.first)
        if found is None:
            day = _first_day(epoch)
            rules = (self.law.rule_on(each.concept, day) for each in self.law.rules.values())
            found = self._rules[epoch.first] = {rule.concept: rule for rule in rules if rule is not None}
        return found

    def text(self, epoch: Epoch, rule: Rule) -> tuple[str | None, str | None]:
        """Return the version of a rule's provision that is in force in an epoch, and the rule's words if in it."""
        key = (epoch.first, rule.id)
        if key not in self._texts:
            version = self.law.provisions[rule.provision].version_on(_first_day(epoch))
            words = rule.words if version is not None and rule.words is not None and version.has(rule.words) else None
            self._texts[key] = (version.id if version is not None else None), words
        return self._texts[key]

    def leaves(self, rule: Rule) -> tuple[PreparedLeaf, ...]:
        """Return the conditions of a rule that hold no other, in order."""
        found = self._leaves.get(rule.id)
        if found is None:
            found = self._leaves[rule.id] = tuple(self.prepared(leaf) for leaf in _leaves_of(rule))
        return found

    def prepared(self, leaf: Leaf) -> PreparedLeaf:
        """Return what tells the status of a condition."""
        if not isinstance(leaf, FactIs):
            return leaf
        level = self.by_name[leaf.fact]
        return Wanted(level.number, tuple("holds" if each in leaf.answers else "fails" for each in level.answers))

    def status(self, rule: Rule, leaves: tuple[RuleStatus, ...]) -> RuleStatus:
        """Return the status of a rule whose leaves have these statuses, step by step."""
        key = (rule.id, leaves)
        found = self._statuses.get(key)
        if found is None:
            found = self._statuses[key] = self._parts(rule, leaves).status_of(rule)
        return found

    def told(self, rule: Rule, leaves: tuple[RuleStatus, ...], status: RuleStatus) -> Told:
        """Return what a rule of this status tells, whose leaves have these."""
        key = (rule.id, leaves, status)
        found = self._told.get(key)
        if found is None:
            if len(self._told) > _MOST_TOLD:
                self._told.clear()
                self._statuses.clear()
            found = self._told[key] = self._parts(rule, leaves).told(rule, status)
        return found

    def _parts(self, rule: Rule, leaves: tuple[RuleStatus, ...]) -> Parts:
        named = (written(leaf) for leaf in _leaves_of(rule))
        return Parts(self.law, dict(zip(named, leaves, strict=True)))

    def points(self, rule: Rule, status: RuleStatus) -> tuple[tuple[Point, str | None], ...]:
        """Return the points that a rule of this status may tell, each with the name of its condition, if any."""
        key = (rule.id, status)
        found = self._points.get(key)
        if found is None:
            found = self._points[key] = tuple(
                (point, None if point.where is None else point_name(rule.id, number))
                for number, point in enumerate(rule.points)
                if status in point.when
            )
        return found

    def version(self, epoch: Epoch, prohibition: Prohibition) -> tuple[str, tuple[str, ...]] | None:
        """Return a prohibition's version in an epoch, and the rules in force that are tied to one or are its elements.

        None where its provision is not in force.
        """
        key = (epoch.first, prohibition.id)
        if key not in self._versions:
            self._versions[key] = self._version(_first_day(epoch), prohibition)
        return self._versions[key]

    def _version(self, day: date, prohibition: Prohibition) -> tuple[str, tuple[str, ...]] | None:
        version = self.law.provisions[prohibition.provision].version_on(day)
        if version is None:
            return None
        elements = {*prohibition.elements, *prohibition.unless}
        asked = (each for each in self.law.rules.values() if each.version is not None or each.concept in elements)
        return version.id, tuple(rule.id for rule in asked if self.law.rule_applies(rule, day))

    def _level(self, number: int, variable: Variable) -> Level:
        name, answers = variable
        fact = self.law.facts.get(name)
        about: Literal["given", "question"] = "given" if name in GIVENS else "question"
        numbers: dict[Value | None, int] = {answer: index for index, answer in enumerate(answers)}
        every = tuple(numbers[answer] for answer in (answers if fact is None else fact.domain))
        presumed = fact.presumed if fact is not None and not fact.is_date else None
        return Level(
            number=number,
            name=name,
            about=about if fact is None else fact.about,
            fact=fact,
            is_date=fact is not None and fact.is_date,
            answers=answers,
            numbers=numbers,
            every=every,
            unlisted=every if presumed is None else (numbers[presumed.answer],),
        )


_KEPT: ContextVar[tuple[tuple[Rulebook, Tables], ...]] = ContextVar("tables", default=())
"""The tables of the rulebooks lately used in a thread."""


def tables_of(rulebook: Rulebook) -> Tables:
    """Return the tables of a rulebook."""
    kept = _KEPT.get()
    for known, tables in kept:
        if known is rulebook:
            return tables
    tables = Tables(rulebook)
    _KEPT.set(((rulebook, tables), *kept[: _MOST_RULEBOOKS - 1]))
    return tables


def _leaves_of(rule: Rule) -> tuple[Leaf, ...]:
    conditions: tuple[Condition | None, ...] = (rule.requires, rule.unless)
    return tuple(leaf for each in conditions if each is not None for _, leaf in leaves(each))


def _first_day(epoch: Epoch) -> date:
    return epoch.first if epoch.first is not None else date.min
