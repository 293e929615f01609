"""What checking a rulebook found, as JUnit XML: a test a code, which fails with each finding of that code."""

from __future__ import annotations

from typing import Any

from junitparser import JUnitXml, TestCase, TestSuite

from reg7check.audit.checking import Checked
from reg7check.audit.findings import codes
from reg7check.inert import inert
from reg7check.report.junit import failure, junit_text


def findings_junit(checked: Checked) -> str:
    """Return the findings as JUnit XML."""
    suite: Any = TestSuite("rulebook")  # parts of the library have no types
    for code in codes().values():
        case: Any = TestCase(f"{code.code} {code.title}", classname="rulebook")
        case.result = [
            failure(f"{finding.place}: {inert(finding.message)}", code.severity.value, str(finding))
            for finding in checked.findings
            if finding.code == code.code
        ]
        suite.add_testcase(case)
    report: Any = JUnitXml("rulebook")
    report.append(suite)
    return junit_text(report)
