"""The Word report: Word's own headings and lists, British English on A4, and the same bytes whenever it is made."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.shared import Mm

from reg7check import assess
from reg7check.report.compose import full_report
from reg7check.report.document import Document, Example, Heading, Item, Items, Lines, Paragraph, Row, Rows
from reg7check.report.text import text_reports
from reg7check.report.word import word_report

from .letters import ADDRESSEES, EXAMPLES, example, letter, load_rulebook
from .test_letters import BARNET, DAYS, golden

EVERYTHING = Document(
    (
        Heading(1, "Title"),
        Heading(2, "Part"),
        Heading(5, "Deep"),
        Lines(("First line", "Second line")),
        Paragraph("Plain"),
        Paragraph("Strong", "strong"),
        Paragraph("Quiet", "quiet"),
        Items((Item("One", below=(Item("Below", lines=("Under below",), below=(Item("Lower"),)),)), Item("Two"))),
        Items((Item("First", mark="yes"), Item("Second")), numbered=True),
        Paragraph("Between"),
        Items((Item("Third"),), numbered=True, start=3),
        Items((Item("Afresh"),), numbered=True),
        Rows((Row("Label", "Value", "prohibited"),)),
        Example("a: 1\nb: 2"),
        Paragraph("Bell \x07 and <b>markup</b> & \u202eturned"),
    )
)


def opened(document: Document) -> Any:
    return docx.Document(BytesIO(word_report(document)))


def lines_of(word: Any) -> list[str]:
    """Return each paragraph of a Word file with its style, and lines as they break."""
    return [f"{each.style.name}: {each.text}" for each in word.paragraphs]


@pytest.mark.parametrize("to", ADDRESSEES)
@pytest.mark.parametrize("name", BARNET)
def test_the_words_and_styles_of_a_letter_are_the_golden_ones(name: str, to: str) -> None:
    document = letter(
        example(name), to, DAYS[name], public_body="is" if to == "hirer" else "not-said", reply_by=date(2024, 5, 31)
    )
    golden(f"{name}.{to}.docx.txt", "\n".join(lines_of(opened(document))) + "\n")


def test_each_block_is_written_in_words_own_styles() -> None:
    word = opened(EVERYTHING)
    assert lines_of(word) == [
        "Heading 1: Title",
        "Heading 2: Part",
        "Heading 3: Deep",
        "Normal: First line\nSecond line",
        "Normal: Plain",
        "Normal: Strong",
        "Normal: Quiet",
        "List Bullet: One",
        "List Bullet 2: Below",
        "List Continue 2: Under below",
        "List Bullet 3: Lower",
        "List Bullet: Two",
        "List Number: Yes. First",
        "List Number: Second",
        "Normal: Between",
        "List Number: Third",
        "List Number: Afresh",
        "Normal: ",
        "Normal: a: 1\nb: 2",
        "Normal: Bell \\x07 and <b>markup</b> & \\u202eturned",
    ]
    assert [cell.text for cell in word.tables[0].rows[0].cells] == ["Label", "Value"]


def test_blanks_are_highlighted_and_nothing_else_is() -> None:
    word = opened(letter(example(BARNET[0]), "supplier", DAYS[BARNET[0]]))
    runs = [run for paragraph in word.paragraphs for run in paragraph.runs if run.text.strip()]
    marked = [run.text for run in runs if run.font.highlight_color is not None]
    assert "[to fill in: the date by which you ask for a reply]" in marked
    assert all(each.startswith("[to fill in: ") and each.endswith("]") for each in marked)
    assert not any("[to fill in" in run.text for run in runs if run.font.highlight_color is None)


def test_numbered_lists_start_where_they_say() -> None:
    word = opened(EVERYTHING)
    numbering = word.part.numbering_part.element
    starts = {
        number.get(docx.oxml.ns.qn("w:numId")): start.get(docx.oxml.ns.qn("w:val"))
        for number in numbering.iter(docx.oxml.ns.qn("w:num"))
        for start in number.iter(docx.oxml.ns.qn("w:startOverride"))
    }
    used = [
        str(each.paragraph_format.element.pPr.numPr.numId.val)
        for each in word.paragraphs
        if each.style.name == "List Number"
    ]
    assert [starts[each] for each in used] == ["1", "1", "3", "1"]


def test_the_page_is_a4_and_the_language_british_english() -> None:
    word = opened(EVERYTHING)
    page = word.sections[0]
    assert (round(page.page_width / Mm(1)), round(page.page_height / Mm(1))) == (210, 297)
    assert 'w:lang w:val="en-GB"' in word.styles.element.xml
    assert 'w:val="en-US"' not in word.styles.element.xml + word.settings.element.xml


def test_nothing_tells_when_or_by_whom_it_was_made() -> None:
    word = opened(EVERYTHING)
    properties = word.core_properties
    assert (properties.title, properties.language) == ("Title", "en-GB")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created.replace(tzinfo=None) == properties.modified.replace(tzinfo=None) == datetime(2000, 1, 1)
    with ZipFile(BytesIO(word_report(EVERYTHING))) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"
        assert not any("vba" in name.lower() for name in package.namelist())


def test_the_file_is_the_same_to_the_byte_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = word_report(EVERYTHING)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert word_report(EVERYTHING) == first


@pytest.mark.parametrize("name", EXAMPLES[::4])
def test_any_report_can_be_written_for_word_and_loses_no_word(name: str) -> None:
    document = full_report(assess(example(name), load_rulebook()))
    word = opened(document)
    told = " ".join(
        [*(each.text for each in word.paragraphs)]
        + [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    )
    text = text_reports([document])
    missing = {each for each in text.split() if each.isalpha()} - set(told.replace("\n", " ").split())
    assert missing <= {"yes", "no", "open"}


def test_word_is_not_loaded_before_it_is_wanted() -> None:
    loads = "import sys, reg7check.cli.main, reg7check.cli.letter, reg7check.report.word; print('docx' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", loads], capture_output=True, check=True, encoding="utf-8")
    assert run.stdout == "False\n"
