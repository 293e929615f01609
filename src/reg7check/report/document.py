"""A report as a document of plain blocks, which each format lays out in its own way. All text in it is plain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "strong", "quiet", "prohibited", "disputed", "arguable", "undetermined", "not-prohibited"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, in one tone."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: a mark such as "met" where it has one, its text, quiet lines under it, and entries below."""

    text: str
    mark: str = ""
    tone: Tone = "plain"
    lines: tuple[str, ...] = ()
    below: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered or not."""

    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of two columns: what, and which."""

    label: str
    value: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of two columns without headings."""

    rows: tuple[Row, ...]


Block = Heading | Paragraph | Items | Rows


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of a report, in order."""

    blocks: tuple[Block, ...]
