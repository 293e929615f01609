"""Verdicts with reasons, at speed: which rules hold and which do not, in the statute's order, with their facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from reg7check.arrangement import Answer, Arrangement, Strand
from reg7check.named import NamedTuple
from reg7check.reasoning.programs import Finding, Occasion, program_of
from reg7check.reasoning.situations import actions_of, situations_of
from reg7check.reasoning.steps import StepTables, step_tables_of
from reg7check.reasoning.verdicts import RulingVerdict, Worlds, parties_of, ruling_on
from reg7check.reasoning.worlds import StrandWorlds
from reg7check.rulebook import Rulebook


class FoundDays(NamedTuple):
    """Days on which nothing changes: the verdict, and the findings behind it.

    ``opening`` is what comes before any fact, and ``by_action`` holds, for each action in progress, the findings of
    the elements and exceptions. There are none on days before those that the rulebook covers.
    """

    first: date
    last: date | None
    ruling: RulingVerdict
    opening: tuple[Finding, ...]
    by_action: Mapping[str, tuple[Finding, ...]]


class FoundStrand(NamedTuple):
    """A strand of cover, and what is found of its days by prohibition, the main one first."""

    strand: str
    by_prohibition: Mapping[str, tuple[FoundDays, ...]]


def findings_of(
    arrangement: Arrangement, rulebook: Rulebook, *, on: date | None, taken: Mapping[str, str]
) -> tuple[FoundStrand, ...]:
    """Return the verdicts on an arrangement, strand by strand and day by day, with the findings behind them.

    ``on`` and ``taken`` are those of ``assess_arrangement``, whose verdicts, rules and facts these are.
    """
    tables = step_tables_of(rulebook)
    return tuple([_strand(tables, arrangement, strand, on, taken) for strand in arrangement.cover])


def _strand(
    tables: StepTables, arrangement: Arrangement, strand: Strand, on: date | None, taken: Mapping[str, str]
) -> FoundStrand:
    actions = actions_of(arrangement, strand)
    readings = {question: Answer(reading) for question, reading in taken.items()}
    worlds = Worlds.of(tables, arrangement, strand, actions, readings)
    parties = parties_of(arrangement, strand, actions)
    bans = tables.bans[arrangement.nation]
    found: list[list[FoundDays]] = [[] for _ in bans]
    for situation in situations_of(tables, arrangement, strand, actions, on):
        program = program_of(tables, arrangement.nation, situation.epoch)
        occasion = Occasion(StrandWorlds(tables.rulebook, arrangement, strand, taken), worlds, situation, actions, None)
        run = {
            actions[number].id: program.run(occasion._replace(number=number))
            for number in (situation.in_progress if situation.running else ())
        }
        for place, ban in enumerate(bans):
            ruling = ruling_on(worlds, ban, [situation], parties)
            opening: tuple[Finding, ...] = ()
            by_action: Mapping[str, tuple[Finding, ...]] = {}
            if situation.first >= ban.covered_from:
                opening = program.opening(place, occasion)
                if opening[-1].status == "holds":
                    by_action = {action: by_ban[place] for action, by_ban in run.items()}
            found[place].append(FoundDays(situation.first, situation.last, ruling, opening, by_action))
    by_prohibition = {ban.prohibition.id: tuple(days) for ban, days in zip(bans, found, strict=True)}
    return FoundStrand(strand.id, by_prohibition)
