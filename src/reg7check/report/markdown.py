"""The Markdown report: CommonMark in which nothing of the arrangement's own text is ever markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reg7check.inert import inert
from reg7check.report.document import (
    Cell,
    Document,
    Example,
    Figure,
    Heading,
    Item,
    Items,
    Lines,
    Paragraph,
    Rows,
    Table,
    Tone,
)
from reg7check.report.marks import SAID

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_AT_THE_START = re.compile(r"^(?:(?=[-+=])|(\d+)(?=[.)]))")
_ADDRESS = re.compile(r"(https?:)//")


def markdown_reports(documents: Iterable[Document]) -> str:
    """Return reports as one Markdown text."""
    return "\n---\n\n".join("".join(_blocks(document)) for document in documents)


def plain(text: str) -> str:
    """Return text in which every character that could be markup is escaped, on one line."""
    escaped = _MARKUP.sub(r"\\\1", inert(text).strip())
    escaped = _ADDRESS.sub(r"\1\\/\\/", escaped)
    return _AT_THE_START.sub(r"\1\\", escaped)


def _blocks(document: Document) -> Iterator[str]:
    for block in document.blocks:
        match block:
            case Heading(level, text):
                yield f"{'#' * level} {plain(text)}\n\n"
            case Paragraph(text, tone):
                yield f"{_toned(text, tone)}\n\n"
            case Lines(lines):
                yield "\\\n".join(plain(line) for line in lines) + "\n\n"
            case Rows(rows):
                yield "| | |\n| --- | --- |\n"
                for row in rows:
                    yield f"| {plain(row.label)} | {_toned(row.value, row.tone)} |\n"
                yield "\n"
            case Example(text):
                yield "".join(f"    {inert(line)}".rstrip() + "\n" for line in text.splitlines()) + "\n"
            case Items(items, numbered, start):
                for number, item in enumerate(items, start):
                    yield from _item(item, f"{number}." if numbered else "-", "")
                yield "\n"
            case Table():
                yield from _table(block)
            case Figure(_, told, _, characters):
                if characters:
                    yield "".join(f"    {line}".rstrip() + "\n" for line in characters) + "\n"
                else:
                    yield f"{plain(told)}\n\n"


def _item(item: Item, bullet: str, indent: str) -> Iterator[str]:
    yield f"{indent}{bullet} {_mark(item.mark)}{_toned(item.with_cites, item.tone)}\n"
    inner = indent + " " * (len(bullet) + 1)
    for line in item.every_line:
        yield f"\n{inner}{plain(line)}\n"
    if item.every_line and item.below:
        yield "\n"
    for below in item.below:
        yield from _item(below, "-", inner)


def _mark(mark: str) -> str:
    return f"**{SAID[mark]}.** " if mark in SAID else ""


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(plain(column) for column in table.columns)} |\n"
    yield f"|{' --- |' * len(table.columns)}\n"
    for row in table.rows:
        yield f"| {' | '.join(map(_cell, row))} |\n"
    yield "\n"


def _cell(cell: Cell) -> str:
    return "<br>".join([_toned(cell.with_refers, cell.tone), *map(plain, cell.lines)])


def _toned(text: str, tone: Tone) -> str:
    escaped = plain(text)
    if tone == "plain":
        return escaped
    return f"*{escaped}*" if tone == "quiet" else f"**{escaped}**"
