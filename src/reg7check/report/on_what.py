"""What an unsettled verdict turns on, in the order in which reports tell it."""

from __future__ import annotations

from typing import NamedTuple

from reg7check.reasoning.results import Period, TurnsOn


class OnWhat(NamedTuple):
    """What a period turns on.

    ``arising`` are the open questions of law that arise on what is known, ``facts`` those that are disputed and then
    those that are not known, each as it ranks as a question, and ``possible`` the open questions that may arise too.
    """

    arising: tuple[TurnsOn, ...]
    facts: tuple[TurnsOn, ...]
    possible: tuple[TurnsOn, ...]


def on_what(period: Period) -> OnWhat:
    """Return what a period turns on, in order."""
    rank = {(each.name, each.action): number for number, each in enumerate(period.questions)}
    questions = [each for each in period.turns_on if each.status == "arguable"]
    facts = [each for each in period.turns_on if each.status != "arguable"]
    facts.sort(key=lambda each: (each.status != "disputed", rank[each.name, each.action]))
    return OnWhat(
        tuple(each for each in questions if each.arises),
        tuple(facts),
        tuple(each for each in questions if not each.arises),
    )
