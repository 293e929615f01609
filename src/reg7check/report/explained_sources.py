"""What an explanation rests on: the open questions, pieces of evidence and authorities that its reasons name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reg7check.reasoning.explanations import Explained, Explanation
from reg7check.reasoning.results import FactUse, Reason
from reg7check.rulebook.models import Law


def questions_named(each: Explanation) -> dict[str, bool]:
    """Return the open questions that an explanation comes to, each with whether it arises on what is known."""
    open_ones = {part.name: part.arises for part in each.turns_on if part.status == "arguable"}
    told = {name: True for reason in _every(each.reasons) for name in reason.questions}
    return {**told, **open_ones}


def facts_named(each: Explanation) -> tuple[FactUse, ...]:
    """Return every fact that the reasons of an explanation rest on, in their order."""
    return tuple(dict.fromkeys(use for reason in _every(each.reasons) for use in reason.facts))


def evidence_named(explained: Explained) -> tuple[str, ...]:
    """Return the pieces of evidence that back the facts of all explanations, in the order of the file."""
    uses = (use for each in explained.explanations for use in facts_named(each))
    named = {name for use in uses for name in use.answer.evidence}
    return tuple(name for name in explained.assessment.arrangement.evidence if name in named)


def sources_named(explained: Explained) -> tuple[str, ...]:
    """Return the provisions and authorities that all explanations rely on, in the order of their reasons."""
    law = explained.assessment.law
    return tuple(dict.fromkeys(name for each in explained.explanations for name in _sources(law, each)))


def _sources(law: Law, each: Explanation) -> Iterator[str]:
    for reason in _every(each.reasons):
        yield reason.provision
        yield from reason.authorities
    for name in questions_named(each):
        question = law.open_questions[name]
        yield question.provision
        yield from question.prohibits.authorities
        yield from question.permits.authorities


def _every(reasons: Iterable[Reason]) -> Iterator[Reason]:
    for reason in reasons:
        yield from reason.with_those_below()
