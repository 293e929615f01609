"""The Word report: Word's own headings, lists, tables, footnotes and links, and the same bytes whenever it is made.

``UPDATE_GOLDEN=1`` rewrites the golden files.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from openxml_audit import OpenXmlValidator

from reg7check import assess
from reg7check.inert import inert
from reg7check.problems import BadInput
from reg7check.report.compose import full_report
from reg7check.report.document import (
    Cell,
    Cite,
    Document,
    Example,
    Figure,
    Heading,
    Item,
    Items,
    Lines,
    PageEnd,
    Paragraph,
    Quote,
    Row,
    Rows,
    Table,
)
from reg7check.report.drawing import Drawing, DrawnBox, DrawnText
from reg7check.report.formats import report_in
from reg7check.report.pdf.fonts import FAMILIES
from reg7check.report.stamp import Stamp
from reg7check.report.text import text_reports
from reg7check.report.word.report import word_report
from reg7check.trust.word_file import word_stamps

from .letters import ADDRESSEES, EXAMPLES, ROOT, example, letter, load_rulebook
from .test_letters import BARNET, DAYS, golden
from .test_stamp import PLAIN
from .word_hostile import HOSTILE_DOCUMENT, LONG_NOTE, LONG_WORD, NASTY
from .word_layer import footnotes, parts, pictures, text_layer

UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
GOLDEN = Path(__file__).parent / "golden" / "docx"
DRAWING = Drawing(200, 100, (DrawnBox(10, 10, 80, 40, "prohibited"), DrawnText(12, 30, "A text & <b>", ink="law")))
FIRST = Cite("reg 1", "The Regulations, regulation 1", "source-1", "https://example.org/1?a=b&c=d")
SECOND = Cite("s 2", "The Act, section 2")
EVERYTHING = Document(
    (
        Heading(1, "Title"),
        Heading(2, "Part"),
        Heading(5, "Deep"),
        Lines(("First line", "Second line")),
        Paragraph("Plain"),
        Paragraph("Strong", "strong"),
        Paragraph("Quiet", "quiet"),
        Paragraph("PROHIBITED", "prohibited"),
        Items((Item("One", below=(Item("Below", lines=("Under below",), below=(Item("Lower"),)),)), Item("Two"))),
        Items((Item("First", mark="yes"), Item("Second")), numbered=True),
        Paragraph("Between"),
        Items((Item("Third"),), numbered=True, start=3),
        Items((Item("Afresh"),), numbered=True),
        Rows((Row("Label", "Value", "prohibited"),)),
        Rows((Row("Another", "table"),)),
        PageEnd(),
        Heading(2, "Pages"),
        Table("Sides", ("Side", "Says"), ((Cell("A"), Cell("Yes", "strong", ("A line",), (("Paper 1", "paper"),))),)),
        Figure("A picture", "It shows a box.", lambda: DRAWING),
        Items(
            (
                Item("Reason", mark="open", quote=Quote("the words", "reg 1"), cites=(FIRST, SECOND)),
                Item("Other", mark="no", below=(Item("Below it", cites=(FIRST,), quote=Quote("more", "reg 1")),)),
            )
        ),
        Items((Item("Source", anchor="source-1", links=("https://example.org/",)), Item("Paper", anchor="paper"))),
        Example("a: 1\n  b: 2"),
        Paragraph("Bell \x07 and <b>markup</b> & \u202eturned"),
    ),
)
STYLES_OF_EVERYTHING = """\
header | Title
footer | Page 1 of 1

Heading 1 | Title
Heading 2 | Part
Heading 4 | Deep
Short Lines | First line / Second line
Normal | Plain
Important | Strong
Small Print | Quiet
Verdict Prohibited | PROHIBITED
List Bullet | One
List Bullet 2 | Below
List Continue 2 | Under below
List Bullet 3 | Lower
List Bullet | Two
List Number | Yes. First
List Number | Second
Normal | Between
List Number | Third
List Number | Afresh
table: Deep
  row
    - Table Row Heading | Label
    - Table Text | Value
end of table
Table End |
table: Deep
  row
    - Table Row Heading | Another
    - Table Text | table
end of table
(new page) Heading 2 | Pages
Caption | Sides
table: Sides
  heading row
    - Table Heading | Side
    - Table Heading | Says
  row
    - Table Row Heading | A
    - Table Text | Yes
      Table Note | A line
      Table Note | Paper 1
end of table
Table End |
Caption | A picture
Picture | picture: A picture: It shows a box.
table: Pages
  heading row
    - Table Heading | What must be so, and why
    - Table Heading | The words of the law
  row
    - Reason | Open. Reason[^1], [^2]
    - Quote | “the words”
      Source Line | reg 1
  row
    - Reason | No. Other
    - Table Text |
  row
    - Reason 2 | Below it[^3]
    - Quote | “more”
      Source Line | reg 1
end of table
Table End |
List Bullet | Source
List Continue | https://example.org/
List Bullet | Paper
Example | a: 1 /   b: 2
Normal | Bell \\x07 and <b>markup</b> & \\u202eturned

[^1]: The Regulations, regulation 1.
[^2]: The Act, section 2.
[^3]: reg 1.
"""


def opened(document: Document) -> Any:
    return docx.Document(BytesIO(word_report(document)))


@cache
def report_of(name: str) -> bytes:
    return report_in("docx", [assess(example(name), load_rulebook())])


def problems_of(path: Path) -> list[str]:
    """Return what is wrong with a Word file, by the schemas of its format."""
    return [str(each) for each in OpenXmlValidator().validate(path).errors]


# What it says


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_text_layer_of_an_example_is_the_golden_one(name: str) -> None:
    told = text_layer(report_of(name))
    if os.environ.get("UPDATE_GOLDEN"):
        (GOLDEN / f"{name}.txt").write_text(told, encoding="utf-8", newline="\n")
    assert told == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("to", ADDRESSEES)
@pytest.mark.parametrize("name", BARNET)
def test_the_text_layer_of_a_letter_is_the_golden_one(name: str, to: str) -> None:
    document = letter(
        example(name), to, DAYS[name], public_body="is" if to == "hirer" else "not-said", reply_by=date(2024, 5, 31)
    )
    golden(f"{name}.{to}.docx.txt", text_layer(word_report(document)))


def test_each_block_is_written_in_words_own_styles() -> None:
    assert text_layer(word_report(EVERYTHING)) == STYLES_OF_EVERYTHING


@pytest.mark.parametrize("name", EXAMPLES[::4])
def test_any_report_can_be_written_for_word_and_loses_no_word(name: str) -> None:
    document = full_report(assess(example(name), load_rulebook()))
    document = document._replace(blocks=tuple(each for each in document.blocks if not isinstance(each, Figure)))
    told = set(text_layer(word_report(document)).split())
    missing = {each for each in text_reports([document]).split() if each.isalpha()} - told
    assert missing <= {"yes", "no", "open"}


def test_a_report_in_word_is_always_full() -> None:
    assessment = assess(example(BARNET[0]), load_rulebook())
    assert report_in("docx", [assessment], depth="short") == word_report(full_report(assessment))


def test_blanks_are_marked_and_nothing_else_is() -> None:
    word = opened(letter(example(BARNET[0]), "supplier", DAYS[BARNET[0]]))
    runs = [run for paragraph in word.paragraphs for run in paragraph.runs if run.text.strip()]
    marked = [run.text for run in runs if run.style.name == "Blank to Fill In"]
    assert "[to fill in: the date by which you ask for a reply]" in marked
    assert all(each.startswith("[to fill in: ") and each.endswith("]") for each in marked)
    assert not any("[to fill in" in run.text for run in runs if run.style.name != "Blank to Fill In")


def test_numbered_lists_start_where_they_say() -> None:
    word = opened(EVERYTHING)
    numbering = word.part.numbering_part.element
    starts = {
        number.get(qn("w:numId")): start.get(qn("w:val"))
        for number in numbering.iter(qn("w:num"))
        for start in number.iter(qn("w:startOverride"))
    }
    used = [
        str(each.paragraph_format.element.pPr.numPr.numId.val)
        for each in word.paragraphs
        if each.style.name == "List Number"
    ]
    assert [starts[each] for each in used] == ["1", "1", "3", "1"]


def test_no_text_has_looks_of_its_own_that_a_style_could_give() -> None:
    """An editor restyles the whole file by its styles."""
    body = opened(EVERYTHING).element.body
    runs = {child.tag for run in body.iter(qn("w:rPr")) for child in run}
    paragraphs = {child.tag for paragraph in body.iter(qn("w:pPr")) for child in paragraph}
    assert runs == {qn("w:rStyle")}
    assert paragraphs == {qn("w:pStyle"), qn("w:numPr"), qn("w:pageBreakBefore")}


def test_every_style_that_is_used_is_defined() -> None:
    for name in ("word/document.xml", "word/footnotes.xml", "word/header.xml", "word/footer.xml"):
        root = docx.oxml.parse_xml(parts(word_report(EVERYTHING))[name])
        known = {style.style_id for style in opened(EVERYTHING).styles}
        for kind in ("w:pStyle", "w:rStyle", "w:tblStyle"):
            assert {each.get(qn("w:val")) for each in root.iter(qn(kind))} <= known


# Links, notes, pictures


def test_links_lead_out_to_web_addresses_and_within_to_bookmarks() -> None:
    word = opened(EVERYTHING)
    links = list(word.element.body.iter(qn("w:hyperlink")))
    outward = [word.part.rels[each.get(qn("r:id"))].target_ref for each in links if each.get(qn("r:id"))]
    inward = [each.get(qn("w:anchor")) for each in links if each.get(qn("w:anchor"))]
    marks = [each.get(qn("w:name")) for each in word.element.body.iter(qn("w:bookmarkStart"))]
    assert outward == ["https://example.org/"]
    assert marks == ["source_1_1", "paper_2"]
    assert inward == ["paper_2"]


def test_a_footnote_links_to_its_source_the_first_time_and_then_to_the_list_of_sources() -> None:
    content = word_report(EVERYTHING)
    relations = parts(content)["word/_rels/footnotes.xml.rels"].decode()
    assert 'Target="https://example.org/1?a=b&amp;c=d" TargetMode="External"' in relations
    first, second, third = footnotes(content)
    assert [each.get(qn("w:anchor")) for each in first.iter(qn("w:hyperlink"))] == [None]
    assert list(second.iter(qn("w:hyperlink"))) == []
    assert [each.get(qn("w:anchor")) for each in third.iter(qn("w:hyperlink"))] == ["source_1_1"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_link_within_a_report_has_its_place_once(name: str) -> None:
    content = report_of(name)
    body = docx.Document(BytesIO(content)).element.body
    marks = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    wanted = {
        each.get(qn("w:anchor"))
        for root in (body, *footnotes(content))
        for each in root.iter(qn("w:hyperlink"))
        if each.get(qn("w:anchor"))
    }
    assert len(set(marks)) == len(marks)
    assert wanted <= set(marks)
    assert all(len(mark) <= 40 and mark.isascii() and mark.replace("_", "").isalnum() for mark in marks)


def test_a_picture_is_sharp_has_dots_for_old_readers_and_says_what_it_shows() -> None:
    content = word_report(EVERYTHING)
    (inline,) = pictures(content)
    related = docx.Document(BytesIO(content)).part.related_parts
    blip = next(inline.iter(qn("a:blip")))
    (sharp,) = [each for each in blip.iter() if each.tag.endswith("}svgBlip")]
    svg = related[sharp.get(qn("r:embed"))].blob.decode()
    dots = related[blip.get(qn("r:embed"))].blob
    assert "<desc" in svg
    assert "A text &amp; &lt;b&gt;" in svg
    assert dots.startswith(b"\x89PNG")
    assert (int.from_bytes(dots[16:20]), int.from_bytes(dots[20:24])) == (400, 200)
    assert (inline.extent.cx, inline.extent.cy) == (200 * 9525, 100 * 9525)
    assert inline.docPr.get("descr") == "It shows a box."


@pytest.mark.parametrize(("width", "height"), [(3000, 300), (300, 3000)])
def test_a_picture_is_never_larger_than_a_page(width: float, height: float) -> None:
    (shape,) = opened(Document((Figure("Wide", "", lambda: Drawing(width, height, ())),))).inline_shapes
    assert shape.width <= Mm(169)
    assert shape.height <= Mm(240)
    assert shape.width / shape.height == pytest.approx(width / height, rel=0.01)


# Hostile text


def test_hostile_text_is_shown_as_text_and_never_does_anything(tmp_path: Path) -> None:
    content = word_report(HOSTILE_DOCUMENT)
    told = text_layer(content)
    assert inert(NASTY) in told
    assert LONG_WORD in told
    assert LONG_NOTE.strip() in told
    assert not UNSAFE.search(told)
    for name, part in parts(content).items():
        if name.endswith((".xml", ".rels")):
            assert not UNSAFE.search(part.decode()), name
    (tmp_path / "hostile.docx").write_bytes(content)
    assert problems_of(tmp_path / "hostile.docx") == []


def test_of_hostile_links_only_web_addresses_are_links() -> None:
    content = parts(word_report(HOSTILE_DOCUMENT))
    targets = [
        each.get("Target")
        for name, part in content.items()
        if name.endswith(".rels")
        for each in docx.oxml.parse_xml(part)
        if each.get("TargetMode") == "External"
    ]
    assert targets == ["http://example.org/" + "x" * 1500] * 2
    instructions = [each for name, part in content.items() if name.endswith(".xml") for each in _fields(part)]
    assert set(instructions) == {" PAGE ", " NUMPAGES "}


def _fields(part: bytes) -> list[str]:
    root = docx.oxml.parse_xml(part)
    assert not list(root.iter(qn("w:instrText")))
    return [each.get(qn("w:instr")) for each in root.iter(qn("w:fldSimple"))]


# The file


def test_the_page_is_a4_and_the_language_british_english() -> None:
    word = opened(EVERYTHING)
    page = word.sections[0]
    assert (round(page.page_width / Mm(1)), round(page.page_height / Mm(1))) == (210, 297)
    assert 'w:lang w:val="en-GB"' in word.styles.element.xml
    assert 'w:val="en-US"' not in word.styles.element.xml + word.settings.element.xml


def test_each_page_has_its_number_and_each_but_the_first_the_title() -> None:
    page = opened(EVERYTHING).sections[0]
    for footer in (page.footer, page.first_page_footer):
        root = footer.paragraphs[0].paragraph_format.element
        fields = [each.get(qn("w:instr")) for each in root.iter(qn("w:fldSimple"))]
        assert fields == [" PAGE ", " NUMPAGES "]
    assert page.header.paragraphs[0].text == "Title"
    assert page.different_first_page_header_footer
    assert page.first_page_header.is_linked_to_previous


def test_nothing_tells_when_or_by_whom_it_was_made() -> None:
    word = opened(EVERYTHING)
    properties = word.core_properties
    assert (properties.title, properties.language) == ("Title", "en-GB")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created.replace(tzinfo=None) == properties.modified.replace(tzinfo=None) == datetime(2000, 1, 1)
    with ZipFile(BytesIO(word_report(EVERYTHING))) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {each.compress_type for each in package.infolist()} == {ZIP_STORED}
        assert package.namelist()[0] == "[Content_Types].xml"
        assert not any("vba" in name.lower() for name in package.namelist())
        assert not any(b"rsid" in package.read(name) for name in package.namelist())


def stamp_of(content: bytes) -> Stamp:
    (stamp,) = word_stamps(content, "report.docx")
    return stamp


@pytest.mark.parametrize("file", ["a.yaml", "<b>&amp;]]> \x1b\u202e ü.yaml", "long" * 200])
@pytest.mark.parametrize("strands", [1, 1200])
def test_the_stamp_is_read_back_as_it_was_with_the_libraries_that_wrote_the_file(file: str, strands: int) -> None:
    stamp = PLAIN._replace(file=file, verdicts=PLAIN.verdicts * strands)
    content = word_report(Document((Paragraph("x"),), stamp="\n".join(stamp.lines())))
    told = stamp_of(content)
    assert told == stamp._replace(libraries=(("python-docx", version("python-docx")),))


def test_the_stamp_names_what_draws_pictures_only_where_there_are_any() -> None:
    stamp = "\n".join(PLAIN.lines())
    told = stamp_of(word_report(EVERYTHING._replace(stamp=stamp)))
    assert {name for name, _ in told.libraries} == {"python-docx", "typst", *FAMILIES.values()}


def test_a_file_without_a_stamp_has_none() -> None:
    assert word_stamps(word_report(EVERYTHING), "report.docx") == ()


def test_the_file_is_the_same_to_the_byte_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = word_report(EVERYTHING)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert word_report(EVERYTHING) == first


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONHASHSEED": "1", "TZ": "UTC"},
        {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati"},
    ],
    ids=["no locale", "far away"],
)
def test_the_file_is_the_same_to_the_byte_in_any_process(environment: dict[str, str]) -> None:
    program = (
        "import sys; sys.path[:0] = ['tests']; from hashlib import sha256\n"
        "from report.test_word import EVERYTHING, report_of, word_report\n"
        "for each in (word_report(EVERYTHING), report_of('barnet-2024-04-flex360')): print(sha256(each).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=os.environ | environment, capture_output=True, check=True
    )
    here = [sha256(each).hexdigest() for each in (word_report(EVERYTHING), report_of("barnet-2024-04-flex360"))]
    assert run.stdout.decode().split() == here


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_file_of_an_example_is_as_the_schemas_of_its_format_say(name: str, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(report_of(name))
    assert problems_of(path) == []


def test_any_file_is_as_the_schemas_of_its_format_say_and_they_would_tell(tmp_path: Path) -> None:
    path = tmp_path / "any.docx"
    for document in (letter(example(BARNET[0]), "regulator"), EVERYTHING):
        path.write_bytes(word_report(document))
        assert problems_of(path) == []
    told = parts(path.read_bytes())
    told["word/document.xml"] = told["word/document.xml"].replace(b"<w:pPr><w:pStyle", b"<w:pPr><w:jc/><w:pStyle", 1)
    with ZipFile(path, "w") as package:
        for name, content in told.items():
            package.writestr(name, content)
    assert problems_of(path) != []


# What it needs


def test_without_its_library_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(BadInput) as raised:
        word_report(EVERYTHING)
    (problem,) = raised.value.problems
    assert problem.message == "a Word report needs the library docx, which is not installed"
    assert problem.hint == "run: pip install 'reg7check[docx]'"


def test_without_the_library_of_pictures_only_pictures_cannot_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert word_report(Document((Paragraph("No picture"),)))
    with pytest.raises(BadInput, match="a picture in a Word report needs the library typst"):
        word_report(EVERYTHING)


def test_word_is_not_loaded_before_it_is_wanted() -> None:
    loads = (
        "import sys, reg7check.cli.program, reg7check.cli.letter, reg7check.report.word.report;"
        "print({'docx', 'typst'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", loads], capture_output=True, check=True, encoding="utf-8")
    assert run.stdout == "set()\n"
