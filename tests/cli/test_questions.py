"""``questions``: one file's open facts, in three formats, of one strand or one day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import ARRANGEMENTS, Program

GOLDEN = Path(__file__).parents[1] / "report" / "golden" / "questions"
ROOT = Path(__file__).parents[2]
DUTY_PROVIDER = "examples/barnet-2024-05-duty-provider.yaml"
TWO_STRANDS = "tests/report/arrangements/two-strands.yaml"


@pytest.mark.parametrize(
    ("options", "ending"),
    [((), "txt"), (("--all",), "all.txt"), (("--format", "markdown"), "md"), (("--format", "json"), "json")],
)
def test_what_is_printed_is_the_report(program: Program, options: tuple[str, ...], ending: str) -> None:
    run = program("questions", DUTY_PROVIDER, *options, folder=ROOT)
    assert (run.code, run.err) == (0, "")
    assert run.raw == (GOLDEN / f"barnet-2024-05-duty-provider.{ending}").read_bytes()


@pytest.mark.parametrize("name", ["prohibited", "arguable", "disputed", "undetermined", "clear"])
def test_whatever_the_verdict_it_is_no_error(program: Program, name: str) -> None:
    run = program("questions", f"{name}.yaml")
    assert (run.code, run.err) == (0, "")


def test_one_strand_alone(program: Program) -> None:
    run = program("questions", TWO_STRANDS, "--strand", "staffing", "-f", "json", folder=ROOT)
    assert {each.get("strand", "staffing") for each in run.json["questions"]} == {"staffing"}
    assert run.json["assumed"] == {"on": None, "strands": ["staffing"]}
    assert [each["strand"] for each in run.json["rulings"]] == ["staffing", "staffing"]


def test_a_strand_that_is_not_there_names_the_nearest(program: Program) -> None:
    run = program("questions", TWO_STRANDS, "--strand", "stafing", folder=ROOT)
    assert (run.code, run.raw) == (2, b"")
    assert run.err == "--strand: error: there is no strand of cover `stafing`\n  to mend it: did you mean `staffing`?\n"


def test_one_day_alone(program: Program) -> None:
    before = program("questions", TWO_STRANDS, "--strand", "rounds", "--on", "2025-06-03", folder=ROOT)
    after = program("questions", TWO_STRANDS, "--strand", "rounds", "--on", "2025-06-05", folder=ROOT)
    assert "This is about 3 June 2025 alone." in before.out
    assert "Nothing more need be asked" in before.out
    assert "Ask these first" in after.out


def test_a_day_that_is_none_is_an_error_of_the_command_line(program: Program) -> None:
    run = program("questions", TWO_STRANDS, "--on", "2025-06-31", folder=ROOT)
    assert (run.code, run.raw) == (2, b"")
    assert "there is no such date" in run.err


def test_standard_input_is_read(program: Program) -> None:
    run = program("questions", "-", stdin=(ROOT / DUTY_PROVIDER).read_bytes())
    assert run.code == 0
    assert "17 facts can still matter." in run.out


def test_a_bad_file_is_shown_where_it_is_wrong(program: Program, changed: Callable[..., Path]) -> None:
    bad = changed("clear.yaml", "nation: england", "nation: mars")
    run = program("questions", bad)
    assert (run.code, run.raw) == (2, b"")
    assert "error: the nation cannot be `mars`" in run.err
    assert "to mend it:" in run.err


def test_it_is_written_to_a_file_once(program: Program, tmp_path: Path) -> None:
    target = tmp_path / "questions.md"
    run = program("questions", DUTY_PROVIDER, "-f", "markdown", "-o", target, folder=ROOT)
    assert (run.code, run.raw, run.err) == (0, b"", f"wrote {target}\n")
    assert target.read_bytes() == (GOLDEN / "barnet-2024-05-duty-provider.md").read_bytes()
    again = program("questions", DUTY_PROVIDER, "-o", target, folder=ROOT)
    assert (again.code, "--force" in again.err) == (2, True)
    assert program("questions", DUTY_PROVIDER, "-o", target, "--force", folder=ROOT).code == 0
    assert target.read_bytes() == (GOLDEN / "barnet-2024-05-duty-provider.txt").read_bytes()


def test_the_arrangement_itself_is_never_replaced(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "clear.yaml"
    file.write_bytes((ARRANGEMENTS / "clear.yaml").read_bytes())
    assert program("questions", file, "-o", file, "--force").code == 2
    assert file.read_bytes() == (ARRANGEMENTS / "clear.yaml").read_bytes()


def test_what_the_file_says_is_never_markup_nor_control(program: Program, tmp_path: Path) -> None:
    text = (ARRANGEMENTS / "undetermined.yaml").read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title: "))
    file = tmp_path / "hostile.yaml"
    file.write_text(text.replace(title, 'title: "\\e[31m[bold]red *x*"'), encoding="utf-8")
    assert "What to find out next: \\x1b[31m[bold]red *x*" in program("questions", file).out
    assert "\\[bold\\]red \\*x\\*" in program("questions", file, "-f", "markdown").out


def test_help_has_an_example(program: Program) -> None:
    run = program("questions", "--help")
    assert "Example: reg7check questions examples/barnet-2024-05-duty-provider.yaml" in " ".join(run.out.split())
