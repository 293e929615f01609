"""The schemas that are checked in are those of the program, and take every file that the program takes.

``UPDATE_GOLDEN=1`` rewrites them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft7Validator, FormatChecker

from reg7check import load_rulebook
from reg7check.arrangement.fields import ACTION, ANSWER, ARRANGEMENT, DISPUTE, EVIDENCE, PARTY, STRAND, Fields
from reg7check.report.schemas import schema_text
from reg7check.report.schemas.arrangement import arrangement_schema
from reg7check.report.schemas.case import case_schema
from reg7check.report.schemas.rulebook import rulebook_schema
from reg7check.rulebook.fields import HOLDS
from reg7check.rulebook.models import Law
from yaml_readings import READERS, read_as

ROOT = Path(__file__).parents[2]
PERMIT = ROOT / "tests" / "rulebook" / "permit"
SCHEMAS: dict[str, Callable[[Law], dict[str, Any]]] = {
    "arrangement": arrangement_schema,
    "rulebook": rulebook_schema,
    "case": case_schema,
}
SHIPPED = load_rulebook().law
THIRD_PARTYS = load_rulebook(PERMIT).law

FILES = {
    "arrangement": [
        "examples/*.yaml",
        "tests/arrangement/good.yaml",
        "tests/cli/arrangements/*.yaml",
        "rules/tests/bases/*.yaml",
    ],
    "rulebook": ["rules/*.yaml", "tests/rulebook/permit/*.yaml"],
    "case": ["rules/tests/*.yaml", "tests/audit/failing/*.yaml"],
}
GOOD = [(kind, path) for kind, patterns in FILES.items() for each in patterns for path in sorted(ROOT.glob(each))]
WITH_A_COMMENT = {"examples": "arrangement", "rules": "rulebook", "rules/tests": "case"}


def validator(kind: str, law: Law = SHIPPED) -> Draft7Validator:
    return Draft7Validator(SCHEMAS[kind](law), format_checker=FormatChecker())


def faults(kind: str, path: Path, reader: str, law: Law = SHIPPED) -> list[str]:
    found = validator(kind, law).iter_errors(read_as(reader, path.read_text(encoding="utf-8")))
    return [f"{'/'.join(map(str, each.absolute_path))}: {each.message}" for each in found]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_schema_that_is_checked_in_is_the_one_that_the_program_prints(kind: str) -> None:
    file = ROOT / "schemas" / f"{kind}.schema.json"
    text = schema_text(SCHEMAS[kind](SHIPPED))
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("law", [SHIPPED, THIRD_PARTYS], ids=lambda law: law.identity.id)
@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_one_of_draft_07_and_all_its_references_lead_somewhere(kind: str, law: Law) -> None:
    schema = json.loads(schema_text(SCHEMAS[kind](law)))
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)
    for part in parts(schema):
        if "$ref" in part:
            assert unquote(part["$ref"].removeprefix("#/definitions/")) in schema["definitions"]
            assert set(part) <= {"$ref", "title"}, "what stands beside a reference is not read"


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("kind", "path"), GOOD, ids=[path.relative_to(ROOT).as_posix() for _, path in GOOD])
def test_a_good_file_is_valid_whatever_yaml_makes_of_its_words(kind: str, path: Path, reader: str) -> None:
    assert faults(kind, path, reader) == []


@pytest.mark.parametrize("pattern", [each for patterns in FILES.values() for each in patterns])
def test_there_are_good_files_of_every_kind(pattern: str) -> None:
    assert list(ROOT.glob(pattern))


@pytest.mark.parametrize("reader", READERS)
def test_a_third_partys_files_are_valid_under_the_schemas_of_its_own_rulebook(reader: str) -> None:
    for path in PERMIT.glob("*.yaml"):
        assert faults("rulebook", path, reader, THIRD_PARTYS) == []
    for path in PERMIT.glob("tests/*.yaml"):
        assert faults("case", path, reader, THIRD_PARTYS) == []
    for path in PERMIT.glob("tests/bases/*.yaml"):
        assert faults("arrangement", path, reader, THIRD_PARTYS) == []


def test_a_third_partys_schemas_hold_nothing_of_the_shipped_rulebook() -> None:
    texts = "".join(schema_text(SCHEMAS[kind](THIRD_PARTYS)) for kind in SCHEMAS)
    assert "fee_paid_on" in texts
    for name in (*SHIPPED.facts, *SHIPPED.rules, *SHIPPED.provisions, *SHIPPED.open_questions, *SHIPPED.prohibitions):
        assert f'"{name}"' not in texts


@pytest.mark.parametrize("about", ["action", "cover"])
def test_an_editor_offers_every_fact_in_its_section_and_explains_it(about: str) -> None:
    schema = arrangement_schema(SHIPPED)
    section = schema["properties"]["industrial_action" if about == "action" else "cover"]["items"]
    offered = section["properties"]["facts"]["properties"]
    facts = {each.id: each for each in SHIPPED.facts.values() if each.about == about}
    assert list(offered) == list(facts)
    for name, fact in facts.items():
        shown = schema["definitions"][f"fact-{name}"]
        assert shown["description"].startswith(f"{fact.question} {fact.explain} ")
        assert fact.proof in shown["description"]
        chosen = schema["definitions"][f"answer-{name}"]["anyOf"][0]
        meant = dict(zip(chosen["enum"], chosen["enumDescriptions"], strict=True))
        assert meant == {each: fact.answers[each] for each in fact.choices} | {"unknown": meant["unknown"]}


def test_nothing_of_a_facts_words_is_markup_in_an_editor() -> None:
    fact = next(iter(SHIPPED.facts.values()))
    marked = fact._replace(question="Is it [so](https://example.org) <b>now</b>?", explain="*Yes*")
    law = SHIPPED._replace(facts={fact.id: marked})
    shown = arrangement_schema(law)["definitions"][f"fact-{fact.id}"]["markdownDescription"]
    assert r"\[so\](https:\/\/example.org) \<b\>now\</b\>?" in shown
    assert r"\*Yes\*" in shown


def test_every_field_of_a_rule_file_is_described_and_no_other() -> None:
    assert {kind: list(fields) for kind, fields in HOLDS.items()} == {kind: list(kind._fields) for kind in HOLDS}


def test_the_table_of_fields_in_the_docs_is_that_of_the_reader() -> None:
    tables: dict[str, Fields] = {
        "top": ARRANGEMENT,
        "a party": PARTY,
        "a piece of evidence": EVIDENCE,
        "an action": ACTION,
        "a strand": STRAND,
        "a fact, second form": {key: field for key, field in ANSWER.items() if key not in DISPUTE},
        "a fact, third form": {key: field for key, field in DISPUTE.items() if key not in ANSWER},
        "a fact, both forms": {key: field for key, field in ANSWER.items() if key in DISPUTE},
    }
    expected = [
        (where, f"**`{key}`**" if field.required else f"`{key}`")
        for where, fields in tables.items()
        for key, field in fields.items()
    ]
    section = (ROOT / "docs" / "arrangement.md").read_text(encoding="utf-8").partition("## Every field")[2]
    rows = [line.split(" | ") for line in section.splitlines() if line.startswith("| ")][2:]
    assert [(where.removeprefix("| "), field) for where, field, _ in rows] == expected


@pytest.mark.parametrize(("folder", "kind"), WITH_A_COMMENT.items())
def test_shipped_files_carry_the_comment_that_leads_an_editor_to_the_schema(folder: str, kind: str) -> None:
    paths = sorted((ROOT / folder).glob("*.yaml"))
    assert paths
    for path in paths:
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        comment, _, target = first.partition("=")
        assert comment == "# yaml-language-server: $schema", path.name
        assert (path.parent / target).resolve() == ROOT / "schemas" / f"{kind}.schema.json"


def parts(schema: Any) -> list[dict[str, Any]]:
    """Return every mapping in a schema."""
    below = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else []
    return [*([schema] if isinstance(schema, dict) else []), *(part for each in below for part in parts(each))]
