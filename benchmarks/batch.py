"""Files of rows in, files of results out: ``python benchmarks/batch.py [--rows N]``.

Each line is a run of ``reg7check batch`` in a process of its own, cold: its wall time, and the most memory it held.
Rows are those of ``columns.py`` with unknown facts, disputes and several spans.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.csv as arrow_csv  # type: ignore[import-untyped]
from columns import table_of, with_disputes
from pyarrow import parquet

BLOCK = 20_000
POLL_SECONDS = 0.02


def write_rows(folder: Path, rows: int) -> None:
    """Write rows as CSV and Parquet: blocks drawn once, put in another order as often as it takes."""
    block = table_of(with_disputes, BLOCK)
    schema = block.schema
    draw = random.Random(11)
    with (
        arrow_csv.CSVWriter(folder / "rows.csv", schema) as as_csv,
        parquet.ParquetWriter(folder / "rows.parquet", schema) as as_parquet,
    ):
        for first in range(0, rows, BLOCK):
            order = draw.sample(range(BLOCK), min(BLOCK, rows - first))
            part = block.take(pa.array(order))
            as_csv.write_table(part)
            as_parquet.write_table(part)


def write_json_lines(folder: Path) -> None:
    """Write the rows of the Parquet file as JSON Lines, without what is not known."""
    import json

    with (folder / "rows.jsonl").open("w", encoding="ascii") as stream:
        for batch in parquet.ParquetFile(folder / "rows.parquet").iter_batches():
            for row in batch.to_pylist():
                stream.write(json.dumps({name: cell for name, cell in row.items() if cell is not None}) + "\n")


def run(folder: Path, source: str, output: str, *options: str) -> tuple[float, float]:
    """Return the seconds that a run took, and the most MiB that it and its workers held at once."""
    command = [sys.executable, "-m", "reg7check", "batch", source, "--output", output, "--force", *options]
    start = time.perf_counter()
    process = psutil.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        most = max(most, held(process))
        time.sleep(POLL_SECONDS)
    took = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return took, most / 2**20


def held(process: psutil.Process) -> int:
    """Return the bytes that a process and those below it hold in memory, what they share counted once."""
    total = 0
    for each in [process, *process.children(recursive=True)]:
        try:
            total += each.memory_full_info().uss
        except psutil.Error:  # it has ended
            continue
    return total


def main() -> None:
    """Print a table of the runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    runs = [
        (rows // 10, "rows.csv", "out.csv", ()),
        (rows, "rows.csv", "out.csv", ()),
        (rows, "rows.csv", "out.parquet", ()),
        (rows, "rows.parquet", "out.parquet", ()),
        (rows, "rows.jsonl", "out.jsonl", ()),
        (rows, "rows.csv", "out.csv", ("--workers", str(os.cpu_count() or 2))),
    ]
    print("| rows | from | to | processes | seconds | rows/s | most MiB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        written = 0
        for count, source, output, options in runs:
            if count != written:
                write_rows(folder, count)
                write_json_lines(folder)
                written = count
            took, most = run(folder, source, output, *options)
            workers = options[-1] if options else "1"
            kinds = f"{source.partition('.')[2]} | {output.partition('.')[2]}"
            print(f"| {count:,} | {kinds} | {workers} | {took:.1f} | {count / took:,.0f} | {most:.0f} |", flush=True)


if __name__ == "__main__":
    main()
