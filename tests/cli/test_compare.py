"""``reg7check compare`` from the command line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from .conftest import Program

ROOT = Path(__file__).parents[2]


def test_the_page_shows_what_is_printed(program: Program) -> None:
    page = (ROOT / "docs" / "compare.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```text\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    old, new = "examples/barnet-2024-05-duty-provider.yaml", "tests/report/versions/barnet-new-contract.yaml"
    assert shown in program("compare", old, new, folder=ROOT).out


def test_it_tells_a_change_that_turns_the_verdict_and_exits_0(program: Program, changed: Callable[..., Path]) -> None:
    new = changed("prohibited.yaml", "engaged_by: supplier", "engaged_by: hirer")
    run = program("compare", "prohibited.yaml", new, "-f", "json")
    assert (run.code, run.err) == (0, "")
    assert run.json["verdicts_differ"] is True
    assert run.json["comparison"]["verdict"] == {"before": "prohibited", "after": "not-prohibited"}
    (change,) = run.json["changes"]
    assert (change["fact"], change["effect"]) == ("engaged_by", "turns")
    assert (change["before"]["answer"], change["after"]["answer"]) == ("supplier", "hirer")


def test_one_day_can_be_compared(program: Program, changed: Callable[..., Path]) -> None:
    new = changed("prohibited.yaml", "engaged_by: supplier", "engaged_by: hirer")
    run = program("compare", "prohibited.yaml", new, "--on", "1990-01-01", "-f", "json")
    assert run.json["verdicts_differ"] is False


def test_every_problem_of_both_files_is_told(program: Program, changed: Callable[..., Path], tmp_path: Path) -> None:
    bad = changed("prohibited.yaml", "engaged_by: supplier", "engaged_by: suplier")
    other = tmp_path / "other.yaml"
    other.write_text(
        bad.read_text(encoding="utf-8").replace("engaged_by: suplier", "engagd_by: hirer"), encoding="utf-8"
    )
    run = program("compare", bad, other)
    assert (run.code, run.out) == (2, "")
    assert "prohibited.yaml:" in run.err
    assert "other.yaml:" in run.err


def test_two_files_are_wanted(program: Program) -> None:
    run = program("compare", "prohibited.yaml", ".")
    assert run.code == 2
    assert "not two" in run.err
    twice = program("compare", "-", "-")
    assert twice.code == 2
    assert "standard input is named twice" in twice.err


def test_an_input_is_never_replaced(program: Program) -> None:
    run = program("compare", "prohibited.yaml", "clear.yaml", "-o", "clear.yaml", "--force")
    assert run.code == 2
    assert "this file is read, and would be replaced" in run.err
