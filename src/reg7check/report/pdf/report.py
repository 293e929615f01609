"""The PDF report: tagged (PDF/UA-1), with fonts of its own, the same to the byte wherever and whenever it is made.

All text goes to the typesetter as data, so that none of it is ever read as markup.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from reg7check.report.document import Document
from reg7check.report.formats import needs
from reg7check.report.pdf.data import data_of, is_joined
from reg7check.report.pdf.fonts import FAMILIES, own_fonts
from reg7check.report.stamp import with_libraries

_WHAT = "a PDF report"
_TEMPLATE = Path(__file__).parents[1] / "templates" / "report.typ"
_NO_LETTER = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def pdf_report(document: Document) -> bytes:
    """Return a document as a PDF file (A4, British English, PDF/UA-1).

    Nothing in it tells when, where or by whom it was made. A character that no font has a letter for is written as its
    code point, and the end of the document says so.

    Raises:
        BadInput: where a library or a font that this needs is not installed.
    """
    needs("typst", "pdf", _WHAT)
    fonts = own_fonts("pdf", _WHAT)
    import typst

    stamped = document._replace(stamp=with_libraries(document.stamp, "typst", *FAMILIES.values()))
    template = _TEMPLATE.read_bytes()
    without: frozenset[str] = frozenset()
    while True:
        data = data_of(stamped, without)
        text = json.dumps(data | {"fonts": [*FAMILIES]}, ensure_ascii=False)
        try:
            made = typst.compile(
                template, format="pdf", font_paths=fonts, sys_inputs={"document": text}, pdf_standards=["ua-1"]
            )
        except typst.TypstError as error:
            more = _others(f"{error.message}\n{error.diagnostic}", text, without)
            if not more:
                raise
            without |= more
            continue
        assert isinstance(made, bytes)
        return made


def _others(told: str, text: str, without: frozenset[str]) -> frozenset[str]:
    """Return the characters that stand in the way, and are not yet written as code points.

    Where none is named, as for one that only stands badly beside another, they are those that fonts join or turn, and
    where that does not help either, all that are not ASCII.
    """
    letters = {letter for letter in text if not letter.isascii()} - without
    named = {letter for found in _NO_LETTER.findall(told) for letter in _unescaped(found)}
    return frozenset((named & letters) or set(filter(is_joined, letters)) or letters)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
