"""What must be so of a provision: versions with texts and sources, in force on days that do not overlap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from reg7check.problems import Problem, did_you_mean
from reg7check.rulebook.files import Origin
from reg7check.rulebook.models import Provision

FIRST_YEAR = 1200
LAST_YEAR = 2199


def problems_of_versions(provision: Provision, origin: Origin) -> Iterator[Problem]:
    """Yield a problem for each version whose id another one has, and each date out of all bounds."""
    seen: set[str] = set()
    for index, version in enumerate(provision.versions):
        if version.id in seen:
            message = f"`{provision.id}` has two versions `{version.id}`"
            yield Problem(origin.place("versions", index, "id"), message, "give each an id of its own", "R101")
        seen.add(version.id)
        for number, days in enumerate(version.in_force):
            for name, day in (("first", days.first), ("last", days.last)):
                if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
                    message = f"{day} is not between {FIRST_YEAR} and {LAST_YEAR}"
                    place = origin.place("versions", index, "in_force", number, name)
                    hint = "check the year; leave `to` out where the end is open"
                    yield Problem(place, message, hint, "R203")


def problems_of_periods(provision: Provision, origin: Origin) -> Iterator[Problem]:
    """Yield what is wrong with the versions of a provision: no text, no source, periods that overlap."""
    if not provision.versions:
        yield Problem(origin.place("versions"), "a provision needs a version", "add one", "R205")
    for index, version in enumerate(provision.versions):
        if version.text is None and version.summary is None:
            yield Problem(origin.place("versions", index), "a version needs a text or a summary", "add one", "R205")
        earlier = [each.id for each in provision.versions[:index]]
        if version.replaces is not None and version.replaces not in earlier:
            message = f"there is no version `{version.replaces}` above this one"
            hint = did_you_mean(version.replaces, earlier) or "list versions oldest first"
            yield Problem(origin.place("versions", index, "replaces"), message, hint, "R206")
        if version.checked_on is not None and version.source is None:
            place = origin.place("versions", index, "checked_on")
            yield Problem(place, "a checked version needs the `source` it was checked against", "add it", "R204")
        if version.checked_on is None and version.unchecked is None:
            message = "a version needs `checked_on`, or `unchecked` with the reason"
            yield Problem(origin.place("versions", index), message, "say which", "R204")
    spans = [
        (days.first or date.min, days.last or date.max, index, number)
        for index, version in enumerate(provision.versions)
        for number, days in enumerate(version.in_force)
    ]
    for first, last, index, number in spans:
        if last < first:
            place = origin.place("versions", index, "in_force", number)
            message = f"it ends on {last}, before it starts on {first}"
            yield Problem(place, message, "swap the two dates", "R202")
    ordered = sorted(spans)
    for (_, last, _, _), (first, _, index, number) in pairwise(ordered):
        if first <= last:
            place = origin.place("versions", index, "in_force", number)
            message = f"on {first} two versions are in force"
            yield Problem(place, message, "let one end the day before", "R201")
