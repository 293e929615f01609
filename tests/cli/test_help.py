"""The program's help: commands in groups, each with an example that runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from cli.conftest import Program

ROOT = Path(__file__).parents[2]
NEEDS_A_TERMINAL = {"interview"}


def commands_in(text: str) -> list[str]:
    listing = text.split("--help", 1)[1]
    return re.findall(r"^  (\S+)  +\S", listing, re.MULTILINE)


def every_command(program: Program) -> list[str]:
    top = [name for name in commands_in(program("--help").out) if name != "rules"]
    return [*top, *(f"rules {name}" for name in commands_in(program("rules", "--help").out))]


def test_commands_are_grouped_by_who_uses_them(program: Program) -> None:
    text = program("--help").out
    headings = re.findall(r"^(\S.*):$", text, re.MULTILINE)
    assert headings == [
        "Options",
        "For reps: from a blank page to the right question",
        "For officers: reasons, comparisons and letters to attach",
        "To look things up",
        "For those who keep the rules, and for editors and scripts",
    ]
    assert max(map(len, text.splitlines())) <= 80


def test_every_command_has_an_example_that_runs(program: Program, tmp_path: Path) -> None:
    for name, target in (("examples", "examples"), ("rules", "rules"), ("my-rules", "rules")):
        (tmp_path / name).symlink_to(ROOT / target)
    program("assess", "examples/agency-supply.yaml", "--output", "report.txt", folder=tmp_path)
    names = every_command(program)
    assert len(names) > 10
    for name in names:
        text = program(*name.split(), "--help").out
        found = re.search(r"Example: reg7check ((?:.+\n?)+?)(?:\n\n|\n *\n|\Z)", text)
        assert found, f"{name} has no example"
        example = " ".join(found[1].split())
        assert example.startswith(name), example
        if name in NEEDS_A_TERMINAL:
            continue
        arguments = shlex.split(example)
        run = program(*arguments, folder=tmp_path)
        assert run.code in (0, 1, 3), f"{example}: {run.err}"


def test_a_command_that_is_misspelt_is_answered_with_the_nearest(program: Program) -> None:
    run = program("ases", "x.yaml")
    assert run.code == 2
    assert "there is no command `ases`; did you mean `assess`?" in run.err
    assert "use one of: check, explain" in program("rules", "zzz").err
