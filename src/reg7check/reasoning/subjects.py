"""What of a law can be explained: a prohibition, or an element of it, by any name that a person may give it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

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
    leaves,
    parts,
)
from reg7check.rulebook.models import Law, Prohibition, Rule

Sense = Literal["needs", "not", "unless", "unless-not"]


class Subject(NamedTuple):
    """What is explained: a prohibition, or a concept; ``rule`` is the rule that was named, where one was."""

    kind: Literal["prohibition", "concept"]
    id: str
    rule: str = ""


class Role(NamedTuple):
    """How a concept comes into a prohibition: through which of its elements or exceptions (itself, if it is one)."""

    prohibition: str
    through: str
    exception: bool


def subjects_of(law: Law, name: str | None) -> tuple[Subject, ...]:
    """Return what is meant by the id of a prohibition, a concept, a rule or a provision, or by a plain heading.

    A provision means its prohibitions and all its rules, without those that stand under another of them. None means
    every prohibition. There are none where nothing has that name.
    """
    main = law.identity.main_prohibition
    if name is None:
        others = (each for each in law.prohibitions if each != main)
        return tuple(Subject("prohibition", each) for each in (main, *others))
    if name in law.prohibitions:
        return (Subject("prohibition", name),)
    if name in law.rules:
        return (Subject("concept", law.rules[name].concept, name),)
    if law.rules_defining(name):
        return (Subject("concept", name),)
    if name in law.provisions:
        return _of_provision(law, name)
    headed = dict(_headings(law))
    return headed.get(_plain(name), ())


def names_of(law: Law) -> tuple[str, ...]:
    """Return every name by which something can be explained: ids first, then headings."""
    rules = law.rules.values()
    ids = [*law.prohibitions, *law.rules, *(rule.concept for rule in rules), *dict(_provisions(law))]
    titles = [*(each.title for each in law.prohibitions.values()), *(rule.title for rule in rules)]
    return tuple(dict.fromkeys([*ids, *titles]))


def askers_of(law: Law, name: str) -> tuple[str, ...]:
    """Return the ids of the rules that ask a fact, or an open question, by themselves."""
    return tuple(rule.id for rule in law.rules.values() if name in set(_leaves(law, rule)))


def roles_of(law: Law, concept: str) -> tuple[Role, ...]:
    """Return how a concept comes into each prohibition that asks it, on any day; the main one first."""
    main = law.prohibitions[law.identity.main_prohibition]
    others = (each for each in law.prohibitions.values() if each is not main)
    return tuple(role for each in (main, *others) for role in _roles_in(law, each, concept))


def asked_below(law: Law, *concepts: str) -> frozenset[str]:
    """Return these concepts, and all that the rules that define them ask, step by step."""
    found: set[str] = set()
    waiting = list(concepts)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += (each for rule in law.rules_defining(name) for each in _asked_by(law, rule))
    return frozenset(found)


def senses_in(rule: Rule) -> dict[str, Sense]:
    """Return how each concept that a rule asks by itself counts for it, where it first stands."""
    senses: dict[str, Sense] = {}
    for name, negated in _concepts(rule.requires, negated=False):
        senses.setdefault(name, "not" if negated else "needs")
    if rule.unless is not None:
        for name, negated in _concepts(rule.unless, negated=False):
            senses.setdefault(name, "unless-not" if negated else "unless")
    return senses


def _of_provision(law: Law, provision: str) -> tuple[Subject, ...]:
    prohibitions = [each for each in law.prohibitions.values() if each.provision == provision]
    concepts = dict.fromkeys(rule.concept for rule in law.rules.values() if rule.provision == provision)
    covered = {name for each in prohibitions for name in asked_below(law, *each.elements, *each.unless)}
    for name in concepts:
        covered |= asked_below(law, name) - {name}
    subjects = [Subject("prohibition", each.id) for each in prohibitions]
    return (*subjects, *(Subject("concept", name) for name in concepts if name not in covered))


def _headings(law: Law) -> Iterator[tuple[str, tuple[Subject, ...]]]:
    for name, provision in _provisions(law):
        yield _plain(provision), _of_provision(law, name)
    for rule in law.rules.values():
        yield _plain(rule.title), (Subject("concept", rule.concept, rule.id),)
    for prohibition in law.prohibitions.values():
        yield _plain(prohibition.title), (Subject("prohibition", prohibition.id),)


def _provisions(law: Law) -> Iterator[tuple[str, str]]:
    """Yield the id and the citation of each provision that a rule or a prohibition encodes."""
    encoded = {each.provision for each in law.prohibitions.values()} | {each.provision for each in law.rules.values()}
    yield from ((name, each.cite) for name, each in law.provisions.items() if name in encoded)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split()).rstrip(".")


def _roles_in(law: Law, prohibition: Prohibition, concept: str) -> Iterator[Role]:
    for through in (*prohibition.elements, *prohibition.unless):
        if concept in asked_below(law, through):
            yield Role(prohibition.id, through, through in prohibition.unless)


def _asked_by(law: Law, rule: Rule) -> Iterator[str]:
    for condition in (rule.requires, rule.unless):
        if condition is not None:
            yield from _names(law, condition)


def _leaves(law: Law, rule: Rule) -> Iterator[str]:
    for condition in (rule.requires, rule.unless):
        for _, leaf in leaves(condition) if condition is not None else ():
            match leaf:
                case FactIs(fact):
                    yield fact
                case Weight(weighing):
                    yield from law.weighings[weighing].indicators
                case QuestionProhibits(question):
                    yield question


def _names(law: Law, condition: Condition) -> Iterator[str]:
    for part in parts(condition):
        if isinstance(part, Concept):
            yield part.name
        elif isinstance(part, QuestionProhibits):
            yield from _names(law, law.open_questions[part.question].arises_where)


def _concepts(condition: Condition, *, negated: bool) -> Iterator[tuple[str, bool]]:
    match condition:
        case Concept(name):
            yield name, negated
        case NotOf(inner):
            yield from _concepts(inner, negated=not negated)
        case AllOf(conditions) | AnyOf(conditions):
            for each in conditions:
                yield from _concepts(each, negated=negated)
