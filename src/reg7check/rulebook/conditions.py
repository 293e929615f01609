"""Conditions over facts and concepts, as a rule file writes them: all / any / not, weights, open questions.

In YAML a condition is one of::

    employment-business                 # a concept, defined by a rule
    {sends_people: yes}                 # a fact has this answer, or one of a list of answers
    {all: [...]}, {any: [...]}, {not: ...}
    {weight: {of: control-indicators, at_least: 3, at_most: 5}}
    {question: umbrella-employer}       # the open question arises, and is read as prohibiting
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from reg7check.named import NamedTuple
from reg7check.problems import Place, Problem
from reg7check.yaml_source import Node, Source

KEYWORDS = ("all", "any", "not", "weight", "question")
"""Words that open a condition, and so cannot be the id of a fact."""


class FactIs(NamedTuple):
    """A fact has one of these answers. Of a date fact: ``past`` or ``not-past``, on the day in question."""

    fact: str
    answers: tuple[str, ...]


class Concept(NamedTuple):
    """A rule that defines this concept holds."""

    name: str


class AllOf(NamedTuple):
    """Every condition holds."""

    conditions: tuple[Condition, ...]


class AnyOf(NamedTuple):
    """One condition or more holds."""

    conditions: tuple[Condition, ...]


class NotOf(NamedTuple):
    """The condition does not hold."""

    condition: Condition


class Weight(NamedTuple):
    """The indicators of a weighing add up to at least, or at most, these totals (both inclusive)."""

    weighing: str
    at_least: int | None
    at_most: int | None


class QuestionProhibits(NamedTuple):
    """An open question of law arises, and is read as prohibiting."""

    question: str


Leaf = FactIs | Concept | Weight | QuestionProhibits
Condition = FactIs | Concept | AllOf | AnyOf | NotOf | Weight | QuestionProhibits
ALWAYS = AllOf(())
NEVER = AnyOf(())


class Reference(NamedTuple):
    """A name that a condition uses, what it must be the name of, and where it stands."""

    kind: str
    name: str
    place: Place
    answer: str | None = None


class ConditionReader:
    """Reads conditions from YAML nodes, collecting problems and the names that they refer to."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.references: list[Reference] = []

    def read(self, node: Node) -> Condition:
        """Return the condition at a node; a faulty one is reported and read as an empty ``all``."""
        if isinstance(node, yaml.ScalarNode):
            self._refer("concept", node)
            return Concept(node.value)
        if isinstance(node, yaml.MappingNode) and len(node.value) == 1:
            key, value = node.value[0]
            return self._entry(key, value)
        hint = "write a concept, `fact: answer`, or one of all, any, not, weight, question"
        return self._faulty(node, "a condition must be one name or one `key: value`", hint)

    def _entry(self, key: Node, value: Node) -> Condition:
        word = str(key.value)
        if word in ("all", "any"):
            if not isinstance(value, yaml.SequenceNode) or not value.value:
                return self._faulty(value, f"`{word}` needs a list of conditions", "start each with a dash")
            conditions = tuple(self.read(item) for item in value.value)
            return AllOf(conditions) if word == "all" else AnyOf(conditions)
        if word == "not":
            return NotOf(self.read(value))
        if word == "weight":
            return self._weight(value)
        if word == "question":
            if isinstance(value, yaml.ScalarNode):
                self._refer("question", value)
                return QuestionProhibits(value.value)
            return self._faulty(value, "`question` needs the id of an open question", "write one id")
        answers = value.value if isinstance(value, yaml.SequenceNode) else [value]
        if not answers or not all(isinstance(answer, yaml.ScalarNode) for answer in answers):
            return self._faulty(value, f"`{word}` needs an answer, or a list of answers", "write `fact: answer`")
        self._refer("fact", key)
        for answer in answers:
            self._refer("answer", key, answer)
        return FactIs(word, tuple(answer.value for answer in answers))

    def _weight(self, node: Node) -> Condition:
        fields = {}
        if isinstance(node, yaml.MappingNode):
            scalars = (each for each in node.value if all(isinstance(part, yaml.ScalarNode) for part in each))
            fields = {key.value: value for key, value in scalars}
        bounds = {}
        for key in ("at_least", "at_most"):
            if key in fields:
                try:
                    bounds[key] = int(fields[key].value)
                except ValueError:
                    return self._faulty(fields[key], f"`{key}` must be a whole number", "write a number such as 3")
        if "of" not in fields or not bounds or set(fields) - {"of", "at_least", "at_most"}:
            hint = "write {of: weighing, at_least: 3}, with at_least, at_most or both"
            return self._faulty(node, "`weight` needs `of` and a bound, and nothing else", hint)
        if bounds.get("at_least", 0) > bounds.get("at_most", bounds.get("at_least", 0)):
            return self._faulty(node, "`at_least` is more than `at_most`", "no total lies between them: swap the two")
        self._refer("weighing", fields["of"])
        return Weight(fields["of"].value, bounds.get("at_least"), bounds.get("at_most"))

    def _refer(self, kind: str, node: Node, answer: Node | None = None) -> None:
        at = answer if answer is not None else node
        place = self.source.place_of(at)
        self.references.append(Reference(kind, node.value, place, answer.value if answer is not None else None))

    def _faulty(self, node: Node, message: str, hint: str) -> Condition:
        self.problems.append(Problem(self.source.place_of(node), message, hint, "R002"))
        return AllOf(())


def parts(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and every condition inside it, in the order in which they are written."""
    yield condition
    if isinstance(condition, AllOf | AnyOf):
        for each in condition.conditions:
            yield from parts(each)
    elif isinstance(condition, NotOf):
        yield from parts(condition.condition)


def located(condition: Condition, *path: str | int) -> Iterator[tuple[tuple[str | int, ...], Condition]]:
    """Yield a condition and every condition inside it, each with its path of keys and indexes in the rule file."""
    yield path, condition
    if isinstance(condition, AllOf | AnyOf):
        key = "all" if isinstance(condition, AllOf) else "any"
        for index, each in enumerate(condition.conditions):
            yield from located(each, *path, key, index)
    elif isinstance(condition, NotOf):
        yield from located(condition.condition, *path, "not")


def leaves(condition: Condition, *path: str | int) -> Iterator[tuple[tuple[str | int, ...], Leaf]]:
    """Yield each condition that holds no other, with its path as ``located`` gives it."""
    for at, part in located(condition, *path):
        if not isinstance(part, AllOf | AnyOf | NotOf):
            yield at, part


def replaced(condition: Condition, path: tuple[str | int, ...], part: Condition) -> Condition:
    """Return a condition with the one at a path inside it (as ``located`` gives it) exchanged for another."""
    match condition:
        case _ if not path:
            return part
        case AllOf(conditions) | AnyOf(conditions):
            _, index, *rest = path
            changed = (replaced(each, tuple(rest), part) if n == index else each for n, each in enumerate(conditions))
            return type(condition)(tuple(changed))
        case NotOf(inner):
            return NotOf(replaced(inner, path[1:], part))
        case _:
            raise KeyError(path)


def written(condition: Condition) -> str:
    """Return a condition as a rule file writes it, on one line."""
    match condition:
        case FactIs(fact, answers):
            return f"{fact}: {answers[0]}" if len(answers) == 1 else f"{fact}: [{', '.join(answers)}]"
        case Concept(name):
            return name
        case AllOf(conditions):
            return f"all: [{', '.join(bracketed(each) for each in conditions)}]"
        case AnyOf(conditions):
            return f"any: [{', '.join(bracketed(each) for each in conditions)}]"
        case NotOf(inner):
            return f"not: {bracketed(inner)}"
        case Weight(weighing, at_least, at_most):
            bounds = [("of", weighing), ("at_least", at_least), ("at_most", at_most)]
            return f"weight: {{{', '.join(f'{key}: {value}' for key, value in bounds if value is not None)}}}"
        case QuestionProhibits(question):
            return f"question: {question}"


def bracketed(condition: Condition) -> str:
    """Return a condition as a rule file writes it inside another, or after a key."""
    return written(condition) if isinstance(condition, Concept) else f"{{{written(condition)}}}"
