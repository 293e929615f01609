"""The README and the docs do what they say: every command runs, every arrangement in them loads.

``UPDATE_GOLDEN=1`` rewrites the README's screen.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reg7check import assess, load_rulebook
from reg7check.arrangement import read_arrangement
from reg7check.yaml_source import parse_source

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SCREEN = re.compile(r"(<!-- screen: (\S+) -->\n```text\n)(.*?)(\n```)", re.DOTALL)
SCREEN_LINES = 44


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


COMMANDS = [line for block in blocks(README, "console") if "verify" not in block for line in block.splitlines()]
REPORTS = [block for block in blocks(README, "console") if "verify" in block]
ARRANGEMENTS = [
    (path.name, block)
    for path in sorted((ROOT / "docs").glob("*.md"))
    for block in blocks(path.read_text(encoding="utf-8"), "yaml")
    if block.startswith("reg7check: 1")
]


def run(arguments: list[str], folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reg7check", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(command: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == "reg7check"
    done = run(arguments)
    assert done.returncode in (0, 1, 3), done.stderr
    assert done.stdout
    assert [line for line in done.stderr.splitlines() if not line.startswith("note: ")] == []


def test_the_readmes_reports_are_made_and_are_what_they_say(tmp_path: Path) -> None:
    (block,) = REPORTS
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    verified = 0
    for command in block.splitlines():
        program, *arguments = shlex.split(command)
        assert program == "reg7check"
        done = run(arguments, tmp_path)
        assert done.returncode in ((0,) if "verify" in arguments else (0, 1, 3)), done.stderr
        verified += "verify" in arguments
    made = sorted(path.name for path in tmp_path.iterdir() if path.is_file())
    assert made == ["bundle.zip", "disputes.xlsx", "published.html", "report.pdf"]
    assert verified == 2


def test_the_first_command_judges_the_duty_provider_and_the_second_runs_the_tests() -> None:
    first, second = blocks(README, "sh")
    assert "reg7check assess examples/barnet-2024-05-duty-provider.yaml" in first
    assert "-m pytest" in second
    assert len(first.splitlines()) == len(second.splitlines()) == 1


def test_the_readmes_screen_is_what_the_program_prints() -> None:
    found = SCREEN.search(README)
    assert found is not None
    printed = run(["assess", f"examples/{found[2]}.yaml"]).stdout.splitlines()
    shown = "\n".join([*printed[:SCREEN_LINES], "…"])
    if os.environ.get("UPDATE_GOLDEN"):
        updated = SCREEN.sub(lambda match: match[1] + shown + match[4], README)
        (ROOT / "README.md").write_text(updated, encoding="utf-8", newline="\n")
    else:
        assert found[3] == shown


def test_the_readmes_python_runs() -> None:
    (code,) = blocks(README, "python")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "prohibited\n"


@pytest.mark.parametrize(("document", "text"), ARRANGEMENTS)
def test_an_arrangement_in_the_docs_loads_and_is_assessed(document: str, text: str) -> None:
    arrangement = read_arrangement(parse_source(text.encode(), document), load_rulebook().law.facts)
    assert assess(arrangement).cover


def test_every_link_in_the_docs_leads_somewhere() -> None:
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
