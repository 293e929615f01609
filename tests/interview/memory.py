"""An arrangement kept in memory, for sittings without a file; and truths from which its questions are answered."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from reg7check.arrangement import (
    Action,
    Answer,
    Arrangement,
    Evidence,
    FactAt,
    Party,
    Span,
    Strand,
    Value,
    with_answers,
)
from reg7check.arrangement.splicing import Path
from reg7check.interview.session import Session
from reg7check.rulebook import Rulebook

STRIKE = Span(date(2025, 6, 2), date(2025, 6, 6))
Truth = Mapping[FactAt, Value]


class Memory:
    """A record that is kept nowhere, and counts how often it was saved."""

    def __init__(self, arrangement: Arrangement) -> None:
        self.arrangement = arrangement
        self.blanks: tuple[Path, ...] = ()
        self.saved = 0
        self._contents: list[Arrangement] = []

    @property
    def content(self) -> bytes:
        self._contents.append(self.arrangement)
        return str(len(self._contents) - 1).encode()

    def restore(self, content: bytes) -> None:
        self.arrangement = self._contents[int(content)]

    def answer(self, at: FactAt, answer: Answer) -> None:
        self.arrangement = with_answers(self.arrangement, {at: answer})

    def add_evidence(self, evidence: Evidence) -> None:
        self.arrangement = self.arrangement._replace(evidence={**self.arrangement.evidence, evidence.id: evidence})

    def save(self) -> None:
        self.saved += 1


def nothing_known(facts: Mapping[str, Answer] | None = None) -> Arrangement:
    """Return an arrangement of one strike and one strand of which nothing is known, or only these facts."""
    listed = facts or {}
    return Arrangement(
        file="strike.yaml",
        sha256="",
        title="Cover for the strike",
        reference=None,
        nation="england",
        parties={
            "union": Party("union", "Anytown UNISON", "union"),
            "council": Party("council", "Anytown Council", "hirer"),
            "agency": Party("agency", "Quickstaff", "supplier"),
        },
        evidence={},
        actions=(Action("strike", (STRIKE,), None, None, {}),),
        cover=(
            Strand(
                "rounds",
                "Empties the bins",
                "council",
                (STRIKE,),
                True,
                ("strike",),
                None,
                "agency",
                None,
                None,
                listed,
            ),
        ),
    )


def places(arrangement: Arrangement, rulebook: Rulebook) -> list[FactAt]:
    """Return every fact that can be asked of an arrangement, in the order of the catalogue."""
    found: list[FactAt] = []
    for fact in rulebook.law.facts.values():
        if fact.about == "action":
            found += [FactAt(fact.id, action=action.id) for action in arrangement.actions]
        else:
            found += [FactAt(fact.id, strand=strand.id) for strand in arrangement.cover]
    return found


def values(rulebook: Rulebook, at: FactAt) -> list[Value]:
    """Return the answers that a fact may truly have. Of a date: never, or the first day of the strike."""
    fact = rulebook.law.facts[at.fact]
    return [*fact.choices, *([STRIKE.first] if fact.is_date else [])]


def random_truth(rulebook: Rulebook, at: Iterable[FactAt], rng: random.Random) -> dict[FactAt, Value]:
    """Return an answer to each fact, all of a fact's answers being equally likely."""
    return {each: rng.choice(values(rulebook, each)) for each in at}


class Sitting(NamedTuple):
    """A whole sitting: its session at the end, and what was asked."""

    session: Session
    asked: tuple[FactAt, ...]


def hold(arrangement: Arrangement, rulebook: Rulebook, truth: Truth) -> Sitting:
    """Answer from a truth whatever is asked, until nothing more is."""
    session = Session(Memory(arrangement), rulebook)
    asked: list[FactAt] = []
    while (at := session.next()) is not None:
        assert isinstance(at, FactAt)
        asked.append(at)
        session.answer(at, Answer(truth[at]))
    return Sitting(session, tuple(asked))
