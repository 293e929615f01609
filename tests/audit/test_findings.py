"""Each code has a broken rulebook that shows it: the street-stalls rulebook with a change, and what checking says."""

from __future__ import annotations

import os
from pathlib import Path
from shutil import copytree

import pytest
import yaml

from reg7check.audit.checking import check_rulebook
from reg7check.audit.findings import codes
from reg7check.report.rules.findings_text import findings_text_in_full

BROKEN = Path(__file__).parent / "broken"
STALLS = Path(__file__).parents[1] / "rulebook" / "permit"


def broken(code: str, folder: Path) -> None:
    """Put the broken rulebook of a code into a folder."""
    copytree(STALLS, folder)
    for change in yaml.safe_load((BROKEN / f"{code}.yaml").read_text(encoding="utf-8"))["changes"]:
        file = folder / change["file"]
        text = file.read_text(encoding="utf-8")
        assert text.count(change["old"]) == 1, f"{change['old']!r} stands {text.count(change['old'])} times"
        file.write_text(text.replace(change["old"], change["new"]), encoding="utf-8")


def test_every_code_has_a_broken_rulebook() -> None:
    assert {file.stem for file in BROKEN.glob("*.yaml")} == set(codes())


@pytest.mark.parametrize("code", codes())
def test_a_broken_rulebook_is_found_out(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    broken(code, tmp_path / "stalls")

    checked = check_rulebook("stalls")

    assert code in {finding.code for finding in checked.findings}
    said = findings_text_in_full(checked)
    golden = BROKEN / f"{code}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", [None, STALLS], ids=["shipped", "stalls"])
def test_a_sound_rulebook_has_no_findings(folder: Path | None) -> None:
    assert check_rulebook(folder).findings == ()
