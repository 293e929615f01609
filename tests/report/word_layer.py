"""The text layer of a Word file, as the format itself tells it: paragraphs with their styles, tables, footnotes."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn


def text_layer(content: bytes) -> str:
    """Return all that a Word file says, a paragraph a line: its style, then its text with footnotes as [^1]."""
    word = docx.Document(BytesIO(content))
    names = {style.style_id: style.name for style in word.styles}
    lines = [f"header | {each.text}" for each in word.sections[0].header.paragraphs]
    lines += [f"footer | {_text(each.paragraph_format.element)}" for each in word.sections[0].footer.paragraphs]
    lines += ["", *_blocks(word.element.body, names), ""]
    for note in footnotes(content):
        lines.append(f"[^{note.get(qn('w:id'))}]: {' '.join(_text(each) for each in note.iter(qn('w:p'))).strip()}")
    return "\n".join(lines) + "\n"


def footnotes(content: bytes) -> list[Any]:
    """Return the footnotes of a Word file, but not the lines that separate them from the text."""
    with ZipFile(BytesIO(content)) as package:
        notes = parse_xml(package.read("word/footnotes.xml"))
    return [each for each in notes if each.get(qn("w:type")) is None]


def pictures(content: bytes) -> list[Any]:
    """Return what places each picture of a Word file."""
    return list(docx.Document(BytesIO(content)).element.body.iter(qn("wp:inline")))


def parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file by their names."""
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _blocks(parent: Any, names: dict[str, str]) -> Iterator[str]:
    for each in parent:
        if each.tag == qn("w:p"):
            yield _paragraph(each, names)
        elif each.tag == qn("w:tbl"):
            yield from _table(each, names)


def _paragraph(paragraph: Any, names: dict[str, str]) -> str:
    breaks = "(new page) " if _within(paragraph, "w:pPr", "w:pageBreakBefore") is not None else ""
    style = _within(paragraph, "w:pPr", "w:pStyle").get(qn("w:val"))
    return f"{breaks}{names[style]} | {_text(paragraph)}".rstrip()


def _table(table: Any, names: dict[str, str]) -> Iterator[str]:
    yield f"table: {_within(table, 'w:tblPr', 'w:tblCaption').get(qn('w:val'))}"
    for row in table.iter(qn("w:tr")):
        repeated = _within(row, "w:trPr", "w:tblHeader") is not None
        yield "  heading row" if repeated else "  row"
        for cell in row.iter(qn("w:tc")):
            for number, line in enumerate(_blocks(cell, names)):
                yield f"    {' ' if number else '-'} {line}"
    yield "end of table"


def _within(element: Any, *tags: str) -> Any:
    return element.find("/".join(map(qn, tags)))


def _text(element: Any) -> str:
    told = []
    for each in element.iter():
        if each.tag == qn("w:t"):
            told.append(each.text or "")
        elif each.tag == qn("w:br"):
            told.append(" / ")
        elif each.tag == qn("w:footnoteReference"):
            told.append(f"[^{each.get(qn('w:id'))}]")
        elif each.tag == qn("wp:docPr"):
            told.append(f"picture: {each.get('title')}: {each.get('descr')}")
    return "".join(told)
