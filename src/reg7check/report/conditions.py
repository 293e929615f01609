"""Conditions in words: as a rule file writes them, on one line."""

from __future__ import annotations

from collections.abc import Iterable

from reg7check.rulebook.conditions import (
    AllOf,
    AnyOf,
    Concept,
    Condition,
    FactIs,
    NotOf,
    QuestionProhibits,
    Weight,
)


def condition_text(condition: Condition) -> str:
    """Return a condition as a rule file may write it: ``{any: [control, {sends_people: yes}]}``."""
    match condition:
        case Concept(name):
            return name
        case FactIs(fact, answers):
            return f"{{{fact}: {answers[0] if len(answers) == 1 else _listed(answers)}}}"
        case AllOf(conditions):
            return f"{{all: {_listed(map(condition_text, conditions))}}}"
        case AnyOf(conditions):
            return f"{{any: {_listed(map(condition_text, conditions))}}}"
        case NotOf(inner):
            return f"{{not: {condition_text(inner)}}}"
        case QuestionProhibits(question):
            return f"{{question: {question}}}"
        case Weight(weighing, at_least, at_most):
            bounds = {"of": weighing, "at_least": at_least, "at_most": at_most}
            return f"{{weight: {{{', '.join(f'{key}: {each}' for key, each in bounds.items() if each is not None)}}}}}"


def _listed(parts: Iterable[str]) -> str:
    return f"[{', '.join(parts)}]"
