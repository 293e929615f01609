"""What each answer is said to lead to is what it does lead to, once it stands in the file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings

from reg7check import Arrangement, Assessment, Verdict, assess, load_arrangement
from reg7check.arrangement import Answer, FactAt, with_answers
from reg7check.reasoning import inquire
from reg7check.reasoning.prospects import Foreseen, Prospect, Reach, prospects
from strategies import PROHIBITED, RULEBOOK, Answers, answers, arrangement_of

ROOT = Path(__file__).parents[2]
WEEK = "2024-05-20 to 2024-05-24"
UNKNOWING: dict[str, Any] = {
    "supplier_knows": "no",
    "widely_reported": "no",
    "supplier_asked_why": "yes",
    "reason_hirer_gave": "another-reason",
}
"""A supplier that does not know of the action, and was misled: it is caught only once it is told in writing."""


def answered(arrangement: Arrangement, at: FactAt, value: str | date) -> Arrangement:
    return with_answers(arrangement, {at: Answer(value)})


def verdict_on(assessment: Assessment, strand: str, prohibition: str, day: date) -> Verdict:
    (found,) = (each for each in assessment.cover if each.strand.id == strand)
    (ruling,) = (each for each in (found.ruling, *found.others) if each.prohibition == prohibition)
    (period,) = (each for each in ruling.periods if each.first <= day and (each.last is None or day <= each.last))
    return period.verdict


def check(arrangement: Arrangement, prospect: Prospect, foreseen: Foreseen) -> None:
    after = answered(arrangement, prospect.to_ask.at, foreseen.reply.value)
    assessment = assess(after, RULEBOOK)
    assert foreseen.verdict == assessment.verdict
    assert foreseen.left == len(inquire(after, RULEBOOK).to_ask)
    then = {
        (strand.strand.id, ruling.prohibition): ruling.verdict
        for strand in assessment.cover
        for ruling in (strand.ruling, *strand.others)
    }
    for ruling in foreseen.rulings:
        assert then.pop((ruling.strand, ruling.prohibition)) == ruling.verdict
        for days in ruling.by_day:
            for day in filter(None, days.days):
                assert verdict_on(assessment, ruling.strand, ruling.prohibition, day) == days.verdict
    now = inquire(arrangement, RULEBOOK).rulings
    assert all(now[place] == verdict for place, verdict in then.items()), "a ruling that it cannot touch has moved"


@given(answers(most_open=6))
@settings(max_examples=20)
def test_each_answer_leads_to_what_is_promised(said: Answers) -> None:
    arrangement = said.arrangement(WEEK)
    found = prospects(arrangement, RULEBOOK)
    assume(found)
    for prospect in found:
        for foreseen in prospect.foreseen:
            check(arrangement, prospect, foreseen)


@given(answers(most_open=5, nation="wales"))
@settings(max_examples=10)
def test_each_answer_leads_to_what_is_promised_under_each_ban(said: Answers) -> None:
    arrangement = said.arrangement(WEEK)
    for prospect in prospects(arrangement, RULEBOOK):
        for foreseen in prospect.foreseen:
            check(arrangement, prospect, foreseen)


@pytest.mark.parametrize(
    "name", ["tests/report/arrangements/two-strands.yaml", "examples/barnet-2024-05-duty-provider.yaml"]
)
def test_each_answer_leads_to_what_is_promised_of_several_strands_and_actions(name: str) -> None:
    arrangement = load_arrangement(ROOT / name, RULEBOOK)
    for prospect in prospects(arrangement, RULEBOOK):
        for foreseen in prospect.foreseen:
            check(arrangement, prospect, foreseen)


@given(answers(most_open=9))
@settings(max_examples=25)
def test_they_are_what_to_ask_in_its_order(said: Answers) -> None:
    arrangement = said.arrangement(WEEK)
    assert tuple(each.to_ask for each in prospects(arrangement, RULEBOOK)) == inquire(arrangement, RULEBOOK).to_ask
    periods = assess(arrangement, RULEBOOK).cover[0].ruling.periods
    assume(len(periods) == 1)
    asked = [each.to_ask.at.fact for each in prospects(arrangement, RULEBOOK)]
    assert asked == [each.name for each in periods[0].questions]


def only(arrangement: Arrangement, fact: str) -> Prospect:
    (found,) = (each for each in prospects(arrangement, RULEBOOK) if each.to_ask.at.fact == fact)
    return found


def replies(prospect: Prospect) -> list[tuple[str, str]]:
    return [(str(each.reply.value), each.reply.reach.value) for each in prospect.foreseen]


def test_a_dispute_is_settled_by_what_a_party_says() -> None:
    said = {"does_strikers_duties": {"council": "no", "union": "yes"}}
    prospect = only(arrangement_of(PROHIBITED | said), "does_strikers_duties")
    assert prospect.disputed
    assert [(each.reply.value, each.verdict, each.left) for each in prospect.foreseen] == [
        ("no", "not-prohibited", 0),
        ("yes", "prohibited", 0),
    ]


def test_where_a_party_to_a_dispute_does_not_know_any_answer_may_settle_it() -> None:
    said = {"engaged_by": {"council": "hirer", "union": "unknown"}}
    prospect = only(arrangement_of(PROHIBITED | said), "engaged_by")
    assert [value for value, _ in replies(prospect)] == [
        "supplier",
        "hirer",
        "own-company",
        "another-employer",
        "nobody",
    ]


def test_a_fact_that_nobody_states_has_every_answer_but_unknown() -> None:
    prospect = only(arrangement_of(PROHIBITED | {"sends_people": "unknown"}), "sends_people")
    assert replies(prospect) == [("yes", "itself"), ("no", "itself")]
    assert not prospect.disputed


def test_of_a_date_it_is_asked_by_then_later_and_never() -> None:
    prospect = only(
        arrangement_of(PROHIBITED | UNKNOWING | {"supplier_told_on": "unknown"}, dates=WEEK), "supplier_told_on"
    )
    assert replies(prospect) == [
        ("2024-05-20", "on-or-before"),
        ("2024-05-21", "example"),
        ("never", "never-or-after"),
    ]
    by_then, later, never = prospect.foreseen
    assert (by_then.verdict, later.verdict, never.verdict) == ("prohibited", "prohibited", "not-prohibited")
    assert [(str(each.days.first), str(each.days.last), each.verdict) for each in later.rulings[0].by_day] == [
        ("2024-05-20", "2024-05-20", "not-prohibited"),
        ("2024-05-21", "2024-05-24", "prohibited"),
    ]


@pytest.mark.parametrize(("fact", "others"), [("supplier_told_on", UNKNOWING), ("repudiated_on", {})])
@pytest.mark.parametrize("dates", [WEEK, "2024-05-25 to 2024-05-29", "2024-05-20", "from 2024-05-20"])
def test_a_date_stands_for_all_earlier_ones_and_never_for_all_too_late(
    fact: str, others: dict[str, Any], dates: str
) -> None:
    arrangement = arrangement_of(PROHIBITED | others | {fact: "unknown"}, dates=dates)
    prospect = only(arrangement, fact)
    by_reach = {each.reply.reach: each for each in prospect.foreseen}
    by_then, never = by_reach[Reach.ON_OR_BEFORE], by_reach[Reach.NEVER_OR_AFTER]
    assert isinstance(by_then.reply.value, date)
    for foreseen, value in (
        (by_then, by_then.reply.value - timedelta(days=40)),
        *([(never, never.reply.day + timedelta(days=1))] if never.reply.day else []),
    ):
        after = answered(arrangement, prospect.to_ask.at, value)
        assert assess(after, RULEBOOK).verdict == foreseen.verdict
        assert len(inquire(after, RULEBOOK).to_ask) == foreseen.left
    next_day = answered(arrangement, prospect.to_ask.at, by_then.reply.value + timedelta(days=1))
    assert verdicts_by_day(next_day) != verdicts_by_day(answered(arrangement, prospect.to_ask.at, by_then.reply.value))


def verdicts_by_day(arrangement: Arrangement) -> list[tuple[date, str]]:
    ruling = assess(arrangement, RULEBOOK).cover[0].ruling
    return [(period.first, period.verdict.value) for period in ruling.periods]


def test_of_one_day_there_is_no_date_in_between() -> None:
    facts = PROHIBITED | UNKNOWING | {"supplier_told_on": "unknown"}
    found = prospects(arrangement_of(facts, dates=WEEK), RULEBOOK, on=date(2024, 5, 22))
    assert replies(found[0]) == [("2024-05-22", "on-or-before"), ("never", "never-or-after")]


def test_disputed_dates_are_those_that_the_parties_give() -> None:
    facts = PROHIBITED | UNKNOWING | {"supplier_told_on": {"union": "2024-05-22", "agency": "never"}}
    prospect = only(arrangement_of(facts, dates=WEEK), "supplier_told_on")
    assert replies(prospect) == [("never", "itself"), ("2024-05-22", "itself")]


def test_a_date_that_one_party_states_and_another_does_not_know_is_one_of_many() -> None:
    facts = PROHIBITED | UNKNOWING | {"supplier_told_on": {"union": "2024-05-22", "agency": "unknown"}}
    prospect = only(arrangement_of(facts, dates=WEEK), "supplier_told_on")
    assert [each for _, each in replies(prospect)] == ["itself", "on-or-before", "example", "never-or-after"]


def test_an_arrangement_on_which_nothing_is_known_has_a_prospect_for_each_open_fact() -> None:
    arrangement = arrangement_of({}, nation="wales", dates=WEEK)
    found = prospects(arrangement, RULEBOOK)
    assert len(found) == len(inquire(arrangement, RULEBOOK).to_ask) > 25
    assert all(len(each.foreseen) > 1 for each in found)
    first = found[0]
    assert {each.left for each in first.foreseen} == {0, len(found) - 1}
