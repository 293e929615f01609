"""A mutant that is proved equivalent changes nothing in any world, and any other something: every world is tried."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from reg7check.audit.mutation.killing import Bench, Outcome
from reg7check.audit.mutation.mutants import mutants_of, why_no_rulebook
from reg7check.reasoning.calendar import effective_from
from reg7check.rulebook.commencing import commenced
from reg7check.rulebook.conditions import AllOf, AnyOf, Concept, Condition, FactIs, NotOf, QuestionProhibits, Weight
from reg7check.rulebook.models import Law

from .conftest import Permit

World = dict[str, str]
DAYS = [date(1989, 12, 31), date(1990, 1, 1), date(2019, 12, 31), date(2020, 1, 1), date(2024, 1, 2)]
THIRD = ("stalls-s1", "third", date(1990, 1, 2))
LISTED = {
    "nation": ["england", "scotland", "wales"],
    "stall_kind": ["table", "tent", "cart"],
    "sells_food": ["yes", "no"],
    "permit_granted": ["not listed", "no", "yes"],
    "fee_paid_on": ["on the day", "never", "not listed"],
    "market_day": ["yes", "no"],
    "middling-stall": ["prohibits", "permits"],
}


def is_true(law: Law, condition: Condition, world: World, day: date) -> bool:
    match condition:
        case FactIs(fact, answers):
            return world[fact] in answers
        case Concept(name):
            return any(rule_holds(law, each.id, world, day) for each in law.rules_defining(name))
        case AllOf(conditions):
            return all(is_true(law, each, world, day) for each in conditions)
        case AnyOf(conditions):
            return any(is_true(law, each, world, day) for each in conditions)
        case NotOf(inner):
            return not is_true(law, inner, world, day)
        case QuestionProhibits(question):
            arises = is_true(law, law.open_questions[question].arises_where, world, day)
            return arises and world[question] == "prohibits"
        case Weight(weighing, at_least, at_most):
            total = sum(weights[world[fact]] for fact, weights in law.weighings[weighing].indicators.items())
            return (at_least is None or at_least <= total) and (at_most is None or total <= at_most)


def rule_holds(law: Law, name: str, world: World, day: date) -> bool | None:
    rule = law.rules[name]
    if not law.rule_applies(rule, day):
        return None
    excepted = rule.unless is not None and is_true(law, rule.unless, world, day)
    return is_true(law, rule.requires, world, day) and not excepted


def forbids(law: Law, name: str, world: World, day: date) -> bool | str:
    prohibition = law.prohibitions[name]
    provision = law.provisions[prohibition.provision]
    if world["nation"] not in provision.extent:
        return "outside"
    if prohibition.covered_from is not None and day < prohibition.covered_from:
        return "not covered"
    if provision.version_on(day) is None:
        return False
    elements = all(is_true(law, Concept(each), world, day) for each in prohibition.elements)
    return elements and not any(is_true(law, Concept(each), world, day) for each in prohibition.unless)


def meant(law: Law, listed: World, day: date) -> Iterator[World]:
    """Yield the worlds of what is listed on a day: as presumed where a fact is not, else with each of its answers."""
    options: list[list[tuple[str, str]]] = []
    for name, answer in listed.items():
        fact = law.facts.get(name)
        presumed = fact.presumed if fact is not None else None
        if fact is None:
            options.append([(name, answer)])
        elif answer == "not listed" and presumed is None:
            options.append([(name, each) for each in fact.domain])
        elif not fact.is_date:
            options.append([(name, answer if answer != "not listed" or presumed is None else presumed.answer)])
        else:
            begins = effective_from(fact, day, "england")
            past = answer == "on the day" and begins is not None and begins <= day
            options.append([(name, "past" if past else "not-past")])
    yield from (dict(each) for each in product(*options))


def what_it_comes_to(law: Law) -> Iterator[object]:
    """Yield what rules, prohibitions and questions come to in all worlds of all that may be listed, on each day."""
    for form in (law, commenced(law, *THIRD)):
        for *answers, day in product(*LISTED.values(), DAYS):
            listed = dict(zip(LISTED, answers, strict=True))
            yield frozenset(
                (
                    tuple(rule_holds(form, name, world, day) for name in form.rules),
                    tuple(forbids(form, name, world, day) for name in form.prohibitions),
                    tuple(is_true(form, each.arises_where, world, day) for each in form.open_questions.values()),
                )
                for world in meant(form, listed, day)
            )


@pytest.fixture
def outcomes(permit: Permit) -> tuple[Law, list[Outcome]]:
    permit.add_waiting_text()
    permit.add_rule("sunday", "version: third", "requires: {stall_kind: [tent, cart]}", "unless: {stall_kind: table}")
    permit.add_rule("market-of-sorts", "requires: {any: [market, {all: [market, {sells_food: yes}]}]}")
    permit.add_rule("early", "applies: while-in-force", "requires: {all: [{stall_kind: tent}, {not: sunday}]}")
    permit.replace("proof: The register.\n", "proof: The register.\n    presumed: {answer: no, why: x}\n", "facts.yaml")
    rulebook = permit.read()
    mutants = [each for each in mutants_of(rulebook) if why_no_rulebook(each, rulebook) is None]
    return rulebook.law, list(Bench(rulebook.law, ()).outcomes(mutants))


def test_equivalent_mutants_change_nothing_in_any_world_and_all_others_something(
    outcomes: tuple[Law, list[Outcome]],
) -> None:
    law, found = outcomes
    before = list(what_it_comes_to(law))

    def changes(outcome: Outcome) -> bool:
        after = what_it_comes_to(outcome.mutant.applied_to(law))
        return any(one != other for one, other in zip(before, after, strict=True))

    equivalent = [each for each in found if each.fate == "equivalent"]
    others = [each for each in found if each.fate != "equivalent" and {hint.about for hint in each.hints} != {"period"}]
    assert len(equivalent) >= 5
    assert len(others) > 50
    assert [each.mutant.what for each in equivalent if changes(each)] == []
    assert [each.mutant.what for each in others if not changes(each)] == []
