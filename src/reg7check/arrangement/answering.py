"""Where an arrangement states a fact, and the same arrangement with other answers in place."""

from __future__ import annotations

from collections.abc import Mapping

from reg7check.arrangement.models import Answer, Arrangement
from reg7check.named import NamedTuple


class FactAt(NamedTuple):
    """A fact at its place in an arrangement: under one strand of cover, or under one industrial action."""

    fact: str
    strand: str = ""
    action: str = ""

    @classmethod
    def of(cls, fact: str, action: str, strand: str) -> FactAt:
        """Return where a fact is stated: under an action, or where it is about none under a strand."""
        return cls(fact, action=action) if action else cls(fact, strand=strand)


def answer_at(arrangement: Arrangement, at: FactAt) -> Answer | None:
    """Return what an arrangement says of a fact at a place, or None where it does not list it.

    Raises KeyError where the arrangement has no such strand or action.
    """
    if at.action:
        return arrangement.action(at.action).facts.get(at.fact)
    return arrangement.strand(at.strand).facts.get(at.fact)


def with_answers(arrangement: Arrangement, answers: Mapping[FactAt, Answer]) -> Arrangement:
    """Return an arrangement with these answers put in place of its own."""

    def changed(facts: Mapping[str, Answer], strand: str, action: str) -> dict[str, Answer]:
        here = {at.fact: answer for at, answer in answers.items() if (at.strand, at.action) == (strand, action)}
        return {**facts, **here}

    return arrangement._replace(
        actions=tuple(each._replace(facts=changed(each.facts, "", each.id)) for each in arrangement.actions),
        cover=tuple(each._replace(facts=changed(each.facts, each.id, "")) for each in arrangement.cover),
    )
