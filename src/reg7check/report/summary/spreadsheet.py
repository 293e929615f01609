"""Spreadsheets (.xlsx): tables whose cells are texts, numbers and dates, and never formulas or links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from reg7check.formulas import harmless
from reg7check.named import NamedTuple
from reg7check.report.document import Tone
from reg7check.report.fitting import Style, wrapped
from reg7check.report.formats import needs
from reg7check.report.zipped import zipped_office_file

Value = str | tuple[str, ...] | int | date | None
"""What a cell holds: a text, lines, a number, a day, or nothing."""

MOST_CHARACTERS = 32_767
"""What a cell of Excel can hold, counted as UTF-16 does."""
_CUT = "… (cut: a cell holds no more)"
_STYLE = Style("cell", 10, 13)
_LETTER = 5.2
"""The width of a letter as spreadsheets count them, in points."""
_TALLEST = 400
_A3 = 8
_MADE = datetime(2000, 1, 1)
_INKS: dict[Tone, tuple[str, str]] = {
    "prohibited": ("#8a1010", "#fbe3e3"),
    "disputed": ("#6a1b76", "#f6e6f8"),
    "arguable": ("#6a1b76", "#f6e6f8"),
    "undetermined": ("#6b4a00", "#fdf1d0"),
    "not-prohibited": ("#14532d", "#e2f4e7"),
    "strong": ("#000000", "#e0e0e0"),
}
"""Of a tone the ink and the ground: readable in contrast, and the text says it too."""


class Column(NamedTuple):
    """A column: its heading, and its width in letters."""

    heading: str
    width: int


class SheetRow(NamedTuple):
    """A row: its values, one a column, and the tone of the first."""

    values: tuple[Value, ...]
    tone: Tone = "plain"


class Sheet(NamedTuple):
    """A sheet: its name, its columns and its rows. The first ``kept`` columns stay in view."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[SheetRow]
    kept: int = 0


def spreadsheet(title: str, sheets: Sequence[Sheet]) -> bytes:
    """Return sheets as an Excel file, the same to the byte whenever it is made.

    Raises:
        BadInput: where the library that writes it is not installed.
    """
    needs("xlsxwriter", "xlsx", "a spreadsheet")
    import xlsxwriter  # type: ignore[import-untyped]

    made = BytesIO()
    book: Any = xlsxwriter.Workbook(
        made,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": "Arial", "font_size": 10},
        },
    )
    book.set_properties({"title": _fitting(title, 255), "created": _MADE})
    writer = _Writer(book)
    for sheet in sheets:
        writer.sheet(sheet)
    book.close()
    return zipped_office_file(made.getvalue())


class _Writer:
    def __init__(self, book: Any) -> None:
        self.book = book
        text = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#c8ccd2"}
        self.head = book.add_format({**text, "bold": True, "bg_color": "#1f2a44", "font_color": "#ffffff"})
        self.text = book.add_format(text)
        self.day = book.add_format({**text, "num_format": "d mmm yyyy", "align": "left"})
        self.tones = {
            tone: book.add_format({**text, "bold": True, "font_color": ink, "bg_color": ground})
            for tone, (ink, ground) in _INKS.items()
        }

    def sheet(self, sheet: Sheet) -> None:
        page = self.book.add_worksheet(sheet.name)
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, column.width, self.text)
            page.write_string(0, number, harmless(column.heading), self.head)
        page.set_row(0, _height(SheetRow(tuple(each.heading for each in sheet.columns)), sheet.columns))
        for place, row in enumerate(sheet.rows, 1):
            page.set_row(place, _height(row, sheet.columns))
            for number, value in enumerate(row.values):
                style = self.tones.get(row.tone, self.text) if number == 0 else self.text
                self._cell(page, place, number, value, style)
        page.freeze_panes(1, sheet.kept)
        page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
        self._printed(page, sheet)

    def _printed(self, page: Any, sheet: Sheet) -> None:
        page.set_landscape()
        page.set_paper(_A3)
        page.set_margins(0.4, 0.4, 0.5, 0.5)
        page.fit_to_pages(2 if sheet.kept else 1, 0)
        page.repeat_rows(0)
        if sheet.kept:
            page.repeat_columns(0, sheet.kept - 1)

    def _cell(self, page: Any, place: int, number: int, value: Value, style: Any) -> None:
        match value:
            case None | "" | ():
                page.write_blank(place, number, None, style)
            case int():
                page.write_number(place, number, value, style)
            case date():
                page.write_datetime(place, number, value, self.day)
            case _:
                page.write_string(place, number, _fitting(written(value, "\n")), style)


def _height(row: SheetRow, columns: Sequence[Column]) -> float:
    """Return a height in points in which every line of a row shows: not every program finds it by itself."""
    lines = 1
    for value, column in zip(row.values, columns, strict=True):
        if isinstance(value, str | tuple):
            shown = 2 * column.width * _TALLEST // _STYLE.leading  # in more letters than these no row could show
            parts = (part[:shown] for part in ((value,) if isinstance(value, str) else value))
            lines = max(lines, sum(max(len(wrapped(part, _STYLE, column.width * _LETTER)), 1) for part in parts))
    return min(lines * _STYLE.leading + 2, _TALLEST)


def written(value: str | tuple[str, ...], between: str) -> str:
    """Return a text, or lines with something between them, as a cell has it: no formula, and inert."""
    lines = (value,) if isinstance(value, str) else value
    return between.join(map(harmless, lines))


def _fitting(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return a text that is no longer than a cell can hold, in the units of UTF-16."""
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * most:
        return text
    return units[: 2 * (most - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
