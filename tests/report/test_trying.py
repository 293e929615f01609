"""What if and compare, over both Barnet stories, against golden reports.

``UPDATE_GOLDEN=1`` rewrites the golden files.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from reg7check import Assessment, assess, load_arrangement
from reg7check.arrangement import Answer, FactAt, with_answers
from reg7check.reasoning.supposing import WhatIf, explore, suppose
from reg7check.reasoning.versions import compare_versions
from reg7check.report.comparison import comparison_report
from reg7check.report.comparison_json import comparison_json
from reg7check.report.markdown import markdown_reports
from reg7check.report.text import text_reports
from reg7check.report.what_if import what_if_report
from reg7check.report.what_if_json import what_if_json
from strategies import RULEBOOK

from .meanings import without_meanings

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
APRIL = "examples/barnet-2024-04-flex360.yaml"
MAY = "examples/barnet-2024-05-duty-provider.yaml"
NEW_CONTRACT = "tests/report/versions/barnet-new-contract.yaml"
BUSES = "examples/repudiated-action.yaml"
CONTROL = {
    FactAt("hirer_directs_work", strand="duty-service"): "yes",
    FactAt("supplier_manager_in_charge", strand="duty-service"): "no",
}


@cache
def assessed(name: str) -> Assessment:
    return assess(load_arrangement(ROOT / name, RULEBOOK, name=name), RULEBOOK)


def tried(name: str, answers: dict[FactAt, str], *, each: bool) -> WhatIf:
    before = assessed(name)
    found = WhatIf(before, answers, suppose(before, RULEBOOK, answers) if answers else None, None)
    if not each:
        return found
    cover, actions = before.arrangement.cover, before.arrangement.actions
    exploration = explore(found.explored, RULEBOOK, [s.id for s in cover], [a.id for a in actions])
    return found._replace(exploration=exploration)


def what_if(name: str, answers: dict[FactAt, str], *, each: bool) -> dict[str, str]:
    found = tried(name, answers, each=each)
    document = what_if_report(found)
    return {"txt": text_reports([document]), "md": markdown_reports([document]), "json": what_if_json(found)}


def compared(old: str, new: str) -> dict[str, str]:
    versions = compare_versions(assessed(old), assessed(new), RULEBOOK)
    document = comparison_report(versions)
    return {"txt": text_reports([document]), "md": markdown_reports([document]), "json": comparison_json(versions)}


REPORTS = {
    "what-if-control": lambda: what_if(MAY, CONTROL, each=True),
    "explored-april": lambda: what_if(APRIL, {}, each=True),
    "explored-buses": lambda: what_if(BUSES, {}, each=True),
    "compared-new-contract": lambda: compared(MAY, NEW_CONTRACT),
    "compared-april-may": lambda: compared(APRIL, MAY),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_the_golden_one(name: str) -> None:
    for ending, text in REPORTS[name]().items():
        golden = GOLDEN / f"{name}.{ending}"
        if os.environ.get("UPDATE_GOLDEN"):
            golden.write_text(text, encoding="utf-8", newline="\n")
        assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", REPORTS)
def test_no_line_of_the_text_is_too_wide_or_ends_in_a_blank(name: str) -> None:
    for line in REPORTS[name]()["txt"].splitlines():
        assert len(line) <= 80 or " " not in line.strip(), line
        assert line == line.rstrip()


def first_words(report: str) -> str:
    """Return what a comparison says between its heading and its table, on one line."""
    return without_meanings(report.split("\n  Before ", maxsplit=1)[0])


def test_the_new_contract_settles_nothing_and_the_first_lines_say_so() -> None:
    opening = first_words(compared(MAY, NEW_CONTRACT)["txt"])
    assert "4 facts changed; none of them changes the verdict. All of them change what the verdict turns on." in opening
    assert "2 other changes cannot turn the verdict: no rule asks about them." in opening


def versions_with(**answers: str) -> str:
    before = assessed(MAY)
    put = {FactAt(name, strand="duty-service"): Answer(value) for name, value in answers.items()}
    after = assess(with_answers(before.arrangement, put), RULEBOOK)
    return first_words(text_reports([comparison_report(compare_versions(before, after, RULEBOOK))]))


def test_the_one_change_that_matters_is_named_in_the_first_lines() -> None:
    opening = versions_with(engaged_by="hirer", hirer_sets_hours="yes")
    assert "2 facts changed; 1 of them matters: Who employs or engages these workers? not known → hirer." in opening


def test_changes_that_undo_each_other_are_told_as_such() -> None:
    before = assessed(MAY)

    def put(**answers: str) -> Assessment:
        places = {FactAt(name, strand="duty-service"): Answer(value) for name, value in answers.items()}
        return assess(with_answers(before.arrangement, places), RULEBOOK)

    versions = compare_versions(put(sends_people="no"), put(engaged_by="hirer"), RULEBOOK)
    opening = first_words(text_reports([comparison_report(versions)]))
    assert "2 facts changed, and the verdict is the same as before." in opening


def test_versions_that_say_the_same_are_told_so() -> None:
    opening = first_words(compared(MAY, MAY)["txt"])
    assert opening.endswith("Nothing changed.")


def test_the_days_that_change_are_told_where_the_verdict_over_all_stays() -> None:
    never = {FactAt("repudiated_on", action=assessed(BUSES).arrangement.actions[0].id): "never"}
    text = what_if(BUSES, never, each=False)["txt"]
    assert "STILL PROHIBITED" in text
    assert "29 May 2024 to 7 June 2024   not prohibited → prohibited" in text
