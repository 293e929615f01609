"""Which differences between two versions matter: each made alone, each taken back, and the fewest that do it all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import combinations

from reg7check.named import NamedTuple
from reg7check.reasoning.aligning import Turn, VerdictDays, turns_between
from reg7check.reasoning.differing import Difference
from reg7check.reasoning.mixing import Mix
from reg7check.reasoning.outcomes import DependentDays, Outcomes, outcomes_of
from reg7check.reasoning.results import Verdict
from reg7check.rulebook import Rulebook

MOST_TRIED = 300
"""How many sets of differences are tried for a strand before the search for the fewest stops."""


class Effect(StrEnum):
    """What a difference does, from the most to the least."""

    TURNS = "turns"
    TURNS_WITH_OTHERS = "turns-with-others"
    MOVES = "moves"
    NOTHING = "nothing"


class Alone(NamedTuple):
    """What a difference alone, made in the first version, turns: a prohibition's verdict on a strand."""

    strand: str
    prohibition: str
    turns: tuple[Turn, ...]


class Matter(NamedTuple):
    """A difference that a rule could ask about, and what it does."""

    difference: Difference
    effect: Effect
    alone: tuple[Alone, ...]


class Fewest(NamedTuple):
    """The smallest sets of differences that give a strand the second version's verdicts, on all days.

    Where not all were tried (``exact`` is false) it is one set, of which none can be left out.
    """

    strand: str
    sets: tuple[tuple[Difference, ...], ...]
    exact: bool


class Mattering(NamedTuple):
    """What the differences between two versions do: each that could, and the fewest for each strand that turns."""

    matters: tuple[Matter, ...]
    fewest: tuple[Fewest, ...]


def what_matters(
    mix: Mix, differences: Sequence[Difference], rulebook: Rulebook, taken: Mapping[str, str], on: date | None
) -> Mattering:
    """Return what each difference does to the verdicts, in their order.

    One that turns a verdict alone does so on some day, when it is made in the first version by itself; one that does
    it with others is in a smallest set, or its being taken back from the second version turns a verdict. One that
    moves leaves the verdicts alone, but not what they depend on.
    """
    bearing = [each for each in differences if each.bears]
    strands = dict.fromkeys(each.id for each in (*mix.new.cover, *mix.old.cover))
    trials = [_Trial(mix, strand, bearing, rulebook, taken, on) for strand in strands]
    fewest = {trial.strand: trial.fewest() for trial in trials if trial.turns}
    matters = []
    for number, difference in enumerate(bearing):
        alone = tuple(each for trial in trials for each in trial.alone(number))
        effects = [trial.effect(number) for trial in trials]
        if any(difference in each for found in fewest.values() for each in found.sets):
            effects.append(Effect.TURNS_WITH_OTHERS)
        effect = Effect.TURNS if alone else min(effects, key=list(Effect).index, default=Effect.NOTHING)
        matters.append(Matter(difference, effect, alone))
    return Mattering(tuple(matters), tuple(fewest.values()))


class _Trial:
    """One strand with any of the differences made. They go by their numbers."""

    def __init__(
        self,
        mix: Mix,
        strand: str,
        differences: Sequence[Difference],
        rulebook: Rulebook,
        taken: Mapping[str, str],
        on: date | None,
    ) -> None:
        self.mix = mix
        self.strand = strand
        self.differences = differences
        self.rulebook = rulebook
        self.taken = taken
        self.on = on
        self._known: dict[frozenset[int], Outcomes] = {}
        self.can = frozenset(number for number, each in enumerate(differences) if self._touches(each))
        self.base = self.outcomes(frozenset())
        self.target = self.outcomes(self.can)

    @property
    def turns(self) -> bool:
        """Whether the second version's verdicts are not those of the first."""
        return _verdicts(self.base) != _verdicts(self.target)

    def outcomes(self, made: frozenset[int]) -> Outcomes:
        """Return how the strand comes out with some differences made; nothing where it is not there then."""
        if made not in self._known:
            mixed = self.mix.with_differences([self.differences[each] for each in made])
            there = any(each.id == self.strand for each in mixed.cover)
            self._known[made] = outcomes_of(mixed, self.rulebook, self.strand, self.taken, self.on) if there else {}
        return self._known[made]

    def alone(self, number: int) -> Iterator[Alone]:
        """Yield the verdicts that a difference turns alone."""
        if number not in self.can:
            return
        made = self.outcomes(frozenset([number]))
        for name in dict.fromkeys((*made, *self.base)):
            one, other = (each[name].days if name in each else () for each in (self.base, made))
            if _verdicts(self.base).get(name) != _verdicts(made).get(name):
                yield Alone(self.strand, name, turns_between(one, other))

    def effect(self, number: int) -> Effect:
        """Return what a difference does when it is made alone, or taken back from all."""
        if number not in self.can:
            return Effect.NOTHING
        pairs = (
            (self.base, self.outcomes(frozenset([number]))),
            (self.outcomes(self.can - {number}), self.target),
        )
        if any(_verdicts(one) != _verdicts(other) for one, other in pairs):
            return Effect.TURNS_WITH_OTHERS
        return Effect.MOVES if any(_dependences(one) != _dependences(other) for one, other in pairs) else Effect.NOTHING

    def fewest(self) -> Fewest:
        """Return the smallest sets with which the strand comes out as in the second version."""
        tried = 0
        for size in range(1, len(self.can) + 1):
            found = []
            for numbers in combinations(sorted(self.can), size):
                tried += 1
                if tried > MOST_TRIED:
                    return self._one_of_the_fewest()
                if self._does_it_all(frozenset(numbers)):
                    found.append(numbers)
            if found:
                return Fewest(self.strand, tuple(self._named(each) for each in found), exact=True)
        raise AssertionError("all differences together make the second version")

    def _one_of_the_fewest(self) -> Fewest:
        kept = self.can
        for number in sorted(self.can):
            if self._does_it_all(kept - {number}):
                kept -= {number}
        return Fewest(self.strand, (self._named(sorted(kept)),), exact=False)

    def _does_it_all(self, made: frozenset[int]) -> bool:
        return _verdicts(self.outcomes(made)) == _verdicts(self.target)

    def _named(self, numbers: Sequence[int]) -> tuple[Difference, ...]:
        return tuple(self.differences[each] for each in numbers)

    def _touches(self, difference: Difference) -> bool:
        if difference.section == "cover":
            return difference.entry == self.strand
        if difference.section == "arrangement":
            return True
        every = (*self.mix.old.cover, *self.mix.new.cover)
        return any(difference.entry in each.covers for each in every if each.id == self.strand)


def _verdicts(outcomes: Outcomes) -> Mapping[str, tuple[VerdictDays, ...]]:
    """Return the days that are not clear, by prohibition: none is the same as no cover, or no such ban."""
    return {name: outcome.forbidding for name, outcome in outcomes.items() if outcome.forbidding}


def _dependences(outcomes: Outcomes) -> Mapping[str, tuple[DependentDays, ...]]:
    """Return what is not clear, by prohibition, with what it depends on."""
    found = {
        name: tuple(each for each in outcome.runs if each.verdict is not Verdict.NOT_PROHIBITED)
        for name, outcome in outcomes.items()
    }
    return {name: runs for name, runs in found.items() if runs}
