"""The verdicts of arrangements as JUnit XML: a suite a file, a case for each prohibition on each strand of cover.

A case passes where the cover is not prohibited, and says what was assumed or noted, if anything was. Where it is, or
where it is not settled, it fails, with the verdict as the type of the failure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from junitparser import JUnitXml, TestSuite

from reg7check.inert import inert
from reg7check.reasoning.results import Assessment, Verdict
from reg7check.report.junit import failure, junit_text, placed_case
from reg7check.report.stamp import stamp_of
from reg7check.report.summary.lines import Line, lines_of
from reg7check.report.verdicts_ci import in_a_few_lines, in_short


def verdicts_junit(assessments: Sequence[Assessment]) -> str:
    """Return the verdicts of one or several assessments as JUnit XML."""
    report: Any = JUnitXml("arrangements")  # parts of the library have no types
    for assessment in assessments:
        suite: Any = TestSuite(inert(assessment.arrangement.file))
        for entry in stamp_of(assessment, "full").lines():
            name, _, value = entry.partition(": ")
            suite.add_property(name, value)
        for line in lines_of(assessment):
            suite.add_testcase(_case(line))
        report.append(suite)
    return junit_text(report)


def _case(line: Line) -> Any:
    case = placed_case(f"{line.strand}: {line.prohibition_title}", line.file, line.line)
    if line.verdict is Verdict.NOT_PROHIBITED:
        if line.notes:
            case.system_out = "\n".join(in_a_few_lines(line))
    else:
        case.result = [failure(in_short(line), line.verdict.value, "\n".join(in_a_few_lines(line)))]
    return case
