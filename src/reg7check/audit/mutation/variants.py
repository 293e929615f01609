"""A law with texts that wait put in force: a rule that is tied to such a text can be told of nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from reg7check.rulebook.commencing import Commencing, commenced
from reg7check.rulebook.models import Law


def variants_of(law: Law, also: Iterable[Commencing]) -> tuple[Commencing, ...]:
    """Return what may commence: nothing; each waiting text on which a rule or a prohibition depends; all of them.

    Each commences on the earliest day on which it can, so that it meets every other text that it may ever meet.
    Those of ``also`` in which several commence together are added.
    """
    waiting = list(_waiting(law))
    last_of_each = tuple({each[0]: each for each in waiting}.values())
    several = [each for each in (last_of_each, *also) if len(each) > 1]
    return tuple(dict.fromkeys([(), *((each,) for each in waiting), *several]))


def _waiting(law: Law) -> Iterator[tuple[str, str, date]]:
    tied = {(rule.provision, rule.version) for rule in law.rules.values() if rule.version is not None}
    whole = {rule.provision for rule in law.rules.values() if rule.applies != "always"}
    whole |= {prohibition.provision for prohibition in law.prohibitions.values()}
    for provision in law.provisions.values():
        for version in provision.versions:
            if not version.in_force and (provision.id in whole or (provision.id, version.id) in tied):
                day = _earliest(law, provision.id, version.id)
                if day is not None:
                    yield provision.id, version.id, day


def _earliest(law: Law, provision: str, version: str) -> date | None:
    """Return the first day from which a version could be in force alone, or None where there is none."""
    edges = {
        edge + timedelta(days=1)
        for each in law.provisions[provision].versions
        for days in each.in_force
        for edge in (days.first, days.last)
        if edge is not None
    }
    for day in sorted(edges or {law.identity.law_as_of}):
        others = commenced(law, provision, version, day).provisions[provision].versions
        if all(
            days.last is not None and days.last < day for each in others if each.id != version for days in each.in_force
        ):
            return day
    return None
