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

from reg7check.named import NamedTuple


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
