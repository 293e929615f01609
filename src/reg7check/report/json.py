"""The JSON report, schema 1: the contract for scripts. Pure ASCII, the same to the byte for the same inputs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from json.encoder import encode_basestring_ascii
from typing import Any

import reg7check
from reg7check.arrangement import Evidence, FactAt, Value
from reg7check.reasoning.results import (
    Assessment,
    FactUse,
    Member,
    Period,
    Question,
    Reason,
    Ruling,
    StrandAssessment,
    TurnsOn,
)
from reg7check.report import words
from reg7check.rulebook.models import RuleStatus

SCHEMA = 1
HOLDS: Mapping[RuleStatus, bool | None] = {"holds": True, "fails": False, "open": None}
"""How JSON says the status of a rule."""

JSON = dict[str, Any]
"""A JSON object."""


def json_reports(assessments: Sequence[Assessment]) -> str:
    """Return one report as an object, or several as an array in the order given."""
    reports = [_report(assessment) for assessment in assessments]
    return json_text(reports[0] if len(reports) == 1 else reports)


def json_text(report: JSON | list[JSON]) -> str:
    """Return a report as text: pure ASCII, the same to the byte for the same report."""
    return _indented(report, "\n").replace("\x7f", "\\u007f") + "\n"


def _indented(value: Any, margin: str) -> str:
    """Return what ``json.dumps`` with an indent of two gives, in a fifth of its time."""
    if value and isinstance(value, dict):
        inner = f"{margin}  "
        entries = [f"{encode_basestring_ascii(key)}: {_indented(each, inner)}" for key, each in value.items()]
        return f"{{{inner}{f',{inner}'.join(entries)}{margin}}}"
    if value and isinstance(value, list):
        inner = f"{margin}  "
        return f"[{inner}{f',{inner}'.join([_indented(each, inner) for each in value])}{margin}]"
    return encode_basestring_ascii(value) if isinstance(value, str) else json.dumps(value)


def head(assessment: Assessment) -> JSON:
    """Return how each JSON report of an arrangement begins: schema, program, rulebook, arrangement, what is assumed."""
    arrangement, law = assessment.arrangement, assessment.law
    return {
        "schema": SCHEMA,
        "program": {"name": "reg7check", "version": reg7check.__version__},
        "rulebook": {
            "id": law.identity.id,
            "version": law.identity.version,
            "sha256": assessment.rulebook_sha256,
            "law_as_of": iso(law.identity.law_as_of),
        },
        "arrangement": {
            "file": arrangement.file,
            "title": arrangement.title,
            "reference": arrangement.reference,
            "sha256": arrangement.sha256,
            "nation": arrangement.nation,
            "redacted": arrangement.redacted,
        },
        "assumed": {"as": assessment.as_party, "on": iso(assessment.on), "take": dict(assessment.taken)},
    }


def _report(assessment: Assessment) -> JSON:
    told = (words.redaction(assessment.arrangement), words.blanks(assessment.arrangement))
    return {
        **head(assessment),
        "verdict": assessment.verdict.value,
        "cover": [_strand(assessment, strand) for strand in assessment.cover],
        "evidence": [_evidence(each) for each in assessment.arrangement.evidence.values()],
        "authorities": [authority_object(assessment, name) for name in assessment.authorities],
        "warnings": [*filter(None, told), *(each.text for each in assessment.warnings)],
        "consequences": [each.text for each in assessment.consequences],
        "next_steps": [each.text for each in assessment.next_steps],
        "caveats": [each.text for each in assessment.caveats],
    }


def _evidence(evidence: Evidence) -> JSON:
    return {
        "id": evidence.id,
        "what": evidence.what,
        "date": iso(evidence.date),
        "from": evidence.given_by,
        "quote": evidence.quote,
        "link": evidence.link,
    }


def _strand(assessment: Assessment, strand: StrandAssessment) -> JSON:
    leading = strand.ruling.leading
    return {
        "id": strand.strand.id,
        "what": strand.strand.what,
        "described_as": strand.strand.described_as,
        "part_of": strand.strand.part_of,
        "verdict": strand.verdict.value,
        "periods": [_period(assessment, period) for period in strand.ruling.periods],
        "accounts": _accounts(strand.ruling),
        **_findings(assessment, leading),
        "other_prohibitions": [_other(assessment, ruling) for ruling in strand.others],
        "notes": list(dict.fromkeys([*strand.notes, *(note for each in strand.ruling.periods for note in each.notes)])),
    }


def _other(assessment: Assessment, ruling: Ruling) -> JSON:
    prohibition = assessment.law.prohibitions[ruling.prohibition]
    return {
        "id": prohibition.id,
        "provision": prohibition.provision,
        "verdict": ruling.verdict.value,
        "periods": [_period(assessment, period) for period in ruling.periods],
        "accounts": _accounts(ruling),
        **_findings(assessment, ruling.leading),
    }


def _accounts(ruling: Ruling) -> JSON:
    return {party: verdict.value for party, verdict in ruling.accounts.items()}


def _period(assessment: Assessment, period: Period) -> JSON:
    return {
        "from": iso(period.first),
        "to": iso(period.last),
        "verdict": period.verdict.value,
        "accounts": {party: verdict.value for party, verdict in period.accounts.items()},
        **_findings(assessment, period),
        "notes": list(period.notes),
    }


def _findings(assessment: Assessment, period: Period) -> JSON:
    several = len(assessment.arrangement.actions) > 1
    return {
        "turns_on": [turns_on_object(assessment, each) for each in period.turns_on],
        "settled_by": [
            {"verdict": each.verdict.value, "if": members_object(each.members, several=several)}
            for each in period.settled_by
        ],
        "settled_by_more": {
            verdict.value: more_than_shown(total.number, shown, exact=total.exact)
            for verdict, total in (period.settled_by_total or {}).items()
            for shown in [sum(each.verdict is verdict for each in period.settled_by)]
        },
        "questions": [_question(assessment, each) for each in period.questions],
        "changed_by": [
            {"verdict": each.verdict.value, "if": members_object(each.members, several=several)}
            for each in period.changes
        ],
        "changed_by_more": more_than_shown(
            period.changes_total.number, len(period.changes), exact=period.changes_total.exact
        ),
        "presumed": {_key(use.name, use.action, several=several): use.answer.agreed for use in period.presumptions},
        "reasons": [reason_object(assessment, reason) for reason in period.reasons],
    }


def more_than_shown(total: int, shown: int, *, exact: bool) -> int | str:
    """Return how many sets there are besides those shown."""
    left = max(total - shown, 0)
    return left if exact else f"more than {left}"


def _key(name: str, action: str, *, several: bool) -> str:
    return f"{action}.{name}" if action and several else name


def members_object(members: Iterable[Member], *, several: bool) -> JSON:
    """Return the answers of a set, by fact, with the action where there are several."""
    return {_key(member.name, member.action, several=several): member.words for member in members}


def turns_on_object(assessment: Assessment, each: TurnsOn) -> JSON:
    """Return a fact, or an open question, on which something turns."""
    law = assessment.law
    if each.status == "arguable":
        question = law.open_questions[each.name]
        return {"open_question": each.name, "status": each.status, "question": question.question}
    about = {"action": each.action} if each.action else {}
    return {"fact": each.name, **about, "status": each.status, "question": law.facts[each.name].question}


def _question(assessment: Assessment, each: Question) -> JSON:
    fact = assessment.law.facts[each.name]
    about = {"action": each.action} if each.action else {}
    return {"fact": each.name, **about, "question": fact.question, "ask": fact.ask}


def reason_object(assessment: Assessment, reason: Reason) -> JSON:
    """Return a reason with all the reasons under it."""
    about: JSON = {"action": reason.action} if reason.action else {}
    if reason.days is not None:
        about |= {"from": iso(reason.days.first), "to": iso(reason.days.last)}
    return {
        "rule": reason.rule,
        **about,
        "title": reason.title,
        "holds": HOLDS[reason.status],
        "provision": reason.provision,
        "pinpoint": reason.pinpoint,
        "version": reason.version,
        "words": reason.words,
        "text": reason.text,
        "facts": [use.name for use in reason.facts],
        "answers": [answer_object(use) for use in reason.facts],
        "open_questions": list(reason.questions),
        "points": list(reason.points),
        "because": [reason_object(assessment, each) for each in reason.because],
    }


def answer_object(use: FactUse) -> JSON:
    """Return what is known of a fact, and who says so."""
    answer = use.answer
    told: JSON = {"fact": use.name}
    if use.action:
        told["action"] = use.action
    if answer.disputed:
        told["disputed"] = {party: plain_value(value) for party, value in answer.by_party}
    else:
        told["answer"] = plain_value(answer.agreed)
        told["says"] = answer.says
        told["agreed_by"] = [party for party, _ in answer.by_party]
    told["presumed"] = use.presumed
    told["evidence"] = list(answer.evidence)
    told["note"] = answer.note
    return told


def authority_object(assessment: Assessment, name: str) -> JSON:
    """Return a provision or an authority: its citation, where it is, what is unchecked."""
    law = assessment.law
    unchecked = words.unchecked_parts(law, name)
    provision = law.provisions.get(name)
    if provision is not None:
        citation = f"{provision.instrument}, {provision.cite}"
        return _source(name, citation, provision.url, provision.kind, unchecked)
    authority = law.authorities[name]
    return _source(name, authority.citation, authority.url, authority.kind, unchecked)


def _source(name: str, citation: str, url: str | None, kind: str, unchecked: list[str]) -> JSON:
    return {"id": name, "citation": citation, "url": url, "kind": kind, "unchecked": unchecked}


def where(at: FactAt) -> JSON:
    """Return a fact and the strand, or the action, that it is about."""
    return {"fact": at.fact, **({"action": at.action} if at.action else {"strand": at.strand})}


def plain_value(value: Value | None) -> str | None:
    """Return an answer as JSON has it: a date as 2024-05-13."""
    return iso(value) if isinstance(value, date) else value


def iso(value: date | None) -> str | None:
    """Return a date as 2024-05-13, or None for none."""
    return value.isoformat() if value is not None else None
