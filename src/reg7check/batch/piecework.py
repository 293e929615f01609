"""Judging one piece of a file of rows: what its process is given, and what comes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from reg7check.batch.judging import judged_rows
from reg7check.batch.pieces import Given, Piece, Unread, Wanted
from reg7check.batch.rows import ID, REQUIRED, Fault, columns_of
from reg7check.batch.writing import FORMATS
from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem, did_you_mean
from reg7check.rulebook import Rulebook

ROW = "row"
VERDICT = "verdict"
ACCOUNTS = "accounts"
BAD_ROWS = pa.schema([(ROW, pa.int64()), *((name, pa.string()) for name in (ID, "column", "cell", "message", "hint"))])
"""The columns of the file of bad rows: a line for each fault."""
_TOLD = 5
"""How many faults of a piece are told besides."""


class Job(NamedTuple):
    """What every piece needs: the rulebook, the columns, and the formats of results and of bad rows, by ending."""

    rulebook: Rulebook
    wanted: Wanted
    results: str
    bad: str


class Judged(NamedTuple):
    """A piece judged: how many rows, how many of them bad, the verdicts' counts, and both parts as they are written."""

    rows: int
    bad_rows: int
    verdicts: Mapping[str, int]
    faults: tuple[Unread, ...]
    results: bytes
    bad: bytes
    reached: int


def job_of(rulebook: Rulebook, kept: Sequence[str], results: str, bad: str) -> Job:
    """Return the job of a batch. Raises BadInput where a column that is to be copied would stand there twice."""
    job = Job(rulebook, Wanted(columns_of(rulebook), tuple(kept)), results, bad)
    names = Counter(results_schema(job).names)
    twice = [name for name in dict.fromkeys((*kept, *rulebook.law.prohibitions)) if names[name] > 1]
    hint = "name it otherwise in the file, or do not copy it"
    if twice:
        raise BadInput(Problem(Place("--keep"), f"the results would have two columns `{name}`", hint) for name in twice)
    return job


def check_kept(kept: Sequence[str], columns: Sequence[str], file: str) -> None:
    """Raise BadInput where a column that is to be copied is not in the file."""
    lacking = [name for name in kept if name not in columns]
    if lacking:
        raise BadInput(
            Problem(Place(file), f"there is no column `{name}` to copy", did_you_mean(name, columns))
            for name in lacking
        )


def results_schema(job: Job) -> pa.Schema:
    """Return the columns of the results, in their order."""
    texts = (ID, *job.wanted.kept, VERDICT, *job.rulebook.law.prohibitions, ACCOUNTS)
    return pa.schema([(ROW, pa.int64()), *((name, pa.string()) for name in texts)])


def judged_piece(job: Job, piece: Piece) -> Judged:
    """Judge the rows of a piece, each as ``assess`` judges the arrangement that it tells of."""
    given = piece.given(job.wanted)
    cells = given.cells
    for name in REQUIRED:
        if name not in cells.column_names:  # which is told of each row
            cells = cells.append_column(name, pa.nulls(cells.num_rows, pa.string()))
    copied = [name for name in cells.column_names if name not in job.wanted.known]
    found = judged_rows(cells.drop_columns(copied), job.rulebook)
    results = _results(found.results, given._replace(cells=cells), job)
    unread = tuple(sorted([*given.unread, *_placed(found.faults, given)], key=lambda each: each.row))
    return Judged(
        rows=piece.rows,
        bad_rows=len({each.row for each in unread}),
        verdicts=dict(Counter(results.column(VERDICT).to_pylist())),
        faults=unread[:_TOLD],
        results=FORMATS[job.results].part(results),
        bad=FORMATS[job.bad].part(_bad_rows(unread, given)),
        reached=piece.reached,
    )


def _results(found: pa.Table, given: Given, job: Job) -> pa.Table:
    index = found.column("index")
    columns = {name: found.column(name) for name in found.column_names}
    columns[ROW] = pa.array(given.numbers[index.to_numpy()], pa.int64())
    for name in job.wanted.kept:
        there = name in given.cells.column_names
        columns[name] = given.cells.column(name).take(index) if there else pa.nulls(len(index), pa.string())
    schema = results_schema(job)
    return pa.table({name: columns[name] for name in schema.names}, schema)


def _placed(faults: Sequence[Fault], given: Given) -> Iterator[Unread]:
    for row, column, message, hint in faults:
        there = column in given.cells.column_names
        cell = (given.cells.column(column)[row].as_py() if there else None) or ""
        yield Unread(int(given.numbers[row]), column, cell, message, hint)


def _bad_rows(unread: Sequence[Unread], given: Given) -> pa.Table:
    ids: list[str | None] = [None] * len(unread)
    if ID in given.cells.column_names and unread:
        wanted = np.array([each.row for each in unread])
        places = np.searchsorted(given.numbers, wanted)
        column = given.cells.column(ID)
        ids = [
            column[place].as_py() if place < len(given.numbers) and given.numbers[place] == row else None
            for place, row in zip(places.tolist(), wanted.tolist(), strict=True)
        ]
    columns = [[getattr(each, name) for each in unread] for name in ("row", "column", "cell", "message", "hint")]
    return pa.table([columns[0], ids, *columns[1:]], BAD_ROWS)
