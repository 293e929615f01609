"""The first page answers alone, on one page, however much is disputed and however often the days change."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from reg7check import assess, load_arrangement
from reg7check.reasoning import Assessment
from reg7check.report.compose import full_report, short_report
from reg7check.report.document import Document, Heading, Paragraph, Rows, Table
from reg7check.report.pdf.report import pdf_report
from reg7check.report.summary.lines import lines_of

ARRANGEMENTS = Path(__file__).parent / "arrangements"


def judged(name: str) -> Assessment:
    return assess(load_arrangement(ARRANGEMENTS / f"{name}.yaml", name=f"{name}.yaml"))


def headings(document: Document) -> list[str]:
    return [each.text for each in document.blocks if isinstance(each, Heading)]


def test_three_sides_who_dispute_four_facts_stand_on_page_one() -> None:
    document = full_report(judged("three-sides"))
    sides = next(each for each in document.blocks if isinstance(each, Table))
    assert [row[0].text for row in sides.rows] == [
        "Unison Southmere Branch",
        "Southmere Borough Council",
        "Swift Staffing Ltd",
    ]
    assert sides.rows[0][1].text.endswith("And 2 more.")
    pages = PdfReader(io.BytesIO(pdf_report(document))).pages
    assert "Consider a complaint" in pages[0].extract_text()
    assert "Timeline" in pages[1].extract_text()


def test_very_many_days_are_told_by_the_first_few() -> None:
    assessment = judged("alternate-days")
    told = "1 January 2024, 3 January 2024, 5 January 2024 and 12 more periods, the last of them 29 January 2024"
    paragraphs = [each.text for each in full_report(assessment).blocks if isinstance(each, Paragraph)]
    assert f"That is its verdict for {told}. On the other days it is not prohibited: see day by day." in paragraphs
    (line,) = lines_of(assessment, 0)
    assert line.days == told
    assert line.other_days[0].endswith("and 11 more periods, the last of them 28 January 2024")


def test_the_same_reasons_are_told_once_for_all_their_days() -> None:
    why = [each for each in headings(full_report(judged("alternate-days"))) if each.startswith("Why")]
    assert why == [
        "Why (1 January 2024, 3 January 2024, 5 January 2024 and 12 more periods, the last of them 29 January 2024)",
        "Why (2 January 2024, 4 January 2024, 6 January 2024 and 11 more periods, the last of them 28 January 2024)",
    ]


@pytest.mark.parametrize(("report", "rows"), [(short_report, 20), (full_report, 29)])
def test_a_short_report_leaves_many_periods_to_the_full_one(report: object, rows: int) -> None:
    assert callable(report)
    document = report(judged("alternate-days"))
    days = next(each for each in document.blocks if isinstance(each, Rows) and each.rows[0].label == "1 January 2024")
    assert len(days.rows) == rows
    paragraphs = [each.text for each in document.blocks if isinstance(each, Paragraph)]
    assert ("And 9 more periods (--verbose shows more)." in paragraphs) == (rows == 20)
