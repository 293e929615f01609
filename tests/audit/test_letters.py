"""What checking a rulebook finds in its letters."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from reg7check.audit.checking import check_rulebook

PERMIT = Path(__file__).parents[1] / "rulebook" / "permit"


def findings(folder: Path, old: str, new: str) -> list[str]:
    """Return the findings in the permit rulebook with a change to its letters."""
    copytree(PERMIT, folder / "permit")
    file = folder / "permit" / "letters.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    found = check_rulebook(folder / "permit").findings
    return [f"{each.place.file.rpartition('/')[2]}:{each.place.line} {each.code} {each.message}" for each in found]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("{verdict}", "{judgement}", "letters.yaml:13 R112 nothing fills in {judgement}"),
        ("Your stall", "Your stall, {Hirer}", "letters.yaml:10 R112 nothing fills in {Hirer}"),
        (
            "{nation: england}",
            "{all: [{nation: england}, {nation: wales}]}",
            "letters.yaml:18 R416 a part of the letter to the hirer is never there: no facts meet its `where`",
        ),
        ("Your stall", "Your sells_tea", "letters.yaml:10 R111 the text names `sells_tea`, and there is no such fact"),
    ],
)
def test_what_is_wrong_in_a_letter_is_a_finding_at_its_place(tmp_path: Path, old: str, new: str, found: str) -> None:
    assert findings(tmp_path, old, new) == [found]


def test_a_placeholder_of_letters_is_none_elsewhere(tmp_path: Path) -> None:
    copytree(PERMIT, tmp_path / "permit")
    file = tmp_path / "permit" / "stalls.yaml"
    text = file.read_text(encoding="utf-8").replace("This law is made up.", '"This law of {hirer} is made up."')
    file.write_text(text, encoding="utf-8")
    assert [each.code for each in check_rulebook(tmp_path / "permit").findings] == ["R112"]
