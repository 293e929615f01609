"""The answer-set program by itself, on arrangements whose answer law and guidance give: it is no copy of the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest
from answer_sets import MAIN, WELSH, AnswerSets, Ruled
from drawing import PROHIBITED, questions
from given import Question
from plain import Days, Plain, PlainAction, PlainStrand, Stated

MONDAY = date(2024, 5, 20)
WEEKS: tuple[Days, ...] = ((MONDAY, MONDAY + timedelta(13)),)


@pytest.fixture(scope="module")
def answer_sets() -> AnswerSets:
    return AnswerSets()


def supply(
    changes: Mapping[str, Stated] = {},
    *,
    nation: str = "england",
    dates: tuple[Days, ...] = WEEKS,
    action_dates: Sequence[tuple[Days, ...]] = (),
) -> Plain:
    """Return a prohibited supply with some answers changed: of the strand's facts, and of every action's."""

    def facts(kind: str) -> dict[str, Stated]:
        return {name: changes.get(name, answer) for name, answer in PROHIBITED[kind].items()}

    actions = (
        PlainAction(f"action-{number}", each, facts("action")) for number, each in enumerate(action_dates or (dates,))
    )
    return Plain(nation, tuple(actions), (PlainStrand("strand", facts("cover"), dates),))


def judge(answer_sets: AnswerSets, plain: Plain, taken: Mapping[str, str] = {}) -> dict[str, Ruled]:
    """Return what is found on each day of the two weeks about the dates of an arrangement."""
    ((first, last), *_) = plain.cover[0].dates or WEEKS
    days = [first + timedelta(number) for number in range(((last or first) - first).days + 1)]
    (found,) = answer_sets.judge([Question(plain, {"strand": days}, taken)])
    return found["strand"]


def verdict(answer_sets: AnswerSets, changes: Mapping[str, Stated] = {}, taken: Mapping[str, str] = {}) -> str:
    return judge(answer_sets, supply(changes), taken)[MAIN].whole.verdict


def last_day(answer_sets: AnswerSets, plain: Plain, prohibition: str = MAIN) -> date:
    """Return the last of the days that are prohibited from the first on, after which none is."""
    days = judge(answer_sets, plain)[prohibition].days
    prohibited = [day for day, found in days.items() if found.verdict == "prohibited"]
    assert prohibited == list(days)[: len(prohibited)]
    return prohibited[-1]


def test_agency_workers_who_do_the_strikers_work_are_prohibited(answer_sets: AnswerSets) -> None:
    assert verdict(answer_sets) == "prohibited"


@pytest.mark.parametrize(
    "changes",
    [
        {"sends_people": "no"},
        {"engaged_by": "hirer"},
        {"engaged_by": "nobody"},
        {"engaged_by": "hirer", "agency_supply_admitted": "yes"},
        {"supplies_workers_as_business": "no"},
        {"exempt_supplier": "local-authority"},
        {"exempt_supplier": "other-exemption", "agency_supply_admitted": "yes"},
        {"hirer_directs_work": "no", "supplier_manager_in_charge": "yes"},
        {"engaged_by": "own-company", "opted_out": "yes"},
        {"does_strikers_duties": "no"},
        {"first_workers_absence": "other-absence"},
        {"first_workers_absence": "not-absent"},
        {"did_same_duties_before": "yes"},
        {"widely_reported": "no"},
        {"authorised_or_endorsed": "no"},
        {"first_worker_membership": "another-union"},
        {"first_worker_membership": "no-union", "union_members_taking_part": "no"},
        {"does_strikers_duties": "no", "does_reassigned_workers_duties": "yes", "struck_employer_is_hirer": "no"},
    ],
    ids=str,
)
def test_one_element_missing_or_one_exception_met_takes_it_out(
    answer_sets: AnswerSets, changes: Mapping[str, Stated]
) -> None:
    assert verdict(answer_sets, changes) == "not-prohibited"


@pytest.mark.parametrize(
    "changes",
    [
        {"engaged_by": "own-company"},
        {"engaged_by": "own-company", "opted_out": "yes", "works_with_vulnerable_people": "yes"},
        {"engaged_by": "another-employer", "agency_supply_admitted": "yes"},
        {"supplies_workers_as_business": "no", "agency_supply_admitted": "yes"},
        {"did_same_duties_before": "yes", "duties_or_hours_extended": "yes"},
        {"moved_by_hirer": "yes", "supplier_agreed_to_move": "yes"},
        {"does_strikers_duties": "no", "does_reassigned_workers_duties": "yes"},
        {"does_reassigned_workers_duties": "yes", "did_same_duties_before": "yes", "moved_by_hirer": "yes"},
        {"widely_reported": "no", "supplier_knows": "yes"},
        {"widely_reported": "no", "supplier_told_on": MONDAY},
        {"widely_reported": "no", "reason_hirer_gave": "the-action"},
        {"supplier_asked_why": "yes"},
        {"first_worker_membership": "no-union"},
        {"authorised_or_endorsed": "no", "any_members_taking_part": "no"},
        {"ballot_and_notice_valid": "no"},
    ],
    ids=str,
)
def test_what_does_not_take_it_out(answer_sets: AnswerSets, changes: Mapping[str, Stated]) -> None:
    assert verdict(answer_sets, changes) == "prohibited"


# --- Days ---


@pytest.mark.parametrize(
    ("repudiated", "nation", "last"),
    [
        (date(2024, 5, 24), "england", date(2024, 5, 28)),  # Friday; Monday 27 May was a bank holiday
        (date(2024, 5, 22), "england", date(2024, 5, 23)),
        (date(2024, 5, 25), "wales", date(2024, 5, 28)),  # Saturday
        (date(2024, 3, 28), "england", date(2024, 4, 2)),  # Maundy Thursday; Easter Monday was a bank holiday
        (date(2024, 3, 28), "scotland", date(2024, 4, 1)),  # in Scotland it was not
        (date(2023, 12, 22), "england", date(2023, 12, 27)),
        (date(2023, 12, 29), "scotland", date(2024, 1, 3)),  # 2 January is a bank holiday there
    ],
)
def test_a_repudiated_action_is_official_to_the_end_of_the_next_working_day(
    answer_sets: AnswerSets, repudiated: date, nation: str, last: date
) -> None:
    weeks = ((repudiated, repudiated + timedelta(13)),)
    assert last_day(answer_sets, supply({"repudiated_on": repudiated}, nation=nation, dates=weeks)) == last


def test_a_repudiation_beyond_the_table_of_bank_holidays_is_refused(answer_sets: AnswerSets) -> None:
    weeks = ((date(2027, 3, 1), date(2027, 3, 2)),)
    with pytest.raises(ValueError, match="not known"):
        judge(answer_sets, supply({"repudiated_on": date(2027, 3, 1)}, dates=weeks))


@pytest.mark.parametrize(
    ("first", "before", "after"),
    [
        (date(2004, 4, 6), "undetermined", "prohibited"),
        (date(2022, 7, 21), "prohibited", "not-prohibited"),
        (date(2023, 8, 10), "not-prohibited", "prohibited"),
    ],
)
def test_regulation_7_begins_and_ends(answer_sets: AnswerSets, first: date, before: str, after: str) -> None:
    eve = first - timedelta(1)
    days = judge(answer_sets, supply(dates=((eve, first),)))[MAIN].days
    assert [days[eve].verdict, days[first].verdict] == [before, after]


def test_nobody_could_opt_out_before_regulation_32_was_in_force(answer_sets: AnswerSets) -> None:
    opted_out: dict[str, Stated] = {"engaged_by": "own-company", "opted_out": "yes"}
    plain = supply(opted_out, dates=((date(2004, 7, 4), date(2004, 7, 8)),))
    assert last_day(answer_sets, plain) == date(2004, 7, 5)


def test_the_supplier_knows_from_the_day_on_which_it_is_told(answer_sets: AnswerSets) -> None:
    told: dict[str, Stated] = {"widely_reported": "no", "supplier_told_on": date(2024, 5, 23)}
    days = judge(answer_sets, supply(told))[MAIN].days
    assert {day for day, found in days.items() if found.verdict == "not-prohibited"} == {
        MONDAY,
        date(2024, 5, 21),
        date(2024, 5, 22),
    }


def test_a_day_of_cover_without_action_is_not_prohibited(answer_sets: AnswerSets) -> None:
    strike_days = ((MONDAY, date(2024, 5, 21)), (date(2024, 5, 23), date(2024, 5, 23)))
    days = judge(answer_sets, supply(action_dates=[strike_days]))[MAIN].days
    assert [day.day for day, found in days.items() if found.verdict == "prohibited"] == [20, 21, 23]


def test_of_several_actions_one_in_progress_is_enough(answer_sets: AnswerSets) -> None:
    plain = supply(action_dates=[((MONDAY, MONDAY),), ((date(2024, 5, 22), date(2024, 5, 22)),)])
    first, second = plain.actions
    unofficial = first._replace(facts={**first.facts, "authorised_or_endorsed": "no"})
    days = judge(answer_sets, plain._replace(actions=(unofficial, second)))[MAIN].days
    assert [day.day for day, found in days.items() if found.verdict == "prohibited"] == [22]


def test_in_northern_ireland_nothing_is_prohibited_on_any_day(answer_sets: AnswerSets) -> None:
    for first in (MONDAY, date(2003, 1, 1)):
        ruled = judge(answer_sets, supply(nation="northern-ireland", dates=((first, first),)))
        assert {prohibition: each.whole.verdict for prohibition, each in ruled.items()} == {MAIN: "not-prohibited"}


# --- Wales ---


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "prohibited"),
        ({"devolved_welsh_authority": "no"}, "not-prohibited"),
        ({"devolved_welsh_authority": "unknown"}, "undetermined"),
        ({"widely_reported": "no"}, "prohibited"),  # no proviso
        ({"engaged_by": "own-company", "opted_out": "yes"}, "prohibited"),  # no opting out
        ({"struck_employer_is_hirer": "no"}, "not-prohibited"),  # its own staff only
        ({"authorised_or_endorsed": "no"}, "not-prohibited"),
        ({"first_workers_absence": "locked-out"}, "arguable"),
    ],
    ids=str,
)
def test_the_ban_on_devolved_welsh_authorities(
    answer_sets: AnswerSets, changes: Mapping[str, Stated], expected: str
) -> None:
    assert judge(answer_sets, supply(changes, nation="wales"))[WELSH].whole.verdict == expected


def test_the_welsh_ban_began_in_2017_and_ran_on_while_regulation_7_was_revoked(answer_sets: AnswerSets) -> None:
    begins = judge(answer_sets, supply(nation="wales", dates=((date(2017, 9, 12), date(2017, 9, 13)),)))[WELSH].days
    assert [found.verdict for found in begins.values()] == ["not-prohibited", "prohibited"]
    revoked = judge(answer_sets, supply(nation="wales", dates=((date(2022, 12, 12), date(2022, 12, 12)),)))
    assert {name: ruled.whole.verdict for name, ruled in revoked.items()} == {
        MAIN: "not-prohibited",
        WELSH: "prohibited",
    }


# --- Open questions of law ---

ARISE: Mapping[str, Mapping[str, Stated]] = {
    "admission-against-control": {
        "agency_supply_admitted": "yes",
        "hirer_directs_work": "no",
        "supplier_manager_in_charge": "yes",
    },
    "umbrella-employer": {"engaged_by": "another-employer"},
    "balanced-control": {"supplier_manager_in_charge": "yes", "works_in_hirers_team": "no", "paid_by": "output"},
    "another-employers-strikers": {"struck_employer_is_hirer": "no"},
    "locked-out": {"first_workers_absence": "locked-out"},
    "moved-by-hirer": {"moved_by_hirer": "yes"},
    "asked-and-misled": {"supplier_asked_why": "yes", "reason_hirer_gave": "another-reason"},
}


def test_every_open_question_is_tried() -> None:
    assert set(ARISE) == set(questions())


@pytest.mark.parametrize(("question", "changes"), ARISE.items())
def test_an_open_question_makes_it_arguable_and_a_reading_settles_it(
    answer_sets: AnswerSets, question: str, changes: Mapping[str, Stated]
) -> None:
    assert verdict(answer_sets, changes) == "arguable"
    assert verdict(answer_sets, changes, {question: "prohibits"}) == "prohibited"
    assert verdict(answer_sets, changes, {question: "permits"}) == "not-prohibited"


@pytest.mark.parametrize(
    ("indicators", "expected"),
    [
        # Allocates +2, hours -1, rejects +1, team +2, systems +1, staffing +1, outcome +1, time +2, "service" -1: 8.
        ({}, "prohibited"),
        ({"works_in_hirers_team": "no", "supplier_decides_staffing": "unknown"}, "undetermined"),  # 2 or 5
        ({"works_in_hirers_team": "no", "hirer_can_reject_individuals": "no"}, "prohibited"),  # 3
        ({"works_in_hirers_team": "no", "hirer_can_reject_individuals": "no", "uses_hirers_systems": "no"}, "arguable"),
        ({"paid_by": "fixed-price", "works_in_hirers_team": "no", "hirer_allocates_work": "no"}, "arguable"),  # -2
        (
            {
                "paid_by": "output",
                "works_in_hirers_team": "no",
                "hirer_allocates_work": "no",
                "uses_hirers_systems": "no",
            },
            "not-prohibited",  # -3
        ),
    ],
    ids=str,
)
def test_where_the_primary_facts_tie_the_indicators_are_weighed(
    answer_sets: AnswerSets, indicators: Mapping[str, Stated], expected: str
) -> None:
    assert verdict(answer_sets, {"supplier_manager_in_charge": "yes", **indicators}) == expected


# --- What is not known, and what is disputed ---


def test_what_is_not_known_is_undetermined_only_where_it_matters(answer_sets: AnswerSets) -> None:
    assert verdict(answer_sets, {"sends_people": "unknown"}) == "undetermined"
    assert verdict(answer_sets, {"works_with_vulnerable_people": "unknown"}) == "prohibited"
    # Weighed: no answer to this one brings the total under three.
    weighed: dict[str, Stated] = {"supplier_manager_in_charge": "yes", "contract_says_service": "unknown"}
    assert verdict(answer_sets, weighed) == "prohibited"


def test_a_question_of_law_and_a_fact_that_only_matters_under_one_reading(answer_sets: AnswerSets) -> None:
    changes: dict[str, Stated] = {"first_workers_absence": "locked-out", "widely_reported": "unknown"}
    assert verdict(answer_sets, changes) == "undetermined"
    assert verdict(answer_sets, changes, {"locked-out": "permits"}) == "not-prohibited"


def test_two_accounts_that_are_settled_and_differ_make_it_disputed(answer_sets: AnswerSets) -> None:
    ruled = judge(answer_sets, supply({"hirer_directs_work": {"union": "yes", "council": "no"}, "paid_by": "output"}))
    assert ruled[MAIN].whole.accounts["union"] == "prohibited"
    found = judge(answer_sets, supply({"sends_people": {"union": "yes", "council": "no"}}))[MAIN].whole
    assert found.verdict == "disputed"
    assert found.accounts == {"union": "prohibited", "council": "not-prohibited"}


def test_a_party_that_says_nothing_of_a_disputed_fact_does_not_know_it(answer_sets: AnswerSets) -> None:
    disputes: dict[str, Stated] = {
        "sends_people": {"union": "yes", "council": "no"},
        "supplier_knows": {"agency": "yes", "council": "no"},
    }
    accounts = judge(answer_sets, supply(disputes))[MAIN].whole.accounts
    assert accounts == {"union": "prohibited", "council": "not-prohibited", "agency": "undetermined"}


def test_a_dispute_in_which_all_say_the_same_is_that_answer(answer_sets: AnswerSets) -> None:
    found = judge(answer_sets, supply({"sends_people": {"union": "no", "council": "no"}}))[MAIN].whole
    assert found.verdict == "not-prohibited"
    assert found.accounts == {}


def test_four_facts_are_presumed_where_they_are_not_listed_and_open_where_they_are_unknown(
    answer_sets: AnswerSets,
) -> None:
    plain = supply()
    presumed = ("repudiated_on", "exempt_supplier", "moved_by_hirer", "struck_employer_is_hirer")

    def without(facts: Mapping[str, Stated], names: Sequence[str]) -> dict[str, Stated]:
        return {name: stated for name, stated in facts.items() if name not in names}

    action, strand = plain.actions[0], plain.cover[0]
    bare = plain._replace(
        actions=(action._replace(facts=without(action.facts, presumed)),),
        cover=(strand._replace(facts=without(strand.facts, presumed)),),
    )
    assert judge(answer_sets, bare)[MAIN].whole.verdict == "prohibited"
    for name in presumed[:2]:
        assert verdict(answer_sets, {name: "unknown"}) == "undetermined"


def test_umbrella_workers_are_inside_once_section_36_commences() -> None:
    commenced = AnswerSets(commences=date(2024, 5, 27))
    days = judge(commenced, supply({"engaged_by": "another-employer"}))[MAIN].days
    assert {found.verdict for day, found in days.items() if day < date(2024, 5, 27)} == {"arguable"}
    assert {found.verdict for day, found in days.items() if day >= date(2024, 5, 27)} == {"prohibited"}
