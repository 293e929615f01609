"""docs/explain.md does what it says: its commands run, and its screen is what the first of them prints.

``UPDATE_GOLDEN=1`` rewrites the screen.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reg7check.cli.program import app

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explain.md"
TEXT = PAGE.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


COMMANDS = [line for block in blocks("console") for line in block.splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_docs_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    program, *arguments = shlex.split(command)
    assert program == "reg7check"
    assert CliRunner().invoke(app, arguments).exit_code == 0


def test_the_screen_is_how_the_first_command_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (screen,) = blocks("text")
    output = CliRunner().invoke(app, shlex.split(COMMANDS[0])[1:]).output
    if os.environ.get("UPDATE_GOLDEN"):
        printed = "".join(output.splitlines(keepends=True)[: screen.count("\n")])
        PAGE.write_text(TEXT.replace(screen, printed), encoding="utf-8", newline="\n")
    else:
        assert output.startswith(screen)
