"""What a report says of the sides, of what decides, and of days with other verdicts: nothing clearer than it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reg7check import Assessment, assess, load_arrangement
from reg7check.api import redacted
from reg7check.arrangement import Arrangement, FactAt, with_answers
from reg7check.arrangement.models import UNKNOWN, Answer
from reg7check.report.compose import full_report
from reg7check.report.text import text_reports
from strategies import PROHIBITED, arrangement_of

from .meanings import without_meanings

EXAMPLES = Path(__file__).parents[2] / "examples"


def example(name: str) -> Arrangement:
    return load_arrangement(EXAMPLES / f"{name}.yaml", name=f"examples/{name}.yaml")


def told(assessment: Assessment) -> str:
    return without_meanings(text_reports([full_report(assessment)]))


def supplied(dates: str = "2024-05-20", **facts: Any) -> Assessment:
    """Assess a supply that is prohibited but for these facts."""
    return assess(arrangement_of(PROHIBITED | facts, dates=dates))


def test_of_what_a_side_does_not_speak_is_said() -> None:
    report = told(
        supplied(
            hirer_directs_work={"union": "yes", "council": "no"},
            supplier_manager_in_charge={"union": "no", "council": "yes", "agency": "unknown"},
        )
    )
    sides = report.partition("What each side says, and where that leads")[2].partition("What to do next")[0]
    assert "- Agency What it says of what is disputed: It says nothing of this: Do the hirer's managers tell" in sides
    assert "It does not know: Does the supplier's own manager run and supervise the work" in sides
    assert sides.count("It says nothing of this") == 1


def test_days_that_are_clear_for_other_reasons_have_each_its_own() -> None:
    at = FactAt("supplies_workers_as_business", strand="gates")
    report = told(assess(with_answers(example("across-10-august-2023"), {at: Answer("no")})))
    decides = report.partition("What decides it")[2].partition("What to do next")[0]
    assert "(31 July 2023 to 9 August 2023)" in decides
    assert "makes this supply. (10 August 2023 to 11 August 2023 and 14 August 2023 to 18 August 2023)" in decides


def test_the_first_page_says_what_holds_on_the_other_days() -> None:
    report = told(assess(example("repudiated-action")))
    assert (
        "its verdict for 20 May 2024 to 28 May 2024. On the other days it is not prohibited: see day by day" in report
    )


def test_what_would_change_a_verdict_is_told_for_all_its_days() -> None:
    report = told(assess(example("repudiated-action")))
    assert "What would change it (20 May 2024 to 28 May 2024)" in report
    assert "What would change it (29 May 2024 to 7 June 2024)" in report
    assert "What would change it - " in told(supplied())


@pytest.mark.parametrize("name", ["contractor-staffed-by-agency", "existing-agency-workers"])
def test_each_fact_that_a_reason_presumes_stands_with_the_facts(name: str) -> None:
    assessment = assess(example(name))
    facts = told(assessment)
    for strand in assessment.cover:
        reasons = [
            each for period in strand.ruling.periods for top in period.reasons for each in top.with_those_below()
        ]
        presumed = {use.name for each in reasons for use in each.facts if use.presumed}
        assert presumed
        part = facts.partition(f"{strand.strand.id}: {strand.strand.what} ---")[2]
        tables = part.partition("Presumed, because the file does not list it")[2].partition("---")[0]
        for fact in map(assessment.law.facts.__getitem__, presumed):
            assert fact.presumed is not None
            assert fact.presumed.why in tables


def test_days_that_are_not_judged_have_no_fact_that_makes_no_difference() -> None:
    report = told(supplied(dates="1990-05-21", supplier_knows=UNKNOWN))
    assert "Not known, but it makes no difference, on the days that are judged" in report
    assert "Authorities ---" not in report


def test_a_quotation_that_was_redacted_is_marked_and_another_is_not() -> None:
    report = told(assess(redacted(example("barnet-2024-05-duty-provider")).arrangement))
    evidence = report.partition("Evidence that the file names")[2].partition("Authorities ---")[0]
    marked = "These are not all its own words: roles or brackets stand in place of names."
    assert (
        "“Together residents and strikers have handed out 10,000 newsletters explaining the dispute to workers"
        in evidence
    )
    assert f"residents of [place]” {marked}" in evidence
    assert "for a period of 10 weeks” - email-duties" in evidence
    assert marked not in told(assess(example("barnet-2024-05-duty-provider")))


def quoted(assessment: Assessment, provision: str) -> set[str | None]:
    rulings = [ruling for strand in assessment.cover for ruling in (strand.ruling, *strand.others)]
    reasons = [each for ruling in rulings for period in ruling.periods for each in period.reasons]
    every = [each for reason in reasons for each in reason.with_those_below()]
    return {each.words for each in every if each.provision == provision}


def test_words_are_quoted_only_of_days_on_which_the_law_has_them() -> None:
    opted = {"engaged_by": "own-company", "works_with_vulnerable_people": "yes", "opted_out": "yes"}
    assert quoted(supplied("2009-05-20", **opted), "reg-32") == {None}
    later = quoted(supplied("2012-05-23", **opted), "reg-32")
    assert "is or would be involved in working or attending any vulnerable person" in later


def test_a_provision_that_is_not_in_force_is_not_quoted_as_law_and_the_reason_says_so() -> None:
    assessment = assess(example("welsh-authority-2022"))
    assert quoted(assessment, "reg-7") == {None}
    assert "The supplier sends people who do the work. This provision itself is not in force on these" in told(
        assessment
    )
    assert "This provision itself is not in force" not in told(assess(example("across-10-august-2023")))
