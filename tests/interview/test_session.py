"""A sitting without a terminal or a file: what is asked, what an answer does, and the way back."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reg7check.arrangement import Answer, FactAt, answer_at, with_answers
from reg7check.interview import Session
from reg7check.reasoning import Verdict, inquire
from reg7check.rulebook import Rulebook

from .memory import Memory, hold, nothing_known, places, random_truth, values

pytestmark = pytest.mark.usefixtures("remembered")


def a_session(rulebook: Rulebook, **facts: Answer) -> Session:
    return Session(Memory(nothing_known(facts)), rulebook)


def next_fact(session: Session) -> FactAt:
    at = session.next()
    assert isinstance(at, FactAt)
    return at


def test_the_first_question_is_expected_to_leave_the_fewest(rulebook: Rulebook) -> None:
    session = a_session(rulebook)
    best = inquire(session.arrangement, rulebook).to_ask
    assert next_fact(session) == best[0].at
    assert best[0].expected_left == min(each.expected_left for each in best)


def test_it_stops_when_nothing_more_can_matter(rulebook: Rulebook) -> None:
    session = a_session(rulebook, engaged_by=Answer("hirer"))
    assert session.next() is None
    assert session.inquiry.verdict is Verdict.NOT_PROHIBITED
    assert session.can_matter == 0


def test_every_answer_is_saved(rulebook: Rulebook) -> None:
    memory = Memory(nothing_known())
    session = Session(memory, rulebook)
    for number in (1, 2, 3):
        at = next_fact(session)
        session.answer(at, Answer(values(rulebook, at)[0]))
        assert memory.saved == number
        assert answer_at(memory.arrangement, at) == Answer(values(rulebook, at)[0])


def test_what_is_not_known_is_asked_once_in_a_sitting(rulebook: Rulebook) -> None:
    session = a_session(rulebook)
    at = next_fact(session)
    session.answer(at, Answer("unknown"))
    assert session.put_aside == (at,)
    assert at not in [each.at for each in session.inquiry.to_ask]
    assert next_fact(Session(Memory(session.arrangement), rulebook)) == at


def test_what_is_put_aside_can_be_asked_once_more(rulebook: Rulebook) -> None:
    session = a_session(rulebook)
    skipped = []
    while (at := session.next()) is not None:
        session.skip(at)
        skipped.append(at)
    assert set(session.put_aside) == set(skipped)
    assert session.can_matter == len(skipped)
    session.ask_again()
    assert session.next() == skipped[0]
    assert session.put_aside == ()


def test_what_is_put_aside_and_no_longer_matters_is_not_told(rulebook: Rulebook) -> None:
    session = a_session(rulebook)
    session.skip(FactAt("does_strikers_duties", strand="rounds"))
    assert session.put_aside
    session.answer(FactAt("engaged_by", strand="rounds"), Answer("hirer"))
    assert session.put_aside == ()


def test_what_was_put_aside_and_is_then_disputed_is_told_as_disputed(rulebook: Rulebook) -> None:
    session = a_session(rulebook)
    at = next_fact(session)
    session.skip(at)
    session.want(at)
    session.answer(at, Answer(None, (("union", "yes"), ("council", "no"))))
    assert session.disputed == (at,)
    assert session.put_aside == ()


def test_what_is_disputed_is_not_asked(rulebook: Rulebook) -> None:
    at = FactAt("engaged_by", strand="rounds")
    session = a_session(rulebook, engaged_by=Answer(None, (("union", "supplier"), ("council", "hirer"))))
    assert session.disputed == (at,)
    assert at not in session.put_aside
    assert at not in [each.at for each in session.inquiry.to_ask]


def test_back_restores_what_was_there(rulebook: Rulebook) -> None:
    noted = Answer("unknown", evidence=(), note="The letter does not say.")
    session = a_session(rulebook, engaged_by=noted, sends_people=noted)
    before = []
    for choice in ("answer", "unknown", "skip", "answer", "amended"):
        at = next_fact(session)
        before.append((at, session.arrangement, session.put_aside))
        if choice == "skip":
            session.skip(at)
        else:
            session.answer(at, Answer("unknown" if choice == "unknown" else values(rulebook, at)[0]))
        if choice == "amended":
            session.amend(at, Answer(values(rulebook, at)[0], says="council"))
    for at, arrangement, put_aside in reversed(before):
        assert session.can_go_back
        assert session.back() == at
        assert session.next() == at
        assert session.arrangement == arrangement
        assert session.put_aside == put_aside
    assert not session.can_go_back
    assert session.back() is None


def test_what_is_presumed_can_be_asked_after_all(rulebook: Rulebook) -> None:
    session = a_session(rulebook, engaged_by=Answer("hirer"))
    at = FactAt("moved_by_hirer", strand="rounds")
    session.want(at)
    assert session.next() == at
    session.answer(at, Answer("yes"))
    assert session.next() is None


@given(seed=st.integers(0, 10_000))
@settings(max_examples=40)
def test_it_ends_with_the_verdict_of_the_whole_truth(rulebook: Rulebook, seed: int) -> None:
    """Whatever is true, what the interview leaves unasked could not have changed any verdict."""
    blank = nothing_known()
    form = [at for at in places(blank, rulebook) if rulebook.law.facts[at.fact].presumed is None]
    truth = random_truth(rulebook, form, random.Random(seed))
    sitting = hold(blank, rulebook, truth)
    whole = inquire(with_answers(blank, {at: Answer(truth[at]) for at in form}), rulebook)
    assert sitting.session.inquiry.rulings == whole.rulings
    assert len(sitting.asked) == len(set(sitting.asked)) <= len(form)
