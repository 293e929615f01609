from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reg7check.arrangement import Arrangement, Span
from reg7check.problems import BadInput

Read = Callable[[str | bytes], Arrangement]
Replaced = Callable[[str, str], str]
Dates = Callable[[str], tuple[Span, ...]]

MAY_13, JUNE_1, JUNE_3 = date(2024, 5, 13), date(2024, 6, 1), date(2024, 6, 3)


@pytest.fixture(scope="session")
def dates(read: Read, good: str) -> Dates:
    def read_dates(text: str) -> tuple[Span, ...]:
        return read(good.replace("dates: 2024-05-13 to 2024-07-12", f"dates: {text}")).actions[0].dates

    return read_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-13", Span(MAY_13, MAY_13)),
        ("'2024-05-13'", Span(MAY_13, MAY_13)),
        ('"2024-05-13"', Span(MAY_13, MAY_13)),
        ("2024-05-13 to 2024-06-01", Span(MAY_13, JUNE_1)),
        ("'2024-05-13 to 2024-06-01'", Span(MAY_13, JUNE_1)),
        ("2024-05-13   to   2024-06-01", Span(MAY_13, JUNE_1)),
        ("2024-05-13 to 2024-05-13", Span(MAY_13, MAY_13)),
        ("from 2024-05-13", Span(MAY_13, None)),
        ("2024-05-13 # the first day", Span(MAY_13, MAY_13)),
        (">\n      2024-05-13 to\n      2024-06-01", Span(MAY_13, JUNE_1)),
        ("2024-02-29", Span(date(2024, 2, 29), date(2024, 2, 29))),
        ("2000-02-29", Span(date(2000, 2, 29), date(2000, 2, 29))),
    ],
)
def test_an_entry_is_a_day_two_days_or_an_open_end(text: str, expected: Span, dates: Dates) -> None:
    assert dates(text) == (expected,)


def test_a_list_keeps_its_entries_in_their_order(dates: Dates) -> None:
    expected = (Span(JUNE_3, JUNE_3), Span(MAY_13, JUNE_1), Span(JUNE_3, None))
    assert dates("[2024-06-03, 2024-05-13 to 2024-06-01, from 2024-06-03]") == expected


def test_a_list_may_stand_on_lines_of_its_own(dates: Dates) -> None:
    assert dates("\n      - 2024-05-13\n      - from 2024-06-01") == (Span(MAY_13, MAY_13), Span(JUNE_1, None))


def test_both_ends_of_a_span_are_included(dates: Dates) -> None:
    (span,) = dates("2024-05-13 to 2024-06-01")
    assert span.holds(MAY_13)
    assert span.holds(JUNE_1)
    assert not span.holds(MAY_13 - timedelta(days=1))
    assert not span.holds(JUNE_1 + timedelta(days=1))


def test_an_open_end_holds_every_later_day(dates: Dates) -> None:
    (span,) = dates("from 2024-05-13")
    assert span.holds(date.max)
    assert not span.holds(MAY_13 - timedelta(days=1))


def test_a_strand_without_dates_takes_those_of_its_action(read: Read, replaced: Replaced) -> None:
    strand = read(replaced("    dates: 2024-05-20 to 2024-07-28\n", "")).cover[0]
    assert strand.dates == (Span(MAY_13, date(2024, 7, 12)),)
    assert strand.dates_assumed


def test_a_strand_with_dates_assumes_none(read: Read, good: str) -> None:
    strand = read(good).cover[0]
    assert strand.dates == (Span(date(2024, 5, 20), date(2024, 7, 28)),)
    assert not strand.dates_assumed


def test_a_strand_without_dates_takes_those_of_each_action_that_it_covers(read: Read, good: str) -> None:
    others = "  - {id: second, dates: 2024-08-01}\n  - {id: third, dates: 2024-09-01}\n\ncover:"
    text = good.replace("\ncover:", others).replace("covers: strike", "covers: [strike, third]")
    strand = read(text.replace("    dates: 2024-05-20 to 2024-07-28\n", "")).cover[0]
    assert [span.first for span in strand.dates] == [MAY_13, date(2024, 9, 1)]


@pytest.mark.parametrize("text", ["2024-05-13", '"2024-05-13"', "{answer: 2024-05-13, says: unison}"])
def test_a_date_is_the_answer_to_a_fact_that_takes_one(text: str, read: Read, replaced: Replaced) -> None:
    arrangement = read(replaced("repudiated_on: never", f"repudiated_on: {text}"))
    assert arrangement.actions[0].facts["repudiated_on"].agreed == MAY_13


def test_parties_may_disagree_on_a_date(read: Read, replaced: Replaced) -> None:
    given_text = "repudiated_on: {disputed: {council: 2024-05-13, unison: never}}"
    fact = read(replaced("repudiated_on: never", given_text)).actions[0].facts["repudiated_on"]
    assert fact.disputed
    assert (fact.as_stated_by("council"), fact.as_stated_by("unison")) == (MAY_13, "never")


def test_evidence_has_a_date(read: Read, good: str) -> None:
    assert read(good).evidence["email"].date == date(2024, 5, 17)


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30", "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-05-00", "0000-01-01",
        "2024-5-13", "24-05-13", "20240513", "2024-W20-1", "2024-134", "2024/05/13", "13/05/2024", "13.05.2024",
        "13-05-2024", "2024-05-13T07:00", "2024-05-13T07:00:00Z", "2024-05-13 07:00", "2024-05-13Z", "+2024-05-13",
        "tomorrow", "13 May 2024", "May 2024", "from", "to", "from to", "from 2024-05-13 to 2024-06-01",
        "2024-05-13 until 2024-06-01", "2024-05-13 - 2024-06-01", "2024-05-13 to", "to 2024-05-13", "From 2024-05-13",
        "2024-05-13, 2024-05-14", "2024-06-01 to 2024-05-13",
        "\u0662\u0660\u0662\u0664-05-13", "\uff12024-05-13", "2024\u201105\u201113", "2024\u201305\u201313",
        "[]", "[[2024-05-13]]", "{from: 2024-05-13}", "~", "''", "' '", "unknown", "never", "yes",
    ],
)  # fmt: skip
def test_nothing_else_is_a_date(text: str, dates: Dates) -> None:
    with pytest.raises(BadInput) as caught:
        dates(text)
    (problem,) = caught.value.problems
    assert problem.place.line == 21
    assert problem.hint


@pytest.mark.parametrize(
    ("text", "meant"),
    [("13/05/2024", "2024-05-13"), ("1.6.2024", "2024-06-01"), ("3/6/2024 to 4/6/2024", "2024-06-04")],
)
def test_a_british_date_is_written_out_for_the_reader(text: str, meant: str, dates: Dates) -> None:
    with pytest.raises(BadInput) as caught:
        dates(text)
    assert meant in str(caught.value)


@pytest.mark.parametrize("text", ["05/13/2024", "31/02/2024", "31.11.2024", "0/0/2024"])
def test_a_hint_never_names_a_date_that_does_not_exist(text: str, dates: Dates) -> None:
    with pytest.raises(BadInput) as caught:
        dates(text)
    assert caught.value.problems[0].hint == "write a date as year-month-day: 2024-05-13"


def test_every_fault_in_a_list_of_dates_is_reported(dates: Dates) -> None:
    with pytest.raises(BadInput) as caught:
        dates("[2024-02-30, 2024-05-13, 2024-06-31, 2024-06-02 to 2024-06-01]")
    assert [problem.place.column for problem in caught.value.problems] == [13, 37, 49]


@settings(max_examples=200, deadline=None, database=None)
@given(first=st.dates(date(1900, 1, 1), date(2100, 12, 31)), second=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_any_two_days_in_order_make_a_span(first: date, second: date, dates: Dates) -> None:
    first, second = sorted((first, second))
    assert dates(f"{first} to {second}") == (Span(first, second),)
