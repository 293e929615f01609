"""Each example against its golden reports, and the same bytes whatever the machine's locale, time zone and hash seed.

``UPDATE_GOLDEN=1`` rewrites the golden files.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reg7check import assess, load_arrangement, load_rulebook
from reg7check.arrangement import Answer, FactAt, with_answers
from reg7check.report.compose import full_report, short_report
from reg7check.report.json import json_reports
from reg7check.report.markdown import markdown_reports
from reg7check.report.text import text_reports

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.yaml"))
ENVIRONMENTS = {
    "no locale": {"LC_ALL": "C", "PYTHONHASHSEED": "1", "TZ": "UTC"},
    "far away": {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati"},
    "narrow": {"LC_ALL": "POSIX", "PYTHONHASHSEED": "3", "TZ": "America/Adak", "COLUMNS": "40"},
}


def reports(name: str) -> dict[str, str]:
    assessment = assess(load_arrangement(ROOT / "examples" / name, name=f"examples/{name}"))
    short, full = short_report(assessment), full_report(assessment)
    return {
        "txt": text_reports([short]),
        "full.txt": text_reports([full]),
        "md": markdown_reports([short]),
        "json": json_reports([assessment]),
    }


@pytest.mark.parametrize("name", EXAMPLES)
def test_reports_of_an_example_are_the_golden_ones(name: str) -> None:
    for ending, text in reports(name).items():
        golden = GOLDEN / f"{Path(name).stem}.{ending}"
        if os.environ.get("UPDATE_GOLDEN"):
            golden.write_text(text, encoding="utf-8", newline="\n")
        assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_json_is_the_golden_one_to_the_byte_in_any_environment(name: str) -> None:
    golden = (GOLDEN / f"{Path(name).stem}.json").read_bytes()
    for environment in ENVIRONMENTS.values():
        run = subprocess.run(
            [sys.executable, "-m", "reg7check", "assess", "--format", "json", "--exit-zero", f"examples/{name}"],
            cwd=ROOT,
            env=os.environ | environment,
            capture_output=True,
            check=True,
        )
        assert run.stdout == golden


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_line_of_the_text_is_too_wide_or_ends_in_a_blank(name: str) -> None:
    for line in reports(name)["full.txt"].splitlines():
        assert len(line) <= 80 or " " not in line.strip(), line
        assert line == line.rstrip()


def test_the_duty_providers_report_names_the_open_facts_of_control_and_who_says_what() -> None:
    text = reports("barnet-2024-05-duty-provider.yaml")["txt"]
    words = " ".join(text.split())
    assert "UNDETERMINED" in text
    assert "Not known: Do the hirer's managers tell these workers what to do and how, day to day?" in words
    assert "Not known: Does the supplier's own manager run and supervise the work, day to day?" in words
    assert "UNISON says that these are agency workers; the council says" in words


@pytest.mark.parametrize(
    ("contract_says_service", "told"),
    [("yes", "And 1 more fact that is not known ("), ("unknown", "And 2 more facts that are not known (")],
)
def test_how_many_more_facts_are_open_is_told_in_good_english(contract_says_service: str, told: str) -> None:
    rulebook = load_rulebook()
    arrangement = load_arrangement(ROOT / "examples" / "barnet-2024-04-flex360.yaml", rulebook)
    at = FactAt("contract_says_service", strand=arrangement.cover[0].id)
    changed = with_answers(arrangement, {at: Answer(contract_says_service)})
    assert told in text_reports([short_report(assess(changed, rulebook))])
