"""An explanation as JSON, schema 1: for scripts, the same to the byte for the same inputs."""

from __future__ import annotations

from reg7check.reasoning.explanations import Asking, Explained, Explanation, OtherDays, Ways
from reg7check.reasoning.weighing import Weighed
from reg7check.report.explained_sources import evidence_named, questions_named, sources_named
from reg7check.report.explained_words import subject_title
from reg7check.report.json import (
    HOLDS,
    JSON,
    answer_object,
    authority_object,
    head,
    iso,
    json_text,
    members_object,
    more_than_shown,
    reason_object,
    turns_on_object,
)
from reg7check.rulebook.models import Law, Reading


def json_explanation(explained: Explained) -> str:
    """Return an explanation as a JSON object."""
    assessment = explained.assessment
    return json_text(
        {
            **head(assessment),
            "asked": explained.asked,
            "on": iso(explained.on),
            "explanations": [_explanation(explained, each) for each in explained.explanations],
            "evidence": [_evidence(explained, name) for name in evidence_named(explained)],
            "authorities": [authority_object(assessment, name) for name in sources_named(explained)],
            "caveats": [each.text for each in assessment.caveats],
        }
    )


def _explanation(explained: Explained, each: Explanation) -> JSON:
    assessment = explained.assessment
    law = assessment.law
    several = len(assessment.arrangement.actions) > 1
    return {
        "strand": each.strand.id,
        "about": each.subject.kind,
        "id": each.subject.id,
        "title": subject_title(law, each.subject),
        **({"action": each.action} if each.action else {}),
        "from": iso(each.first),
        "to": iso(each.last),
        "holds": HOLDS[each.status],
        "verdict": each.verdict,
        "open_because": each.why_open,
        "accounts": {party: HOLDS[status] for party, status in each.accounts.items()},
        "asked_by": [_asking(asking) for asking in each.asked_by],
        "turns_on": [turns_on_object(assessment, part) for part in each.turns_on],
        "reasons": [reason_object(assessment, reason) for reason in each.reasons],
        "weighings": [_weighing(law, weighed) for weighed in each.weighings],
        "ways": [_ways(ways, several=several) for ways in each.ways],
        "open_questions": [_question(law, name, arises=arises) for name, arises in questions_named(each).items()],
        "other_days": [_other_days(other) for other in each.other_days],
    }


def _asking(asking: Asking) -> JSON:
    return {
        "prohibition": asking.role.prohibition,
        "through": asking.role.through,
        "exception": asking.role.exception,
        "verdict": asking.verdict.value,
        "not_reached": asking.stop.text if asking.stop is not None else None,
    }


def _weighing(law: Law, weighed: Weighed) -> JSON:
    return {
        "id": weighed.weighing,
        "judgement": law.weighings[weighed.weighing].judgement,
        "indicators": [
            {**answer_object(each.use), "weight": list(each.weight), "total_so_far": list(each.so_far)}
            for each in weighed.indicators
        ],
        "total": list(weighed.total),
        "accounts": {party: list(total) for party, total in weighed.by_party.items()},
        "decides": [
            {
                **({"open_question": each.question} if each.question else {"rule": each.rule}),
                "at_least": each.at_least,
                "at_most": each.at_most,
                "holds": HOLDS[each.status],
            }
            for each in weighed.thresholds
        ],
    }


def _ways(ways: Ways, *, several: bool) -> JSON:
    return {
        "then_holds": HOLDS[ways.status],
        "sets": [members_object([step.member for step in each], several=several) for each in ways.sets],
        "more": more_than_shown(ways.total.number, len(ways.sets), exact=ways.total.exact),
    }


def _question(law: Law, name: str, *, arises: bool) -> JSON:
    question = law.open_questions[name]
    return {
        "id": name,
        "question": question.question,
        "provision": question.provision,
        "arises": True if arises else None,
        "arises_if": question.arises,
        "prohibits": _reading(question.prohibits),
        "permits": _reading(question.permits),
    }


def _reading(reading: Reading) -> JSON:
    return {"reading": reading.reading, "argument": reading.argument, "authorities": list(reading.authorities)}


def _other_days(other: OtherDays) -> JSON:
    return {
        "from": iso(other.first),
        "to": iso(other.last),
        **({"action": other.action} if other.action else {}),
        "holds": HOLDS[other.status],
        "verdict": other.verdict,
    }


def _evidence(explained: Explained, name: str) -> JSON:
    evidence = explained.assessment.arrangement.evidence[name]
    return {
        "id": name,
        "what": evidence.what,
        "date": iso(evidence.date),
        "from": evidence.given_by,
        "quote": evidence.quote,
        "link": evidence.link,
    }
