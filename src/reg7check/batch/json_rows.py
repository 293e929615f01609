"""Rows of a JSON Lines file, an object a line: read at once where each is plain texts, else one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.json as arrow_json  # type: ignore[import-untyped]

from reg7check.batch.cells import AFTER_PARTY, BETWEEN_PARTIES
from reg7check.batch.pieces import MOST_BYTES, Given, Piece, Unread, Wanted, cells_of, filled, line_ends, stretches
from reg7check.batch.rows import no_such_column
from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem

_BYTE_ORDER = b"\xef\xbb\xbf"
_OTHERS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"[": "one JSON list"}
_ROW = 'write each row on a line of its own: {"nation": "england", …}'
_DISPUTE = 'write a dispute as {"disputed": {"council": "no", "union": "yes"}}'


class JsonLinesFile:
    """A JSON Lines file, open for reading."""

    def __init__(self, stream: BinaryIO, size: int, name: str) -> None:
        self.stream = stream
        self.size = size
        self.name = name

    def columns(self) -> None:
        """Stand at the first row: each has columns of its own. Raises BadInput where the file is none of rows."""
        self.stream.seek(0)
        start = self.stream.read(len(_BYTE_ORDER))
        self.stream.seek(len(_BYTE_ORDER) if start == _BYTE_ORDER else 0)
        found = next((what for mark, what in _OTHERS.items() if start.startswith(mark)), None)
        if found is not None:
            raise BadInput([Problem(Place(self.name), f"this is {found}, not JSON Lines in UTF-8", _ROW)])

    def pieces(self, wanted: Wanted, rows: int) -> Iterator[Piece]:
        """Yield its rows in pieces."""
        del wanted  # what a row may have in it is told with the row
        self.columns()
        for found in stretches(self.stream, line_ends, rows):
            yield JsonText(found.rows, found.end, found.first, found.content)
        if self.stream.read(1):
            message = f"it has a line of over {MOST_BYTES:,} bytes"
            raise BadInput([Problem(Place(self.name), message, _ROW)])


class JsonText(NamedTuple):
    """Whole rows of a file as they stand in it."""

    rows: int
    reached: int
    first: int
    content: bytes

    def given(self, wanted: Wanted) -> Given:
        """Return what the rows hold."""
        cells = self._at_once(wanted)
        if cells is None:
            return self._one_by_one(wanted)
        return Given(cells, np.arange(self.first, self.first + self.rows), ())

    def _at_once(self, wanted: Wanted) -> pa.Table | None:
        """Return the rows where each is one object of texts and nulls on its line, or None."""
        text = np.frombuffer(self.content, np.uint8)
        ends = line_ends(text)
        ends, starts = (each[filled(ends, text)] for each in (ends, np.concatenate(([0], ends[:-1] + 1))))
        closing = np.where(text[ends - 1] == ord("\r"), ends - 2, ends - 1)
        if not ((text[starts] == ord("{")) & (text[closing] == ord("}"))).all():
            return None
        try:
            cells = arrow_json.read_json(
                pa.BufferReader(self.content),
                arrow_json.ReadOptions(block_size=len(self.content) + 1),
                arrow_json.ParseOptions(
                    explicit_schema=pa.schema([(name, pa.string()) for name in wanted.all]),
                    unexpected_field_behavior="error",
                ),
            )
            cells.validate(full=True)  # else what is not UTF-8 would pass
        except pa.ArrowInvalid:
            return None
        return cells if cells.num_rows == self.rows else None

    def _one_by_one(self, wanted: Wanted) -> Given:
        names = wanted.all
        numbers, rows, unread = [], [], []
        lines = (line for line in self.content.split(b"\n") if line not in {b"", b"\r"})
        for number, line in enumerate(lines, self.first):
            try:
                row = _row(line, wanted)
            except _Amiss as error:
                shown = line.decode("utf-8", "replace").rstrip("\r") if error.column is None else error.cell
                column = None if error.column is None else _whole(error.column)
                unread.append(Unread(number, column, _whole(shown), _whole(error.message), error.hint))
                continue
            numbers.append(number)
            rows.append([row.get(name) for name in names])
        return Given(cells_of(rows, names), np.array(numbers, np.int64), tuple(unread))


class _Amiss(Exception):
    """A row that cannot be made into cells: in which column, if it is known, and what stands there."""

    def __init__(self, message: str, hint: str | None, column: str | None = None, cell: object = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.column = column
        self.cell = _as_json(cell)


def _row(line: bytes, wanted: Wanted) -> dict[str, str | None]:
    try:
        found = json.loads(line.decode("utf-8"), object_pairs_hook=_object)
    except UnicodeDecodeError:
        raise _Amiss("the row is not in UTF-8", "save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise _Amiss(f"the row is not JSON: {error.msg} at character {error.pos + 1}", _ROW) from None
    except (RecursionError, ValueError):
        raise _Amiss("the row has a list or a number in it that no row has", _ROW) from None
    if not isinstance(found, dict):
        raise _Amiss("the row is not an object", _ROW)
    return {name: _cell(name, value, wanted) for name, value in found.items()}


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Amiss(f"the row has `{twice}` twice", "keep one of them")
    return found


def _cell(name: str, value: Any, wanted: Wanted) -> str | None:
    if value is None or isinstance(value, str):
        text = value
    elif isinstance(value, dict) and name in wanted.known:
        text = _dispute(name, value)
    elif name in wanted.kept:
        text = _as_json(value)
    elif name in wanted.known:
        shown = _as_json(value)
        hint = {"true": 'write "yes"', "false": 'write "no"'}.get(shown, "put quotation marks around it")
        raise _Amiss(f"`{name}` is not a text", hint, name, value)
    else:
        text = None
    if name not in wanted.known and name not in wanted.kept:
        raise _Amiss(*no_such_column(name, wanted.known), name, value)
    if text is not None and not text.isascii() and any("\ud800" <= each <= "\udfff" for each in text):
        raise _Amiss(f"`{name}` has half a character in it", "write the character itself", name, value)
    return text


def _dispute(name: str, value: Mapping[str, Any]) -> str:
    by_party = value.get("disputed")
    if len(value) != 1 or not isinstance(by_party, dict) or not by_party:
        raise _Amiss(f"`{name}` is neither a text nor a dispute", _DISPUTE, name, value)
    for party, answer in by_party.items():
        signs = {AFTER_PARTY, BETWEEN_PARTIES} & set(party)
        if not isinstance(answer, str) or signs or BETWEEN_PARTIES in answer:
            raise _Amiss(f"the dispute over `{name}` cannot be read", _DISPUTE, name, value)
    return f" {BETWEEN_PARTIES} ".join(f"{party}{AFTER_PARTY} {answer}" for party, answer in by_party.items())


def _whole(text: str) -> str:
    """Return a text with a question mark for each half of a character."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _as_json(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
