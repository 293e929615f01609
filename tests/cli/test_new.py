"""``new``: writes a starter file, or lists the kinds of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from .conftest import Program

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "report" / "golden" / "starters"


def test_without_a_kind_they_are_listed(program: Program) -> None:
    run = program("new")
    assert (run.code, run.err) == (0, "")
    for golden in GOLDEN.glob("*.yaml"):
        assert f"\n  {golden.stem} " in run.out
    assert all(len(line) <= 80 for line in run.out.splitlines())


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("plain.yaml", "plain.yaml"),
        ("my strike.yaml", '"my strike.yaml"'),
        ("--all.yaml", "./--all.yaml"),
        ("a;b&c.yaml", '"a;b&c.yaml"'),
        ("$(id).yaml", "'$(id).yaml'"),
    ],
)
def test_the_commands_that_it_names_can_be_typed(program: Program, tmp_path: Path, name: str, named: str) -> None:
    run = program("new", "direct-hire", "-o", name, folder=tmp_path)
    assert f"reg7check interview {named}\n" in run.err
    assert f"reg7check assess {named}\n" in run.err


def test_the_commands_that_it_names_use_the_same_rulebook(program: Program, tmp_path: Path) -> None:
    rules = ROOT / "tests" / "rulebook" / "permit"
    run = program("new", "agency-supply", "-o", "a.yaml", "--rules", rules, folder=tmp_path)
    assert f"reg7check interview a.yaml --rules {rules}\n" in run.err
    assert f"reg7check assess a.yaml --rules {rules}\n" in run.err
    assert program("assess", "a.yaml", "--rules", rules, folder=tmp_path).code == 3


@pytest.mark.parametrize("kind", ["chain", "direct-hire"])
def test_a_starter_file_is_printed(program: Program, kind: str) -> None:
    run = program("new", kind, "--starting", "2025-06-02")
    assert (run.code, run.err) == (0, "")
    assert run.raw == (GOLDEN / f"{kind}.yaml").read_bytes()


def test_it_starts_today_unless_something_else_is_said(program: Program) -> None:
    days = {date.today().isoformat()}
    run = program("new", "other")
    days.add(date.today().isoformat())
    assert any(f"    dates: from {day}  # TO FILL IN" in run.out for day in days)


def test_it_is_written_to_a_file_that_can_be_judged(program: Program, tmp_path: Path) -> None:
    run = program("new", "duty-provider", "--output", "mine.yaml", "--starting", "2025-06-02", folder=tmp_path)
    assert (run.code, run.raw) == (0, b"")
    assert run.err.startswith("wrote mine.yaml\n")
    assert (tmp_path / "mine.yaml").read_bytes() == (GOLDEN / "duty-provider.yaml").read_bytes()
    assert program("assess", "mine.yaml", folder=tmp_path).code == 3

    again = program("new", "other", "--output", "mine.yaml", folder=tmp_path)
    assert again.code == 2
    assert "the file is there already" in again.err
    assert program("new", "other", "--output", "mine.yaml", "--force", folder=tmp_path).code == 0


def test_the_commands_that_go_on_from_it_name_it_so_that_they_run(program: Program, tmp_path: Path) -> None:
    run = program("new", "other", "--output", "the strike.yaml", folder=tmp_path)
    assert 'reg7check interview "the strike.yaml"\n' in run.err
    assert run.err.endswith('reg7check assess "the strike.yaml"\n')


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["duty-providor"], "there is no kind `duty-providor`\n  to mend it: did you mean `duty-provider`?"),
        (["--output", "x.yaml"], "say which kind of starter file to write\n  to mend it: use one of: agency-supply,"),
        (["other", "--starting", "2/6/2025"], "write it as year-month-day: 2025-06-02"),
    ],
)
def test_what_cannot_be_written_is_an_error(program: Program, tmp_path: Path, arguments: list[str], said: str) -> None:
    run = program("new", *arguments, folder=tmp_path)
    assert (run.code, run.raw) == (2, b"")
    assert said in run.err
    assert list(tmp_path.iterdir()) == []


def test_the_facts_are_those_of_the_rulebook_that_is_named(program: Program, tmp_path: Path) -> None:
    rules = ROOT / "tests" / "rulebook" / "permit"
    for kind, fact in (("other", "sells_food"), ("direct-hire", "market_day")):
        run = program("new", kind, "--rules", rules, "--output", f"{kind}.yaml", folder=tmp_path)
        assert run.code == 0, run.err
        assert f"      {fact}: unknown\n" in (tmp_path / f"{kind}.yaml").read_text(encoding="utf-8")
        assert program("assess", f"{kind}.yaml", "--rules", rules, folder=tmp_path).code == 3
