"""The page of the glossary is what the program writes. ``UPDATE_GOLDEN=1`` rewrites it."""

from __future__ import annotations

import os
from pathlib import Path

from reg7check import load_rulebook
from reg7check.report.glossary import all_terms, one_term
from reg7check.report.markdown import markdown_reports
from reg7check.report.text import text_reports

PAGE = Path(__file__).parents[2] / "docs" / "glossary.md"
LAW = load_rulebook().law


def test_the_page_in_the_docs_is_what_the_program_writes() -> None:
    written = markdown_reports([all_terms(LAW)])
    if os.environ.get("UPDATE_GOLDEN"):
        PAGE.write_text(written, encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == written, "run this test with UPDATE_GOLDEN=1 to write the page anew"


def test_every_term_stands_in_the_list_in_the_order_of_the_alphabet() -> None:
    written = text_reports([all_terms(LAW)])
    terms = sorted((each.term for each in LAW.glossary.values()), key=str.lower)
    places = [written.index(f"\n  - {term}: ") for term in terms]
    assert places == sorted(places)


def test_a_term_is_told_with_its_source_what_to_see_and_its_forms() -> None:
    told = " ".join(text_reports([one_term(LAW, LAW.glossary["repudiated"])]).split())
    assert "Disowned formally, in writing." in told
    assert "It comes from: section 21 of the Trade Union and Labour Relations (Consolidation) Act 1992." in told
    assert "See also: unofficial and working day." in told
    assert "Also written: repudiate, repudiates and repudiation." in told


def test_a_rulebook_may_have_no_glossary() -> None:
    assert "This rulebook has no glossary." in text_reports([all_terms(LAW._replace(glossary={}))])
