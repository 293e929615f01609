"""This program: the verdict alone, with findings, and a full assessment; each of an arrangement that is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import reg7check
from peers.formula import Peer, World
from reg7check.arrangement import Action, Answer, Arrangement, Party, Span, Strand
from reg7check.reasoning.findings import findings_of
from reg7check.rulebook.models import Law

ANSWERS = {True: "yes", False: "no"}
VERDICT, FINDINGS, ASSESSMENT = "reg7check, verdict alone", "reg7check, with findings", "reg7check, full assessment"


def peers(rulebook: reg7check.Rulebook) -> list[Peer]:
    """Return the three depths of an answer. Each is given a new object for each answer, and so for each input."""
    law = rulebook.law

    def ready(world: World) -> Arrangement:
        return arrangement_of(law, {name: ANSWERS[answer] for name, answer in world.items()})

    def peer(name: str, judge: Callable[[Arrangement], str]) -> Peer:
        return Peer(name, "reg7check", ready, lambda inputs: [judge(each) == "prohibited" for each in inputs])

    return [
        peer(VERDICT, lambda it: reg7check.verdicts(it, rulebook).verdict),
        peer(FINDINGS, lambda it: verdict_found(it, rulebook)),
        peer(ASSESSMENT, lambda it: reg7check.assess(it, rulebook).verdict),
    ]


def verdict_found(arrangement: Arrangement, rulebook: reg7check.Rulebook) -> str:
    """Return the verdict that findings tell of the one period of the one strand."""
    (strand,) = findings_of(arrangement, rulebook, on=None, taken={})
    (days,) = strand.by_prohibition[rulebook.law.identity.main_prohibition]
    return days.ruling.verdict


def arrangement_of(law: Law, answers: dict[str, str]) -> Arrangement:
    """Return an arrangement of one action and one strand with these answers, as a reader of files would."""

    def facts(about: str) -> dict[str, Answer]:
        return {name: Answer(answers[name]) for name, fact in law.facts.items() if fact.about == about}

    days = (Span(date(2024, 5, 20), date(2024, 6, 14)),)
    parties = {name: Party(name, name.title(), name) for name in ("hirer", "supplier", "union")}
    return Arrangement(
        file="drawn.yaml",
        sha256="",
        title="Drawn at random",
        reference=None,
        nation="england",
        parties=parties,
        evidence={},
        actions=(Action("action", days, "strike", None, facts("action")),),
        cover=(
            Strand("cover", "Cover", "hirer", days, True, ("action",), None, "supplier", None, None, facts("cover")),
        ),
    )
