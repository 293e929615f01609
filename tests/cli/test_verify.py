"""``verify`` tells whether a report is unaltered and still so. ``UPDATE_GOLDEN=1`` rewrites what it says."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from reg7check.report.formats import FORMATS

from .conftest import ARRANGEMENTS, Program, Run

GOLDEN = Path(__file__).parent / "golden" / "verify"
RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an arrangement."""
    shutil.copy(ARRANGEMENTS / "prohibited.yaml", tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def other_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rulebook that says the same, and is of another version."""
    rules = tmp_path_factory.mktemp("other") / "rules"
    shutil.copytree(RULES, rules, ignore=shutil.ignore_patterns("tests"))
    _change(rules / "rulebook.yaml", "version: 1.0.0", "version: 1.1.0")
    return rules


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _report(program: Program, folder: Path, name: str = "report.txt", *options: str) -> Path:
    assert program("assess", "prohibited.yaml", "-o", name, *options, folder=folder).code == 1
    return folder / name


def _as_golden(run: Run, name: str) -> None:
    golden = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(run.raw)
    assert run.out == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_report_of_every_format_is_verified(program: Program, folder: Path, format_name: str) -> None:
    # What a file is called does not matter: what is in it tells its format.
    _report(program, folder, "report", "-f", format_name)
    run = program("verify", "report", folder=folder)
    assert run.code == 0, run.out
    assert "VERIFIED" in run.out


def test_what_it_says_of_a_report_as_it_was_written(program: Program, folder: Path) -> None:
    _report(program, folder)
    run = program("verify", "report.txt", folder=folder)
    assert (run.code, run.err) == (0, "")
    _as_golden(run, "verified.txt")
    _as_golden(program("verify", "report.txt", "--format", "json", folder=folder), "verified.json")


def test_what_it_says_of_an_altered_report(program: Program, folder: Path) -> None:
    _change(_report(program, folder), "PROHIBITED", "NOT PROHIBITED")
    run = program("verify", "report.txt", folder=folder)
    assert run.code == 1
    _as_golden(run, "altered.txt")
    _as_golden(program("verify", "report.txt", "-f", "json", folder=folder), "altered.json")


def test_what_it_says_of_an_arrangement_that_was_changed_since(program: Program, folder: Path) -> None:
    _report(program, folder)
    _change(folder / "prohibited.yaml", "hirer_directs_work: yes", "hirer_directs_work: unknown")
    run = program("verify", "report.txt", folder=folder)
    assert run.code == 1
    _as_golden(run, "other-arrangement.txt")


def test_what_it_says_under_another_rulebook(program: Program, folder: Path, other_rules: Path) -> None:
    _report(program, folder)
    run = program("verify", "report.txt", "--rules", other_rules, folder=folder)
    assert run.code == 1
    assert "Whether the report was altered cannot be told." in run.out
    assert "the report names gb-conduct-regulations-regulation-7 1.0.0" in " ".join(run.out.split())
    assert "[yes] The verdicts in its stamp are what the rulebook 1.1.0 says" in " ".join(run.out.split())


def test_an_old_report_is_verified_under_its_own_rulebook(program: Program, folder: Path, other_rules: Path) -> None:
    _report(program, folder, "report.txt", "--rules", str(other_rules))
    assert program("verify", "report.txt", folder=folder).code == 1
    assert program("verify", "report.txt", "--rules", other_rules, folder=folder).code == 0


def test_a_verdict_that_a_rulebook_turns_is_told_then_and_now(program: Program, folder: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(RULES, rules, ignore=shutil.ignore_patterns("tests"))
    _change(rules / "regulation-7.yaml", "{from: 2004-04-06, to: 2022-07-20}", "{from: 2004-04-06, to: 2022-07-19}")
    _change(rules / "regulation-7.yaml", "          - {from: 2023-08-10}\n", "          - {from: 2025-08-10}\n")
    _report(program, folder)
    run = program("verify", "report.txt", "--rules", rules, folder=folder)
    assert run.code == 1
    assert "NO LONGER SO: the verdicts are others now." in run.out
    assert "  - drivers, regulation-7\n    Then: prohibited\n    Now: not prohibited\n" in run.out


def test_another_program_leaves_it_open_whether_the_report_was_altered(program: Program, folder: Path) -> None:
    path = _report(program, folder)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("reg7check 0.1.0", "reg7check 0.0.9"), encoding="utf-8")
    run = program("verify", "report.txt", folder=folder)
    assert run.code == 1
    assert "[no] The program is another: reg7check 0.0.9 then, 0.1.0 here." in run.out
    assert "[open] Whether the report was altered cannot be told." in run.out


def test_the_arrangement_is_taken_from_beside_the_report_or_named(program: Program, folder: Path) -> None:
    _report(program, folder)
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    assert "beside the report" in program("verify", "../report.txt", folder=elsewhere).out
    (folder / "prohibited.yaml").rename(folder / "renamed.yaml")
    missing = program("verify", "report.txt", folder=folder)
    assert (missing.code, missing.out) == (2, "")
    assert "prohibited.yaml, is neither beside the report nor in the current folder" in missing.err
    assert "verify report.txt ARRANGEMENT (its SHA-256 is " in missing.err
    assert program("verify", "report.txt", "renamed.yaml", folder=folder).code == 0


def test_what_was_assumed_is_assumed_again(program: Program) -> None:
    options = ("--on", "2024-05-13", "--as", "union", "-v", "--exit-zero")
    run = program("assess", "disputed.yaml", *options)
    report = program.home / "assumed.txt"
    report.write_bytes(run.raw)
    again = program("verify", report, "disputed.yaml")
    assert again.code == 0
    assert "It judges the account of union alone." in again.out
    assert "It judges 13 May 2024 alone." in again.out


def test_a_report_on_several_arrangements_is_verified(program: Program, tmp_path: Path) -> None:
    names = ["prohibited.yaml", "clear.yaml", "disputed.yaml"]
    for each in names:
        shutil.copy(ARRANGEMENTS / each, tmp_path)
    for format_name in ("text", "markdown", "json"):
        program("assess", *names, "-f", format_name, "-o", "report", "--force", folder=tmp_path)
        assert program("verify", "report", folder=tmp_path).code == 0
        assert program("verify", "report", *reversed(names), folder=tmp_path).code == 0
    few = program("verify", "report", "clear.yaml", folder=tmp_path)
    assert few.code == 2
    assert "this report tells of 3 arrangements, and 1 is named" in few.err


def test_a_note_cannot_pose_as_a_stamp(program: Program, folder: Path) -> None:
    stamp = "reg7check-report: 1 program: reg7check 0.1.0"
    _change(folder / "prohibited.yaml", "what: Drives the rounds", f'what: "Drives{" x" * 60} {stamp}"')
    _report(program, folder)
    assert program("verify", "report.txt", folder=folder).code == 0


def test_a_redacted_report_is_verified_with_the_arrangement_named(program: Program, folder: Path) -> None:
    _report(program, folder, "report.txt", "--redact-also", "rounds")
    assert "name it: reg7check verify report.txt ARRANGEMENT" in program("verify", "report.txt", folder=folder).err
    forgotten = program("verify", "report.txt", "prohibited.yaml", folder=folder)
    assert forgotten.code == 1
    assert "name them with --redact-also" in " ".join(forgotten.out.split())
    assert program("verify", "report.txt", "prohibited.yaml", "--redact-also", "rounds", folder=folder).code == 0


@pytest.mark.parametrize("name", ["none.txt", ".", "prohibited.yaml"])
def test_what_cannot_be_checked_exits_with_2(program: Program, folder: Path, name: str) -> None:
    run = program("verify", name, folder=folder)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"{name}: error: ")
