"""What if, as JSON, schema 1: what answers supposed do to the verdicts, and every single answer that turns one."""

from __future__ import annotations

from collections.abc import Mapping

from reg7check.arrangement import FactAt, Value, answer_at
from reg7check.reasoning.results import Assessment
from reg7check.reasoning.supposing import Exploration, Explored, TurnedBy, WhatIf
from reg7check.report.json import JSON, head, json_text, plain_value, where
from reg7check.report.ruling_change_json import comparison, said, turn


def what_if_json(tried: WhatIf) -> str:
    """Return what was tried as one object."""
    before = tried.before
    return json_text(
        {
            **head(before),
            "set": _set(before, tried.answers),
            "comparison": None if tried.comparison is None else comparison(tried.comparison),
            "explored": None if tried.exploration is None else _explored(tried.exploration),
        }
    )


def _set(before: Assessment, answers: Mapping[FactAt, Value]) -> list[JSON]:
    return [
        {**where(at), "answer": plain_value(value), "before": said(answer_at(before.arrangement, at))}
        for at, value in answers.items()
    ]


def _explored(exploration: Exploration) -> JSON:
    return {
        "facts": exploration.facts,
        "answers_tried": exploration.tried,
        "rulings": [_ruling(each) for each in exploration.rulings],
    }


def _ruling(ruling: Explored) -> JSON:
    return {
        "strand": ruling.strand,
        "prohibition": ruling.prohibition,
        "verdict": ruling.outcome.verdict.value,
        "turned_by": [_turning(each) for each in ruling.turning],
    }


def _turning(turning: TurnedBy) -> JSON:
    single = turning.single
    asked = {"open_question": single.member.name} if single.at is None else where(single.at)
    return {
        **asked,
        "answer": plain_value(single.value),
        "means": single.member.words,
        "verdict": turning.verdict.value,
        "days": [turn(each) for each in turning.turns],
    }
