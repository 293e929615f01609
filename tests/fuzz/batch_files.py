"""Files of a batch as they are fuzzed: whatever is in one, every row of it is either judged or told with its number."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

import pyarrow as pa
from pyarrow import parquet

from fuzz import corpus
from fuzz.mutation import Seeds
from reg7check.batch.csv_rows import CsvFile
from reg7check.batch.json_rows import JsonLinesFile
from reg7check.batch.parquet_rows import ParquetFile
from reg7check.batch.pieces import RowFile
from reg7check.batch.piecework import Job, job_of, judged_piece
from reg7check.batch.rows import check_columns
from reg7check.problems import BadInput, Place, Problem

_PIECES = 6
"""That a file has, more or less."""
_LARGEST = 100_000
"""Bytes that are read: more of them are more rows, which take more time."""
_KINDS: dict[str, Callable[[BinaryIO, int, str], RowFile]] = {
    "csv": CsvFile,
    "jsonl": JsonLinesFile,
    "parquet": ParquetFile,
}


@functools.cache
def _job() -> Job:
    return job_of(corpus.stalls(), ["note"], ".jsonl", ".jsonl")


def read_file(kind: str, content: bytes) -> None:
    """Judge the rows of a file of a kind: each has its line in the results, or is told as bad, in order."""
    content = content[:_LARGEST]
    rows = _KINDS[kind](BytesIO(content), len(content), f"rows.{kind}")
    columns = rows.columns()
    if columns is not None:
        check_columns(columns, corpus.stalls(), rows_name(kind), ["note"])
    first = 1
    judged = 0
    for piece in rows.pieces(_job().wanted, 1 + len(content) // 200 // _PIECES):
        found = judged_piece(_job(), piece)
        numbers = [json.loads(line)["row"] for line in found.results.splitlines()]
        bad = [json.loads(line)["row"] for line in found.bad.splitlines()]
        assert numbers == sorted(set(numbers))
        assert sorted({*numbers, *bad}) == list(range(first, first + piece.rows))
        assert not set(numbers) & set(bad)
        assert piece.reached <= rows.size
        first += piece.rows
        judged += len(numbers)
    if judged < first // 2:
        raise BadInput([Problem(Place(rows_name(kind)), "few rows can be judged", "look at the file of bad rows")])


def rows_name(kind: str) -> str:
    """Return what messages call a file."""
    return f"rows.{kind}"


@functools.cache
def seeds(kind: str) -> Seeds:
    """Return files of a kind under the rulebook of street stalls."""
    lists = [json.loads(content) for content in corpus.row_seeds().inputs]
    files = []
    for rows in lists:
        several = [row | {"note": 'a "note", with\nlines'} for row in rows * 4]
        table = pa.Table.from_pylist(several, pa.schema([(name, pa.string()) for name in several[0]]))
        files.append(_written(kind, table))
    words = corpus.row_seeds().words
    return Seeds(tuple(files), (*words, b'"', b'""', b",", b"\n", b"\r\n", b"\r", b"{", b"}", b"\\u0000", b"\\ud800"))


def _written(kind: str, table: pa.Table) -> bytes:
    stream = BytesIO()
    match kind:
        case "csv":
            import csv
            import io

            text = io.StringIO(newline="")
            writer = csv.writer(text)
            writer.writerow(table.column_names)
            writer.writerows([cell or "" for cell in row.values()] for row in table.to_pylist())
            stream.write(text.getvalue().encode())
        case "jsonl":
            stream.write("".join(f"{json.dumps(row)}\n" for row in table.to_pylist()).encode())
        case _:
            parquet.write_table(table, stream, row_group_size=7)
    return stream.getvalue()
