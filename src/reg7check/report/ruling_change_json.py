"""What becomes of rulings, as JSON: the parts that reports of what if and of comparisons share."""

from __future__ import annotations

from collections.abc import Iterable

from reg7check.arrangement import Answer
from reg7check.reasoning.aligning import Turn
from reg7check.reasoning.comparing import Comparison, RuleTurn, RulingChange, StrandChange
from reg7check.reasoning.results import Ruling, TurnsOn, Verdict
from reg7check.report.json import JSON, iso, plain_value, where


def comparison(compared: Comparison) -> JSON:
    """Return two assessments side by side."""
    before, after = compared.to_ask
    return {
        "verdict": {"before": compared.before.verdict.value, "after": compared.after.verdict.value},
        "facts_to_ask": {
            "before": [where(each) for each in before],
            "after": [where(each) for each in after],
        },
        "cover": [_strand(each) for each in compared.strands],
    }


def said(answer: Answer | None) -> JSON | None:
    """Return what a file says of a fact; None where it does not list it."""
    if answer is None:
        return None
    told: JSON = {"answer": plain_value(answer.agreed)}
    if answer.by_party:
        told["by_party"] = {party: plain_value(value) for party, value in answer.by_party}
    return {**told, "says": answer.says, "evidence": list(answer.evidence), "note": answer.note}


def turn(each: Turn) -> JSON:
    """Return days on which a verdict differs; a verdict is null where that day is not judged."""
    return {
        "from": iso(each.first),
        "to": iso(each.last),
        "before": _verdict(each.old),
        "after": _verdict(each.new),
    }


def _strand(change: StrandChange) -> JSON:
    return {"id": change.id, "prohibitions": [_ruling(each) for each in change.rulings]}


def _ruling(change: RulingChange) -> JSON:
    old, new = change.verdicts
    return {
        "id": change.prohibition,
        "verdict": {"before": _verdict(old), "after": _verdict(new)},
        "accounts": {"before": _accounts(change.old), "after": _accounts(change.new)},
        "days": [turn(each) for each in change.turns],
        "rules": [_rule(each) for each in change.rules],
        "turns_on": {"before": _turns_on(change.turned_on), "after": _turns_on(change.turns_on)},
    }


def _rule(each: RuleTurn) -> JSON:
    return {
        "rule": each.rule,
        "action": each.action,
        "before": each.old,
        "after": each.new,
        "days": [{"from": iso(span.first), "to": iso(span.last)} for span in each.days],
        "facts": [fact.name for fact in each.facts],
    }


def _turns_on(found: Iterable[TurnsOn]) -> list[JSON]:
    return [
        {"name": each.name, **({"action": each.action} if each.action else {}), "status": each.status} for each in found
    ]


def _accounts(ruling: Ruling | None) -> JSON:
    return {party: verdict.value for party, verdict in (ruling.accounts if ruling else {}).items()}


def _verdict(verdict: Verdict | None) -> str | None:
    return None if verdict is None else verdict.value
