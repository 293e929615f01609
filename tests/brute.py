"""Brute force over all worlds of one day of a strand: verdicts, accounts and smallest settling sets, by counting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, product

from oracle import World

Options = Mapping[str, Sequence[str]]
"""For each fact and each open question, the answers that a world may have."""


def worlds(options: Options) -> Iterator[dict[str, str]]:
    for answers in product(*options.values()):
        yield dict(zip(options, answers, strict=True))


def verdict(
    options: Options,
    questions: Sequence[str],
    accounts: Mapping[str, str],
    forbids: Callable[[World], bool],
) -> str:
    """The verdict by its written meaning, given the verdicts of the accounts."""
    by_readings: dict[tuple[str, ...], set[bool]] = {}
    for world in worlds(options):
        by_readings.setdefault(tuple(world[each] for each in questions), set()).add(forbids(world))
    outcomes = set().union(*by_readings.values())
    if len(outcomes) == 1:
        return "prohibited" if outcomes.pop() else "not-prohibited"
    if {"prohibited", "not-prohibited"} <= set(accounts.values()):
        return "disputed"
    return "arguable" if all(len(each) == 1 for each in by_readings.values()) else "undetermined"


def smallest_settling_sets(
    options: Options, forbids: Callable[[World], bool]
) -> dict[str, set[frozenset[tuple[str, str]]]]:
    """Every set of answers that settles the day, none of whose members can be dropped, for each way."""
    open_names = [name for name, answers in options.items() if len(answers) > 1]
    table = [(frozenset((name, world[name]) for name in open_names), forbids(world)) for world in worlds(options)]
    found: dict[str, set[frozenset[tuple[str, str]]]] = {"prohibited": set(), "not-prohibited": set()}
    for size in range(len(open_names) + 1):
        for names in combinations(open_names, size):
            for answers in product(*(options[name] for name in names)):
                chosen = frozenset(zip(names, answers, strict=True))
                outcomes = {outcome for world, outcome in table if chosen <= world}
                if len(outcomes) != 1:
                    continue
                way = "prohibited" if outcomes.pop() else "not-prohibited"
                if not any(smaller <= chosen for smaller in found[way]):
                    found[way].add(chosen)
    return found
