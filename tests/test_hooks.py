"""The hooks for pre-commit: each entry is run as pre-commit runs it, on good files and on bad ones."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}
PERMIT = ROOT / "tests" / "rulebook" / "permit"
ARRANGEMENTS = ROOT / "tests" / "cli" / "arrangements"
BAD = ROOT / "tests" / "arrangement" / "bad" / "nation-other.yaml"


def run_hook(name: str, folder: Path, *files: str, args: list[str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a hook in a repository as pre-commit does: its entry, its arguments, and the files where it takes them."""
    hook = HOOKS[name]
    program, *entry = shlex.split(hook["entry"])
    assert program == "reg7check"
    given = files if hook.get("pass_filenames", True) else ()
    command = [sys.executable, "-m", program, *entry, *(hook.get("args", []) if args is None else args), *given]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    shutil.copytree(PERMIT, tmp_path / "rules")
    shutil.copytree(ARRANGEMENTS, tmp_path / "arrangements")
    shutil.copy(BAD, tmp_path / "arrangements" / "bad.yaml")
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_hook_is_a_python_one_and_says_what_it_does() -> None:
    assert list(HOOKS) == ["reg7check-arrangements", "reg7check-rules", "reg7check-rule-cases"]
    for hook in HOOKS.values():
        assert hook["language"] == "python"
        assert hook["types"] == ["yaml"]
        assert hook["name"]
        assert hook["description"]


@pytest.mark.parametrize(
    ("name", "path", "runs"),
    [
        ("reg7check-arrangements", "arrangements/strike.yaml", True),
        ("reg7check-arrangements", "london/arrangements/2025/strike.yml", True),
        ("reg7check-arrangements", ".pre-commit-config.yaml", False),
        ("reg7check-arrangements", "arrangements/notes.md", False),
        ("reg7check-rules", "rules/control.yaml", True),
        ("reg7check-rules", "rules/tests/control.yaml", False),
        ("reg7check-rules", "overrules/control.yaml", False),
        ("reg7check-rule-cases", "rules/control.yaml", True),
        ("reg7check-rule-cases", "rules/tests/control.yaml", True),
        ("reg7check-rule-cases", "rules/tests/bases/supply.yaml", True),
    ],
)
def test_a_hook_runs_for_the_files_that_it_is_about(name: str, path: str, runs: bool) -> None:
    assert bool(re.search(HOOKS[name]["files"], path)) == runs


def test_arrangements_that_can_be_read_pass_whatever_their_verdict(repository: Path) -> None:
    done = run_hook("reg7check-arrangements", repository, "arrangements/prohibited.yaml", "arrangements/disputed.yaml")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_arrangement_with_a_mistake_fails_with_its_line(repository: Path) -> None:
    done = run_hook("reg7check-arrangements", repository, "arrangements/prohibited.yaml", "arrangements/bad.yaml")
    assert done.returncode == 2
    assert "arrangements/bad.yaml:3:9: error: the nation cannot be `france`" in done.stderr


def test_arrangements_of_another_law_are_read_by_its_rulebook(repository: Path) -> None:
    base = "rules/tests/bases/stall.yaml"
    assert run_hook("reg7check-arrangements", repository, base).returncode == 2
    assert run_hook("reg7check-arrangements", repository, base, args=["--rules=rules"]).returncode == 0


def test_a_rulebook_without_findings_passes(repository: Path) -> None:
    done = run_hook("reg7check-rules", repository, "rules/facts.yaml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_rulebook_with_a_finding_fails(repository: Path) -> None:
    change(repository / "rules" / "stalls.yaml", "requires: {market_day: yes}", "requires: {sells_food: yes}")
    done = run_hook("reg7check-rules", repository, "rules/stalls.yaml")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "market_day" in done.stdout


def test_a_rule_file_that_cannot_be_read_fails(repository: Path) -> None:
    change(repository / "rules" / "stalls.yaml", "words: a permit", "wrods: a permit")
    done = run_hook("reg7check-rules", repository, "rules/stalls.yaml")
    assert done.returncode in (1, 2)
    assert "there is no `wrods` here" in done.stdout + done.stderr


def test_rule_cases_that_pass_pass(repository: Path) -> None:
    done = run_hook("reg7check-rule-cases", repository, "rules/tests/stalls.yaml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "all pass" in done.stdout


def test_a_rule_case_that_fails_fails(repository: Path) -> None:
    change(repository / "rules" / "tests" / "stalls.yaml", "verdict: prohibited", "verdict: arguable")
    done = run_hook("reg7check-rule-cases", repository, "rules/tests/stalls.yaml")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "rules/tests/stalls.yaml:" in done.stdout


def test_a_rulebook_elsewhere_is_named_by_args(repository: Path) -> None:
    (repository / "rules").rename(repository / "stalls")
    for name in ("reg7check-rules", "reg7check-rule-cases"):
        assert run_hook(name, repository, args=["stalls"]).returncode == 0
        assert run_hook(name, repository).returncode == 2
