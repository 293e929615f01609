"""What came of rule cases, as JUnit XML: a suite a file, with file, line and failure of each case."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from junitparser import JUnitXml, TestSuite

from reg7check.audit.running import CaseResult
from reg7check.inert import inert
from reg7check.report.junit import failure, junit_text, placed_case
from reg7check.report.rules.cases_text import difference_lines, in_one_line


def cases_junit(results: Sequence[CaseResult]) -> str:
    """Return the results of cases as JUnit XML."""
    report: Any = JUnitXml("rule cases")  # parts of the library have no types
    for file, of_file in groupby(results, key=lambda result: result.case.place.file):
        suite: Any = TestSuite(inert(file))
        suite.extend([_case(result) for result in of_file])
        report.append(suite)
    return junit_text(report)


def _case(result: CaseResult) -> Any:
    case = result.case
    found = placed_case(case.title, case.place.file, case.place.line)
    if not result.passes:
        lines = (line for each in result.differences for line in difference_lines(each))
        found.result = failure(in_one_line(result.differences[0]), "difference", "\n".join(lines))
    return found
