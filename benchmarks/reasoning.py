"""Reasoning alone: every fact unknown at once, the examples, and compiling the rulebook. Run by hand."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import reg7check
from reg7check.arrangement import read_arrangement
from reg7check.rulebook.compile import compile_law
from reg7check.yaml_source import parse_source

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.yaml"))
RULEBOOK = reg7check.load_rulebook()


def all_unknown() -> reg7check.Arrangement:
    """Return an arrangement in which every fact is unknown, presumed ones too."""
    facts = RULEBOOK.law.facts.values()
    action = ", ".join(f"{fact.id}: unknown" for fact in facts if fact.about == "action")
    cover = ", ".join(f"{fact.id}: unknown" for fact in facts if fact.about == "cover")
    text = f"""
reg7check: 1
title: All unknown
nation: england
parties: {{council: {{name: Council, role: hirer}}}}
industrial_action: [{{id: strike, dates: 2024-05-20, facts: {{{action}}}}}]
cover: [{{id: cover, what: Cover, hirer: council, facts: {{{cover}}}}}]
"""
    return read_arrangement(parse_source(text.encode(), "unknown.yaml"), RULEBOOK.law.facts)


def milliseconds(act: Callable[[], object], runs: int = 9) -> float:
    """Return the median wall time of an act."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main() -> None:
    """Print each figure on a line."""
    unknown = all_unknown()
    print(f"every fact unknown: {milliseconds(lambda: reg7check.assess(unknown, RULEBOOK)):.0f} ms")
    for path in EXAMPLES:
        arrangement = reg7check.load_arrangement(path, RULEBOOK)
        print(f"{path.stem}: {milliseconds(lambda it=arrangement: reg7check.assess(it, RULEBOOK)):.0f} ms")  # type: ignore[misc]
    print(f"compiling the rulebook: {milliseconds(lambda: compile_law(RULEBOOK.law), 3):.0f} ms")
    print(f"its diagram: {len(RULEBOOK.compiled.diagram.levels)} nodes")


if __name__ == "__main__":
    main()
