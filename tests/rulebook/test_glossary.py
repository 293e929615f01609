"""The shipped glossary: every legal word of the texts is in it, and it holds no word that nobody reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reg7check import load_rulebook
from reg7check.rulebook.models import Term
from reg7check.rulebook.terms import TermFinder
from reg7check.rulebook.texts import texts_of

GOLDEN = Path(__file__).parents[1] / "report" / "golden"
LAW = load_rulebook().law
FINDER = TermFinder(LAW.glossary.values())

LATIN = """
    ab initio, actus reus, a fortiori, bona fide, caveat emptor, de facto, de jure, de minimis, ex parte, habeas
    corpus, in camera, inter alia, ipso facto, locus standi, mens rea, mutatis mutandis, obiter, pari passu, per se,
    prima facie, pro rata, quantum, ratio decidendi, res judicata, sine die, sub judice, sui generis, ultra vires,
    vis-a-vis
"""
LEGAL = """
    abet*, actionable, aforesaid, alleg*, analog*, ancillary, appellant*, article 11, assent, authoris*, breach*,
    burden, claimant*, commenc*, consolidated, consult, consultation*, consulted, contract for services, contract of
    service, contracts for services, contraven*, control, convention, counsel*, crown, damages, deemed, defendant*,
    devolved, employment agenc*, employment business*, employment tribunal*, enactment*, endors*, engag*, estop*,
    exclu*, exempt*, fiduciary, first worker*, forthwith, freedom of information, gangmaster*, hereby, herein*, high
    court, hirer*, in force, incorporated, indemni*, indictment, industrial action, infirmity, injunction*,
    instrument*, interested party, into force, judgment*, jurisdiction, key information document, legal person*,
    liab*, local authorit*, lock-out*, locked out, locked-out, lockout*, magistrate*, managed service,
    notwithstanding, offence*, official action, opt-out*, opted out, pecuniary, personnel, plaintiff*,
    practitioner*, prescribed, presum*, procur*, prohibition order*, proprietor, prosecut*, protected, proviso*,
    pursuant, quash*, reasonable grounds, remed*, repeal*, repudiat*, respondent*, revocation, revoke*, royal
    assent, scrutineer*, secretary of state, standard scale, statutory, summarily, summary, thereby, therein,
    thereof, thereto, thereupon, tort, tribunal*, umbrella*, unfair dismissal, unofficial, unprotected, vicarious*,
    void, vulnerable, weighed, weighing, whereas, work-seeker*, working day*
"""
EVERYDAY = {
    "other-exemption": "an answer's name",
    "infirmity": "stands in a list of examples, as the regulations have it",
    "liability insurance": "what firms call it",
    "procurement officer": "a job title",
    "scrutineer's report (from the independent person who checks the ballot)": "explained there",
    "practitioner's summary": "a short account",
}
"""What looks like a word of the law, and is none, or is explained where it stands."""


def pattern(words: str) -> re.Pattern[str]:
    every = (re.escape(" ".join(word.split())).replace(r"\*", r"\w*") for word in words.split(","))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(every)})(?!\w)", re.IGNORECASE)


def own_texts() -> Iterator[tuple[str, str]]:
    """Yield where each text for readers stands, and the text without the names of enactments and cases in it."""
    names = {each.instrument for each in LAW.provisions.values()}
    names |= {name for each in LAW.authorities.values() for name in (each.citation, each.citation.partition(",")[0])}
    names |= {"Enforcement Act", "Employment Act", "Magistrates' Courts Act 1980"}
    for each in texts_of(LAW):
        if not each.own or each.section == "glossary" or each.path[0] in ("citation", "instrument", "title", "kind"):
            continue
        text = each.text
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, "·")
        yield f"{each.section} {each.entry} {'.'.join(map(str, each.path))}", text


def uncovered(text: str, words: re.Pattern[str]) -> list[str]:
    """Return the words that stand in a text and are neither quoted, nor everyday, nor a term of the glossary."""
    covered = [(found.start, found.end) for found in FINDER.found_in(text)]
    covered += [match.span() for match in re.finditer(r"“[^”]*”|\"[^\"]*\"", text)]
    covered += [match.span() for word in EVERYDAY for match in re.finditer(re.escape(word), text)]
    return [
        match[0]
        for match in words.finditer(text)
        if not any(start <= match.start() and match.end() <= end for start, end in covered)
    ]


def test_the_search_finds_a_word_of_the_law_that_is_not_in_the_glossary() -> None:
    assert uncovered("The respondent is prima facie in breach.", pattern(LEGAL)) == ["respondent"]
    assert uncovered("The respondent is prima facie in breach.", pattern(LATIN)) == ["prima facie"]


@pytest.mark.parametrize("words", [LATIN, LEGAL], ids=["latin", "legal"])
def test_every_legal_word_of_the_texts_is_in_the_glossary(words: str) -> None:
    searched = pattern(words)
    missing = {where: found for where, text in own_texts() if (found := uncovered(text, searched))}
    assert missing == {}


def test_every_word_that_is_taken_for_an_everyday_one_stands_in_some_text() -> None:
    every = " ".join(text for _, text in own_texts())
    assert [word for word in EVERYDAY if word not in every] == []


@pytest.mark.parametrize("term", LAW.glossary.values(), ids=list(LAW.glossary))
def test_every_term_stands_in_some_text_that_people_read(term: Term) -> None:
    finder = TermFinder([term])
    rulebook = any(finder.found_in(each.text) for each in texts_of(LAW) if each.section != "glossary")
    reports = (" ".join(path.read_text(encoding="utf-8").split()) for path in sorted(GOLDEN.glob("*.txt")))
    assert rulebook or any(finder.found_in(text) for text in reports)


def test_the_meanings_of_the_verdicts_are_there_for_each_verdict() -> None:
    verdicts = {"prohibited", "disputed", "arguable", "undetermined", "not-prohibited"}
    assert verdicts <= set(LAW.glossary)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A hirer and a first worker.", ["hirer", "first worker"]),
        ("THE HIRER'S MEN", ["hirer"]),
        ("A locked-out worker", ["lock-out"]),
        ("Union official; official action", ["official action"]),
        ("the Regulations", ["the Regulations"]),
        ("the regulations under it", []),
        ("regulation 7(1)", []),
        ("an open question of law", ["open question of law"]),
        ("hirer/supplier.yaml, no-hirer, hirers_team", []),
        ("İ: the hirer", ["hirer"]),
    ],
)
def test_terms_are_found_as_whole_words(text: str, found: list[str]) -> None:
    terms = FINDER.found_in(text)
    assert [each.term.term for each in terms] == found
    for each in terms:
        assert text[each.start : each.end].lower() in [form.lower() for form in each.term.written]
