"""Pieces of a file of rows: what goes to the process that judges it, and what it reads there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO, Protocol

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from reg7check.named import NamedTuple

MOST_BYTES = 1 << 24
"""Of text in one piece: a row that is longer is none."""


class Unread(NamedTuple):
    """Why a row (numbered from 1 in its file) could not be made into cells: in which column, if it is known.

    ``cell`` is the text that could not be read.
    """

    row: int
    column: str | None
    cell: str
    message: str
    hint: str | None


class Given(NamedTuple):
    """The rows of a piece: their cells as columns of text, the number of each in its file, and those without cells."""

    cells: pa.Table
    numbers: np.ndarray
    unread: tuple[Unread, ...]


class Wanted(NamedTuple):
    """The columns that a row may have, and those that are copied to the results."""

    known: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Every column, once."""
        return tuple(dict.fromkeys((*self.known, *self.kept)))


class Piece(Protocol):
    """Rows that stand together in a file. It can be sent to another process."""

    @property
    def rows(self) -> int:
        """How many rows there are in it, with those that cannot be read."""
        ...

    @property
    def reached(self) -> int:
        """How much of the file's size is behind its end."""
        ...

    def given(self, wanted: Wanted) -> Given:
        """Return what the rows hold."""
        ...


class RowFile(Protocol):
    """A file of rows, open for reading. Its size is told in the units of ``Piece.reached``."""

    size: int

    def columns(self) -> tuple[str, ...] | None:
        """Return the names of its columns, or None where each row has its own. Raises BadInput where it is none."""
        ...

    def pieces(self, wanted: Wanted, rows: int) -> Iterator[Piece]:
        """Yield its pieces in their order, each of so many rows at the most; the same whenever it is read.

        Raises BadInput where it turns out not to be what it should be.
        """
        ...


class Stretch(NamedTuple):
    """Some bytes of a file that are whole rows: how many, the number of the first, and where they end."""

    content: bytes
    rows: int
    first: int
    end: int


def line_ends(text: np.ndarray) -> np.ndarray:
    """Return where the line feeds are in some bytes."""
    return np.flatnonzero(text == ord("\n"))


def filled(ends: np.ndarray, text: np.ndarray) -> np.ndarray:
    """Return, for the ends of lines, whether each line has anything in it but its end."""
    starts = np.concatenate(([0], ends[:-1] + 1))
    lengths = ends - starts
    empty = (lengths == 0) | ((lengths == 1) & (text[starts] == ord("\r")))
    has_text: np.ndarray = ~empty
    return has_text


def stretches(
    stream: BinaryIO, ends_of: Callable[[np.ndarray], np.ndarray | None], rows: int, first: int = 1
) -> Iterator[Stretch]:
    """Cut the rest of a file into stretches of whole rows; a file without a line feed at its end is given one.

    It stops before what has no end of a row in it, be it too long or unfinished: the stream's position tells.

    Args:
        stream: the file, where a row begins.
        ends_of: returns where rows end in some bytes that begin with one; None where that cannot be told.
        rows: the most rows of a stretch.
        first: the number of the next row.
    """
    position = stream.tell()
    rest = b""
    while True:
        read = stream.read(MOST_BYTES - len(rest))
        content = rest + read
        size = len(content)
        last = size < MOST_BYTES
        if last and content and not content.endswith(b"\n"):
            content += b"\n"
        text = np.frombuffer(content, np.uint8)
        ends = ends_of(text) if content else None
        if ends is None or not ends.size:
            stream.seek(position)
            return
        counted = np.cumsum(filled(ends, text))
        cut = 0
        for number in range(rows, int(counted[-1]) + rows, rows):
            end = int(ends[min(int(np.searchsorted(counted, number)), ends.size - 1)]) + 1
            within = min(number, int(counted[-1])) - (number - rows)
            yield Stretch(content[cut:end], within, first, position + min(end, size))
            first += within
            cut = end
        done = int(ends[-1]) + 1
        position += done
        rest = content[done:]
        if last:
            stream.seek(position if rest else 0, 0 if rest else 2)
            return


def cells_of(rows: Sequence[Sequence[str | None]], names: Sequence[str]) -> pa.Table:
    """Return rows of texts as a table with columns of these names."""
    columns: Iterable[Sequence[str | None]] = zip(*rows, strict=True) if rows else ([] for _ in names)
    return pa.table({name: pa.array(column, pa.string()) for name, column in zip(names, columns, strict=True)})
