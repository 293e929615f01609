"""What every peer is given: one formula over yes/no facts, made from a rulebook's rules, and a way to say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from reg7check.rulebook.conditions import AllOf, AnyOf, Concept, Condition, FactIs, NotOf
from reg7check.rulebook.models import Law, Rule

World = Mapping[str, bool]
"""The answer to each fact."""


class Peer(NamedTuple):
    """An engine, ready to judge.

    Attributes:
        name: the engine, and how it is asked.
        library: the name of its distribution, or none for plain Python.
        ready: puts a world in the engine's own form of an input; this is not timed.
        judge: tells of each input whether it is prohibited; this is timed.
    """

    name: str
    library: str | None
    ready: Callable[[World], Any]
    judge: Callable[[Sequence[Any]], list[bool]]


class Writing(NamedTuple):
    """How a language writes a formula: a fact, and what it makes of the parts of a negation, an ``all``, an ``any``."""

    fact: Callable[[str], Any]
    negation: Callable[[Any], Any]
    all: Callable[[list[Any]], Any]
    any: Callable[[list[Any]], Any]


def written(law: Law, writing: Writing) -> Any:
    """Return when the main prohibition forbids, in a language: each element and no exception."""
    ban = law.prohibitions[law.identity.main_prohibition]
    exceptions = tuple(NotOf(Concept(name)) for name in ban.unless)
    return _written(law, writing, AllOf((*(Concept(name) for name in ban.elements), *exceptions)))


def _written(law: Law, writing: Writing, condition: Condition) -> Any:
    match condition:
        case FactIs(fact, answers):
            return writing.fact(fact) if answers == ("yes",) else writing.negation(writing.fact(fact))
        case Concept(name):
            (rule,) = law.rules_defining(name)
            return _written(law, writing, _whole(rule))
        case NotOf(inner):
            return writing.negation(_written(law, writing, inner))
        case AllOf(conditions):
            return writing.all([_written(law, writing, each) for each in conditions])
        case AnyOf(conditions):
            return writing.any([_written(law, writing, each) for each in conditions])
        case _:
            message = f"the simplified rules have no {condition}"
            raise TypeError(message)


def _whole(rule: Rule) -> Condition:
    return rule.requires if rule.unless is None else AllOf((rule.requires, NotOf(rule.unless)))


def in_words(fact: Callable[[str], str], negation: str, both: str, either: str) -> Writing:
    """Return how a language writes a formula in which operators stand between their parts."""
    return Writing(
        fact=fact,
        negation=lambda part: f"({negation}{part})",
        all=lambda parts: f"({f' {both} '.join(parts)})",
        any=lambda parts: f"({f' {either} '.join(parts)})",
    )
