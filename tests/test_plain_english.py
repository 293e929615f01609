"""The texts for users are plain enough for a general reader, and docs/plain-english.md shows how plain.

``UPDATE_GOLDEN=1`` rewrites the figures of that page.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reading import STATUTES, Measured, figures_of, measured
from reg7check import load_rulebook

PAGE = Path(__file__).parents[1] / "docs" / "plain-english.md"
START, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
LAW = load_rulebook().law
MEASURED = measured(LAW)
LIMITS: dict[str, tuple[float, float]] = {
    "questions": (8, 10.5),
    "help with questions": (8, 10),
    "answers": (8, 12),
    "where proof is found": (8, 10),
    "reasons": (8, 12),
    "points that people get wrong": (8, 10),
    "verdicts": (8, 11),
    "open questions of law": (8.5, 11.5),
    "readings and arguments": (8, 10),
    "advice": (8, 10),
    "glossary": (7, 11),
    "what authorities say": (10, 11),
    "notes on sources": (9, 14),
    "letters": (9, 14.5),  # the regulations' own name, in a line by itself, is of grade 14
    "help of the commands": (8, 11),
}
"""The highest grades that are let through: of the median text of a kind, and of its hardest."""

ANY_OTHER_KIND = (9, 12)
FOR_USERS = [kind for kind in MEASURED if kind != STATUTES]


@pytest.mark.parametrize("kind", FOR_USERS)
def test_a_kind_of_text_is_plain_enough(kind: str) -> None:
    of_median, of_hardest = LIMITS.get(kind, ANY_OTHER_KIND)
    texts = MEASURED[kind]
    too_hard = [f"{each.grade:.1f} {each.where}: {each.text}" for each in texts if each.grade > of_hardest]
    assert too_hard == []
    assert figures_of(texts).grade <= of_median


def test_every_kind_that_has_a_limit_is_measured() -> None:
    assert [kind for kind in LIMITS if not MEASURED.get(kind)] == []


def test_the_measure_tells_plain_words_from_those_of_a_statute() -> None:
    assert figures_of(MEASURED["help with questions"]).grade < 10 < figures_of(MEASURED[STATUTES]).grade


def test_the_figures_in_the_docs_are_those_of_the_texts() -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    written = f"{before}{START}{''.join(_figures())}{END}{after}"
    if os.environ.get("UPDATE_GOLDEN"):
        PAGE.write_text(written, encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == written, "run this test with UPDATE_GOLDEN=1 to write the figures anew"


def _figures() -> Iterator[str]:
    yield "\n| kind of text | texts | words | reading ease: median | lowest | grade: median | highest | limits |\n"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
    for kind in [*FOR_USERS, STATUTES]:
        figures = figures_of(MEASURED[kind])
        limits = "none" if kind == STATUTES else "{:g}, {:g}".format(*LIMITS.get(kind, ANY_OTHER_KIND))
        yield f"| {kind} | {figures.texts} | {figures.words} | {figures.ease:.0f} | {figures.hardest_ease:.0f} "
        yield f"| {figures.grade:.1f} | {figures.hardest_grade:.1f} | {limits} |\n"
    yield "\nThe hardest text of each kind, with its grade:\n\n"
    for kind in FOR_USERS:
        yield _hardest(kind, MEASURED[kind])
    yield "\n"


def _hardest(kind: str, texts: Sequence[Measured]) -> str:
    hardest = texts[0]
    return f"- {kind}: {hardest.grade:.1f}, `{hardest.where}`\n"
