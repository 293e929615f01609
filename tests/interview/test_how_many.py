"""How many questions an interview asks, beside a form that asks them in the order of the catalogue."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from reg7check.api import load_arrangement
from reg7check.arrangement import Answer, Arrangement, FactAt, Value, with_answers
from reg7check.reasoning import inquire
from reg7check.rulebook import Rulebook

from .memory import Truth, hold, nothing_known, places, random_truth

EXAMPLE = Path(__file__).parents[2] / "examples" / "agency-supply.yaml"
TRUTHS = 60
Draw = Callable[[Rulebook, Sequence[FactAt], random.Random], Truth]

pytestmark = pytest.mark.usefixtures("remembered")


class Counts(NamedTuple):
    """Of one truth, the questions of an interview and of forms in the order of the catalogue.

    ``settled`` is a form that is left once nothing more can matter; ``passing`` one that passes over, too, each
    question that no longer matters when its turn comes.
    """

    interview: int
    settled: int
    passing: int


def by_chance(rulebook: Rulebook, form: Sequence[FactAt], rng: random.Random) -> Truth:
    """Draw a truth in which all of a fact's answers are equally likely."""
    return random_truth(rulebook, form, rng)


def nearly_prohibited(rulebook: Rulebook, form: Sequence[FactAt], rng: random.Random) -> Truth:
    """Draw a truth in which each answer of a prohibited example is kept four times in five."""
    drawn = random_truth(rulebook, form, rng)
    kept = {at: answer for at, answer in stated(rulebook).items() if at in drawn and rng.random() < 0.8}
    return {**drawn, **kept}


def stated(rulebook: Rulebook) -> dict[FactAt, Value]:
    example = load_arrangement(EXAMPLE, rulebook)
    strike, rounds = nothing_known().actions[0].id, nothing_known().cover[0].id
    answers = {FactAt(name, action=strike): answer for name, answer in example.actions[0].facts.items()}
    answers |= {FactAt(name, strand=rounds): answer for name, answer in example.cover[0].facts.items()}
    return {at: answer.agreed for at, answer in answers.items() if answer.agreed not in (None, "unknown")}


def fill_in(arrangement: Arrangement, rulebook: Rulebook, truth: Truth, form: Sequence[FactAt]) -> tuple[int, int]:
    """Return how many questions of a form are answered before nothing more can matter, and how many of them matter."""
    mattering = 0
    for number, at in enumerate(form):
        can_matter = inquire(arrangement, rulebook, not_asked=frozenset(form)).set_aside
        if not can_matter:
            return number, mattering
        mattering += at in can_matter
        arrangement = with_answers(arrangement, {at: Answer(truth[at])})
    return len(form), mattering


@pytest.mark.parametrize("draw", [by_chance, nearly_prohibited])
@pytest.mark.parametrize("presuming", [True, False], ids=["presuming", "presuming-nothing"])
def test_it_asks_at_most_half_of_what_a_form_asks(
    rulebook: Rulebook, draw: Draw, presuming: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    every = places(nothing_known(), rulebook)
    presumed = [at for at in every if rulebook.law.facts[at.fact].presumed is not None]
    form = [at for at in every if not (presuming and at in presumed)]
    blank = nothing_known()
    if not presuming:
        blank = with_answers(blank, dict.fromkeys(presumed, Answer("unknown")))
    rng = random.Random(f"{draw.__name__} {presuming}")
    counts = []
    for _ in range(TRUTHS):
        truth = draw(rulebook, form, rng)
        sitting = hold(blank, rulebook, truth)
        counts.append(Counts(len(sitting.asked), *fill_in(blank, rulebook, truth, form)))
        whole = inquire(with_answers(blank, {at: Answer(truth[at]) for at in form}), rulebook)
        assert sitting.session.inquiry.rulings == whole.rulings
    interview, settled, passing = (sum(each) / TRUTHS for each in zip(*counts, strict=True))
    lucky = sum(each.settled < each.interview for each in counts)
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{TRUTHS} truths {draw.__name__.replace('_', ' ')}, {'presuming' if presuming else 'presuming nothing'}:"
            f" interview {interview:.2f} questions, {max(each.interview for each in counts)} at most;"
            f" a form of {len(form)}, until settled {settled:.2f}, passing over what cannot matter {passing:.2f};"
            f" the form was shorter by luck {lucky} times"
        )
    assert max(each.interview for each in counts) <= len(form)
    assert interview <= settled / 2
