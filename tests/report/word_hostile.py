"""A document whose every text is hostile: markup, scripts, control characters, turned directions, endless words."""

from __future__ import annotations

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
from reg7check.report.drawing import Drawing, DrawnText

NASTY = (
    "<w:p/> </w:t></w:r> ]]> <!-- --> <script>alert(1)</script> &amp; &#x202e; {{ x }} {0} %s "
    "\x00\x01\x07\x1b[31m\x7f\u202egnp.exe\u2066\u2069\u200b\ufeff\ufffe \\ \" ' = HYPERLINK DDEAUTO"
)
LONG_WORD = "Unbroken" * 400
LONG_NOTE = "A note of ten thousand letters. " * 313
TEXTS = (NASTY, LONG_WORD, LONG_NOTE)
ADDRESSES = (
    "javascript:alert(1)",
    "https://example.org/\u202e<script>",
    "https://[broken",
    "http://example.org/" + "x" * 1500,
    "file:///C:/x.exe",
    "\\\\server\\share",
    "mailto:x@example.org",
)
HOSTILE_DOCUMENT = Document(
    (
        Heading(1, NASTY),
        Paragraph(NASTY, "quiet"),
        Paragraph(LONG_WORD, "undetermined"),
        Lines(TEXTS),
        Heading(2, LONG_WORD),
        Rows(tuple(Row(each, other) for each in TEXTS for other in TEXTS)),
        Table(
            NASTY,
            TEXTS,
            tuple(tuple(Cell(each, lines=TEXTS, refers=((NASTY, LONG_WORD),)) for _ in TEXTS) for each in TEXTS),
        ),
        PageEnd(),
        Heading(3, NASTY),
        Items(
            tuple(
                Item(
                    each,
                    mark=NASTY,
                    lines=TEXTS,
                    quote=Quote(each, NASTY),
                    cites=tuple(Cite(NASTY, f"{each} {url}", "", url) for url in (None, *ADDRESSES)),
                    below=(Item(NASTY, links=ADDRESSES, anchor=NASTY),),
                )
                for each in TEXTS
            )
        ),
        Items(tuple(Item(each, anchor=each, links=ADDRESSES) for each in TEXTS), numbered=True, start=99),
        Figure(NASTY, LONG_NOTE, lambda: Drawing(600, 40, (DrawnText(1, 20, NASTY), DrawnText(1, 39, LONG_WORD)))),
        Example("\n".join(TEXTS)),
    ),
)
