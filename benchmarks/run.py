"""Run every benchmark and write what they print to ``RESULTS.md``: ``python benchmarks/run.py [NAME...]``.

Without names all are run, one after the other, on a machine that should have nothing else to do. With names the others'
sections of ``RESULTS.md`` stay as they are. Start-up is measured in an environment with the program's wheel.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"


class Benchmark(NamedTuple):
    """One benchmark: its heading, what is said of it, the command after ``python``, and the plots that it draws."""

    title: str
    about: str
    command: tuple[str, ...]
    plots: tuple[str, ...] = ()


BENCHMARKS = {
    "start-up": Benchmark(
        "Start-up",
        "Whole processes, in pairs with the import of the four libraries.",
        ("benchmarks/start_up.py", "31"),
    ),
    "reasoning": Benchmark("Reasoning", "One warm process, one core.", ("benchmarks/reasoning.py",)),
    "peers": Benchmark("Beside other engines", "The same simplified rules, one core.", ("benchmarks/peers/run.py",)),
    "columns": Benchmark("Columns", "Verdicts of whole columns, one core.", ("benchmarks/columns.py",)),
    "batch": Benchmark("Batches", "Files in, files out.", ("benchmarks/batch.py",)),
    "scaling": Benchmark(
        "Scaling",
        "One assessment with all its reasons; each point in a process of its own.",
        ("benchmarks/scaling.py", "--plots", "benchmarks"),
        ("scaling-unknown.svg", "scaling-strands.svg", "scaling-periods.svg", "scaling-rules.svg"),
    ),
}


def installed(folder: Path) -> Path:
    """Return the Python of a new environment in which the program is installed from its wheel."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", HERE.parent], check=True)
    return python


def section(name: str, benchmark: Benchmark, python: Path) -> str:
    """Run a benchmark, and return its section of the results."""
    command = f"python {' '.join(benchmark.command)}"
    print(f"{benchmark.title}: {command}", flush=True)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    run = subprocess.run(
        [python, *benchmark.command], cwd=HERE.parent, env=environment, text=True, stdout=subprocess.PIPE, check=True
    )
    output = run.stdout.strip()
    if "| ---" not in output:
        output = f"```text\n{output}\n```"
    plots = "".join(f"\n![{benchmark.title}: {plot}]({plot})\n" for plot in benchmark.plots)
    return f"<!-- {name} -->\n## {benchmark.title}\n\n{benchmark.about} `{command}`:\n\n{output}\n{plots}"


def machine() -> str:
    """Return one line on the machine that the figures are from."""
    cpus = Path("/proc/cpuinfo")
    models = re.findall(r"model name\s*:\s*(.+)", cpus.read_text(encoding="utf-8")) if cpus.exists() else []
    processor = models[0] if models else platform.processor()
    return f"{os.cpu_count()} cores ({processor}), {platform.system()}, Python {platform.python_version()}"


def main() -> None:
    """Run what the command line names, and write the results."""
    wanted = sys.argv[1:] or list(BENCHMARKS)
    unknown = [name for name in wanted if name not in BENCHMARKS]
    if unknown:
        sys.exit(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    before = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    sections = {part.split(" ", 1)[0]: f"<!-- {part}" for part in before.split("<!-- ")[1:]}
    with tempfile.TemporaryDirectory() as scratch:
        for name in wanted:
            python = installed(Path(scratch)) if name == "start-up" else Path(sys.executable)
            sections[name] = section(name, BENCHMARKS[name], python)
    heading = (
        "# Results\n\nWritten by `make bench`. Figures of one machine, and of one day: read them as ratios."
        f"\n\n{machine()}.\n\n"
    )
    ordered = [sections[name].rstrip() for name in BENCHMARKS if name in sections]
    RESULTS.write_text(heading + "\n\n".join(ordered) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
