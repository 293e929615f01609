"""Verdicts alone, and findings, are those of an assessment with all its reasons, over random arrangements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from random import Random

import pytest
from drawing import draw, draw_taken
from plain import ROLES, as_arrangement

from reg7check import Arrangement, Verdict, assess, load_rulebook, verdicts
from reg7check.reasoning.findings import FoundDays, findings_of
from reg7check.reasoning.programs import Finding, Program
from reg7check.reasoning.results import Reason

RULEBOOK = load_rulebook()
MANY = 250


def drawn(seed: int, many: int = MANY) -> Iterator[tuple[Arrangement, dict[str, str], Random]]:
    """Yield random arrangements, with readings that are taken of open questions, and what else may be drawn."""
    for number in range(many):
        random = Random(seed * many + number)
        yield as_arrangement(draw(random)), draw_taken(random), random


def days_of(arrangement: Arrangement) -> list[date]:
    return sorted({span.first for strand in arrangement.cover for span in strand.dates})


def test_verdicts_alone_are_those_of_an_assessment() -> None:
    seen: Counter[Verdict] = Counter()
    for arrangement, taken, random in drawn(1):
        on = random.choice([None, None, None, *days_of(arrangement)])
        party = random.choice([None, None, None, *ROLES])
        assessment = assess(arrangement, RULEBOOK, on=on, as_party=party, take=taken)
        found = verdicts(arrangement, RULEBOOK, on=on, as_party=party, take=taken)
        assert found.verdict == assessment.verdict
        assert [strand.strand for strand in found.cover] == [strand.strand.id for strand in assessment.cover]
        for mine, its in zip(found.cover, assessment.cover, strict=True):
            assert [(each.prohibition, each.verdict, each.accounts) for each in mine.rulings] == [
                (each.prohibition, each.verdict, each.accounts) for each in its.rulings
            ]
            seen.update(each.verdict for each in mine.rulings)
    assert set(seen) == set(Verdict)


def finding(reason: Reason) -> Finding:
    """Return a reason without its words."""
    facts = tuple(use.name for use in reason.facts)
    because = tuple(finding(each) for each in reason.because)
    return Finding(reason.rule, reason.status, facts, reason.questions, reason.weighings, because)


def of_day(days: tuple[FoundDays, ...], day: date) -> FoundDays:
    (found,) = (each for each in days if each.first <= day and (each.last is None or day <= each.last))
    return found


def compare_findings(arrangement: Arrangement, taken: dict[str, str], day: date, seen: Counter[str]) -> None:
    assessment = assess(arrangement, RULEBOOK, on=day, take=taken)
    found = findings_of(arrangement, RULEBOOK, on=None, taken=taken)
    for mine, its in zip(found, assessment.cover, strict=True):
        for ruling in its.rulings:
            (period,) = ruling.periods
            if not any(span.holds(day) for span in its.strand.dates):
                continue
            on = of_day(mine.by_prohibition[ruling.prohibition], day)
            assert (on.ruling.verdict, on.ruling.accounts) == (ruling.verdict, ruling.accounts)
            told = [finding(reason) for reason in period.reasons]
            if len(on.by_action) <= 1:
                assert [*on.opening, *(each for action in on.by_action.values() for each in action)] == told
            else:
                # An assessment tells once what is so of all actions in progress.
                assert {*on.opening, *(each for action in on.by_action.values() for each in action)} == set(told)
            seen.update(each.status for each in told)
            seen[f"{min(len(on.by_action), 2)} actions"] += 1


def test_findings_are_the_reasons_of_an_assessment() -> None:
    seen: Counter[str] = Counter()
    for arrangement, taken, random in drawn(2):
        compare_findings(arrangement, taken, random.choice(days_of(arrangement)), seen)
    assert min(seen[each] for each in ("holds", "fails", "open", "0 actions", "1 actions", "2 actions")) > 0


def test_findings_are_the_same_after_a_program_forgot_what_it_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reg7check.reasoning.programs.MOST_KEPT", 3)
    forgotten: list[Program] = []
    forget = Program._forget  # noqa: SLF001

    def counted(program: Program) -> None:
        forgotten.append(program)
        forget(program)

    monkeypatch.setattr(Program, "_forget", counted)
    for arrangement, taken, random in drawn(3, 40):
        compare_findings(arrangement, taken, random.choice(days_of(arrangement)), Counter())
    assert forgotten
