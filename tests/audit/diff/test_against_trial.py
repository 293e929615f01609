"""What `rules diff` says of a change, against trying every way of stating the facts under both laws."""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy
from datetime import date, timedelta
from itertools import combinations, product
from pathlib import Path
from random import Random

import pytest

from reg7check.audit.diff import Changes, changes_between
from reg7check.audit.diff.alone import loose_ends
from reg7check.audit.diff.shifts import Shift
from reg7check.rulebook import read_rulebook
from reg7check.rulebook.models import Law

from .by_trial import Trial, states
from .mutations import MUTATIONS, permit, written

DAYS = [date(1989, 12, 30) + timedelta(days=each) for each in range(5)]
DAYS += [date(2019, 12, 30) + timedelta(days=each) for each in range(5)]
DAYS += [date(2023, 12, 31), date(2024, 1, 1), date(2030, 1, 1)]
"""Days on each side of every day on which one of the rulebooks made up here changes."""

Region = set[tuple[tuple[str, str], ...]]


def changed(tmp_path: Path, seed: int) -> Changes:
    """Return what changes between two rulebooks, the second made of the first by up to three changes."""
    random = Random(seed)
    old = permit()
    for mutate in random.sample(MUTATIONS, random.randint(0, 3)):
        mutate(old, random)
    new = deepcopy(old)
    for mutate in random.sample(MUTATIONS, random.randint(1, 3)):
        mutate(new, random)
    folders = (written(old, tmp_path / "old"), written(new, tmp_path / "new"))
    return changes_between(*(read_rulebook(each) for each in folders))


def by_trial(old: Law, new: Law) -> dict[tuple[str | None, str | None], dict[date, Region]]:
    """Return, for each pair of verdicts that differ, on which days they do, and where."""
    questions = sorted({*old.open_questions, *new.open_questions})
    one, other = (Trial(law, "no-stall", questions) for law in (old, new))
    found: dict[tuple[str | None, str | None], dict[date, Region]] = defaultdict(lambda: defaultdict(set))
    for state in states(old, new):
        for day in DAYS:
            before, was = one.outcome(day, state)
            after, is_now = other.outcome(day, state)
            if before != after or was != is_now:
                found[before, after][day].add(tuple(state.items()))
    return {pair: dict(days) for pair, days in found.items() if told(*pair)}


def told(before: str | None, after: str | None) -> bool:
    return after is not None and (before is not None or after in ("prohibited", "arguable"))


def pair(shift: Shift) -> tuple[str | None, str | None]:
    return (shift.old and shift.old.value, shift.new and shift.new.value)


@pytest.mark.parametrize("seed", range(40))
def test_the_shifts_are_those_found_by_trying_everything(tmp_path: Path, seed: int) -> None:
    changes = changed(tmp_path, seed)
    trial = by_trial(changes.old.law, changes.new.law)
    every = list(states(changes.old.law, changes.new.law))
    assert {pair(shift) for shift in changes.together} == set(trial)
    for verdicts, regions in trial.items():
        shifts = [shift for shift in changes.together if pair(shift) == verdicts]
        told_days = [day for shift in shifts for day in DAYS if any(days.holds(day) for days in shift.days)]
        assert sorted(told_days) == sorted(regions)
        for shift in shifts:
            on = [day for day in DAYS if any(days.holds(day) for days in shift.days)]
            check_smallest(shift, [regions[day] for day in on], every)


def check_smallest(shift: Shift, regions: list[Region], every: list[dict[str, str]]) -> None:
    """Check that the facts of a shift are enough for it, and that fewer never are."""
    given = (*shift.because, *shift.besides)
    for answers in product(*(each.answers for each in given)):
        chosen = dict(zip((each.name for each in given), answers, strict=True))
        within = [tuple(state.items()) for state in every if chosen.items() <= state.items()]
        assert within
        assert all(state in region for region in regions for state in within)
    for region in {frozenset(region) for region in regions}:
        assert smallest(region, every) == len(given)


def smallest(region: frozenset[tuple[tuple[str, str], ...]], every: list[dict[str, str]]) -> int:
    """Return the size of a smallest set of answers all of whose states lie in a region."""
    names = list(every[0])
    for size in range(len(names) + 1):
        for chosen in combinations(names, size):
            outside = {tuple(s[name] for name in chosen) for s in every if tuple(s.items()) not in region}
            if {tuple(s[name] for name in chosen) for s in every} - outside:
                return size
    raise AssertionError("the region is empty")


@pytest.mark.parametrize("seed", range(40, 52))
def test_each_effect_is_that_of_its_differences_alone(tmp_path: Path, seed: int) -> None:
    from reg7check.audit.diff.differences import as_written, with_differences
    from reg7check.audit.diff.renames import renames_between

    changes = changed(tmp_path, seed)
    _, before = renames_between(as_written(changes.old), as_written(changes.new))
    for effect in changes.effects:
        law = with_differences(before, effect.group.all)
        assert not list(loose_ends(law))
        trial = by_trial(with_differences(before, ()), law)
        assert {pair(shift) for shift in effect.shifts} == set(trial)


@pytest.mark.parametrize("seed", range(52, 90))
def test_the_differences_together_make_the_new_law_of_the_old_one(tmp_path: Path, seed: int) -> None:
    from reg7check.audit.diff.differences import as_written, with_differences
    from reg7check.audit.diff.renames import renames_between, same

    changes = changed(tmp_path, seed)
    _, before = renames_between(as_written(changes.old), as_written(changes.new))
    made = with_differences(before, [*changes.words, *(d for e in changes.effects for d in e.group.all)])
    assert same(made, changes.new.law)
