"""The help with a question ends with the plain meaning of the words of the law in it."""

from __future__ import annotations

import pytest

from reg7check import load_rulebook
from reg7check.arrangement import FactAt, read_arrangement
from reg7check.interview.questions import explained
from reg7check.yaml_source import parse_source

LAW = load_rulebook().law
TEXT = b"""
reg7check: 1
title: Cover for the refuse strike
nation: england
parties: {council: {name: Anytown Council, role: hirer}}
industrial_action: [{id: strike, dates: 2025-06-02}]
cover: [{id: rounds, what: Empties the bins, hirer: council}]
"""
ARRANGEMENT = read_arrangement(parse_source(TEXT, "refuse.yaml"), LAW.facts)


def told(fact: str) -> list[str]:
    about = LAW.facts[fact].about
    at = FactAt(fact, action="strike") if about == "action" else FactAt(fact, strand="rounds")
    return [part.text for part in explained(LAW, ARRANGEMENT, at)]


def test_the_words_of_a_question_have_their_meaning() -> None:
    lines = told("does_strikers_duties")
    words = lines[lines.index("Words used here:") + 1 :]
    assert "first worker: whoever is taking part in the action and whose work is covered" in words


@pytest.mark.parametrize("fact", LAW.facts)
def test_no_word_is_explained_that_the_help_does_not_use(fact: str) -> None:
    lines = told(fact)
    place = lines.index("Words used here:") if "Words used here:" in lines else len(lines)
    text = " ".join(lines[:place]).lower()
    for line in lines[place + 1 :]:
        name = line.partition(": ")[0]
        term = next(each for each in LAW.glossary.values() if each.term == name)
        assert any(form.lower() in text for form in (term.term, *term.forms))
