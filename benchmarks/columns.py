"""Verdicts of whole columns, on one core: ``python benchmarks/columns.py [--rows N] [--json FILE]``.

Rows start from an agency supply; in each, three facts in twenty have an answer drawn by chance. "Coded rows" is the
evaluation alone, from columns of numbers to verdicts under every prohibition; "text" reads the cells too.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]

import reg7check
from reg7check.batch.coding import coded
from reg7check.batch.judging import judged_rows
from reg7check.batch.rows import columns_of
from reg7check.reasoning.column_days import DayJudge
from reg7check.rulebook.models import Fact

RULEBOOK = reg7check.load_rulebook()
FACTS = RULEBOOK.law.facts
EXAMPLE = Path(__file__).parents[1] / "examples" / "agency-supply.yaml"
PIECE = 1 << 16
"""Rows that are judged at a time, as a batch does."""
RUNS = 9

Row = dict[str, str | None]


def usual_answers() -> dict[str, str]:
    """Return the answers of an agency supply, and for other facts their first."""
    example = reg7check.load_arrangement(EXAMPLE, RULEBOOK)
    listed = {**example.actions[0].facts, **example.cover[0].facts}
    stated = {name: str(listed[name].agreed) for name in listed}
    return {name: stated.get(name, fact.choices[0]) for name, fact in FACTS.items()}


USUAL = usual_answers()


def any_answer(fact: Fact, draw: random.Random) -> str:
    """Return an answer to a fact."""
    return any_day(draw) if fact.is_date and draw.random() < 0.5 else draw.choice(fact.choices)


def any_day(draw: random.Random) -> str:
    """Return a day in the weeks around an action."""
    return f"2024-05-{draw.randint(1, 31):02}"


def answered(draw: random.Random) -> Row:
    """Return a row in which every fact is answered."""
    row: Row = {"nation": draw.choice(["england", "wales", "scotland"]), "action_dates": "2024-05-20 to 2024-06-14"}
    row |= {name: any_answer(FACTS[name], draw) if draw.random() < 0.15 else answer for name, answer in USUAL.items()}
    return row


def with_unknowns(draw: random.Random) -> Row:
    """Return a row in which three facts in ten are unknown."""
    row = answered(draw)
    return row | {name: "unknown" for name in FACTS if draw.random() < 0.3}


def with_disputes(draw: random.Random) -> Row:
    """Return a row with unknown facts, dates of its own, in one of five rows a dispute, in one of three two spans."""
    row = with_unknowns(draw)
    day = draw.randint(1, 20)
    row["action_dates"] = f"2024-05-{day:02} to 2024-06-{day:02}"
    if draw.random() < 0.2:
        row["engaged_by"] = "council: hirer | union: supplier"
    if draw.random() < 0.3:
        row["cover_dates"] = f"{any_day(draw)}; 2023-08-01 to 2024-05-{day:02}"
    return row


CASES: dict[str, Callable[[random.Random], Row]] = {
    "every fact answered": answered,
    "three facts in ten unknown": with_unknowns,
    "and disputes, several spans": with_disputes,
}


def table_of(make: Callable[[random.Random], Row], rows: int) -> pa.Table:
    """Return a table of rows."""
    draw = random.Random(7)
    made = [make(draw) for _ in range(rows)]
    return pa.table({name: pa.array([row.get(name) for row in made], pa.string()) for name in columns_of(RULEBOOK)})


def seconds(act: Callable[[], object], clock: Callable[[], float]) -> float:
    """Return the median time of an act by a clock."""
    times = []
    for _ in range(RUNS):
        start = clock()
        act()
        times.append(clock() - start)
    return statistics.median(times)


def measured(make: Callable[[random.Random], Row], rows: int) -> dict[str, object]:
    """Return the figures of one case, in rows a second."""
    pieces = [table_of(make, rows).slice(first, PIECE) for first in range(0, rows, PIECE)]
    numbers = [coded(piece, RULEBOOK).rows for piece in pieces]
    judge = DayJudge(RULEBOOK)

    def evaluate() -> None:
        for each in numbers:
            judge.verdicts(each)

    def read_and_evaluate() -> None:
        for piece in pieces:
            judged_rows(piece, RULEBOOK)

    evaluate()  # the order of the nodes is worked out once
    results = pa.concat_tables([judged_rows(piece, RULEBOOK).results for piece in pieces])
    return {
        "coded rows a second": round(rows / seconds(evaluate, time.perf_counter)),
        "coded rows a second of processor time": round(rows / seconds(evaluate, time.process_time)),
        "rows a second from text": round(rows / seconds(read_and_evaluate, time.perf_counter)),
        "verdicts": dict(Counter(results.column("verdict").to_pylist()).most_common()),
    }


def main() -> None:
    """Print a table of the cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=4 * PIECE)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    figures = {case: measured(make, options.rows) for case, make in CASES.items()}
    print("| rows | coded rows/s | by processor time | rows/s from text | verdicts |")
    print("| --- | --- | --- | --- | --- |")
    for case, found in figures.items():
        *rates, verdicts = found.values()
        assert isinstance(verdicts, dict)
        shares = ", ".join(f"{verdict} {count / options.rows:.0%}" for verdict, count in verdicts.items())
        print(f"| {case} | {' | '.join(f'{rate:,}' for rate in rates)} | {shares} |")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
