"""Footnotes of a Word file: real ones, which Word numbers, moves and lists. The library that writes it has none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reg7check.report.document import Cite
from reg7check.report.word.text import Bookmarks, Line
from reg7check.report.word.xml import element, styled_run, text_run

_EMPTY = Path(__file__).parents[1] / "templates" / "word" / "footnotes.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_REFERENCE = "FootnoteReference"


class Footnotes:
    """The footnotes of a document: a part of the package, begun with the lines that stand above footnotes."""

    def __init__(self, document_part: Any, bookmarks: Bookmarks) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart
        from docx.oxml import parse_xml

        notes: Any = parse_xml(_EMPTY.read_bytes())
        self._part = XmlPart(PackURI("/word/footnotes.xml"), _TYPE, notes, document_part.package)
        document_part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._notes = notes
        self._bookmarks = bookmarks
        self._told: set[str] = set()
        self._count = 0

    def cite(self, line: Line, cites: tuple[Cite, ...]) -> None:
        """Put the numbers of footnotes after a text, one for each of its sources, and write these."""
        for place, each in enumerate(cites):
            if place:
                line.element.append(text_run(", ", _REFERENCE))
            self._count += 1
            self._notes.append(element("w:footnote", self._note(each), id=self._count))
            line.element.append(styled_run(element("w:footnoteReference", id=self._count), _REFERENCE))

    def _note(self, cite: Cite) -> Any:
        """Return a footnote: its source in full with its web address; told before, its short name alone."""
        line = Line(self._part, self._bookmarks, "FootnoteText")
        line.element.append(styled_run(element("w:footnoteRef"), _REFERENCE))
        line.add(" ")
        known = cite.anchor or cite.full
        if known in self._told or cite.url is None:
            line.refer(cite.short if known in self._told else cite.full, cite.anchor)
        else:
            line.link(cite.full, cite.url)
        self._told.add(known)
        line.add(".")
        return line.element
