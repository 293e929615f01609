"""Answers on one day, as plain text, are judged as ``assess`` judges an arrangement that holds them."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

import reg7check
from reg7check.arrangement import read_arrangement
from reg7check.reasoning.answered import Answered
from reg7check.yaml_source import parse_source

RULEBOOK = reg7check.load_rulebook()
FACTS = RULEBOOK.law.facts
DAYS = (date(2003, 1, 1), date(2004, 5, 1), date(2023, 1, 1), date(2024, 5, 20))


def assessed(answers: dict[str, str], day: date, nation: str, supplied: bool, take: dict[str, str]):
    def listed(about: str) -> str:
        words = {"past": "2001-01-02", "not-past": "never"}
        return ", ".join(f"{name}: {words.get(a, a)}" for name, a in answers.items() if FACTS[name].about == about)

    text = f"""
reg7check: 1
title: Answers
nation: {nation}
parties: {{hirer: {{name: Hirer, role: hirer}}, agency: {{name: Agency, role: supplier}}}}
industrial_action: [{{id: strike, dates: {day}, facts: {{{listed("action")}}}}}]
cover: [{{id: cover, what: Cover, hirer: hirer, {"supplier: agency, " * supplied}facts: {{{listed("cover")}}}}}]
"""
    arrangement = read_arrangement(parse_source(text.encode(), "answers.yaml"), FACTS)
    return reg7check.assess(arrangement, RULEBOOK, take=take)


def drawn(draw: Random, left_out: float, unknown: float) -> dict[str, str]:
    answers = {}
    for name, fact in FACTS.items():
        if draw.random() >= left_out:
            answers[name] = "unknown" if draw.random() < unknown else draw.choice(fact.domain)
    return answers


@pytest.mark.parametrize(("left_out", "unknown"), [(0, 0), (0, 0.1), (0.3, 0), (0.5, 0.3)])
@pytest.mark.parametrize("nation", ["england", "wales", "northern-ireland"])
def test_the_verdict_and_the_findings_are_those_of_an_assessment(nation: str, left_out: float, unknown: float) -> None:
    draw = Random(f"{nation} {left_out} {unknown}")
    for number in range(24):
        day, supplied = draw.choice(DAYS), draw.random() < 0.7
        take = {each: draw.choice(("prohibits", "permits")) for each in RULEBOOK.law.open_questions if number % 2}
        answered = Answered(RULEBOOK, day=day, nation=nation, supplied=supplied, taken=take)
        for _ in range(3):
            answers = drawn(draw, left_out, unknown)
            assessment = assessed(answers, day, nation, supplied, take)
            assert answered.verdict(answers) == assessment.verdict
            reasons = assessment.cover[0].ruling.periods[0].reasons
            for finding, reason in zip(answered.findings(answers), reasons, strict=True):
                assert (finding.rule, finding.status) == (reason.rule, reason.status)
                assert finding.facts == tuple(use.name for use in reason.facts)


def test_all_five_verdicts_are_met_or_cannot_be() -> None:
    draw = Random(5)
    answered = Answered(RULEBOOK, day=DAYS[-1], nation="england")
    met = {answered.verdict(drawn(draw, 0, draw.choice((0, 0.05, 0.3)))) for _ in range(3000)}
    assert met == {"prohibited", "arguable", "undetermined", "not-prohibited"}  # nobody disputes a plain answer


@pytest.mark.parametrize(("name", "answer"), [("no_such_fact", "yes"), ("does_strikers_duties", "perhaps")])
def test_what_is_no_fact_or_no_answer_is_refused(name: str, answer: str) -> None:
    answered = Answered(RULEBOOK, day=DAYS[-1], nation="england")
    with pytest.raises((KeyError, ValueError)):
        answered.verdict({name: answer})
