"""What a picture says is what the rules say: read back from its trees, it is the same function of the same facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from hostile import PERMIT
from reg7check import Rulebook, load_rulebook
from reg7check.audit.drawing import picture_of
from reg7check.audit.picture import Kind, Sense
from reg7check.report.unfolding import Branch, in_order, unfold
from reg7check.rulebook.commencing import commenced
from reg7check.rulebook.compile import compile_law
from reg7check.rulebook.diagram import FALSE, Diagram
from reg7check.rulebook.models import Law, Version

DATES = {"the day is past it": "past", "the day is not past it": "not-past"}

RULES = """
  - id: KNOWN
    title: KNOWN
    provision: stalls-s1
    requires: REQUIRES
    holds: x
    fails: x
    open: x
"""


class Reader:
    """Reads the trees of a picture back into a diagram, by what stands in them."""

    def __init__(self, law: Law, diagram: Diagram, day: date, trees: Iterable[Branch]) -> None:
        self.law = law
        self.diagram = diagram
        self.arises = compile_law(law, diagram).on(day).arises
        self.numbered = {branch.number: branch for tree in trees for branch in in_order(tree) if branch.number}

    def below(self, branch: Branch) -> int:
        """All that a box needs, without what takes it away."""
        functions = []
        for child in branch.children:
            if child.sense in (Sense.WAITS, Sense.ARISES):
                continue
            read = self.of(child)
            taken = child.sense in (Sense.NOT, Sense.UNLESS)
            functions.append(self.diagram.negation(read) if taken else read)
        return self.diagram.any(functions) if branch.kind is Kind.ANY else self.diagram.all(functions)

    def of(self, branch: Branch) -> int:
        match branch.kind:
            case Kind.FACT | Kind.GIVEN:
                answers = [DATES.get(each, each) for each in branch.label.split(" or ")]
                return self.diagram.is_answer(branch.node.id, answers)
            case Kind.QUESTION:
                read = self.diagram.is_answer(branch.node.id, ["prohibits"])
                return self.diagram.both(self.arises[branch.node.id], read)
            case Kind.WEIGHING:
                return self.weighed(branch)
        if branch.seen_at:
            return self.of(self.numbered[branch.seen_at]._replace(label=branch.label))
        return FALSE if branch.node.note.startswith("No rule says so") else self.below(branch)

    def weighed(self, branch: Branch) -> int:
        if branch.seen_at:
            branch = self.numbered[branch.seen_at]._replace(label=branch.label)
        weights = []
        for child in branch.children:
            by_answer = dict(each.rsplit("\u00a0", 1) for each in child.label.split(", "))
            domain = self.law.facts[child.node.id].domain
            weights.append((self.diagram.index[child.node.id], tuple(number(by_answer[each]) for each in domain)))
        low, high = bounds(branch.label)
        return self.diagram.total(sorted(weights), lambda total: low <= total <= high)


def number(text: str) -> int:
    return int(text.replace("−", "-"))


def bounds(label: str) -> tuple[int, int]:
    if label.endswith(" or more"):
        return number(label.removesuffix(" or more")), 999
    if label.endswith(" or less"):
        return -999, number(label.removesuffix(" or less"))
    low, high = label.split(" to ")
    return number(low), number(high)


def check_that_it_says_the_law(law: Law, day: date, only: str | None = None) -> None:
    compiled = compile_law(law)
    diagram = compiled.diagram
    trees = unfold(picture_of(law, None if only is None else [only], day))
    reader = Reader(law, diagram, day, trees)
    assert [tree.node.id for tree in trees] == (list(law.prohibitions) if only is None else [only])
    for tree in trees:
        provision = law.provisions[law.prohibitions[tree.node.id].provision]
        assert (f"Not in force on {day.day} " in tree.node.note) == (provision.version_on(day) is None)
        here = diagram.is_answer("nation", provision.extent)
        said = diagram.both(here, reader.below(tree)) if provision.version_on(day) else FALSE
        assert said == compiled.on(day).prohibitions[tree.node.id]


@pytest.mark.parametrize("day", ["1990-06-01", "2004-05-01", "2012-01-01", "2023-01-01", "2024-05-13", "2026-11-24"])
def test_the_shipped_rules_are_shown_as_they_are_on_a_day(day: str) -> None:
    check_that_it_says_the_law(load_rulebook().law, date.fromisoformat(day))


def test_each_prohibition_is_shown_whole_by_itself() -> None:
    law = load_rulebook().law
    for prohibition in law.prohibitions:
        check_that_it_says_the_law(law, law.identity.law_as_of, prohibition)


def waiting(law: Law) -> list[tuple[str, Version]]:
    versions = [(each.id, version) for each in law.provisions.values() for version in each.versions]
    return [(provision, version) for provision, version in versions if not version.in_force]


def test_the_rules_are_shown_as_they_will_be_once_a_waiting_text_is_in_force() -> None:
    law = load_rulebook().law
    assert waiting(law)
    for provision, version in waiting(law):
        later = commenced(law, provision, version.id, date(2027, 4, 6))
        check_that_it_says_the_law(later, date(2027, 4, 5))
        check_that_it_says_the_law(later, date(2027, 4, 6))


@pytest.mark.parametrize("day", ["1980-01-01", "2010-01-01", "2024-01-02"])
def test_the_rules_of_a_third_party_are_shown_as_they_are(day: str) -> None:
    check_that_it_says_the_law(load_rulebook(PERMIT).law, date.fromisoformat(day))


CONDITIONS = {
    "a not of a not": "{not: {not: {sells_food: yes}}}",
    "a not of several": "{not: {all: [{sells_food: yes}, {not: {any: [{market_day: no}, market]}}]}}",
    "one in a list": "{all: [{any: [{sells_food: yes}]}]}",
    "the same twice": "{all: [market, {any: [market, {sells_food: no}]}, market]}",
    "several answers": "{stall_kind: [table, cart]}",
    "a given": "{all: [{nation: [wales, england]}, {action_kind: strike}, {supplier_named: yes}]}",
    "a bound from above": "{weight: {of: stall-size, at_most: 2}}",
    "two bounds": "{weight: {of: stall-size, at_least: 0, at_most: 1}}",
    "a question taken away": "{not: {question: middling-stall}}",
    "dates": "{any: [{fee_paid_on: past}, {fee_paid_on: [past, not-past]}]}",
}


def with_rule(
    folder: Path, condition: str, unless: str | None = None, question: str | None = None, also: str = ""
) -> Rulebook:
    """Load the permit rulebook with one more element, which has this condition."""
    copytree(PERMIT, folder)
    path = folder / "stalls.yaml"
    text = path.read_text(encoding="utf-8")
    rule = RULES.replace("KNOWN", "extra").replace("REQUIRES", condition)
    rule += f"    unless: {unless}\n" if unless else ""
    text = text.replace("\nopen_questions:\n", f"{rule}{also}\nopen_questions:\n")
    text = text.replace("elements: [large-stall]", "elements: [large-stall, extra]")
    if question is not None:
        text = re.sub(r"(arises_where: ).*", rf"\g<1>{question}", text)
    path.write_text(text, encoding="utf-8")
    return load_rulebook(folder)


@pytest.mark.parametrize("condition", CONDITIONS.values(), ids=CONDITIONS)
@pytest.mark.parametrize("place", ["requires", "unless"])
def test_a_condition_of_any_shape_is_shown_as_it_is(tmp_path: Path, condition: str, place: str) -> None:
    requires, unless = (condition, None) if place == "requires" else ("market", condition)
    law = with_rule(tmp_path / "rules", requires, unless).law
    for day in (date(2010, 1, 1), date(2024, 1, 2)):
        check_that_it_says_the_law(law, day)


def branches(law: Law, day: date | None = None) -> list[Branch]:
    return [branch for tree in unfold(picture_of(law, day=day)) for branch in in_order(tree)]


def test_a_rule_that_several_ask_is_drawn_once_and_referred_to_by_its_number(tmp_path: Path) -> None:
    law = with_rule(tmp_path / "rules", CONDITIONS["the same twice"]).law
    markets = [each for each in branches(law) if each.node.id == "market"]
    assert [(each.number, each.seen_at) for each in markets] == [("2.1", ""), ("", "2.1"), ("", "2.1"), ("", "2.1")]


def test_what_only_an_open_question_asks_is_shown_too(tmp_path: Path) -> None:
    law = with_rule(tmp_path / "rules", "{sells_food: yes}", question="{not: {nation: wales}}").law
    (given,) = [each for each in branches(law) if each.kind is Kind.GIVEN]
    assert (given.node.id, given.sense) == ("nation", Sense.ARISES)
    check_that_it_says_the_law(law, law.identity.law_as_of)


def test_a_rule_that_only_an_open_question_asks_is_drawn_once(tmp_path: Path) -> None:
    hidden = RULES.replace("KNOWN", "hidden").replace("REQUIRES", "{all: [market, {nation: wales}]}")
    shown = branches(with_rule(tmp_path / "rules", "{sells_food: yes}", question="hidden", also=hidden).law)
    (drawn,) = [each for each in shown if each.node.id == "hidden"]
    assert (drawn.sense, drawn.number) == (Sense.ARISES, "5")
    assert [each.seen_at for each in in_order(drawn) if each.node.id == "market"] == ["4"]


def test_a_rule_that_waits_is_shown_as_waiting_and_one_whose_time_is_over_is_not() -> None:
    law = load_rulebook(PERMIT).law
    before = {each.kind: each for each in branches(law, date(2010, 1, 1)) if each.node.title == "It is a market day"}
    assert before[Kind.EXCEPTION].node.note == "No rule says so on 1 January 2010: it does not hold."
    assert before[Kind.WAITING].node.note == "Waits: from 1 January 2020 on."
    assert Kind.WAITING not in {each.kind for each in branches(law)}
    shipped = load_rulebook().law
    (waits,) = [each for each in branches(shipped) if each.kind is Kind.WAITING]
    assert waits.node.note == "Waits: its text was passed on 18 December 2025, but is not in force."
    ((provision, version),) = [each for each in waiting(shipped) if each[0] == shipped.rules[waits.node.id].provision]
    later = commenced(shipped, provision, version.id, date(2027, 4, 6))
    assert Kind.WAITING not in {each.kind for each in branches(later, date(2027, 4, 6))}


def numbers(found: Iterable[Branch]) -> Mapping[str, str]:
    return {each.node.id: each.number for each in found if each.number}


def test_numbers_follow_the_statutes_order() -> None:
    law = load_rulebook().law
    found = numbers(branches(law))
    for letter, prohibition in zip("AB", law.prohibitions.values(), strict=True):
        named = [*prohibition.elements, *prohibition.unless]
        assert [found[each] for each in named] == [f"{letter}{place}" for place in range(1, len(named) + 1)]
