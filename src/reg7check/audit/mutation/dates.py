"""The days in force of a provision's versions, each shifted by a day as if the rule file said so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from reg7check.audit.mutation.steps import Step
from reg7check.named import NamedTuple
from reg7check.rulebook.commencing import with_replacements
from reg7check.rulebook.models import Days, Provision

_WORDS = {"first": "begin", "last": "end"}


class _End(NamedTuple):
    """One end of a span of days in force: of which version, the number of the span, which end, and its day."""

    version: int
    number: int
    end: str
    day: date


def date_steps(written: Provision) -> Iterator[Step[Provision]]:
    """Yield the steps of change to a provision's days in force.

    Where a shift would make two versions be in force on one day, the other one's end moves with it.

    Args:
        written: the provision as its file has it, before versions that replace others have ended these.
    """
    for end in _ends(written):
        for by in (-1, 1):
            changed = with_replacements(_shifted(written, end, by))
            ends = [end]
            beside = _beside(written, end, by) if _overlaps(changed) else None
            if beside is not None:
                ends.append(beside)
                changed = with_replacements(_shifted(_shifted(written, end, by), beside, by))
            what = f"let {' and '.join(_words(written, each, by) for each in ends)}"
            path = ("versions", end.version, "in_force", end.number, end.end)
            yield Step("shift-date", path, what, changed)


def _ends(provision: Provision) -> Iterator[_End]:
    for index, version in enumerate(provision.versions):
        for number, days in enumerate(version.in_force):
            for end in _WORDS:
                day = getattr(days, end)
                if day is not None:
                    yield _End(index, number, end, day)


def _shifted(provision: Provision, end: _End, by: int) -> Provision:
    version = provision.versions[end.version]
    day = end.day + timedelta(days=by)
    in_force = tuple(
        _moved(days, end.end, day) if number == end.number else days for number, days in enumerate(version.in_force)
    )
    versions = tuple(
        each._replace(in_force=in_force) if index == end.version else each
        for index, each in enumerate(provision.versions)
    )
    return provision._replace(versions=versions)


def _moved(days: Days, end: str, day: date) -> Days:
    return days._replace(first=day) if end == "first" else days._replace(last=day)


def _overlaps(provision: Provision) -> bool:
    spans = sorted(
        (days.first or date.min, days.last or date.max) for version in provision.versions for days in version.in_force
    )
    return any(first <= last for (_, last), (first, _) in pairwise(spans))


def _beside(provision: Provision, end: _End, by: int) -> _End | None:
    """Return the end of another span that lies next to an end, on the side to which that is shifted."""
    next_day = end.day + timedelta(days=by)
    return next((each for each in _ends(provision) if each.end != end.end and each.day == next_day), None)


def _words(provision: Provision, end: _End, by: int) -> str:
    version = provision.versions[end.version].id
    return f"`{version}` of `{provision.id}` {_WORDS[end.end]} on {end.day + timedelta(days=by)}"
