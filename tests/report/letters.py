"""Letters to test: one to each addressee, of an arrangement, and what in one would be said as if it were so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

from reg7check import assess, load_arrangement, load_rulebook
from reg7check.arrangement import Answer, Arrangement
from reg7check.days import in_words
from reg7check.problems import BadInput
from reg7check.reasoning import Assessment
from reg7check.reasoning.letters import Circumstances, letter_to
from reg7check.report.document import Document, Heading, Item, Items, Lines, Paragraph
from reg7check.report.letters.letter import letter_document
from reg7check.report.letters.sourced import NO_SOURCE
from reg7check.rulebook.models import Fact, Law

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.yaml"))
ADDRESSEES = ("supplier", "hirer", "regulator")
DATED = date(2025, 6, 5)

load_rulebook = cache(load_rulebook)


def example(name: str) -> Arrangement:
    """Return an example."""
    return load_arrangement(ROOT / "examples" / f"{name}.yaml", load_rulebook(), name=f"examples/{name}.yaml")


def letter(
    arrangement: Arrangement, to: str, dated: date = DATED, strand: str | None = None, **known: object
) -> Document:
    """Return the letter to an addressee. Raises BadInput where there is none."""
    return _letter(assess(arrangement, load_rulebook()), to, dated, strand, **known)


def letters(arrangement: Arrangement) -> Iterator[Document]:
    """Yield each letter that there is of an arrangement: to each addressee, of every strand."""
    assessment = assess(arrangement, load_rulebook())
    for to in ADDRESSEES:
        for strand in arrangement.cover:
            with suppress(BadInput):
                yield _letter(assessment, to, DATED, strand.id)


def _letter(assessment: Assessment, to: str, dated: date, strand: str | None, **known: object) -> Document:
    circumstances = Circumstances(dated, **known)
    return letter_document(letter_to(to, assessment, load_rulebook(), circumstances, strand))


def sentences(document: Document) -> Iterator[str]:
    """Yield each text of a letter, on one line, in the parts that end with a full stop or a question mark."""
    for text in _texts(document):
        yield from re.split(r"(?<=[.?!]) (?=[A-Z“])", " ".join(text.split()))


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        match block:
            case Heading(_, text) | Paragraph(text):
                yield text
            case Lines(lines):
                yield from lines
            case Items(items):
                for item in items:
                    yield from _texts_of(item)
            case _:
                raise AssertionError(f"a letter has no {block}")


def _texts_of(item: Item) -> Iterator[str]:
    yield item.text
    yield from item.lines
    for below in item.below:
        yield from _texts_of(below)


def said_as_if_so(document: Document, arrangement: Arrangement, law: Law) -> list[str]:
    """Return each sentence of a letter that makes the statement of some answer without saying who makes it.

    A statement that is not the file's agreed answer to the fact must not be made at all, whoever is named.
    """
    every = [(fact, statement) for fact in law.facts.values() for statement in _statements(fact, arrangement)]
    found = []
    for sentence in sentences(document):
        if sentence.endswith(("?", "?]")):  # a question states nothing
            continue
        made = [(fact, statement) for fact, statement in every if _makes(sentence, statement)]
        for fact, statement in made:
            within = any(_makes(other, statement) for _, other in made if other != statement)
            if not within and not _owned(sentence, fact, statement, arrangement):
                found.append(sentence)
    return found


def _answers(fact: Fact, arrangement: Arrangement) -> list[Answer | None]:
    places = arrangement.actions if fact.about == "action" else arrangement.cover
    return [place.facts.get(fact.id) for place in places]


def _statements(fact: Fact, arrangement: Arrangement) -> Iterator[str]:
    if not fact.is_date:
        yield from fact.answers.values()
        return
    yield fact.answers["never"]
    for answer in _answers(fact, arrangement):
        if answer is not None:
            for value in (answer.agreed, *(value for _, value in answer.by_party)):
                if isinstance(value, date):
                    yield _dated(fact, value)


def _dated(fact: Fact, value: date) -> str:
    return fact.answers["date"].replace("{date}", in_words(value))


def _makes(sentence: str, statement: str) -> bool:
    bare = statement.rstrip(".")
    return f"{bare[:1].lower()}{bare[1:]}" in sentence or bare in sentence


def _owned(sentence: str, fact: Fact, statement: str, arrangement: Arrangement) -> bool:
    for answer in _answers(fact, arrangement):
        if answer is None:
            presumed = fact.presumed is not None and fact.answers[fact.presumed.answer] == statement
            if presumed and sentence.startswith("We have assumed") and NO_SOURCE in sentence:
                return True
            continue
        value = answer.agreed
        stated = None if value is None else _dated(fact, value) if isinstance(value, date) else fact.answers.get(value)
        if stated != statement:
            continue
        names = [arrangement.parties[party].name for party, _ in answer.by_party]
        if answer.says is not None and sentence.startswith(f"{arrangement.parties[answer.says].name} says that"):
            return True
        if answer.says is None and names and all(name in sentence for name in names) and " agree that" in sentence:
            return True
        if answer.says is None and not names and answer.evidence and sentence.startswith("We understand from"):
            return True
        bare = answer.says is None and not names and not answer.evidence
        if bare and sentence.startswith("We understand that") and NO_SOURCE in sentence:
            return True
    return False
