"""This program: verdicts, with findings or alone, of answers on a day, and of an arrangement; and a full assessment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import reg7check
from peers.formula import Peer, World
from reg7check.arrangement import Action, Answer, Arrangement, Party, Span, Strand
from reg7check.reasoning.answered import Answered
from reg7check.reasoning.findings import findings_of
from reg7check.rulebook.models import Law

ANSWERS = {True: "yes", False: "no"}
DAY = date(2024, 5, 20)
VERDICT = "reg7check, answers: verdict alone"


def peers(rulebook: reg7check.Rulebook) -> list[Peer]:
    """Return each depth of an answer."""
    law = rulebook.law
    answered = Answered(rulebook, day=DAY, nation="england")

    def with_findings(rows: Sequence[dict[str, str]]) -> list[bool]:
        both = [(answered.verdict(each), answered.findings(each)) for each in rows]
        return [verdict == "prohibited" for verdict, _ in both]

    def ready(world: World) -> Arrangement:
        return arrangement_of(law, in_words(world))

    def peer(name: str, judge: Callable[[Arrangement], str]) -> Peer:
        return Peer(name, "reg7check", ready, lambda inputs: [judge(each) == "prohibited" for each in inputs])

    return [
        Peer(VERDICT, "reg7check", in_words, lambda rows: [each == "prohibited" for each in answered.verdicts(rows)]),
        Peer("reg7check, answers: with findings", "reg7check", in_words, with_findings),
        peer("reg7check, an arrangement: verdict alone", lambda it: reg7check.verdicts(it, rulebook).verdict),
        peer("reg7check, an arrangement: with findings", lambda it: verdict_found(it, rulebook)),
        peer("reg7check, an arrangement: full assessment", lambda it: reg7check.assess(it, rulebook).verdict),
    ]


def in_words(world: World) -> dict[str, str]:
    """Return the answers as a file writes them."""
    return {name: ANSWERS[answer] for name, answer in world.items()}


def verdict_found(arrangement: Arrangement, rulebook: reg7check.Rulebook) -> str:
    """Return the verdict that findings tell of the one period of the one strand."""
    (strand,) = findings_of(arrangement, rulebook, on=None, taken={})
    (days,) = strand.by_prohibition[rulebook.law.identity.main_prohibition]
    return days.ruling.verdict


def arrangement_of(law: Law, answers: dict[str, str]) -> Arrangement:
    """Return an arrangement of one action and one strand with these answers, as a reader of files would."""

    def facts(about: str) -> dict[str, Answer]:
        return {name: Answer(answers[name]) for name, fact in law.facts.items() if fact.about == about}

    days = (Span(DAY, DAY + timedelta(25)),)
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
