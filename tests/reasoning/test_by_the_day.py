"""Periods are what judging each day by itself gives, joined: over random answers, dates, and two actions."""

from __future__ import annotations

from datetime import date, timedelta

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reg7check import Arrangement, assess
from reg7check.arrangement import read_arrangement
from reg7check.reasoning.results import Period
from reg7check.yaml_source import parse_source
from strategies import FACTS, PARTIES, RULEBOOK, Answers, answers

FIRST = date(2024, 5, 20)
DAYS = [FIRST + timedelta(days=number) for number in range(14)]
DATES = ("repudiated_on", "supplier_told_on")
day = st.sampled_from(DAYS)
span = st.tuples(day, day).map(sorted).map(lambda pair: f"{pair[0]} to {pair[1]}")
date_answer = st.one_of(day.map(str), st.just("never"), st.just("unknown"))


@st.composite
def two_actions(draw: st.DrawFn) -> Arrangement:
    first, second = draw(answers(most_open=3)), draw(answers(most_open=3))
    data = {
        "reg7check": "1",
        "title": "Two actions",
        "nation": draw(st.sampled_from(["england", "scotland", "wales", "northern-ireland"])),
        "parties": {party: {"name": party, "role": "other"} for party in PARTIES},
        "industrial_action": [
            {"id": "one", "dates": draw(span), "facts": draw(facts(first, "action"))},
            {"id": "two", "dates": [draw(span), draw(span)], "facts": draw(facts(second, "action"))},
        ],
        "cover": [
            {
                "id": "cover",
                "what": "Cover",
                "hirer": "council",
                "dates": draw(st.just(f"{DAYS[0]} to {DAYS[-1]}") | st.lists(span, min_size=1, max_size=2)),
                "facts": draw(facts(first, "cover")),
            }
        ],
    }
    return read_arrangement(parse_source(yaml.safe_dump(data).encode(), "test.yaml"), FACTS)


@st.composite
def facts(draw: st.DrawFn, said: Answers, about: str) -> dict:
    written = {}
    for name, answer in said.by_fact.items():
        if FACTS[name].about != about:
            continue
        if name in DATES:
            disputed = st.dictionaries(st.sampled_from(PARTIES), date_answer, min_size=2)
            written[name] = draw(date_answer | disputed.map(lambda each: {"disputed": each}))
        else:
            written[name] = answer if isinstance(answer, str) else {"disputed": answer}
    return written


def holding(periods: tuple[Period, ...], on: date) -> Period:
    (period,) = [each for each in periods if each.first <= on and (each.last is None or on <= each.last)]
    return period


@given(two_actions())
@settings(max_examples=40)
def test_each_day_has_the_verdict_that_judging_it_alone_gives(arrangement: Arrangement):
    strand = assess(arrangement, RULEBOOK).cover[0]
    for ruling in (strand.ruling, *strand.others):
        covered = [on for on in DAYS if any(span.holds(on) for span in strand.strand.dates)]
        assert sum((each.last - each.first).days + 1 for each in ruling.periods if each.last) == len(covered)
        for on in covered:
            alone = assess(arrangement, RULEBOOK, on=on).cover[0]
            judged = next(each for each in (alone.ruling, *alone.others) if each.prohibition == ruling.prohibition)
            period = holding(ruling.periods, on)
            assert judged.verdict == period.verdict
            assert judged.periods[0].accounts == period.accounts
            assert {each[:3] for each in judged.periods[0].turns_on} == {each[:3] for each in period.turns_on}


@given(two_actions())
@settings(max_examples=60)
def test_periods_are_as_long_as_can_be(arrangement: Arrangement):
    ruling = assess(arrangement, RULEBOOK).cover[0].ruling
    acting = [span for action in arrangement.actions for span in action.dates]
    for one, other in zip(ruling.periods, ruling.periods[1:], strict=False):
        assert one.last is not None
        adjoin = one.last + timedelta(days=1) == other.first
        same = one.verdict.settled and one.verdict == other.verdict and one.accounts == other.accounts
        both_acting = all(any(span.holds(each.first) for span in acting) for each in (one, other))
        neither = not any(any(span.holds(each.first) for span in acting) for each in (one, other))
        if adjoin and same and not one.accounts:
            assert not both_acting
            assert not neither


@given(two_actions())
@settings(max_examples=25)
def test_changes_turn_every_day_of_the_period(arrangement: Arrangement):
    for period in assess(arrangement, RULEBOOK).cover[0].ruling.periods:
        for change in period.changes[:3]:
            assert change.verdict != period.verdict
            assert change.members
