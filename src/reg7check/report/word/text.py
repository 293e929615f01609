"""Paragraphs of a Word file: text in tones, blanks to fill in, links out of it and within it, and names to link to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from reg7check.inert import inert
from reg7check.report.addresses import web_address
from reg7check.report.document import Tone
from reg7check.report.letters.sourced import BLANK
from reg7check.report.word.styles import TONE_STYLES
from reg7check.report.word.xml import element, styled_run, text_run


class Bookmarks:
    """The names that Word gives to the anchors of a document: letters and digits, 40 at most, no two the same."""

    def __init__(self, anchors: Iterable[str]) -> None:
        known = dict.fromkeys(filter(None, anchors))
        self._names = {
            anchor: f"{re.sub('[^A-Za-z0-9]', '_', anchor)[:30]}_{number}" for number, anchor in enumerate(known, 1)
        }
        self._unset = {anchor: number for number, anchor in enumerate(known, 1)}

    def name(self, anchor: str) -> str | None:
        """Return the name of an anchor; None where the document has none such."""
        return self._names.get(anchor)

    def mark(self, anchor: str) -> Iterator[Any]:
        """Yield what begins and ends the place of an anchor, the first time that it is wanted."""
        number = self._unset.pop(anchor, None)
        if number is not None:
            yield element("w:bookmarkStart", id=number, name=self._names[anchor])
            yield element("w:bookmarkEnd", id=number)


class Line:
    """A paragraph that is being written, in a part of the package: its document, or its footnotes."""

    def __init__(self, part: Any, bookmarks: Bookmarks, style: str) -> None:
        self._part = part
        self._bookmarks = bookmarks
        self.style = element("w:pPr", element("w:pStyle", val=style))
        self.element = element("w:p", self.style)

    def add(self, text: str, tone: Tone = "plain") -> None:
        """Add a text in a tone, its blanks marked so that none is overlooked."""
        for number, piece in enumerate(BLANK.split(inert(text))):
            if piece:
                self.element.append(text_run(piece, "Blank" if number % 2 else TONE_STYLES.get(tone)))

    def styled(self, text: str, style: str) -> None:
        """Add a text in a style of characters."""
        self.element.append(text_run(inert(text), style))

    def end_line(self) -> None:
        """Go on in the next line of the same paragraph."""
        self.element.append(styled_run(element("w:br")))

    def mark(self, anchor: str) -> None:
        """Make this the place of an anchor."""
        self.element.extend(self._bookmarks.mark(anchor))

    def refer(self, text: str, anchor: str) -> None:
        """Add a text as a link to an anchor; as plain text where the document has none such."""
        name = self._bookmarks.name(anchor)
        if name is None:
            self.add(text)
        else:
            self.element.append(element("w:hyperlink", text_run(inert(text), "Hyperlink"), anchor=name, history=1))

    def link(self, text: str, url: str) -> None:
        """Add a text as a link to a web address; as plain text where it is none."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        address = web_address(url)
        if address is None:
            self.add(text)
            return
        link = element("w:hyperlink", text_run(inert(text), "Hyperlink"), history=1)
        link.set(qn("r:id"), self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        self.element.append(link)
