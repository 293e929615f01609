"""Verdicts alone: those that `assess` gives, by strand, prohibition and account, without reasons, at speed.

A strand walks the rulebook's diagram with what each of its facts may be. Facts are independent of each other, and each
is asked once on a way, so every way that its answers leave open is a world: what is reached is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from reg7check.arrangement import Action, Answer, Arrangement, Strand
from reg7check.named import NamedTuple
from reg7check.reasoning.assessing import as_stated_by
from reg7check.reasoning.results import Verdict
from reg7check.reasoning.situations import Situation, actions_of, situations_of
from reg7check.reasoning.steps import QUESTION, UNLISTED, Ban, Facts, Sources, Step, StepTables, step_tables_of
from reg7check.rulebook import Rulebook
from reg7check.rulebook.diagram import FALSE, TRUE

MIXED = -1
"""Neither true nor false in all worlds, and facts make a difference."""

_MEANS: Mapping[object, Verdict] = {
    FALSE: Verdict.NOT_PROHIBITED,
    TRUE: Verdict.PROHIBITED,
    MIXED: Verdict.UNDETERMINED,
}

Outcome = int | tuple[int, tuple["Outcome", ...]]
"""FALSE, TRUE or MIXED; or how it depends on open questions alone: the level of one, and the outcome by reading."""


class RulingVerdict(NamedTuple):
    """One prohibition's verdict on a strand, and the verdict on each party's account."""

    prohibition: str
    verdict: Verdict
    accounts: Mapping[str, Verdict]


class StrandVerdicts(NamedTuple):
    """The verdicts on a strand of cover, that of the main prohibition first."""

    strand: str
    rulings: tuple[RulingVerdict, ...]

    @property
    def verdict(self) -> Verdict:
        """The verdict under the main prohibition."""
        return self.rulings[0].verdict


class Verdicts(NamedTuple):
    """The verdict on an arrangement, and those on its strands of cover, in their order."""

    verdict: Verdict
    cover: tuple[StrandVerdicts, ...]


def verdicts_of(
    arrangement: Arrangement,
    rulebook: Rulebook,
    *,
    on: date | None,
    as_party: str | None,
    taken: Mapping[str, str],
) -> Verdicts:
    """Return the verdicts that ``assess_arrangement`` gives for the same, and no more."""
    tables = step_tables_of(rulebook)
    if as_party is not None:
        arrangement = as_stated_by(arrangement, as_party)
    readings = {question: Answer(reading) for question, reading in taken.items()}
    cover = tuple([_strand(tables, arrangement, strand, on, readings) for strand in arrangement.cover])
    return Verdicts(first_of([strand.verdict for strand in cover]), cover)


_ORDER = {verdict: place for place, verdict in enumerate(Verdict)}


def first_of(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the first of these in the order of verdicts; not prohibited where there are none."""
    if len(verdicts) == 1:
        return verdicts[0]
    return min(verdicts, key=_ORDER.__getitem__, default=Verdict.NOT_PROHIBITED)


def _strand(
    tables: StepTables, arrangement: Arrangement, strand: Strand, on: date | None, readings: Facts
) -> StrandVerdicts:
    actions = actions_of(arrangement, strand)
    worlds = Worlds.of(tables, arrangement, strand, actions, readings)
    parties = parties_of(arrangement, strand, actions)
    situations = situations_of(tables, arrangement, strand, actions, on)
    bans = tables.bans[arrangement.nation]
    if len(situations) > 1:
        situations = _different(bans, situations)
    return StrandVerdicts(strand.id, tuple([ruling_on(worlds, ban, situations, parties) for ban in bans]))


class Worlds(NamedTuple):
    """The worlds of a strand: for each action that it covers, the mappings that a step asks."""

    tables: StepTables
    nation: str
    sources: list[Sources]

    @classmethod
    def of(
        cls, tables: StepTables, arrangement: Arrangement, strand: Strand, actions: Sequence[Action], readings: Facts
    ) -> Worlds:
        """Return the worlds of a strand and the actions that it covers, with the readings that are taken."""
        sources = [
            (strand.facts, action.facts, tables.given(arrangement, strand, action), readings) for action in actions
        ]
        return cls(tables, arrangement.nation, sources)


def ruling_on(worlds: Worlds, ban: Ban, situations: Sequence[Situation], parties: tuple[str, ...]) -> RulingVerdict:
    """Return the verdict under a prohibition in some situations of a strand, and that on each party's account."""
    name = ban.prohibition.id
    if len(situations) == 1 and not parties:
        return RulingVerdict(name, _verdict(worlds, ban, situations[0], None), {})
    found: list[Verdict] = []
    accounts: dict[str, list[Verdict]] = {party: [] for party in parties}
    for situation in situations:
        verdict = _verdict(worlds, ban, situation, None)
        stated = [_verdict(worlds, ban, situation, party) for party in parties]
        for verdicts, each in zip(accounts.values(), stated, strict=True):
            verdicts.append(each)
        if {Verdict.PROHIBITED, Verdict.NOT_PROHIBITED}.issubset(stated):
            verdict = Verdict.DISPUTED
        found.append(verdict)
    return RulingVerdict(name, first_of(found), {party: first_of(verdicts) for party, verdicts in accounts.items()})


def _verdict(worlds: Worlds, ban: Ban, situation: Situation, party: str | None) -> Verdict:
    if situation.first < ban.covered_from:
        return Verdict.UNDETERMINED
    root = ban.roots[situation.epoch]
    if root == FALSE or not situation.running:
        return Verdict.NOT_PROHIBITED
    sources = tuple([worlds.sources[number] for number in situation.in_progress])
    return _MEANS.get(
        View(worlds.tables, worlds.nation, situation.first, party, sources).outcome(root), Verdict.ARGUABLE
    )


def _different(bans: Sequence[Ban], situations: Sequence[Situation]) -> list[Situation]:
    """Return the situations without those that are judged like an earlier one."""
    different: dict[object, Situation] = {}
    for each in situations:
        law = tuple([(ban.roots[each.epoch], each.first < ban.covered_from) for ban in bans])
        different.setdefault((law, each.in_progress, each.running, each.passed), each)
    return list(different.values())


def parties_of(arrangement: Arrangement, strand: Strand, actions: Sequence[Action]) -> tuple[str, ...]:
    """Return the parties that state a disputed fact, in the order in which the arrangement declares them."""
    sections = [strand.facts, *[action.facts for action in actions]]
    disputed = [answer for facts in sections for answer in facts.values() if answer.agreed is None]
    if not disputed:
        return ()
    stating = {party for answer in disputed for party, _ in answer.by_party}
    return tuple(party for party in arrangement.parties if party in stating)


class View(NamedTuple):
    """The worlds of a strand on a day, against actions in progress: of all accounts, or of one party's.

    ``sources`` holds, for each action, the mappings that a step asks.
    """

    tables: StepTables
    nation: str
    day: date
    party: str | None
    sources: tuple[Sources, ...]

    def outcome(self, root: int) -> Outcome:
        """Return what comes of a function of the rulebook, which is true where it is so against any action."""
        steps = self.tables.steps
        nodes = tuple([settled(steps, root, sources) for sources in self.sources])
        if TRUE in nodes:
            return TRUE
        return _Opened(self).below(nodes) if max(nodes, default=FALSE) > TRUE else FALSE


def settled(steps: Sequence[Step], node: int, sources: Sources) -> int:
    """Return the end to which answers lead from a step, or the first step on the way that they leave open."""
    while node > TRUE:
        source, name, nexts = steps[node]
        answer = sources[source].get(name)
        onward = nexts.get(UNLISTED if answer is None else answer.agreed)
        if onward is None:
            return node
        node = onward
    return node


class _Opened:
    """A walk through steps that are open: each that it comes to is walked once for all its answers."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.known: dict[tuple[int, ...], Outcome] = {}

    def below(self, nodes: tuple[int, ...]) -> Outcome:
        """Return the outcome from one step for each action on: true where any of them comes out true."""
        if TRUE in nodes or max(nodes) == FALSE:
            return int(TRUE in nodes)
        if nodes not in self.known:
            self.known[nodes] = self._asked(nodes)
        return self.known[nodes]

    def _asked(self, nodes: tuple[int, ...]) -> Outcome:
        tables, levels = self.view.tables, self.view.tables.levels
        level = min(levels[node] for node in nodes if node > TRUE)
        if level >= tables.from_action and len(nodes) > 1:
            return self._apart(nodes)
        asked = next(number for number, node in enumerate(nodes) if levels[node] == level)
        source, name, _ = tables.steps[nodes[asked]]
        answer = self.view.sources[asked][source].get(name)
        outcomes: list[Outcome] = []
        for value in tables.possible(name, answer, self.view.day, self.view.nation, self.view.party):
            onward = tuple(self._onward(node, level, value, sources) for node, sources in self._by_action(nodes))
            outcomes.append(self.below(onward))
            differs = source != QUESTION and outcomes[-1] != outcomes[0]
            if differs or outcomes[-1] == MIXED:
                return MIXED
        return outcomes[0] if outcomes.count(outcomes[0]) == len(outcomes) else (level, tuple(outcomes))

    def _by_action(self, nodes: tuple[int, ...]) -> Iterator[tuple[int, Sources]]:
        return zip(nodes, self.view.sources, strict=True)

    def _onward(self, node: int, level: int, value: str, sources: Sources) -> int:
        steps = self.view.tables.steps
        return settled(steps, steps[node][2][value], sources) if self.view.tables.levels[node] == level else node

    def _apart(self, nodes: tuple[int, ...]) -> Outcome:
        """Return the outcome where only facts about actions are left to ask: each action has its own."""
        outcomes = [
            _Opened(self.view._replace(sources=(sources,))).below((node,)) for node, sources in self._by_action(nodes)
        ]
        if TRUE in outcomes:
            return TRUE
        return MIXED if MIXED in outcomes else FALSE
