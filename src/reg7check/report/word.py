"""The Word report: a document with Word's own headings and lists, the same to the byte whenever it is made."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reg7check.inert import inert
from reg7check.report.document import Block, Document, Example, Heading, Item, Items, Lines, Paragraph, Rows, Tone
from reg7check.report.sourced import BLANK
from reg7check.report.zipped import with_fixed_dates

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

_LANGUAGE = "en-GB"
_FONT = "Arial"
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
_MARKS = {"yes": "Yes. ", "no": "No. ", "open": "Open. "}
_DEEPEST = 3
"""Word's template has list styles of three levels."""


def word_report(document: Document) -> bytes:
    """Return a document as a Word file (.docx, A4, British English).

    Nothing in it tells when, where or by whom it was made.
    """
    import docx

    word = docx.Document()
    _set_up(word, document)
    writer = _Writer(word)
    for block in document.blocks:
        writer.block(block)
    made = BytesIO()
    word.save(made)
    return with_fixed_dates(made.getvalue())


def _set_up(word: WordDocument, document: Document) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin = page.bottom_margin = Mm(20)
    styles: Any = word.styles
    for style in styles:
        run = style.element.find(qn("w:rPr"))
        fonts = None if run is None else run.find(qn("w:rFonts"))
        if fonts is not None:
            fonts.attrib.clear()
            for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{kind}"), _FONT)
    normal = styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    for level, size in ((1, 13), (2, 11), (3, 10.5)):
        heading = styles[f"Heading {level}"]
        heading.font.name, heading.font.size, heading.font.bold = _FONT, Pt(size), True
        heading.font.color.rgb = RGBColor(0, 0, 0)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(8), Pt(3)
        heading.paragraph_format.keep_with_next = True
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), _LANGUAGE)
    theme: Any = word.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), _LANGUAGE)
    properties = word.core_properties
    properties.title = inert(document.title)[:255]
    properties.language = _LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = _MADE
    properties.revision = 1


class _Writer:
    def __init__(self, word: WordDocument) -> None:
        self.word: Any = word

    def block(self, block: Block) -> None:
        match block:
            case Heading(level, text):
                self.word.add_heading(inert(text), min(level, 3))
            case Paragraph(text, tone):
                _write(self.word.add_paragraph(), text, tone)
            case Lines(lines):
                paragraph = self.word.add_paragraph()
                for number, line in enumerate(lines):
                    if number:
                        paragraph.add_run().add_break()
                    _write(paragraph, line, "plain")
            case Rows():
                self._rows(block)
            case Example(text):
                self._example(text)
            case Items(items, numbered, start):
                numbering = _numbering(self.word, start) if numbered else None
                for item in items:
                    self._item(item, 1, numbering)
                if items:
                    self.word.paragraphs[-1].paragraph_format.space_after = _points(6)

    def _item(self, item: Item, depth: int, numbering: int | None) -> None:
        level = "" if depth == 1 else f" {min(depth, _DEEPEST)}"
        paragraph = self.word.add_paragraph(style=f"List {'Bullet' if numbering is None else 'Number'}{level}")
        paragraph.paragraph_format.space_after = _points(2)
        if numbering is not None:
            _number(paragraph, numbering)
        if item.mark:
            paragraph.add_run(_MARKS.get(item.mark, f"{inert(item.mark)}: ")).bold = True
        _write(paragraph, item.with_cites, item.tone)
        for line in item.every_line:
            below = self.word.add_paragraph(style=f"List Continue{level}")
            below.paragraph_format.space_after = _points(2)
            _write(below, line, "plain")
        for each in item.below:
            self._item(each, depth + 1, None)

    def _rows(self, rows: Rows) -> None:
        table = self.word.add_table(rows=0, cols=2)
        table.style = "Table Grid"
        for row in rows.rows:
            label, value = table.add_row().cells
            _write(label.paragraphs[0], row.label, "plain")
            _write(value.paragraphs[0], row.value, row.tone)
        self.word.add_paragraph()

    def _example(self, text: str) -> None:
        paragraph = self.word.add_paragraph()
        for number, line in enumerate(text.splitlines()):
            run = paragraph.add_run()
            if number:
                run.add_break()
            run.add_text(inert(line))
            run.font.name = "Courier New"


def _write(paragraph: WordParagraph, text: str, tone: Tone) -> None:
    """Add a text to a paragraph, its blanks highlighted so that none is overlooked."""
    from docx.enum.text import WD_COLOR_INDEX

    for number, piece in enumerate(BLANK.split(inert(text))):
        if not piece:
            continue
        run = paragraph.add_run(piece)
        if number % 2:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if tone == "quiet":
            run.italic = True
        elif tone != "plain":
            run.bold = True


def _points(number: float) -> Any:
    from docx.shared import Pt

    return Pt(number)


def _numbering(word: Any, start: int) -> int:
    """Add a numbered list of its own, which starts at a number, and return its id."""
    from docx.oxml.ns import qn

    numbering = word.part.numbering_part.numbering_definitions._numbering  # noqa: SLF001  # python-docx has no door to it
    style = word.styles["List Number"].element
    like = style.find(qn("w:pPr")).find(qn("w:numPr")).find(qn("w:numId")).get(qn("w:val"))
    abstract = numbering.num_having_numId(int(like)).abstractNumId.val
    own = numbering.add_num(abstract)
    own.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(own.numId)


def _number(paragraph: Any, numbering: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001  # python-docx has no door to it
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering
