"""A rule case is its base with changes made; it passes where all that it expects comes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from reg7check import load_rulebook
from reg7check.audit.cases import Case, read_cases
from reg7check.audit.running import Difference, Laws, run_case
from reg7check.rulebook import Rulebook

HERE = Path(__file__).parent
Write = Callable[..., Case]


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture
def one_case(tmp_path: Path, rulebook: Rulebook) -> Write:
    """Write a file with one case, of these lines, and read it."""
    folder = Path(copytree(HERE / "cases", tmp_path / "cases"))

    def write(*lines: str, base: str = "bases/agency-supply.yaml") -> Case:
        body = "".join(f"    {line}\n" for line in lines)
        text = f"base: {base}\ncases:\n  - title: A case\n    authority: reg-7\n{body}"
        (folder / "case.yaml").write_text(text, encoding="utf-8")
        (case,) = read_cases(folder / "case.yaml", rulebook.law)
        return case

    return write


@pytest.fixture
def differences(one_case: Write, rulebook: Rulebook) -> Callable[..., list[Difference]]:
    def run(*lines: str) -> list[Difference]:
        return list(run_case(one_case(*lines), Laws(rulebook)))

    return run


Run = Callable[..., list[Difference]]


def test_a_case_that_expects_what_comes_out_passes(differences: Run) -> None:
    assert not differences("expect: {verdict: prohibited, accounts: {}, turns_on: []}")


def test_another_verdict_is_a_difference_at_its_place(differences: Run) -> None:
    (found,) = differences("expect:", "  verdict: arguable")
    assert (found.what, found.expected, found.got) == ("the verdict", "arguable", "prohibited")
    assert (found.place.line, found.place.column) == (6, 16)


def test_facts_take_the_place_of_the_bases(one_case: Write, differences: Run) -> None:
    lines = ("facts: {engaged_by: hirer, repudiated_on: 2024-05-24}", "expect: {verdict: not-prohibited}")
    case = one_case(*lines)
    assert case.arrangement.cover[0].facts["engaged_by"].agreed == "hirer"
    assert case.arrangement.actions[0].facts["repudiated_on"].agreed == date(2024, 5, 24)
    assert not differences(*lines)
