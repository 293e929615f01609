"""The PDF report: its words, its tags, its fonts, and the same bytes wherever it is made.

``UPDATE_GOLDEN=1`` rewrites the golden files.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pypdf
import pytest

from hostile import HOSTILE, SHOWN
from reg7check import assess
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
from reg7check.report.drawing import Drawing, DrawnBox, DrawnLine, DrawnText
from reg7check.report.pdf.report import pdf_report
from reg7check.report.stamp import read_stamp

from .letters import EXAMPLES, example, letter, load_rulebook

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden" / "pdf"
ENVIRONMENTS = (
    {"LC_ALL": "C", "PYTHONHASHSEED": "1", "TZ": "UTC", "SOURCE_DATE_EPOCH": "0"},
    {"LC_ALL": "POSIX", "PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "HOME": "/nowhere"},
)
STATUTE = Cite("reg 7", "The Regulations, regulation 7: the ban", "source-reg-7", "https://example.org/reg/7")
ACT = Cite("s 1", "The Act, section 1: what it is about")
DRAWING = Drawing(
    400,
    120,
    (
        DrawnBox(10, 10, 380, 40, "prohibited", 4),
        DrawnText(20, 35, "Drawn words of 王伟", 14, "prohibited", bold=True),
        DrawnLine(((10, 80), (390, 80)), "law", "4 2"),
    ),
)
EVERYTHING = Document(
    (
        Heading(1, "Title of all"),
        Paragraph("Quiet", "quiet"),
        Heading(2, "Part"),
        Heading(5, "Deep"),
        Lines(("First line", "Second line")),
        Paragraph("Strong", "strong"),
        Paragraph("PROHIBITED", "prohibited"),
        Items(
            (
                Item(
                    "Reason",
                    mark="yes",
                    cites=(STATUTE, ACT),
                    quote=Quote("the words of the law", "reg 7"),
                    below=(
                        Item("Reason below", cites=(STATUTE,), below=(Item("Lowest", quote=Quote("deep", "s 9")),)),
                    ),
                ),
                Item("Another", lines=("A line under it",)),
            )
        ),
        Items((Item("Third", mark="no"), Item("Fourth", mark="odd")), numbered=True, start=3),
        Rows((Row("Label", "Value", "undetermined"), Row("Other label", "Other value"))),
        Table(
            "The facts",
            ("Fact", "Answer", "Evidence"),
            (
                (
                    Cell("Is it so?"),
                    Cell("Yes", "prohibited", ("says the union",)),
                    Cell("", refers=(("email", "mail"),)),
                ),
                (Cell("Is it not?"), Cell("No"), Cell("", refers=(("gone", "nowhere"),))),
            ),
        ),
        Figure("What is drawn", "Told in words: 王伟 covers", lambda: DRAWING),
        PageEnd(),
        Heading(2, "Authorities"),
        Items((Item("Regulation 7", anchor="source-reg-7", links=("https://example.org/a b?<c>",)),)),
        Items((Item("The email", anchor="mail"), Item("The email again", anchor="mail"))),
        Example("a: 1\n  b: 'two'"),
    )
)


@cache
def document_of(name: str) -> Document:
    return full_report(assess(example(name), load_rulebook()))


@cache
def report_of(name: str) -> bytes:
    return pdf_report(document_of(name))


@cache
def everything() -> bytes:
    return pdf_report(EVERYTHING)


@cache
def pages(content: bytes) -> list[str]:
    """Return the text layer of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]


def spaced(text: str) -> str:
    """Return a text with each run of white space as one space."""
    return " ".join(text.split())


def all_in_one(content: bytes) -> str:
    """Return the text layer without any white space: where lines break is of no account."""
    return "".join("".join(pages(content)).split())


def said(*texts: str) -> Document:
    return Document((Heading(1, "Texts"), *map(Paragraph, texts)))


def elements(content: bytes) -> Iterator[tuple[str, Any]]:
    """Yield every element of the tags in reading order, with what it is."""
    pdf = pikepdf.open(BytesIO(content))
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += reversed(list(each))
        elif isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield str(each.S), each
            waiting.append(each.get("/K", pikepdf.Array()))


def below(element: Any, kind: str) -> list[Any]:
    """Return the elements of a kind within another."""
    found = []
    waiting = [element.get("/K", pikepdf.Array())]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += list(each)
        elif isinstance(each, pikepdf.Dictionary) and "/S" in each:
            found += [each] if str(each.S) == kind else []
            waiting.append(each.get("/K", pikepdf.Array()))
    return found


# Every example


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_words_of_an_example_are_the_golden_ones(name: str) -> None:
    golden = GOLDEN / f"{name}.txt"
    text = "".join(f"{page}\n\n" for page in pages(report_of(name)))
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_passes_the_checker_for_pdf_ua(name: str, tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(report_of(name))
    told = pdfua.validate(str(tmp_path / "report.pdf"))
    assert [each.to_dict() for each in told.findings] == []
    assert {each.rule_id for each in told.skipped} <= {"UA-14-001"}  # the order of headings: the next test looks at it


@pytest.mark.parametrize("name", EXAMPLES)
def test_its_bookmarks_and_tagged_headings_are_the_headings_of_the_report(name: str) -> None:
    document = document_of(name)
    headings = [each.text for each in document.blocks if isinstance(each, Heading)]
    with pikepdf.open(BytesIO(report_of(name))).open_outline() as outline:
        waiting, bookmarks = list(reversed(outline.root)), []
        while waiting:
            each = waiting.pop()
            bookmarks.append(each.title)
            waiting += reversed(each.children)
    assert list(map(spaced, bookmarks)) == list(map(spaced, headings))
    tagged = [kind for kind, _ in elements(report_of(name)) if kind[:2] == "/H"]
    assert tagged == [f"/H{each.level}" for each in document.blocks if isinstance(each, Heading)]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_page_tells_its_number_and_the_title(name: str) -> None:
    told = pages(report_of(name))
    title = document_of(name).title
    assert [f"page {number} of {len(told)}" in page for number, page in enumerate(told, 1)] == [True] * len(told)
    assert all(page.startswith(title[:60]) for page in told[1:])


@pytest.mark.parametrize("name", EXAMPLES)
def test_all_text_is_tagged_or_marked_as_no_part_of_the_text_and_every_font_is_embedded(name: str) -> None:
    pdf = pikepdf.open(BytesIO(report_of(name)))
    for page in pdf.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC" | "BMC":
                    depth += 1
                case "EMC":
                    depth -= 1
                case "Tj" | "TJ" | "'" | '"':
                    assert depth > 0, operands
        assert depth == 0
        for font in page.Resources.get("/Font", {}).values():
            (descendant,) = font.DescendantFonts
            assert {"/FontFile2", "/FontFile3"} & set(descendant.FontDescriptor.keys())
            assert "/ToUnicode" in font


@pytest.mark.parametrize("name", EXAMPLES[::6])
def test_its_bytes_are_the_same_in_any_environment(name: str, tmp_path: Path) -> None:
    for environment in ENVIRONMENTS:
        folder = tmp_path / environment["PYTHONHASHSEED"]
        folder.mkdir()
        target = folder / "r.pdf"
        run = subprocess.run(
            [
                sys.executable,
                "-m",
                "reg7check",
                "assess",
                "--exit-zero",
                f"examples/{name}.yaml",
                "-f",
                "pdf",
                "-o",
                target,
            ],
            cwd=ROOT,
            env=os.environ | environment,
            capture_output=True,
            check=True,
        )
        assert run.stdout == b""
        assert target.read_bytes() == report_of(name)
    assert str(ROOT).encode() not in report_of(name)


# What a file tells of itself


def test_its_title_and_language_are_set_and_it_claims_pdf_ua() -> None:
    pdf = pikepdf.open(BytesIO(everything()))
    root = pdf.Root
    assert str(root.Lang) == "en-GB"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    told = pypdf.PdfReader(BytesIO(everything())).metadata
    assert told is not None
    assert told.title == "Title of all"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in everything()
    assert not {"/CreationDate", "/ModDate", "/Author"} & set(told)
    assert "/OpenAction" not in root
    assert "/AA" not in root


def test_its_stamp_is_read_back_as_it_was_written_with_the_libraries_that_wrote_it() -> None:
    document = document_of(EXAMPLES[0])
    told = pypdf.PdfReader(BytesIO(report_of(EXAMPLES[0]))).metadata
    assert told is not None
    stamp = read_stamp(str(told["/Keywords"]).splitlines())
    assert stamp._replace(libraries=()) == read_stamp(document.stamp.splitlines())
    assert {"typst", "fontpkg-arimo"} <= {library for library, _ in stamp.libraries}


# Every kind of block


def test_each_block_has_the_tags_of_what_it_is() -> None:
    found = Counter(kind for kind, _ in elements(everything()))
    assert [found[each] for each in ("/H1", "/H2", "/H3", "/H4")] == [1, 2, 1, 0]
    assert found["/LI"] == found["/LBody"] == 2 + 1 + 1 + 2 + 2 + 1 + 2
    assert (found["/Table"], found["/TR"], found["/TH"], found["/TD"]) == (1, 3, 3, 6)
    assert found["/BlockQuote"] == 2
    assert found["/Note"] == 2
    assert found["/Code"] == 1
    assert [str(each.Alt) for kind, each in elements(everything()) if kind == "/Figure"] == [
        "Told in words: 王伟 covers"
    ]
    assert found["/Caption"] == 2


def test_a_table_under_a_heading_of_the_same_words_has_no_title_of_its_own() -> None:
    told = all_in_one(
        pdf_report(Document((Heading(1, "Sides"), Table("Sides", ("A", "B"), ((Cell("c"), Cell("d")),)))))
    )
    assert told.startswith("SidesABcd")


def test_lists_below_lists_are_tagged_within_them() -> None:
    found = elements(everything())
    first = next(each for kind, each in found if kind == "/L")
    assert (len(below(first, "/L")), len(below(first, "/LI"))) == (2, 4)


def test_every_word_stands_in_the_text() -> None:
    told = [spaced(page) for page in pages(everything())]
    assert len(told) == 2
    assert told[0].startswith(
        "Title of all Quiet Part Deep First line Second line Strong PROHIBITED • Yes Reason [reg 7; s 1]12"
    )
    for words in (
        "“the words of the law”",
        "Reason below [reg 7]",
        "“deep” s 9",
        "A line under it",
        "3. No Third 4. odd Fourth",
        "Label Value Other label Other value",
        "The facts Fact Answer Evidence Is it so? Yes says the union email Is it not? No gone",
        "What is drawn Drawn words of",
        "The Regulations, regulation 7: the ban. https://example.org/reg/7",
        "The Act, section 1: what it is about",
    ):
        assert words in told[0]
    assert (
        "Authorities • Regulation 7 https://example.org/a b?<c> • The email • The email again a: 1 b: 'two'" in told[1]
    )


def test_a_source_is_told_in_full_once_in_a_section() -> None:
    again = Document((*EVERYTHING.blocks, Heading(2, "Next"), Items((Item("Once more", cites=(STATUTE, STATUTE)),))))
    assert all_in_one(everything()).count("TheRegulations,regulation7:theban") == 1
    assert all_in_one(pdf_report(again)).count("TheRegulations,regulation7:theban") == 2


def test_what_refers_to_an_item_leads_to_its_page_and_addresses_lead_out() -> None:
    reader = pypdf.PdfReader(BytesIO(everything()))
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    out = [str(each["/A"]["/URI"]) for each in links if "/A" in each and "/URI" in each["/A"]]
    assert set(out) == {"https://example.org/reg/7", "https://example.org/a%20b?%3Cc%3E"}
    assert all(each.get("/Contents") for each in links)
    within = [each for each in links if "/A" not in each or "/URI" not in each["/A"]]
    assert len(within) >= 3


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "https://user@example.org"])
def test_what_is_no_address_of_the_web_is_told_and_leads_nowhere(link: str) -> None:
    item = Item("a", links=(link,), cites=(Cite("b", "c", url=link),))
    content = pdf_report(Document((Heading(1, "Links"), Items((item,)))))
    reader = pypdf.PdfReader(BytesIO(content))
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    assert not any("/URI" in each.get("/A", {}) for each in links)
    assert all_in_one(content).count(link) == 2


def test_long_rows_and_quotations_go_on_over_pages_and_the_heads_of_tables_are_said_again() -> None:
    words = " ".join(f"word{number}" for number in range(3000))
    document = Document(
        (
            Heading(1, "Long"),
            Items((Item("Short", quote=Quote(words, "reg 7")),)),
            Table(
                "Much", ("Heading one", "Heading two"), tuple((Cell(f"row{n}"), Cell(words[:5000])) for n in range(9))
            ),
        )
    )
    content = pdf_report(document)
    assert spaced(words) in spaced(" ".join(without_frames(content)))
    assert sum("Heading one" in page for page in pages(content)) > 5
    assert min(heights(content)) > 0


def heights(content: bytes) -> list[float]:
    """Return how high on its page each piece of text stands."""
    found: list[float] = []

    def see(text: str, page: list[float], line: list[float], *_: Any) -> None:
        if text.strip():
            found.append(line[5] * page[3] + page[5])

    for page in pypdf.PdfReader(BytesIO(content)).pages:
        page.extract_text(visitor_text=see)
    return found


def without_frames(content: bytes) -> list[str]:
    """Return the lines of each page without the running title and the page's number."""
    return [line for page in pages(content) for line in page.splitlines() if line != "Long" and line[:5] != "page "]


def test_a_letter_is_laid_out_too() -> None:
    written = letter(example("barnet-2024-04-flex360"), "supplier")
    content = pdf_report(written)
    told = all_in_one(content)
    for block in written.blocks:
        if isinstance(block, (Lines, Paragraph)):
            for line in block.lines if isinstance(block, Lines) else (block.text,):
                assert "".join(line.split()) in told


def test_a_document_without_a_title_or_first_heading_is_a_sound_file_all_the_same() -> None:
    content = pdf_report(Document((Paragraph("Words"), Heading(4, "Low"), Heading(2, "High"))))
    assert pypdf.PdfReader(BytesIO(content)).metadata.title == "Untitled"  # type: ignore[union-attr]
    assert [kind for kind, _ in elements(content) if kind[:2] == "/H"] == ["/H1", "/H2"]


# Whatever is written is only shown

TYPST = (
    '#eval("1 + 1") #import "x": y #include "/etc/passwd" #read("/etc/passwd") $math$ $ x^2 $ \\u{41} *strong* _em_ '
    '`raw` ```rust x``` = heading - item + item / term: x // comment /* comment */ <label> @label ~ -- --- ... "q" '
    "'q' https://example.org/c #sys.inputs #{let x = 1} #[content] \\ \\# #panic() #set page(width: 1pt) #metadata(1)"
)


@pytest.mark.parametrize("text", [TYPST, HOSTILE, TYPST.replace(" ", "\u00a0")])
def test_nothing_written_is_read_as_markup(text: str) -> None:
    shown = text.replace("\u202e", "\\u202e")
    document = Document(
        (
            Heading(1, text),
            Heading(2, text),
            Lines((text,)),
            Items((Item(text, mark=text, lines=(text,), cites=(Cite(text, text),), quote=Quote(text, text)),)),
            Rows((Row(text, text),)),
            Table(text, (text,), ((Cell(text),),)),
            Figure(text, text, lambda: Drawing(100, 20, (DrawnText(0, 10, text),))),
            Example(text),
        )
    )
    content = pdf_report(document)
    assert all_in_one(content).count("".join(shown.split())) >= 12
    assert pypdf.PdfReader(BytesIO(content)).metadata.title == " ".join(shown.split(" "))  # type: ignore[union-attr]


def test_control_and_direction_characters_are_written_out() -> None:
    told = all_in_one(pdf_report(said("Bell \x07 and \u202eturned\x00 \u2066x \ufeff", SHOWN)))
    assert "Bell\\x07and\\u202eturned\\x00\\u2066x\\ufeff" in told
    assert "".join(SHOWN.split()) in told


def test_very_long_words_and_texts_stay_on_the_page() -> None:
    word, note = "Donaudampfschiff" * 15, " ".join(["note"] * 2000)
    document = Document(
        (
            Heading(1, word),
            Paragraph(note),
            Items((Item(word, quote=Quote(word, word), links=(f"https://example.org/{word}",)),)),
            Rows((Row(word, word),)),
            Table(word, (word, "B", "C", "D"), ((Cell(word), Cell(word), Cell(word), Cell(word)),)),
            Example(word),
        )
    )
    content = pdf_report(document)
    assert all_in_one(content).count("note") == 2000
    assert max(len(line) for page in pages(content) for line in page.splitlines()) < 130


NAMES = {
    "Welsh": "Ŵyn Ŷnyr Llŷr",
    "Polish": "Łucja Źdźbło",
    "Romanian": "Țiriac Șerban",
    "Vietnamese": "Nguyễn Thị Hồng",
    "Greek": "Ελένη",
    "Ukrainian": "Їжакевич",
    "Arabic": "محمد",
    "Urdu": "ٹڈے",
    "Hebrew": "שלום",
    "Bengali": "রহিম",
    "Hindi": "राम",
    "Tamil": "தமிழ்",
}


@pytest.mark.parametrize("language", NAMES)
def test_names_are_written_in_their_letters(language: str) -> None:
    content = pdf_report(said(NAMES[language]))
    assert "U+" not in all_in_one(content)
    letters = set(NAMES[language]) - {" "}
    assert letters <= set(all_in_one(content)) | {each for each in letters if not each.isalpha()}


def test_a_character_without_a_letter_is_written_as_its_number_and_the_end_says_so() -> None:
    told = spaced(" ".join(pages(pdf_report(said("Wang is 王伟, with 😀 and \ue000")))))
    assert "Wang is ‹U+738B›‹U+4F1F›, with ‹U+1F600› and ‹U+E000›" in told
    assert "This file has no letters for some characters." in told
    assert "such as ‹U+738B›" in told


def test_no_text_at_all_stands_in_the_way_of_a_report() -> None:
    some = [*range(0x20, 0x3000, 7), *range(0x3000, 0x20000, 251), *range(0xD7F0, 0xE010), 0xE01EF, 0x10FFFF]
    text = "".join(map(chr, some))
    runs = [text[start : start + 100] for start in range(0, len(text), 100)]
    assert len(pypdf.PdfReader(BytesIO(pdf_report(said(*runs, "x\u20dd 1\ufe0f\u20e3")))).pages) > 1


def test_a_picture_may_name_anybody() -> None:
    names = " ".join(NAMES.values())
    drawing = Drawing(600, 40, (DrawnText(0, 20, names), DrawnText(0, 35, "王伟 a\u0332")))
    told = all_in_one(
        pdf_report(Document((Heading(1, "Drawn"), Figure("Names", names, lambda: drawing), Paragraph(names))))
    )
    assert "ŁucjaŹdźbło" in told
    assert "‹U+738B›" in told
    assert set("محর") <= set(told)  # in the paragraph


# What it needs


@pytest.mark.parametrize(("missing", "named"), [("typst", "typst"), ("fontpkg_arimo", "fontpkg_arimo")])
def test_without_a_library_it_says_what_to_install(missing: str, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(BadInput) as caught:
        pdf_report(EVERYTHING)
    assert str(caught.value) == (
        f"a PDF report: error: a PDF report needs the library {named}, which is not installed\n"
        "  to mend it: run: pip install 'reg7check[pdf]'"
    )


def test_an_address_that_is_longer_than_a_file_may_hold_stands_in_full_and_leads_nowhere() -> None:
    short, long = "https://example.org/a", f"https://example.org/{'a' * 10_000}"
    made = pypdf.PdfReader(BytesIO(pdf_report(said("x")._replace(blocks=(Items((Item("x", links=(short, long)),)),)))))
    annotations = [each.get_object() for page in made.pages for each in page.get("/Annots") or ()]
    assert {each["/A"]["/URI"] for each in annotations} == {short}
    text = "".join("".join(page.extract_text().split()) for page in made.pages)
    assert text.count("a") >= 10_000
