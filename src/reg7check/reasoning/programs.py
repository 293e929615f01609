"""The rules of a rulebook as a program: each is worked out once for what it asks, and then looked up.

What a rule finds depends on the answers that it asks, on the findings of the rules under it and on the open questions
that it asks. Where one of those is open it depends, too, on how they hang together; that is then walked through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import prod
from operator import itemgetter
from typing import Any

from reg7check.arrangement import Action, Value
from reg7check.named import NamedTuple
from reg7check.reasoning.judging import Judge
from reg7check.reasoning.results import Reason
from reg7check.reasoning.situations import Situation
from reg7check.reasoning.steps import ACTION, COVER, GIVEN, QUESTION, Ban, StepTables, source_of
from reg7check.reasoning.verdicts import View, Worlds
from reg7check.reasoning.walk import Walk, status_of
from reg7check.reasoning.worlds import Space, StrandWorlds, Stretch
from reg7check.rulebook.conditions import Concept, Condition, FactIs, QuestionProhibits, Weight, parts
from reg7check.rulebook.diagram import FALSE, TRUE
from reg7check.rulebook.models import DATE_ANSWERS, READINGS, Rule, RuleStatus

_CONCEPT, _ARISES = range(QUESTION + 1, QUESTION + 3)
"""The kinds of slot that are worked out, beside those that hold the answers of a mapping."""
MOST_KEPT = 200_000
"""How many results a program keeps before it forgets them all."""

MOST_COMBINATIONS = 10_000
"""Of how many combinations of answers a rule is looked up by all the answers that it rests on."""
FEW = 2
"""On how many answers a rule rests that is looked up with the rule that asks it."""


class Finding(NamedTuple):
    """A rule that holds, does not or is open: a ``Reason`` without its words.

    It has the ids of the facts, open questions and weighings that make it so, and the findings under it.
    """

    rule: str
    status: RuleStatus
    facts: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    weighings: tuple[str, ...] = ()
    because: tuple[Finding, ...] = ()


class Occasion(NamedTuple):
    """A strand in a situation, against one of its actions; ``number`` is None before any action is looked at."""

    strand: StrandWorlds
    worlds: Worlds
    situation: Situation
    actions: tuple[Action, ...]
    number: int | None

    def function(self, root: int) -> int:
        """Return FALSE or TRUE, where that is what becomes of a function of the rulebook; else another number."""
        sources = () if self.number is None else (self.worlds.sources[self.number],)
        outcome = View(self.worlds.tables, self.worlds.nation, self.situation.first, None, sources).outcome(root)
        return outcome if isinstance(outcome, int) and outcome in (FALSE, TRUE) else TRUE + 1

    def walk(self, ban: Ban, top: Rule | None) -> Walk:
        """Return a walk of one rule, or of what comes before any."""
        first, last, running, in_progress, epoch, _ = self.situation
        acting = tuple(self.actions[number].id for number in in_progress)
        stretch = Stretch(first, last, running, acting, self.strand.rulebook.compiled.epochs[epoch])
        action = "" if self.number is None else self.actions[self.number].id
        return _Walk(Judge(self.strand, ban.prohibition, Space(self.strand, (stretch,)), {}), stretch, action, top)


class _Walk(Walk):
    """A walk of one rule: those under it are only named."""

    def __init__(self, judge: Judge, stretch: Stretch, action: str, top: Rule | None) -> None:
        super().__init__(judge, stretch, action)
        self.top = top

    def reason(self, rule: Rule) -> Reason:
        if rule is self.top:
            return super().reason(rule)
        return Reason(rule.id, rule.title, "open", rule.provision, rule.pinpoint, None, None, "")

    def stated(self, root: int) -> bool:  # noqa: ARG002 a finding has no points
        return False


class _Kept:
    """What is kept of a concept or a question. It is known by itself, not by what it holds: so it is quick to find."""

    __slots__ = ("finding", "open", "status")

    def __init__(self, status: RuleStatus, finding: Finding | None, *, is_open: bool) -> None:
        self.status = status
        self.finding = finding
        self.open = is_open


_State = list[Any]
"""What is so on an occasion, by slot: of a fact its answer (or a tuple of those that it may have), else a `_Kept`."""


class _Unit(NamedTuple):
    """A rule or an open question: the slot that it fills, and what it found for what stood in those that it asks."""

    slot: int
    root: int
    asked: Rule | str
    under: tuple[int, ...]
    key: Callable[[_State], Any]
    known: dict[Any, _Kept | None]
    by_status: dict[tuple[Any, RuleStatus], _Kept]


class _Lookup(NamedTuple):
    """A slot that is looked up by what stands in others, and the units that fill it where it is not yet known.

    ``complete`` is whether those others hold every answer that it rests on. Where they do not, and something in them
    is open, what they hold does not settle it.
    """

    slot: int
    by: tuple[int, ...]
    key: Callable[[_State], Any]
    complete: bool
    units: tuple[_Unit, ...]
    known: dict[Any, _Kept]


class Program:
    """The rules that can matter in a nation on the days of an epoch, those that others ask before them."""

    def __init__(self, tables: StepTables, nation: str, epoch: int) -> None:
        self.tables = tables
        self.nation = nation
        self.law = tables.rulebook.law
        self.epoch = tables.rulebook.compiled.epochs[epoch]
        self.day = tables.epochs[epoch]
        self.bans = tables.bans[nation]
        self.slots: dict[tuple[int, str], int] = {}
        self.template: _State = []
        self.asked: dict[int, dict[str, tuple[int, dict[Value | None, str]]]] = {
            source: {} for source in (COVER, ACTION, GIVEN, QUESTION)
        }
        self.made = 0
        self._slot_of_rule: dict[str, int] = {}
        self._unit_of: dict[int, _Unit] = {}
        self._interned: dict[object, _Kept] = {}
        self._openings: dict[object, tuple[Finding, ...]] = {}
        names = [(*each.prohibition.elements, *each.prohibition.unless) for each in self.bans]
        slots = [[self._concept(name) for name in each] for each in names]
        self._elements = [[slot for slot in each if slot in self._unit_of] for each in slots]
        self._lookups: list[_Lookup] = []
        for slot in dict.fromkeys(slot for each in self._elements for slot in each):
            self._look_up(slot)

    def run(self, occasion: Occasion) -> tuple[tuple[Finding, ...], ...]:
        """Return, for each prohibition, the findings of its elements and exceptions in the statute's order."""
        if self.made > MOST_KEPT:
            self._forget()
        state = self._state(occasion)
        for lookup in self._lookups:
            slot, _, key_of, _, _, known = lookup
            key = key_of(state)
            state[slot] = known.get(key) or self._looked_up(lookup, key, state, occasion)
        return tuple([tuple([state[slot].finding for slot in slots]) for slots in self._elements])

    def recalled(self, state: list[Any]) -> tuple[Finding, ...] | None:
        """Return the findings under the main prohibition for answers in their slots; None where one is not known."""
        for slot, _, key_of, _, _, known in self._lookups:
            kept = known.get(key_of(state))
            if kept is None:
                return None
            state[slot] = kept
        return tuple([state[slot].finding for slot in self._elements[0]])

    def _looked_up(self, lookup: _Lookup, key: object, state: _State, occasion: Occasion) -> _Kept:
        for unit in lookup.units:
            self._fill(unit, state, occasion)
        found: _Kept = state[lookup.slot]
        if lookup.complete or not any(_is_open(state[each]) for each in lookup.by):
            self.made += 1
            lookup.known[key] = found
        return found

    def _fill(self, unit: _Unit, state: _State, occasion: Occasion) -> None:
        slot, root, asked, under, key_of, known, by_status = unit
        key = key_of(state)
        kept = known.get(key)
        if kept is None:
            if key not in known:
                settled = not any(_is_open(state[each]) for each in under)
                known[key] = self._made(asked, root, state, occasion) if settled else None
                kept = known[key]
            if kept is None:
                status = status_of(occasion.function(root))
                kept = by_status.get((key, status))
                if kept is None:
                    kept = by_status[key, status] = self._made(asked, root, state, occasion)
        state[slot] = kept

    def opening(self, place: int, occasion: Occasion) -> tuple[Finding, ...]:
        """Return what comes before any fact under one of the prohibitions, by its place: law, action, cover."""
        running, in_progress = occasion.situation.running, occasion.situation.in_progress
        key = place, running, bool(in_progress)
        if key not in self._openings:
            reasons = occasion.walk(self.bans[place], None).opening()
            self._openings[key] = tuple(Finding(reason.rule, reason.status) for reason in reasons)
        return self._openings[key]

    def _state(self, occasion: Occasion) -> _State:
        tables, nation, day = self.tables, self.nation, occasion.situation.first
        sources = occasion.worlds.sources[occasion.number or 0]
        state = self.template.copy()
        for about, slots in self.asked.items():
            stated = sources[about]
            for name, answer in stated.items():
                if name not in slots:
                    continue
                slot, plain = slots[name]
                value: object = plain.get(answer.agreed)
                if value is None:
                    possible = tables.possible(name, answer, day, nation, None)
                    value = possible[0] if len(possible) == 1 else possible
                state[slot] = value
        return state

    def _made(self, asked: Rule | str, root: int, state: _State, occasion: Occasion) -> _Kept:
        self.made += 1
        if isinstance(asked, str):
            status = status_of(occasion.function(root))
            reading = state[self.slots[QUESTION, asked]]
            return self._kept((asked, status, reading), status, None, is_open=status != "fails" and reading is None)
        reason = occasion.walk(self.bans[0], asked).reason(asked)
        finding = Finding(
            rule=reason.rule,
            status=reason.status,
            facts=tuple(use.name for use in reason.facts),
            questions=reason.questions,
            weighings=reason.weighings,
            because=tuple(state[self._slot_of_rule[each.rule]].finding for each in reason.because),
        )
        return self._kept(finding, finding.status, finding, is_open=finding.status == "open")

    def _kept(self, what: object, status: RuleStatus, finding: Finding | None, *, is_open: bool) -> _Kept:
        if what not in self._interned:
            self._interned[what] = _Kept(status, finding, is_open=is_open)
        return self._interned[what]

    def _forget(self) -> None:
        self.made = 0
        self._interned.clear()
        for lookup in self._lookups:
            lookup.known.clear()
        for unit in self._unit_of.values():
            unit.known.clear()
            unit.by_status.clear()

    def _concept(self, name: str) -> int:
        key = _CONCEPT, name
        if key not in self.slots:
            rule = self.law.rule_on(name, self.day)
            under = () if rule is None else tuple(self._under(rule.requires, rule.unless))
            slot = self._slot(key, _Kept("fails", None, is_open=False))
            if rule is not None:
                self._slot_of_rule[rule.id] = slot
                self._unit(slot, self.epoch.concepts[name], rule, under)
        return self.slots[key]

    def _question(self, name: str) -> int:
        key = _ARISES, name
        if key not in self.slots:
            reading = self._slot((QUESTION, name), None)
            self.asked[QUESTION][name] = reading, dict(zip(READINGS, READINGS, strict=True))
            under = (*self._under(self.law.open_questions[name].arises_where), reading)
            self._unit(self._slot(key, None), self.epoch.arises[name], name, under)
        return self.slots[key]

    def _fact(self, name: str) -> int:
        key = source_of(self.law, name), name
        if key not in self.slots:
            fact = self.law.facts.get(name)
            possible = self.tables.possible(name, None, self.day, self.nation, None)
            plain: dict[Value | None, str] = dict(
                zip(self.tables.domains[name], self.tables.domains[name], strict=True)
            )
            if fact is not None and fact.is_date:
                plain = dict.fromkeys(fact.choices, DATE_ANSWERS[1])
            self.asked[key[0]][name] = self._slot(key, possible[0] if len(possible) == 1 else possible), plain
        return self.slots[key]

    def _under(self, *conditions: Condition | None) -> Iterator[int]:
        for part in (part for condition in conditions if condition is not None for part in parts(condition)):
            match part:
                case FactIs(fact):
                    yield self._fact(fact)
                case Weight(weighing):
                    yield from (self._fact(fact) for fact in self.law.weighings[weighing].indicators)
                case Concept(name):
                    yield self._concept(name)
                case QuestionProhibits(question):
                    yield self._question(question)
                case _:
                    pass

    def _slot(self, key: tuple[int, str], value: object) -> int:
        self.slots[key] = len(self.template)
        self.template.append(value)
        return self.slots[key]

    def _unit(self, slot: int, root: int, asked: Rule | str, under: tuple[int, ...]) -> None:
        under = tuple(dict.fromkeys(under))
        self._unit_of[slot] = _Unit(slot, root, asked, under, itemgetter(*under), {}, {})

    def _look_up(self, slot: int) -> None:
        """Plan how a slot is looked up: by all answers that it rests on, where few combinations of them can be."""
        if any(each.slot == slot for each in self._lookups):
            return
        unit = self._unit_of[slot]
        by = self._leaves(slot)
        complete = prod(self._answers(leaf) for leaf in by) <= MOST_COMBINATIONS
        if not complete:
            by = []
            for each in unit.under:
                if each in self._unit_of and len(self._leaves(each)) > FEW:
                    self._look_up(each)
                    by.append(each)
                else:
                    by += self._leaves(each)
        under = tuple(dict.fromkeys(by))
        units = tuple(self._closure(slot))
        self._lookups.append(_Lookup(slot, under, itemgetter(*under), complete, units, {}))

    def _leaves(self, slot: int) -> list[int]:
        """Return the slots of the answers and readings on which a slot rests."""
        if slot not in self._unit_of:
            return [slot]
        leaves = (leaf for each in self._unit_of[slot].under for leaf in self._leaves(each))
        return list(dict.fromkeys(leaves))

    def _closure(self, slot: int) -> list[_Unit]:
        """Return the units that fill a slot, those that others ask before them."""
        if slot not in self._unit_of:
            return []
        unit = self._unit_of[slot]
        below = {each.slot: each for under in unit.under for each in self._closure(under)}
        return [*below.values(), unit]

    def _answers(self, slot: int) -> int:
        """Return how many answers there are to what stands in a slot: one, where the law settles it."""
        kind, name = next(key for key, each in self.slots.items() if each == slot)
        return len(self.tables.domains[name]) if kind in (COVER, ACTION, GIVEN) else 1


def program_of(tables: StepTables, nation: str, epoch: int) -> Program:
    """Return the program of a nation and an epoch, by its number; they are kept with the tables."""
    found = tables.programs.get((nation, epoch))
    if not isinstance(found, Program):
        found = tables.programs[nation, epoch] = Program(tables, nation, epoch)
    return found


def _is_open(value: object) -> bool:
    return value.open if isinstance(value, _Kept) else isinstance(value, tuple)
