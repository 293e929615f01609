"""``reg7check batch``: a file of rows judged, a strand of cover a row."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli.options import RulesFolder
from reg7check.cli.outputs import check_not_an_input, check_output, write_bytes
from reg7check.cli.progress import bar
from reg7check.inert import inert

if TYPE_CHECKING:
    from reg7check.batch.running import Batch, Spread
    from reg7check.batch.unfinished import Accounted


def batch(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A file of rows: .csv, .jsonl or .parquet.", show_default=False)
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="PATH", help="Write the results here: .csv, .jsonl or .parquet.")
    ],
    bad: Annotated[
        str | None,
        typer.Option("--bad", metavar="PATH", help="Write bad rows here; left out, OUTPUT.bad beside the results."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
    keep: Annotated[
        list[str] | None, typer.Option("--keep", metavar="COLUMN", help="Copy this column to the results.")
    ] = None,
    rules: RulesFolder = None,
    restart: Annotated[
        bool, typer.Option("--restart", help="Begin again, where an earlier run was stopped half-way.")
    ] = False,
    piece: Annotated[
        int, typer.Option("--piece", metavar="ROWS", min=1, max=1_000_000, help="How many rows to judge at a time.")
    ] = 65_536,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", min=1, max=256, help="Spread the work over so many processes."),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS", help="Spread it over the workers of this Dask scheduler."),
    ] = None,
) -> None:
    """Judge a file of rows, each a way of covering the work, as `assess` would: up to millions of them.

    A row is one strand of cover against one action; a column is one fact. Rows that cannot be judged go to a file of
    their own, each with its number and what is wrong. A run that was stopped goes on where it was.

    Example: reg7check batch examples/batch/strands.csv --output results.csv
    """
    if workers is not None and scheduler is not None:
        raise typer.BadParameter("the workers are those of the scheduler: leave one out", param_hint="--workers")
    _check_libraries(spreading=workers is not None or scheduler is not None)
    from reg7check.batch.running import Batch
    from reg7check.batch.unfinished import was_finishing
    from reg7check.rulebook import load_rulebook

    beside = bad if bad is not None else str(_beside(Path(output)))
    overwrite = force or (was_finishing(Path(output)) and not restart)
    for each in (output, beside):
        check_output(each, overwrite=overwrite)
        check_not_an_input(each, [file])
    if Path(output).absolute() == Path(beside).absolute():
        raise typer.BadParameter("the results and the bad rows would be one file", param_hint="--bad")
    asked = Batch(
        source=Path(file),
        output=Path(output),
        bad=Path(beside),
        rulebook=load_rulebook(rules),
        kept=tuple(dict.fromkeys(keep or ())),
        rows=piece,
        restart=restart,
    )
    _tell(_run(asked, _spread(workers, scheduler)), asked)


def _check_libraries(*, spreading: bool) -> None:
    from reg7check.report.formats import needs

    for library in ("filelock", "numpy", "pyarrow"):
        needs(library, "batch", "a batch")
    if spreading:
        needs("distributed", "dask", "to spread a batch")


def _beside(output: Path) -> Path:
    return output.with_name(f"{output.stem}.bad{output.suffix}")


def _spread(workers: int | None, scheduler: str | None) -> Spread:
    if workers is None and scheduler is None:
        from reg7check.batch.running import in_turn

        return in_turn
    from reg7check.batch.spreading import spread

    return partial(spread, workers=workers or 1, scheduler=scheduler)


def _run(asked: Batch, spread: Spread) -> Accounted:
    from reg7check.batch.running import Watch, run_batch
    from reg7check.problems import BadInput, Place, Problem
    from reg7check.whole import why_not_written

    def taken_up(account: Accounted) -> None:
        sys.stderr.write(f"{account.rows:,} rows were judged before: going on after them\n")

    try:
        with bar("Judging") as reached:
            return run_batch(
                asked, lambda path, content: write_bytes(str(path), content), Watch(taken_up, reached), spread
            )
    except KeyboardInterrupt:
        sys.stderr.write("the same command goes on where this run was stopped\n")
        raise
    except OSError as error:
        if error.errno is None:
            raise
        raise BadInput([Problem(Place(str(asked.output)), *why_not_written(error))]) from None


def _tell(account: Accounted, asked: Batch) -> None:
    """Tell what was judged, and raise BadInput where a row could not be."""
    from reg7check.problems import BadInput, Place, Problem
    from reg7check.reasoning.results import Verdict

    counts = ", ".join(
        f"{account.verdicts[verdict]:,} {verdict.value.replace('-', ' ')}"
        for verdict in Verdict
        if account.verdicts.get(verdict)
    )
    sys.stderr.write(f"wrote {inert(str(asked.output))}: {_rows(account.rows - account.bad_rows)}")
    sys.stderr.write(f" ({counts})\n" if counts else "\n")
    if not account.bad_rows:
        return
    sys.stderr.write(f"wrote {inert(str(asked.bad))}: {_rows(account.bad_rows)} that could not be judged\n")
    name = asked.source.name
    problems = []
    for row, column, _, message, hint in account.faults:
        where = f"row {row:,}" if column is None else f"row {row:,}, column `{column}`"
        problems.append(Problem(Place(name), f"{where}: {message}", hint))
    raise BadInput(problems)


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"
