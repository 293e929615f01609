"""Verdicts by the day: the boundaries of the law, of an action, of cover and of dates, in the longest periods."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from oracle import regulation_7_forbids
from reg7check import Arrangement, assess
from reg7check.reasoning.results import Period, StrandAssessment
from strategies import PROHIBITED, QUESTIONS, RULEBOOK, arrangement_of

P, D, A, U, N = "prohibited", "disputed", "arguable", "undetermined", "not-prohibited"

MAY = "2024-05-01 to 2024-05-31"
KNOWS_NOTHING = {"supplier_knows": "no"}

Dates = str | list[str]
Shown = tuple[str, str | None, str]


def arranged(
    changes: dict[str, Any], action: Dates, cover: Dates | None = None, nation: str = "england"
) -> Arrangement:
    arrangement = arrangement_of(PROHIBITED | changes, nation, action)  # type: ignore[arg-type]
    if cover is None:
        return arrangement
    days = arrangement_of({}, nation, cover).actions[0].dates  # type: ignore[arg-type]
    return arrangement._replace(cover=(arrangement.cover[0]._replace(dates=days, dates_assumed=False),))


def strand_of(arrangement: Arrangement, **options: Any) -> StrandAssessment:
    return assess(arrangement, RULEBOOK, **options).cover[0]


def shown(periods: tuple[Period, ...]) -> list[Shown]:
    return [(str(each.first), str(each.last) if each.last else None, each.verdict.value) for each in periods]


def judged(
    changes: dict[str, Any], action: Dates, cover: Dates | None = None, nation: str = "england", **options: Any
) -> list[Shown]:
    return shown(strand_of(arranged(changes, action, cover, nation), **options).ruling.periods)


def sets_of(period: Period, verdict: str) -> list[dict[str, str]]:
    return [{m.name: m.words for m in each.members} for each in period.settled_by if each.verdict == verdict]


def failing(period: Period) -> list[str]:
    return [reason.rule for reason in period.reasons if reason.status == "fails"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("2004-04-05 to 2004-04-06", [("2004-04-05", "2004-04-05", U), ("2004-04-06", "2004-04-06", P)]),
        ("2022-07-20 to 2022-07-21", [("2022-07-20", "2022-07-20", P), ("2022-07-21", "2022-07-21", N)]),
        ("2023-08-09 to 2023-08-10", [("2023-08-09", "2023-08-09", N), ("2023-08-10", "2023-08-10", P)]),
        ("2022-07-21 to 2023-08-09", [("2022-07-21", "2023-08-09", N)]),
        (
            "from 2004-04-01",
            [
                ("2004-04-01", "2004-04-05", U),
                ("2004-04-06", "2022-07-20", P),
                ("2022-07-21", "2023-08-09", N),
                ("2023-08-10", None, P),
            ],
        ),
    ],
    ids=["2004", "2022", "2023", "revoked", "all"],
)
@pytest.mark.parametrize("nation", ["england", "wales", "scotland"])
def test_the_law_is_that_of_the_day(days: str, expected: list[Shown], nation: str) -> None:
    assert judged({}, days, nation=nation) == expected


def test_only_the_days_before_2004_carry_the_note_of_the_old_law() -> None:
    before, after = strand_of(arranged({}, "2004-04-05 to 2004-04-06")).ruling.periods
    assert any("1976/715" in note for note in before.notes)
    assert not after.notes


def test_a_day_before_2004_leaves_a_strand_undetermined_unless_another_is_worse() -> None:
    assert strand_of(arranged({"sends_people": "no"}, "2004-04-05 to 2004-04-06")).verdict == U
    assert strand_of(arranged({"engaged_by": "another-employer"}, "2004-04-05 to 2004-04-06")).verdict == A
    assert strand_of(arranged({}, "2004-04-05 to 2004-04-06")).verdict == P


def test_accounts_before_2004_are_undetermined_too() -> None:
    disputed = {"sends_people": {"council": "no", "union": "yes"}}
    before, after = strand_of(arranged(disputed, "2004-04-05 to 2004-04-06")).ruling.periods
    assert dict(before.accounts) == {"council": U, "union": U}
    assert dict(after.accounts) == {"council": N, "union": P}


def test_northern_ireland_is_outside_on_every_day() -> None:
    assert {verdict for _, _, verdict in judged({}, "from 2004-04-01", nation="northern-ireland")} == {N}


def test_why_it_was_not_in_force_is_told() -> None:
    (period,) = strand_of(arranged({}, "2022-12-01")).ruling.periods
    assert failing(period) == ["regulation-7.in-force"]
    assert any("ASLEF" in reason.text and "2022/852" in reason.text for reason in period.reasons)


REPUDIATIONS = [
    ("england", "2024-05-24", "2024-05-28", "Friday before the spring bank holiday"),
    ("wales", "2024-05-24", "2024-05-28", "Friday before the spring bank holiday"),
    ("scotland", "2024-05-24", "2024-05-28", "Friday before the spring bank holiday"),
    ("england", "2024-05-14", "2024-05-15", "Tuesday"),
    ("england", "2024-05-17", "2024-05-20", "Friday"),
    ("england", "2024-05-18", "2024-05-20", "Saturday"),
    ("england", "2024-05-19", "2024-05-20", "Sunday"),
    ("england", "2024-05-03", "2024-05-07", "Friday before the May bank holiday"),
    ("england", "2024-03-28", "2024-04-02", "Maundy Thursday: Easter Monday is a holiday in England"),
    ("wales", "2024-03-28", "2024-04-02", "Maundy Thursday: Easter Monday is a holiday in Wales"),
    ("scotland", "2024-03-28", "2024-04-01", "Maundy Thursday: Easter Monday is a working day in Scotland"),
    ("england", "2023-12-29", "2024-01-02", "2 January is a working day in England"),
    ("wales", "2023-12-29", "2024-01-02", "2 January is a working day in Wales"),
    ("scotland", "2023-12-29", "2024-01-03", "2 January is a holiday in Scotland"),
    ("england", "2024-08-02", "2024-08-05", "first Monday in August, England"),
    ("scotland", "2024-08-02", "2024-08-06", "first Monday in August, Scotland"),
    ("england", "2024-08-23", "2024-08-27", "last Monday in August, England"),
    ("wales", "2024-08-23", "2024-08-27", "last Monday in August, Wales"),
    ("scotland", "2024-08-23", "2024-08-26", "last Monday in August, Scotland"),
    ("england", "2023-11-29", "2023-11-30", "St Andrew's Day, England"),
    ("scotland", "2023-11-29", "2023-12-01", "St Andrew's Day, Scotland"),
    ("england", "2024-12-24", "2024-12-27", "Christmas Eve"),
    ("scotland", "2024-12-24", "2024-12-27", "Christmas Eve"),
    ("england", "2021-12-24", "2021-12-29", "Christmas and Boxing Day at a weekend"),
    ("england", "2022-06-01", "2022-06-06", "the Platinum Jubilee"),
    ("england", "2023-12-31", "2024-01-02", "New Year's Eve, a Sunday"),
]


@pytest.mark.parametrize(
    ("nation", "repudiated", "last"),
    [row[:3] for row in REPUDIATIONS],
    ids=[f"{nation}-{day}" for nation, day, _, _ in REPUDIATIONS],
)
def test_repudiated_action_stays_official_to_the_end_of_the_next_working_day(
    nation: str, repudiated: str, last: str
) -> None:
    day, end = date.fromisoformat(repudiated), date.fromisoformat(last)
    first, close = day - timedelta(days=3), end + timedelta(days=4)
    assert judged({"repudiated_on": repudiated}, f"{first} to {close}", nation=nation) == [
        (str(first), last, P),
        (str(end + timedelta(days=1)), str(close), N),
    ]


def test_the_welsh_ban_follows_the_same_working_days() -> None:
    facts = {"devolved_welsh_authority": "yes", "repudiated_on": "2022-09-16"}
    (ruling,) = strand_of(arranged(facts, "2022-09-15 to 2022-09-22", nation="wales")).others
    assert shown(ruling.periods) == [("2022-09-15", "2022-09-20", P), ("2022-09-21", "2022-09-22", N)]


def test_the_welsh_ban_has_periods_of_its_own() -> None:
    strand = strand_of(arranged({"devolved_welsh_authority": "yes"}, "2017-09-12 to 2023-08-10", nation="wales"))
    assert shown(strand.ruling.periods) == [
        ("2017-09-12", "2022-07-20", P),
        ("2022-07-21", "2023-08-09", N),
        ("2023-08-10", "2023-08-10", P),
    ]
    assert shown(strand.others[0].periods) == [("2017-09-12", "2017-09-12", N), ("2017-09-13", "2023-08-10", P)]


def test_action_repudiated_before_it_began_is_never_official() -> None:
    assert judged({"repudiated_on": "2024-04-02"}, MAY) == [("2024-05-01", "2024-05-31", N)]


def test_a_supplier_told_in_the_middle_knows_from_that_day() -> None:
    assert judged(KNOWS_NOTHING | {"supplier_told_on": "2024-05-20"}, MAY) == [
        ("2024-05-01", "2024-05-19", N),
        ("2024-05-20", "2024-05-31", P),
    ]


@pytest.mark.parametrize("told", ["2024-05-01", "2024-04-30", "2020-01-01"])
def test_a_supplier_told_by_the_first_day_knows_throughout(told: str) -> None:
    assert judged(KNOWS_NOTHING | {"supplier_told_on": told}, MAY) == [("2024-05-01", "2024-05-31", P)]


@pytest.mark.parametrize("told", ["2024-06-01", "never", "2100-12-31"])
def test_a_supplier_told_after_the_last_day_never_knows(told: str) -> None:
    assert judged(KNOWS_NOTHING | {"supplier_told_on": told}, MAY) == [("2024-05-01", "2024-05-31", N)]


def test_told_and_then_repudiated_gives_three_periods() -> None:
    facts = KNOWS_NOTHING | {"supplier_told_on": "2024-05-10", "repudiated_on": "2024-05-15"}
    assert judged(facts, MAY) == [
        ("2024-05-01", "2024-05-09", N),
        ("2024-05-10", "2024-05-16", P),
        ("2024-05-17", "2024-05-31", N),
    ]


def test_every_day_of_two_moving_dates_is_as_the_oracle_says() -> None:
    facts = KNOWS_NOTHING | {"supplier_told_on": "2024-05-10", "repudiated_on": "2024-05-15"}
    readings = dict.fromkeys(QUESTIONS, "permits")
    for number in range(31):
        day = date(2024, 5, 1) + timedelta(days=number)
        past = {
            "supplier_told_on": "past" if day >= date(2024, 5, 10) else "not-past",
            "repudiated_on": "past" if day > date(2024, 5, 16) else "not-past",
        }
        expected = P if regulation_7_forbids(PROHIBITED | facts | past | readings) else N
        assert judged(facts, MAY, on=day) == [(str(day), str(day), expected)]


@pytest.mark.parametrize(
    "facts",
    [
        {"supplier_told_on": "2024-05-20"},
        {"any_members_taking_part": "no", "repudiated_on": "2024-05-15"},
        {"sends_people": "no", "supplier_knows": "no", "supplier_told_on": "2024-05-20"},
        {"supplier_told_on": {"council": "2024-05-20", "union": "2024-05-10"}},
        {"authorised_or_endorsed": "unknown", "supplier_told_on": "2024-05-20"},
        {"engaged_by": "another-employer", "supplier_told_on": "2024-05-20"},
    ],
    ids=["knows-anyway", "nobody-a-member", "sends-nobody", "disputed-date", "unknown", "arguable"],
)
def test_a_date_that_does_not_matter_does_not_split(facts: dict[str, Any]) -> None:
    assert len(judged(facts, MAY)) == 1


def test_periods_that_differ_only_in_what_is_missing_are_kept_apart() -> None:
    facts = {"authorised_or_endorsed": "unknown", "supplier_knows": "unknown", "supplier_told_on": "2024-05-20"}
    strand = strand_of(arranged(facts, MAY))
    assert shown(strand.ruling.periods) == [("2024-05-01", "2024-05-19", U), ("2024-05-20", "2024-05-31", U)]
    before, after = ({each.name for each in period.turns_on} for period in strand.ruling.periods)
    assert before == {"authorised_or_endorsed", "supplier_knows"}
    assert after == {"authorised_or_endorsed"}


def test_periods_that_differ_only_in_an_account_are_kept_apart() -> None:
    facts = {
        "authorised_or_endorsed": "unknown",
        "supplier_knows": "no",
        "supplier_told_on": {"council": "2024-05-20", "union": "2024-05-10"},
    }
    first, second, third = strand_of(arranged(facts, MAY)).ruling.periods
    assert (str(first.last), str(second.last), str(third.last)) == ("2024-05-09", "2024-05-19", "2024-05-31")
    assert [dict(each.accounts) for each in (first, second, third)] == [
        {"council": N, "union": N},
        {"council": N, "union": U},
        {"council": U, "union": U},
    ]


def test_days_without_cover_are_in_no_period_and_join_nothing() -> None:
    cover = ["2024-05-13 to 2024-05-17", "2024-05-20", "2024-06-03 to 2024-06-04"]
    assert judged({}, "from 2024-05-01", cover) == [
        ("2024-05-13", "2024-05-17", P),
        ("2024-05-20", "2024-05-20", P),
        ("2024-06-03", "2024-06-04", P),
    ]


@pytest.mark.parametrize(
    "cover",
    [
        ["2024-05-13 to 2024-05-17", "2024-05-18 to 2024-05-20"],
        ["2024-05-18 to 2024-05-20", "2024-05-13 to 2024-05-17"],
        ["2024-05-13 to 2024-05-18", "2024-05-15 to 2024-05-20"],
        ["2024-05-13 to 2024-05-20", "2024-05-15"],
    ],
    ids=["adjacent", "out-of-order", "overlapping", "contained"],
)
def test_dates_that_touch_or_overlap_are_one_period(cover: list[str]) -> None:
    assert judged({}, "from 2024-05-01", cover) == [("2024-05-13", "2024-05-20", P)]


def test_action_on_days_that_follow_one_another_is_one_period() -> None:
    assert judged({}, ["2024-05-13", "2024-05-14", "2024-05-15 to 2024-05-17"]) == [("2024-05-13", "2024-05-17", P)]


def test_on_days_without_action_the_ban_does_not_bite() -> None:
    strand = strand_of(arranged({}, ["2024-05-15 to 2024-05-17", "2024-05-22"], "2024-05-13 to 2024-05-24"))
    assert shown(strand.ruling.periods) == [
        ("2024-05-13", "2024-05-14", N),
        ("2024-05-15", "2024-05-17", P),
        ("2024-05-18", "2024-05-21", N),
        ("2024-05-22", "2024-05-22", P),
        ("2024-05-23", "2024-05-24", N),
    ]
    assert strand.verdict == P
    quiet = strand.ruling.periods[0]
    assert failing(quiet) == ["regulation-7.action-in-progress"]
    assert not quiet.changes


def test_missing_facts_do_not_matter_on_days_without_action() -> None:
    assert judged({"authorised_or_endorsed": "unknown"}, "2024-05-15", "2024-05-14 to 2024-05-16") == [
        ("2024-05-14", "2024-05-14", N),
        ("2024-05-15", "2024-05-15", U),
        ("2024-05-16", "2024-05-16", N),
    ]


def test_cover_that_never_meets_the_action_is_outside() -> None:
    assert judged({}, "2024-05-01 to 2024-05-03", "2024-06-01 to 2024-06-03") == [("2024-06-01", "2024-06-03", N)]


def test_an_open_end_stays_open() -> None:
    assert judged({}, "from 2024-05-13") == [("2024-05-13", None, P)]
    assert judged({}, "from 2024-05-01", "from 2024-05-13") == [("2024-05-13", None, P)]
    assert judged({}, "from 2024-05-01", "2024-05-13 to 2024-05-14") == [("2024-05-13", "2024-05-14", P)]


def test_open_cover_outlasts_the_action() -> None:
    assert judged({}, "2024-05-13 to 2024-05-17", "from 2024-05-13") == [
        ("2024-05-13", "2024-05-17", P),
        ("2024-05-18", None, N),
    ]


def test_an_open_end_takes_in_later_dates() -> None:
    assert judged({}, "from 2024-05-13", ["from 2024-05-20", "2024-06-01 to 2024-06-02"]) == [("2024-05-20", None, P)]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2024-05-14", [("2024-05-14", "2024-05-14", N)]),
        ("2024-05-15", [("2024-05-15", "2024-05-15", P)]),
        ("2024-05-17", [("2024-05-17", "2024-05-17", P)]),
        ("2024-05-18", [("2024-05-18", "2024-05-18", N)]),
    ],
)
def test_on_one_day_judges_that_day_alone(on: str, expected: list[Shown]) -> None:
    arrangement = arranged({}, "2024-05-15 to 2024-05-17", "2024-05-13 to 2024-05-24")
    strand = strand_of(arrangement, on=date.fromisoformat(on))
    assert shown(strand.ruling.periods) == expected
    assert not any("does not run" in note for note in strand.notes)


@pytest.mark.parametrize("on", ["2024-05-12", "2024-05-25", "2030-01-01"])
def test_on_a_day_outside_the_cover_nothing_is_prohibited_and_a_note_says_so(on: str) -> None:
    arrangement = arranged({}, "from 2024-05-01", "2024-05-13 to 2024-05-24")
    strand = strand_of(arrangement, on=date.fromisoformat(on))
    assert shown(strand.ruling.periods) == [(on, on, N)]
    assert any("does not run on" in note for note in strand.notes)
    assert failing(strand.ruling.periods[0]) == ["regulation-7.running"]
    assert not strand.ruling.periods[0].changes


def test_on_a_day_in_a_gap_of_the_cover_it_does_not_run() -> None:
    arrangement = arranged({}, "from 2024-05-01", ["2024-05-13", "2024-05-15"])
    strand = strand_of(arrangement, on=date(2024, 5, 14))
    assert strand.verdict == N
    assert any("does not run" in note for note in strand.notes)


def test_on_an_unsettled_day_outside_the_cover_is_settled() -> None:
    arrangement = arranged({"authorised_or_endorsed": "unknown"}, "from 2024-05-01", "2024-05-13")
    assert strand_of(arrangement, on=date(2024, 5, 13)).verdict == U
    assert strand_of(arrangement, on=date(2024, 5, 14)).verdict == N


def test_cover_without_dates_runs_while_the_action_does() -> None:
    strand = strand_of(arranged({}, ["2024-05-13 to 2024-05-14", "2024-05-20"]))
    assert shown(strand.ruling.periods) == [("2024-05-13", "2024-05-14", P), ("2024-05-20", "2024-05-20", P)]
    assert any("assumed" in note for note in strand.notes)


def test_cover_with_dates_assumes_none() -> None:
    assert not any("assumed" in note for note in strand_of(arranged({}, MAY, MAY)).notes)


FIVE_DAYS = "2024-05-20 to 2024-05-24"


@pytest.mark.parametrize(
    ("days", "past", "not_past"),
    [
        (FIVE_DAYS, "on or before 2024-05-20", "never, or after 2024-05-24"),
        ("2024-05-20", "on or before 2024-05-20", "never, or after 2024-05-20"),
        ("from 2024-05-20", "on or before 2024-05-20", "never"),
    ],
    ids=["several", "single", "open"],
)
def test_what_would_settle_a_date_of_telling(days: str, past: str, not_past: str) -> None:
    (period,) = strand_of(arranged(KNOWS_NOTHING | {"supplier_told_on": "unknown"}, days)).ruling.periods
    assert sets_of(period, P) == [{"supplier_told_on": past}]
    assert sets_of(period, N) == [{"supplier_told_on": not_past}]


@pytest.mark.parametrize(
    ("nation", "days", "past", "not_past"),
    [
        ("england", FIVE_DAYS, "on or before 2024-05-16", "never, or after 2024-05-22"),
        ("england", "2024-05-22", "on or before 2024-05-20", "never, or after 2024-05-20"),
        ("england", "2024-05-20", "on or before 2024-05-16", "never, or after 2024-05-16"),
        ("england", "2024-05-28", "on or before 2024-05-23", "never, or after 2024-05-23"),
        ("england", "2024-05-29", "on or before 2024-05-27", "never, or after 2024-05-27"),
        ("england", "2024-08-06", "on or before 2024-08-04", "never, or after 2024-08-04"),
        ("scotland", "2024-08-06", "on or before 2024-08-01", "never, or after 2024-08-01"),
        ("england", "from 2024-05-20", "on or before 2024-05-16", "never"),
    ],
)
def test_what_would_settle_a_date_of_repudiation(nation: str, days: str, past: str, not_past: str) -> None:
    (period,) = strand_of(arranged({"repudiated_on": "unknown"}, days, nation=nation)).ruling.periods
    assert sets_of(period, N) == [{"repudiated_on": past}]
    assert sets_of(period, P) == [{"repudiated_on": not_past}]


@pytest.mark.parametrize("nation", ["england", "scotland"])
@pytest.mark.parametrize("days", [FIVE_DAYS, "2024-08-06", "2024-08-27", "2024-04-02", "2024-12-27 to 2024-12-30"])
def test_the_stated_dates_are_exactly_where_the_verdict_turns(nation: str, days: str) -> None:
    (period,) = strand_of(arranged({"repudiated_on": "unknown"}, days, nation=nation)).ruling.periods
    dividing = {each.verdict.value: each.members[0].day for each in period.settled_by}

    def verdicts(day: date | None, later: int = 0) -> set[str]:
        assert day is not None
        said = {"repudiated_on": str(day + timedelta(days=later))}
        return {verdict for _, _, verdict in judged(said, days, nation=nation)}

    assert verdicts(dividing[N]) == {N}
    assert P in verdicts(dividing[N], later=1)
    assert verdicts(dividing[P], later=1) == {P}
    assert N in verdicts(dividing[P])


def test_a_disputed_date_is_settled_by_the_days_of_its_period() -> None:
    facts = KNOWS_NOTHING | {"supplier_told_on": {"council": "2024-05-20", "union": "2024-05-10"}}
    strand = strand_of(arranged(facts, MAY))
    assert shown(strand.ruling.periods) == [
        ("2024-05-01", "2024-05-09", N),
        ("2024-05-10", "2024-05-19", D),
        ("2024-05-20", "2024-05-31", P),
    ]
    middle = strand.ruling.periods[1]
    assert sets_of(middle, P) == [{"supplier_told_on": "on or before 2024-05-10"}]
    assert sets_of(middle, N) == [{"supplier_told_on": "never, or after 2024-05-19"}]
    assert [(each.name, each.status) for each in middle.turns_on] == [("supplier_told_on", "disputed")]


def test_a_disputed_repudiation_is_disputed_between_its_two_days() -> None:
    facts = {"repudiated_on": {"council": "2024-05-10", "union": "2024-05-24"}}
    assert judged(facts, MAY) == [
        ("2024-05-01", "2024-05-13", P),
        ("2024-05-14", "2024-05-28", D),
        ("2024-05-29", "2024-05-31", N),
    ]


def test_a_date_disputed_with_never_is_disputed_to_the_end() -> None:
    facts = KNOWS_NOTHING | {"supplier_told_on": {"council": "never", "union": "2024-05-10"}}
    assert judged(facts, "from 2024-05-01") == [("2024-05-01", "2024-05-09", N), ("2024-05-10", None, D)]


def test_a_date_that_one_party_does_not_know_may_be_any() -> None:
    facts = KNOWS_NOTHING | {"supplier_told_on": {"council": "unknown", "union": "2024-05-10"}}
    strand = strand_of(arranged(facts, MAY))
    assert shown(strand.ruling.periods) == [("2024-05-01", "2024-05-09", U), ("2024-05-10", "2024-05-31", U)]
    assert [dict(each.accounts) for each in strand.ruling.periods] == [
        {"council": U, "union": N},
        {"council": U, "union": P},
    ]


def test_accounts_are_by_the_day_and_then_the_first_in_the_order() -> None:
    facts = KNOWS_NOTHING | {"supplier_told_on": {"council": "2024-05-20", "union": "never"}}
    ruling = strand_of(arranged(facts, MAY)).ruling
    assert [dict(each.accounts) for each in ruling.periods] == [
        {"council": N, "union": N},
        {"council": P, "union": N},
    ]
    assert dict(ruling.accounts) == {"council": P, "union": N}
    assert ruling.verdict == D


def test_a_strand_that_is_prohibited_on_one_day_is_prohibited_whatever_the_accounts() -> None:
    facts = KNOWS_NOTHING | {"supplier_told_on": {"council": "2024-05-31", "union": "2024-05-10"}}
    ruling = strand_of(arranged(facts, MAY)).ruling
    assert ruling.verdict == P
    assert dict(ruling.accounts) == {"council": P, "union": P}


def test_the_leading_period_is_the_earliest_with_the_strands_verdict() -> None:
    facts = KNOWS_NOTHING | {"supplier_told_on": "2024-05-10"}
    ruling = strand_of(arranged(facts, ["2024-05-01 to 2024-05-12", "2024-05-20"])).ruling
    assert shown(ruling.periods) == [
        ("2024-05-01", "2024-05-09", N),
        ("2024-05-10", "2024-05-12", P),
        ("2024-05-20", "2024-05-20", P),
    ]
    assert ruling.leading is ruling.periods[1]


def test_what_a_strand_turns_on_is_that_of_its_earliest_unsettled_period() -> None:
    facts = {"repudiated_on": "2024-05-15", "supplier_knows": "no", "supplier_told_on": "unknown"}
    ruling = strand_of(arranged(facts, MAY)).ruling
    assert shown(ruling.periods) == [("2024-05-01", "2024-05-16", U), ("2024-05-17", "2024-05-31", N)]
    assert ruling.verdict == U
    assert sets_of(ruling.leading, P) == [{"supplier_told_on": "on or before 2024-05-01"}]
    assert sets_of(ruling.leading, N) == [{"supplier_told_on": "never, or after 2024-05-16"}]


def test_an_arguable_strand_that_is_prohibited_later_is_prohibited() -> None:
    misled = {
        "supplier_knows": "no",
        "widely_reported": "yes",
        "supplier_asked_why": "yes",
        "reason_hirer_gave": "another-reason",
        "supplier_told_on": "2024-05-20",
    }
    ruling = strand_of(arranged(misled, MAY)).ruling
    assert shown(ruling.periods) == [("2024-05-01", "2024-05-19", A), ("2024-05-20", "2024-05-31", P)]
    assert ruling.verdict == P
    assert not ruling.leading.turns_on


@pytest.mark.parametrize(
    "facts",
    [
        {},
        KNOWS_NOTHING | {"supplier_told_on": "2024-05-20"},
        {"repudiated_on": "2024-05-24"},
        KNOWS_NOTHING | {"supplier_told_on": {"council": "2024-05-20", "union": "2024-05-10"}},
        {"repudiated_on": "unknown"},
    ],
    ids=["plain", "told", "repudiated", "disputed", "unknown"],
)
def test_each_day_by_itself_has_the_verdict_of_its_period(facts: dict[str, Any]) -> None:
    arrangement = arranged(facts, ["2024-05-07 to 2024-05-15", "2024-05-20 to 2024-05-31"], "2024-05-05 to 2024-06-02")
    for period in strand_of(arrangement).ruling.periods:
        assert period.last is not None
        for number in range((period.last - period.first).days + 1):
            day = period.first + timedelta(days=number)
            (alone,) = strand_of(arrangement, on=day).ruling.periods
            assert (alone.verdict, dict(alone.accounts)) == (period.verdict, dict(period.accounts))


def test_periods_are_in_order_and_do_not_overlap() -> None:
    facts = KNOWS_NOTHING | {"supplier_told_on": "2024-05-08", "repudiated_on": "2024-05-24"}
    periods = strand_of(arranged(facts, ["2024-05-20 to 2024-05-31", "2024-05-02 to 2024-05-12"], MAY)).ruling.periods
    for earlier, later in pairwise(periods):
        assert earlier.last is not None
        assert earlier.last + timedelta(days=1) == later.first


REASONS_CHANGE = KNOWS_NOTHING | {"supplier_told_on": "2024-05-08", "repudiated_on": "2024-05-03"}
"""Not prohibited on 7 May 2024 (it does not know, the action is official) nor on 8 May (it knows, unofficial)."""


def test_the_reasons_of_a_period_are_true_on_each_of_its_days() -> None:
    arrangement = arranged(REASONS_CHANGE, "2024-05-07 to 2024-05-08")
    for period in strand_of(arrangement).ruling.periods:
        assert period.last is not None
        (last,) = strand_of(arrangement, on=period.last).ruling.periods
        true = [r for r in period.reasons if r.days is None or r.days.holds(period.last)]
        assert [(r.rule, r.status) for r in true] == [(r.rule, r.status) for r in last.reasons]


def test_what_would_turn_a_period_turns_each_of_its_days() -> None:
    for period in strand_of(arranged(REASONS_CHANGE, "2024-05-07 to 2024-05-08")).ruling.periods:
        assert period.changes
        for change in period.changes:
            put = {m.name: m.answer if m.day is None else dated(m.answer, m.day) for m in change.members}
            turned = judged(REASONS_CHANGE | put, f"{period.first} to {period.last}")
            assert {verdict for _, _, verdict in turned} == {change.verdict.value}, change


def dated(answer: str, day: date) -> str:
    return str(day) if answer == "past" else str(day + timedelta(days=1))


@pytest.mark.parametrize(
    ("nation", "action", "cover"),
    [
        ("northern-ireland", "2023-08-09 to 2023-08-10", None),
        ("northern-ireland", "2024-05-02", "2024-05-01 to 2024-05-02"),
        ("england", "2022-12-02", "2022-12-01 to 2022-12-02"),
        ("england", "2004-04-02", "2004-04-01 to 2004-04-02"),
    ],
    ids=["outside-law-change", "outside-action", "revoked-action", "before-2004-action"],
)
def test_what_cannot_matter_on_any_of_the_days_does_not_split(nation: str, action: str, cover: str | None) -> None:
    assert len(judged({}, action, cover, nation=nation)) == 1
