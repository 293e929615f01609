"""Verdicts of two series of days side by side."""

from __future__ import annotations

from datetime import date

from reg7check import Verdict
from reg7check.reasoning.aligning import Turn, VerdictDays, turns_between

YES, NO = Verdict.PROHIBITED, Verdict.NOT_PROHIBITED


def days(first: int, last: int | None, verdict: Verdict) -> VerdictDays:
    return VerdictDays(date(2024, 5, first), None if last is None else date(2024, 5, last), verdict)


def turn(first: int, last: int | None, old: Verdict | None, new: Verdict | None) -> Turn:
    return Turn(date(2024, 5, first), None if last is None else date(2024, 5, last), old, new)


def test_days_that_follow_on_one_another_are_one_turn_and_days_apart_are_two() -> None:
    old = [days(1, 3, YES), days(4, 5, YES), days(8, 9, YES)]
    new = [days(1, 5, NO), days(8, 9, NO)]
    assert turns_between(old, new) == (turn(1, 5, YES, NO), turn(8, 9, YES, NO))


def test_a_day_that_is_not_judged_has_no_verdict() -> None:
    assert turns_between([days(1, 5, YES)], [days(4, None, YES)]) == (
        turn(1, 3, YES, None),
        turn(6, None, None, YES),
    )


def test_what_is_the_same_is_no_turn() -> None:
    assert turns_between([days(1, None, NO)], [days(1, 7, NO), days(8, None, NO)]) == ()
    assert turns_between([], []) == ()
