"""Every fault of a file of rule cases is named with its place and how to mend it, all at once.

``bad/`` holds a file a fault, with the message that it gets. ``UPDATE_GOLDEN=1`` rewrites the messages.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reg7check import BadInput
from reg7check.audit.cases import read_cases
from reg7check.rulebook import Rulebook

HERE = Path(__file__).parent
BAD = HERE / "bad"
NAMES = sorted(path.stem for path in BAD.glob("*.yaml"))
PERMIT = HERE.parent / "rulebook" / "permit"


def refused(path: Path, name: str, rulebook: Rulebook) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_cases(path, rulebook.law, name=name)
    return caught.value


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_file_of_cases_gets_its_golden_message(name: str, rulebook: Rulebook) -> None:
    error = refused(BAD / f"{name}.yaml", f"bad/{name}.yaml", rulebook)
    golden = BAD / f"{name}.txt"
    message = f"{error}\n"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(message, encoding="utf-8", newline="\n")
    assert message == golden.read_bytes().decode("utf-8")
    for problem in error.problems:
        assert problem.place.line is not None
        assert problem.place.quoted is not None
        assert problem.hint
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f]", message)


def test_every_golden_belongs_to_a_bad_file() -> None:
    assert sorted(path.stem for path in BAD.glob("*.txt")) == NAMES


def test_a_title_may_stand_once_in_a_folder(tmp_path: Path, rulebook: Rulebook) -> None:
    copytree(HERE / "cases", tmp_path / "cases")
    text = "base: bases/agency-supply.yaml\ncases:\n"
    text += "  - {title: The same, authority: reg-7, expect: {verdict: prohibited}}\n"
    (tmp_path / "cases" / "one.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "cases" / "two.yaml").write_text(text, encoding="utf-8")
    (problem,) = refused(tmp_path / "cases", "tests", rulebook).problems
    assert problem.message == "another case has this title"
    assert str(problem.place) == "tests/two.yaml:3:13"
    assert "tests/one.yaml:3" in (problem.hint or "")


@pytest.mark.parametrize("part", range(12))
def test_all_files_of_a_folder_are_refused_at_once(part: int, tmp_path: Path, rulebook: Rulebook) -> None:
    some = [name for name in NAMES if "base" not in name][part::12]
    for name in some:
        (tmp_path / f"{name}.yaml").write_bytes((BAD / f"{name}.yaml").read_bytes())
    problems = refused(tmp_path, "bad", rulebook).problems
    assert {problem.place.file for problem in problems} >= {f"bad/{name}.yaml" for name in some}


def test_a_folder_without_files_of_cases_is_refused(tmp_path: Path, rulebook: Rulebook) -> None:
    (tmp_path / "bases").mkdir()
    (tmp_path / "notes.txt").touch()
    (problem,) = refused(tmp_path, "tests", rulebook).problems
    assert str(problem).startswith("tests: error: there are no rule cases in this folder")


def test_a_missing_file_of_cases_is_refused(tmp_path: Path, rulebook: Rulebook) -> None:
    (problem,) = refused(tmp_path / "none.yaml", "none.yaml", rulebook).problems
    assert problem.message == "there is no such file"


@pytest.mark.parametrize("base", ["x" * 5000, "a\\0b", ".", "..", "/", "bases/agency-supply.yaml/x"])
def test_a_base_that_cannot_be_a_file_is_refused_at_its_place(base: str, tmp_path: Path, rulebook: Rulebook) -> None:
    file = tmp_path / "case.yaml"
    text = f'base: "{base}"\ncases:\n  - {{title: x, authority: reg-7, expect: {{verdict: prohibited}}}}\n'
    file.write_text(text, encoding="utf-8")
    (problem,) = refused(file, "case.yaml", rulebook).problems
    assert str(problem.place) == "case.yaml:1:7"
    assert problem.message.startswith("there is no file `")
    assert max(map(len, str(problem).splitlines())) < 200


KEYS = (
    "title authority base facts without change on as take commence strand action expect verdict periods dates accounts"
)
VALUES = (
    "turns_on rules prohibitions cover industrial_action parties id supply strike union reg-7 prohibited control holds"
)
MORE = "sends_people repudiated_on yes unknown null 2024-05-20 bases/agency-supply.yaml eaa-s13-3 era-2025"
WORDS = st.sampled_from(f"{KEYS} {VALUES} {MORE}".split())
TREES = st.recursive(
    WORDS | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=20,
)
FIELDS = st.sampled_from(["facts", "without", "change", "on", "as", "take", "commence", "strand", "action", "expect"])


@settings(max_examples=300)
@given(fields=st.dictionaries(FIELDS, TREES, max_size=4))
def test_any_tree_in_a_case_is_read_or_refused(
    fields: dict[str, Any], tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook
) -> None:
    folder = tmp_path_factory.mktemp("cases")
    case = {"title": "x", "authority": "reg-7", "expect": {"verdict": "prohibited"}, **fields}
    content = {"base": str(HERE / "cases" / "bases" / "agency-supply.yaml"), "cases": [case]}
    (folder / "case.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8", errors="replace")
    try:
        (read,) = read_cases(folder / "case.yaml", rulebook.law)
    except BadInput:
        return
    assert read.strand in {strand.id for strand in read.arrangement.cover}
