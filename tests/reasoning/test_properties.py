"""What must be so whatever the answers: more knowledge never unsettles, and what settles does settle."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reg7check import Verdict, assess
from reg7check.reasoning.results import Period
from strategies import FACTS, PROHIBITED, RULEBOOK, Answers, answers


def judged(facts: dict, take: dict[str, str] | None = None, nation: str = "england") -> Period:
    assessment = assess(Answers(facts, nation).arrangement(), RULEBOOK, take=take)
    (period,) = assessment.cover[0].ruling.periods
    return period


partial = st.dictionaries(st.sampled_from(sorted(FACTS)), st.just("unknown")).flatmap(
    lambda opened: answers(most_open=12).map(lambda said: said.by_fact | opened)
)


@given(partial, st.data())
def test_adding_an_answer_never_turns_a_settled_verdict(facts: dict, data: st.DataObject):
    before = judged(facts)
    assume(before.verdict.settled)
    unknown = sorted(name for name, said in facts.items() if said == "unknown")
    assume(unknown)
    name = data.draw(st.sampled_from(unknown))
    answer = data.draw(st.sampled_from(FACTS[name].domain))
    assert judged(facts | {name: answer}).verdict == before.verdict


@given(partial)
@settings(max_examples=60)
def test_every_settling_set_settles_and_no_longer_does_with_a_member_dropped(facts: dict):
    period = judged(facts)
    assume(period.settled_by)
    chosen = [s for way in (Verdict.PROHIBITED, Verdict.NOT_PROHIBITED) for s in period.settled_by if s.verdict is way]
    for way in (chosen[0], chosen[-1]):
        members = way.members
        assert outcome(facts, members) == way.verdict
        for member in members:
            fewer = tuple(each for each in members if each is not member)
            assert not outcome(facts, fewer).settled


def outcome(facts: dict, members) -> Verdict:
    put = {m.name: m.answer for m in members if m.name in FACTS}
    taken = {m.name: m.answer for m in members if m.name not in FACTS}
    return judged(facts | put, taken).verdict


@given(partial)
def test_a_question_is_asked_only_where_its_answer_could_matter(facts: dict):
    period = judged(facts)
    asked = [question.name for question in period.questions]
    turning = [each.name for each in period.turns_on if each.status != "arguable"]
    assert sorted(asked) == sorted(turning)
    assert [q.expected_left for q in period.questions] == sorted(q.expected_left for q in period.questions)


@given(answers(most_open=6), st.permutations(["council", "union", "agency"]))
def test_a_partys_account_is_the_arrangement_as_that_party_states_it(said: Answers, order: list[str]):
    assessment = assess(said.arrangement(), RULEBOOK)
    ruling = assessment.cover[0].ruling
    for party in order:
        if party in ruling.accounts:
            alone = assess(said.arrangement(), RULEBOOK, as_party=party)
            assert alone.cover[0].verdict == ruling.accounts[party]
            assert not alone.cover[0].ruling.accounts


def test_all_facts_unknown_is_answered_exactly():
    period = judged(dict.fromkeys(FACTS, "unknown"))
    assert period.verdict is Verdict.UNDETERMINED
    assert period.settled_by_total is not None
    assert all(total.exact for total in period.settled_by_total.values())
    assert {each.name for each in period.turns_on} >= set(PROHIBITED) - {
        "ballot_and_notice_valid",
        "devolved_welsh_authority",
    }


def test_what_step_by_step_logic_gives_up_is_found():
    """Whether the hirer asked is unknown; but told or not, reported or not, one of them holds either way."""
    facts = PROHIBITED | {"hirer_directs_work": "unknown", "agency_supply_admitted": "yes"}
    assert judged(facts | {"supplier_manager_in_charge": "no"}).verdict is Verdict.PROHIBITED
