"""Writing tables as files of rows: CSV, JSON Lines and Parquet, in parts that are made apart and joined in order."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet

from reg7check.formulas import harmless
from reg7check.named import NamedTuple

_BYTE_ORDER = b"\xef\xbb\xbf"


class TableFormat(NamedTuple):
    """A format of files of rows.

    ``part`` gives some rows as bytes; ``join`` writes the file from parts that stand in files, in their order, all
    with the columns of a schema. The same tables give the same bytes, however they were parted; but a Parquet file has
    a group of rows for each part.
    """

    part: Callable[[pa.Table], bytes]
    join: Callable[[Sequence[Path], pa.Schema, BinaryIO], None]


def _csv_part(table: pa.Table) -> bytes:
    """Return rows as CSV without a header. No cell is a formula."""
    columns = [_harmless(column).to_pylist() if _is_text(column) else column.to_pylist() for column in table.columns]
    return _csv_lines(zip(*columns, strict=True))


def _csv_lines(rows: Iterable[Iterable[object]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode("utf-8")


def _is_text(column: pa.ChunkedArray) -> bool:
    return bool(pa.types.is_string(column.type))


def _harmless(column: pa.ChunkedArray) -> pa.Array:
    """Return a column of texts made harmless, each distinct one once."""
    encoded = column.combine_chunks().dictionary_encode()
    texts = [None if text is None else harmless(text) for text in encoded.dictionary.to_pylist()]
    return pa.array(texts, pa.string()).take(encoded.indices)


def _csv_join(parts: Sequence[Path], schema: pa.Schema, stream: BinaryIO) -> None:
    # Without the mark Excel on Windows takes the file for one in the machine's own old encoding.
    stream.write(_BYTE_ORDER + _csv_lines([[harmless(name) for name in schema.names]]))
    _copied(parts, stream)


def _json_part(table: pa.Table) -> bytes:
    """Return rows as JSON Lines, in pure ASCII."""
    return "".join(f"{json.dumps(row)}\n" for row in table.to_pylist()).encode("ascii")


def _json_join(parts: Sequence[Path], schema: pa.Schema, stream: BinaryIO) -> None:
    del schema  # each row has the names of its columns
    _copied(parts, stream)


def _copied(parts: Sequence[Path], stream: BinaryIO) -> None:
    for part in parts:
        with part.open("rb") as source:
            shutil.copyfileobj(source, stream)


def _parquet_part(table: pa.Table) -> bytes:
    stream = pa.BufferOutputStream()
    with pa.ipc.new_file(stream, table.schema) as writer:
        writer.write_table(table)
    return bytes(stream.getvalue())


def _parquet_join(parts: Sequence[Path], schema: pa.Schema, stream: BinaryIO) -> None:
    with parquet.ParquetWriter(stream, schema) as writer:
        for part in parts:
            with pa.OSFile(str(part)) as source:
                writer.write_table(pa.ipc.open_file(source).read_all())


_JSON_LINES = TableFormat(_json_part, _json_join)
FORMATS: Mapping[str, TableFormat] = {
    ".csv": TableFormat(_csv_part, _csv_join),
    ".jsonl": _JSON_LINES,
    ".ndjson": _JSON_LINES,
    ".parquet": TableFormat(_parquet_part, _parquet_join),
}
"""Every format, by the ending of its files."""
