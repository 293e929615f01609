"""How many inputs a second each engine judges, on the same simplified rules: ``python benchmarks/peers/run.py``.

Every engine is given each input in its own form, prepared beforehand, and asked in the way that suits it best. First,
all are asked about the same inputs, and must agree. Then they take turns, in rounds, and the medians are printed.
docs/speed.md tells what the lines mean.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

import reg7check
from peers import answer_sets, by_hand, cedar, jsonlogic, ours, zen_engine
from peers.formula import Peer, World
from peers.ours import VERDICT

RULES = Path(__file__).parent / "rules"
SEED = 2003
PROHIBITED = [
    "sends_people",
    "supplier_engages",
    "supplies_as_business",
    "hirer_directs",
    "hirer_allocates",
    "hirer_sets_hours",
    "hirer_can_reject",
    "strikers_duties",
    "taking_part",
    "hirers_own_strikers",
    "supplier_knows",
    "authorised",
]
"""The facts that are so in a plain prohibited supply, from which inputs are drawn."""


class Line(NamedTuple):
    """An engine's line: items a second, and how many times as many our verdict alone does in the same round."""

    name: str
    version: str
    per_second: float
    ours_by_theirs: float


def main() -> None:
    """Check that all agree, take turns, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9, help="how many turns each engine takes (default: 9)")
    parser.add_argument("--seconds", type=float, default=0.25, help="about how long a turn is (default: 0.25)")
    parser.add_argument("--inputs", type=int, default=2000, help="how many inputs are drawn (default: 2000)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to this file too")
    asked = parser.parse_args()
    rulebook = reg7check.load_rulebook(RULES)
    law = rulebook.law
    others = (zen_engine, cedar, answer_sets, jsonlogic, by_hand)
    engines = [*ours.peers(rulebook), *(peer for each in others for peer in each.peers(law))]
    worlds = drawn(Random(SEED), list(law.facts), asked.inputs)
    inputs = [[engine.ready(world) for world in worlds] for engine in engines]
    share = agreed(engines, inputs)
    lines = take_turns(engines, inputs, asked.rounds, asked.seconds)
    about = (
        f"{len(law.facts)} facts, {asked.inputs} inputs of which {share:.0%} are prohibited; "
        f"medians of {asked.rounds} rounds. {machine()}."
    )
    print(f"{about}\n\n{table(lines)}")
    if asked.json is not None:
        figures = {"about": about, "lines": [line._asdict() for line in lines]}
        asked.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def drawn(random: Random, facts: Sequence[str], many: int) -> list[World]:
    """Return inputs near a plain prohibited supply: one answer in twelve is turned; of each fourth, any at all."""
    worlds: list[World] = []
    for number in range(many):
        turned = 1 / 2 if number % 4 == 0 else 1 / 12
        worlds.append({fact: (fact in PROHIBITED) != (random.random() < turned) for fact in facts})
    return worlds


def agreed(engines: Sequence[Peer], inputs: Sequence[Sequence[Any]]) -> float:
    """Return the share that is prohibited, on which all engines must agree. Raises SystemExit where they do not."""
    first, *others = [engine.judge(each) for engine, each in zip(engines, inputs, strict=True)]
    for engine, found in zip(engines[1:], others, strict=True):
        if found != first:
            wrong = sum(one != other for one, other in zip(first, found, strict=True))
            sys.exit(f"{engine.name} differs on {wrong} of {len(first)} inputs")
    return sum(first) / len(first)


def take_turns(engines: Sequence[Peer], inputs: Sequence[Sequence[Any]], rounds: int, seconds: float) -> list[Line]:
    """Return the medians of several rounds, in each of which every engine has a turn."""
    gc.collect()
    gc.freeze()  # the inputs of all engines are no garbage to look through in anyone's turn
    batches = [_batch(engine, each, seconds) for engine, each in zip(engines, inputs, strict=True)]
    rates = [[_rate(engine, batch) for engine, batch in zip(engines, batches, strict=True)] for _ in range(rounds)]
    ours_at = [engine.name for engine in engines].index(VERDICT)
    return [
        Line(
            name=engine.name,
            version=version(engine.library) if engine.library else platform.python_version(),
            per_second=statistics.median(each[place] for each in rates),
            ours_by_theirs=statistics.median(each[ours_at] / each[place] for each in rates),
        )
        for place, engine in enumerate(engines)
    ]


def _batch(engine: Peer, inputs: Sequence[Any], seconds: float) -> list[Any]:
    """Return as many inputs as an engine judges in about so many seconds: some of them, or all again and again."""
    few = list(inputs[:50])
    many = max(int(_rate(engine, few) * seconds), 20)
    return [inputs[number % len(inputs)] for number in range(many)]


def _rate(engine: Peer, batch: Sequence[Any]) -> float:
    start = time.perf_counter()
    engine.judge(batch)
    return len(batch) / (time.perf_counter() - start)


def table(lines: Sequence[Line]) -> str:
    """Return the lines as a Markdown table."""
    rows = ["| engine | version | items a second | our verdict alone: times as many |", "| --- | --- | --: | --: |"]
    rows += (
        f"| {line.name} | {line.version} | {line.per_second:,.0f} | {line.ours_by_theirs:,.2f} |" for line in lines
    )
    return "\n".join(rows)


def machine() -> str:
    """Return a few words on the machine."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
