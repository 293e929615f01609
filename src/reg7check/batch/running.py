"""Running a batch: a file of rows in, a file of results and one of bad rows out, in pieces, taken up after an end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import reg7check
from reg7check.batch.pieces import Piece, RowFile
from reg7check.batch.piecework import BAD_ROWS, Job, Judged, check_kept, job_of, judged_piece, results_schema
from reg7check.batch.reading import Opened, check_ending, rows_in
from reg7check.batch.rows import check_columns
from reg7check.batch.unfinished import Accounted, Unfinished, clear, unfinished
from reg7check.batch.writing import FORMATS
from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem
from reg7check.rulebook import Rulebook
from reg7check.whole import Content

Spread = Callable[[Callable[[Job, Piece], Judged], Job, Iterable[Piece]], Iterator[Judged]]


class Batch(NamedTuple):
    """A batch: its files, with the names that messages give them, and how it is to be judged.

    ``rows`` is the most that are judged at a time. ``kept`` are the columns that are copied to the results.
    """

    source: Path
    output: Path
    bad: Path
    rulebook: Rulebook
    kept: tuple[str, ...] = ()
    rows: int = 1 << 16
    restart: bool = False


class Watch(NamedTuple):
    """Who is told how a batch gets on: once of what was done before, then after each piece how much is behind."""

    taken_up: Callable[[Accounted], None]
    reached: Callable[[int, int], None]


def in_turn(function: Callable[[Job, Piece], Judged], job: Job, pieces: Iterable[Piece]) -> Iterator[Judged]:
    """Yield what a function gives for each piece, worked out by this process: what ``spread`` does with others."""
    for piece in pieces:
        yield function(job, piece)


def run_batch(
    batch: Batch, write: Callable[[Path, Content], None], watch: Watch, spread: Spread = in_turn
) -> Accounted:
    """Judge the rows of a file, and write results and bad rows.

    Whatever ends it, the files in the place of the output are as they were, or whole; run again with the same batch it
    goes on after the last piece that was done.

    Args:
        batch: what to judge, and where to write.
        write: writes a file in one step: ``whole.write_whole``, or what tells more of what goes wrong.
        watch: who is told how it gets on.
        spread: works out a function for each piece, in order: here, or by other processes.

    Returns:
        How many rows there were of each kind. Where none is bad there is no file of bad rows.

    Raises:
        BadInput: where the input cannot be used, or changed meanwhile, or another run writes the same output.
        OSError: where something cannot be written.
    """
    check_ending(batch.output.name, FORMATS)
    check_ending(batch.bad.name, FORMATS)
    endings = [path.suffix.lower() for path in (batch.output, batch.bad)]
    job = job_of(batch.rulebook, batch.kept, *endings)
    with rows_in(batch.source, batch.source.name) as source:
        _check_columns(source.rows, job, batch)
        about = {
            "program": reg7check.__version__,
            "input": source.sha256,
            "rulebook": batch.rulebook.sha256,
            "set of columns to copy": list(batch.kept),
            "number of rows at a time": batch.rows,
            "format of the bad rows": endings[1],
        }
        with unfinished(batch.output, batch.output.name, about, restart=batch.restart) as held:
            if held.pieces:
                watch.taken_up(held.account)
            _judge_the_rest(held, source, job, batch, watch, spread)
            _finish(held, job, batch, write)
            account = held.account
        clear(held)
    return account


def _check_columns(rows: RowFile, job: Job, batch: Batch) -> None:
    columns = rows.columns()
    if columns is not None:
        check_kept(batch.kept, columns, batch.source.name)
        check_columns(columns, job.rulebook, batch.source.name, batch.kept)


def _judge_the_rest(held: Unfinished, source: Opened, job: Job, batch: Batch, watch: Watch, spread: Spread) -> None:
    pieces = islice(source.rows.pieces(job.wanted, batch.rows), held.pieces, None)
    for judged in spread(judged_piece, job, pieces):
        held.add(judged)
        watch.reached(judged.reached, source.rows.size)
    if not source.unchanged():
        message = "the file was changed while it was read"
        raise BadInput([Problem(Place(batch.source.name), message, "run it again with --restart")])


def _finish(held: Unfinished, job: Job, batch: Batch, write: Callable[[Path, Content], None]) -> None:
    held.begin_to_finish()
    if held.account.bad_rows:
        write(batch.bad, partial(FORMATS[job.bad].join, held.parts("bad"), BAD_ROWS))
    else:
        batch.bad.unlink(missing_ok=True)  # those of an earlier run, which this one takes the place of
    write(batch.output, partial(FORMATS[job.results].join, held.parts("results"), results_schema(job)))
