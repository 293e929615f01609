"""Changelogs of verdicts against golden ones, and how each kind of difference is said.

``UPDATE_GOLDEN=1`` rewrites the golden files.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from audit.diff import edits
from audit.diff.edits import RULES, Edit, changes_by
from reg7check.audit.diff import Changes, Reassessed, reassess
from reg7check.report.difference_words import difference_text, place_text
from reg7check.report.markdown import markdown_reports
from reg7check.report.rules.changes import changelog
from reg7check.report.rules.changes_json import json_changes
from reg7check.report.text import text_reports

GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = RULES.parent / "examples"
RELEASE: tuple[Edit, ...] = (
    ("rulebook.yaml", "version: 1.0.0", "version: 1.1.0"),
    ("rulebook.yaml", "law_as_of: 2026-11-24", "law_as_of: 2027-01-15"),
    edits.COMMENCED,
    edits.LATER_QUASHED,
    edits.NEW_FACT,
    *edits.RENAMED_FACT,
    edits.REWORDED,
    edits.REORDERED,
)
ASSESSED = ("across-10-august-2023.yaml", "agency-supply.yaml", "backfill.yaml")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> tuple[Changes, tuple[Reassessed, ...]]:
    changes = changes_by(tmp_path_factory.mktemp("release"), *RELEASE)
    files = [(str(EXAMPLES / name), f"examples/{name}") for name in ASSESSED]
    return changes, reassess(files, changes.old.compiled(), changes.new.compiled(), {})


def reports(changes: Changes, arrangements: tuple[Reassessed, ...]) -> dict[str, str]:
    document = changelog(changes, arrangements)
    return {
        "txt": text_reports([document]),
        "md": markdown_reports([document]),
        "json": json_changes(changes, arrangements),
    }


@pytest.mark.parametrize("ending", ["txt", "md", "json"])
def test_the_changelog_of_a_release_is_the_golden_one(
    release: tuple[Changes, tuple[Reassessed, ...]], ending: str
) -> None:
    golden = GOLDEN / f"rule-changes.{ending}"
    text = reports(*release)[ending]
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


def test_no_line_of_the_text_is_too_wide_or_ends_in_a_blank(release: tuple[Changes, tuple[Reassessed, ...]]) -> None:
    for line in reports(*release)["txt"].splitlines():
        assert len(line) <= 80
        assert line == line.rstrip()


def test_the_json_has_a_schema_number_and_no_folder(release: tuple[Changes, tuple[Reassessed, ...]]) -> None:
    text = reports(*release)["json"]
    report = json.loads(text)
    assert report["schema"] == 1
    assert report["verdicts_change"] is True
    assert text.isascii()
    assert str(RULES.parent) not in text


def test_where_nothing_differs_it_says_so(tmp_path: Path) -> None:
    text = text_reports([changelog(changes_by(tmp_path))])
    assert "Nothing differs." in text


def test_where_no_verdict_can_change_it_says_so_and_how_it_knows(tmp_path: Path) -> None:
    words = " ".join(text_reports([changelog(changes_by(tmp_path, edits.REWORDED))]).split())
    assert "No verdict can change. Compared over all facts, all readings" in words
    assert "Words only: no verdict can change" in words
    assert "Rule control: holds (control.yaml:" in words


def test_what_new_answers_lead_to_stands_apart(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.NEW_ANSWER, edits.PLATFORMS, edits.PLATFORMS_SUPPLY)
    text = text_reports([changelog(changes)])
    assert "No verdict can change." in text
    assert "What changes verdicts" not in text
    assert "New answers, and what they lead to" in text
    assert "could not be said" in text


def test_what_can_no_longer_be_read_is_said_where_no_verdict_changes(tmp_path: Path) -> None:
    words = " ".join(text_reports([changelog(changes_by(tmp_path, *edits.RENAMED_FACT))]).split())
    assert "No verdict changes, but some arrangements can no longer be read." in words
    assert "Those that list opted_out: it is now called opt_out_made." in words


SAID: dict[str, tuple[Edit, ...]] = {
    "Rule strikers-duties, requires: {moved_by_hirer: no} added": (
        ("duties.yaml", "- supplied-to-perform\n", "- supplied-to-perform\n        - moved_by_hirer: no\n"),
    ),
    "Rule strikers-duties, requires: supplied-to-perform dropped": (
        ("duties.yaml", "        - supplied-to-perform\n", ""),
    ),
    "Rule hirer-in-charge, requires: {supplier_manager_in_charge: yes} in place of {supplier_manager_in_charge: no}": (
        ("control.yaml", "{hirer_directs_work: yes}, {supplier_manager_in_charge: no}]}\n    holds: The hirer's",
         "{hirer_directs_work: yes}, {supplier_manager_in_charge: yes}]}\n    holds: The hirer's"),
    ),
    "Rule duties, requires: all in place of any of paragraph-a, paragraph-b": (edits.EITHER_DUTY,),
    "Rule duties, requires: the same parts in another order": (edits.REORDERED,),
    "Rule employment-business, unless: excluded dropped": (edits.NO_EXCEPTION,),
    "Rule weighed-control, requires: {weight: {of: control-indicators, at_least: 4}} in place of"
    " {weight: {of: control-indicators, at_least: 3}}": (
        ("control.yaml", "at_least: 3}\n", "at_least: 4}\n"),
    ),
    "Open question locked-out, arises_where: {first_workers_absence: [locked-out, other-absence]} in place of"
    " {first_workers_absence: locked-out}": (
        ("duties.yaml", "arises_where: {first_workers_absence: locked-out}",
         "arises_where: {first_workers_absence: [locked-out, other-absence]}"),
    ),
    "Rule opted-out, applies: always (before: while-in-force)": (
        ("work-seeker.yaml", "    applies: while-in-force\n", "    applies: always\n"),
    ),
    "Provision eaa-s13-3, version era-2025: in force from 6 April 2027 on (before: not in force)": (edits.COMMENCED,),
    "Provision reg-7, extent: wales dropped": (edits.NO_WALES,),
    "Weighing control-indicators: hirer_sets_hours: yes weighs 1 (before: 2)": (edits.WEIGHT,),
    "Weighing control-indicators: indicator uses_hirers_systems is dropped (yes: 1, no: 0)": (
        ("control.yaml", "      uses_hirers_systems: {yes: 1, no: 0}\n", ""),
    ),
    "Fact engaged_by: answer platform is new: A platform engages these workers.": (edits.NEW_ANSWER,),
    "Fact exempt_supplier, where it is not listed: it is unknown (before: presumed none)": (edits.NO_PRESUMPTION,),
    "Fact repudiated_on, takes_effect: on-the-day (before: after-next-working-day)": (edits.COUNTS_AT_ONCE,),
    "Fact night_work is new: Is the work done at night?": (edits.NEW_FACT,),
    "Prohibition regulation-7, unless: no-knowledge dropped": (edits.NO_PROVISO,),
    "Prohibition regulation-7, covered_from: 1 January 2010 (before: 6 April 2004)": (edits.COVERED_LATER,),
    "The rulebook, main_prohibition: welsh-authorities (before: regulation-7)": (
        ("rulebook.yaml", "main_prohibition: regulation-7", "main_prohibition: welsh-authorities"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("said", SAID)
def test_a_difference_is_said_in_a_line(tmp_path: Path, said: str) -> None:
    changes = changes_by(tmp_path, *SAID[said])
    (difference,) = [each for effect in changes.effects for each in effect.group.all]
    assert difference_text(difference) == said


def test_what_each_does_alone_is_told_again_only_where_it_comes_out_otherwise_together(tmp_path: Path) -> None:
    apart = changes_by(tmp_path / "1", edits.COMMENCED, edits.LATER_QUASHED)
    assert "The same verdicts change, for the same smallest facts" in " ".join(text_reports([changelog(apart)]).split())
    mixed = changes_by(tmp_path / "2", edits.NO_PROVISO, edits.NO_EXCEPTION)
    assert "The same verdicts change" not in text_reports([changelog(mixed)])


def test_what_is_dropped_is_placed_in_the_old_rulebook(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.NO_EXCEPTION)
    (difference,) = changes.effects[0].group.differences
    assert place_text(difference).startswith("old employment-business.yaml:")
