"""Rows of a CSV file (RFC 4180), a header first: read at once where its quotation marks are in order, else row by row.

Rows end at line feeds that stand between no quotation marks, so a stray mark could hide rows in a cell. A stretch in
which each mark stands where one may stand goes to Arrow's reader. From the first other one on, Python's strict reader
finds the rows one by one, and each that is amiss is told.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.csv as arrow_csv  # type: ignore[import-untyped]

from reg7check.batch.pieces import Given, Piece, Unread, Wanted, cells_of, line_ends, stretches
from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem

_LONGEST_LINE = 1 << 20
_UTF_8 = "save it as CSV UTF-8"
_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"PK\x03\x04": "a ZIP or Excel file"}
_BYTE_ORDER = b"\xef\xbb\xbf"
_SEPARATORS = {";": "semicolons", "\t": "tabs"}
_COMMA, _LINE_FEED, _RETURN, _QUOTE = b',\n\r"'


class CsvFile:
    """A CSV file, open for reading."""

    def __init__(self, stream: BinaryIO, size: int, name: str) -> None:
        self.stream = stream
        self.size = size
        self.name = name

    def columns(self) -> tuple[str, ...]:
        """Return the names in the header, and stand behind it. Raises BadInput where there is none."""
        self.stream.seek(0)
        start = self.stream.read(len(_BYTE_ORDER) + 1)
        found = next((what for mark, what in _MARKS.items() if start.startswith(mark)), None)
        if found is not None:
            raise self._bad(f"this is {found}, not CSV in UTF-8", _UTF_8)
        position = len(_BYTE_ORDER) if start.startswith(_BYTE_ORDER) else 0
        self.stream.seek(position)
        content = self.stream.read(_LONGEST_LINE)
        reader = csv.reader(io.StringIO(content.decode("utf-8", "surrogateescape"), newline=""), strict=True)
        try:
            header = next((row for row in reader if row), None)
        except csv.Error as error:
            raise self._bad(f"its header cannot be read: {error}", "the first line has the names of columns") from None
        if header is None:
            raise self._bad("the file is empty", "its first line has the names of columns, each other one is a row")
        if not _in_utf8(header):
            raise self._bad("its header is not in UTF-8", _UTF_8)
        between = next((many for sign, many in _SEPARATORS.items() if len(header) == 1 and sign in header[0]), None)
        if between is not None:
            raise self._bad(f"its columns are parted by {between}", "save it with commas between the columns")
        lines = content.splitlines(keepends=True)[: reader.line_num]
        self.stream.seek(position + sum(map(len, lines)))
        return tuple(header)

    def pieces(self, wanted: Wanted, rows: int) -> Iterator[Piece]:
        """Yield its rows in pieces."""
        header = self.columns()
        del wanted  # what the header may have in it is known already
        first = 1
        for found in stretches(self.stream, row_ends, rows):
            first = found.first + found.rows
            yield CsvText(found.rows, found.end, found.first, header, found.content)
        yield from self._one_by_one(header, rows, first)

    def _one_by_one(self, header: tuple[str, ...], rows: int, first: int) -> Iterator[Piece]:
        lines = _Lines(self.stream, self)
        found = _rows(lines)
        while batch := tuple(islice(found, rows)):
            yield CsvRows(len(batch), lines.position, first, header, batch)
            first += len(batch)

    def too_long(self) -> BadInput:
        """Return what to say where a line is longer than any row."""
        return self._bad(f"it has a line of over {_LONGEST_LINE:,} bytes", "this is no CSV of rows: check the file")

    def _bad(self, message: str, hint: str) -> BadInput:
        return BadInput([Problem(Place(self.name), message, hint)])


class CsvText(NamedTuple):
    """Whole rows of a file as they stand in it, with every quotation mark in order."""

    rows: int
    reached: int
    first: int
    header: tuple[str, ...]
    content: bytes

    def given(self, wanted: Wanted) -> Given:
        """Return what the rows hold."""
        names = [str(number) for number in range(len(self.header))]
        try:
            cells = arrow_csv.read_csv(
                pa.BufferReader(self.content),
                arrow_csv.ReadOptions(column_names=names, block_size=len(self.content) + 1),
                arrow_csv.ParseOptions(newlines_in_values=True),
                arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), null_values=[]),
            )
        except pa.ArrowInvalid:  # a row with too few cells, say: it is found below
            cells = None
        if cells is None or cells.num_rows != self.rows:
            text = io.StringIO(self.content.decode("utf-8", "surrogateescape"), newline="")
            return CsvRows(self.rows, self.reached, self.first, self.header, tuple(_rows(text))).given(wanted)
        return Given(cells.rename_columns(self.header), np.arange(self.first, self.first + self.rows), ())


class CsvRows(NamedTuple):
    """Rows that were found one by one: the cells of each, or why it is none."""

    rows: int
    reached: int
    first: int
    header: tuple[str, ...]
    found: tuple[list[str] | _Amiss, ...]

    def given(self, wanted: Wanted) -> Given:
        """Return what the rows hold."""
        del wanted
        numbers, rows, unread = [], [], []
        for number, row in enumerate(self.found, self.first):
            amiss = row if isinstance(row, _Amiss) else self._amiss(row)
            if amiss is None:
                numbers.append(number)
                rows.append(row)
            else:
                unread.append(Unread(number, None, *amiss))
        return Given(cells_of(rows, self.header), np.array(numbers, np.int64), tuple(unread))

    def _amiss(self, row: list[str]) -> _Amiss | None:
        if len(row) != len(self.header):
            message = f"the row has {len(row)} cells, and there are {len(self.header)} columns"
            hint = "put quotation marks around a cell that has a comma in it; leave empty what is not known"
            return _Amiss(_shown(",".join(row)), message, hint)
        if not _in_utf8(row):
            return _Amiss(_shown(",".join(row)), "the row is not in UTF-8", _UTF_8)
        return None


class _Amiss(NamedTuple):
    text: str
    message: str
    hint: str


def row_ends(text: np.ndarray) -> np.ndarray | None:
    """Return where rows end in some bytes that begin with one; None where a quotation mark stands where none may."""
    quotes = np.flatnonzero(text == _QUOTE)
    lines = line_ends(text)
    ends: np.ndarray = lines[np.searchsorted(quotes, lines) % 2 == 0]
    if not ends.size:
        return ends
    if np.diff(ends, prepend=-1).max() > csv.field_size_limit():  # a cell in it may be longer than a cell may be
        return None
    text = text[: ends[-1] + 1]
    returns = np.flatnonzero(text == _RETURN)
    if not (text[returns + 1] == _LINE_FEED).all():
        return None
    pairs = quotes[quotes < ends[-1]].reshape(-1, 2)
    opening, closing = pairs.T
    doubled = np.zeros(len(pairs), np.bool_)
    doubled[1:] = closing[:-1] == opening[1:] - 1
    before = text[opening - 1]
    may_open = doubled | (opening == 0) | (before == _COMMA) | (before == _LINE_FEED)
    after = text[closing + 1]
    may_close = (after == _COMMA) | (after == _LINE_FEED) | (after == _RETURN)
    may_close[:-1] |= doubled[1:]
    return ends if bool(may_open.all() and may_close.all()) else None


class _Lines:
    """The lines of the rest of a stream, ended as anywhere; what is not UTF-8 becomes surrogates."""

    def __init__(self, stream: BinaryIO, file: CsvFile) -> None:
        self.stream = stream
        self.file = file

    @property
    def position(self) -> int:
        return self.stream.tell()

    def __iter__(self) -> Iterator[str]:
        while content := self.stream.readline(_LONGEST_LINE + 1):
            if len(content) > _LONGEST_LINE:
                raise self.file.too_long()
            for line in content.splitlines(keepends=True):
                yield line.decode("utf-8", "surrogateescape")


def _rows(lines: Iterable[str]) -> Iterator[list[str] | _Amiss]:
    """Yield each row that is not empty; of one that cannot be read the lines, of which the reader lets go."""
    taken: list[str] = []

    def noted() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line

    reader = csv.reader(noted(), strict=True)
    while True:
        taken.clear()
        try:
            row = next(reader, None)
        except csv.Error as error:
            over = f" (it goes over {len(taken)} lines)" if len(taken) > 1 else ""
            message = f"the row cannot be read{over}: {error}"
            yield _Amiss(_shown("".join(taken)), message, 'write a quotation mark inside a cell twice: "5"" pipe"')
            continue
        if row is None:
            return
        if row:
            yield row


def _shown(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _in_utf8(row: list[str]) -> bool:
    return all(cell.isascii() or not any("\ud800" <= each <= "\udfff" for each in cell) for cell in row)
