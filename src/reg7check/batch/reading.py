"""Opening a file of rows, of whichever format its name tells."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from reg7check.batch.csv_rows import CsvFile
from reg7check.batch.json_rows import JsonLinesFile
from reg7check.batch.parquet_rows import ParquetFile
from reg7check.batch.pieces import RowFile
from reg7check.contents import opened
from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem

_FORMATS: Mapping[str, Callable[[BinaryIO, int, str], RowFile]] = {
    ".csv": CsvFile,
    ".jsonl": JsonLinesFile,
    ".ndjson": JsonLinesFile,
    ".parquet": ParquetFile,
}
_BLOCK = 1 << 20


class Opened(NamedTuple):
    """A file of rows that is open: its rows, the SHA-256 of what it holds, and whether that is still what it was."""

    rows: RowFile
    sha256: str
    unchanged: Callable[[], bool]


@contextlib.contextmanager
def rows_in(path: Path, name: str) -> Iterator[Opened]:
    """Open a file of rows, CSV, JSON Lines or Parquet as its ending says.

    Args:
        path: the file. It is read twice, so that it cannot be a pipe.
        name: what messages call it.

    Raises:
        BadInput: where it cannot be read, or is none of these.
    """
    check_ending(name, _FORMATS)
    with opened(path, name) as stream:
        before = _state(stream)
        sha256 = hashlib.sha256()
        while block := stream.read(_BLOCK):
            sha256.update(block)
        stream.seek(0)
        rows = _FORMATS[Path(name).suffix.lower()](stream, before.st_size, name)
        yield Opened(rows, sha256.hexdigest(), lambda: _told(before) == _told(_state(stream)))


def check_ending(name: str, endings: Mapping[str, object]) -> None:
    """Raise BadInput where the name of a file of rows does not end as one of these."""
    if Path(name).suffix.lower() not in endings:
        message = "the ending of its name does not say what the file is"
        hint = f"give it one of these: {', '.join(endings)}; a spreadsheet saves a sheet as CSV UTF-8"
        raise BadInput([Problem(Place(name), message, hint)])


def _state(stream: BinaryIO) -> os.stat_result:
    return os.fstat(stream.fileno())


def _told(state: os.stat_result) -> tuple[int, int]:
    return state.st_size, state.st_mtime_ns
