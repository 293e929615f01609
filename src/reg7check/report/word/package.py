"""The package of a Word file: begun from its parts, and closed the same to the byte wherever it is made."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reg7check.inert import inert
from reg7check.report.document import Document
from reg7check.report.word.styles import add_verdict_styles, take_styles_of_letters
from reg7check.report.word.xml import text_run
from reg7check.report.zipped import zipped, zipped_office_file

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TEMPLATES = Path(__file__).parents[1] / "templates" / "word"
_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/document.xml": "document.xml",
    "word/fontTable.xml": "font_table.xml",
    "word/footer.xml": "footer.xml",
    "word/header.xml": "header.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
    "word/theme/theme1.xml": "theme.xml",
}
_MARGIN_OF_LETTERS = 25
_LONGEST_PROPERTY = 255
_LONGEST_HEADER = 90
STAMP_PART = "docProps/custom.xml"
"""The part of the package that keeps the stamp."""
_STAMP_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_STAMP_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""By this every program calls the set of properties that users and programs name themselves."""


def new_package(document: Document) -> Any:
    """Return an empty Word document for a document: its page, styles, header, properties and stamp."""
    import docx

    parts = {name: (_TEMPLATES / file).read_bytes() for name, file in _PARTS.items()}
    word: Any = docx.Document(BytesIO(zipped(parts)))
    add_verdict_styles(word.styles.element)
    if document.spaced:
        take_styles_of_letters(word.styles.element)
        word.sections[0].left_margin = word.sections[0].right_margin = docx.shared.Mm(_MARGIN_OF_LETTERS)
    title = inert(document.title)
    word.core_properties.title = title[:_LONGEST_PROPERTY]
    short = title if len(title) <= _LONGEST_HEADER else f"{title[:_LONGEST_HEADER].rstrip()}…"
    word.sections[0].header.paragraphs[0]._p.append(text_run(short))  # noqa: SLF001  # python-docx has no door to it
    if document.stamp:
        _add_stamp(word, document.stamp)
    return word


def closed(word: Any) -> bytes:
    """Return the file of a Word document: every part stored, with one date, in one order."""
    made = BytesIO()
    word.save(made)
    return zipped_office_file(made.getvalue())


def stamp_in_properties(properties: Element) -> tuple[str, ...]:
    """Return the lines of the stamp among the properties of a Word file, as ``STAMP_PART`` holds them.

    Word keeps it when somebody saves the file anew.
    """
    found = properties.iter(f"{{{_PROPERTIES}}}property")
    values = {each.get("name", ""): "".join(each.itertext()) for each in found}
    lines: list[str] = []
    while (line := values.get(_stamp_name(len(lines)))) is not None:
        lines.append(line)
    return tuple(lines)


def _add_stamp(word: Any, stamp: str) -> None:
    """Keep each line of a stamp in a property of the file: one of several lines would be joined by some programs."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    properties = "".join(
        f'<property fmtid="{_CUSTOM}" pid="{number + 2}" name="{_stamp_name(number)}">'
        f"<vt:lpwstr>{escape(inert(line))}</vt:lpwstr></property>"
        for number, line in enumerate(stamp.splitlines())
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_TYPES}">{properties}</Properties>'
    )
    part = Part(PackURI(f"/{STAMP_PART}"), _STAMP_TYPE, content.encode("utf-8"), word.part.package)
    word.part.package.relate_to(part, _STAMP_RELATION)


def _stamp_name(number: int) -> str:
    return f"reg7check {number + 1:03}"
