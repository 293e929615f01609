"""Rows of a Parquet file: columns of text, and of days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet

from reg7check.batch.pieces import Given, Piece, Unread, Wanted
from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem

_MOST_GROUP_BYTES = 1 << 30
_UNREADABLE = (pa.ArrowException, OSError, ValueError)  # the last where a name in it is not UTF-8
_NONE = "this is no Parquet file, or a part of one"


class ParquetFile:
    """A Parquet file, open for reading. Its size is told in rows."""

    def __init__(self, stream: BinaryIO, size: int, name: str) -> None:
        del size
        self.name = name
        try:
            self.file = parquet.ParquetFile(stream)
            self.size = self.file.metadata.num_rows
            self.schema = self.file.schema_arrow
        except _UNREADABLE as error:
            raise self._bad(_NONE, _first_line(error)) from None

    def columns(self) -> tuple[str, ...]:
        """Return the names of its columns."""
        return tuple(self.schema.names)

    def pieces(self, wanted: Wanted, rows: int) -> Iterator[Piece]:
        """Yield its rows in pieces. Raises BadInput where a column is not of texts or days."""
        self._check(wanted)
        reached = 0
        try:
            for batch in self.file.iter_batches(rows):
                table = pa.Table.from_batches([batch])
                reached += table.num_rows
                yield ParquetRows(table.num_rows, reached, reached - table.num_rows + 1, table)
        except _UNREADABLE as error:
            raise self._bad(_NONE, _first_line(error)) from None

    def _check(self, wanted: Wanted) -> None:
        problems = []
        for field in self.schema:
            if not (_is_text(field.type) or (field.name in wanted.kept and _is_plain(field.type))):
                message = f"the column `{field.name}` has {field.type} in it, not texts"
                problems.append(Problem(Place(self.name), message, "write it as texts: yes, no, 2024-05-13"))
        if problems:
            raise BadInput(problems)
        metadata = self.file.metadata
        groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
        if any(group.total_byte_size > _MOST_GROUP_BYTES for group in groups):
            message = f"it has a group of rows of over {_MOST_GROUP_BYTES:,} bytes"
            raise self._bad(message, "write it again with smaller groups of rows, of 100,000 say")

    def _bad(self, message: str, hint: str) -> BadInput:
        return BadInput([Problem(Place(self.name), message, hint)])


class ParquetRows(NamedTuple):
    """Rows of a file, with the columns that they have there."""

    rows: int
    reached: int
    first: int
    table: pa.Table

    def given(self, wanted: Wanted) -> Given:
        """Return what the rows hold."""
        del wanted
        columns = [_as_text(column) for column in self.table.columns]
        sound = np.ones(self.rows, np.bool_)
        for column in columns:
            sound &= _in_utf8(column)
        unread = tuple(
            Unread(self.first + row, None, "", "the row is not in UTF-8", "write its texts again as UTF-8")
            for row in np.flatnonzero(~sound).tolist()
        )
        cells = pa.table(dict(zip(self.table.column_names, columns, strict=True)))
        return Given(cells.filter(pa.array(sound)), np.arange(self.first, self.first + self.rows)[sound], unread)


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    tests = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_date, pa.types.is_null)
    return any(test(kind) for test in tests)


def _is_plain(kind: pa.DataType) -> bool:
    tests = (pa.types.is_boolean, pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_temporal)
    return any(test(kind) for test in tests)


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return column.cast(pa.string())


def _in_utf8(column: pa.ChunkedArray) -> np.ndarray:
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        return np.array([_decodes(cell) for cell in column.cast(pa.binary()).to_pylist()], np.bool_)
    return np.ones(len(column), np.bool_)


def _decodes(cell: bytes | None) -> bool:
    try:
        (cell or b"").decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _first_line(error: Exception) -> str:
    lines = str(error).splitlines()
    return f"the reader says: {lines[0]}" if lines else "write it again"
