"""MC/DC counted a second time, without a diagram: in every world each condition is set true, set false, compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from reg7check.audit.cases import read_cases
from reg7check.audit.coverage import Coverage, measure_coverage
from reg7check.rulebook import read_rulebook
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
from reg7check.rulebook.models import Law
from stalls import change, stalls

World = Mapping[str, str]
Found = set[tuple[str, int, bool]]
"""A decision, the number of a condition of it, and whether it decides while true or while false."""

NATIONS = ("england", "wales", "scotland", "northern-ireland")
DAYS = (date(1989, 12, 31), date(2010, 6, 1), date(2024, 5, 5))
FIRST_COVERED = date(1990, 1, 1)
TRUE, FALSE = AllOf(()), AnyOf(())


def is_true(law: Law, day: date, condition: Condition, world: World) -> bool:
    match condition:
        case FactIs(fact, answers):
            return world[fact] in answers
        case AllOf(conditions):
            return all(is_true(law, day, each, world) for each in conditions)
        case AnyOf(conditions):
            return any(is_true(law, day, each, world) for each in conditions)
        case NotOf(inner):
            return not is_true(law, day, inner, world)
        case Weight(weighing, least, most):
            total = sum(by[world[fact]] for fact, by in law.weighings[weighing].indicators.items())
            return (least is None or least <= total) and (most is None or total <= most)
        case QuestionProhibits(question):
            arises = is_true(law, day, law.open_questions[question].arises_where, world)
            return arises and world[question] == "prohibits"
        case Concept(name):
            rules = [rule for rule in law.rules.values() if rule.concept == name and applies(law, rule.version, day)]
            return any(is_true(law, day, whole(rule.requires, rule.unless), world) for rule in rules)


def applies(law: Law, version: str | None, day: date) -> bool:
    if version is None:
        return True
    every = {each.id: each for provision in law.provisions.values() for each in provision.versions}
    return any((days.first or day) <= day <= (days.last or day) for days in every[version].in_force)


def whole(requires: Condition, unless: Condition | None) -> Condition:
    return requires if unless is None else AllOf((requires, NotOf(unless)))


def leaves(condition: Condition) -> list[Condition]:
    if isinstance(condition, NotOf):
        return leaves(condition.condition)
    if isinstance(condition, AllOf | AnyOf) and condition not in (TRUE, FALSE):
        return [leaf for each in condition.conditions for leaf in leaves(each)]
    return [condition]


def with_leaf(condition: Condition, number: int, value: Condition) -> Condition:
    """Return the condition with its leaf of this number set."""
    if isinstance(condition, NotOf):
        return NotOf(with_leaf(condition.condition, number, value))
    if isinstance(condition, AllOf | AnyOf) and condition.conditions:
        changed = []
        for each in condition.conditions:
            changed.append(with_leaf(each, number, value) if 0 <= number < len(leaves(each)) else each)
            number -= len(leaves(each))
        return type(condition)(tuple(changed))
    return value


class Judged(NamedTuple):
    """A decision on a day: what it is written of, and the nations in which it is judged."""

    name: str
    condition: Condition
    nations: tuple[str, ...] = NATIONS


def decisions(law: Law, day: date) -> Iterator[Judged]:
    for name, ban in law.prohibitions.items():
        provision = law.provisions[ban.provision]
        in_force = any(applies(law, version.id, day) for version in provision.versions)
        elements = [Concept(each) for each in ban.elements]
        exceptions = [NotOf(Concept(each)) for each in ban.unless]
        here = FactIs("nation", provision.extent)
        elsewhere = tuple(each for each in NATIONS if each not in provision.extent)
        asked = AllOf((TRUE if in_force else FALSE, here, *elements, *exceptions))
        yield Judged(name, asked, NATIONS if day >= FIRST_COVERED else elsewhere)
    for name, rule in law.rules.items():
        if applies(law, rule.version, day):
            yield Judged(name, whole(rule.requires, rule.unless))
    for name, question in law.open_questions.items():
        yield Judged(name, question.arises_where)


def decided(law: Law, day: date, judged: Judged, world: World) -> Found:
    """Return which conditions decide in a world, each with whether it is true there."""
    found = set()
    for number, leaf in enumerate(leaves(judged.condition)):
        either = {is_true(law, day, with_leaf(judged.condition, number, value), world) for value in (TRUE, FALSE)}
        if len(either) == 2 and world["nation"] in judged.nations:
            found.add((judged.name, number, is_true(law, day, leaf, world)))
    return found


def worlds(options: Mapping[str, tuple[str, ...]]) -> Iterator[dict[str, str]]:
    for answers in product(*options.values()):
        yield dict(zip(options, answers, strict=True))


def every_option(law: Law) -> dict[str, tuple[str, ...]]:
    readings = dict.fromkeys(law.open_questions, ("prohibits", "permits"))
    return {"nation": NATIONS, **{name: fact.domain for name, fact in law.facts.items()}, **readings}


def reachable(law: Law, only: str | None = None) -> Found:
    return {
        found
        for day in DAYS
        for judged in decisions(law, day)
        if only in (None, judged.name)
        for world in worlds(every_option(law))
        for found in decided(law, day, judged, world)
    }


class Drawn(NamedTuple):
    """A rule case of one day: for each fact what is known of it, the nation, and the reading that is taken."""

    facts: Mapping[str, str]
    nation: str = "england"
    take: str | None = None
    day: date = DAYS[2]

    def written(self) -> str:
        facts = ", ".join(f"{name}: {answer}" for name, answer in self.facts.items())
        take = f"middling-stall: {self.take}" if self.take is not None else ""
        return (
            "base: bases/fair.yaml\ncases:\n"
            f"  - title: Drawn\n    authority: stalls-s1\n    facts: {{{facts}}}\n    take: {{{take}}}\n"
            f"    change: {{nation: {self.nation}, industrial_action: [{{id: fair, dates: {self.day}}}],"
            f" cover: [{{id: stall, dates: {self.day}}}]}}\n    expect: {{turns_on: []}}\n"
        )

    def options(self, law: Law) -> dict[str, tuple[str, ...]]:
        options = every_option(law) | {"nation": (self.nation,)}
        for name, answer in self.facts.items():
            if answer != "unknown":
                options[name] = tuple(PAST.get(each, each) for each in (*DISPUTED.get(answer, (answer,)),))
        if self.take is not None:
            options["middling-stall"] = (self.take,)
        return options

    def shows(self, law: Law, only: str | None = None) -> Found:
        found: list[Found] = []
        for world in worlds(self.options(law)):
            those = [each for each in decisions(law, self.day) if only in (None, each.name)]
            found.append({each for judged in those for each in decided(law, self.day, judged, world)})
        return set.intersection(*found)


PAST = {"1980-01-01": "past", "never": "not-past"}
DISPUTED = {
    "{disputed: {town: yes, baker: no}}": ("yes", "no"),
    "{disputed: {town: cart, baker: tent}}": ("cart", "tent"),
    "{disputed: {town: never, baker: 1980-01-01}}": ("never", "1980-01-01"),
}
YES_NO = st.sampled_from(["yes", "no", "yes", "no", "unknown", "{disputed: {town: yes, baker: no}}"])
FACTS = {
    "stall_kind": st.sampled_from(["table", "tent", "cart", "unknown", "{disputed: {town: cart, baker: tent}}"]),
    "sells_food": YES_NO,
    "permit_granted": YES_NO,
    "fee_paid_on": st.sampled_from(["1980-01-01", "never", "unknown", "{disputed: {town: never, baker: 1980-01-01}}"]),
    "market_day": YES_NO,
}
CASES = st.builds(
    Drawn,
    st.fixed_dictionaries(FACTS),
    st.sampled_from(NATIONS),
    st.sampled_from([None, "prohibits", "permits"]),
    st.sampled_from(DAYS),
)
LEAVES = st.sampled_from(
    [
        "{permit_granted: yes}",
        "{stall_kind: [tent, cart]}",
        "{fee_paid_on: past}",
        "{nation: [wales, scotland]}",
        "market",
        "large-stall",
        "{weight: {of: stall-size, at_most: 1}}",
        "{question: middling-stall}",
    ]
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda below: st.one_of(
        st.builds("{{not: {}}}".format, below),
        st.builds("{{all: [{}, {}]}}".format, below, below),
        st.builds("{{any: [{}, {}]}}".format, below, below),
    ),
    max_leaves=5,
)


def measured(folder: Path) -> tuple[Law, Coverage]:
    read = read_rulebook(folder)
    return read.law, measure_coverage(read, read_cases(folder / "tests", read.law))


def found_reachable(coverage: Coverage, only: str | None = None) -> Found:
    return {each for each, reached, _ in _obligations(coverage, only) if reached}


def found_shown(coverage: Coverage, only: str | None = None) -> Found:
    return {each for each, _, cases in _obligations(coverage, only) if cases}


def _obligations(coverage: Coverage, only: str | None) -> Iterator[tuple[tuple[str, int, bool], bool, tuple[int, ...]]]:
    for each in coverage.decisions:
        for number, leaf in enumerate(each.leaves):
            for one in leaf.obligations if only in (None, each.decision.id) else ():
                yield (each.decision.id, number, one.value), one.seen.reachable, one.seen.cases


KNOWN = {"stall_kind": "cart", "sells_food": "no", "permit_granted": "yes", "fee_paid_on": "never", "market_day": "no"}


@pytest.mark.parametrize(
    "case",
    [
        Drawn(KNOWN),
        Drawn(KNOWN, nation="scotland"),
        Drawn(KNOWN, day=DAYS[0]),
        Drawn(KNOWN, nation="scotland", day=DAYS[0]),
        Drawn(KNOWN | {"stall_kind": "tent"}, take="prohibits", day=DAYS[1]),
        Drawn(KNOWN | {"stall_kind": "tent"}, take="permits"),
        Drawn(KNOWN | {"stall_kind": "tent"}),
        Drawn(KNOWN | {"sells_food": "unknown", "fee_paid_on": "1980-01-01"}),
    ],
    ids=str,
)
def test_the_whole_rulebook_agrees(tmp_path: Path, case: Drawn) -> None:
    law, coverage = measured(stalls(tmp_path / "stalls", case.written()))
    assert found_reachable(coverage) == reachable(law)
    assert found_shown(coverage) == case.shows(law)


@settings(max_examples=40, phases=[Phase.generate])  # to shrink one that fails would take minutes
@given(requires=CONDITIONS, unless=CONDITIONS, case=CASES)
def test_a_rule_of_any_shape_agrees(requires: str, unless: str, case: Drawn) -> None:
    with TemporaryDirectory() as scratch:
        folder = stalls(Path(scratch) / "stalls", case.written())
        old = "      all:\n        - permit_granted: yes\n        - not: {fee_paid_on: not-past}\n"
        change(
            folder, old, f"      {requires}\n    unless: {unless}\n" if requires[0] == "{" else f"      {requires}\n"
        )
        law, coverage = measured(folder)
    only = "permit-in-hand"
    assert found_reachable(coverage, only) == reachable(law, only)
    assert found_shown(coverage, only) == case.shows(law, only)
