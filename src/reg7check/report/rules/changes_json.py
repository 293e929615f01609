"""What a change of a rulebook means, as JSON, schema 1: the contract for scripts. Pure ASCII, the same to the byte."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import reg7check
from reg7check.audit.diff.changes import Changes, Effect
from reg7check.audit.diff.differences import Difference
from reg7check.audit.diff.outcomes import STRAND
from reg7check.audit.diff.reassessing import Reassessed
from reg7check.audit.diff.shifts import Given, Shift
from reg7check.problems import Problem
from reg7check.report.difference_words import difference_text, file_of
from reg7check.report.json import JSON
from reg7check.rulebook.conditions import Condition, bracketed
from reg7check.rulebook.load import ReadRulebook

SCHEMA = 1


def json_changes(changes: Changes, arrangements: Sequence[Reassessed] | None = None) -> str:
    """Return a change, and where arrangements were assessed under both rulebooks how they change, as one object."""
    report: JSON = {
        "schema": SCHEMA,
        "program": {"name": "reg7check", "version": reg7check.__version__},
        "old": _rulebook(changes.old),
        "new": _rulebook(changes.new),
        "verdicts_change": changes.change_a_verdict,
        "effects": [_effect(each) for each in changes.effects],
        "together": [_shift(each) for each in changes.together],
        "no_longer_read": [_difference(each) for each in changes.stops_files],
        "renamed": [_difference(each) for each in changes.renames],
        "words": [_difference(each) for each in changes.words],
        "arrangements": None if arrangements is None else [_arrangement(each) for each in arrangements],
    }
    return json.dumps(report, indent=2, ensure_ascii=True).replace("\x7f", "\\u007f") + "\n"


def _rulebook(rulebook: ReadRulebook) -> JSON:
    identity = rulebook.law.identity
    return {
        "id": identity.id,
        "version": identity.version,
        "sha256": rulebook.sha256,
        "law_as_of": _plain(identity.law_as_of),
    }


def _effect(effect: Effect) -> JSON:
    return {
        "differences": [_difference(each) for each in effect.group.differences],
        "needs": [_difference(each) for each in effect.group.needs],
        "changes_verdicts_alone": bool(effect.shifts),
        "changes_verdicts_only_together": effect.only_together,
        "shifts": [_shift(each) for each in effect.shifts],
    }


def _difference(difference: Difference) -> JSON:
    place = difference.place
    return {
        "section": difference.section,
        "id": difference.entry,
        "path": list(difference.path),
        "text": difference_text(difference),
        "old": _plain(difference.old),
        "new": _plain(difference.new),
        "place": {
            "rulebook": "old" if difference.new is None else "new",
            "file": file_of(difference),
            "line": place.line,
            "column": place.column,
        },
    }


def _shift(shift: Shift) -> JSON:
    return {
        "prohibition": None if shift.prohibition == STRAND else shift.prohibition,
        "old": _plain(shift.old),
        "new": _plain(shift.new),
        "days": [{"from": _plain(each.first), "to": _plain(each.last)} for each in shift.days],
        "whenever_in_force": shift.in_force,
        "because": _facts(shift.because),
        "besides": _facts(shift.besides),
        "old_turns_on": list(shift.turned_on),
        "new_turns_on": list(shift.turns_on),
    }


def _facts(facts: Sequence[Given]) -> JSON:
    """Return, by fact, the answers that will do; what an arrangement does not state by an answer is in brackets."""
    return {each.name: list(each.answers) for each in facts}


def _arrangement(arrangement: Reassessed) -> JSON:
    return {
        "file": arrangement.name,
        "changes": [
            {
                "strand": each.strand,
                "prohibition": each.prohibition,
                "account_of": each.party,
                "from": _plain(each.first),
                "to": _plain(each.last),
                "old": each.old.value,
                "new": each.new.value,
            }
            for each in arrangement.turned
        ],
        "not_read_under_old": [_problem(each) for each in arrangement.old_problems],
        "not_read_under_new": [_problem(each) for each in arrangement.new_problems],
    }


def _problem(problem: Problem) -> JSON:
    place = problem.place
    return {"line": place.line, "column": place.column, "message": problem.message, "hint": problem.hint}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Condition):
        return bracketed(value)
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if hasattr(value, "_asdict"):
        return _plain(value._asdict())
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
