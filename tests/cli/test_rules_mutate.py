"""``rules mutate`` tells which changes to a rulebook its rule cases would not notice, and exits by it.

``golden/mutants.*`` is what it says of the permit rulebook; ``UPDATE_GOLDEN=1`` rewrites it.
"""

from __future__ import annotations

import os
from pathlib import Path
from shutil import copytree

import pytest

from .conftest import Program

PERMIT = Path(__file__).parents[1] / "rulebook" / "permit"
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def permit(tmp_path: Path) -> Path:
    return Path(copytree(PERMIT, tmp_path / "permit"))


@pytest.mark.parametrize(("format", "ending"), [("text", "txt"), ("json", "json")])
def test_what_it_says_is_the_golden_text(program: Program, permit: Path, format: str, ending: str) -> None:
    run = program("rules", "mutate", permit, "--format", format, "--jobs", "1")
    golden = GOLDEN / f"mutants.{ending}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(run.out, encoding="utf-8", newline="\n")
    assert (run.code, run.err) == (1, "")
    assert run.out == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "environment", [{"COLUMNS": "40"}, {"LC_ALL": "C", "TZ": "Asia/Tokyo"}, {"PYTHONHASHSEED": "7"}]
)
def test_it_says_the_same_everywhere(program: Program, permit: Path, environment: dict[str, str]) -> None:
    run = program("rules", "mutate", permit, "--jobs", "1", environment=environment)
    assert run.out == (GOLDEN / "mutants.txt").read_text(encoding="utf-8")


def test_it_says_the_same_however_many_processes_there_are(program: Program, permit: Path) -> None:
    run = program("rules", "mutate", permit, "--jobs", "3", folder=permit)
    assert run.out == (GOLDEN / "mutants.txt").read_text(encoding="utf-8")


def test_no_line_is_too_wide(program: Program, permit: Path) -> None:
    text = (GOLDEN / "mutants.txt").read_text(encoding="utf-8")
    told = [line for line in text.splitlines() if ": survives: " not in line]
    assert max(map(len, told)) <= 80


def test_one_entry_or_one_file_can_be_changed_alone(program: Program, permit: Path) -> None:
    rule = program("rules", "mutate", permit, "--only", "market", "--jobs", "1")
    assert rule.code == 0
    assert rule.out.splitlines()[-1] == "2 mutants, 9 rule cases: 2 killed, 0 equivalent, 0 stillborn, none survives"
    file = program("rules", "mutate", permit, "--only", "facts.yaml", "--only", "market", "--jobs", "1")
    assert file.out.splitlines()[-1].startswith("4 mutants, 9 rule cases: 4 killed")


def test_a_name_of_nothing_is_told_with_what_is_near(program: Program, permit: Path) -> None:
    run = program("rules", "mutate", permit, "--only", "markt")
    assert (run.code, run.out) == (2, "")
    assert run.err == "--only: error: nothing is changed in `markt`\n  to mend it: did you mean `market`?\n"


def test_the_cases_may_stand_elsewhere(program: Program, permit: Path) -> None:
    elsewhere = (permit / "tests").rename(permit.parent / "elsewhere")
    run = program("rules", "mutate", permit, "--tests", elsewhere / "stalls.yaml", "--only", "market", "--jobs", "1")
    assert (run.code, run.err) == (0, "")


def test_a_rulebook_without_cases_is_refused(program: Program, permit: Path) -> None:
    (permit / "tests").rename(permit.parent / "elsewhere")
    run = program("rules", "mutate", permit)
    assert run.code == 2
    assert "this rulebook has no folder `tests`" in run.err


def test_a_case_that_fails_as_it_is_is_refused(program: Program, permit: Path) -> None:
    cases = permit / "tests" / "stalls.yaml"
    cases.write_text(cases.read_text(encoding="utf-8").replace("{market: holds}", "{market: fails}"), encoding="utf-8")
    run = program("rules", "mutate", permit, "--jobs", "1")
    assert (run.code, run.out) == (2, "")
    assert "this rule case fails under the rulebook itself: The exception of the second text" in run.err


def test_a_rulebook_that_cannot_be_read_is_refused(program: Program, permit: Path) -> None:
    (permit / "stalls.yaml").write_text("rules: [", encoding="utf-8")
    run = program("rules", "mutate", permit)
    assert run.code == 2
    assert "this is not valid YAML" in run.err


def test_the_results_can_be_written_to_a_file_that_is_not_there(program: Program, permit: Path, tmp_path: Path) -> None:
    command = ("rules", "mutate", permit, "--only", "market", "--jobs", "1", "--output")
    run = program(*command, tmp_path / "mutants.txt")
    assert (run.code, run.out) == (0, "")
    assert (tmp_path / "mutants.txt").read_text(encoding="utf-8").endswith("none survives\n")
    again = program(*command, tmp_path / "mutants.txt")
    assert again.code == 2
    assert "the file is there already" in again.err
    over = program(*command, permit / "stalls.yaml", "--force")
    assert over.code == 2
    assert (permit / "stalls.yaml").read_text(encoding="utf-8").startswith("provisions:")


def test_what_the_docs_show_of_a_survivor_is_what_it_says() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "mutation.md").read_text(encoding="utf-8")
    shown = docs.partition("```text\n")[2].partition("```")[0]
    assert shown.strip()
    assert shown in (GOLDEN / "mutants.txt").read_text(encoding="utf-8")
