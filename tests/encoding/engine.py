"""Asks the program that is tested, and puts what it finds in the form in which the answer-set program's is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from answer_sets import MAIN, WELSH, ByStrand, Found, Ruled
from given import Question
from plain import as_arrangement, as_yaml

from reg7check import Rulebook, Verdict, assess
from reg7check.arrangement import read_arrangement
from reg7check.reasoning.judging import Judge, Judged
from reg7check.reasoning.periods import stretches_of
from reg7check.reasoning.results import Period
from reg7check.reasoning.worlds import StrandWorlds
from reg7check.yaml_source import parse_source

NAMES = {"regulation-7": MAIN, "welsh-authorities": WELSH}
"""The prohibitions of the rulebook, as the answer-set program calls them."""


def judged(question: Question, rulebook: Rulebook) -> ByStrand:
    """Return what the program's reasoning finds: verdicts, accounts and periods, without reasons or what would settle.

    This is most of what an assessment does, and takes a tenth of the time.
    """
    arrangement = as_arrangement(question.plain)
    found: ByStrand = {}
    for strand in arrangement.cover:
        worlds = StrandWorlds(rulebook, arrangement, strand, question.taken)
        stretches = stretches_of(worlds)
        main = rulebook.law.prohibitions[rulebook.law.identity.main_prohibition]
        others = [each for each in rulebook.law.prohibitions.values() if each is not main and worlds.extends(each)]
        judge = Judge.of(worlds, main, stretches)
        found[strand.id] = {}
        for prohibition in (main, *others):
            periods = judge._replace(prohibition=prohibition).periods(stretches)
            accounts = {party: Verdict.first([each.accounts[party] for each in periods]) for party in judge.by_party}
            whole = _found(Verdict.first([each.verdict for each in periods]), accounts)
            found[strand.id][NAMES[prohibition.id]] = _ruled(whole, periods, question.days[strand.id])
    return found


def assessed(
    question: Question, rulebook: Rulebook, *, on: date | None = None, as_party: str | None = None
) -> ByStrand:
    """Return what the public face finds of the arrangement, written as a file and read again."""
    source = parse_source(as_yaml(question.plain).encode(), "random.yaml")
    arrangement = read_arrangement(source, rulebook.law.facts)
    assessment = assess(arrangement, rulebook, on=on, as_party=as_party, take=question.taken)
    return {
        strand.strand.id: {
            NAMES[ruling.prohibition]: _ruled(
                _found(ruling.verdict, ruling.accounts), ruling.periods, question.days[strand.strand.id]
            )
            for ruling in (strand.ruling, *strand.others)
        }
        for strand in assessment.cover
    }


def _ruled(whole: Found, periods: Sequence[Judged | Period], asked: Iterable[date]) -> Ruled:
    """Return what is found of each day asked that lies in a period. No day may lie in two."""
    days: dict[date, Found] = {}
    joined: list[date] = []
    for period in periods:
        for day in asked:
            if period.first <= day and (period.last is None or day <= period.last):
                assert day not in days, f"{day} lies in two periods"
                days[day] = _found(period.verdict, period.accounts)
                if day > period.first:
                    joined.append(day)
    return Ruled(whole, days, frozenset(joined))


def _found(verdict: Verdict, accounts: Mapping[str, Verdict]) -> Found:
    return Found(verdict.value, {party: account.value for party, account in accounts.items()})
