"""The text report: 80 columns unless the terminal is another, colour only where there is one.

Rich measures characters, and gives the colours. What lays out lines is here, since Rich's own takes longer to load than
a report takes to write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from reg7check.inert import inert
from reg7check.named import NamedTuple
from reg7check.report.document import (
    Block,
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

_STYLES: dict[Tone, str] = {
    "plain": "",
    "strong": "bold",
    "quiet": "dim",
    "prohibited": "bold red",
    "disputed": "bold magenta",
    "arguable": "bold magenta",
    "undetermined": "bold yellow",
    "not-prohibited": "bold green",
}
_CELL, _BELOW = " " * 4, " " * 6
_FEW_LINES = 4
_MARK_STYLES = {"yes": "green", "no": "red", "open": "yellow"}
_WORD = re.compile(r"\s*\S+\s*")
_ONE_COLUMN_EACH = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2500-\u25fc]*")
"""Texts of which Rich need not be asked: letters, marks and lines that are one column wide, in any company."""
_WIDTH = 80
_NARROWEST = 20


def text_reports(documents: Iterable[Document], terminal_width: int | None = None) -> str:
    """Return reports, one after the other, as text to read.

    With the width of a terminal (in columns) they are laid out and coloured for it, unless NO_COLOR is set; without,
    they are 80 columns of plain text.
    """
    if terminal_width is None:
        page = _Page(_WIDTH, lambda text, style: text, [])  # noqa: ARG005
    else:
        page = _Page(max(terminal_width, _NARROWEST), _painter(), [], terminal=True)
    for number, document in enumerate(documents):
        if number:
            page.print()
            page.print(page.paint("\N{BOX DRAWINGS LIGHT HORIZONTAL}" * page.width, "bright_green"))
        for place, block in enumerate(document.blocks):
            if document.spaced and place and not _spaces_itself(block, document.blocks[place - 1]):
                page.print()
            match block:
                case Heading():
                    _heading(page, block)
                case Paragraph(text, tone):
                    page.hang(inert(text), _STYLES[tone])
                case Lines(lines):
                    for line in lines:
                        page.hang(inert(line))
                case Rows():
                    _rows(page, block)
                case Example(text):
                    for line in text.splitlines():
                        page.print(f"    {inert(line)}")
                case Items():
                    _items(page, block, 0)
                case Table():
                    _table(page, block)
                case Figure():
                    _figure(page, block)
    return "".join(f"{line}\n" for line in page.lines)


class _Piece(NamedTuple):
    """A piece of a line: its characters, and how they look on a terminal."""

    text: str
    style: str = ""


class _Page(NamedTuple):
    """The lines so far, their width in columns, and what puts characters in a style."""

    width: int
    paint: Callable[[str, str], str]
    lines: list[str]
    terminal: bool = False

    @property
    def quiet(self) -> str:
        """The style of what matters least."""
        return "dim" if self.terminal else ""

    def print(self, *pieces: _Piece | str) -> None:
        """Print a line of pieces; what is a plain string is as it is. No line ends with spaces."""
        written = [each if isinstance(each, str) else self.paint(each.text, each.style) for each in pieces]
        self.lines.append("".join(written).rstrip())

    def hang(self, text: str, style: str = "", first: tuple[_Piece | str, ...] = (), indent: str = "") -> None:
        """Print a text in as many lines as it takes: after some pieces on the first, indented on the others."""
        room = max(self.width - len(indent), _NARROWEST)
        for number, line in enumerate(wrapped(text, room)):
            self.print(*(first if number == 0 and first else (indent,)), _Piece(line, style))


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text, broken between words, none wider than ``width`` columns; at least one."""
    measure = len if _ONE_COLUMN_EACH.fullmatch(text) else columns_of
    lines: list[str] = []
    line = ""
    filled = 0
    for word in _WORD.findall(text):
        size = measure(word.rstrip())
        if filled + size <= width:
            line += word
            filled += measure(word)
            continue
        if line:
            lines.append(line.rstrip())
        *whole, line = _chopped(word, width) if size > width else [word]
        lines += whole
        filled = measure(line)
    return [*lines, line.rstrip()]


def columns_of(text: str) -> int:
    """Return how many columns a text takes."""
    if _ONE_COLUMN_EACH.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _chopped(text: str, width: int) -> list[str]:
    from rich.cells import chop_cells

    return chop_cells(text, width)


def _painter() -> Callable[[str, str], str]:
    """Return what puts text in a style by the codes that this terminal knows, as Rich finds them."""
    from rich.console import Console
    from rich.text import Text

    console = Console(force_terminal=True, legacy_windows=False)

    @cache
    def codes(style: str) -> tuple[str, str]:
        with console.capture() as captured:
            console.print(Text("x", style), end="")
        before, _, after = captured.get().partition("x")
        return before, after

    def paint(text: str, style: str) -> str:
        if not style or not text:
            return text
        before, after = codes(style)
        return f"{before}{text}{after}"

    return paint


def _spaces_itself(block: Block, before: Block) -> bool:
    """Return whether no empty line is wanted before a block: it brings its own, or stands under its heading."""
    return any(isinstance(each, Heading) and each.level > 1 for each in (block, before))


def _heading(page: _Page, heading: Heading) -> None:
    text = inert(heading.text)
    underline = min(columns_of(text), page.width)
    if heading.level == 1:
        page.hang(text, "bold")
        page.print(_Piece("=" * underline, "dim"))
        return
    page.print()
    page.hang(text, "bold underline" if heading.level == 2 else "bold")
    if heading.level == 2 and not page.terminal:
        page.print("-" * underline)


def _rows(page: _Page, rows: Rows) -> None:
    labels = [inert(row.label) for row in rows.rows]
    width = min(max(map(columns_of, labels)), page.width // 2)
    for label, row in zip(labels, rows.rows, strict=True):
        left = wrapped(label, width)
        right = wrapped(inert(row.value), page.width - width - 5)
        for number in range(max(len(left), len(right))):
            line = f"  {left[number]}" if number < len(left) else "  "
            if number < len(right):
                page.print(line + " " * (width + 5 - columns_of(line)), _Piece(right[number], _STYLES[row.tone]))
            else:
                page.print(line)


def _items(page: _Page, items: Items, depth: int) -> None:
    for number, item in enumerate(items.items, items.start):
        _item(page, item, f"{number}." if items.numbered else "-", depth)


def _item(page: _Page, item: Item, bullet: str, depth: int) -> None:
    mark = f"[{item.mark}]" if item.mark else bullet
    start = "  " * (depth + 1)
    indent = " " * (len(start) + len(mark) + 1)
    first = (start, _Piece(mark, _MARK_STYLES.get(item.mark, "")), " ")
    page.hang(inert(item.with_cites), _STYLES[item.tone], first, indent)
    for line in item.every_line:
        page.hang(inert(line), page.quiet, indent=indent)
    for below in item.below:
        _item(page, below, "-", depth + 2)


def _table(page: _Page, table: Table) -> None:
    """Print each row as an entry, with a line for each further column: 80 columns are too few for a table."""
    long = any(sum(len(cell.lines) for cell in row) > _FEW_LINES for row in table.rows)
    for number, (head, *others) in enumerate(table.rows):
        if number and long:
            page.print()
        _item(page, Item(head.with_refers, lines=head.lines, tone=head.tone), "-", 0)
        for column, cell in zip(table.columns[1:], others, strict=True):
            if cell.with_refers:
                _cell(page, column, inert(cell.with_refers), _STYLES[cell.tone])
            for line in cell.lines:
                page.hang(inert(line), page.quiet, indent=_BELOW)


def _cell(page: _Page, column: str, text: str, style: str) -> None:
    """Print a cell after the name of its column, which alone is plain."""
    name = f"{column}: "
    first, *others = wrapped(name + text, max(page.width - len(_CELL), _NARROWEST))
    page.print(_CELL, first[: len(name)], _Piece(first[len(name) :], style))
    for line in others:
        page.print(_CELL, _Piece(line, style))


def _figure(page: _Page, figure: Figure) -> None:
    if not figure.characters:
        page.hang(inert(figure.told))
    for line in figure.characters:
        page.print(line if columns_of(line) <= page.width else _chopped(line, page.width)[0])
