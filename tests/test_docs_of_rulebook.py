"""The worked change of docs/rulebook.md can be made as the page says, and each command prints what the page shows.

Run with UPDATE_GOLDEN=1 to have the page show what they print now.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "rulebook.md"
TEXT = PAGE.read_text(encoding="utf-8")
ADDED = dict(re.findall(r"<!-- add to: (\S+) -->\n```yaml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL))
STEPS = dict(re.findall(r"^reg7check (.*)\n```\n\n<!-- screen: (\w+) -->", TEXT, re.MULTILINE))
COMMANDS = {screen: command for command, screen in STEPS.items()}
SHOWN = 40
"""How many lines of a long screen the page shows."""

EXITS = {"coverage": 1, "diff": 1}


def put(file: Path, text: str, before: str | None = None) -> None:
    """Add a text to a file, at its end or before what stands in it once."""
    old = file.read_text(encoding="utf-8")
    if before is None:
        file.write_text(f"{old.rstrip()}\n\n{text}", encoding="utf-8")
        return
    assert old.count(before) == 1
    file.write_text(old.replace(before, f"{text}\n{before}"), encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rules and examples, with steps 1 to 3 made."""
    folder = tmp_path_factory.mktemp("worked")
    copytree(ROOT / "examples", folder / "examples")
    copytree(ROOT / "rules", folder / "rules-before")
    rules = Path(copytree(ROOT / "rules", folder / "rules"))
    put(rules / "facts.yaml", ADDED["facts.yaml"], "  - id: supplier_asked_why\n")
    put(rules / "knowledge.yaml", ADDED["knowledge.yaml"], "open_questions:\n")
    knowledge = (rules / "knowledge.yaml").read_text(encoding="utf-8")
    asked = "        - widely_reported: yes\n"
    assert knowledge.count(asked) == 2
    (rules / "knowledge.yaml").write_text(knowledge.replace(asked, "        - open-to-be-known\n"), encoding="utf-8")
    return folder


@pytest.mark.parametrize("screen", COMMANDS)
def test_a_step_prints_what_the_page_shows(folder: Path, screen: str) -> None:
    if screen == "mutate":  # step 7 comes before it
        put(folder / "rules" / "tests" / "knowledge.yaml", ADDED["tests/knowledge.yaml"])
    command = [sys.executable, "-m", "reg7check", *COMMANDS[screen].split()]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (EXITS.get(screen, 0), "")
    printed = shown(screen, done.stdout)
    block = f"<!-- screen: {screen} -->\n```text\n"
    if os.environ.get("UPDATE_GOLDEN"):
        before, _, after = PAGE.read_text(encoding="utf-8").partition(block)
        PAGE.write_text(before + block + printed + after[after.index("```") :], encoding="utf-8")
    assert f"{block}{printed}```" in PAGE.read_text(encoding="utf-8")


def shown(screen: str, printed: str) -> str:
    """Return the part of a screen that the page shows: of the coverage what is missing, of a long one its beginning."""
    if screen == "coverage":
        printed = printed[printed.index("What no case shows") :]
    lines = printed.splitlines(keepends=True)
    return "".join(lines) if len(lines) <= SHOWN else "".join(lines[:SHOWN]) + "…\n"


def test_the_page_shows_every_command_of_its_steps() -> None:
    assert list(COMMANDS) == ["check", "test", "coverage", "mutate", "diff"]
