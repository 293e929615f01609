"""Why an element is so, against brute force over all worlds; and the answers that would make it otherwise do so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from math import prod
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import oracle
from brute import worlds
from oracle import World
from reg7check import Arrangement, assess, load_arrangement
from reg7check.arrangement import Answer
from reg7check.reasoning.explaining import explain
from reg7check.reasoning.explanations import Explanation
from reg7check.reasoning.results import Verdict
from reg7check.reasoning.subjects import subjects_of
from reg7check.reasoning.weighing import Range
from strategies import DATES, PROHIBITED, QUESTIONS, RULEBOOK, Answers, answers

EXAMPLES = Path(__file__).parents[2] / "examples"
LAW = RULEBOOK.law
MOST_WORLDS = 500
ELEMENTS: Mapping[str, Callable[[World], bool]] = {
    "control": oracle.controlled_by_hirer,
    "employment-business": oracle.employment_business,
    "opted-out": oracle.opted_out,
    "taking-part": oracle.taking_part,
    "no-knowledge": lambda world: not oracle.knows_or_ought_to(world),
    "unofficial-action": lambda world: not oracle.official(world),
    "regulation-7": oracle.regulation_7_forbids,
}
elements = st.sampled_from(sorted(ELEMENTS))


def explained(said: Answers, name: str, taken: Mapping[str, str] | None = None) -> Explanation:
    assessment = assess(said.arrangement(), RULEBOOK, take=taken)
    (found,) = explain(assessment, RULEBOOK, subjects_of(LAW, name), asked=name).explanations
    return found


def example(file: str, name: str | None, on: date | None = None) -> tuple[Explanation, ...]:
    assessment = assess(load_arrangement(EXAMPLES / file))
    return explain(assessment, RULEBOOK, subjects_of(LAW, name), asked=name, on=on).explanations


def status_by_brute_force(said: Answers, name: str, party: str | None = None, **taken: str) -> str:
    options = said.options(party) | {question: (reading,) for question, reading in taken.items()}
    outcomes = {ELEMENTS[name](world) for world in worlds(options)}
    return "open" if len(outcomes) > 1 else "holds" if outcomes.pop() else "fails"


def small_enough(said: Answers) -> bool:
    parties = [None, *said.parties()]
    return all(prod(len(each) for each in said.options(party).values()) <= MOST_WORLDS for party in parties)


@given(answers(), elements)
@settings(max_examples=80)
def test_a_status_and_those_in_the_accounts_are_those_over_all_worlds(said: Answers, name: str) -> None:
    assume(small_enough(said))
    its = explained(said, name)
    assert its.status == status_by_brute_force(said, name)
    assert its.accounts == {party: status_by_brute_force(said, name, party) for party in said.parties()}
    if its.reasons and name != "regulation-7":
        assert its.reasons[0].status == its.status


def put(said: Answers, members: Mapping[str, str]) -> tuple[Answers, dict[str, str]]:
    """Put answers in place of those that are known or open, and fix the readings that are among them."""
    facts = {name: DATES[answer] if name in DATES else answer for name, answer in members.items() if name in LAW.facts}
    return Answers(said.by_fact | facts), {name: members[name] for name in members if name in QUESTIONS}


@given(answers(most_open=3), elements)
@settings(max_examples=25)
def test_each_set_shown_makes_it_so_and_can_do_without_no_member(said: Answers, name: str) -> None:
    assume(small_enough(said))
    its = explained(said, name)
    for ways in its.ways:
        for steps in ways.sets[:3]:
            members = {step.member.name: step.member.answer for step in steps}
            changed, taken = put(said, members)
            assume(small_enough(changed))
            assert status_by_brute_force(changed, name, **taken) == ways.status
            assert explained(changed, name, taken).status == ways.status
            for left_out in members:
                fewer, read = put(said, {other: answer for other, answer in members.items() if other != left_out})
                assert status_by_brute_force(fewer, name, **read) != ways.status


@given(answers(most_open=2), elements)
@settings(max_examples=15)
def test_every_single_answer_that_turns_a_settled_element_is_found(said: Answers, name: str) -> None:
    assume(small_enough(said))
    its = explained(said, name)
    assume(its.status != "open")
    (ways,) = its.ways
    shown = {(steps[0].member.name, steps[0].member.answer) for steps in ways.sets if len(steps) == 1}
    assert ways.status != its.status
    options = said.options()
    turning = set()
    for fact, entry in LAW.facts.items():
        for answer in entry.domain if len(options[fact]) == 1 else options[fact]:
            changed, _ = put(said, {fact: answer})
            if status_by_brute_force(changed, name) == ways.status:
                turning.add((fact, answer))
    assert shown == turning if len(turning) <= 10 else shown <= turning


def test_the_total_of_a_weighing_runs_up_to_its_bounds() -> None:
    (its,) = example("barnet-2024-05-duty-provider.yaml", "control")
    (weighed,) = its.weighings
    assert weighed.indicators[0].weight == weighed.indicators[0].so_far == Range(-1, 2)
    assert weighed.indicators[-1].so_far == weighed.total == Range(-11, 12)
    assert [(each.rule or each.question, each.at_least, each.at_most, each.status) for each in weighed.thresholds] == [
        ("weighed-control", 3, None, "open"),
        ("balanced-control", -2, 2, "open"),
    ]


@given(answers())
@settings(max_examples=25)
def test_a_total_spans_that_of_every_world_and_of_every_account(said: Answers) -> None:
    its = explained(said, "control")
    for weighed in its.weighings:
        spans = {party: said.options(party) for party in (None, *said.parties())}
        for party, options in spans.items():
            weights = [[by_answer[each] for each in options[fact]] for fact, by_answer in oracle.WEIGHTS.items()]
            expected = Range(sum(map(min, weights)), sum(map(max, weights)))
            assert (weighed.total if party is None else weighed.by_party[party]) == expected


def test_what_is_disputed_is_open_because_of_it() -> None:
    said = Answers({"supplier_knows": {"council": "no", "union": "yes"}, "supplier_told_on": "never"})
    its = explained(Answers(said.by_fact | {"reason_hirer_gave": "none", "widely_reported": "no"}), "knows")
    assert (its.status, its.why_open, dict(its.accounts)) == (
        "open",
        "disputed",
        {"council": "fails", "union": "holds"},
    )


def test_an_element_speaks_of_the_days_on_which_its_reasons_are_the_same() -> None:
    (before,) = example("repudiated-action.yaml", "unofficial-action")
    assert (before.first, before.last, before.status) == (date(2024, 5, 20), date(2024, 5, 28), "fails")
    (other,) = before.other_days
    assert (other.first, other.last, other.status) == (date(2024, 5, 29), date(2024, 6, 7), "holds")
    (after,) = example("repudiated-action.yaml", "unofficial-action", date(2024, 6, 3))
    assert (after.first, after.last, after.status) == (other.first, other.last, other.status)


def test_an_element_speaks_of_the_days_on_which_the_bans_that_ask_it_stay_the_same_too() -> None:
    (its,) = example("across-10-august-2023.yaml", "knows")
    assert (its.first, its.last) == (date(2023, 8, 10), date(2023, 8, 11))
    assert [(each.first, each.last, each.status, each.alike) for each in its.other_days] == [
        (date(2023, 7, 31), date(2023, 8, 9), "fails", True),
        (date(2023, 8, 12), date(2023, 8, 18), "fails", True),
    ]


def test_days_between_which_nothing_changes_are_told_together() -> None:
    arrangement = Answers(PROHIBITED).arrangement("2024-05-13 to 2024-05-17")
    (strand,) = arrangement.cover
    told = Answer(date(2024, 5, 15))
    strand = strand._replace(facts={**strand.facts, "supplier_told_on": told})
    assessment = assess(arrangement._replace(cover=(strand,)), RULEBOOK)
    for name, days in (("control", (13, 17)), ("knows", (13, 14)), ("duties", (13, 17))):
        (its,) = explain(assessment, RULEBOOK, subjects_of(LAW, name), asked=name).explanations
        assert (its.first, its.last) == tuple(date(2024, 5, day) for day in days)


def two_actions() -> Arrangement:
    """A strand against two actions on the same days, of which one was called by a union and the other by nobody."""
    arrangement = Answers(PROHIBITED).arrangement()
    (action,), (strand,) = arrangement.actions, arrangement.cover
    facts = {**action.facts, "authorised_or_endorsed": Answer("no")}
    other = action._replace(id="walkout", facts=facts)
    return arrangement._replace(actions=(action, other), cover=(strand._replace(covers=("strike", "walkout")),))


def test_an_element_that_asks_of_the_action_is_explained_for_each() -> None:
    assessment = assess(two_actions(), RULEBOOK)

    def found(name: str) -> list[tuple[str, str]]:
        its = explain(assessment, RULEBOOK, subjects_of(LAW, name), asked=name).explanations
        return [(each.action, each.status) for each in its]

    assert found("official-action") == [("strike", "holds"), ("walkout", "fails")]
    assert found("control") == [("", "holds")]
    (verdict,) = explain(assessment, RULEBOOK, subjects_of(LAW, "regulation-7"), asked="regulation-7").explanations
    assert [view.action for view in verdict.views] == ["strike", "walkout"]
    assert [reason.action for reason in verdict.reasons if reason.rule == "unofficial-action"] == ["strike", "walkout"]


def test_where_the_inquiry_never_came_to_an_element_its_own_status_is_told_and_why() -> None:
    (its,) = example("welsh-authority-2022.yaml", "control")
    assert its.status == "holds"
    stops = {each.role.prohibition: each.stop.short if each.stop else None for each in its.asked_by}
    assert stops == {"regulation-7": "not in force", "welsh-authorities": None}


def test_the_verdict_is_explained_under_each_ban_that_extends_to_the_nation() -> None:
    here = example("welsh-authority-2022.yaml", None)
    assert [(each.subject.id, each.verdict) for each in here] == [
        ("regulation-7", Verdict.NOT_PROHIBITED),
        ("welsh-authorities", Verdict.PROHIBITED),
    ]
    assert [each.subject.id for each in example("agency-supply.yaml", None)] == ["regulation-7"]


@pytest.mark.parametrize(
    ("rule", "applied"),
    [
        ("in-the-suppliers-employment", "in-the-suppliers-employment"),
        ("in-the-suppliers-employment-2025", "in-the-suppliers-employment"),
    ],
)
def test_a_rule_for_a_text_that_waits_is_answered_by_the_one_in_force(rule: str, applied: str) -> None:
    (its,) = example("agency-supply.yaml", rule)
    assert [reason.rule for reason in its.reasons] == [applied]


def test_on_a_day_for_which_there_is_no_rule_an_element_fails_and_nothing_would_turn_it() -> None:
    (its,) = example("agency-supply.yaml", "opted-out", date(2004, 5, 5))
    assert (its.status, its.reasons, [ways.sets for ways in its.ways]) == ("fails", (), [()])


def test_one_strand_alone_is_explained_where_it_is_named() -> None:
    assessment = assess(load_arrangement(EXAMPLES / "contractor-staffed-by-agency.yaml"))
    subjects = subjects_of(LAW, "control")
    every = explain(assessment, RULEBOOK, subjects, asked="control").explanations
    (one,) = explain(assessment, RULEBOOK, subjects, asked="control", strands=["portering"]).explanations
    assert [each.strand.id for each in every] == ["portering", "agency-porters"]
    assert one == every[0]
