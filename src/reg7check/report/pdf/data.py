"""A document as the data that the template of the PDF report lays out: plain values, all texts made safe to show."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from math import fsum
from typing import Any

from reg7check.inert import inert
from reg7check.report.addresses import web_address
from reg7check.report.document import (
    Block,
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
    Rows,
    Table,
)
from reg7check.report.drawing_svg import INKS, drawing_svg
from reg7check.report.marks import INKS_OF_MARKS, SAID

_RUNNING = 100
_WRITTEN = "‹U+{:04X}›"
_DEEPEST = 6
_LINE = 40
_WHOLE = 1200
_LONGEST_ADDRESS = 8000
_PER_PX = 0.75
_WIDEST = 481.0
_HIGHEST = 660.0
_LINE = 88
"""As many letters as a line of a table has, all columns together."""
_COMMON_WORD = 14
_SAID_AT_THE_END = (
    "This file has no letters for some characters. Each stands as its number in Unicode in angle brackets, such as "
)


def data_of(document: Document, without: Iterable[str] = ()) -> dict[str, Any]:
    """Return a document as values that JSON can hold.

    Args:
        document: what to lay out.
        without: characters for which no letter is at hand, to be written as code points.
    """
    return _Data(document, frozenset(without)).data()


def is_joined(letter: str) -> bool:
    """Return whether a character is of a script whose letters join, turn or stack, or of one with very many."""
    return 0x0590 <= ord(letter) < 0x1E00 or ord(letter) >= 0x2E80


class _Data:
    def __init__(self, document: Document, without: frozenset[str]) -> None:
        self.document = document
        self.without = without
        self.written: str | None = None
        named = (item.anchor for item in document.items() if item.anchor)
        self.targets = {anchor: f"item-{number}" for number, anchor in enumerate(dict.fromkeys(named), 1)}
        self.placed: set[str] = set()
        self.told: set[str] = set()
        self.level = 0
        self.figures = 0

    def data(self) -> dict[str, Any]:
        blocks = [self._block(block) for block in self.document.blocks]
        for before, after in pairwise(blocks):
            if before["kind"] == "heading" and before["text"] == after.get("title"):
                after["title"] = None
        title = self.shown(self.document.title) or "Untitled"
        if self.written is not None:
            blocks.append({"kind": "paragraph", "text": f"{_SAID_AT_THE_END}{self.written}.", "tone": "quiet"})
        return {
            "title": title,
            "running": title if len(title) <= _RUNNING else f"{title[: _RUNNING - 1]}…",
            "stamp": self.document.stamp,
            "spaced": self.document.spaced,
            "inks": {ink: colours._asdict() for ink, colours in INKS.items()},
            "blocks": blocks,
        }

    def shown(self, text: str) -> str:
        """Return a text of one line, with what has no letter written out."""
        return "".join(map(self._letter, inert(text)))

    def _letter(self, letter: str) -> str:
        if letter.isascii() or not (letter in self.without or unicodedata.category(letter) == "Co"):
            return letter
        return self._written(letter)

    def _written(self, letter: str) -> str:
        written = _WRITTEN.format(ord(letter))
        self.written = self.written or written
        return written

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph(text, tone):
                return {"kind": "paragraph", "text": self.shown(text), "tone": tone}
            case Items(items, numbered, start):
                told = [self._item(item) for item in items]
                return {"kind": "items", "items": told, "numbered": numbered, "start": start}
            case Lines(lines):
                return {"kind": "lines", "lines": [self.shown(line) for line in lines]}
            case Rows():
                return self._rows(block)
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Example(text):
                return {"kind": "example", "lines": [self.shown(line) for line in text.splitlines()]}
            case PageEnd():
                return {"kind": "page-end"}

    def _heading(self, heading: Heading) -> dict[str, Any]:
        """Headings go down one level at a time, from 1, as a tagged file must have them."""
        self.level = max(1, min(heading.level, self.level + 1, _DEEPEST))
        if self.level <= 2:
            self.told.clear()
        return {"kind": "heading", "level": self.level, "text": self.shown(heading.text)}

    def _item(self, item: Item) -> dict[str, Any]:
        mark = item.mark and {"text": SAID.get(item.mark, self.shown(item.mark)), "ink": INKS_OF_MARKS.get(item.mark)}
        return {
            "anchor": self._placed(item.anchor),
            "mark": mark or None,
            "text": self.shown(item.text),
            "tone": item.tone,
            "cites": [self._cite(cite) for cite in item.cites],
            "lines": [self.shown(line) for line in item.lines],
            "links": [self._link(link) for link in item.links],
            "quote": self._quote(item),
            "below": [self._item(below) for below in item.below],
        }

    def _placed(self, anchor: str) -> str | None:
        """Return the label of an item; no two items have the same."""
        if not anchor or anchor in self.placed:
            return None
        self.placed.add(anchor)
        return self.targets[anchor]

    def _quote(self, item: Item) -> dict[str, Any] | None:
        """What is quoted; where it stands is left out where the text beside it has just named that."""
        if item.quote is None:
            return None
        named = any(cite.short == item.quote.source for cite in item.cites)
        return {"text": self.shown(item.quote.text), "source": None if named else self.shown(item.quote.source)}

    def _cite(self, cite: Cite) -> dict[str, Any]:
        """A source is told in full once in a section: where it is first named."""
        source = cite.anchor or cite.full
        first = source not in self.told
        self.told.add(source)
        note = {"text": self.shown(cite.full), "link": cite.url and self._link(cite.url)} if first else None
        return {"short": self.shown(cite.short), "to": self.targets.get(cite.anchor), "note": note}

    def _link(self, link: str) -> dict[str, str | None]:
        """An address that is longer than the file may hold leads nowhere, and stands in full all the same."""
        to = web_address(link)
        return {"text": self.shown(link), "to": to if to is not None and len(to) <= _LONGEST_ADDRESS else None}

    def _rows(self, rows: Rows) -> dict[str, Any]:
        longest = max((len(row.label) for row in rows.rows), default=0)
        told = [{"label": self.shown(row.label), "value": self.shown(row.value), "tone": row.tone} for row in rows.rows]
        return {"kind": "rows", "rows": told, "share": min(max(longest + 2, 14), 40)}

    def _table(self, table: Table) -> dict[str, Any]:
        return {
            "kind": "table",
            "title": self.shown(table.title),
            "columns": [self.shown(column) for column in table.columns],
            "shares": _shares(table),
            "rows": [self._table_row(row) for row in table.rows],
        }

    def _table_row(self, row: tuple[Cell, ...]) -> dict[str, Any]:
        """A row that takes little of a page stands on one page."""
        long = sum(len(line) + _LINE for cell in row for line in (cell.with_refers, *cell.lines))
        return {"cells": [self._cell(cell) for cell in row], "whole": long < _WHOLE}

    def _cell(self, cell: Cell) -> dict[str, Any]:
        return {
            "text": self.shown(cell.text),
            "tone": cell.tone,
            "lines": [self.shown(line) for line in cell.lines],
            "refers": [{"text": self.shown(name), "to": self.targets.get(anchor)} for name, anchor in cell.refers],
        }

    def _figure(self, figure: Figure) -> dict[str, Any]:
        self.figures += 1
        drawing = figure.drawing
        # Within a picture the typesetter cannot tell which characters the letters of such a script stand for.
        scale = min(_PER_PX, _WIDEST / max(drawing.width, 1), _HIGHEST / max(drawing.height, 1))
        svg = drawing_svg(drawing, figure.title, figure.told, f"figure-{self.figures}")
        return {
            "kind": "figure",
            "title": self.shown(figure.title),
            "told": inert(figure.told),
            "svg": "".join(self._written(each) if is_joined(each) else self._letter(each) for each in svg),
            "width": drawing.width * scale,
        }


def _shares(table: Table) -> list[float]:
    """Return how much of the width each column has: more where there is more to read, and room for a common word."""
    lengths = [max(len(column), 8) for column in table.columns]
    longest = [max(map(len, column.split()), default=1) for column in table.columns]
    for row in table.rows:
        for number, cell in enumerate(row):
            lengths[number] = max(lengths[number], *map(len, (cell.with_refers, *cell.lines)))
            longest[number] = max(longest[number], *map(len, cell.text.split()), 1)
    shares = [min(length, 240) ** 0.5 for length in lengths]
    least = [min(word, _COMMON_WORD) + 2 for word in longest]
    return [max(_LINE * share / fsum(shares), word) for share, word in zip(shares, least, strict=True)]
