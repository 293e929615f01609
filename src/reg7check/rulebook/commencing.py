"""Versions of a provision that end others, and a law as it will be once a version that waits has commenced."""

from __future__ import annotations

from datetime import date, timedelta

from reg7check.rulebook.models import Days, Law, Provision

Commencing = tuple[tuple[str, str, date], ...]
"""Versions that come into force: of which provision, which one, and on what day."""


def with_replacements(provision: Provision) -> Provision:
    """Return a provision with each version that another one replaces ended on the day before that one begins."""
    versions = {version.id: version for version in provision.versions}
    for version in provision.versions:
        starts = [days.first for days in version.in_force if days.first is not None]
        if version.replaces in versions and starts:
            old = versions[version.replaces]
            versions[old.id] = old._replace(in_force=_until(old.in_force, min(starts)))
    return provision._replace(versions=tuple(versions.values()))


def commenced(law: Law, provision: str, version: str, day: date) -> Law:
    """Return the law as it is once a version of a provision comes into force on a day: no other then is.

    Raises KeyError where there is no such provision or version.
    """
    found = law.provisions[provision]
    if version not in {each.id for each in found.versions}:
        raise KeyError(version)
    versions = tuple(
        each._replace(in_force=(Days(day),) if each.id == version else _until(each.in_force, day))
        for each in found.versions
    )
    return law._replace(provisions={**law.provisions, provision: found._replace(versions=versions)})


def with_commenced(law: Law, commencing: Commencing) -> Law:
    """Return the law as it is once these versions are in force. Raises KeyError as ``commenced`` does."""
    for provision, version, day in commencing:
        law = commenced(law, provision, version, day)
    return law


def _until(in_force: tuple[Days, ...], day: date) -> tuple[Days, ...]:
    """Return the days before a day, of those on which a version is in force."""
    ends = day - timedelta(days=1)
    return tuple(
        days._replace(last=ends) if days.last is None or days.last > ends else days
        for days in in_force
        if days.first is None or days.first <= ends
    )
