"""The GitHub Action, step by step as GitHub runs it: its scripts in bash, with its inputs in their environment.

Only what needs the network is stood in for: pip, which records what it was asked to install.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]
PERMIT = ROOT / "tests" / "rulebook" / "permit"
PROHIBITED = ROOT / "tests" / "cli" / "arrangements" / "prohibited.yaml"
BAD = ROOT / "tests" / "arrangement" / "bad" / "nation-other.yaml"
PYTHON = """\
#!/usr/bin/env bash
case "$1 $2" in
  "-m venv") mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
  "-m pip") printf '%s\\n' "$@" > "$PIP" ;;
  *) exec "$REAL_PYTHON" "$@" ;;
esac
"""

pytestmark = pytest.mark.skipif(os.name == "nt" or not shutil.which("bash"), reason="needs bash")


@dataclass(frozen=True)
class Outcome:
    """What a run of the action left."""

    ran: list[str]
    code: int
    out: str
    err: str
    asked_of_pip: list[str]


Action = Callable[..., Outcome]


@pytest.fixture
def action(tmp_path: Path) -> Action:
    def run(folder: Path, **inputs: str) -> Outcome:
        values = {f"inputs.{name}": declared["default"] for name, declared in ACTION["inputs"].items()}
        values |= {f"inputs.{name}": value for name, value in inputs.items()}
        ran: list[str] = []
        out = err = ""
        code = 0
        for step in STEPS:
            if code or not is_so(step.get("if", ""), values):
                continue
            ran.append(step["name"])
            if "uses" in step:
                values[f"steps.{step['id']}.outputs.python-path"] = str(python(tmp_path))
                continue
            done, told = run_step(step, values, folder, tmp_path)
            values |= {f"steps.{step.get('id')}.outputs.{name}": value for name, value in told.items()}
            code, out, err = done.returncode, out + done.stdout, err + done.stderr
        pip = tmp_path / "pip"
        return Outcome(ran, code, out, err, pip.read_text(encoding="utf-8").splitlines() if pip.exists() else [])

    return run


def python(folder: Path) -> Path:
    path = folder / "python"
    path.write_text(PYTHON, encoding="utf-8")
    path.chmod(0o755)
    return path


def run_step(
    step: dict[str, Any], values: Mapping[str, str], folder: Path, work: Path
) -> tuple[subprocess.CompletedProcess[str], dict[str, str]]:
    outputs = work / "outputs"
    outputs.touch()
    given = {name: filled_in(text, values) for name, text in step.get("env", {}).items()}
    environment = os.environ | {
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_OUTPUT": str(outputs),
        "RUNNER_TEMP": str(work),
        "PIP": str(work / "pip"),
        "REAL_PYTHON": sys.executable,
    }
    assert step["shell"] == "bash"
    script = work / "script.sh"
    script.write_text(step["run"], encoding="utf-8")
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    done = subprocess.run(
        command, cwd=folder, env=environment | given, capture_output=True, encoding="utf-8", check=False
    )
    told = dict(line.split("=", 1) for line in outputs.read_text(encoding="utf-8").splitlines())
    outputs.unlink()
    return done, told


def filled_in(text: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\$\{\{ (\S+) \}\}", lambda match: values[match[1]], text)


def is_so(condition: str, values: Mapping[str, str]) -> bool:
    """Return whether a step runs. A condition compares inputs with an empty text; there is nothing else to read."""
    parts = [each.split() for each in condition.split(" && ") if each]
    assert all(operator in ("==", "!=") and text == "''" for _, operator, text in parts)
    return all((values[name] == "") == (operator == "==") for name, operator, _ in parts)


def test_no_input_is_written_into_a_script() -> None:
    assert [step["name"] for step in STEPS if "${{" in step.get("run", "")] == []


def test_other_actions_are_pinned_to_a_commit() -> None:
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", each) for each in used)


def test_every_input_is_used_and_every_one_that_is_used_is_declared() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8").partition("runs:")[2]
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])


def test_it_installs_itself_beside_the_jobs_own_python(action: Action, tmp_path: Path) -> None:
    outcome = action(ROOT, arrangements="examples/agency-supply.yaml")
    assert outcome.asked_of_pip == ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(ROOT)]
    (set_up,) = (step for step in STEPS if "uses" in step)
    assert set_up["with"]["update-environment"] is False
    assert filled_in(set_up["with"]["python-version"], {"inputs.python-version": "3.11"}) == "3.11"


def test_arrangements_are_judged_and_a_verdict_fails_nothing(action: Action) -> None:
    outcome = action(ROOT, arrangements="examples/agency-supply.yaml\n\nexamples/direct-hire.yaml\n")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.ran == ["Set up Python", "Install reg7check", "Judge the arrangements"]
    assert "PROHIBITED" in outcome.out
    assert outcome.out.count("file examples/") == 2


def test_without_exit_zero_a_verdict_fails_it(action: Action) -> None:
    assert action(ROOT, arrangements=str(PROHIBITED), args="").code == 1


def test_an_arrangement_with_a_mistake_fails_it(action: Action) -> None:
    outcome = action(ROOT, arrangements=f"examples\n{BAD}")
    assert outcome.code == 2
    assert "nation-other.yaml:3:9: error: the nation cannot be `france`" in outcome.err


def test_options_are_one_a_line(action: Action) -> None:
    outcome = action(ROOT, arrangements=str(PROHIBITED), args="--format\njson\n--on=2024-06-03\n--exit-zero")
    assert outcome.code == 0, outcome.err
    assert '"on": "2024-06-03"' in outcome.out


def test_nothing_to_check_is_an_error(action: Action) -> None:
    outcome = action(ROOT)
    assert (outcome.code, outcome.ran) == (1, ["Look for something to check"])
    assert "::error" in outcome.out


def test_a_rulebook_is_checked_and_its_cases_run(action: Action) -> None:
    outcome = action(ROOT, rules="tests/rulebook/permit")
    assert outcome.code == 0, outcome.err
    assert outcome.ran[-1] == "Check the rulebook"
    assert "no findings; 3 rules" in outcome.out
    assert "all pass" in outcome.out


def test_a_rulebook_without_cases_is_checked_alone(action: Action, tmp_path: Path) -> None:
    rules = copy_of_the_permit(tmp_path)
    shutil.rmtree(rules / "tests")
    outcome = action(tmp_path, rules="permit rules")
    assert outcome.code == 0, outcome.err
    assert "no findings" in outcome.out
    assert "pass" not in outcome.out


def test_a_broken_rulebook_fails_it_before_anything_is_judged(action: Action, tmp_path: Path) -> None:
    rules = copy_of_the_permit(tmp_path)
    (rules / "more.yaml").write_text("rules: []\nfcats: []\n", encoding="utf-8")
    outcome = action(tmp_path, rules="permit rules", arrangements=str(PROHIBITED))
    assert outcome.code in (1, 2)
    assert "there is no `fcats` here" in outcome.out + outcome.err
    assert "Judge the arrangements" not in outcome.ran


def test_a_case_that_fails_fails_it(action: Action, tmp_path: Path) -> None:
    rules = copy_of_the_permit(tmp_path)
    cases = rules / "tests" / "stalls.yaml"
    text = cases.read_text(encoding="utf-8")
    assert "verdict: prohibited" in text
    cases.write_text(text.replace("verdict: prohibited", "verdict: arguable", 1), encoding="utf-8")
    assert action(tmp_path, rules="permit rules").code == 1


def test_arrangements_are_judged_by_the_rulebook_that_is_named(action: Action, tmp_path: Path) -> None:
    copy_of_the_permit(tmp_path)
    outcome = action(tmp_path, rules="permit rules", arrangements="permit rules/tests/bases/stall.yaml")
    assert outcome.code == 0, outcome.err
    assert outcome.ran[-2:] == ["Check the rulebook", "Judge the arrangements"]
    assert "The stall is" in outcome.out


@pytest.mark.parametrize("name", ["arrangements", "rules", "args"])
def test_nothing_in_an_input_is_run(name: str, action: Action, tmp_path: Path) -> None:
    folder = tmp_path / "checkout"
    folder.mkdir()
    text = "$(touch pwned) `touch pwned`; touch pwned; \"; touch pwned; '; touch pwned; \n& touch pwned\n$(touch pwned)"
    outcome = action(folder, **{"arrangements": str(PROHIBITED), name: text})
    assert outcome.code == 2
    assert list(folder.iterdir()) == []


def test_a_file_whose_name_starts_with_a_dash_is_a_file(action: Action, tmp_path: Path) -> None:
    folder = tmp_path / "checkout"
    folder.mkdir()
    shutil.copy(PROHIBITED, folder / "--quiet")
    outcome = action(folder, arrangements="--quiet")
    assert outcome.code == 0, outcome.err
    assert "PROHIBITED" in outcome.out


def copy_of_the_permit(folder: Path) -> Path:
    return Path(shutil.copytree(PERMIT, folder / "permit rules"))
