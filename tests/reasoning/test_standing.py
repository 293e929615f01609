"""How each rule stands on a day is what the reasons of a report say of it; a question arises as the worlds agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reg7check import assess, load_arrangement, load_rulebook
from reg7check.reasoning.results import Reason
from reg7check.reasoning.standing import Standing
from reg7check.reasoning.worlds import StrandWorlds

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def every(reasons: tuple[Reason, ...]) -> Iterator[Reason]:
    for reason in reasons:
        yield reason
        yield from every(reason.because)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_standings_are_those_of_the_reasons(example: Path) -> None:
    rulebook = load_rulebook()
    assessment = assess(load_arrangement(example))
    compared = 0
    for strand in assessment.cover:
        worlds = StrandWorlds(rulebook, assessment.arrangement, strand.strand)
        for period in (each for ruling in (strand.ruling, *strand.others) for each in ruling.periods):
            for reason in every(period.reasons):
                if reason.rule in rulebook.law.rules and reason.days is None:
                    standings = Standing(worlds, period.first, reason.action or None).rules()
                    assert standings[reason.rule] == reason.status
                    compared += 1
    assert compared


def test_a_rule_that_does_not_apply_on_the_day_has_no_standing() -> None:
    rulebook = load_rulebook()
    arrangement = load_arrangement(ROOT / "examples" / "agency-supply.yaml")
    worlds = StrandWorlds(rulebook, arrangement, arrangement.cover[0])
    standings = Standing(worlds, date(2025, 6, 3)).rules()
    assert standings.keys() == rulebook.law.rules.keys()
    assert [name for name, status in standings.items() if status is None] == ["in-the-suppliers-employment-2025"]


@pytest.mark.parametrize(
    ("absence", "standing"), [("locked-out", "arises"), ("taking-part", "does-not-arise"), (None, "open")]
)
def test_an_open_question_arises_where_it_does_in_every_world(absence: str | None, standing: str) -> None:
    arrangement = load_arrangement(ROOT / "examples" / "agency-supply.yaml")
    strand = arrangement.cover[0]
    facts = dict(strand.facts)
    answer = facts.pop("first_workers_absence")
    if absence is not None:
        facts["first_workers_absence"] = answer._replace(agreed=absence)
    worlds = StrandWorlds(load_rulebook(), arrangement, strand._replace(facts=facts))
    questions = Standing(worlds, date(2025, 6, 3)).questions()
    assert questions.keys() == load_rulebook().law.open_questions.keys()
    assert questions["locked-out"] == standing
