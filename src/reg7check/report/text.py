"""The text report, laid out by Rich: 80 columns unless the terminal is another, colour only where there is one."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.text import Text

from reg7check.inert import inert
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
_CELL, _BELOW = Text("    "), Text("      ")
_FEW_LINES = 4
_MARK_STYLES = {"yes": "green", "no": "red", "open": "yellow"}


def text_reports(documents: Iterable[Document], terminal_width: int | None = None) -> str:
    """Return reports, one after the other, as text to read.

    With the width of a terminal (in columns) they are laid out and coloured for it, unless NO_COLOR is set; without,
    they are 80 columns of plain text.
    """
    stream = StringIO()
    console = Console(
        file=stream,
        width=max(terminal_width or 80, 20),
        force_terminal=terminal_width is not None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        legacy_windows=False,
    )
    for number, document in enumerate(documents):
        if number:
            console.print()
            console.rule()
        for place, block in enumerate(document.blocks):
            if document.spaced and place and not _spaces_itself(block, document.blocks[place - 1]):
                console.print()
            match block:
                case Heading():
                    _heading(console, block)
                case Paragraph(text, tone):
                    _hanging(console, Text(), Text(), Text(inert(text), _STYLES[tone]))
                case Lines(lines):
                    for line in lines:
                        _hanging(console, Text(), Text(), Text(inert(line)))
                case Rows():
                    _rows(console, block)
                case Example(text):
                    for line in text.splitlines():
                        console.print(Text(f"    {inert(line)}"), soft_wrap=True)
                case Items():
                    _items(console, block, 0)
                case Table():
                    _table(console, block)
                case Figure():
                    _figure(console, block)
    return stream.getvalue()


def _spaces_itself(block: Block, before: Block) -> bool:
    """Return whether no empty line is wanted before a block: it brings its own, or stands under its heading."""
    return any(isinstance(each, Heading) and each.level > 1 for each in (block, before))


def _heading(console: Console, heading: Heading) -> None:
    text = inert(heading.text)
    if heading.level == 1:
        _hanging(console, Text(), Text(), Text(text, "bold"))
        console.print(Text("=" * min(Text(text).cell_len, console.width), "dim"))
    else:
        console.print()
        _hanging(console, Text(), Text(), Text(text, "bold underline" if heading.level == 2 else "bold"))
        if heading.level == 2 and not console.is_terminal:
            console.print("-" * min(Text(text).cell_len, console.width))


def _rows(console: Console, rows: Rows) -> None:
    labels = [Text(inert(row.label)) for row in rows.rows]
    width = min(max(label.cell_len for label in labels), console.width // 2)
    for label, row in zip(labels, rows.rows, strict=True):
        left = label.wrap(console, width)
        right = Text(inert(row.value), _STYLES[row.tone]).wrap(console, console.width - width - 5)
        for number in range(max(len(left), len(right))):
            line = Text("  ")
            line.append_text(left[number] if number < len(left) else Text())
            if number < len(right):
                line.pad_right(width + 5 - line.cell_len)
                line.append_text(right[number])
            _print_line(console, line)


def _items(console: Console, items: Items, depth: int) -> None:
    for number, item in enumerate(items.items, items.start):
        _item(console, item, f"{number}." if items.numbered else "-", depth)


def _item(console: Console, item: Item, bullet: str, depth: int) -> None:
    first = Text("  " * (depth + 1))
    first.append(f"[{item.mark}]" if item.mark else bullet, _MARK_STYLES.get(item.mark, ""))
    first.append(" ")
    indent = Text(" " * first.cell_len)
    _hanging(console, first, indent, Text(inert(item.with_cites), _STYLES[item.tone]))
    for line in item.every_line:
        _hanging(console, indent, indent, Text(inert(line), "dim" if console.is_terminal else ""))
    for below in item.below:
        _item(console, below, "-", depth + 2)


def _table(console: Console, table: Table) -> None:
    """Print each row as an entry, with a line for each further column: 80 columns are too few for a table."""
    long = any(sum(len(cell.lines) for cell in row) > _FEW_LINES for row in table.rows)
    for number, (head, *others) in enumerate(table.rows):
        if number and long:
            console.print()
        _item(console, Item(head.with_refers, lines=head.lines, tone=head.tone), "-", 0)
        for column, cell in zip(table.columns[1:], others, strict=True):
            if cell.with_refers:
                told = (inert(cell.with_refers), _STYLES[cell.tone])
                _hanging(console, _CELL, _CELL, Text.assemble(f"{column}: ", told))
            for line in cell.lines:
                _hanging(console, _BELOW, _BELOW, Text(inert(line), "dim" if console.is_terminal else ""))


def _figure(console: Console, figure: Figure) -> None:
    if not figure.characters:
        _hanging(console, Text(), Text(), Text(inert(figure.told)))
    for line in figure.characters:
        console.print(Text(line), no_wrap=True, overflow="crop")


def _hanging(console: Console, first: Text, indent: Text, text: Text) -> None:
    for number, line in enumerate(text.wrap(console, max(console.width - indent.cell_len, 20))):
        _print_line(console, Text.assemble(first if number == 0 else indent, line))


def _print_line(console: Console, line: Text) -> None:
    line.rstrip()
    console.print(line, no_wrap=True, overflow="ignore", crop=False)
