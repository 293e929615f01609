"""``reg7check glossary``, as it is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from reg7check import load_rulebook

from .conftest import Program

PERMIT = Path(__file__).parents[1] / "rulebook" / "permit"
PAGE = Path(__file__).parents[2] / "docs" / "glossary.md"


def test_it_lists_every_term_with_its_meaning(program: Program) -> None:
    said = " ".join(program("glossary").out.split())
    for term in load_rulebook().law.glossary.values():
        assert f"- {term.term}: {term.means}. {term.more}" in said


@pytest.mark.parametrize("asked", [["first-worker"], ["First worker"], ["first", "workers"], ["FIRST WORKERS"]])
def test_a_term_is_found_in_any_form_with_quotes_or_without(program: Program, asked: list[str]) -> None:
    done = program("glossary", *asked)
    assert done.code == 0
    assert done.out.startswith("first worker\n============\nWhoever is taking part in the action")


def test_a_term_that_there_is_not_is_an_error_with_the_nearest(program: Program) -> None:
    done = program("glossary", "hirrer")
    assert (done.code, done.out) == (2, "")
    assert "there is no term `hirrer`" in done.err
    assert "did you mean `hirer`?" in done.err


def test_a_term_that_is_near_to_none_is_answered_with_where_all_are(program: Program) -> None:
    assert "`reg7check glossary` lists all" in program("glossary", "qqqq").err


def test_markdown_is_that_of_the_docs(program: Program) -> None:
    assert program("glossary", "--format", "markdown").out == PAGE.read_text(encoding="utf-8")


def test_it_is_written_to_a_file_and_a_file_that_is_there_is_kept(program: Program, tmp_path: Path) -> None:
    done = program("glossary", "hirer", "-o", tmp_path / "hirer.txt")
    assert (done.code, done.out, done.err) == (0, "", f"wrote {tmp_path / 'hirer.txt'}\n")
    assert (tmp_path / "hirer.txt").read_text(encoding="utf-8") == program("glossary", "hirer").out
    again = program("glossary", "supplier", "-o", tmp_path / "hirer.txt")
    assert again.code == 2
    assert "the file is there already" in again.err


def test_a_rulebook_without_a_glossary_says_so(program: Program) -> None:
    assert "This rulebook has no glossary." in program("glossary", "--rules", PERMIT).out
