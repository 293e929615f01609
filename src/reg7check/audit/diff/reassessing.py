"""Arrangements and rule cases under two rulebooks: which verdicts on them differ, strand by strand and day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from reg7check.api import assess, load_arrangement
from reg7check.audit.cases import holds_cases, read_cases
from reg7check.audit.running import Laws, assess_case
from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Problem
from reg7check.reasoning.aligning import turns_between, verdict_days
from reg7check.reasoning.results import Assessment, Ruling, Verdict
from reg7check.rulebook import Rulebook
from reg7check.yaml_source import read_source


class Turned(NamedTuple):
    """A verdict on a strand that differs on days from ``first`` to ``last`` (None: an open end).

    With ``party`` it is that of this party's account. A prohibition that a rulebook does not have, or that does not
    extend to where the work is done, forbids nothing.
    """

    strand: str
    prohibition: str
    party: str | None
    first: date
    last: date | None
    old: Verdict
    new: Verdict


class Reassessed(NamedTuple):
    """An arrangement, or a rule case, under two rulebooks: the verdicts that differ.

    Where it can be read under one of them only, ``old_problems`` or ``new_problems`` say what is wrong under the other.
    """

    name: str
    turned: tuple[Turned, ...] = ()
    old_problems: tuple[Problem, ...] = ()
    new_problems: tuple[Problem, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything differs between the two rulebooks."""
        return bool(self.turned or self.old_problems or self.new_problems)


def reassess(
    files: Iterable[tuple[str, str]], old: Rulebook, new: Rulebook, renamed: Mapping[str, str]
) -> tuple[Reassessed, ...]:
    """Assess arrangements, and those of files of rule cases, under two rulebooks.

    Args:
        files: the path of each, and what reports call it.
        old: the one rulebook.
        new: the other one.
        renamed: the new ids of prohibitions that have another one in it.

    Returns:
        For each arrangement and rule case, in order, what differs.

    Raises:
        BadInput: with every problem of the files that can be read under neither.
    """
    found: list[Reassessed] = []
    problems: list[Problem] = []
    laws = Laws(old), Laws(new)
    for path, name in files:
        (before, old_problems), (after, new_problems) = (_assessed(path, name, each) for each in laws)
        if before and after:
            found += [Reassessed(each, turned_between(before[each], after[each], renamed)) for each in after]
        elif before or after:
            found.append(Reassessed(name, (), old_problems, new_problems))
        else:
            problems += new_problems
    if problems:
        raise BadInput(problems)
    return tuple(found)


def _assessed(path: str, name: str, laws: Laws) -> tuple[Mapping[str, Assessment], tuple[Problem, ...]]:
    """Return, by name, what a file holds as a rulebook judges it; nothing, and why, where it cannot be read."""
    try:
        if holds_cases(read_source(Path(path), name)):
            cases = read_cases(path, laws.rulebook.law, name=name)
            return {f"{name}: {each.title}": assess_case(each, laws) for each in cases}, ()
        arrangement = load_arrangement(path, laws.rulebook, name=name)
        return {name: assess(arrangement, laws.rulebook)}, ()
    except BadInput as error:
        return {}, error.problems


def turned_between(old: Assessment, new: Assessment, renamed: Mapping[str, str]) -> tuple[Turned, ...]:
    """Return the verdicts that differ between two assessments of one arrangement, in the order of its strands.

    ``renamed`` holds the new ids of prohibitions that have another one in the new rulebook.
    """
    turned: list[Turned] = []
    for one, other in zip(old.cover, new.cover, strict=True):
        before = {renamed.get(each.prohibition, each.prohibition): each for each in one.rulings}
        after = {each.prohibition: each for each in other.rulings}
        for name in dict.fromkeys((*after, *before)):
            rulings = (before.get(name), after.get(name))
            parties = dict.fromkeys(party for each in rulings if each is not None for party in each.accounts)
            for party in (None, *parties):
                turned += _turned(one.strand.id, name, party, *rulings)
    return tuple(turned)


def _turned(
    strand: str, prohibition: str, party: str | None, old: Ruling | None, new: Ruling | None
) -> Iterator[Turned]:
    for turn in turns_between(verdict_days(old, party), verdict_days(new, party)):
        before, after = turn.old or Verdict.NOT_PROHIBITED, turn.new or Verdict.NOT_PROHIBITED
        if before is not after:
            yield Turned(strand, prohibition, party, turn.first, turn.last, before, after)
