"""From which day a date fact has its effect, and back: working days follow the bank holidays of the nation."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from functools import cache

from reg7check.rulebook.models import Fact

_ONE_DAY = timedelta(days=1)
_SUBDIVISIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern-ireland": "NIR"}


def effective_from(fact: Fact, value: date, nation: str) -> date | None:
    """Return the first day that is past a date fact: that day itself, or the day after the next working day.

    None is a day after the last one that the calendar has.
    """
    if fact.takes_effect == "on-the-day":
        return value
    try:
        return next_working_day(value, nation) + _ONE_DAY
    except OverflowError:
        return None


def latest_with_effect_by(fact: Fact, day: date, nation: str) -> date:
    """Return the latest date whose effect has begun by the day: what "on or before" means of a date fact."""
    if fact.takes_effect == "on-the-day":
        return day
    value = day - _ONE_DAY
    while next_working_day(value, nation) >= day:
        value -= _ONE_DAY
    return value


def next_working_day(day: date, nation: str) -> date:
    """Return the first day after this one that is no Saturday, Sunday, Christmas Day, Good Friday or bank holiday.

    Bank holidays are those of the nation, as the ``holidays`` library keeps them. Raises OverflowError at the
    end of the calendar.
    """
    following = day + _ONE_DAY
    while following.weekday() >= 5 or following in _bank_holidays(nation):
        following += _ONE_DAY
    return following


@cache
def _bank_holidays(nation: str) -> Container[date]:
    import holidays  # slow to import, and needed only where a date is asked of

    calendar: Container[date] = holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation])
    return calendar
