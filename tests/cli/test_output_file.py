"""``--output`` writes a report whole or not at all, and replaces nothing unasked."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import ARRANGEMENTS, Program, Run

FORMATS = ("text", "markdown", "json", "html")


@pytest.mark.parametrize("format_name", FORMATS)
def test_output_writes_what_would_have_been_printed(program: Program, tmp_path: Path, format_name: str) -> None:
    target = tmp_path / "report"
    run = program("assess", "clear.yaml", "-f", format_name, "--output", target)
    assert (run.code, run.raw, run.err) == (0, b"", f"wrote {target}\n")
    assert target.read_bytes() == program("assess", "clear.yaml", "-f", format_name).raw


def test_output_keeps_the_exit_code_of_the_verdict(program: Program, tmp_path: Path) -> None:
    assert program("assess", "prohibited.yaml", "-o", tmp_path / "report").code == 1


def test_output_leaves_no_other_file_beside_it(program: Program, tmp_path: Path) -> None:
    program("assess", "clear.yaml", "-o", tmp_path / "report.txt")
    assert [each.name for each in tmp_path.iterdir()] == ["report.txt"]


def test_output_can_be_read_by_those_whom_the_umask_lets(program: Program, tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    program("assess", "clear.yaml", "-o", target)
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~mask


def test_the_name_of_the_file_is_told_inert(program: Program, tmp_path: Path) -> None:
    for arguments in (
        ("assess", "clear.yaml"),
        ("questions", "clear.yaml"),
        ("letter", "disputed.yaml", "--to", "hirer"),
    ):
        run = program(*arguments, "--force", "-o", tmp_path / "re\x1b[31m\u202eport")
        assert r"re\x1b[31m\u202eport" in run.err
        assert "\x1b" not in run.err
        assert "\u202e" not in run.err


def test_quiet_output_says_nothing(program: Program, tmp_path: Path) -> None:
    run = program("assess", "clear.yaml", "-q", "-o", tmp_path / "report")
    assert (run.raw, run.err) == (b"", "")
    assert (tmp_path / "report").exists()


def test_output_refuses_to_replace_a_file(program: Program, tmp_path: Path) -> None:
    target = tmp_path / "report"
    target.write_text("mine", encoding="utf-8")
    run = program("assess", "clear.yaml", "-o", target)
    assert run.code == 2
    assert f"{target}: error: the file is there already" in run.err
    assert "--force" in run.err
    assert target.read_text(encoding="utf-8") == "mine"


def test_force_replaces_a_file(program: Program, tmp_path: Path) -> None:
    target = tmp_path / "report"
    target.write_text("mine", encoding="utf-8")
    run = program("assess", "clear.yaml", "-o", target, "--force")
    assert run.code == 0
    assert target.read_text(encoding="utf-8").startswith("Office staff of the agency")


def test_force_keeps_the_permissions_of_the_file(program: Program, tmp_path: Path) -> None:
    target = tmp_path / "report"
    target.touch(mode=0o600)
    program("assess", "clear.yaml", "-o", target, "--force")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_link_is_never_written_through_nor_replaced(program: Program, tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("mine", encoding="utf-8")
    link.symlink_to(target)
    program("assess", "clear.yaml", "-o", link, "--force")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "mine"


def test_force_never_replaces_what_is_not_a_file(program: Program, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    run = program("assess", "clear.yaml", "-o", pipe, "--force")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert run.code == 2


def test_force_never_replaces_an_arrangement_that_is_read(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "clear.yaml"
    file.write_bytes((ARRANGEMENTS / "clear.yaml").read_bytes())
    run = program("assess", file, "-o", file, "--force")
    assert file.read_bytes() == (ARRANGEMENTS / "clear.yaml").read_bytes()
    assert run.code == 2


def refused(run: Run, message: str) -> None:
    assert (run.code, run.raw) == (2, b"")
    assert message in run.err
    assert "to mend it:" in run.err


def test_output_into_a_missing_folder_is_an_error(program: Program, tmp_path: Path) -> None:
    refused(program("assess", "clear.yaml", "-o", tmp_path / "no" / "report"), "there is no folder")
    assert list(tmp_path.iterdir()) == []


def test_output_to_a_folder_is_an_error(program: Program, tmp_path: Path) -> None:
    refused(program("assess", "clear.yaml", "-o", tmp_path, "--force"), "this is a folder, not a file")
    assert list(tmp_path.iterdir()) == []


def test_output_below_a_file_is_an_error(program: Program, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused(program("assess", "clear.yaml", "-o", tmp_path / "file" / "report"), "there is no folder")


def test_output_into_a_folder_that_cannot_be_written_to_is_an_error(program: Program) -> None:
    refused(program("assess", "clear.yaml", "-o", "/proc/report"), "it cannot be written")


def test_bad_input_leaves_the_old_report(program: Program, tmp_path: Path, changed: Callable[..., Path]) -> None:
    target = tmp_path / "report"
    target.write_text("mine", encoding="utf-8")
    bad = changed("clear.yaml", "nation: england", "nation: mars")
    assert program("assess", bad, "-o", target, "--force").code == 2
    assert target.read_text(encoding="utf-8") == "mine"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["clear.yaml", "report"]


def test_an_output_that_is_refused_is_told_before_the_files_are_read(program: Program, tmp_path: Path) -> None:
    run = program("assess", "nowhere.yaml", "-o", tmp_path)
    assert run.code == 2
    assert "this is a folder" in run.err


@pytest.mark.parametrize(
    ("name", "begins"),
    [("report.html", b"<!doctype html>"), ("REPORT.PDF", b"%PDF-"), ("report.docx", b"PK"), ("report.json", b"{")],
)
def test_the_ending_of_the_file_names_the_format(program: Program, tmp_path: Path, name: str, begins: bytes) -> None:
    assert program("assess", "clear.yaml", "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_format_that_is_named_counts_for_more_than_the_ending(program: Program, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    program("assess", "clear.yaml", "-f", "text", "-o", target)
    assert target.read_bytes() == program("assess", "clear.yaml").raw


@pytest.mark.parametrize(("name", "begins"), [("all.xlsx", b"PK"), ("all.csv", b"\xef\xbb\xbf"), ("all.md", b"# ")])
def test_the_ending_names_the_format_of_a_summary_too(
    program: Program, tmp_path: Path, name: str, begins: bytes
) -> None:
    assert program("summary", "clear.yaml", "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)
