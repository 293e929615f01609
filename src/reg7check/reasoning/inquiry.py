"""What is still to be asked of a whole arrangement, and the verdict so far: over all strands, days and prohibitions."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from reg7check.arrangement import Arrangement, FactAt
from reg7check.reasoning.judging import Judge
from reg7check.reasoning.periods import stretches_of
from reg7check.reasoning.results import Verdict
from reg7check.reasoning.worlds import Asked, Space, StrandWorlds
from reg7check.rulebook import Rulebook
from reg7check.rulebook.diagram import TRUE


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
) -> Inquiry:
    """Return the verdict so far and what to ask next: the fact whose answer is expected to leave the fewest to ask.

    A fact matters while the verdict of some strand on some day, under some prohibition, depends on it. Each of its
    possible answers is taken as equally likely. For an arrangement of one period these are that period's questions.

    Args:
        arrangement: what is known.
        rulebook: the rulebook to judge it under.
        not_asked: facts that are neither to be asked nor counted as left to ask, though they may matter.
        taken: open questions of law, with the reading to assume of each.
    """
    strands = [_StrandInquiry(StrandWorlds(rulebook, arrangement, each, taken)) for each in arrangement.cover]
    rulings = {(each.strand, prohibition): verdict for each in strands for prohibition, verdict in each.rulings()}
    main = rulebook.law.identity.main_prohibition
    matter = dict.fromkeys(at for each in strands for at in each.matter)
    questions = [ToAsk(at, _expected_left(at, strands, not_asked)) for at in matter if at not in not_asked]
    return Inquiry(
        verdict=Verdict.first([verdict for (_, prohibition), verdict in rulings.items() if prohibition == main]),
        rulings=rulings,
        to_ask=tuple(sorted(questions, key=lambda each: each.expected_left)),
        set_aside=tuple(at for at in matter if at in not_asked),
    )


def _expected_left(at: FactAt, strands: Sequence[_StrandInquiry], not_asked: Container[FactAt]) -> float:
    answers = next(each.answers(at) for each in strands if at in each.levels)
    left = 0
    for answer in answers:
        after = {each for strand in strands for each in strand.matter_after(at, answer)}
        left += sum(each not in not_asked for each in after)
    return left / len(answers)


class _StrandInquiry:
    """The functions of one strand, each under one prohibition on one stretch of days, that are not yet settled."""

    def __init__(self, worlds: StrandWorlds) -> None:
        self.worlds = worlds
        self.strand = worlds.strand.id
        self.stretches = stretches_of(worlds)
        self.space = Space(worlds, self.stretches)
        self.levels = {self._place(asked): self.space.level(asked) for asked in self.space.asked}

    def rulings(self) -> Iterator[tuple[str, Verdict]]:
        by_party = {party: Space(self.worlds, self.stretches, party) for party in self.worlds.parties()}
        for prohibition in self.worlds.prohibitions:
            judge = Judge(self.worlds, prohibition, self.space, by_party)
            yield prohibition.id, Verdict.first([judge.judge(each).verdict for each in self.stretches])

    @cached_property
    def functions(self) -> tuple[int, ...]:
        functions = (
            self.space.function(prohibition.id, stretch)
            for prohibition in self.worlds.prohibitions
            for stretch in self.stretches
        )
        return tuple(dict.fromkeys(each for each in functions if each > TRUE))

    @cached_property
    def matter(self) -> tuple[FactAt, ...]:
        return self._matter(self.functions)

    def answers(self, at: FactAt) -> range:
        return range(len(self.space.diagram.variables[self.levels[at]].answers))

    def matter_after(self, at: FactAt, answer: int) -> tuple[FactAt, ...]:
        level = self.levels.get(at)
        if level is None:
            return self.matter
        return self._matter(self.space.diagram.given(each, level, answer) for each in self.functions)

    def _matter(self, functions: Iterable[int]) -> tuple[FactAt, ...]:
        diagram = self.space.diagram
        levels = {level for each in functions for level in diagram.support(each)}
        found = (self.space.asked[level] for level in sorted(levels))
        return tuple(self._place(asked) for asked in found if not self.space.is_question(asked))

    def _place(self, asked: Asked) -> FactAt:
        return FactAt(asked.name, action=asked.action) if asked.action else FactAt(asked.name, strand=self.strand)
