"""docs/editors.md does what it says: its commands run, and its examples are those of the hooks and of the action."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from reg7check import load_rulebook

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


def rows(heading: str) -> list[str]:
    """Return the first cell of each row of the table under a heading."""
    section = TEXT.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [match.strip("`") for match in re.findall(r"^\| (`.*?`) \|", section, re.MULTILINE)]


def example(with_key: str) -> Any:
    """Return the one YAML example that has a key, as text throughout: ``on`` is no truth value."""
    (found,) = (each for text in blocks("yaml") if with_key in (each := yaml.load(text, yaml.BaseLoader) or {}))
    return found


def test_the_commands_run_one_after_the_other(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "rulebook" / "permit", tmp_path / "rules")
    commands = [line for block in blocks("console") for line in block.splitlines()]
    assert len(commands) == 4
    for command in commands:
        program, *arguments = shlex.split(command)
        assert program == "reg7check"
        done = subprocess.run(
            [sys.executable, "-m", program, *arguments],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
    for kind in ("arrangement", "rulebook", "case"):
        text = (tmp_path / f"{kind}.schema.json").read_text(encoding="utf-8")
        assert json.loads(text)["$schema"] == "http://json-schema.org/draft-07/schema#"
        assert load_rulebook(tmp_path / "rules").law.identity.id in text


def test_the_comment_is_that_of_the_examples_and_the_setting_is_json() -> None:
    comment = blocks("yaml")[0].strip()
    assert (ROOT / "examples" / "agency-supply.yaml").read_text(encoding="utf-8").startswith(f"{comment}\n")
    (setting,) = map(json.loads, blocks("json"))
    assert setting == {"yaml.schemas": {"./arrangement.schema.json": "arrangements/*.yaml"}}


def test_the_hooks_are_all_told_and_used() -> None:
    ids = [hook["id"] for hook in HOOKS]
    assert rows("A hook before each commit") == ids
    assert [hook["id"] for hook in example("repos")["repos"][0]["hooks"]] == ids


def test_the_inputs_of_the_action_are_all_told() -> None:
    assert rows("A check on GitHub") == list(ACTION["inputs"])
    assert f"left out, {ACTION['inputs']['python-version']['default']} |" in TEXT
    assert f"left out, `{ACTION['inputs']['args']['default']}`" in TEXT


def test_the_workflow_gives_the_action_inputs_that_it_has() -> None:
    *_, step = example("jobs")["jobs"]["reg7check"]["steps"]
    assert step["uses"].startswith("OWNER/reg7check@")
    assert set(step["with"]) <= set(ACTION["inputs"])


@pytest.mark.parametrize("link", re.findall(r"\]\(#([\w-]+)\)", TEXT))
def test_every_place_in_the_contents_is_a_heading(link: str) -> None:
    headings = [line[3:].lower().replace(" ", "-") for line in TEXT.splitlines() if line.startswith("## ")]
    assert link in headings
