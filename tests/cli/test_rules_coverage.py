"""``rules coverage`` from the command line: formats, files, what is refused, and the exit codes."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree

import pytest

from stalls import BANNED, stalls, write_cases

from .conftest import Program


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    stalls(tmp_path / "stalls")
    return tmp_path


def test_it_shows_what_the_cases_of_a_rulebook_cover(program: Program, folder: Path) -> None:
    run = program("rules", "coverage", "stalls", folder=folder)
    assert (run.code, run.err) == (0, "")
    assert "MC/DC           10 of 21    47.6 %" in run.out
    assert "stalls/stalls.yaml:47:11: rule large-stall" in run.out
    assert all(len(line) <= 80 for line in run.out.splitlines())


def test_a_folder_anywhere_gives_the_same_report(program: Program, folder: Path) -> None:
    here = program("rules", "coverage", "stalls", "--format", "json", folder=folder)
    anywhere = program("rules", "coverage", folder / "stalls", "--format", "json")
    assert here.raw == anywhere.raw


def test_the_cases_may_be_named_by_themselves(program: Program, folder: Path) -> None:
    (folder / "one.yaml").write_text(BANNED.replace("bases/", "stalls/tests/bases/"), encoding="utf-8")
    run = program("rules", "coverage", "stalls", "--tests", "one.yaml", "--format", "json", folder=folder)
    assert run.json["mcdc"] == {"shown": 8, "reachable": 21}


@pytest.mark.parametrize(("percent", "code"), [("47", 0), ("47.6", 0), ("47.7", 1), ("100", 1), ("0", 0)])
def test_it_exits_1_where_less_is_shown_than_asked_for(program: Program, folder: Path, percent: str, code: int) -> None:
    run = program("rules", "coverage", "stalls", "--fail-under", percent, folder=folder)
    assert run.code == code
    assert "MC/DC" in run.out


@pytest.mark.parametrize("percent", ["101", "-1", "all"])
def test_a_share_that_is_none_is_refused(program: Program, folder: Path, percent: str) -> None:
    run = program("rules", "coverage", "stalls", "--fail-under", percent, folder=folder)
    assert (run.code, run.raw) == (2, b"")


def test_the_page_is_written_to_a_file_once(program: Program, folder: Path) -> None:
    arguments = ("rules", "coverage", "stalls", "--format", "html", "--output", "page.html")
    run = program(*arguments, folder=folder)
    assert (run.code, run.raw, run.err) == (0, b"", "wrote page.html\n")
    assert (folder / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    again = program(*arguments, folder=folder)
    assert again.code == 2
    assert "the file is there already" in again.err
    assert program(*arguments, "--force", folder=folder).code == 0


@pytest.mark.parametrize("name", ["stalls/stalls.yaml", "stalls/tests/stalls.yaml", "stalls/tests/bases/fair.yaml"])
def test_a_report_never_replaces_what_it_is_about(program: Program, folder: Path, name: str) -> None:
    before = (folder / name).read_bytes()
    run = program("rules", "coverage", "stalls", "--output", name, "--force", folder=folder)
    assert run.code == 2
    assert (folder / name).read_bytes() == before


def test_a_rulebook_without_cases_is_refused(program: Program, folder: Path) -> None:
    rmtree(folder / "stalls" / "tests")
    run = program("rules", "coverage", "stalls", folder=folder)
    assert (run.code, run.raw) == (2, b"")
    assert "no folder `tests`" in run.err


def test_a_case_that_cannot_be_read_is_told_with_its_line(program: Program, folder: Path) -> None:
    write_cases(folder / "stalls", BANNED.replace("authority: stalls-s1", "authority: nobody"))
    run = program("rules", "coverage", "stalls", folder=folder)
    assert (run.code, run.raw) == (2, b"")
    assert "stalls/tests/stalls.yaml:4:" in run.err
    assert "Traceback" not in run.err


def test_a_folder_that_is_no_rulebook_is_refused(program: Program, folder: Path) -> None:
    run = program("rules", "coverage", "nowhere", folder=folder)
    assert (run.code, run.raw) == (2, b"")
    assert "Traceback" not in run.err
