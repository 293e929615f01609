"""The engine against brute force over all worlds, with the law as a hand-written oracle states it."""

from __future__ import annotations

from itertools import islice
from math import prod

from hypothesis import assume, given, settings

from brute import smallest_settling_sets, verdict
from oracle import regulation_7_forbids, welsh_ban_forbids
from reg7check import assess
from reg7check.reasoning.results import Period
from strategies import QUESTIONS, RULEBOOK, Answers, answers

MOST_WORLDS = 3_000


def assessed(said: Answers) -> Period:
    assessment = assess(said.arrangement(), RULEBOOK)
    (period,) = assessment.cover[0].ruling.periods
    return period


def small_enough(said: Answers) -> bool:
    parties = [None, *said.parties()]
    return all(prod(len(each) for each in said.options(party).values()) <= MOST_WORLDS for party in parties)


def brute_accounts(said: Answers, forbids=regulation_7_forbids) -> dict[str, str]:
    return {party: verdict(said.options(party), QUESTIONS, {}, forbids) for party in said.parties()}


@given(answers())
def test_verdict_and_accounts_equal_those_over_all_worlds(said: Answers):
    assume(small_enough(said))
    period = assessed(said)
    accounts = brute_accounts(said)
    assert dict(period.accounts) == accounts
    assert period.verdict == verdict(said.options(), QUESTIONS, accounts, regulation_7_forbids)


@given(answers(nation="wales"))
def test_the_welsh_ban_equals_that_over_all_worlds(said: Answers):
    assume(small_enough(said))
    (ruling,) = assess(said.arrangement(), RULEBOOK).cover[0].others
    accounts = brute_accounts(said, welsh_ban_forbids)
    assert dict(ruling.accounts) == accounts
    assert ruling.verdict == verdict(said.options(), QUESTIONS, accounts, welsh_ban_forbids)


def only_what_matters(said: Answers, period: Period) -> dict[str, tuple[str, ...]]:
    """Hold all that the engine calls irrelevant at its first answer: that it is, the test above has shown."""
    matters = {each.name for each in period.turns_on}
    return {name: each if name in matters else each[:1] for name, each in said.options().items()}


@given(answers(most_open=5))
@settings(max_examples=150)
def test_the_settling_sets_are_the_smallest_sets_found_by_trying_them_all(said: Answers):
    period = assessed(said)
    assume(0 < len(period.turns_on) <= 6)
    expected = smallest_settling_sets(only_what_matters(said, period), regulation_7_forbids)
    for way, sets in expected.items():
        shown = [frozenset((m.name, m.answer) for m in s.members) for s in period.settled_by if s.verdict == way]
        assert len(shown) == min(10, len(sets))
        assert set(shown) <= sets
        assert [len(each) for each in shown] == list(islice(sorted(len(each) for each in sets), len(shown)))
        assert period.settled_by_total is not None
        total = next(total for verdict, total in period.settled_by_total.items() if verdict == way)
        assert (total.number, total.exact) == (len(sets), True)


@given(answers(most_open=5))
def test_what_it_turns_on_is_what_stands_in_some_smallest_set(said: Answers):
    assume(small_enough(said))
    period = assessed(said)
    assume(len(period.turns_on) <= 6)
    options = said.options()
    sensitive = {name for name in options if len(options[name]) > 1 and makes_a_difference(name, options)}
    assert {each.name for each in period.turns_on} == sensitive


def makes_a_difference(name: str, options: dict[str, tuple[str, ...]]) -> bool:
    from brute import worlds

    others = options | {name: options[name][:1]}
    return any(
        len({regulation_7_forbids(world | {name: answer}) for answer in options[name]}) > 1 for world in worlds(others)
    )


@given(answers(most_open=3))
@settings(max_examples=100)
def test_the_changes_turn_a_settled_verdict_and_none_can_be_dropped(said: Answers):
    period = assessed(said)
    assume(period.verdict.settled)
    for change in period.changes[:4]:
        put = {m.name: m.answer for m in change.members}
        assert assessed(Answers(said.by_fact | put)).verdict == change.verdict != period.verdict
        for name in put:
            fewer = {other: answer for other, answer in put.items() if other != name}
            assert assessed(Answers(said.by_fact | fewer)).verdict == period.verdict


@given(answers(most_open=3))
@settings(max_examples=25)
def test_every_single_change_that_turns_a_settled_verdict_is_found(said: Answers):
    period = assessed(said)
    assume(period.verdict.settled)
    single = {
        (name, answer)
        for name, options in said.options().items()
        if name not in QUESTIONS and len(options) == 1
        for answer in RULEBOOK.law.facts[name].domain
        if answer != options[0] and assessed(Answers(said.by_fact | {name: answer})).verdict != period.verdict
    }
    found = {(c.members[0].name, c.members[0].answer) for c in period.changes if len(c.members) == 1}
    assert found == single if len(single) <= 10 else len(found) == 10 and found <= single
