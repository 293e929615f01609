"""The worked example of docs/rule-cases.md runs, and prints what the page shows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[1] / "docs" / "rule-cases.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"<!-- file: (\S+) -->\n```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
SCREENS = dict(re.findall(r"<!-- screen: ([\w ]+) -->\n```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
CHANGE = "".join(re.findall(r"^```yaml\n(change:\n.*?)^```", PAGE, re.MULTILINE | re.DOTALL))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reg7check", "rules", "test", "repudiation.yaml"]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def test_the_example_passes(folder: Path) -> None:
    done = run(folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, SCREENS["all pass"], "")


def test_the_example_fails_as_the_page_shows(folder: Path) -> None:
    file = folder / "repudiation.yaml"
    text = file.read_text(encoding="utf-8").replace("to 2024-05-28,", "to 2024-05-27,").replace("05-29 to", "05-28 to")
    file.write_text(text, encoding="utf-8")
    done = run(folder)
    assert (done.returncode, done.stdout, done.stderr) == (1, SCREENS["one fails"], "")


def test_the_change_that_the_page_shows_can_be_made(folder: Path) -> None:
    change = "".join(f"    {line}\n" for line in CHANGE.splitlines())
    file = folder / "repudiation.yaml"
    text = file.read_text(encoding="utf-8")
    case = f"    authority: reg-7\n    strand: loaders\n{change}    expect:\n"
    file.write_text(text.replace("    authority: reg-7\n    expect:\n", case, 1), encoding="utf-8")
    assert change in file.read_text(encoding="utf-8")
    assert run(folder).stdout == SCREENS["all pass"]
