"""The worlds of a strand: every answer that its facts may have, and the function of them that is to be judged.

A world fills in every unknown fact with one of its answers, every disputed fact with an answer that one of its
parties gives (any, where a party says that it is unknown), and takes one reading of every open question of law.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from reg7check.arrangement import Action, Answer, Arrangement, Strand, Value
from reg7check.arrangement.models import UNKNOWN
from reg7check.reasoning.calendar import effective_from
from reg7check.reasoning.families import NODE_LIMIT, Families, PrimeImplicants
from reg7check.rulebook import Rulebook
from reg7check.rulebook.compile import Epoch
from reg7check.rulebook.diagram import FALSE, TRUE, Diagram, Projection, Variable
from reg7check.rulebook.givens import GIVENS
from reg7check.rulebook.models import DATE_ANSWERS, READINGS, Fact, Prohibition

AS_STATED = "as-stated"
"""The answer, to a date fact that is opened, that leaves it as it is: past on some days perhaps, and on others not."""


class Asked(NamedTuple):
    """What a variable asks: a fact about the strand, a fact about one action, or an open question of law."""

    name: str
    action: str = ""


class Stretch(NamedTuple):
    """Consecutive days on which nothing that could matter changes: ``last`` is None where the end is open."""

    first: date
    last: date | None
    running: bool
    in_progress: tuple[str, ...]
    epoch: Epoch


class StrandWorlds(NamedTuple):
    """A strand of an arrangement, with what is taken for granted: readings, and answers put in place of its own."""

    rulebook: Rulebook
    arrangement: Arrangement
    strand: Strand
    taken: Mapping[str, str] = MappingProxyType({})
    overrides: Mapping[Asked, str] = MappingProxyType({})

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
        law = self.rulebook.law
        main = law.prohibitions[law.identity.main_prohibition]
        return (main, *(each for each in law.prohibitions.values() if each is not main and self.extends(each)))

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
        for name, fact in self.facts.items():
            if fact.about == "cover":
                yield Asked(name)
            else:
                yield from (Asked(name, action.id) for action in self.actions)

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
            for asked in self.each_fact()
            if self.answer(asked).disputed
            for party, _ in self.answer(asked).by_party
        }
        return tuple(party for party in self.arrangement.parties if party in stating)

    def possible(self, asked: Asked, day: date, party: str | None = None) -> tuple[str, ...]:
        """Return the answers that a fact may have on a day, in the order of its domain.

        Of a date fact the answers are whether the day is past it. With a party, these are its account's.
        """
        fact = self.facts[asked.name]
        if asked in self.overrides:
            return (self.overrides[asked],)
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
        for asked in self.each_fact():
            fact = self.facts[asked.name]
            if not fact.is_date:
                continue
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
        opened: frozenset[Asked] = frozenset(),
    ) -> None:
        self.worlds = worlds
        self.party = party
        self.opened = opened
        self._source = worlds.rulebook.compiled.diagram
        self._projections: dict[tuple[date, str], Projection] = {}
        self._alike: dict[tuple[object, ...], Projection] = {}
        self.asked: list[Asked] = []
        variables: list[Variable] = []
        for asked in self._in_order():
            answers = self._answers_ever(asked, stretches)
            if len(answers) > 1:
                self.asked.append(asked)
                variables.append(Variable(f"{asked.action}.{asked.name}", answers))
        self.diagram = Diagram(variables)
        self._levels = {asked: level for level, asked in enumerate(self.asked)}

    @cached_property
    def primes(self) -> PrimeImplicants:
        """The search for smallest settling sets, which remembers what it found for other stretches."""
        return PrimeImplicants(self.diagram, Families(NODE_LIMIT))

    def function(self, prohibition: str, stretch: Stretch) -> int:
        """Return the function that is true in the worlds in which a prohibition forbids the strand on a stretch.

        It is forbidden where it is forbidden against any action in progress.
        """
        root = stretch.epoch.prohibitions[prohibition]
        if not stretch.running or root == FALSE:
            return FALSE
        return self.diagram.any([self.projected(root, stretch, action) for action in stretch.in_progress])

    def projected(self, root: int, stretch: Stretch, action: str) -> int:
        """Return what is left of one of the rulebook's functions in these worlds, judged against one action."""
        return root if root <= TRUE else self.projection(stretch, action)(root)

    def projection(self, stretch: Stretch, action: str) -> Projection:
        """Return what takes the rulebook's functions to these worlds: the same object where nothing differs."""
        key = (stretch.first, action)
        projection = self._projections.get(key)
        if projection is None:
            steers = tuple(self._steer(variable, stretch, action) for variable in self._source.variables)
            if steers not in self._alike:
                self._alike[steers] = Projection(self._source, self.diagram, steers)
            projection = self._projections[key] = self._alike[steers]
        return projection

    def support(self, function: int) -> list[Asked]:
        """Return what a function depends on, in the order of the rules."""
        return [self.asked[level] for level in sorted(self.diagram.support(function))]

    def level(self, asked: Asked) -> int:
        """Return the level at which something is asked."""
        return self._levels[asked]

    def answers(self, asked: Asked) -> tuple[str, ...]:
        """Return the answers that something may have in these worlds."""
        return self.diagram.variables[self._levels[asked]].answers

    def is_question(self, asked: Asked) -> bool:
        """Return whether it is an open question of law."""
        return asked.name in self.worlds.rulebook.law.open_questions

    def _in_order(self) -> Iterator[Asked]:
        facts = self.worlds.facts
        names = [variable.name for variable in self._source.variables]
        questions = self.worlds.rulebook.law.open_questions
        yield from (Asked(n) for n in names if n in questions or (n in facts and facts[n].about == "cover"))
        for action in self.worlds.actions:
            yield from (Asked(name, action.id) for name in names if name in facts and facts[name].about == "action")

    def _answers_ever(self, asked: Asked, stretches: Sequence[Stretch]) -> tuple[str, ...]:
        if self.is_question(asked):
            taken = self.worlds.taken.get(asked.name)
            return READINGS if taken is None else (taken,)
        fact = self.worlds.facts[asked.name]
        if asked in self.opened:
            return (*fact.domain, AS_STATED) if fact.is_date else fact.domain
        if not fact.is_date:
            return self.worlds.possible(asked, date.min, self.party)
        open_once = any(len(self.worlds.possible(asked, each.first, self.party)) > 1 for each in stretches)
        return fact.domain if open_once else ()

    def _steer(self, variable: Variable, stretch: Stretch, action: str) -> int | tuple[int, tuple[int, ...]]:
        if variable.name in GIVENS:
            return variable.answers.index(self.worlds.given(action)[variable.name])
        facts = self.worlds.facts
        about_action = variable.name in facts and facts[variable.name].about == "action"
        asked = Asked(variable.name, action if about_action else "")
        if self.is_question(asked):
            answers: tuple[str, ...] = READINGS
            if asked not in self._levels:
                answers = (self.worlds.taken[asked.name],)
        elif asked in self.opened:
            stated = self.worlds.possible(asked, stretch.first, self.party) if facts[asked.name].is_date else ()
            answers = (*variable.answers, *stated)
        else:
            answers = self.worlds.possible(asked, stretch.first, self.party)
        numbers = tuple(variable.answers.index(answer) for answer in answers)
        return numbers[0] if len(numbers) == 1 else (self._levels[asked], numbers)
