"""Arrangements under two rulebooks: which verdicts on them change, and which can be read under one only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reg7check import BadInput
from reg7check.audit.diff import Reassessed, Turned, changes_between, reassess
from reg7check.reasoning.results import Verdict
from reg7check.rulebook import read_rulebook

from . import edits
from .edits import RULES, Edit, edited

EXAMPLES = RULES.parent / "examples"
Compare = Callable[..., tuple[Reassessed, ...]]


@pytest.fixture
def compare(tmp_path: Path) -> Compare:
    """Assess files under the shipped rulebook, and under it with some words changed."""

    def compare_files(files: list[Path], *made: Edit) -> tuple[Reassessed, ...]:
        old, new = read_rulebook(RULES), read_rulebook(edited(tmp_path / "new", *made))
        renames = changes_between(old, new).renames
        renamed = {each.old: each.new for each in renames if each.section == "prohibitions"}
        return reassess([(str(each), each.name) for each in files], old.compiled(), new.compiled(), renamed)

    return compare_files


def example(tmp_path: Path, name: str, *changes: tuple[str, str]) -> Path:
    """Return a copy of an example with words of it changed."""
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_what_stays_the_same_is_listed_without_changes(compare: Compare) -> None:
    (found,) = compare([EXAMPLES / "agency-supply.yaml"], edits.REWORDED)
    assert found == Reassessed("agency-supply.yaml")
    assert not found.differs


def test_a_verdict_that_changes_on_some_days_is_told_for_these_days(compare: Compare) -> None:
    (found,) = compare([EXAMPLES / "across-10-august-2023.yaml"], edits.LATER_QUASHED)
    day = date(2023, 8, 10)
    (turned,) = [each for each in found.turned if each.party is None and each.prohibition == "regulation-7"]
    assert turned == Turned(turned.strand, "regulation-7", None, day, day, Verdict.PROHIBITED, Verdict.NOT_PROHIBITED)


def test_a_partys_account_that_changes_is_told(compare: Compare) -> None:
    (found,) = compare([EXAMPLES / "backfill.yaml"], edits.NO_PRESUMPTION)
    by_party = {each.party: (each.old, each.new) for each in found.turned}
    assert by_party == dict.fromkeys((None, "union", "trust"), (Verdict.PROHIBITED, Verdict.UNDETERMINED))


def test_a_prohibition_with_another_id_is_the_same_one(compare: Compare) -> None:
    letters = (RULES / "letters.yaml").read_text(encoding="utf-8")
    renamed = [
        ("wales.yaml", "  - id: welsh-authorities\n", "  - id: welsh-ban\n"),
        ("wales.yaml", "id: welsh-breach\n    prohibition: welsh-authorities", "id: x\n    prohibition: welsh-ban"),
        ("wales.yaml", "ask-the-authority\n    prohibition: welsh-authorities", "y\n    prohibition: welsh-ban"),
        ("letters.yaml", letters, letters.replace("prohibition: welsh-authorities", "prohibition: welsh-ban")),
    ]
    (found,) = compare([EXAMPLES / "welsh-authority-2022.yaml"], *renamed)
    assert not found.differs


def cases(tmp_path: Path, *made: str) -> Path:
    """Return a file of rule cases, each on an example as its base."""
    (tmp_path / "base.yaml").write_bytes((EXAMPLES / "contractor-staffed-by-agency.yaml").read_bytes())
    path = tmp_path / "made-up.yaml"
    path.write_text("base: base.yaml\ncases:\n" + "".join(made), encoding="utf-8")
    return path


UMBRELLA = """\
  - title: An umbrella company employs the porters
    authority: eaa-s13-3
    strand: agency-porters
    facts: {engaged_by: another-employer, agency_supply_admitted: no, struck_employer_is_hirer: yes}
    expect: {verdict: arguable}
"""


AT_ONCE: Edit = (*edits.COMMENCED[:2], edits.COMMENCED[2].replace("2027-04-06", "2025-01-01"))


def test_a_rule_case_that_changes_is_named_by_its_title(compare: Compare, tmp_path: Path) -> None:
    (found,) = compare([cases(tmp_path, UMBRELLA)], AT_ONCE)
    assert found.name == "made-up.yaml: An umbrella company employs the porters"
    (turned,) = [each for each in found.turned if each.strand == "agency-porters"]
    assert (turned.old, turned.new) == (Verdict.ARGUABLE, Verdict.PROHIBITED)


def test_a_rule_case_is_judged_with_the_reading_that_it_takes(compare: Compare, tmp_path: Path) -> None:
    taken = UMBRELLA + "    take: {umbrella-employer: prohibits}\n"
    (found,) = compare([cases(tmp_path, taken)], AT_ONCE)
    assert not found.differs


def test_a_file_that_only_one_rulebook_can_read_is_reported_with_its_problem(compare: Compare) -> None:
    (found,) = compare([EXAMPLES / "agency-supply.yaml"], *edits.RENAMED_FACT)
    (problem,) = found.new_problems
    assert "opted_out" in problem.message
    assert (found.old_problems, found.turned) == ((), ())
    assert found.differs


def test_a_file_that_neither_can_read_is_bad_input(compare: Compare, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"agency-supply\.yaml:\d+:\d+: error: "):
        compare([example(tmp_path, "agency-supply.yaml", ("nation: england", "nation: atlantis"))], edits.REWORDED)
