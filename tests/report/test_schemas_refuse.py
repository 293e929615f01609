"""What a schema refuses, and what it cannot see: each bad file of the tests is in one of the two, and stays there.

A file is read as an editor reads it. What no YAML reader can read is refused by the editor itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator, FormatChecker

from reg7check import BadInput, load_rulebook
from reg7check.arrangement import read_arrangement
from reg7check.report.schemas.arrangement import arrangement_schema
from reg7check.report.schemas.case import case_schema
from reg7check.report.schemas.rulebook import rulebook_schema
from reg7check.yaml_source import parse_source
from rulebook.test_broken_rulebooks import FAULTS, Fault
from yaml_readings import read_as

TESTS = Path(__file__).parents[1]
PERMIT = TESTS / "rulebook" / "permit"
BAD_ARRANGEMENTS = sorted((TESTS / "arrangement" / "bad").glob("*.yaml"))
BAD_CASES = sorted((TESTS / "audit" / "bad").glob("*.yaml"))

UNSEEN_IN_ARRANGEMENTS = {
    "a key that is given twice": """
        repeated-key-action repeated-key-disputed repeated-key-evidence repeated-key-fact repeated-key-party
        repeated-key-party-field repeated-key-quoted repeated-key-strand repeated-key-top
    """,
    "an id that two entries have": "repeated-action-id repeated-strand-id",
    "an id that is not declared": """
        answer-evidence-undeclared covers-list-undeclared covers-undeclared disputed-unknown-party
        evidence-from-undeclared hirer-undeclared no-parties-declared part_of-undeclared party-id-wrong-case
        says-unknown-party supplier-undeclared
    """,
    "a circle": "part_of-circle part_of-circle-with-a-tail part_of-itself",
    "a date that does not exist": """
        dates-list-second-entry dates-not-leap-year dates-not-real dates-second-not-real dates-year-zero
        strand-dates-not-real
    """,
    "an end before its start": "dates-end-before-start strand-dates-end-before-start",
    "YAML that other programs allow": "alias anchor tag-str",
}

UNSEEN_IN_RULEBOOKS = {
    "an id that two entries have": ["two rules have one id", "two facts have one id"],
    "a name that the rulebook does not define": [
        "unknown fact",
        "unknown answer",
        "unknown answer in a list",
        "a date fact asked for a day",
        "unknown concept",
        "unknown question",
        "unknown weighing",
        "unknown provision of a rule",
        "unknown provision of a question",
        "unknown provision of a prohibition",
        "unknown provision of a caveat",
        "unknown version",
        "unknown version to replace",
        "a version replaces itself",
        "unknown authority of a reading",
        "unknown authority of a caveat",
        "unknown element",
        "unknown exception",
        "unknown main prohibition",
        "the presumed answer is not an answer",
        "a weighing weighs an answer that there is not",
        "a weighing weighs a fact that there is not",
        "a letter is about no prohibition",
        "a part of a letter is of no prohibition",
        "a part of a letter rests on no provision",
        "a part of a letter rests on no authority",
        "a part of a letter tells of no fact",
        "an entry of a letter asks no fact",
        "a part of a letter asks no fact",
        "a body enforces no prohibition",
    ],
    "a name that is taken": [
        "an answer is called unknown",
        "a fact is called nation",
        "a fact is called action_kind",
        "a fact is called like a word of conditions",
        "a fact is called like an open question",
        "two rules define one concept",
    ],
    "a circle": [
        "a rule needs itself",
        "a rule needs itself through a question",
        "two rules need each other",
    ],
    "a quotation": [
        "words are not in the text",
        "words are in the wrong order",
        "words are in another version only",
    ],
    "days": ["two versions overlap", "days end before they start"],
    "what must be there beside another": [
        "a version has neither text nor summary",
        "a version does not say whether it is checked",
        "a fact has one answer",
        "a date fact lacks the statement of its date",
        "a date fact lacks the statement of a past day",
        "a weighing lacks a weight",
    ],
    "YAML that other programs allow": ["a key is given twice", "an anchor", "a tag"],
}

UNSEEN_IN_CASES = {
    "a key that is given twice": "fact-repeated key-repeated",
    "a title or an id that two entries have": "title-repeated change-repeated-id",
    "an id that the base does not declare": """
        accounts-unknown-party action-not-covered action-unknown as-unknown-party change-covers-unknown
        change-hirer-undeclared fact-disputed-unknown-party fact-evidence-undeclared fact-says-unknown-party
        strand-unknown
    """,
    "a base that is missing or wrong": """
        base-is-a-folder base-no-such-file base-none base-not-yaml base-nowhere base-of-case-no-such-file base-wrong
        base-wrong-for-two
    """,
    "what the change makes of the base": """
        change-brings-out-a-circle-in-the-base change-hirer-left-out change-new-strand-lacks
        change-nothing-to-leave-out change-part-of-circle change-party-lacks change-title-left-out strand-not-said
        without-not-listed
    """,
    "two parts that do not agree": "without-and-given periods-after-no-end periods-out-of-order",
    "a date that does not exist, or an end before its start": "change-dates change-dates-second period-dates-bad",
    "YAML that other programs allow": "anchor",
}


def takes(schema: dict[str, Any], text: str) -> bool:
    try:
        content = read_as("YAML 1.2", text)
    except yaml.YAMLError:
        return False
    return Draft7Validator(schema, format_checker=FormatChecker()).is_valid(content)


def names(table: dict[str, str]) -> list[str]:
    return [name for listed in table.values() for name in listed.split()]


@pytest.fixture(scope="module")
def schemas() -> dict[str, dict[str, Any]]:
    law = load_rulebook().law
    return {"arrangement": arrangement_schema(law), "rulebook": rulebook_schema(law), "case": case_schema(law)}


@pytest.mark.parametrize("path", BAD_ARRANGEMENTS, ids=lambda path: path.stem)
def test_a_bad_arrangement_is_refused_but_for_what_a_schema_cannot_see(
    path: Path, schemas: dict[str, dict[str, Any]]
) -> None:
    unseen = path.stem in names(UNSEEN_IN_ARRANGEMENTS)
    assert takes(schemas["arrangement"], path.read_text(encoding="utf-8")) == unseen


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name.replace(" ", "-") for fault in FAULTS])
def test_a_broken_rule_file_is_refused_but_for_what_a_schema_cannot_see(
    fault: Fault, schemas: dict[str, dict[str, Any]]
) -> None:
    text = (PERMIT / fault.file).read_text(encoding="utf-8").replace(fault.old, fault.new)
    unseen = fault.name in [name for listed in UNSEEN_IN_RULEBOOKS.values() for name in listed]
    assert takes(schemas["rulebook"], text) == unseen


@pytest.mark.parametrize("path", BAD_CASES, ids=lambda path: path.stem)
def test_a_bad_file_of_rule_cases_is_refused_but_for_what_a_schema_cannot_see(
    path: Path, schemas: dict[str, dict[str, Any]]
) -> None:
    assert takes(schemas["case"], path.read_text(encoding="utf-8")) == (path.stem in names(UNSEEN_IN_CASES))


def test_nothing_in_the_tables_is_unknown() -> None:
    assert set(names(UNSEEN_IN_ARRANGEMENTS)) <= {path.stem for path in BAD_ARRANGEMENTS}
    assert {name for listed in UNSEEN_IN_RULEBOOKS.values() for name in listed} <= {fault.name for fault in FAULTS}
    assert set(names(UNSEEN_IN_CASES)) <= {path.stem for path in BAD_CASES}


ANSWERS = [
    ("an answer in capitals", "does_strikers_duties: YES", True),
    ("an answer that YAML reads as true", "does_strikers_duties: true", True),
    ("unknown with a capital", "does_strikers_duties: Unknown", True),
    ("a choice of another fact", "does_strikers_duties: fixed-price", False),
    ("true for a choice", "paid_by: true", False),
    ("a date for yes or no", "does_strikers_duties: 2024-05-13", False),
    ("a date", "supplier_told_on: 2024-05-13", True),
    ("a date that is a word", "supplier_told_on: yesterday", False),
    ("yes for a date", "supplier_told_on: yes", False),
    ("no answer to an attributed fact", "paid_by: {says: council}", False),
    ("both forms at once", "paid_by: {answer: output, disputed: {council: output}}", False),
    ("nobody in a dispute", "paid_by: {disputed: {}}", False),
    ("a dispute with who says so", "paid_by: {disputed: {council: output}, says: council}", False),
    ("evidence that is one text", "paid_by: {answer: output, evidence: email}", False),
    ("evidence in a list", "paid_by: {answer: output, evidence: [email], note: 5}", True),
    ("a fact about an action", "authorised_or_endorsed: yes", False),
    ("a fact that there is not", "is_lawful: no", False),
]


@pytest.mark.parametrize(("what", "line", "good"), ANSWERS, ids=[what.replace(" ", "-") for what, *_ in ANSWERS])
def test_a_schema_takes_an_answer_where_the_program_does(
    what: str, line: str, good: bool, schemas: dict[str, dict[str, Any]]
) -> None:
    text = (TESTS / "arrangement" / "good.yaml").read_text(encoding="utf-8")
    changed = f"{text.partition('      does_strikers_duties:')[0]}      {line}\n"
    assert takes(schemas["arrangement"], changed) == good, what
    assert is_read(changed) == good, what


def is_read(text: str) -> bool:
    try:
        read_arrangement(parse_source(text.encode(), "arrangement.yaml"), load_rulebook().law.facts)
    except BadInput:
        return False
    return True
