"""What is still to be asked of a whole arrangement, and the verdict so far: over all strands, days and prohibitions."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType

from reg7check.arrangement import Arrangement, FactAt
from reg7check.named import NamedTuple
from reg7check.reasoning.judging import Judge
from reg7check.reasoning.periods import stretches_of
from reg7check.reasoning.results import Verdict
from reg7check.reasoning.worlds import Asked, Changed, StrandWorlds, Stretch
from reg7check.rulebook import Rulebook
from reg7check.rulebook.diagram import FALSE, TRUE


class ToAsk(NamedTuple):
    """A fact to ask about, and how many facts are expected to be left to ask after its answer."""

    at: FactAt
    expected_left: float


class Inquiry(NamedTuple):
    """Where an arrangement stands: the verdict so far, and the facts whose answers can still matter, best first.

    ``rulings`` holds the verdict of each prohibition on each strand, by the strand's id and the prohibition's.
    ``set_aside`` are facts that can still matter and are not to be asked.
    """

    verdict: Verdict
    rulings: Mapping[tuple[str, str], Verdict]
    to_ask: tuple[ToAsk, ...]
    set_aside: tuple[FactAt, ...]


def inquire(
    arrangement: Arrangement,
    rulebook: Rulebook,
    *,
    not_asked: Container[FactAt] = (),
    taken: Mapping[str, str] = MappingProxyType({}),
    on: date | None = None,
) -> Inquiry:
    """Return the verdict so far and what to ask next: the fact whose answer is expected to leave the fewest to ask.

    A fact matters while the verdict of some strand on some day, under some prohibition, depends on it. Each of its
    possible answers is taken as equally likely. For an arrangement of one period these are that period's questions.

    Args:
        arrangement: what is known.
        rulebook: the rulebook to judge it under.
        not_asked: facts that are neither to be asked nor counted as left to ask, though they may matter.
        taken: open questions of law, with the reading to assume of each.
        on: judge this one day only.
    """
    strands = [StrandInquiry(StrandWorlds(rulebook, arrangement, each, taken), on) for each in arrangement.cover]
    rulings = {(each.strand, name): verdict for each in strands for name, verdict in each.rulings().items()}
    main = rulebook.law.identity.main_prohibition
    matter = facts_that_matter(strands)
    counting = _Counting(strands, not_asked)
    questions = [ToAsk(at, counting.expected_left(at)) for at in matter if at not in not_asked]
    return Inquiry(
        verdict=Verdict.first([verdict for (_, prohibition), verdict in rulings.items() if prohibition == main]),
        rulings=rulings,
        to_ask=tuple(sorted(questions, key=lambda each: each.expected_left)),
        set_aside=tuple(at for at in matter if at in not_asked),
    )


def facts_that_matter(strands: Iterable[StrandInquiry]) -> tuple[FactAt, ...]:
    """Return the facts that can still matter to some strand, in the order of the strands and of the rules."""
    return tuple(dict.fromkeys(at for each in strands for at in each.matter))


class _Counting:
    """Counts the facts that would be left to ask after an answer: those of strands that it touches are found anew."""

    def __init__(self, strands: Sequence[StrandInquiry], not_asked: Container[FactAt]) -> None:
        self.strands = strands
        self.not_asked = not_asked
        self._elsewhere: dict[tuple[str, ...], frozenset[FactAt]] = {}

    def expected_left(self, at: FactAt) -> float:
        touched = [each for each in self.strands if at in each.levels]
        elsewhere = self._left_elsewhere(touched)
        answers = touched[0].answers(at)
        left = 0
        for answer in answers:
            after = {each for strand in touched for each in strand.matter_after(at, answer)}
            left += len(elsewhere) + sum(each not in elsewhere and each not in self.not_asked for each in after)
        return left / len(answers)

    def _left_elsewhere(self, touched: Sequence[StrandInquiry]) -> frozenset[FactAt]:
        """Return the facts to ask that matter to any other strand."""
        key = tuple(each.strand for each in touched)
        found = self._elsewhere.get(key)
        if found is None:
            others = (each for each in self.strands if each.strand not in key)
            matter = (at for each in others for at in each.matter if at not in self.not_asked)
            found = self._elsewhere[key] = frozenset(matter)
        return found


class StrandInquiry:
    """What is open about one strand, under each prohibition on each stretch of its days (or on one day)."""

    def __init__(self, worlds: StrandWorlds, on: date | None = None) -> None:
        self.worlds = worlds
        self.strand = worlds.strand.id
        self.stretches = stretches_of(worlds, on)
        self.changed: Changed = {}
        main, *_ = worlds.prohibitions
        self._judge = Judge.of(worlds, main, self.stretches)
        self.space = self._judge.common
        self._places = [self._place(asked) for asked in self.space.asked]
        self.levels = {place: level for level, place in enumerate(self._places)}

    def answered(self, at: FactAt, answer: str) -> StrandInquiry:
        """Return what is open with another answer to a fact, which is no date."""
        from copy import copy

        after = copy(self)
        for worked_out in ("verdicts", "matter", "_functions", "_open"):
            after.__dict__.pop(worked_out, None)
        after.changed = {Asked(at.fact, at.action): answer}
        return after

    def rulings(self) -> dict[str, Verdict]:
        """Return the verdict of each prohibition, by its id."""
        return {name: Verdict.first(list(verdicts)) for name, verdicts in self.verdicts.items()}

    @cached_property
    def verdicts(self) -> Mapping[str, tuple[Verdict, ...]]:
        """The verdicts of each prohibition, by its id, on the stretches of days."""
        return {
            each.prohibition.id: tuple(each.judge(stretch, self.changed).verdict for stretch in self.stretches)
            for each in self._judges
        }

    @cached_property
    def matter(self) -> tuple[FactAt, ...]:
        """The facts on which some verdict depends, in the order of the rules."""
        return self._matter(self._open)

    def matters_to(self, at: FactAt) -> dict[str, tuple[Stretch, ...]]:
        """Return the prohibitions whose verdict depends on a fact, by their ids, each with the stretches on which."""
        level = self.levels.get(at)
        found: dict[str, tuple[Stretch, ...]] = {}
        if level is None:
            return found
        for name, functions in self._functions.items():
            pairs = zip(self.stretches, functions, strict=True)
            stretches = tuple(
                [stretch for stretch, each in pairs if self.space.diagram.support_bits(each) >> level & 1]
            )
            if stretches:
                found[name] = stretches
        return found

    def answers(self, at: FactAt) -> range:
        """Return the numbers of the answers that an open fact may have."""
        return range(len(self.space.diagram.variables[self.levels[at]].answers))

    def matter_after(self, at: FactAt, answer: int) -> tuple[FactAt, ...]:
        """Return the facts on which some verdict depends once a fact has this answer."""
        level = self.levels.get(at)
        if level is None:
            return self.matter
        return self._matter(self.space.diagram.given(each, level, answer) for each in self._open)

    @cached_property
    def _judges(self) -> tuple[Judge, ...]:
        return tuple(self._judge._replace(prohibition=each) for each in self.worlds.prohibitions)

    @cached_property
    def _functions(self) -> Mapping[str, tuple[int, ...]]:
        return {
            each.prohibition.id: tuple(self._function(each, day) for day in self.stretches) for each in self._judges
        }

    def _function(self, judge: Judge, stretch: Stretch) -> int:
        """Return what is judged on a stretch; of days that the rulebook does not cover nothing can be found out."""
        if not judge.covered(stretch.first):
            return FALSE
        return self.space.function(judge.prohibition.id, stretch, self.changed)

    @cached_property
    def _open(self) -> tuple[int, ...]:
        functions = (each for functions in self._functions.values() for each in functions)
        return tuple(dict.fromkeys(each for each in functions if each > TRUE))

    def _matter(self, functions: Iterable[int]) -> tuple[FactAt, ...]:
        bits = 0
        for each in functions:
            bits |= self.space.diagram.support_bits(each)
        bits &= self.space.fact_bits
        return tuple([place for level, place in enumerate(self._places) if bits >> level & 1])

    def _place(self, asked: Asked) -> FactAt:
        return FactAt.of(asked.name, asked.action, self.strand)
