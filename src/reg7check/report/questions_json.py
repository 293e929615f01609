"""What to find out next as JSON, schema 1: every question, with what each answer would lead to."""

from __future__ import annotations

from collections.abc import Sequence

from reg7check.arrangement import Answer, FactAt, answer_at
from reg7check.arrangement.models import UNKNOWN
from reg7check.reasoning.prospects import Foreseen, Prospect, RulingThen
from reg7check.reasoning.results import Assessment, Verdict
from reg7check.report.json import JSON, head, iso, json_text, plain_value, where
from reg7check.report.prospects import reply_statement


def questions_json(assessment: Assessment, prospects: Sequence[Prospect]) -> str:
    """Return the questions, best first, with the verdict so far and what no answer settles."""
    rulings = [(strand.strand.id, ruling) for strand in assessment.cover for ruling in strand.rulings]
    turns_on = [each for _, ruling in rulings for period in ruling.periods for each in period.turns_on]
    return json_text(
        {
            **head(assessment),
            "assumed": {"on": iso(assessment.on), "strands": [each.strand.id for each in assessment.cover]},
            "verdict": assessment.verdict.value,
            "rulings": [
                {"strand": strand, "prohibition": ruling.prohibition, "verdict": ruling.verdict.value}
                for strand, ruling in rulings
            ],
            "questions": [_question(assessment, each) for each in prospects],
            "open_questions": list(
                dict.fromkeys(each.name for each in turns_on if each.status == "arguable" and each.arises)
            ),
        }
    )


def _question(assessment: Assessment, prospect: Prospect) -> JSON:
    at = prospect.to_ask.at
    fact = assessment.law.facts[at.fact]
    answer = answer_at(assessment.arrangement, at) or Answer(UNKNOWN)
    return {
        **where(at),
        "ask": fact.ask,
        "question": fact.question,
        "reason": fact.goes_to,
        "help": fact.explain,
        "expected_left": round(prospect.to_ask.expected_left, 3),
        "status": Verdict.DISPUTED.value if prospect.disputed else UNKNOWN,
        "stated": {party: plain_value(value) for party, value in answer.by_party},
        "answers": [_answer(assessment, at, each) for each in prospect.foreseen],
        "proof": fact.proof,
        "evidence": list(answer.evidence),
        "note": answer.note,
    }


def _answer(assessment: Assessment, at: FactAt, foreseen: Foreseen) -> JSON:
    reply = foreseen.reply
    return {
        "answer": plain_value(reply.value),
        "stands_for": reply.reach.value,
        "words": reply_statement(assessment.law.facts[at.fact], reply),
        "verdict": foreseen.verdict.value,
        "rulings": [_ruling(each) for each in foreseen.rulings],
        "left": foreseen.left,
    }


def _ruling(then: RulingThen) -> JSON:
    return {
        "strand": then.strand,
        "prohibition": then.prohibition,
        "verdict": then.verdict.value,
        "days": [
            {"from": iso(each.days.first), "to": iso(each.days.last), "verdict": each.verdict.value}
            for each in then.by_day
        ],
    }
