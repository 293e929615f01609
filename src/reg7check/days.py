"""The one date parser: ISO dates in, with a message and a hint where there is no such date."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from reg7check.problems import shortened

ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BRITISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_FIRST_YEAR = 1900
_LAST_YEAR = 2100
HOW_TO_WRITE_IT = "write a date as year-month-day: 2024-05-13"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class NoSuchDay(ValueError):
    """A text that is no date; ``hint`` says how to mend it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def parse_day(text: str) -> date:
    """Return the date that is written as 2024-05-13. Raises NoSuchDay for anything else."""
    if ISO.fullmatch(text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise NoSuchDay(f"there is no such date as {text}", "check the day and the month") from None
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise NoSuchDay(f"{text} is not between {_FIRST_YEAR} and {_LAST_YEAR}", "check the year")
        return day
    british = _BRITISH.fullmatch(text)
    hint = HOW_TO_WRITE_IT
    if british:
        number, month, year = map(int, british.groups())
        with suppress(ValueError):
            hint = f"write it as year-month-day: {date(year, month, number)}"
    raise NoSuchDay(f"`{shortened(text)}` is not a date", hint)


def in_words(day: date) -> str:
    """Return a date as people write it, whatever the locale: 20 May 2024."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
