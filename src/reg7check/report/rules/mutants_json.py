"""What became of mutants, as JSON, schema 1: pure ASCII, the same to the byte for the same inputs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import reg7check
from reg7check.audit.mutation.hints import Hint
from reg7check.audit.mutation.killing import Fate, Outcome
from reg7check.rulebook import ReadRulebook

SCHEMA = 1
_FATES: tuple[Fate, ...] = ("killed", "equivalent", "stillborn", "survived")

JSON = dict[str, Any]
"""A JSON object."""


def mutants_json(outcomes: Sequence[Outcome], rulebook: ReadRulebook, cases: int) -> str:
    """Return every mutant with what became of it under ``cases`` rule cases, and the numbers by kind and by file."""
    identity = rulebook.law.identity
    report = {
        "schema": SCHEMA,
        "program": {"name": "reg7check", "version": reg7check.__version__},
        "rulebook": {"id": identity.id, "version": identity.version, "sha256": rulebook.sha256},
        "cases": cases,
        **_numbers(outcomes),
        "by_kind": _by(outcomes, lambda each: each.mutant.kind),
        "by_file": _by(outcomes, lambda each: each.mutant.place.file),
        "mutants": [_mutant(each) for each in outcomes],
    }
    return json.dumps(report, indent=2, ensure_ascii=True).replace("\x7f", "\\u007f") + "\n"


def _numbers(outcomes: Sequence[Outcome]) -> JSON:
    fates = [each.fate for each in outcomes]
    return {"all": len(fates), **{fate: fates.count(fate) for fate in _FATES}}


def _by(outcomes: Sequence[Outcome], heading: Callable[[Outcome], str]) -> JSON:
    names = dict.fromkeys(heading(each) for each in outcomes)
    return {name: _numbers([each for each in outcomes if heading(each) == name]) for name in names}


def _mutant(outcome: Outcome) -> JSON:
    mutant = outcome.mutant
    return {
        "kind": mutant.kind,
        "section": mutant.section,
        "entry": mutant.entry,
        "file": mutant.place.file,
        "line": mutant.place.line,
        "column": mutant.place.column,
        "what": mutant.what,
        "fate": outcome.fate,
        "why": outcome.why,
        "killed_by": outcome.killed_by,
        "would_kill": [_hint(each) for each in outcome.hints],
    }


def _hint(hint: Hint) -> JSON:
    answers = hint.answers
    return {
        "about": hint.about,
        "name": hint.name,
        "on": hint.day.isoformat(),
        "commence": dict(hint.commence),
        "given": dict(answers.given),
        "take": dict(answers.take),
        "facts": dict(answers.facts),
        "without": answers.left_out,
        "expected": hint.expected or None,
        "got": hint.got or None,
    }
