"""Days laid out along a line: which of them a picture shows, where each lies, and which are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from reg7check.days import in_words
from reg7check.named import NamedTuple

ONE_DAY = timedelta(days=1)
_FEWEST_AROUND = 7
_PART_AFTER = 8
"""Of an open end, one day is shown for so many that have an end."""
_STEPS = (1, 2, 7, 14)
_MONTHS_A_STEP = (1, 3, 6, 12, 24, 60, 120)


class Scale(NamedTuple):
    """The days from ``first`` to ``last``, both included, between two places on a line."""

    first: date
    last: date
    left: float
    right: float

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1

    @property
    def width_of_day(self) -> float:
        """How wide a day is."""
        return (self.right - self.left) / self.days

    def start_of(self, day: date) -> float:
        """Return where a day begins, held within the line."""
        return self.left + min(max((day - self.first).days, 0), self.days) * self.width_of_day

    def end_of(self, day: date | None) -> float:
        """Return where a day ends, held within the line; None is an open end."""
        return self.right if day is None else self.left + self._days_to_end_of(day) * self.width_of_day

    def _days_to_end_of(self, day: date) -> int:
        return min(max((day - self.first).days + 1, 0), self.days)

    def begins_before(self, day: date | None) -> bool:
        """Return whether what begins on a day (None: an open end) began before the line does."""
        return day is None or day < self.first

    def goes_on_after(self, day: date | None) -> bool:
        """Return whether what ends on a day (None: an open end) goes on after the line ends."""
        return day is None or day > self.last

    def shows(self, first: date | None, last: date | None) -> bool:
        """Return whether some day of a span lies on the line."""
        return (first is None or first <= self.last) and (last is None or last >= self.first)

    def in_short(self, first: date | None, last: date | None) -> str:
        """Return days in as few letters as they can be told on this line, which itself may tell the year."""
        if first is None:
            return f"until {self._day(last)}" if last is not None else ""
        if last is None:
            return f"from {self._day(first)}"
        if first == last:
            return self._day(first)
        same_year = first.year == last.year
        if same_year and first.month == last.month:
            return f"{first.day} to {self._day(last)}"
        if same_year:
            return f"{_without_year(first)} to {self._day(last)}"
        return f"{_without_year(first)} {first.year} to {_without_year(last)} {last.year}"

    def _day(self, day: date) -> str:
        if day.year == self.first.year == self.last.year:
            return _without_year(day)
        return f"{_without_year(day)} {day.year}"

    def ticks(self, room: float) -> Iterator[tuple[date, str]]:
        """Yield days to be named along the line, at least so far from each other, and what they are called."""
        step = next((step for step in _STEPS if step * self.width_of_day >= room), None)
        if step is not None:
            yield from self._ticks_by_days(step)
            return
        months = next((step for step in _MONTHS_A_STEP if step * 28 * self.width_of_day >= room), _MONTHS_A_STEP[-1])
        for number in range(self.first.year * 12, self.last.year * 12 + 12):
            day = date(number // 12, number % 12 + 1, 1)
            if number % months == 0 and self.first <= day <= self.last:
                yield day, str(day.year) if months >= 12 else _without_year(day)[2:] + f" {day.year}"

    def _ticks_by_days(self, step: int) -> Iterator[tuple[date, str]]:
        start = self.first
        if step >= 7:
            start += timedelta(days=-start.weekday() % 7)
        day = start
        while day <= self.last:
            yield day, _without_year(day)
            day += timedelta(days=step)


def scale_of(
    needed: Iterable[date], wanted: Iterable[date], left: float, right: float, *, open_end: date | None = None
) -> Scale:
    """Return the scale that shows every day that is needed, and those near them that are wanted.

    Args:
        needed: days that must be on it; one at least.
        wanted: days that are on it if they are no further away than the needed ones are from each other.
        left: where it begins.
        right: where it ends.
        open_end: the first day of something without an end, where there is such a thing: days after it are shown.
    """
    days = sorted(needed)
    first, last = days[0], days[-1]
    around = max(timedelta(days=_FEWEST_AROUND), last - first)
    near = [day for day in wanted if first - around <= day <= last + around]
    first, last = min([first, *near]), max([last, *near])
    if open_end is not None:
        last = max(last, open_end) + max(timedelta(days=_FEWEST_AROUND), (last - first) / _PART_AFTER)
    return Scale(first, last, left, right)


def _without_year(day: date) -> str:
    number, month, _ = in_words(day).split()
    return f"{number} {month[:3]}"
