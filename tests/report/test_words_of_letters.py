"""The words of the law in a letter have their plain meaning after it: nothing is put into the letter itself."""

from __future__ import annotations

import pytest

from reg7check.report.text import text_reports

from .letters import example, letter, load_rulebook

HEADING = "Words used in this letter"


def written(name: str, to: str) -> str:
    return text_reports([letter(example(name), to)])


@pytest.mark.parametrize("to", ["supplier", "hirer"])
@pytest.mark.parametrize("name", ["barnet-2024-04-flex360", "barnet-2024-05-duty-provider", "agency-supply"])
def test_a_letter_to_a_party_ends_with_the_meaning_of_its_words(name: str, to: str) -> None:
    body, words = written(name, to).split(HEADING)
    law = load_rulebook().law
    told = [line.partition(": ")[0].strip(" -") for line in words.splitlines() if line.startswith("  - ")]
    assert "regulation 7" in told
    for term in told:
        entry = next(each for each in law.glossary.values() if each.term == term)
        assert any(form.lower() in " ".join(body.split()).lower() for form in (entry.term, *entry.forms))
        assert f"({entry.means})" not in " ".join(body.split())


def test_what_a_letter_defines_itself_is_not_told_again() -> None:
    words = written("barnet-2024-05-duty-provider", "hirer").split(HEADING)[1]
    assert "hirer:" not in words
    assert "first worker" not in words
    assert "employment business" not in written("barnet-2024-05-duty-provider", "supplier").split(HEADING)[1]


def test_a_letter_to_the_enforcement_body_explains_no_words_to_it() -> None:
    assert HEADING not in written("barnet-2024-05-duty-provider", "regulator")
