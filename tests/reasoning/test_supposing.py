"""Single answers that turn a verdict, against trying every one; what answers supposed do, against assessing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reg7check import Arrangement, Assessment, Verdict, assess, load_arrangement
from reg7check.arrangement import Answer, FactAt, Span, Value, answer_at, with_answers
from reg7check.reasoning.aligning import turns_between, verdict_days
from reg7check.reasoning.outcomes import outcomes_of
from reg7check.reasoning.supposing import TurnedBy, explore, suppose
from strategies import FACTS, RULEBOOK, Answers, answers

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = [path.name for path in sorted(EXAMPLES.glob("*.yaml"))]


def example(name: str) -> Assessment:
    return assess(load_arrangement(EXAMPLES / name, RULEBOOK), RULEBOOK)


def everything(assessment: Assessment) -> dict[tuple[str, str], tuple[TurnedBy, ...]]:
    arrangement = assessment.arrangement
    strands = [each.id for each in arrangement.cover]
    found = explore(assessment, RULEBOOK, strands, [each.id for each in arrangement.actions])
    return {(each.strand, each.prohibition): each.turning for each in found.rulings}


def each_place(arrangement: Arrangement) -> Iterator[FactAt]:
    for name, fact in FACTS.items():
        if fact.about == "action":
            yield from (FactAt(name, action=each.id) for each in arrangement.actions)
        else:
            yield from (FactAt(name, strand=each.id) for each in arrangement.cover)


def known(arrangement: Arrangement, at: FactAt) -> Answer:
    presumed = FACTS[at.fact].presumed
    return answer_at(arrangement, at) or Answer("unknown" if presumed is None else presumed.answer)


def turned_by_trial(assessment: Assessment, singles: dict[FactAt, tuple[Value, ...]]) -> set[tuple[object, ...]]:
    """Assess the arrangement with each answer in turn, and return the verdicts that differ, and on which days."""
    found: set[tuple[object, ...]] = set()
    before = rulings(assessment)
    for at, values in singles.items():
        for value in values:
            changed = with_answers(assessment.arrangement, {at: Answer(value)})
            for key, ruling in rulings(assess(changed, RULEBOOK, on=assessment.on)).items():
                turns = turns_between(verdict_days(before[key]), verdict_days(ruling))
                if turns:
                    found.add((*key, at, value, ruling.verdict, turns))
    return found


def rulings(assessment: Assessment):
    return {
        (strand.strand.id, ruling.prohibition): ruling
        for strand in assessment.cover
        for ruling in (strand.ruling, *strand.others)
    }


def explored(assessment: Assessment) -> set[tuple[object, ...]]:
    return {
        (*key, each.single.at, each.single.value, each.verdict, each.turns)
        for key, turning in everything(assessment).items()
        for each in turning
        if each.single.at is not None
    }


def every_answer(arrangement: Arrangement, early: date, late: Value) -> dict[FactAt, tuple[Value, ...]]:
    """Each answer that each fact does not have; of a date, one that counts on all days and one that counts on none."""
    return {
        at: tuple(
            value
            for value in ((early, late) if FACTS[at.fact].is_date else FACTS[at.fact].domain)
            if value != known(arrangement, at).agreed
        )
        for at in each_place(arrangement)
    }


@given(answers(most_open=4))
@settings(max_examples=6)
def test_what_is_found_for_one_day_is_what_trying_every_answer_finds(said: Answers) -> None:
    assessment = assess(said.arrangement(), RULEBOOK)
    early = {"supplier_told_on": date(2024, 5, 20), "repudiated_on": date(2024, 5, 16)}
    singles = every_answer(assessment.arrangement, date(2024, 1, 1), "never")
    tried = {
        (strand, ban, at, early[at.fact] if isinstance(value, date) else value, verdict, turns)
        for strand, ban, at, value, verdict, turns in turned_by_trial(assessment, singles)
    }
    assert explored(assessment) == tried


@pytest.mark.parametrize("name", ["repudiated-action.yaml", "contractor-staffed-by-agency.yaml"])
def test_what_is_found_for_an_example_is_what_trying_every_answer_finds(name: str) -> None:
    assessment = example(name)
    singles = every_answer(assessment.arrangement, date(2000, 1, 3), "never")
    tried = {(*each[:3], *each[4:]) for each in turned_by_trial(assessment, singles)}
    assert {(*each[:3], *each[4:]) for each in explored(assessment)} == tried


@pytest.mark.parametrize("name", NAMES)
def test_each_answer_that_is_found_does_what_is_said_of_it(name: str) -> None:
    assessment = example(name)
    found = [(key, each) for key, turning in everything(assessment).items() for each in turning]
    for key, each in found[::9]:
        if each.single.at is None:
            after = assess(assessment.arrangement, RULEBOOK, take={each.single.member.name: str(each.single.value)})
        else:
            changed = with_answers(assessment.arrangement, {each.single.at: Answer(each.single.value)})
            after = assess(changed, RULEBOOK)
        assert rulings(after)[key].verdict == each.verdict


@pytest.mark.parametrize("name", NAMES)
def test_an_outcome_without_reasons_is_that_of_the_assessment(name: str) -> None:
    assessment = example(name)
    for (strand, ban), ruling in rulings(assessment).items():
        outcome = outcomes_of(assessment.arrangement, RULEBOOK, strand, {}, None)[ban]
        assert outcome.verdict == ruling.verdict
        assert not turns_between(outcome.days, verdict_days(ruling))


def test_a_date_is_given_in_the_two_ways_that_count() -> None:
    turning = everything(example("repudiated-action.yaml"))["agency-drivers", "regulation-7"]
    dates = {each.single.value: each for each in turning if each.single.at and each.single.at.fact == "repudiated_on"}
    assert set(dates) == {date(2024, 5, 16), "never"}
    assert dates[date(2024, 5, 16)].single.member.words == "on or before 2024-05-16"
    assert dates[date(2024, 5, 16)].verdict is Verdict.NOT_PROHIBITED
    assert dates["never"].single.member.words == "never, or after 2024-06-05"
    assert dates["never"].verdict is Verdict.PROHIBITED
    assert [turn[:2] for turn in dates["never"].turns] == [(date(2024, 5, 29), date(2024, 6, 7))]


def test_a_date_that_counts_on_every_day_already_is_not_tried_again() -> None:
    before = example("agency-supply.yaml").arrangement
    at = FactAt("supplier_told_on", strand=before.cover[0].id)
    tried = {
        value: explore(assess(with_answers(before, {at: Answer(value)}), RULEBOOK), RULEBOOK, [at.strand], []).tried
        for value in ("unknown", date(2000, 1, 1), "never")
    }
    assert tried["unknown"] == tried["never"] + 1 == tried[date(2000, 1, 1)] + 1


def test_a_date_need_count_only_from_the_first_day_of_action_though_the_cover_began_before() -> None:
    before = example("barnet-2024-05-duty-provider.yaml").arrangement
    since = before.cover[0]._replace(dates=(Span(date(2024, 4, 1), date(2024, 8, 1)),), dates_assumed=False)
    assessment = assess(before._replace(cover=(since,)), RULEBOOK)
    (turning,) = everything(assessment).values()
    (repudiated,) = [each for each in turning if each.single.member.name == "repudiated_on"]
    assert repudiated.single.value == date(2024, 5, 9)


def test_on_an_open_question_of_law_its_readings_are_tried() -> None:
    turning = everything(example("contractor-staffed-by-agency.yaml"))["agency-porters", "regulation-7"]
    readings = {(each.single.member.name, each.single.value): each.verdict for each in turning if not each.single.at}
    assert readings == {
        ("another-employers-strikers", "prohibits"): Verdict.PROHIBITED,
        ("another-employers-strikers", "permits"): Verdict.NOT_PROHIBITED,
    }


def test_only_the_strand_that_is_named_is_explored() -> None:
    assessment = example("contractor-staffed-by-agency.yaml")
    found = explore(assessment, RULEBOOK, ["portering"], [each.id for each in assessment.arrangement.actions])
    assert {each.strand for each in found.rulings} == {"portering"}


@given(answers(), st.data())
@settings(max_examples=30)
def test_answers_supposed_give_what_the_file_would_with_them_in_it(said: Answers, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(FACTS)), min_size=1, max_size=4, unique=True))
    put = {name: data.draw(st.sampled_from([*FACTS[name].choices, "unknown"])) for name in names}
    places = {
        FactAt(name, action="strike") if FACTS[name].about == "action" else FactAt(name, strand="cover"): value
        for name, value in put.items()
    }
    comparison = suppose(assess(said.arrangement(), RULEBOOK), RULEBOOK, places)
    written = assess(Answers(said.by_fact | put).arrangement(), RULEBOOK)
    assert comparison.after.verdict == written.verdict
    assert comparison.after.cover[0].ruling.leading.turns_on == written.cover[0].ruling.leading.turns_on


def test_rules_that_stand_otherwise_are_told_with_the_facts_that_made_them() -> None:
    places = {
        FactAt("hirer_directs_work", strand="duty-service"): "no",
        FactAt("supplier_manager_in_charge", strand="duty-service"): "yes",
    }
    comparison = suppose(example("barnet-2024-05-duty-provider.yaml"), RULEBOOK, places)
    (ruling,) = comparison.strands[0].rulings
    assert ruling.verdicts == (Verdict.UNDETERMINED, Verdict.NOT_PROHIBITED)
    first = ruling.rules[0]
    assert (first.rule, first.old, first.new, first.days) == ("employment-business", "open", "fails", ())
    assert {fact.name for each in ruling.rules for fact in each.facts} == {at.fact for at in places}
    assert [len(each) for each in comparison.to_ask] == [17, 0]


def test_an_answer_that_the_file_gives_changes_nothing() -> None:
    before = example("agency-supply.yaml")
    at = FactAt("sends_people", strand=before.arrangement.cover[0].id)
    comparison = suppose(before, RULEBOOK, {at: "yes"})
    assert comparison.after.arrangement == before.arrangement
    assert not any(ruling.turns or ruling.rules for strand in comparison.strands for ruling in strand.rulings)
