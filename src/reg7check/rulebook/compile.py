"""Compiling a rulebook: one function a conclusion, for each stretch of days on which the same law is in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from reg7check.named import NamedTuple
from reg7check.rulebook.conditions import (
    AllOf,
    AnyOf,
    Concept,
    Condition,
    FactIs,
    NotOf,
    QuestionProhibits,
    Weight,
    parts,
)
from reg7check.rulebook.diagram import FALSE, UNBOUNDED, Diagram, TooLarge, Variable
from reg7check.rulebook.givens import GIVENS
from reg7check.rulebook.letters import LetterPart
from reg7check.rulebook.models import ADVICE_SECTIONS, READINGS, Advice, Law, Rule

MOST_STEPS = 200_000
"""The most nodes, and the most steps towards them, that compiling a law may take: that shipped takes 2,000."""
MOST_EPOCHS = 200


class Epoch(NamedTuple):
    """Days from ``first`` (None: since always) to the next epoch, on which one set of law is in force.

    Holds the function of each concept, prohibition, open question (where it arises), and named condition.
    """

    first: date | None
    concepts: Mapping[str, int]
    prohibitions: Mapping[str, int]
    arises: Mapping[str, int]
    conditions: Mapping[str, int]


class Compiled(NamedTuple):
    """A rulebook's functions, over all facts and open questions, and its epochs in order."""

    diagram: Diagram
    epochs: tuple[Epoch, ...]

    def on(self, day: date) -> Epoch:
        """Return the epoch of a day."""
        return next(epoch for epoch in reversed(self.epochs) if epoch.first is None or epoch.first <= day)


def point_name(rule: str, number: int) -> str:
    """Return the name under which an epoch keeps the condition of a rule's point."""
    return f"{rule}.points.{number}"


def advice_name(section: str, advice: str) -> str:
    """Return the name under which an epoch keeps the condition of a piece of advice."""
    return f"{section}.{advice}"


def part_name(letter: str, number: int) -> str:
    """Return the name under which an epoch keeps the condition of a part of a letter."""
    return f"letters.{letter}.{number}"


def compile_law(law: Law, diagram: Diagram | None = None) -> Compiled:
    """Compile a law that passed its checks.

    With a ``diagram``, which must have a variable for all that the law asks and at least the law's own answers to it,
    its functions are kept in that one: so those of two laws can be compared.

    Raises TooLarge or RecursionError where the law asks too much at once, or its rules rest on one another too deeply.
    """
    diagram = diagram if diagram is not None else Diagram(variables_of(law), MOST_STEPS)
    starts: list[date | None] = [None, *sorted(set(change_days(law)))]
    if len(starts) > MOST_EPOCHS:
        raise TooLarge
    compiled = Compiled(diagram, tuple(Compiler(law, diagram, first).epoch() for first in starts))
    diagram.most = UNBOUNDED
    return compiled


def advice_of(law: Law) -> Iterator[tuple[str, Advice]]:
    """Yield every piece of advice with the name of its section."""
    for section in ADVICE_SECTIONS:
        for advice in getattr(law, section).values():
            yield section, advice


def letter_parts(law: Law) -> Iterator[tuple[str, int, LetterPart]]:
    """Yield every part of a letter, with the letter's id and the number of the part in it."""
    for letter in law.letters.values():
        for number, part in enumerate(letter.parts):
            yield letter.id, number, part


def change_days(law: Law) -> Iterator[date]:
    """Yield each day on which some version of a provision begins to be in force, or has just ceased to be."""
    for provision in law.provisions.values():
        for version in provision.versions:
            for days in version.in_force:
                if days.first is not None:
                    yield days.first
                if days.last is not None:
                    yield days.last + timedelta(days=1)


class Compiler:
    """Compiles what a law says on the days of one epoch, which starts on ``first`` (None: since always).

    ``given`` holds functions that stand in for those of concepts: what would follow if they were so.
    """

    def __init__(
        self, law: Law, diagram: Diagram, first: date | None, given: Mapping[str, int] = MappingProxyType({})
    ) -> None:
        self.law = law
        self.diagram = diagram
        self.first = first
        self.day = first if first is not None else date.min
        self._concepts: dict[str, int] = dict(given)
        self._weights: dict[Weight, int] = {}

    def epoch(self) -> Epoch:
        """Return every function of the epoch."""
        law = self.law
        for rule in law.rules.values():
            self.concept(rule.concept)
        conditions = {
            point_name(rule.id, number): self.condition(point.where)
            for rule in law.rules.values()
            for number, point in enumerate(rule.points)
            if point.where is not None
        }
        for section, advice in advice_of(law):
            if advice.where is not None:
                conditions[advice_name(section, advice.id)] = self.condition(advice.where)
        for letter, number, part in letter_parts(law):
            if part.where is not None:
                conditions[part_name(letter, number)] = self.condition(part.where)
        return Epoch(
            first=self.first,
            concepts={rule.concept: self._concepts[rule.concept] for rule in law.rules.values()},
            prohibitions={name: self.prohibition(name) for name in law.prohibitions},
            arises={name: self.condition(each.arises_where) for name, each in law.open_questions.items()},
            conditions=conditions,
        )

    def prohibition(self, name: str) -> int:
        """Return the function that is true where a prohibition forbids: in force, here, elements met, no exception."""
        prohibition = self.law.prohibitions[name]
        provision = self.law.provisions[prohibition.provision]
        if provision.version_on(self.day) is None:
            return FALSE
        diagram = self.diagram
        here = diagram.is_answer("nation", provision.extent)
        elements = [self.concept(element) for element in prohibition.elements]
        exceptions = [diagram.negation(self.concept(exception)) for exception in prohibition.unless]
        return diagram.all([here, *elements, *exceptions])

    def concept(self, name: str) -> int:
        """Return the function of a concept: never true on days for which no rule defines it."""
        if name not in self._concepts:
            rule = self.law.rule_on(name, self.day)
            self._concepts[name] = FALSE if rule is None else self.rule(rule)
        return self._concepts[name]

    def rule(self, rule: Rule) -> int:
        """Return the function of a rule, whether or not it applies on these days."""
        function = self.condition(rule.requires)
        if rule.unless is None:
            return function
        return self.diagram.both(function, self.diagram.negation(self.condition(rule.unless)))

    def condition(self, condition: Condition) -> int:
        """Return the function of a condition."""
        diagram = self.diagram
        match condition:
            case FactIs(fact, answers):
                return diagram.is_answer(fact, answers)
            case Concept(name):
                return self.concept(name)
            case AllOf(conditions):
                return diagram.all([self.condition(each) for each in conditions])
            case AnyOf(conditions):
                return diagram.any([self.condition(each) for each in conditions])
            case NotOf(inner):
                return diagram.negation(self.condition(inner))
            case QuestionProhibits(question):
                arises = self.condition(self.law.open_questions[question].arises_where)
                return diagram.both(arises, diagram.is_answer(question, READINGS[:1]))
            case Weight(weighing, at_least, at_most):
                if condition not in self._weights:
                    self._weights[condition] = self._weight(weighing, at_least, at_most)
                return self._weights[condition]

    def _weight(self, weighing: str, at_least: int | None, at_most: int | None) -> int:
        diagram = self.diagram
        # A diagram that two laws share may have answers that this one does not weigh.
        weights = sorted(
            (level, tuple(by_answer.get(answer, 0) for answer in diagram.variables[level].answers))
            for fact, by_answer in self.law.weighings[weighing].indicators.items()
            for level in [diagram.index[fact]]
        )

        def accept(total: int) -> bool:
            return (at_least is None or total >= at_least) and (at_most is None or total <= at_most)

        return self.diagram.total(weights, accept)


def variables_of(law: Law) -> list[Variable]:
    """Order the variables: what is given, then strand facts and open questions as the rules first ask them.

    The facts about an action come last and together, so that each action of an arrangement can have its own.
    """
    asked = list(dict.fromkeys(_asked(law)))
    givens = [Variable(name, answers) for name, answers in GIVENS.items() if name != "action_kind"]
    cover = [name for name in asked if name in law.open_questions or _about(law, name) == "cover"]
    action = [name for name in asked if _about(law, name) == "action"]
    kinds = [Variable("action_kind", GIVENS["action_kind"])]
    return [
        *givens,
        *(Variable(name, READINGS if name in law.open_questions else law.facts[name].domain) for name in cover),
        *kinds,
        *(Variable(name, law.facts[name].domain) for name in action),
    ]


def _about(law: Law, name: str) -> str | None:
    return law.facts[name].about if name in law.facts else None


def _asked(law: Law) -> Iterator[str]:
    done: set[str] = set()

    def walk(condition: Condition) -> Iterator[str]:
        for part in parts(condition):
            match part:
                case FactIs(fact):
                    yield fact
                case Weight(weighing):
                    yield from law.weighings[weighing].indicators
                case QuestionProhibits(question):
                    yield from walk(law.open_questions[question].arises_where)
                    yield question
                case Concept(name):
                    yield from concept(name)
                case _:
                    pass

    def concept(name: str) -> Iterator[str]:
        if name in done:
            return
        done.add(name)
        for rule in defining.get(name, ()):
            yield from walk(rule.requires)
            if rule.unless is not None:
                yield from walk(rule.unless)

    defining: dict[str, list[Rule]] = {}
    for rule in law.rules.values():
        defining.setdefault(rule.concept, []).append(rule)
    main = law.prohibitions[law.identity.main_prohibition]
    for prohibition in (main, *law.prohibitions.values()):
        for name in (*prohibition.elements, *prohibition.unless):
            yield from concept(name)
    for rule in law.rules.values():
        yield from concept(rule.concept)
        for point in rule.points:
            if point.where is not None:
                yield from walk(point.where)
    for question in law.open_questions.values():
        yield from walk(question.arises_where)
        yield question.id
    for _, advice in advice_of(law):
        if advice.where is not None:
            yield from walk(advice.where)
    yield from law.facts
