"""What checking a rulebook found, as JSON: schema 1 of its own, and SARIF 2.1.0 for tools that show findings."""

from __future__ import annotations

import json
from typing import Any

import reg7check
from reg7check.audit.checking import Checked
from reg7check.audit.findings import Code, Finding, Severity, codes
from reg7check.report.json import JSON

SCHEMA = 1
_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def findings_json(checked: Checked) -> str:
    """Return the findings, and those silenced with the reason given, as JSON in pure ASCII."""
    identity = checked.law.identity if checked.law is not None else None
    return _written(
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
    """Return the findings as SARIF 2.1.0 (OASIS, 2023), with each silence as a suppression in the source."""
    kinds = list(codes().values())
    number = {code.code: index for index, code in enumerate(kinds)}
    results = [_result(finding, number) for finding in checked.findings]
    for silenced in checked.silenced:
        suppression = {"kind": "inSource", "justification": silenced.reason}
        results.append({**_result(silenced.finding, number), "suppressions": [suppression]})
    driver = {"name": "reg7check", "version": reg7check.__version__, "rules": [_rule(code) for code in kinds]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _written({"$schema": _SARIF, "version": "2.1.0", "runs": [run]})


def _rule(code: Code) -> JSON:
    return {
        "id": code.code,
        "name": code.name,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": f"{code.what} {code.why}"},
        "help": {"text": code.mend},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(finding: Finding, number: dict[str, int]) -> JSON:
    place = finding.place
    text = finding.message if finding.hint is None else f"{finding.message}. To mend it: {finding.hint}"
    location: JSON = {"artifactLocation": {"uri": _address(place.file)}}
    if place.line is not None:
        location["region"] = {"startLine": place.line, "startColumn": place.column}
    return {
        "ruleId": finding.code,
        "ruleIndex": number[finding.code],
        "level": finding.severity.value,
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
    }


def _address(file: str) -> str:
    from urllib.parse import quote

    return quote(file.replace("\\", "/"))


def _written(content: Any) -> str:
    return json.dumps(content, indent=2, ensure_ascii=True).replace("\x7f", "\\u007f") + "\n"
