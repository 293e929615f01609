"""``reg7check rules diff`` from the command line, and all that its page in the docs shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from shutil import copytree

import pytest

from audit.diff import edits
from audit.diff.edits import RULES, edited

from .conftest import Program

ROOT = RULES.parent
PAGE = (ROOT / "docs" / "rule-changes.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the rules, the same with section 36 commenced, the same with other words, and the examples."""
    folder = tmp_path_factory.mktemp("checkout")
    edited(folder / "rules")
    edited(folder / "my-rules", edits.COMMENCED)
    edited(folder / "reworded", edits.REWORDED)
    edited(folder / "unread", *edits.RENAMED_FACT)
    copytree(ROOT / "examples", folder / "examples")
    return folder


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("command", [line for block in blocks("console") for line in block.splitlines()])
def test_a_command_of_the_page_runs(program: Program, folder: Path, command: str) -> None:
    name, *arguments = shlex.split(command)
    assert name == "reg7check"
    run = program(*arguments, folder=folder)
    assert run.code == 1, run.err
    assert run.err in ("", "wrote verdicts.md\n")
    (folder / "verdicts.md").unlink(missing_ok=True)


def test_the_page_shows_what_is_printed(program: Program, folder: Path) -> None:
    (shown,) = blocks("text")
    assert shown in program("rules", "diff", "rules", "my-rules", folder=folder).out


@pytest.mark.parametrize(("new", "code"), [("rules", 0), ("reworded", 0), ("my-rules", 1), ("unread", 1)], ids=str)
def test_the_exit_code_tells_whether_a_verdict_can_change(program: Program, folder: Path, new: str, code: int) -> None:
    run = program("rules", "diff", "rules", new, folder=folder)
    assert (run.code, run.err) == (code, "")


def test_the_help_tells_the_exit_codes(program: Program) -> None:
    words = " ".join(program("rules", "diff", "--help").out.split())
    assert "Exits 0 where no verdict can change, 1 where some verdict changes" in words


def test_what_is_wrong_in_both_rulebooks_is_told_at_once(program: Program, folder: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        edited(tmp_path / name, ("control.yaml", "- weighed-control", "- weighed-contrl"))
    run = program("rules", "diff", "one", "other", folder=tmp_path)
    assert (run.code, run.raw) == (2, b"")
    assert re.findall(r"^(\S+?):\d+:\d+: error R102: there is no concept", run.err, re.MULTILINE) == [
        "one/control.yaml",
        "other/control.yaml",
    ]


@pytest.mark.parametrize("missing", ["nowhere", "examples"])
def test_a_folder_that_holds_no_rulebook_is_bad_input(program: Program, folder: Path, missing: str) -> None:
    run = program("rules", "diff", "rules", missing, folder=folder)
    assert run.code == 2
    assert missing in run.err


def test_an_arrangement_that_neither_can_read_is_bad_input(program: Program, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("reg7check: 1\n", encoding="utf-8")
    run = program("rules", "diff", "rules", "reworded", "--cases", tmp_path, folder=folder)
    assert (run.code, run.raw) == (2, b"")
    assert "bad.yaml:1:1: error:" in run.err


def test_output_is_written_whole_and_replaces_nothing_unasked(program: Program, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "verdicts.md"
    command = ("rules", "diff", "rules", "my-rules", "-f", "markdown")
    printed = program(*command, folder=folder)
    run = program(*command, "-o", target, folder=folder)
    assert (run.code, run.raw, run.err) == (1, b"", f"wrote {target}\n")
    assert target.read_bytes() == printed.raw
    again = program(*command, "-o", target, folder=folder)
    assert again.code == 2
    assert "the file is there already" in again.err
    assert program(*command, "-o", target, "--force", folder=folder).code == 1


def test_the_changelog_may_not_replace_what_it_is_about(program: Program, folder: Path) -> None:
    command = ("rules", "diff", "rules", "my-rules", "--cases", "examples", "--force", "-o")
    for target in ("examples/backfill.yaml", "my-rules/control.yaml", "rules/control.yaml"):
        before = (folder / target).read_bytes()
        assert program(*command, target, folder=folder).code == 2
        assert (folder / target).read_bytes() == before


def test_arrangements_that_change_are_listed(program: Program, folder: Path, tmp_path: Path) -> None:
    edited(tmp_path / "new", edits.LATER_QUASHED)
    run = program("rules", "diff", "rules", tmp_path / "new", "--cases", "examples", folder=folder)
    assert "11 assessed under both rulebooks; 1 changed." in run.out
    assert "gates, Regulation 7, 10 August 2023: prohibited → not prohibited" in run.out


def test_json_is_the_same_whatever_the_hash_seed(program: Program, folder: Path) -> None:
    command = ("rules", "diff", "rules", "my-rules", "--format", "json")
    runs = {program(*command, folder=folder, environment={"PYTHONHASHSEED": seed}).raw for seed in ("1", "2")}
    assert len(runs) == 1
