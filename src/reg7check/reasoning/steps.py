"""A rulebook's diagram as flat tables, made once, through which a strand that is answered walks in microseconds.

Each node of the diagram is a step: which mapping of answers it asks, by what name, and the step to go to for each
answer as it stands in that mapping. An answer that a step does not list is open, or a date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from reg7check.arrangement import Action, Answer, Arrangement, Strand, Value
from reg7check.arrangement.models import UNKNOWN
from reg7check.named import NamedTuple
from reg7check.reasoning.calendar import effective_from
from reg7check.reasoning.worlds import StrandWorlds
from reg7check.rulebook import Rulebook
from reg7check.rulebook.diagram import Diagram
from reg7check.rulebook.givens import GIVENS
from reg7check.rulebook.models import DATE_ANSWERS, Law, Prohibition

COVER, ACTION, GIVEN, QUESTION = range(4)
"""The mappings that steps ask: a strand's facts, an action's, what is given of both, and the readings taken."""

Facts = Mapping[str, Answer]
Sources = tuple[Facts, Facts, Facts, Facts]
Step = tuple[int, str, Mapping[Value | None, int]]
"""The mapping asked, the name asked, and the next step by the answer that stands there."""
UNLISTED = ""
"""What stands for an answer where there is none."""

_MOST_DATES = 10_000
_ON_ACTIONS = "action_kind"


class Ban(NamedTuple):
    """A prohibition as it is judged in a nation, from the first day that is covered: its first step in each epoch."""

    prohibition: Prohibition
    extends: bool
    covered_from: date
    roots: tuple[int, ...]


class StepTables(NamedTuple):
    """The tables of a rulebook.

    Attributes:
        rulebook: the rulebook.
        steps: a step for each node of its diagram; the first two are its ends, FALSE and TRUE.
        levels: the level of each node, of which ``from_action`` is the first that asks about the action.
        domains: the answers between which worlds differ, by name.
        dates: the mapping and the name of each date fact.
        bans: the prohibitions under which a strand is judged, by nation, the main one first.
        changes: the days on which the law, or what is covered, may change, in order.
        epochs: the first day of each epoch.
        begins: tells from which day a date that is stated of a fact has its effect in a nation.
        givens: what arrangements state in fields of their own, kept for each combination that was met.
        presumed: the answers that are taken where facts are not listed.
        programs: the rules as programs, by nation and number of epoch, once they are made (see ``programs.py``).
    """

    rulebook: Rulebook
    steps: tuple[Step, ...]
    levels: Sequence[int]
    from_action: int
    domains: Mapping[str, tuple[str, ...]]
    dates: tuple[tuple[int, str], ...]
    bans: Mapping[str, tuple[Ban, ...]]
    changes: tuple[date, ...]
    epochs: tuple[date, ...]
    begins: Callable[[str, date, str], date | None]
    givens: dict[object, Facts]
    presumed: Facts
    programs: dict[tuple[str, int], object]

    def given(self, arrangement: Arrangement, strand: Strand, action: Action) -> Facts:
        """Return what an arrangement states, in fields of its own, of a strand and an action."""
        key = arrangement.nation, strand.part_of is None, strand.supplier is None, action.kind
        found = self.givens.get(key)
        if found is None:
            stated = StrandWorlds(self.rulebook, arrangement, strand).given(action.id)
            found = self.givens[key] = {name: Answer(value) for name, value in stated.items()}
        return found

    def possible(self, name: str, answer: Answer | None, day: date, nation: str, party: str | None) -> tuple[str, ...]:
        """Return the answers that something may have on a day, in the order of its domain.

        Of a date fact the answers are whether the day is past it. With a party, these are its account's.
        """
        domain = self.domains[name]
        answer = answer or self.presumed.get(name)
        if answer is None:
            return domain
        values: list[Value | None] = [answer.agreed]
        if answer.agreed is None:
            values = [answer.as_stated_by(party)] if party is not None else [value for _, value in answer.by_party]
        if UNKNOWN in values:
            return domain
        meant = {self.meaning(name, value, day, nation) if isinstance(value, date) else value for value in values}
        if domain == DATE_ANSWERS:
            meant = {each if each in DATE_ANSWERS else DATE_ANSWERS[1] for each in meant}
        return tuple(each for each in domain if each in meant)

    def meaning(self, name: str, value: date, day: date, nation: str) -> str:
        """Return whether a day is past a date that is stated of a fact."""
        begins = self.begins(name, value, nation)
        past, not_past = DATE_ANSWERS
        return past if begins is not None and begins <= day else not_past


class _Kept:
    """The tables that were made last: nearly every caller has one rulebook."""

    tables: StepTables | None = None


def step_tables_of(rulebook: Rulebook) -> StepTables:
    """Return the tables of a rulebook. Those that were made last are kept."""
    kept = _Kept.tables
    if kept is None or kept.rulebook.compiled is not rulebook.compiled or kept.rulebook.law is not rulebook.law:
        kept = _Kept.tables = _tables(rulebook)
    return kept


def _tables(rulebook: Rulebook) -> StepTables:
    law, compiled = rulebook.law, rulebook.compiled
    diagram = compiled.diagram
    epochs = tuple(epoch.first or date.min for epoch in compiled.epochs)
    covered = (each.covered_from for each in law.prohibitions.values())
    actions = (diagram.index[name] for name in diagram.index if source_of(law, name) == ACTION or name == _ON_ACTIONS)

    @lru_cache(_MOST_DATES)
    def begins(name: str, value: date, nation: str) -> date | None:
        return effective_from(law.facts[name], value, nation)

    return StepTables(
        rulebook=rulebook,
        steps=tuple(_step(law, diagram, node) for node in range(len(diagram.levels))),
        levels=diagram.levels,
        from_action=min(actions, default=len(diagram.variables)),
        domains={variable.name: variable.answers for variable in diagram.variables},
        dates=tuple((source_of(law, fact.id), fact.id) for fact in law.facts.values() if fact.is_date),
        bans={nation: tuple(_bans(rulebook, nation)) for nation in GIVENS["nation"]},
        changes=tuple(sorted({*epochs, *filter(None, covered)})),
        epochs=epochs,
        begins=begins,
        givens={},
        presumed={each.id: Answer(each.presumed.answer) for each in law.facts.values() if each.presumed is not None},
        programs={},
    )


def _bans(rulebook: Rulebook, nation: str) -> list[Ban]:
    law = rulebook.law
    main = law.identity.main_prohibition
    bans = []
    for each in law.prohibitions.values():
        extends = nation in law.provisions[each.provision].extent
        if extends or each.id == main:
            covered_from = each.covered_from if extends and each.covered_from is not None else date.min
            roots = tuple(epoch.prohibitions[each.id] for epoch in rulebook.compiled.epochs)
            bans.append(Ban(each, extends, covered_from, roots))
    return sorted(bans, key=lambda ban: ban.prohibition.id != main)


def source_of(law: Law, name: str) -> int:
    """Return which mapping holds the answer to what a step asks."""
    if name in GIVENS:
        return GIVEN
    if name in law.open_questions:
        return QUESTION
    return ACTION if law.facts[name].about == "action" else COVER


def _step(law: Law, diagram: Diagram, node: int) -> Step:
    if not diagram.children[node]:
        return COVER, "", {}
    variable = diagram.variables[diagram.levels[node]]
    nexts: dict[Value | None, int] = dict(zip(variable.answers, diagram.children[node], strict=True))
    fact = law.facts.get(variable.name)
    if fact is not None:
        if fact.is_date:
            # Every answer in words, such as "never", means that no day is past it.
            nexts |= dict.fromkeys(fact.choices, nexts[DATE_ANSWERS[1]])
        if fact.presumed is not None:
            nexts[UNLISTED] = nexts[DATE_ANSWERS[1] if fact.is_date else fact.presumed.answer]
    return source_of(law, variable.name), variable.name, nexts
