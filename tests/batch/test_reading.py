"""Files of rows: whatever the format, the same rows; whatever is amiss, the row with its number, and none lost."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from random_rows import RowMaker

from reg7check.batch import pieces as pieces_module
from reg7check.batch.pieces import Unread, Wanted
from reg7check.batch.reading import rows_in
from reg7check.batch.rows import columns_of
from reg7check.problems import BadInput
from strategies import PROHIBITED, RULEBOOK

WANTED = Wanted(("id", "nation", "paid_by"), ("note",))
Row = dict[str, str | None]


def read(path: Path, wanted: Wanted = WANTED, rows: int = 1000) -> tuple[list[tuple[int, Row]], list[Unread]]:
    """Return the rows of a file, each with its number, and those that have no cells."""
    found: list[tuple[int, Row]] = []
    unread: list[Unread] = []
    with rows_in(path, path.name) as opened:
        opened.rows.columns()
        for piece in opened.rows.pieces(wanted, rows):
            assert 0 < piece.rows <= rows
            held = piece.given(wanted)
            found += zip(held.numbers.tolist(), held.cells.to_pylist(), strict=True)
            unread += held.unread
            assert piece.reached <= opened.rows.size
    numbers = sorted([number for number, _ in found] + [each.row for each in unread])
    assert numbers == list(range(1, len(numbers) + 1))
    return found, unread


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def as_csv(rows: Sequence[Row], path: Path) -> Path:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]))
    writer.writeheader()
    writer.writerows({name: cell or "" for name, cell in row.items()} for row in rows)
    return written(path, stream.getvalue().encode("utf-8"))


def as_json_lines(rows: Sequence[Row], path: Path) -> Path:
    return written(path, "".join(f"{json.dumps(row)}\n" for row in rows).encode("ascii"))


def as_parquet(rows: Sequence[Row], path: Path) -> Path:
    parquet.write_table(
        pa.table({name: pa.array([row[name] for row in rows], pa.string()) for name in rows[0]}), path, row_group_size=7
    )
    return path


WRITERS: Mapping[str, Callable[[Sequence[Row], Path], Path]] = {
    "csv": as_csv,
    "jsonl": as_json_lines,
    "parquet": as_parquet,
}
LETTERS = st.text(st.sampled_from('a",\n\r\t ;|é=\u2028😀'), max_size=6)


@given(st.lists(st.tuples(LETTERS, LETTERS, LETTERS), min_size=1, max_size=9), st.integers(1, 5))
def test_every_format_holds_the_same_rows(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str, str]], size: int
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    rows: list[Row] = [dict(zip(("id", "nation", "note"), row, strict=True)) for row in texts]
    for ending, write in WRITERS.items():
        found, unread = read(write(rows, folder / f"rows.{ending}"), rows=size)
        assert unread == []
        assert [{name: row[name] for name in rows[0]} for _, row in found] == rows, ending


def reference(content: bytes) -> list[list[str] | None]:
    """Return the rows of CSV as Python's strict reader finds them, one by one; None for one that it does not take."""
    reader = csv.reader(io.StringIO(content.decode("utf-8", "surrogateescape"), newline=""), strict=True)
    rows: list[list[str] | None] = []
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            rows.append(None)
            continue
        if row is None:
            return rows
        if row:
            rows.append(row)


PARTS = [
    b"a",
    b'"',
    b",",
    b"\n",
    b"\r\n",
    b"\r",
    b'""',
    b'"a,b"',
    b"x,y,z\n",
    b'"x\ny",b,c\n',
    b"\xff",
    b"\xc3\xa9",
    b" ",
    b"\0",
]


@pytest.mark.parametrize("block", [1 << 24, 64])
@given(st.lists(st.sampled_from(PARTS), max_size=40), st.integers(1, 4))
def test_csv_is_read_as_the_strict_reader_reads_it_row_by_row(
    tmp_path_factory: pytest.TempPathFactory, block: int, parts: list[bytes], size: int
) -> None:
    path = written(tmp_path_factory.mktemp("rows") / "rows.csv", b"id,nation,note\n" + b"".join(parts))
    with pytest.MonkeyPatch.context() as changes:
        changes.setattr(pieces_module, "MOST_BYTES", block)
        found, unread = read(path, rows=size)
    rows = reference(b"".join(parts))
    sound = [
        (number, dict(zip(("id", "nation", "note"), row, strict=True)))
        for number, row in enumerate(rows, 1)
        if row is not None and len(row) == 3 and "\udcff" not in "".join(row)
    ]
    assert found == sound
    assert len(found) + len(unread) == len(rows)


JSON_PARTS = [
    '{"id": "a", "nation": null}', '{"id": "a"}{"id": "b"}', '{"id": "a", "id": "b"}', '{"id": 1}', "[]", "", "\r",
    '{"note": 1.50}', '{"note": [1]}', '{"paid_by": {"disputed": {"x": "yes", "y": "no"}}}', '{"paidby": "x"}',
    '{"id": "\\ud800"}', '{"id": "\\u0000"}', '{"id": "a"', "}{", '{"id": "a"} x', '{"id": NaN}', "null", " ",
]  # fmt: skip


@given(st.lists(st.sampled_from(JSON_PARTS), max_size=12), st.integers(1, 4))
def test_a_line_of_json_is_read_alike_whatever_stands_beside_it(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], size: int
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    text = "\n".join(["{}", *lines])
    found, unread = read(written(folder / "all.jsonl", text.encode()), rows=size)
    alone = [read(written(folder / "one.jsonl", f"{{}}\n{line}\n".encode())) for line in lines]
    assert [row for _, row in found[1:]] == [row for one, _ in alone for _, row in one[1:]]
    assert [each[1:] for each in unread] == [each[1:] for _, one in alone for each in one]
    assert len(found) + len(unread) == len(["{}", *(line for line in lines if line not in {"", "\r"})])


def amiss(tmp_path: Path, content: str | bytes, ending: str = "jsonl") -> list[tuple[int, str | None, str]]:
    raw = content.encode() if isinstance(content, str) else content
    _, unread = read(written(tmp_path / f"rows.{ending}", raw))
    return [(each.row, each.column, each.message) for each in unread]


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ('{"id": 1}', "id", "`id` is not a text"),
        ('{"paid_by": true}', "paid_by", "`paid_by` is not a text"),
        ('{"paid_by": {"answer": "yes"}}', "paid_by", "`paid_by` is neither a text nor a dispute"),
        ('{"paid_by": {"disputed": {}}}', "paid_by", "`paid_by` is neither a text nor a dispute"),
        ('{"paid_by": {"disputed": {"a": 1}}}', "paid_by", "the dispute over `paid_by` cannot be read"),
        ('{"paid_by": {"disputed": {"a": "x | b: y"}}}', "paid_by", "the dispute over `paid_by` cannot be read"),
        ('{"paidby": "x"}', "paidby", "there is no column `paidby`"),
        ('{"id": "a", "id": "b"}', None, "the row has `id` twice"),
        ('{"id": "a"', None, "the row is not JSON: Expecting ',' delimiter at character 11"),
        ('"id"', None, "the row is not an object"),
        ('{"id": ' + "[" * 100_000, None, "the row has a list or a number in it that no row has"),
        ('{"id": ' + "1" * 5000 + "}", None, "the row has a list or a number in it that no row has"),
        ('{"id": "\\ud800"}', "id", "`id` has half a character in it"),
        (b'{"id": "\xff"}', None, "the row is not in UTF-8"),
    ],
    ids=str,
)
def test_what_is_amiss_in_a_line_of_json_is_told(
    tmp_path: Path, line: str | bytes, column: str | None, message: str
) -> None:
    assert amiss(tmp_path, line) == [(1, column, message)]


def test_numbers_and_lists_of_a_column_that_is_copied_are_copied_as_json(tmp_path: Path) -> None:
    path = written(tmp_path / "rows.jsonl", b'{"note": 1.50, "id": "a"}\n{"note": ["\xc3\xa9", null]}\n{"note": "x"}\n')
    assert [row["note"] for _, row in read(path)[0]] == ["1.5", '["é", null]', "x"]


@pytest.mark.parametrize(
    ("text", "row", "message"),
    [
        (b"a,england\n", 1, "the row has 2 cells, and there are 3 columns"),
        (b"a,b,c\n\n,,,\n", 2, "the row has 4 cells, and there are 3 columns"),
        (b"a,b,c\na,\xff,c\n", 2, "the row is not in UTF-8"),
        (b'a,b,c\n"a"b,b,c\na,b,c\n', 2, "the row cannot be read: ',' expected after '\"'"),
        (b'a,b,c\n"a,b,c\na,b,c\n', 2, "the row cannot be read (it goes over 2 lines): unexpected end of data"),
    ],
)
def test_what_is_amiss_in_a_row_of_csv_is_told(tmp_path: Path, text: bytes, row: int, message: str) -> None:
    assert amiss(tmp_path, b"id,nation,note\n" + text, "csv") == [(row, None, message)]


def test_a_quotation_mark_that_is_never_closed_hides_no_row(tmp_path: Path) -> None:
    rows = b"".join(b"%d,england,x\n" % number for number in range(20_000))
    found, unread = read(written(tmp_path / "rows.csv", b'id,nation,note\nfirst,"england,x\n' + rows))
    swallowed = unread[0].cell.count("\n") - 1
    assert unread[0].message.startswith(f"the row cannot be read (it goes over {swallowed + 1:} lines): field larger")
    assert len(unread) == 1
    assert [row["id"] for _, row in found] == [str(number) for number in range(swallowed, 20_000)]


@pytest.mark.parametrize(
    ("name", "content", "message", "hint"),
    [
        ("rows.csv", b"", "the file is empty", "its first line has the names of columns"),
        ("rows.csv", b"\n\n", "the file is empty", "its first line has the names of columns"),
        ("rows.csv", b"\xff\xfei\0d\0", "this is UTF-16, not CSV in UTF-8", "save it as CSV UTF-8"),
        ("rows.csv", b"PK\x03\x04", "this is a ZIP or Excel file", "save it as CSV UTF-8"),
        ("rows.csv", b"id;nation\n", "its columns are parted by semicolons", "save it with commas"),
        ("rows.csv", b"id\tnation\n", "its columns are parted by tabs", "save it with commas"),
        ("rows.csv", b"id,\xff\n", "its header is not in UTF-8", "save it as CSV UTF-8"),
        ("rows.csv", b'"id,nation\n', "its header cannot be read", "the first line has the names"),
        ("rows.csv", b"id\n" + b"x" * (1 << 21), "it has a line of over 1,048,576 bytes", "check the file"),
        ("rows.jsonl", b"[{}]", "this is one JSON list, not JSON Lines", "each row on a line of its own"),
        ("rows.jsonl", b"{}" * (1 << 24), "it has a line of over 16,777,216 bytes", "each row on a line of its own"),
        ("rows.parquet", b"PAR1", "this is no Parquet file", "the reader says"),
        ("rows.parquet", b"", "this is no Parquet file", "the reader says"),
        (
            "rows.xlsx",
            b"",
            "the ending of its name does not say what the file is",
            "a spreadsheet saves a sheet as CSV",
        ),
        ("rows", b"", "the ending of its name does not say what the file is", ".csv, .jsonl, .ndjson, .parquet"),
    ],
)
def test_a_file_that_is_none_of_rows_is_refused(
    tmp_path: Path, name: str, content: bytes, message: str, hint: str
) -> None:
    with pytest.raises(BadInput) as raised:
        read(written(tmp_path / name, content))
    (problem,) = raised.value.problems
    assert message in problem.message
    assert hint in (problem.hint or "")


def test_ends_of_lines_byte_order_marks_and_empty_lines_make_no_difference(tmp_path: Path) -> None:
    plain = read(written(tmp_path / "rows.csv", b'id,note\na,"b\nc"\nd,e\n'))
    for content in (
        b'\xef\xbb\xbfid,note\na,"b\nc"\nd,e',
        b'id,note\r\na,"b\nc"\r\nd,e\r\n',
        b'id,note\ra,"b\nc"\rd,e\r',
        b'\nid,note\n\n\na,"b\nc"\r\n\r\nd,e\n\n',
    ):
        assert read(written(tmp_path / "rows.csv", content)) == plain, content
    lines = read(written(tmp_path / "rows.jsonl", b'{"id": "a"}\n{"id": "b"}\n'))
    assert read(written(tmp_path / "rows.jsonl", b'\xef\xbb\xbf{"id": "a"}\r\n\n\r\n{"id": "b"}')) == lines


def test_parquet_may_hold_days_and_texts_of_every_kind(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    columns = {
        "id": pa.array(["a", "b"]).dictionary_encode(),
        "nation": pa.array([date(2024, 5, 13), None], pa.date32()),
        "paid_by": pa.nulls(2),
        "note": pa.array([1, 2]),
    }
    parquet.write_table(pa.table(columns), path)
    found, _ = read(path)
    assert [tuple(row.values()) for _, row in found] == [("a", "2024-05-13", None, "1"), ("b", None, None, "2")]


def test_parquet_with_a_column_that_is_not_of_texts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    parquet.write_table(pa.table({"id": [[1]], "nation": [True]}), path)
    with pytest.raises(BadInput) as raised:
        read(path)
    assert [each.message for each in raised.value.problems] == [
        "the column `id` has list<element: int64> in it, not texts",
        "the column `nation` has bool in it, not texts",
    ]


def test_parquet_with_a_name_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    parquet.write_table(pa.table({"nation": ["wales"]}), path, store_schema=False)
    content = path.read_bytes()
    assert content.count(b"nation") > 1
    with pytest.raises(BadInput, match="this is no Parquet file"):
        read(written(path, content.replace(b"nation", b"nati\xffn")))


def test_a_row_of_parquet_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    texts = pa.array([b"a", b"\xff", None], pa.binary())
    broken = pa.StringArray.from_buffers(3, texts.buffers()[1], texts.buffers()[2], texts.buffers()[0])
    parquet.write_table(pa.table({"id": broken}), path)
    found, unread = read(path)
    assert [number for number, _ in found] == [1, 3]
    assert [(each.row, each.message) for each in unread] == [(2, "the row is not in UTF-8")]


def random_files(folder: Path) -> Iterator[Path]:
    rows = [
        {name: row.get(name) for name in columns_of(RULEBOOK)} for row in RowMaker(RULEBOOK, PROHIBITED, 3).rows(50)
    ]
    for ending, write in WRITERS.items():
        yield write(rows, folder / f"rows.{ending}")


def test_rows_of_every_kind_are_the_same_in_every_format(tmp_path: Path) -> None:
    wanted = Wanted(columns_of(RULEBOOK), ())
    first, *others = (read(path, wanted, 20) for path in random_files(tmp_path))
    told = [(number, {name: cell or None for name, cell in row.items()}) for number, row in first[0]]
    assert len(told) == 50
    for found, unread in others:
        assert unread == []
        assert [(number, {name: cell or None for name, cell in row.items()}) for number, row in found] == told
