"""What came of rule cases, as JUnit XML: a suite a file, with file, line and failure of each case."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

from junitparser import Attr, Failure, IntAttr, JUnitXml, TestCase, TestSuite

from reg7check.audit.running import CaseResult
from reg7check.inert import inert
from reg7check.report.cases_text import difference_lines, in_one_line


class _PlacedCase(TestCase):
    file = Attr("file")
    line = IntAttr("line")


def cases_junit(results: Sequence[CaseResult]) -> str:
    """Return the results of cases as JUnit XML."""
    report: Any = JUnitXml("rule cases")  # parts of the library have no types
    for file, of_file in groupby(results, key=lambda result: result.case.place.file):
        suite: Any = TestSuite(inert(file))
        suite.extend([_case(result) for result in of_file])
        report.append(suite)
    report.update_statistics()
    written = BytesIO()
    report.write(written, pretty=True)
    return written.getvalue().decode("utf-8")


def _case(result: CaseResult) -> _PlacedCase:
    case = result.case
    found = _PlacedCase(inert(case.title), classname=inert(case.place.file.rpartition(".")[0].replace("/", ".")))
    found.file = inert(case.place.file)
    if case.place.line is not None:
        found.line = case.place.line
    if not result.passes:
        failure = Failure(in_one_line(result.differences[0]), "difference")
        failure.text = "\n".join(line for each in result.differences for line in difference_lines(each))
        found.result = failure
    return found
