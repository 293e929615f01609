"""How time and memory grow: with unknown facts, strands, periods, and rules; with tables and plots.

``python benchmarks/scaling.py [--plots FOLDER] [--json FILE]``. Each point is measured in a process of its own, so that
memory is that of the point alone; a point whose first run takes over a few seconds is run once.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from larger import larger_rulebook

import reg7check
from reg7check.arrangement import Arrangement, read_arrangement
from reg7check.yaml_source import parse_source

BOOK = "reg7check: 1\ntitle: Scaling\nnation: england\nparties: {council: {name: Council, role: hirer}}\n"
LONG_RUN = 3.0
"""Seconds above which a point is run once."""


class Scale(NamedTuple):
    """One thing that grows: what it is, the sizes that are tried, and what builds the arrangement of a size."""

    title: str
    unit: str
    sizes: tuple[int, ...]
    build: Callable[[int, reg7check.Rulebook], Arrangement]


def with_unknown_facts(count: int, rulebook: reg7check.Rulebook) -> Arrangement:
    """Return an arrangement of which ``count`` facts are unknown, and the others have answers drawn by chance."""
    draw = random.Random(7)
    order = sorted(rulebook.law.facts)
    draw.shuffle(order)
    return _read(rulebook, [_strand("cover", _facts(rulebook, "cover", set(order[:count]), draw))], set(order[:count]))


def with_strands(count: int, rulebook: reg7check.Rulebook) -> Arrangement:
    """Return an arrangement with ``count`` strands, each of which lists half of its facts."""
    draw = random.Random(7)
    strands = []
    for number in range(count):
        unknown = {name for name in rulebook.law.facts if draw.random() < 0.5}
        listed = [each for each in _facts(rulebook, "cover", unknown, draw).split(", ") if "unknown" not in each]
        strands.append(_strand(f"cover-{number}", ", ".join(listed)))
    return _read(rulebook, strands, set())


def with_alternate_days(count: int, rulebook: reg7check.Rulebook) -> Arrangement:
    """Return an arrangement whose action takes place on ``count`` alternate days, with half of the facts unknown."""
    draw = random.Random(7)
    unknown = {name for name in rulebook.law.facts if draw.random() < 0.5}
    first = date(2024, 1, 1)
    days = [str(first + timedelta(days=2 * number)) for number in range(count)]
    strand = _strand("cover", _facts(rulebook, "cover", unknown, draw))
    strand += f"    dates: {first} to {first + timedelta(days=2 * count)}\n"
    return _read(rulebook, [strand], unknown, days)


SCALES = {
    "unknown": Scale("Unknown facts", "facts", (0, 5, 10, 15, 20, 25, 30, 35, 38), with_unknown_facts),
    "strands": Scale("Strands of cover", "strands", (1, 3, 10, 30, 100, 300, 1000), with_strands),
    "periods": Scale("Alternate days of action", "days", (1, 3, 10, 30, 90, 183), with_alternate_days),
    "rules": Scale("Rules, times those that ship", "times", (1, 2, 5, 10, 20), with_unknown_facts),
}


def _facts(rulebook: reg7check.Rulebook, about: str, unknown: set[str], draw: random.Random) -> str:
    answers = {
        fact.id: "unknown" if fact.id in unknown else "never" if fact.is_date else draw.choice(fact.domain)
        for fact in rulebook.law.facts.values()
        if fact.about == about
    }
    return ", ".join(f"{name}: {answer}" for name, answer in answers.items())


def _strand(name: str, facts: str) -> str:
    return f"  - id: {name}\n    what: Cover\n    hirer: council\n    facts: {{{facts}}}\n"


def _read(
    rulebook: reg7check.Rulebook, strands: list[str], unknown: set[str], days: list[str] | None = None
) -> Arrangement:
    facts = _facts(rulebook, "action", unknown, random.Random(8))
    dates = ", ".join(days or ["2024-05-20 to 2024-06-01"])
    action = f"industrial_action:\n  - id: strike\n    dates: [{dates}]\n    facts: {{{facts}}}\n"
    text = f"{BOOK}{action}cover:\n{''.join(strands)}"
    return read_arrangement(parse_source(text.encode(), "scaling.yaml"), rulebook.law.facts)


def measure(scale: str, size: int) -> dict[str, Any]:
    """Return the seconds that one assessment takes (median), and the megabytes that the process held at most."""
    if scale == "rules":
        start = time.perf_counter()
        rulebook = larger_rulebook(size)
        compiling = time.perf_counter() - start
        arrangement = with_unknown_facts(len(rulebook.law.facts), rulebook)
    else:
        rulebook = reg7check.load_rulebook()
        compiling = None
        arrangement = SCALES[scale].build(size, rulebook)
    times: list[float] = []
    while not times or (len(times) < 5 and times[0] < LONG_RUN):
        start = time.perf_counter()
        reg7check.assess(arrangement, rulebook)
        times.append(time.perf_counter() - start)
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return {
        "size": size,
        "seconds": statistics.median(times),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit,
        "compiling": compiling,
    }


def measured(scale: str, size: int) -> dict[str, Any]:
    """Return what ``measure`` gives, from a process of its own."""
    command = [sys.executable, __file__, "--one", scale, str(size)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    point: dict[str, Any] = json.loads(run.stdout)
    return point


def plot(figures: dict[str, list[dict[str, Any]]], folder: Path) -> None:
    """Draw each scale as an SVG file: seconds and megabytes against the size."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "reg7check"
    mpl.rcParams["svg.fonttype"] = "none"
    from matplotlib import pyplot

    for scale, points in figures.items():
        sizes = [point["size"] for point in points]
        figure, (above, below) = pyplot.subplots(2, 1, sharex=True, figsize=(6, 5), layout="constrained")
        for axes, name, colour in ((above, "seconds", "#1d4f91"), (below, "megabytes", "#7a3b00")):
            axes.plot(sizes, [point[name] for point in points], marker="o", color=colour)
            axes.set_ylabel(name)
            axes.set_ylim(bottom=0)
            axes.grid(visible=True, color="#dddddd")
        above.set_title(f"{SCALES[scale].title}: one assessment with all its reasons")
        below.set_xlabel(SCALES[scale].unit)
        figure.savefig(folder / f"scaling-{scale}.svg", metadata={"Date": None})
        pyplot.close(figure)


def main() -> None:
    """Measure every scale, print a table of each, and write what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--one", nargs=2, metavar=("SCALE", "SIZE"), help="measure one point in this process")
    parser.add_argument("--scale", action="append", choices=SCALES, help="a scale to measure; left out, all")
    parser.add_argument("--plots", type=Path, help="a folder for the plots")
    parser.add_argument("--json", type=Path, help="a file for the figures")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.one[0], int(asked.one[1]))))
        return
    figures: dict[str, list[dict[str, Any]]] = {}
    for name in asked.scale or SCALES:
        scale = SCALES[name]
        print(f"\n{scale.title}\n\n| {scale.unit} | seconds | megabytes | compiling, seconds |")
        print("| ---: | ---: | ---: | ---: |")
        for size in scale.sizes:
            point = measured(name, size)
            figures.setdefault(name, []).append(point)
            compiling = "" if point["compiling"] is None else f"{point['compiling']:.2f}"
            print(f"| {size:,} | {point['seconds']:.4f} | {point['megabytes']:.0f} | {compiling} |", flush=True)
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if asked.plots:
        plot(figures, asked.plots)


if __name__ == "__main__":
    main()
