"""Days as people type them in an interview."""

from __future__ import annotations

from datetime import date

import pytest

from reg7check.arrangement import Span
from reg7check.days import NoSuchDay
from reg7check.interview.dates import parse_spans

MONDAY, FRIDAY = date(2024, 5, 13), date(2024, 5, 17)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2024-05-13", [Span(MONDAY, MONDAY)]),
        ("13 May 2024", [Span(MONDAY, MONDAY)]),
        ("13 may  2024", [Span(MONDAY, MONDAY)]),
        ("2024-05-13 to 2024-05-17", [Span(MONDAY, FRIDAY)]),
        ("from 13 May 2024 to 17 May 2024", [Span(MONDAY, FRIDAY)]),
        ("from 2024-05-13", [Span(MONDAY, None)]),
        ("From 13 May 2024", [Span(MONDAY, None)]),
        ("2024-05-13, 17 May 2024", [Span(MONDAY, MONDAY), Span(FRIDAY, FRIDAY)]),
        ("2024-05-13 to 2024-05-17; from 2024-05-17", [Span(MONDAY, FRIDAY), Span(FRIDAY, None)]),
    ],
)
def test_days_are_read(typed: str, meant: list[Span]) -> None:
    assert list(parse_spans(typed)) == meant


@pytest.mark.parametrize(
    ("typed", "told", "hint"),
    [
        ("13/5/2024", "`13/5/2024` is not a date", "2024-05-13"),
        ("next week", "`next week` is not a date", "year-month-day"),
        ("31 June 2024", "there is no such date as 2024-06-31", "check the day"),
        ("13 Mya 2024", "`Mya` is not a month", "year-month-day"),
        ("13 Ma 2024", "`Ma` is not a month", "year-month-day"),
        ("2024-05-17 to 2024-05-13", "2024-05-13 is before 2024-05-17", "first day first"),
        (",", "there is no date here", "13 May 2024"),
        ("13 May 1024", "1024-05-13 is not between 1900 and 2100", "check the year"),
    ],
)
def test_what_is_no_date_is_told_with_how_to_write_it(typed: str, told: str, hint: str) -> None:
    with pytest.raises(NoSuchDay) as caught:
        parse_spans(typed)
    assert told in str(caught.value)
    assert hint in caught.value.hint
