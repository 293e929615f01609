"""Compares the program with the answer-set program on random arrangements: as many as are asked for.

python tests/encoding/million.py --count 1000000 --seed 1 --processes 2
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from multiprocessing import get_context
from random import Random
from typing import NamedTuple

from answer_sets import MAIN, ORDER, WELSH
from comparing import Comparison, Difference, ask, smallest
from drawing import SECTION_36_BEGINS, draw, draw_taken
from given import Question

from reg7check import Rulebook, load_rulebook
from reg7check.rulebook.commencing import commenced
from reg7check.rulebook.compile import compile_law

BATCH = 250
AT_THE_DOOR = 50
"""One arrangement in so many also goes through the public face: written as a file, read, and assessed in full."""

COMMENCED = 20
"""One batch in so many is judged as if section 36 of the Employment Rights Act 2025 had come into force."""

SECTION_36 = ("eaa-s13-3", "era-2025", SECTION_36_BEGINS)
MOST_SHOWN = 3
LONGEST_LIFE = 100
"""How many batches a process compares before another takes its place."""


class Batch(NamedTuple):
    """The arrangements of one batch: its number, how many, and the seed of all."""

    number: int
    size: int
    seed: int


class Outcome(NamedTuple):
    """What a batch came to: verdicts by prohibition and kind, how many differed, and the first that did, made small."""

    size: int
    verdicts: Counter[tuple[str, str, str]]
    differing: int
    shown: str | None


@cache
def sides(law: str) -> Comparison:
    """Return the two sides under the law "as it is", or with section 36 "commenced". Each process has its own."""
    rulebook = load_rulebook()
    if law == "as it is":
        return Comparison(rulebook)
    changed = commenced(rulebook.law, *SECTION_36)
    return Comparison(Rulebook(changed, compile_law(changed), rulebook.sha256), SECTION_36[-1])


def compare(batch: Batch) -> Outcome:
    """Compare the arrangements of a batch, which depend on nothing but its seed and number."""
    random = Random(f"{batch.seed}/{batch.number}")
    law = "commenced" if batch.number % COMMENCED == COMMENCED - 1 else "as it is"
    both = sides(law)
    questions = [ask(draw(random), draw_taken(random)) for _ in range(batch.size)]
    verdicts: Counter[tuple[str, str, str]] = Counter()
    differing = 0
    shown: str | None = None
    for number, (question, (found, differences)) in enumerate(zip(questions, both.of(questions), strict=True)):
        for by_prohibition in found.values():
            for prohibition, ruled in by_prohibition.items():
                verdicts[prohibition, "strands", ruled.whole.verdict] += 1
                for day in ruled.days.values():
                    verdicts[prohibition, "days", day.verdict] += 1
                    verdicts.update((prohibition, "accounts", account) for account in day.accounts.values())
        seed = f"{batch.seed}/{batch.number}/{number}"

        def by_reasoning(smaller: Question) -> list[Difference]:
            return both.of([smaller])[0][1]

        def at_the_door(smaller: Question, seed: str = seed) -> list[Difference]:
            return both.at_the_door(smaller, both.of([smaller])[0][0], Random(seed))

        if differences:
            differing += 1
            shown = shown or smallest(question, by_reasoning)
        elif number % AT_THE_DOOR == 0 and both.at_the_door(question, found, Random(seed)):
            differing += 1
            shown = shown or smallest(question, at_the_door)
    if shown is not None and law == "commenced":
        shown = f"# With section 36 of the Employment Rights Act 2025 in force from {SECTION_36[-1]}.\n{shown}"
    return Outcome(batch.size, verdicts, differing, shown)


def batches(count: int, seed: int) -> Iterator[Batch]:
    """Yield batches that come to so many arrangements. The same count and seed give the same, on however many cores."""
    for number in range(-(-count // BATCH)):
        yield Batch(number, min(BATCH, count - number * BATCH), seed)


def main(arguments: list[str] | None = None) -> int:
    """Compare, print progress and what came of it, and return 1 where anything differed."""
    parser = argparse.ArgumentParser(description="Compare the program with law.lp on random arrangements.")
    parser.add_argument("--count", type=int, default=1_000_000, help="how many arrangements")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other arrangements")
    parser.add_argument("--processes", type=int, default=2, help="how many to compare at once")
    asked = parser.parse_args(arguments)
    started = shown_at = time.monotonic()
    done = differing = 0
    verdicts: Counter[tuple[str, str, str]] = Counter()
    shown: list[str] = []
    with ExitStack() as stack:
        outcomes: Iterator[Outcome] = map(compare, batches(asked.count, asked.seed))
        if asked.processes > 1:
            # Clingo keeps every term that it has ever seen: a process is let go before they fill the memory.
            pool = stack.enter_context(get_context("spawn").Pool(asked.processes, maxtasksperchild=LONGEST_LIFE))
            outcomes = pool.imap_unordered(compare, batches(asked.count, asked.seed))
        for outcome in outcomes:
            done += outcome.size
            differing += outcome.differing
            verdicts += outcome.verdicts
            if outcome.shown is not None and len(shown) < MOST_SHOWN:
                shown.append(outcome.shown)
                say(f"\n{outcome.shown}")
            if time.monotonic() - shown_at >= 15:
                shown_at = time.monotonic()
                rate = done / (shown_at - started)
                left = (asked.count - done) / rate / 60
                sys.stderr.write(f"{done:,} compared, {differing} differ, {left:.0f} minutes left\n")
    say("\n".join(_summary(verdicts)))
    seconds = time.monotonic() - started
    say(f"{done:,} arrangements in {seconds / 60:.1f} minutes ({done / seconds:.0f} a second): {differing} differ")
    return 1 if differing else 0


def say(text: str) -> None:
    """Print at once: a long run is watched."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _summary(verdicts: Counter[tuple[str, str, str]]) -> Iterator[str]:
    """Yield how often each verdict was met, so that one sees that all of them were."""
    yield f"{'':20}{'':10}" + "".join(f"{verdict:>16}" for verdict in ORDER)
    for prohibition in (MAIN, WELSH):
        for kind in ("strands", "days", "accounts"):
            met = (verdicts[prohibition, kind, verdict] for verdict in ORDER)
            yield f"{prohibition:20}{kind:10}" + "".join(f"{number:>16,}" for number in met)


if __name__ == "__main__":
    sys.exit(main())
