"""The worlds of a strand: every answer that its facts may have, and the function of them that is to be judged.

A world fills in every unknown fact with one of its answers, every disputed fact with an answer that one of its
parties gives (any, where a party says that it is unknown), and takes one reading of every open question of law.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType

from reg7check.arrangement import Action, Answer, Arrangement, Strand, Value
from reg7check.arrangement.models import UNKNOWN
from reg7check.named import NamedTuple
from reg7check.reasoning.calendar import effective_from
from reg7check.reasoning.families import Shortest
from reg7check.reasoning.tables import Level, tables_of
from reg7check.rulebook import Rulebook
from reg7check.rulebook.compile import Epoch
from reg7check.rulebook.diagram import FALSE, TRUE, Projection, Steer
from reg7check.rulebook.models import DATE_ANSWERS, Fact, Prohibition

AS_STATED = "as-stated"
"""The answer, to a date fact that is opened, that leaves it as it is: past on some days perhaps, and on others not."""


class Asked(NamedTuple):
    """What a variable asks: a fact about the strand, a fact about one action, or an open question of law."""

    name: str
    action: str = ""


Changed = Mapping[Asked, str]
"""Answers in place of what is known or open, in all worlds and in each account; and readings of open questions."""


class Stretch(NamedTuple):
    """Consecutive days on which nothing that could matter changes: ``last`` is None where the end is open."""

    first: date
    last: date | None
    running: bool
    in_progress: tuple[str, ...]
    epoch: Epoch


class StrandWorlds(NamedTuple):
    """A strand of an arrangement, and the readings of open questions that are taken for granted."""

    rulebook: Rulebook
    arrangement: Arrangement
    strand: Strand
    taken: Mapping[str, str] = MappingProxyType({})

    @property
    def actions(self) -> tuple[Action, ...]:
        """The actions whose strikers' work the strand covers."""
        return tuple(self.arrangement.action(name) for name in self.strand.covers)

    def given(self, action: str) -> dict[str, str]:
        """Return what the arrangement states of the strand, and of an action."""
        kinds = [each.kind for each in self.actions if each.id == action and each.kind is not None]
        return {
            "nation": self.arrangement.nation,
            "feeds_another_strand": "no" if self.strand.part_of is None else "yes",
            "supplier_named": "no" if self.strand.supplier is None else "yes",
            "action_kind": kinds[0] if kinds else "not-stated",
        }

    def extends(self, prohibition: Prohibition) -> bool:
        """Return whether a prohibition extends to the nation where the work is done."""
        return self.arrangement.nation in self.rulebook.law.provisions[prohibition.provision].extent

    @property
    def prohibitions(self) -> tuple[Prohibition, ...]:
        """The prohibitions under which the strand is judged: the main one, and each other that extends there."""
        main, *others = tables_of(self.rulebook).prohibitions
        return (main, *(each for each in others if self.extends(each)))

    def bites(self, prohibition: Prohibition, stretch: Stretch) -> bool:
        """Return whether facts can matter on a stretch: there is cover, and the law is in force and extends here."""
        in_force = stretch.epoch.prohibitions[prohibition.id] != FALSE
        return stretch.running and in_force and self.extends(prohibition)

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The fact catalogue."""
        return self.rulebook.law.facts

    def each_fact(self) -> Iterator[Asked]:
        """Yield every fact about the strand, and about each action that it covers."""
        for fact in self.facts.values():
            yield from self.each_asked(fact)

    def each_asked(self, fact: Fact) -> tuple[Asked, ...]:
        """Return what a fact asks: once of the strand, or of each action that it covers."""
        if fact.about == "cover":
            return (Asked(fact.id),)
        return tuple([Asked(fact.id, action) for action in self.strand.covers])

    def listed(self, asked: Asked) -> Answer | None:
        """Return what the arrangement says of a fact, or None where it does not list it."""
        facts = self.arrangement.action(asked.action).facts if asked.action else self.strand.facts
        return facts.get(asked.name)

    def presumed(self, asked: Asked) -> bool:
        """Return whether the answer to a fact is one that the rulebook presumes."""
        return self.facts[asked.name].presumed is not None and self.listed(asked) is None

    def answer(self, asked: Asked) -> Answer:
        """Return what is known of a fact: as listed, else as presumed, else unknown."""
        listed = self.listed(asked)
        if listed is not None:
            return listed
        presumed = self.facts[asked.name].presumed
        return Answer(UNKNOWN if presumed is None else presumed.answer)

    def parties(self) -> tuple[str, ...]:
        """Return the parties that state a disputed fact, in the order in which the arrangement declares them."""
        stating = {
            party
            for facts in (self.strand.facts, *(action.facts for action in self.actions))
            for answer in facts.values()
            if answer.disputed
            for party, _ in answer.by_party
        }
        return tuple(party for party in self.arrangement.parties if party in stating)

    def possible(self, asked: Asked, day: date, party: str | None = None) -> tuple[str, ...]:
        """Return the answers that a fact may have on a day, in the order of its domain.

        Of a date fact the answers are whether the day is past it. With a party, these are its account's.
        """
        fact = self.facts[asked.name]
        answer = self.answer(asked)
        if not answer.disputed:
            values: list[Value | None] = [answer.agreed]
        elif party is None:
            values = [value for _, value in answer.by_party]
        else:
            values = [answer.as_stated_by(party)]
        if UNKNOWN in values:
            return fact.domain
        meant = {self.meaning(fact, value, day) for value in values if value is not None}
        return tuple(each for each in fact.domain if each in meant)

    def meaning(self, fact: Fact, value: Value, day: date) -> str:
        """Return what an answer means on a day: itself, or of a date fact whether the day is past it."""
        if not fact.is_date:
            return str(value)
        begins = effective_from(fact, value, self.arrangement.nation) if isinstance(value, date) else None
        past, not_past = DATE_ANSWERS
        return past if begins is not None and begins <= day else not_past

    def effective_days(self) -> Iterator[date]:
        """Yield each day on which a date that anyone states of a fact begins to have its effect."""
        dates = tables_of(self.rulebook).dates
        for asked in [each for fact in dates for each in self.each_asked(fact)]:
            fact = self.facts[asked.name]
            answer = self.answer(asked)
            for value in (answer.agreed, *(value for _, value in answer.by_party)):
                if isinstance(value, date):
                    begins = effective_from(fact, value, self.arrangement.nation)
                    if begins is not None:
                        yield begins


class Space:
    """The functions of a strand's worlds, over what is open in them on some stretch of its days.

    With a party, these are the worlds of its account. Facts in ``opened`` may have any answer, whatever is known.
    """

    def __init__(
        self,
        worlds: StrandWorlds,
        stretches: Sequence[Stretch],
        party: str | None = None,
        opened: Container[Asked] = frozenset(),
    ) -> None:
        self.worlds = worlds
        self.party = party
        self.opened = opened
        self.tables = tables_of(worlds.rulebook)
        self.asked: list[Asked] = []
        self._days = [stretch.first for stretch in stretches]
        self._answers: list[tuple[str, ...]] = []
        self._levels: dict[Asked, int] = {}
        self._dates: list[tuple[Level, Asked]] = []
        self._projections: dict[tuple[date, str], Projection] = {}
        self._steers = dict(self._each_action())
        self._shared = self.tables.shared(tuple(self._answers))
        self.diagram = self._shared.diagram

    @cached_property
    def fact_bits(self) -> int:
        """The levels at which facts are asked, as the bits of a number."""
        return sum(1 << level for asked, level in self._levels.items() if not self.is_question(asked))

    def facts_left(self, function: int) -> int:
        """Return on how many facts a function depends."""
        return (self.diagram.support_bits(function) & self.fact_bits).bit_count()

    def settling(self, function: int) -> Shortest:
        """Return the shortest of the smallest sets of answers that make a function true, and their number."""
        return self._shared.settling(function)

    def function(self, prohibition: str, stretch: Stretch, changed: Changed = MappingProxyType({})) -> int:
        """Return the function that is true in the worlds in which a prohibition forbids the strand on a stretch.

        It is forbidden where it is forbidden against any action in progress.
        """
        root = stretch.epoch.prohibitions[prohibition]
        if not stretch.running or root == FALSE:
            return FALSE
        if changed and all(self._may_be(asked, answer) for asked, answer in changed.items()):
            function = self.function(prohibition, stretch)
            for asked, answer in changed.items():
                function = self.diagram.given(function, self.level(asked), self.answers(asked).index(answer))
            return function
        functions = [self.projection(stretch, each, changed)(root) for each in stretch.in_progress]
        return functions[0] if len(functions) == 1 else self.diagram.any(functions)

    def _may_be(self, asked: Asked, answer: str) -> bool:
        """Return whether an answer is one of those that something, which is no date, may have in these worlds."""
        return asked in self._levels and answer in self.answers(asked) and not self.tables.by_name[asked.name].is_date

    def projected(self, root: int, stretch: Stretch, action: str) -> int:
        """Return what is left of one of the rulebook's functions in these worlds, judged against one action."""
        return root if root <= TRUE else self.projection(stretch, action)(root)

    def projection(self, stretch: Stretch, action: str, changed: Changed = MappingProxyType({})) -> Projection:
        """Return what takes the rulebook's functions to these worlds: the same object where nothing differs."""
        key = (stretch.first, action)
        projection = self._projections.get(key)
        if projection is None:
            steers = self._steers[action].copy()
            for level, asked in self._dates:
                if asked.action in ("", action):
                    steers[level.number] = self._steer_of_date(level, asked, stretch.first)
            projection = self._projections[key] = self._shared.projection(tuple(steers))
        if not changed:
            return projection
        steers = list(projection.steers)
        for asked, answer in changed.items():
            if asked.action in ("", action):
                level = self.tables.by_name[asked.name]
                steers[level.number] = level.numbers[answer]
        return Projection(self.tables.source, self.diagram, steers)

    def support(self, function: int) -> list[Asked]:
        """Return what a function depends on, in the order of the rules."""
        return [self.asked[level] for level in sorted(self.diagram.support(function))]

    def level(self, asked: Asked) -> int:
        """Return the level at which something is asked."""
        return self._levels[asked]

    def answers(self, asked: Asked) -> tuple[str, ...]:
        """Return the answers that something may have in these worlds."""
        return self.diagram.variables[self._levels[asked]].answers

    def known(self, action: str) -> Iterator[tuple[Asked, str]]:
        """Yield each fact that is no date and has one answer: of the strand, or with an action's id, of that action."""
        levels = self.tables.of_actions if action else self.tables.of_strands
        steers = self._steers[action or self.worlds.strand.covers[0]]
        for level in levels:
            steer = steers[level.number]
            if isinstance(steer, int) and level.fact is not None and not level.is_date:
                yield Asked(level.name, action), level.answers[steer]

    def is_question(self, asked: Asked) -> bool:
        """Return whether it is an open question of law."""
        return asked.name in self.worlds.rulebook.law.open_questions

    def _each_action(self) -> Iterator[tuple[str, list[Steer]]]:
        """Yield what becomes of each level of the rulebook's diagram, but for dates, against each action."""
        worlds = self.worlds
        of_strand: list[Steer] = [0] * len(self.tables.levels)
        for level in self.tables.of_strands:
            of_strand[level.number] = self._steer(level, "", worlds.strand.facts)
        for action in worlds.actions:
            steers = of_strand.copy()
            for name, answer in worlds.given(action.id).items():
                level = self.tables.by_name[name]
                steers[level.number] = level.numbers[answer]
            for level in self.tables.of_actions:
                steers[level.number] = self._steer(level, action.id, action.facts)
            yield action.id, steers

    def _steer(self, level: Level, action: str, facts: Mapping[str, Answer]) -> Steer:
        answer = facts.get(level.name)
        if answer is not None and not self.opened and not level.is_date:
            number = level.numbers.get(answer.agreed)
            if number is not None:
                return number
        asked = Asked(level.name, action)
        if level.fact is None:
            taken = self.worlds.taken.get(level.name)
            numbers = level.every if taken is None else (level.numbers[taken],)
        elif level.is_date:
            return self._steer_of_any_day(level, asked)
        elif asked in self.opened:
            numbers = level.every
        elif answer is None:
            numbers = level.unlisted
        else:
            numbers = self._on_day(level, asked, date.min)
        if len(numbers) == 1:
            return numbers[0]
        return self._opened(asked, tuple([level.answers[number] for number in numbers]), numbers)

    def _steer_of_any_day(self, level: Level, asked: Asked) -> Steer:
        """Give a date fact a level where it is open on some day: what becomes of it is told for each day anew."""
        self._dates.append((level, asked))
        if asked in self.opened:
            return self._opened(asked, (*level.answers, AS_STATED), ())
        if any(len(self._on_day(level, asked, day)) > 1 for day in self._days):
            return self._opened(asked, level.answers, ())
        return 0

    def _opened(self, asked: Asked, answers: tuple[str, ...], numbers: tuple[int, ...]) -> Steer:
        level = self._levels[asked] = len(self.asked)
        self.asked.append(asked)
        self._answers.append(answers)
        return level, numbers

    def _steer_of_date(self, level: Level, asked: Asked, day: date) -> Steer:
        numbers = self._on_day(level, asked, day)
        if asked in self.opened:
            return self._levels[asked], (*level.every, *numbers)
        return numbers[0] if len(numbers) == 1 else (self._levels[asked], numbers)

    def _on_day(self, level: Level, asked: Asked, day: date) -> tuple[int, ...]:
        return tuple([level.numbers[answer] for answer in self.worlds.possible(asked, day, self.party)])
