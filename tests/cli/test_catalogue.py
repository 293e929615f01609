"""``facts``, ``law``, ``--version`` and ``--help``: what the program says of itself and of its rulebook."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

import reg7check
from reg7check import load_rulebook
from reg7check.report.catalogue import all_provisions, one_fact, one_provision
from reg7check.report.text import text_reports
from reg7check.rulebook.models import Law

from .conftest import Program, Run


@pytest.fixture(scope="module")
def law() -> Law:
    return load_rulebook().law


@pytest.fixture(scope="module")
def facts_page(program: Program) -> Run:
    return program("facts")


@pytest.fixture(scope="module")
def law_page(program: Program) -> Run:
    return program("law")


def without_meanings(text: str, law: Law) -> str:
    """Return a text on one line, without the meanings of terms in brackets."""
    words = " ".join(text.split())
    for term in law.glossary.values():
        capital = f"{term.term[0].upper()}{term.term[1:]}"
        for note in (f" ({term.means})", f" ({capital}: {term.means}.)"):
            words = words.replace(note, "")
    return words


def test_facts_lists_every_fact_with_its_answers(facts_page: Run, law: Law) -> None:
    assert (facts_page.code, facts_page.err) == (0, "")
    for fact in law.facts.values():
        assert f"{fact.id}:" in facts_page.out
    assert "worker-time | output | fixed-price" in facts_page.out


def test_facts_names_the_presumptions(facts_page: Run) -> None:
    assert facts_page.out.count("(presumed") == 4


def test_a_fact_is_told_in_full(program: Program, law: Law) -> None:
    run = program("facts", "hirer_directs_work")
    words = without_meanings(run.out, law)
    fact = law.facts["hirer_directs_work"]
    assert run.code == 0
    for text in (fact.question, fact.explain, fact.proof, fact.goes_to, *fact.answers.values()):
        assert " ".join(text.split()) in words


def test_a_fact_with_a_presumption_tells_it(program: Program) -> None:
    assert "Presumed where it is not listed" in program("facts", "exempt_supplier").out


@pytest.mark.parametrize(
    ("fact", "near"),
    [("hirer_direct_work", "hirer_directs_work"), ("hirer-directs-work", "hirer_directs_work"), ("PAID_BY", "paid_by")],
)
def test_an_unknown_fact_names_the_nearest(program: Program, fact: str, near: str) -> None:
    run = program("facts", fact)
    assert (run.code, run.raw) == (2, b"")
    assert f"there is no fact `{fact}`" in run.err
    assert f"did you mean `{near}`?" in run.err


def test_a_fact_like_no_other_points_to_the_list(program: Program) -> None:
    assert "`reg7check facts` lists all" in program("facts", "zzzzzz").err


def test_law_lists_every_provision(law_page: Run, law: Law) -> None:
    assert (law_page.code, law_page.err) == (0, "")
    for provision in law.provisions:
        assert f"{provision}:" in law_page.out


def test_law_on_a_day_says_what_is_in_force(program: Program, law: Law) -> None:
    words = without_meanings(program("law", "--on", "2023-01-01").out, law)
    assert "Not in force on 1 January 2023. Revoked by SI 2022/852" in words


def test_a_provision_is_shown_with_its_words_and_its_days(program: Program) -> None:
    run = program("law", "reg-7")
    words = " ".join(run.out.split())
    assert run.code == 0
    assert "an employment business shall not introduce or supply a work-seeker to a hirer to perform" in words
    assert "In force 6 April 2004 to 20 July 2022" in words
    assert "In force from 10 August 2023 on" in words
    assert "https://www.legislation.gov.uk/uksi/2003/3319/regulation/7" in words


def test_a_provision_that_is_not_in_force_on_a_day_says_why(program: Program, law: Law) -> None:
    run = program("law", "reg-7", "--on", "2023-01-01")
    words = without_meanings(run.out, law)
    assert run.code == 0
    assert "Not in force on 1 January 2023. Revoked by SI 2022/852 with effect from 21 July 2022." in words
    assert "shall not introduce or supply" not in words


def test_a_provision_that_is_in_force_on_a_day_shows_that_text_alone(program: Program) -> None:
    words = " ".join(program("law", "eaa-s13-3", "--on", "2024-05-13").out.split())
    assert "In force on 13 May 2024." in words
    assert "Text: in-force-now" in words
    assert "Text: era-2025" not in words


def test_a_provision_that_is_not_commenced_says_so(program: Program) -> None:
    assert "Not commenced, passed on 18 December 2025" in program("law", "eaa-s13-3").out


def test_a_provision_not_commenced_on_a_day_says_so(program: Program, law: Law) -> None:
    words = without_meanings(program("law", "era-2025-s36", "--on", "2026-11-24").out, law)
    assert "Not in force on 24 November 2026. Passed on 18 December 2025, not commenced." in words


def test_an_unknown_provision_names_the_nearest(program: Program) -> None:
    run = program("law", "reg7")
    assert (run.code, run.raw) == (2, b"")
    assert "there is no provision `reg7`" in run.err
    assert "did you mean `reg-7`?" in run.err


def test_law_with_a_bad_date_is_an_error(program: Program) -> None:
    run = program("law", "reg-7", "--on", "2023-02-29")
    assert run.code == 2
    assert "there is no such date as 2023-02-29" in run.err


def test_every_page_of_the_catalogue_is_kept_within_80_columns(law: Law, facts_page: Run, law_page: Run) -> None:
    documents = [
        *(one_fact(law, fact) for fact in law.facts.values()),
        *(one_provision(law, each, None) for each in law.provisions.values()),
        *(one_provision(law, each, date(2023, 1, 1)) for each in law.provisions.values()),
        all_provisions(law, date(2023, 1, 1)),
    ]
    pages = text_reports(documents) + facts_page.out + law_page.out
    assert [line for line in pages.splitlines() if cell_len(line) > 80] == []


def test_version_names_both_versions(program: Program, law: Law) -> None:
    run = program("--version")
    assert (run.code, run.err) == (0, "")
    identity = law.identity
    assert run.out == (
        f"reg7check {reg7check.__version__}\n"
        f"rulebook {identity.id} {identity.version}, law as of {identity.law_as_of}\n"
    )


@pytest.mark.parametrize("command", ["assess", "facts", "law", "schema"])
def test_the_help_of_a_command_has_an_example(program: Program, command: str) -> None:
    run = program(command, "--help")
    assert (run.code, run.err) == (0, "")
    assert f"Example: reg7check {command} " in run.out
    assert [line for line in run.out.splitlines() if len(line) > 80] == []


def test_the_help_names_every_command_and_gives_no_advice(program: Program) -> None:
    run = program("--help")
    assert run.code == 0
    for word in ("assess", "facts", "law", "schema", "It is not legal advice"):
        assert word in run.out


def test_the_help_of_assess_tells_the_exit_codes(program: Program) -> None:
    words = " ".join(program("assess", "--help").out.split())
    assert "Exits 0 where nothing is prohibited or unsettled, 1 where something is prohibited" in words
    assert "3 where something is unsettled, 2 where the input is wrong" in words


def test_the_example_of_assess_is_there(program: Program) -> None:
    out = program("assess", "--help").out
    example = next(line for line in out.splitlines() if "Example: " in line).split()[-1]
    root = Path(__file__).parents[2]
    assert (root / example).is_file()


def test_the_installed_command_and_the_module_are_the_same(program: Program, prohibited_text: Run) -> None:
    command = Path(sys.executable).parent / "reg7check"
    if not command.exists():
        pytest.skip("the command is not installed beside this Python")
    assert program("assess", "prohibited.yaml", command=(str(command),)) == prohibited_text
