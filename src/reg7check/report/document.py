"""A report as a document of plain blocks, which each format lays out in its own way. All text in it is plain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

from reg7check.named import NamedTuple

if TYPE_CHECKING:
    from reg7check.report.drawing import Drawing

Tone = Literal["plain", "strong", "quiet", "prohibited", "disputed", "arguable", "undetermined", "not-prohibited"]

Depth = Literal["short", "full"]
"""How deep a report goes: it answers first, or it tells all."""


class Cite(NamedTuple):
    """A source named after a text: ``short`` as it stands in brackets, ``full`` as a footnote tells it.

    ``anchor`` is that of the item of the same document that tells of the source, where there is one; ``url`` the
    source's own address (http or https).
    """

    short: str
    full: str
    anchor: str = ""
    url: str | None = None


class Quote(NamedTuple):
    """Words of somebody else, without quotation marks, and where they stand."""

    text: str
    source: str


class Heading(NamedTuple):
    """A heading; level 1 is the document's title."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """A paragraph, in one tone."""

    text: str
    tone: Tone = "plain"


class Item(NamedTuple):
    """An entry of a list: a mark such as "met" where it has one, its text, quiet lines under it, and entries below.

    ``quote`` is what its text is said of, to be read beside it: the provision's words beside a reason. ``cites`` are
    the sources of its text, ``links`` addresses (http or https) to follow, which stand after its lines, and ``anchor``
    is its name where others refer to it.
    """

    text: str
    mark: str = ""
    tone: Tone = "plain"
    lines: tuple[str, ...] = ()
    below: tuple[Item, ...] = ()
    quote: Quote | None = None
    cites: tuple[Cite, ...] = ()
    links: tuple[str, ...] = ()
    anchor: str = ""

    @property
    def with_cites(self) -> str:
        """The text with its sources in brackets, for formats that have no footnotes."""
        return f"{self.text} [{'; '.join(each.short for each in self.cites)}]" if self.cites else self.text

    @property
    def every_line(self) -> tuple[str, ...]:
        """The lines under the text, for formats that set nothing beside it: what is quoted, the lines, the links."""
        quoted = (f"“{self.quote.text}”",) if self.quote is not None else ()
        return (*quoted, *self.lines, *self.links)


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


class Cell(NamedTuple):
    """A cell of a table: its text, quiet lines under it, and anchors of items of the document that it refers to.

    Each reference is what it is called, and the anchor.
    """

    text: str
    tone: Tone = "plain"
    lines: tuple[str, ...] = ()
    refers: tuple[tuple[str, str], ...] = ()

    @property
    def with_refers(self) -> str:
        """The text, and what it refers to by name, for formats in which nothing can be followed."""
        return "; ".join(filter(None, (self.text, ", ".join(name for name, _ in self.refers))))


class Table(NamedTuple):
    """A table with a title, a heading for each column, and rows of as many cells; the first heads its row."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Figure(NamedTuple):
    """A picture with its title, and in words what it shows. ``characters`` are lines that draw it in plain text.

    Where they are empty plain text has only the words. It is drawn by ``draw`` when a format asks for it.
    """

    title: str
    told: str
    draw: Callable[[], Drawing]
    characters: tuple[str, ...] = ()

    @property
    def drawing(self) -> Drawing:
        """The picture, drawn now."""
        return self.draw()


class Example(NamedTuple):
    """Lines of a rule file or an arrangement, shown as they are written."""

    text: str


class PageEnd(NamedTuple):
    """The end of a page, in formats that have pages."""


Block = Heading | Paragraph | Items | Lines | Rows | Table | Figure | Example | PageEnd


class Document(NamedTuple):
    """The blocks of a report, in order. Those of a letter are ``spaced``: an empty line stands between them.

    ``stamp`` tells machines from what the report was made: lines of ASCII, which formats with properties of their own
    keep there. What people read of it is in the blocks.
    """

    blocks: tuple[Block, ...]
    spaced: bool = False
    stamp: str = ""

    @property
    def title(self) -> str:
        """The document's title; empty where it has none."""
        return next((each.text for each in self.blocks if isinstance(each, Heading) and each.level == 1), "")

    def items(self) -> Iterator[Item]:
        """Yield every item of every list, in order, each before those below it."""
        for block in self.blocks:
            if isinstance(block, Items):
                waiting = list(reversed(block.items))
                while waiting:
                    item = waiting.pop()
                    yield item
                    waiting += reversed(item.below)
