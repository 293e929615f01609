"""The exit code tells the verdict, bad input and a bug apart."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .conftest import Program, Run

BUG = """
import sys
import reg7check.api

def assess(*arguments, **options):
    raise {error}

reg7check.api.assess = assess
from reg7check.cli import main
sys.argv[0] = "reg7check"
main()
"""


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("clear.yaml", 0),
        ("prohibited.yaml", 1),
        ("disputed.yaml", 3),
        ("arguable.yaml", 3),
        ("undetermined.yaml", 3),
    ],
)
def test_the_exit_code_tells_the_verdict(program: Program, file: str, code: int) -> None:
    run = program("assess", file, "--format", "json")
    verdict = {"clear.yaml": "not-prohibited"}.get(file, file.removesuffix(".yaml"))
    assert (run.code, run.err, run.json["verdict"]) == (code, "", verdict)


@pytest.mark.parametrize("file", ["prohibited.yaml", "disputed.yaml"])
def test_exit_zero_hides_the_verdict(program: Program, file: str) -> None:
    run = program("assess", file, "--exit-zero")
    assert run.code == 0
    assert file.removesuffix(".yaml").upper() in run.out


def test_exit_zero_does_not_hide_bad_input(program: Program) -> None:
    assert program("assess", "nowhere.yaml", "--exit-zero").code == 2


def test_a_prohibited_file_outweighs_unsettled_and_clear_ones(program: Program) -> None:
    assert program("assess", "-q", "clear.yaml", "disputed.yaml", "prohibited.yaml").code == 1


def test_an_unsettled_file_outweighs_clear_ones(program: Program) -> None:
    assert program("assess", "-q", "clear.yaml", "arguable.yaml", "clear.yaml").code == 3


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("assess",),
        ("asses", "clear.yaml"),
        ("assess", "clear.yaml", "--no-such-option"),
        ("assess", "clear.yaml", "--format", "pdf"),
        ("facts", "one", "two"),
    ],
    ids=lambda arguments: " ".join(arguments) or "nothing",
)
def test_a_wrong_command_line_exits_2(program: Program, arguments: tuple[str, ...]) -> None:
    run = program(*arguments)
    assert run.code == 2
    assert run.raw == b""
    assert "Usage: " in run.err
    assert "Traceback" not in run.err


@pytest.fixture(scope="module", params=["RuntimeError('boom')", "KeyError('a\\x1b[31m')", "RecursionError()"])
def bug(program: Program, request: pytest.FixtureRequest) -> Run:
    return program("assess", "clear.yaml", command=(sys.executable, "-c", BUG.format(error=request.param)))


def test_a_bug_exits_70_with_nothing_on_standard_output(bug: Run) -> None:
    assert (bug.code, bug.raw) == (70, b"")


def test_a_bug_shows_no_traceback_and_no_escape_codes(bug: Run) -> None:
    assert "Traceback" not in bug.err
    assert "\x1b" not in bug.err


def test_a_bug_says_how_to_report_it(bug: Run) -> None:
    assert "has a bug" in bug.err
    assert "Please report this" in bug.err


def test_a_bug_is_not_hidden_by_exit_zero(program: Program) -> None:
    command = (sys.executable, "-c", BUG.format(error="RuntimeError('boom')"))
    assert program("assess", "clear.yaml", "--exit-zero", command=command).code == 70


def test_a_bug_leaves_no_output_file(program: Program, tmp_path: Path) -> None:
    command = (sys.executable, "-c", BUG.format(error="RuntimeError('boom')"))
    program("assess", "clear.yaml", "--output", tmp_path / "report.txt", command=command)
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_exits_130_without_a_traceback(program: Program) -> None:
    command = (sys.executable, "-c", BUG.format(error="KeyboardInterrupt"))
    run = program("assess", "clear.yaml", command=command)
    assert run.code == 130
    assert "Traceback" not in run.err
