"""Coverage as JSON, schema 1, for scripts. Pure ASCII, the same to the byte for the same inputs."""

from __future__ import annotations

import json
from typing import Any

import reg7check
from reg7check.audit.coverage import (
    Coverage,
    DecisionCoverage,
    Example,
    LeafCoverage,
    Measure,
    Obligation,
    Seen,
    by_condition,
    by_mcdc,
    by_rule,
)
from reg7check.audit.decisions import written
from reg7check.problems import Place
from reg7check.report.rules.coverage_words import KINDS

SCHEMA = 1

JSON = dict[str, Any]
"""A JSON object."""


def coverage_json(coverage: Coverage) -> str:
    """Return what rule cases show of a rulebook as a JSON object; cases are named by their index in ``cases``."""
    identity = coverage.law.identity
    report = {
        "schema": SCHEMA,
        "program": {"name": "reg7check", "version": reg7check.__version__},
        "rulebook": {
            "id": identity.id,
            "version": identity.version,
            "sha256": coverage.sha256,
            "law_as_of": identity.law_as_of.isoformat(),
        },
        "by_rule": _measure(by_rule(coverage.decisions)),
        "by_condition": _measure(by_condition(coverage.decisions)),
        "mcdc": _measure(by_mcdc(coverage.decisions)),
        "cases": [
            {"title": case.title, **_place(case.place), "authorities": list(case.authorities)}
            for case in coverage.cases
        ],
        "decisions": [_decision(each) for each in coverage.decisions],
    }
    return json.dumps(report, indent=2, ensure_ascii=True).replace("\x7f", "\\u007f") + "\n"


def _measure(measure: Measure) -> JSON:
    return {"shown": measure.shown, "reachable": measure.reachable}


def _place(place: Place) -> JSON:
    return {"file": place.file, "line": place.line, "column": place.column}


def _decision(each: DecisionCoverage) -> JSON:
    decision = each.decision
    return {
        "kind": KINDS[decision.section],
        "id": decision.id,
        "title": decision.title,
        "provision": decision.entry.provision,
        **_place(decision.place),
        "applies": each.applies,
        "holds": _seen(each.holds),
        "fails": _seen(each.fails),
        "open": _seen(each.open),
        "conditions": [_leaf(leaf) for leaf in each.leaves],
    }


def _seen(seen: Seen) -> JSON:
    return {"reachable": seen.reachable, "cases": list(seen.cases)}


def _leaf(each: LeafCoverage) -> JSON:
    decides = {"true" if obligation.value else "false": _obligation(obligation) for obligation in each.obligations}
    return {
        "condition": written(each.leaf.asks),
        **_place(each.leaf.place),
        "true": _seen(each.true),
        "false": _seen(each.false),
        "decides": decides,
    }


def _obligation(each: Obligation) -> JSON:
    return {**_seen(each.seen), "smallest_facts": None if each.example is None else _example(each.example)}


def _example(example: Example) -> JSON:
    return {
        "from": example.first.isoformat(),
        "to": example.last.isoformat(),
        "commence": [
            {"provision": provision, "version": version, "from": day.isoformat()}
            for provision, version, day in example.commenced
        ],
        "facts": dict(example.answers),
        "take": dict(example.take),
    }
