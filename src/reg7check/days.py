"""The one date parser: ISO dates in, with a message and a hint where there is no such date."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from reg7check.problems import shortened

ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BRITISH = r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"
_IN_WORDS = r"([0-9]{1,2}) ([A-Za-z]+) ([0-9]{4})"
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2100, 12, 31)
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
        if not FIRST_DAY <= day <= LAST_DAY:
            raise NoSuchDay(f"{text} is not between {FIRST_DAY.year} and {LAST_DAY.year}", "check the year")
        return day
    british = re.fullmatch(_BRITISH, text)
    hint = HOW_TO_WRITE_IT
    if british:
        number, month, year = map(int, british.groups())
        with suppress(ValueError):
            hint = f"write it as year-month-day: {date(year, month, number)}"
    raise NoSuchDay(f"`{shortened(text)}` is not a date", hint)


def parse_written_day(text: str) -> date:
    """Return the date that is written as 2024-05-13 or as 13 May 2024. Raises NoSuchDay for anything else."""
    written = re.fullmatch(_IN_WORDS, " ".join(text.split()))
    if written is None:
        return parse_day(text)
    number, name, year = written.groups()
    months = [each for each in _MONTHS if len(name) >= 3 and each.lower().startswith(name.lower())]
    if len(months) != 1:
        raise NoSuchDay(f"`{shortened(name)}` is not a month", HOW_TO_WRITE_IT)
    return parse_day(f"{year}-{_MONTHS.index(months[0]) + 1:02}-{int(number):02}")


def in_words(day: date) -> str:
    """Return a date as people write it, whatever the locale: 20 May 2024."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
