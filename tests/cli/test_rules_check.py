"""``reg7check rules check`` and ``rules explain`` as they are run: exit codes, formats, annotations."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from xml.etree import ElementTree

import pytest

from .conftest import Program

STALLS = Path(__file__).parents[1] / "rulebook" / "permit"
CART = "      cart: The stall is a cart.\n"


@pytest.fixture
def stalls(tmp_path: Path) -> Path:
    return Path(copytree(STALLS, tmp_path / "stalls"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def noted(stalls: Path) -> Path:
    """A rulebook of which nothing is found but one note."""
    change(stalls, "facts.yaml", CART, f"{CART}      barrow: The stall is a barrow.\n")
    change(stalls, "stalls.yaml", "cart: 2}", "cart: 2, barrow: 2}")
    return stalls


def test_the_shipped_rulebook_is_clean(program: Program) -> None:
    done = program("rules", "check", "--strict")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("no findings, 7 silenced; ")


def test_a_note_counts_only_where_it_is_strict(program: Program, noted: Path) -> None:
    assert program("rules", "check", noted).code == 0
    assert program("rules", "check", noted, "--strict").code == 1


def test_a_warning_counts(program: Program, stalls: Path) -> None:
    change(stalls, "stalls.yaml", "requires: {market_day: yes}", "requires: {market_day: [yes, no]}")
    done = program("rules", "check", stalls)
    assert done.code == 1
    assert "warning R403: `market` always holds" in done.out


def test_an_error_counts_and_nothing_is_proved(program: Program, stalls: Path) -> None:
    change(stalls, "stalls.yaml", "requires: {market_day: yes}", "requires: markt")
    done = program("rules", "check", stalls)
    assert done.code == 1
    assert "error R102: there is no concept `markt`" in done.out
    assert done.out.endswith("1 error: the rulebook cannot be used, so nothing was proved of it\n")


@pytest.mark.parametrize("text", ["rules: [", "\t", "\x00"], ids=["unclosed", "a tab", "a control character"])
def test_what_is_not_yaml_cannot_be_read(program: Program, stalls: Path, text: str) -> None:
    (stalls / "more.yaml").write_text(text, encoding="utf-8")
    done = program("rules", "check", stalls)
    assert (done.code, done.out) == (2, "")
    assert "more.yaml:1:" in done.err


def test_a_folder_that_is_not_there_cannot_be_read(program: Program, tmp_path: Path) -> None:
    assert program("rules", "check", tmp_path / "nowhere").code == 2


def test_a_silence_with_a_reason_is_told_in_full(program: Program, noted: Path) -> None:
    change(noted, "facts.yaml", "a barrow.\n", "a barrow.  # silence R411: the town asks which\n")
    assert program("rules", "check", noted, "--strict").code == 0
    said = program("rules", "check", noted, "--verbose").out
    assert "silenced R411: nothing tells the answers `barrow` and `cart` of `stall_kind` apart" in said
    assert "because: the town asks which" in said


def test_what_stands_in_a_text_silences_nothing(program: Program, noted: Path) -> None:
    change(noted, "facts.yaml", "barrow: The stall is a barrow.", "barrow: 'A barrow  # silence R411: no'")
    assert program("rules", "check", noted, "--strict").code == 1


def test_json_holds_every_finding(program: Program, noted: Path) -> None:
    found = json.loads(program("rules", "check", noted, "--format", "json").out)
    assert found["schema"] == 1
    assert found["rulebook"]["id"] == "street-stalls"
    assert found["counts"] == {"error": 0, "warning": 0, "note": 1}
    (finding,) = found["findings"]
    assert (finding["code"], finding["line"], finding["column"]) == ("R411", 11, 15)


def test_sarif_has_a_rule_a_code_and_suppresses_what_is_silenced(program: Program) -> None:
    sarif = json.loads(program("rules", "check", "--format", "sarif").out)
    assert sarif["version"] == "2.1.0"
    (only,) = sarif["runs"]
    rules = only["tool"]["driver"]["rules"]
    assert only["results"]
    for result in only["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["suppressions"][0]["justification"]
        location = result["locations"][0]["physicalLocation"]
        assert location["artifactLocation"]["uri"].startswith("rules/")
        assert location["region"]["startLine"] > 1


def test_junit_fails_the_test_of_each_code_that_is_found(program: Program, noted: Path) -> None:
    suites = ElementTree.fromstring(program("rules", "check", noted, "--format", "junit").out)
    failing = [case.get("name") for case in suites.iter("testcase") if case.find("failure") is not None]
    assert failing == ["R411 Answers that nothing tells apart"]


def test_github_shows_each_finding_at_its_place(program: Program, noted: Path) -> None:
    done = program("rules", "check", noted, environment={"GITHUB_ACTIONS": "true"})
    first = done.out.splitlines()[0]
    assert first.startswith("::notice file=")
    assert ",line=11,col=15,title=R411::nothing tells the answers" in first


def test_findings_are_written_to_a_file_whole(program: Program, noted: Path, tmp_path: Path) -> None:
    target = tmp_path / "findings.sarif"
    done = program("rules", "check", noted, "-f", "sarif", "-o", target)
    assert (done.code, done.out) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["runs"]
    assert program("rules", "check", noted, "-o", target).code == 2
    assert program("rules", "check", noted, "-o", noted / "stalls.yaml", "--force").code == 2


def test_a_code_is_explained_whatever_its_case(program: Program) -> None:
    assert program("rules", "explain", "r404").out == program("rules", "explain", "R404").out
    assert "What it finds" in program("rules", "explain", "R404").out


def test_the_list_of_codes_fits_a_terminal(program: Program) -> None:
    said = program("rules", "explain").out
    assert "R001" in said
    assert "R903" in said
    assert max(map(len, said.splitlines())) <= 80


def test_an_unknown_code_is_refused_with_the_nearest(program: Program) -> None:
    done = program("rules", "explain", "R4044")
    assert done.code == 2
    assert "did you mean `R404`?" in done.err


def test_the_page_of_codes_is_fresh(program: Program) -> None:
    page = Path(__file__).parents[2] / "docs" / "findings.md"
    assert page.read_text(encoding="utf-8") == program("rules", "explain", "all", "--format", "markdown").out
