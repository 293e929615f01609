"""A report as a document of plain blocks, which each format lays out in its own way. All text in it is plain."""

from __future__ import annotations

from typing import Literal, NamedTuple

Tone = Literal["plain", "strong", "quiet", "prohibited", "disputed", "arguable", "undetermined", "not-prohibited"]


class Heading(NamedTuple):
    """A heading; level 1 is the document's title."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """A paragraph, in one tone."""

    text: str
    tone: Tone = "plain"


class Item(NamedTuple):
    """An entry of a list: a mark such as "met" where it has one, its text, quiet lines under it, and entries below."""

    text: str
    mark: str = ""
    tone: Tone = "plain"
    lines: tuple[str, ...] = ()
    below: tuple[Item, ...] = ()


class Items(NamedTuple):
    """A list, numbered (from ``start`` on) or not."""

    items: tuple[Item, ...]
    numbered: bool = False
    start: int = 1


class Row(NamedTuple):
    """A row of a table of two columns: what, and which."""

    label: str
    value: str
    tone: Tone = "plain"


class Lines(NamedTuple):
    """Short lines, one under the other: an address."""

    lines: tuple[str, ...]


class Rows(NamedTuple):
    """A table of two columns without headings."""

    rows: tuple[Row, ...]


class Example(NamedTuple):
    """Lines of a rule file or an arrangement, shown as they are written."""

    text: str


Block = Heading | Paragraph | Items | Lines | Rows | Example


class Document(NamedTuple):
    """The blocks of a report, in order. Those of a letter are ``spaced``: an empty line stands between them."""

    blocks: tuple[Block, ...]
    spaced: bool = False
