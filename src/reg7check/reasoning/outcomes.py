"""How a strand comes out, and no more: its verdicts by days, and the functions behind them, fast enough to try many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from reg7check.arrangement import Arrangement
from reg7check.named import NamedTuple
from reg7check.reasoning.aligning import VerdictDays
from reg7check.reasoning.judging import Judge
from reg7check.reasoning.periods import ONE_DAY, stretches_of
from reg7check.reasoning.results import Verdict
from reg7check.reasoning.worlds import Changed, Space, StrandWorlds, Stretch
from reg7check.rulebook import Rulebook
from reg7check.rulebook.diagram import TRUE

Function = tuple[object, ...]
"""A function of what is open, written out: two are equal where they are the same function, whatever their spaces."""


class DependentDays(NamedTuple):
    """Days, their verdict, and where that is open how it depends on what is: in all worlds, and in each account."""

    first: date
    last: date | None
    verdict: Verdict
    depends: tuple[tuple[str, Function], ...]


_Run = TypeVar("_Run", VerdictDays, DependentDays)


class Outcome(NamedTuple):
    """How a strand comes out under one prohibition, in the longest runs of days on which it is the same."""

    runs: tuple[DependentDays, ...]

    @property
    def days(self) -> tuple[VerdictDays, ...]:
        """The verdicts by days, in the longest runs."""
        return _joined(VerdictDays(each.first, each.last, each.verdict) for each in self.runs)

    @property
    def forbidding(self) -> tuple[VerdictDays, ...]:
        """The days that are not clear. A day without cover is as good as one on which nothing is forbidden."""
        return tuple(each for each in self.days if each.verdict is not Verdict.NOT_PROHIBITED)

    @property
    def verdict(self) -> Verdict:
        """The first of the verdicts."""
        return Verdict.first([each.verdict for each in self.runs])


Outcomes = Mapping[str, Outcome]
"""How a strand comes out, by prohibition."""


def outcomes_of(
    arrangement: Arrangement, rulebook: Rulebook, strand: str, taken: Mapping[str, str], on: date | None
) -> Outcomes:
    """Return how a strand of an arrangement comes out under each prohibition, as ``assess_arrangement`` judges it.

    Raises KeyError where the arrangement has no such strand.
    """
    worlds = StrandWorlds(rulebook, arrangement, arrangement.strand(strand), taken)
    stretches = stretches_of(worlds, on)
    common = Judge.of(worlds, worlds.prohibitions[0], stretches)
    written = {"": _Writer(common.common), **{party: _Writer(space) for party, space in common.by_party.items()}}

    def dependent(judge: Judge, stretch: Stretch) -> DependentDays:
        judged = judge.judge(stretch)
        depends: tuple[tuple[str, Function], ...] = ()
        if judged.function > TRUE:
            depends = tuple((name, its.function(judge.prohibition.id, stretch)) for name, its in written.items())
        return DependentDays(stretch.first, stretch.last, judged.verdict, depends)

    judges = (common._replace(prohibition=each) for each in worlds.prohibitions)
    return {
        judge.prohibition.id: Outcome(_joined(dependent(judge, stretch) for stretch in stretches)) for judge in judges
    }


class Trials:
    """How a strand comes out with other answers in place of its own, none of them to a date fact."""

    def __init__(
        self, arrangement: Arrangement, rulebook: Rulebook, strand: str, taken: Mapping[str, str], on: date | None
    ) -> None:
        worlds = StrandWorlds(rulebook, arrangement, arrangement.strand(strand), taken)
        main, *others = worlds.prohibitions
        self.stretches = stretches_of(worlds, on)
        judge = Judge.of(worlds, main, self.stretches)
        self.judges = (judge, *(judge._replace(prohibition=each) for each in others))

    def verdicts(self, changed: Changed) -> Mapping[str, tuple[VerdictDays, ...]]:
        """Return the verdicts by days, in the longest runs, by prohibition."""
        return {
            judge.prohibition.id: _joined(
                VerdictDays(each.first, each.last, judge.judge(each, changed).verdict) for each in self.stretches
            )
            for judge in self.judges
        }


class _Writer:
    """Writes out the functions of a space: each node once, by its place in a walk from the top."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.known: dict[int, Function] = {}

    def function(self, prohibition: str, stretch: Stretch) -> Function:
        root = self.space.function(prohibition, stretch)
        if root not in self.known:
            self.known[root] = (root,) if root <= TRUE else tuple(self._nodes(root))
        return self.known[root]

    def _nodes(self, root: int) -> Iterator[object]:
        diagram = self.space.diagram
        order = self._order(root)
        places = {node: TRUE + 1 + number for number, node in enumerate(order)}
        for node in order:
            asked = self.space.asked[diagram.levels[node]]
            below = tuple(places.get(child, child) for child in diagram.children[node])
            yield asked, self.space.answers(asked), below

    def _order(self, root: int) -> list[int]:
        order = {root: None}
        waiting = [root]
        while waiting:
            for child in self.space.diagram.children[waiting.pop()]:
                if child > TRUE and child not in order:
                    order[child] = None
                    waiting.append(child)
        return list(order)


def _joined(runs: Iterable[_Run]) -> tuple[_Run, ...]:
    joined: list[_Run] = []
    for each in runs:
        last = joined[-1] if joined else None
        if last is not None and last[2:] == each[2:] and last.last == each.first - ONE_DAY:
            joined[-1] = last._replace(last=each.last)
        else:
            joined.append(each)
    return tuple(joined)
