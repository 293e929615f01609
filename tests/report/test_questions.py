"""The questions of arrangements that are open, disputed, settled, or open in law alone, against their golden files.

``UPDATE_GOLDEN=1`` rewrites the golden files.
"""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reg7check import assess, load_arrangement, load_rulebook
from reg7check.arrangement import read_arrangement
from reg7check.reasoning.prospects import prospects
from reg7check.reasoning.supposing import WhatIf
from reg7check.report.markdown import markdown_reports
from reg7check.report.questions import all_questions, first_questions
from reg7check.report.questions_json import questions_json
from reg7check.report.starters import KINDS, starter
from reg7check.report.text import text_reports
from reg7check.report.what_if import what_if_report
from reg7check.yaml_source import parse_source

from .meanings import without_meanings

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden" / "questions"
DUTY_PROVIDER = "examples/barnet-2024-05-duty-provider.yaml"
ARRANGEMENTS = [
    DUTY_PROVIDER,
    "examples/barnet-2024-04-flex360.yaml",
    "examples/contractor-staffed-by-agency.yaml",
    "examples/across-10-august-2023.yaml",
    "tests/report/arrangements/two-strands.yaml",
]
RULEBOOK = load_rulebook()


def reports(name: str) -> dict[str, str]:
    arrangement = load_arrangement(ROOT / name, RULEBOOK, name=name)
    assessment, found = assess(arrangement, RULEBOOK), prospects(arrangement, RULEBOOK)
    short = first_questions(assessment, found)
    return {
        "txt": text_reports([short]),
        "all.txt": text_reports([all_questions(assessment, found)]),
        "md": markdown_reports([short]),
        "json": questions_json(assessment, found),
    }


def words_of(name: str, ending: str = "txt") -> str:
    return without_meanings(reports(name)[ending])


@pytest.mark.parametrize("name", ARRANGEMENTS)
def test_the_questions_are_the_golden_ones(name: str) -> None:
    for ending, text in reports(name).items():
        golden = GOLDEN / f"{Path(name).stem}.{ending}"
        if os.environ.get("UPDATE_GOLDEN"):
            golden.write_text(text, encoding="utf-8", newline="\n")
        assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ARRANGEMENTS)
def test_no_line_is_too_wide_or_ends_in_a_blank(name: str) -> None:
    for line in reports(name)["all.txt"].splitlines():
        assert len(line) <= 80 or " " not in line.strip(), line
        assert line == line.rstrip()


def test_the_council_is_asked_three_questions_and_who_gives_the_orders_is_one() -> None:
    text = reports(DUTY_PROVIDER)["txt"]
    council = text.split("Ask the hirer, Barnet Council\n")[1].split("Ask the supplier, ")[0]
    words = " ".join(council.split())
    assert "1. What reason has the hirer given the supplier for needing these workers?" in words
    assert "2. Do the hirer's managers tell these workers what to do and how, day to day?" in words
    assert "3. Does the hirer hand out the individual cases, rounds, shifts or tasks?" in words
    assert "\n  4. " not in council
    assert "And 7 more questions (--all shows every one)." in words
    assert "evidence: union-agency and email-not-agency" in words
    assert "Note in the file: UNISON says that these are agency workers" in words


@pytest.mark.parametrize("ending", ["txt", "all.txt"])
@pytest.mark.parametrize("name", [DUTY_PROVIDER, "tests/report/arrangements/two-strands.yaml"])
def test_the_first_three_are_an_index_and_what_their_answers_do_is_told_once(name: str, ending: str) -> None:
    first = words_of(name, ending).split("Ask these first")[1].split("More on each stands below")[0]
    best = json.loads(reports(name)["json"])["questions"][:3]
    below = words_of(name, ending).split("More on each stands below")[1]
    for each in best:
        assert " ".join(each["question"].split()) in first
        assert " ".join(each["question"].split()) in below
    assert "left to ask" not in first


def test_what_nobody_has_filled_in_is_told_and_is_nobodys_name() -> None:
    form = starter(RULEBOOK.law, KINDS["chain"], date(2025, 6, 2))
    arrangement = read_arrangement(parse_source(form.encode(), "form.yaml"), RULEBOOK.law.facts)
    assessment, found = assess(arrangement, RULEBOOK), prospects(arrangement, RULEBOOK)
    text = text_reports([first_questions(assessment, found)])
    assert f"The file still has {len(arrangement.blanks)} blanks to fill in (TO FILL IN), on lines" in " ".join(
        text.split()
    )
    assert "\nAsk the supplier\n----------------\n" in text
    what_if = text_reports([what_if_report(WhatIf(assessment, {}, None, None))])
    assert f"The file still has {len(arrangement.blanks)} blanks to fill in (TO FILL IN), on lines" in " ".join(
        what_if.split()
    )


def test_an_answer_that_settles_it_says_that_nothing_is_left_to_ask() -> None:
    assert "Hirer or nobody: not prohibited; nothing left to ask." in words_of(DUTY_PROVIDER)


def test_an_answer_that_one_other_would_settle_says_which() -> None:
    assert (
        "No: still undetermined; 16 facts left to ask. It is not prohibited if this is so too: The supplier's own"
        " manager runs and supervises the work, day to day." in words_of(DUTY_PROVIDER)
    )


def test_every_question_is_asked_once_with_its_help_where_all_are_wanted() -> None:
    words = words_of(DUTY_PROVIDER, "all.txt")
    groups = words.split("Ask the hirer, Barnet Council")[1]
    questions = json.loads(reports(DUTY_PROVIDER)["json"])["questions"]
    assert len(questions) == 17
    for each in questions:
        assert groups.count(" ".join(each["question"].split())) == 1
        assert " ".join(each["help"].split()) in groups
    assert "--all" not in words


def test_a_dispute_names_who_says_what_and_asks_for_proof() -> None:
    words = words_of("examples/barnet-2024-04-flex360.yaml")
    assert "disputed: Barnet UNISON says yes; Flex360, part of the RT Group says no" in words
    assert "What is needed is proof." in words
    assert "Yes (as Barnet UNISON says): still undetermined" in words


def test_an_answer_that_matters_on_some_days_tells_which() -> None:
    words = words_of("tests/report/arrangements/two-strands.yaml")
    assert "not prohibited until 3 June 2025, undetermined from 4 June 2025" in words
    assert "(of the strand rounds)" in words
    assert "(of the action loaders)" in words


def test_where_only_the_law_is_open_no_question_is_asked() -> None:
    words = words_of("examples/contractor-staffed-by-agency.yaml")
    assert "Nothing more need be asked" in words
    assert "What is left is a question of law." in words
    assert "Does paragraph (a) reach workers supplied to a hirer" in words
    assert "Ask " not in words


def test_where_all_is_settled_it_says_so_and_on_what_it_rests() -> None:
    words = words_of("examples/across-10-august-2023.yaml")
    assert "Nothing more need be asked" in words
    assert "No fact that is still open can change the verdict." in words
    assert "The union has never repudiated the action." in words
    assert "reg7check what-if FILE --explore" in words


def test_the_json_says_of_each_question_what_each_answer_leads_to() -> None:
    report: dict[str, Any] = json.loads(reports(DUTY_PROVIDER)["json"])
    assert (report["schema"], report["verdict"]) == (1, "undetermined")
    by_fact = {each["fact"]: each for each in report["questions"]}
    told = by_fact["supplier_told_on"]
    assert (told["strand"], told["ask"], told["status"]) == ("duty-service", "union", "unknown")
    assert [(each["answer"], each["stands_for"], each["left"]) for each in told["answers"]] == [
        ("2024-05-13", "on-or-before", 13),
        ("2024-05-14", "example", 16),
        ("never", "never-or-after", 16),
    ]
    assert [each["expected_left"] for each in report["questions"]] == sorted(
        each["expected_left"] for each in report["questions"]
    )


DOCS = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")


def test_what_the_docs_show_is_what_is_printed() -> None:
    text = reports(DUTY_PROVIDER)["txt"]
    first = text[text.index("Ask these first\n") : text.index("\nAsk the hirer, ")]
    second = text[text.index("  2. Do the hirer's managers") : text.index("  3. Does the hirer hand out")]
    printed = iter([first, second])
    docs = re.sub(r"(?ms)^```text\n.*?^```", lambda _: f"```text\n{next(printed)}```", DOCS)
    if os.environ.get("UPDATE_GOLDEN"):
        (ROOT / "docs" / "questions.md").write_text(docs, encoding="utf-8", newline="\n")
    else:
        assert docs == DOCS


def test_the_docs_name_every_field_of_the_json() -> None:
    fields = {
        field
        for name in ARRANGEMENTS
        for field in _fields({**json.loads(reports(name)["json"]), "program": 0, "rulebook": 0, "arrangement": 0})
    }
    assert {each for each in fields if f"`{each}`" not in DOCS} == {"schema"}


def _fields(part: Any) -> set[str]:
    if isinstance(part, list):
        return {field for each in part for field in _fields(each)}
    if not isinstance(part, dict):
        return set()
    return {field for key, each in part.items() for field in ({key} | (set() if key == "stated" else _fields(each)))}
