"""``schema``: prints a file format's JSON Schema, or writes it to a file whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Program

ROOT = Path(__file__).parents[2]
PERMIT = ROOT / "tests" / "rulebook" / "permit"


@pytest.mark.parametrize("kind", ["arrangement", "rulebook", "case"])
def test_a_schema_is_printed_as_it_is_checked_in(kind: str, program: Program) -> None:
    run = program("schema", kind)
    assert (run.code, run.err) == (0, "")
    assert run.raw == (ROOT / "schemas" / f"{kind}.schema.json").read_bytes()


def test_a_schema_holds_the_facts_of_the_rulebook_that_is_named(program: Program) -> None:
    run = program("schema", "arrangement", "--rules", PERMIT)
    facts = run.json["properties"]["cover"]["items"]["properties"]["facts"]["properties"]
    assert list(facts) == ["stall_kind", "sells_food", "permit_granted", "fee_paid_on"]


def test_a_schema_is_written_to_a_file(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "arrangement.schema.json"
    run = program("schema", "arrangement", "--output", file)
    assert (run.code, run.raw, run.err) == (0, b"", f"wrote {file}\n")
    assert file.read_bytes() == program("schema", "arrangement").raw


def test_a_file_that_is_there_is_replaced_with_force_alone(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "case.schema.json"
    file.write_text("mine", encoding="utf-8")
    run = program("schema", "case", "-o", file)
    assert run.code == 2
    assert "the file is there already" in run.err
    assert file.read_text(encoding="utf-8") == "mine"
    assert program("schema", "case", "-o", file, "--force").code == 0
    assert file.read_bytes() == program("schema", "case").raw


def test_a_format_that_there_is_not_is_an_error(program: Program) -> None:
    run = program("schema", "report")
    assert (run.code, run.raw) == (2, b"")
    assert "'arrangement', 'rulebook', 'case'" in run.err


def test_a_rulebook_that_cannot_be_read_is_an_error(program: Program, tmp_path: Path) -> None:
    run = program("schema", "rulebook", "--rules", tmp_path)
    assert (run.code, run.raw) == (2, b"")
    assert "there are no rule files here" in run.err
