"""Answers to facts on one day, as plain text, judged at the speed of looking them up one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from reg7check.arrangement import Action, Answer, Arrangement, Party, Span, Strand, Value
from reg7check.arrangement.models import UNKNOWN
from reg7check.reasoning.calendar import latest_with_effect_by
from reg7check.reasoning.findings import FoundDays, findings_of
from reg7check.reasoning.programs import Finding, program_of
from reg7check.reasoning.results import Verdict
from reg7check.reasoning.situations import situations_of
from reg7check.reasoning.steps import ACTION, COVER, GIVEN, QUESTION, UNLISTED, StepTables, step_tables_of
from reg7check.reasoning.verdicts import verdicts_of
from reg7check.rulebook import Rulebook
from reg7check.rulebook.diagram import TRUE
from reg7check.rulebook.models import DATE_ANSWERS

Answers = Mapping[str, str]
"""An answer to each fact, by its id; of a date fact, ``past`` or ``not-past``. What is left out is not listed."""

_ACTION = "action"


class Answered:
    """Judges answers on one day, on which an action is in progress and cover runs, under the main prohibition.

    Args:
        rulebook: the rulebook.
        day: the day.
        nation: the nation in which the work is done.
        action_kind: the kind of the action; None where it is not stated.
        supplied: whether the supplier is named.
        feeds: whether the strand feeds another one.
        taken: open questions of law, with the reading that is taken of each.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        *,
        day: date,
        nation: str,
        action_kind: str | None = None,
        supplied: bool = True,
        feeds: bool = False,
        taken: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.rulebook = rulebook
        self.day = day
        self.nation = nation
        self.action_kind = action_kind
        self.supplied = supplied
        self.feeds = feeds
        self.taken = taken
        tables = step_tables_of(rulebook)
        arrangement = self._arrangement({})
        (strand,), (action,) = arrangement.cover, arrangement.actions
        given = tables.given(arrangement, strand, action)
        self._fixed = {**{name: str(answer.agreed) for name, answer in given.items()}, **taken}
        (situation,) = situations_of(tables, arrangement, strand, (action,), day)
        ban = tables.bans[nation][0]
        covered = day >= ban.covered_from
        self._first = self._step(tables, ban.roots[situation.epoch], {}) if covered else Verdict.UNDETERMINED
        self._program = program_of(tables, nation, situation.epoch)
        facts = {**self._program.asked[COVER], **self._program.asked[ACTION]}
        self._slots = tuple(slot for slot, _ in facts.values())
        self._values: Callable[[Answers], tuple[str, ...]] = itemgetter(*facts)
        self._state = self._program.template.copy()
        for name, (slot, _) in {**self._program.asked[GIVEN], **self._program.asked[QUESTION]}.items():
            self._state[slot] = self._fixed.get(name)
        nothing = self._found({})
        self._opening = nothing.opening
        self._goes_on = bool(nothing.by_action)

    def verdict(self, answers: Answers) -> Verdict:
        """Return the verdict that ``assess`` gives.

        Raises KeyError or ValueError where what is looked up is no fact, or has an answer that there is not.
        """
        step = self._first
        try:
            while step.__class__ is tuple:
                name, onward = step
                step = onward[answers[name]]
        except KeyError:
            while step.__class__ is tuple:
                name, onward = step
                step = onward.get(answers.get(name, UNLISTED))
        if step is None:
            arrangement = self._arrangement(answers)
            return verdicts_of(arrangement, self.rulebook, on=None, as_party=None, taken=self.taken).verdict
        found: Verdict = step
        return found

    def verdicts(self, rows: Iterable[Answers]) -> list[Verdict]:
        """Return the verdict of each row of answers."""
        judge = self.verdict
        return [judge(answers) for answers in rows]

    def findings(self, answers: Answers) -> tuple[Finding, ...]:
        """Return the reasons that ``assess`` gives, as findings. Raises as ``verdict`` does."""
        state = self._state.copy()
        try:
            values = self._values(answers)
        except KeyError:
            values = ()
        for slot, value in zip(self._slots, values, strict=False):
            state[slot] = value
        known = self._program.recalled(state) if values else None
        if known is not None:
            return (*self._opening, *known) if self._goes_on else self._opening
        found = self._found(answers)
        return (*found.opening, *found.by_action.get(_ACTION, ()))

    def _found(self, answers: Answers) -> FoundDays:
        (strand,) = findings_of(self._arrangement(answers), self.rulebook, on=None, taken=self.taken)
        (days,) = strand.by_prohibition[self.rulebook.law.identity.main_prohibition]
        return days

    def _step(self, tables: StepTables, node: int, made: dict[int, Any]) -> Any:
        """Return a verdict, or what is asked with the step to go to for each answer. None is a question of law."""
        if node <= TRUE:
            return Verdict.PROHIBITED if node == TRUE else Verdict.NOT_PROHIBITED
        if node not in made:
            _, name, nexts = tables.steps[node]
            if name in self._fixed:
                made[node] = self._step(tables, nexts[self._fixed[name]], made)
            elif name in self.rulebook.law.open_questions:
                made[node] = None
            else:
                onward = {answer: self._step(tables, after, made) for answer, after in nexts.items()}
                made[node] = (name, onward)
        return made[node]

    def _arrangement(self, answers: Answers) -> Arrangement:
        """Return an arrangement of which these are all the facts."""
        facts: dict[str, dict[str, Answer]] = {"action": {}, "cover": {}}
        for name, answer in answers.items():
            fact = self.rulebook.law.facts[name]
            if answer not in (*fact.answers, *fact.domain, UNKNOWN):
                message = f"there is no answer `{answer}` to `{name}`"
                raise ValueError(message)
            value: Value = answer
            if fact.is_date and answer == DATE_ANSWERS[0]:
                value = latest_with_effect_by(fact, self.day, self.nation)
            facts[fact.about][name] = Answer(value)
        days = (Span(self.day, self.day),)
        parties = {"supplier": Party("supplier", "", "supplier"), "hirer": Party("hirer", "", "hirer")}
        strand = Strand(
            id="cover",
            what="",
            hirer="hirer",
            dates=days,
            dates_assumed=False,
            covers=(_ACTION,),
            described_as=None,
            supplier="supplier" if self.supplied else None,
            stage=None,
            part_of="another" if self.feeds else None,
            facts=facts["cover"],
        )
        actions = (Action(_ACTION, days, self.action_kind, None, facts["action"]),)
        return Arrangement("", "", "", None, self.nation, parties, {}, actions, (strand,))
