"""What checking a rulebook found, as JSON: schema 1 of its own, and SARIF 2.1.0 for tools that show findings."""

from __future__ import annotations

import reg7check
from reg7check.audit.checking import Checked
from reg7check.audit.findings import Code, Finding, Severity, codes
from reg7check.report.json import JSON, json_text
from reg7check.report.sarif import location, message, sarif_text

SCHEMA = 1


def findings_json(checked: Checked) -> str:
    """Return the findings, and those silenced with the reason given, as JSON in pure ASCII."""
    identity = checked.law.identity if checked.law is not None else None
    return json_text(
        {
            "schema": SCHEMA,
            "program": {"name": "reg7check", "version": reg7check.__version__},
            "rulebook": None
            if identity is None
            else {"id": identity.id, "version": identity.version, "sha256": checked.sha256},
            "counts": {severity.value: checked.count(severity) for severity in Severity},
            "findings": [_finding(finding) for finding in checked.findings],
            "silenced": [{**_finding(each.finding), "reason": each.reason} for each in checked.silenced],
        }
    )


def _finding(finding: Finding) -> JSON:
    place = finding.place
    return {
        "code": finding.code,
        "name": codes()[finding.code].name,
        "severity": finding.severity.value,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "message": finding.message,
        "hint": finding.hint,
    }


def findings_sarif(checked: Checked) -> str:
    """Return the findings as SARIF, with each silence as a suppression in the source."""
    results = [_result(finding) for finding in checked.findings]
    for silenced in checked.silenced:
        suppression = {"kind": "inSource", "justification": silenced.reason}
        results.append({**_result(silenced.finding), "suppressions": [suppression]})
    return sarif_text([_rule(code) for code in codes().values()], results)


def _rule(code: Code) -> JSON:
    return {
        "id": code.code,
        "name": code.name,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": f"{code.what} {code.why}"},
        "help": {"text": code.mend},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(finding: Finding) -> JSON:
    place = finding.place
    text = finding.message if finding.hint is None else f"{finding.message}. To mend it: {finding.hint}"
    return {
        "ruleId": finding.code,
        "level": finding.severity.value,
        "message": message(text),
        "locations": [location(place.file, place.line, place.column)],
    }
