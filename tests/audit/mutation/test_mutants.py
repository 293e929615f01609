"""Each kind of step is made wherever it can be, once, at its place; what would not load as a rulebook is told apart."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from reg7check.audit.mutation.mutants import KINDS, mutants_of, why_no_rulebook
from reg7check.rulebook import read_rulebook
from reg7check.rulebook.conditions import written
from reg7check.rulebook.models import Days

from .conftest import PERMIT, Permit


def requires(permit: Permit, condition: str) -> dict[str, list[str]]:
    """Add a rule that requires a condition, and return what its mutants require, by kind."""
    permit.add_rule("extra", f"requires: {condition}")
    found: dict[str, list[str]] = {}
    for mutant in mutants_of(permit.read()):
        if mutant.entry == "extra":
            found.setdefault(mutant.kind, []).append(written(mutant.changed.requires))
    return found


def test_a_list_of_conditions_loses_each_member_and_is_swapped(permit: Permit) -> None:
    assert requires(permit, "{all: [{sells_food: yes}, market]}") == {
        "negate": [
            "not: {all: [{sells_food: yes}, market]}",
            "all: [{not: {sells_food: yes}}, market]",
            "all: [{sells_food: yes}, {not: market}]",
        ],
        "swap": ["any: [{sells_food: yes}, market]"],
        "drop-condition": ["all: [market]", "all: [{sells_food: yes}]"],
    }


def test_a_list_of_one_is_only_negated(permit: Permit) -> None:
    assert requires(permit, "{any: [market]}") == {"negate": ["not: {any: [market]}", "any: [{not: market}]"]}


def test_what_is_negated_loses_its_not_and_is_not_negated_twice(permit: Permit) -> None:
    assert requires(permit, "{not: {all: [{sells_food: yes}, market]}}") == {
        "negate": [
            "all: [{sells_food: yes}, market]",
            "not: {all: [{not: {sells_food: yes}}, market]}",
            "not: {all: [{sells_food: yes}, {not: market}]}",
        ],
        "swap": ["not: {any: [{sells_food: yes}, market]}"],
        "drop-condition": ["not: {all: [market]}", "not: {all: [{sells_food: yes}]}"],
    }


def test_a_list_of_answers_loses_each(permit: Permit) -> None:
    found = requires(permit, "{stall_kind: [tent, cart]}")
    assert found == {
        "negate": ["not: {stall_kind: [tent, cart]}"],
        "drop-answer": ["stall_kind: cart", "stall_kind: tent"],
    }


def test_one_answer_of_several_is_exchanged_for_each_other(permit: Permit) -> None:
    found = requires(permit, "{stall_kind: tent}")
    assert found["exchange-answer"] == ["stall_kind: table", "stall_kind: cart"]


def test_one_answer_of_two_is_only_negated(permit: Permit) -> None:
    assert requires(permit, "{sells_food: yes}") == {"negate": ["not: {sells_food: yes}"]}


def test_what_an_arrangement_states_of_itself_has_answers_too(permit: Permit) -> None:
    found = requires(permit, "{action_kind: strike}")
    assert found["exchange-answer"] == ["action_kind: action-short-of-strike", "action_kind: not-stated"]


def test_an_open_question_and_a_concept_are_negated(permit: Permit) -> None:
    found = requires(permit, "{any: [{question: middling-stall}, market]}")
    assert found["negate"][1:] == [
        "any: [{not: {question: middling-stall}}, market]",
        "any: [{question: middling-stall}, {not: market}]",
    ]


def test_each_bound_of_a_weight_is_shifted_both_ways(permit: Permit) -> None:
    found = requires(permit, "{weight: {of: stall-size, at_least: 1, at_most: 3}}")
    assert found["shift-bound"] == [
        "weight: {of: stall-size, at_least: 0, at_most: 3}",
        "weight: {of: stall-size, at_least: 2, at_most: 3}",
        "weight: {of: stall-size, at_least: 1, at_most: 2}",
        "weight: {of: stall-size, at_least: 1, at_most: 4}",
    ]


def test_an_exception_of_a_rule_is_dropped_and_changed(permit: Permit) -> None:
    permit.add_rule("extra", "requires: market", "unless: {sells_food: yes}")
    (dropped,) = permit.mutants("drop-unless", "extra")
    assert dropped.changed.unless is None
    negated = [each for each in permit.mutants("negate", "extra") if each.what.endswith("in the exception of `extra`")]
    assert [written(each.changed.unless) for each in negated] == ["not: {sells_food: yes}"]


def test_the_ties_of_a_rule_to_days_are_dropped(permit: Permit) -> None:
    permit.add_rule("extra", "requires: market", "applies: while-in-force")
    (always,) = permit.mutants("drop-tie", "extra")
    (untied,) = permit.mutants("drop-tie", "market")
    assert (always.changed.applies, untied.changed.version) == ("always", None)


def test_where_an_open_question_arises_is_changed(permit: Permit) -> None:
    (negated,) = permit.mutants("negate", "middling-stall")
    assert written(negated.changed.arises_where) == "not: {weight: {of: stall-size, at_least: 1, at_most: 1}}"
    assert negated.what.endswith("in what raises `middling-stall`")


def test_a_prohibition_loses_each_element_and_exception(permit: Permit) -> None:
    (element,) = permit.mutants("drop-element", "no-stall")
    exceptions = [each.changed.unless for each in permit.mutants("drop-exception", "no-stall")]
    assert (element.changed.elements, exceptions) == ((), [("market",), ("permit-in-hand",)])


def test_the_first_covered_day_is_shifted_and_dropped(permit: Permit) -> None:
    shifted = [each.changed.covered_from for each in permit.mutants("shift-covered", "no-stall")]
    (dropped,) = permit.mutants("drop-covered", "no-stall")
    assert shifted == [date(1989, 12, 31), date(1990, 1, 2)]
    assert dropped.changed.covered_from is None


def test_the_provision_of_a_prohibition_loses_each_nation(permit: Permit) -> None:
    assert [each.changed.extent for each in permit.mutants("drop-nation", "stalls-s1")] == [("wales",), ("england",)]


def test_each_weight_is_shifted_both_ways(permit: Permit) -> None:
    found = {each.what for each in permit.mutants("shift-weight", "stall-size")}
    assert len(found) == 2 * 5
    assert "weigh `stall_kind: cart` at 3 in place of 2 in `stall-size`" in found


def test_a_presumption_is_dropped_and_exchanged(permit: Permit) -> None:
    permit.replace("ask: public-record\n\n  - id: fee_paid_on", "ask: public-record\n" + PRESUMED, file="facts.yaml")
    (dropped,) = permit.mutants("drop-presumption", "permit_granted")
    (exchanged,) = permit.mutants("exchange-presumption", "permit_granted")
    assert dropped.changed.presumed is None
    assert exchanged.changed.presumed.answer == "no"
    assert not permit.mutants("exchange-presumption", "fee_paid_on")


PRESUMED = "    presumed: {answer: yes, why: The town is kind.}\n\n  - id: fee_paid_on"


def test_the_day_of_effect_of_a_date_is_exchanged(permit: Permit) -> None:
    (mutant,) = permit.mutants("exchange-effect", "fee_paid_on")
    assert mutant.changed.takes_effect == "after-next-working-day"


def spans(permit: Permit) -> dict[str, list[tuple[Days, ...]]]:
    """The days in force of each text that the shifts of a date leave, by what the shift is."""
    mutants = permit.mutants("shift-date", "stalls-s1")
    return {each.what: [version.in_force for version in each.changed.versions] for each in mutants}


def test_each_end_of_days_in_force_is_shifted_and_a_neighbour_that_is_in_the_way_with_it(permit: Permit) -> None:
    start, end, begin = date(1990, 1, 1), date(2019, 12, 31), date(2020, 1, 1)

    def left(first: date, last: date, then: date) -> list[tuple[Days, ...]]:
        return [(Days(first, last),), (Days(then, None),)]

    assert spans(permit) == {
        "let `first` of `stalls-s1` begin on 1989-12-31": left(date(1989, 12, 31), end, begin),
        "let `first` of `stalls-s1` begin on 1990-01-02": left(date(1990, 1, 2), end, begin),
        "let `first` of `stalls-s1` end on 2019-12-30": left(start, date(2019, 12, 30), begin),
        "let `first` of `stalls-s1` end on 2020-01-01 and `second` of `stalls-s1` begin on 2020-01-02": left(
            start, date(2020, 1, 1), date(2020, 1, 2)
        ),
        "let `second` of `stalls-s1` begin on 2019-12-31 and `first` of `stalls-s1` end on 2019-12-30": left(
            start, date(2019, 12, 30), date(2019, 12, 31)
        ),
        "let `second` of `stalls-s1` begin on 2020-01-02": left(start, end, date(2020, 1, 2)),
    }


def test_a_text_that_another_one_replaces_ends_with_that_ones_beginning(permit: Permit) -> None:
    permit.replace("{from: 1990-01-01, to: 2019-12-31}", "{from: 1990-01-01}")
    permit.replace("- id: second\n", "- id: second\n        replaces: first\n")
    found = spans(permit)
    assert len(found) == 4
    assert found["let `second` of `stalls-s1` begin on 2020-01-02"] == [
        (Days(date(1990, 1, 1), date(2020, 1, 1)),),
        (Days(date(2020, 1, 2), None),),
    ]


@pytest.mark.parametrize(
    ("kind", "entry", "at"),
    [
        ("drop-condition", "permit-in-hand", [(58, 11), (59, 11)]),
        ("swap", "permit-in-hand", [(57, 7)]),
        (
            "shift-weight",
            "stall-size",
            [(36, 27)] * 2 + [(36, 36)] * 2 + [(36, 45)] * 2 + [(37, 25)] * 2 + [(37, 32)] * 2,
        ),
        ("shift-bound", "large-stall", [(46, 46)] * 2),
        ("drop-tie", "market", [(67, 14)]),
        ("drop-exception", "no-stall", [(96, 14), (96, 30)]),
        ("drop-nation", "stalls-s1", [(7, 14), (7, 23)]),
        ("shift-date", "stalls-s1", [(11, 20)] * 2 + [(11, 36)] * 2 + [(17, 20)] * 2),
    ],
)
def test_a_mutant_stands_at_what_it_changes(permit: Permit, kind: str, entry: str, at: list[tuple[int, int]]) -> None:
    places = [each.place for each in permit.mutants(kind, entry)]
    assert [(place.line, place.column) for place in places] == at
    assert {place.file for place in places} == {"permit/stalls.yaml"}


def test_the_law_of_a_mutant_differs_in_its_entry_alone(permit: Permit) -> None:
    rulebook = permit.read()
    for mutant in mutants_of(rulebook):
        law = mutant.applied_to(rulebook.law)
        entries, before = getattr(law, mutant.section), getattr(rulebook.law, mutant.section)
        assert repr(entries[mutant.entry]) != repr(before[mutant.entry])
        put_back = {**entries, mutant.entry: before[mutant.entry]}
        assert repr(law._replace(**{mutant.section: put_back})) == repr(rulebook.law)


def test_the_shipped_rulebook_has_mutants_of_every_kind_and_no_two_of_one_kind_alike() -> None:
    mutants = mutants_of(read_rulebook())
    assert {each.kind for each in mutants} == set(KINDS)
    alike = Counter((each.kind, each.section, each.entry, repr(each.changed)) for each in mutants)
    assert max(alike.values()) == 1


def test_bounds_that_cross_are_no_rulebook(permit: Permit) -> None:
    reasons = {
        each.what: why_no_rulebook(each, permit.read()) for each in permit.mutants("shift-bound", "middling-stall")
    }
    assert reasons == {
        "shift `at_least: 1` to 0 in what raises `middling-stall`": None,
        "shift `at_least: 1` to 2 in what raises `middling-stall`": "`at_least` is more than `at_most`",
        "shift `at_most: 1` to 0 in what raises `middling-stall`": "`at_least` is more than `at_most`",
        "shift `at_most: 1` to 2 in what raises `middling-stall`": None,
    }


def test_two_rules_for_one_concept_on_the_same_days_are_no_rulebook(permit: Permit) -> None:
    permit.add_rule("market-first", "defines: market", "requires: {sells_food: yes}", "version: first")
    (mutant,) = permit.mutants("drop-tie", "market-first")
    assert why_no_rulebook(mutant, permit.read()) == "`market` defines `market` too, on the same days"


def test_days_that_end_before_they_begin_are_no_rulebook(permit: Permit) -> None:
    permit.replace("{from: 1990-01-01, to: 2019-12-31}", "{from: 2019-12-31, to: 2019-12-31}")
    reasons = [why_no_rulebook(each, permit.read()) for each in permit.mutants("shift-date", "stalls-s1")]
    assert [reason for reason in reasons if reason is not None] == [
        "it ends on 2019-12-31, before it starts on 2020-01-01",
        "it ends on 2019-12-30, before it starts on 2019-12-31",
        "it ends on 2019-12-30, before it starts on 2019-12-31",
    ]


def test_the_permit_rulebook_is_changed_in_so_many_ways() -> None:
    assert len(mutants_of(read_rulebook(PERMIT))) == 47
