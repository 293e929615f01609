"""What rule cases show of a rulebook: counted by hand, and made whole by writing what is missing as cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from reg7check.audit.cases import read_cases
from reg7check.audit.coverage import (
    Coverage,
    DecisionCoverage,
    Example,
    by_condition,
    by_mcdc,
    by_rule,
    measure_coverage,
)
from reg7check.audit.decisions import written
from reg7check.rulebook import read_rulebook
from reg7check.rulebook.models import Law
from stalls import BANNED, MARKET_DAY, add_waiting_text, change, stalls, write_cases

Shown = set[tuple[str, str, bool]]
"""A decision, a condition of it as it is written, and whether it decides while true or while false."""

Measured = Callable[..., Coverage]


def measured(folder: Path) -> Coverage:
    read = read_rulebook(folder)
    return measure_coverage(read, read_cases(folder / "tests", read.law))


@pytest.fixture
def covered(tmp_path: Path) -> Measured:
    """Measure the rulebook of street stalls with these cases, each the lines of one."""

    def measure(*cases: str) -> Coverage:
        text = "base: bases/fair.yaml\ncases:\n"
        for number, case in enumerate(cases):
            lines = (f"title: Case {number}", "authority: stalls-s1", *case.splitlines(), "expect: {turns_on: []}")
            text += "  - " + "\n    ".join(lines) + "\n"
        return measured(stalls(tmp_path / "stalls", text))

    return measure


def shown(coverage: Coverage) -> Shown:
    return {
        (each.decision.id, written(leaf.leaf.asks), obligation.value)
        for each in coverage.decisions
        for leaf in each.leaves
        for obligation in leaf.obligations
        if obligation.seen.cases
    }


def decision(coverage: Coverage, name: str) -> DecisionCoverage:
    return next(each for each in coverage.decisions if each.decision.id == name)


def test_what_two_cases_show_is_what_a_count_by_hand_gives(tmp_path: Path) -> None:
    coverage = measured(stalls(tmp_path / "stalls", BANNED + MARKET_DAY))
    size, middling = "weight: {of: stall-size, at_least: 2}", "weight: {of: stall-size, at_least: 1, at_most: 1}"
    assert shown(coverage) == {
        ("no-stall", "stalls-s1 is in force", True),
        ("no-stall", "nation: [england, wales]", True),
        ("no-stall", "large-stall", True),
        ("no-stall", "permit-in-hand", False),
        ("no-stall", "market", False),
        ("no-stall", "market", True),
        ("large-stall", size, True),
        ("market", "market_day: yes", True),
        ("market", "market_day: yes", False),
        ("middling-stall", middling, False),
    }
    assert by_rule(coverage.decisions) == (7, 15)
    assert by_condition(coverage.decisions) == (13, 22)
    assert by_mcdc(coverage.decisions) == (10, 21)


def test_each_is_shown_by_the_cases_that_show_it(tmp_path: Path) -> None:
    coverage = measured(stalls(tmp_path / "stalls", BANNED + MARKET_DAY))
    ban = decision(coverage, "no-stall")
    assert (ban.holds.cases, ban.fails.cases, ban.open.cases) == ((0,), (1,), ())
    assert [case.title for case in coverage.cases][1] == "On a market day it is welcome"


def test_a_condition_stands_at_its_line_and_column(tmp_path: Path) -> None:
    coverage = measured(stalls(tmp_path / "stalls"))
    (weight, question) = decision(coverage, "large-stall").leaves
    assert str(question.leaf.place) == "stalls/stalls.yaml:47:11"
    assert question.leaf.place.quoted == "        - question: middling-stall"
    assert weight.leaf.path == ("requires", "any", 0)
    assert str(decision(coverage, "no-stall").leaves[1].leaf.place) == "stalls/stalls.yaml:7:13"


TENT = "facts: {stall_kind: tent, sells_food: no}"


@pytest.mark.parametrize(
    ("case", "decides"),
    [
        (f"{TENT}\ntake: {{middling-stall: prohibits}}", {True}),
        (f"{TENT}\ntake: {{middling-stall: permits}}", {False}),
        (TENT, set()),
        ("facts: {stall_kind: table, sells_food: no}", {False}),
    ],
)
def test_a_question_is_shown_true_by_taking_it_so_and_false_where_it_is_not_or_does_not_arise(
    covered: Measured, case: str, decides: set[bool]
) -> None:
    found = shown(covered(case))
    assert {value for _, condition, value in found if condition == "question: middling-stall"} == decides


def test_an_open_fact_shows_only_what_is_so_whatever_its_answer(covered: Measured) -> None:
    coverage = covered("facts: {market_day: unknown}")
    assert decision(coverage, "market").open.cases == (0,)
    assert not {each for each in shown(coverage) if each[0] == "market"}
    assert decision(coverage, "large-stall").holds.cases == (0,)


def test_an_account_is_judged_as_its_party_states_it(covered: Measured) -> None:
    disputed = "facts: {permit_granted: {disputed: {town: no, baker: yes}}, fee_paid_on: 2024-04-01}"
    coverage = covered(disputed, f"{disputed}\nas: baker", f"{disputed}\nas: town")
    permit = decision(coverage, "permit-in-hand")
    assert (permit.open.cases, permit.holds.cases, permit.fails.cases) == ((0,), (1,), (2,))


def test_a_date_is_shown_on_the_days_on_which_it_is_so(covered: Measured) -> None:
    coverage = covered("facts: {permit_granted: yes, fee_paid_on: 2024-05-05}")
    permit = decision(coverage, "permit-in-hand")
    assert (permit.holds.cases, permit.fails.cases, permit.open.cases) == ((0,), (0,), ())


def test_one_day_alone_shows_only_what_is_so_on_it(covered: Measured) -> None:
    coverage = covered("facts: {permit_granted: yes, fee_paid_on: 2024-05-05}\non: 2024-05-04")
    assert decision(coverage, "permit-in-hand").holds.cases == ()


def test_a_day_without_action_shows_nothing(covered: Measured) -> None:
    assert not shown(covered("change: {industrial_action: [{id: fair, dates: 2024-06-01}]}"))


TWO_FAIRS = """\
change:
  industrial_action:
    - {id: fair, dates: 2024-05-01, facts: {market_day: no}}
    - {id: other, dates: 2024-05-01, facts: {market_day: yes}}"""


@pytest.mark.parametrize(("action", "seen"), [("", (True, True)), ("\naction: other", (True, False))])
def test_a_case_is_judged_against_every_action_or_the_one_that_it_names(
    covered: Measured, action: str, seen: tuple[bool, bool]
) -> None:
    market = decision(covered(TWO_FAIRS + action), "market")
    assert (bool(market.holds.cases), bool(market.fails.cases)) == seen


def test_a_prohibition_is_shown_nothing_of_on_days_that_it_does_not_cover(tmp_path: Path) -> None:
    folder = stalls(tmp_path / "stalls")
    change(folder, "covered_from: 1990-01-01", "covered_from: 2024-05-11")
    coverage = measured(folder)
    assert not {each for each in shown(coverage) if each[0] == "no-stall"}
    assert decision(coverage, "large-stall").holds.cases == (0, 1)


def test_days_out_of_force_show_that_being_in_force_decides(tmp_path: Path) -> None:
    folder = stalls(tmp_path / "stalls")
    change(folder, "- {from: 2020-01-01}", "- {from: 2024-05-03}")
    assert ("no-stall", "stalls-s1 is in force", False) in shown(measured(folder))


def test_a_text_that_waits_is_reached_only_by_a_case_that_commences_it(tmp_path: Path) -> None:
    folder = stalls(tmp_path / "stalls")
    add_waiting_text(folder)
    waiting = decision(measured(folder), "market-of-the-third-text")
    assert not waiting.applies
    assert by_mcdc([waiting]) == (0, 0)
    commencing = "    commence: {stalls-s1: {third: 2024-05-08}}\n"
    write_cases(folder, BANNED.replace("    expect", f"{commencing}    expect"))
    reached = decision(measured(folder), "market-of-the-third-text")
    assert reached.applies
    assert by_mcdc([reached]) == (1, 2)
    example = reached.leaves[0].obligations[0].example
    assert example == Example(
        date(2024, 5, 8), date(2100, 12, 31), (("stalls-s1", "third", date(2024, 5, 8)),), {"market_day": "yes"}, {}
    )


def test_what_can_be_so_in_no_world_need_not_be_shown(tmp_path: Path) -> None:
    folder = stalls(tmp_path / "stalls")
    change(folder, "{market_day: yes}", "{any: [{market_day: yes}, {all: [{market_day: yes}, {nation: wales}]}]}")
    plain, shadowed, nation = decision(measured(folder), "market").leaves
    assert [each.seen.reachable for each in plain.obligations] == [True, True]
    assert [each.seen.reachable for each in shadowed.obligations] == [False, True]
    assert [each.seen.reachable for each in nation.obligations] == [False, False]


def test_what_is_missing_comes_with_the_smallest_facts_on_the_latest_days(tmp_path: Path) -> None:
    coverage = measured(stalls(tmp_path / "stalls"))
    permit = decision(coverage, "permit-in-hand").leaves[0].obligations[0].example
    assert permit == Example(
        date(1900, 1, 1), date(2100, 12, 31), (), {"permit_granted": "yes", "fee_paid_on": "past"}, {}
    )
    elsewhere = decision(coverage, "no-stall").leaves[1].obligations[1].example
    assert elsewhere is not None
    assert elsewhere.first == date(2020, 1, 1)
    assert elsewhere.answers["nation"] == "scotland"


def test_what_is_missing_shows_it_once_it_is_written_as_a_case(tmp_path: Path) -> None:
    folder = stalls(tmp_path / "stalls")
    cases = list(written_as_cases(read_rulebook(folder).law, measured(folder).decisions))
    write_cases(folder, BANNED + MARKET_DAY + "".join(cases))
    assert len(cases) == 11
    assert by_mcdc(measured(folder).decisions) == (21, 21)


def written_as_cases(law: Law, decisions: Sequence[DecisionCoverage]) -> Iterator[str]:
    examples = [(leaf, each.example) for one in decisions for leaf in one.leaves for each in leaf.obligations]
    for number, (leaf, example) in enumerate(examples):
        if example is None:
            continue
        day = min(example.last, date(2024, 5, 5))
        asked = dict.fromkeys(law.facts, "unknown")
        for name, answer in example.answers.items():
            asked[name] = dated(answer, day) if name in law.facts and law.facts[name].is_date else answer
        nation = asked.pop("nation", "england")
        yield (
            f"  - title: {number}, {leaf.leaf.path}\n    authority: stalls-s1\n    on: {day}\n"
            f"    facts: {mapping(asked)}\n    change: {{nation: {nation}}}\n    take: {mapping(example.take)}\n"
            "    expect: {turns_on: []}\n"
        )


def dated(answer: str, day: date) -> str:
    return str(day - timedelta(days=1)) if answer == "past" else "never"


def mapping(values: dict[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in values.items()) + "}"
