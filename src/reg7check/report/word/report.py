"""The Word report: a document in Word's own headings, lists, tables and footnotes, which can be edited as usual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reg7check.report.document import (
    Block,
    Cell,
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
from reg7check.report.formats import needs
from reg7check.report.marks import SAID
from reg7check.report.rasterising import LIBRARIES
from reg7check.report.stamp import with_libraries
from reg7check.report.word.footnotes import Footnotes
from reg7check.report.word.package import closed, new_package
from reg7check.report.word.pictures import picture
from reg7check.report.word.styles import PARAGRAPH_STYLES
from reg7check.report.word.tables import TEXT_WIDTH, label_widths, table, widths
from reg7check.report.word.text import Bookmarks, Line
from reg7check.report.word.xml import element

_NUMBERED = 2
"""The numbering of the style of numbered lists."""
_LEVELS_OF_HEADINGS = 4
_LEVELS_OF_LISTS = 5
_LEVELS_OF_REASONS = 6
_REASONS = ("What must be so, and why", "The words of the law")
_OF_THE_REASONS = TEXT_WIDTH * 3 // 5


def word_report(document: Document) -> bytes:
    """Return a document as a Word file (.docx, A4, British English), the same to the byte whenever it is made.

    Nothing in it tells when, where or by whom it was made. Its stamp is in the properties of the file, whence
    ``reg7check.report.word.package.stamp_in_properties`` reads it.

    Raises:
        BadInput: where a library that it needs is not installed.
    """
    needs("docx", "docx", "a Word report")
    drawn = any(isinstance(block, Figure) for block in document.blocks)
    stamp = with_libraries(document.stamp, "python-docx", *(LIBRARIES if drawn else ()))
    word = new_package(document._replace(stamp=stamp))
    writer = _Writer(word, document)
    for block in document.blocks:
        writer.block(block)
    writer.end()
    return closed(word)


class _Writer:
    def __init__(self, word: Any, document: Document) -> None:
        self.word = word
        self.part = word.part
        self.bookmarks = Bookmarks(item.anchor for item in document.items())
        self.footnotes = Footnotes(self.part, self.bookmarks)
        self.end_of_body = word.element.body.sectPr
        self.heading = ""
        self.figures = 0
        self.page_ended = False
        self.after_table = False

    def block(self, block: Block) -> None:
        if not isinstance(block, Heading | PageEnd):
            self.end()
        self.after_table = False
        match block:
            case Heading(level, text):
                self.heading = text
                self._write(f"Heading{min(level, _LEVELS_OF_HEADINGS)}", text)
            case Paragraph(text, tone):
                self._write(PARAGRAPH_STYLES[tone], text)
            case Lines(lines):
                self._lines("ShortLines", lines)
            case Example(text):
                self._lines("Example", text.splitlines())
            case Items(items, numbered, start):
                if any(item.quote is not None for item in Document((block,)).items()):
                    self._reasons(items)
                else:
                    numbering = self._numbering(start) if numbered else None
                    for item in items:
                        for line in self._item(item, 1, numbering):
                            self._put(line)
            case Rows(rows):
                self._rows(rows)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case PageEnd():
                self.page_ended = True

    def end(self) -> None:
        """End a table, where one is last: two tables would become one, and a document ends with a paragraph."""
        if self.after_table:
            self._put(self._line("TableEnd"))

    def _line(self, style: str) -> Line:
        return Line(self.part, self.bookmarks, style)

    def _put(self, line: Line) -> None:
        """Put a paragraph at the end of the document; the first of a page begins it."""
        if self.page_ended:
            line.style[0].addnext(element("w:pageBreakBefore"))
            self.page_ended = False
        self.end_of_body.addprevious(line.element)

    def _write(self, style: str, text: str) -> None:
        line = self._line(style)
        line.add(text)
        self._put(line)

    def _lines(self, style: str, lines: Sequence[str]) -> None:
        line = self._line(style)
        for number, text in enumerate(lines):
            if number:
                line.end_line()
            line.add(text)
        self._put(line)

    def _item(self, item: Item, depth: int, numbering: int | None = None) -> Iterator[Line]:
        """Yield the paragraphs of an item of a list, and of those below it."""
        level = "" if depth == 1 else str(min(depth, _LEVELS_OF_LISTS))
        first = self._line(f"ListBullet{level}" if numbering is None else "ListNumber")
        if numbering is not None:
            first.style.append(element("w:numPr", element("w:ilvl", val=0), element("w:numId", val=numbering)))
        yield from self._told(item, first, f"ListContinue{level}")
        for each in item.below:
            yield from self._item(each, depth + 1)

    def _told(self, item: Item, first: Line, continued: str) -> Iterator[Line]:
        """Yield the paragraph of an item, written into the one given, and those of its lines and links."""
        if item.anchor:
            first.mark(item.anchor)
        if item.mark:
            first.styled(f"{SAID[item.mark]}. " if item.mark in SAID else f"{item.mark}: ", "Mark")
        first.add(item.text, item.tone)
        self.footnotes.cite(first, item.cites)
        yield first
        for text in item.lines:
            line = self._line(continued)
            line.add(text)
            yield line
        for url in item.links:
            line = self._line(continued)
            line.link(url, url)
            yield line

    def _numbering(self, start: int) -> int:
        """Add a numbered list of its own, which starts at a number, and return its id."""
        numbering = self.part.numbering_part.element
        own = numbering.add_num(_NUMBERED)
        own.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(own.numId)

    def _reasons(self, items: Sequence[Item]) -> None:
        """Write reasons as a table: each with those below it, and the words of the law beside it."""
        rows = [
            ([each.element for each in self._reason(item, depth)], [each.element for each in self._quote(item.quote)])
            for item, depth in _with_depth(items, 0)
        ]
        heads = [self._told_head(each) for each in _REASONS]
        self._put_table(table(self.heading, (_OF_THE_REASONS, TEXT_WIDTH - _OF_THE_REASONS), heads, rows))

    def _reason(self, item: Item, depth: int) -> Iterator[Line]:
        level = "" if depth == 0 else str(min(depth + 1, _LEVELS_OF_REASONS))
        yield from self._told(item, self._line(f"Reason{level}"), f"ReasonNote{level}")

    def _quote(self, quote: Quote | None) -> Iterator[Line]:
        text = self._line("Quote" if quote is not None else "TableText")
        yield text
        if quote is not None:
            text.add(f"“{quote.text}”")
            source = self._line("SourceLine")
            source.add(quote.source)
            yield source

    def _told_head(self, text: str) -> Any:
        line = self._line("TableHeading")
        line.add(text)
        return line.element

    def _rows(self, rows: Sequence[Row]) -> None:
        columns = label_widths(row.label for row in rows)
        cells = ((Cell(row.label), Cell(row.value, row.tone)) for row in rows)
        self._put_table(table(self.heading, columns, (), (self._cells(row) for row in cells)))

    def _table(self, block: Table) -> None:
        if block.title != self.heading:
            self._write("Caption", block.title)
        columns = widths(
            [
                [head, *(text for row in block.rows for text in (row[place].with_refers, *row[place].lines))]
                for place, head in enumerate(block.columns)
            ]
        )
        heads = [self._told_head(each) for each in block.columns]
        self._put_table(table(block.title, columns, heads, map(self._cells, block.rows)))

    def _cells(self, row: Sequence[Cell]) -> list[list[Any]]:
        first, *others = row
        return [self._cell(first, "TableRowHeading"), *(self._cell(each, "TableText") for each in others)]

    def _cell(self, cell: Cell, style: str) -> list[Any]:
        lines = [self._line(style)] if cell.text or not cell.refers else []
        for line in lines:
            line.add(cell.text, cell.tone)
        for text in cell.lines:
            lines.append(self._line("TableNote"))
            lines[-1].add(text)
        if cell.refers:
            lines.append(self._line("TableNote"))
            for place, (name, anchor) in enumerate(cell.refers):
                lines[-1].add(", " if place else "")
                lines[-1].refer(name, anchor)
        return [each.element for each in lines]

    def _put_table(self, made: Any) -> None:
        if self.page_ended:
            self._put(self._line("TableEnd"))
        self.end_of_body.addprevious(made)
        self.after_table = True

    def _figure(self, figure: Figure) -> None:
        if figure.title != self.heading:
            self._write("Caption", figure.title)
        self.figures += 1
        line = self._line("Picture")
        line.element.append(picture(self.part, figure, self.figures))
        self._put(line)


def _with_depth(items: Sequence[Item], depth: int) -> Iterator[tuple[Item, int]]:
    """Yield each item, and those below it after it, with how deep it stands."""
    for item in items:
        yield item, depth
        yield from _with_depth(item.below, depth + 1)
