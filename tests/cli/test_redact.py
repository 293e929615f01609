"""``assess --redact``: the report without names, and on standard error what a person must look at."""

from __future__ import annotations

from pathlib import Path

from .conftest import Program

EXAMPLES = Path(__file__).parents[2] / "examples"
APRIL = EXAMPLES / "barnet-2024-04-flex360.yaml"
MAY = EXAMPLES / "barnet-2024-05-duty-provider.yaml"


def test_a_report_has_no_names_and_standard_error_tells_what_was_replaced(program: Program) -> None:
    run = program("assess", "--redact", APRIL)
    assert run.code == 3
    assert not any(name in run.out.lower() for name in ("barnet", "flex360", "unison", "burgess"))
    assert "  Barnet Council -> hirer (4)\n" in run.err
    assert run.err.endswith("Read the report before you publish it; --redact-also NAME adds one.\n")


def test_the_same_inputs_give_the_same_bytes_and_several_files_are_numbered(program: Program) -> None:
    first, second = (program("assess", "--redact", "--format", "json", APRIL, MAY) for _ in range(2))
    assert first.raw == second.raw
    assert [each["arrangement"]["file"] for each in first.json] == ["arrangement-1.yaml", "arrangement-2.yaml"]
    assert [each["arrangement"]["reference"] for each in first.json] == [None, None]


def test_an_account_is_asked_for_by_the_id_in_the_file(program: Program) -> None:
    run = program("assess", "--redact", "--as", "flex360", APRIL)
    assert "each disputed fact is read as the supplier states it" in " ".join(run.out.split())
    assert "no party `flex` is declared" in program("assess", "--redact", "--as", "flex", APRIL).err


def test_further_names_redact_all_else_too_and_are_not_in_the_report(program: Program) -> None:
    run = program("assess", "--redact-also", "Mental Health=hirer", "--redact-also", "duty", MAY, "--verbose")
    assert "Names have been replaced by roles" in run.out
    assert "2 names were given by hand" in " ".join(run.out.split())
    assert "Screens all incoming work" in run.out
    assert "mental health" not in run.out.lower().partition("authorities")[0]
    wrong = program("assess", "--redact-also", "Hub=suplier", MAY)
    assert (wrong.code, wrong.out) == (2, "")
    assert "there is no party and no role `suplier`" in wrong.err


def test_a_fault_in_the_file_is_told_in_its_own_words(program: Program, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(MAY.read_text(encoding="utf-8").replace("hirer: council", "hirer: counsel"), encoding="utf-8")
    run = program("assess", "--redact", broken)
    assert run.code == 2
    assert "no party `counsel` is declared" in run.err


def test_a_quiet_run_tells_nothing(program: Program) -> None:
    run = program("assess", "--redact", "--quiet", APRIL)
    assert (run.code, run.out, run.err) == (3, "", "")
