"""How reports on coverage say things: shares, days, what no case shows, and why something cannot be shown."""

from __future__ import annotations

from reg7check.audit.coverage import DecisionCoverage, Example, LeafCoverage, Measure, Obligation, Seen
from reg7check.days import FIRST_DAY, LAST_DAY, in_words
from reg7check.report.words import listed
from reg7check.rulebook.models import Law

_STATUSES = {
    "prohibitions": ("to forbid", "not to forbid", "to be open"),
    "rules": ("to hold", "to fail", "to be open"),
    "open_questions": ("to arise", "not to arise", "to be open"),
}
"""What rules, open questions and prohibitions can be shown to do."""

KINDS = {"prohibitions": "prohibition", "rules": "rule", "open_questions": "open question"}


def percent(measure: Measure) -> str:
    """Return a share in the hundred, rounded down, so that it is 100 only where all is shown."""
    if measure.shown == measure.reachable:
        return "100 %"
    tenths = 1000 * measure.shown // measure.reachable
    return f"{tenths // 10}.{tenths % 10} %"


def example_days(law: Law, example: Example) -> str:
    """Return on which days, and under which law, an example's facts are enough."""
    if example.first == FIRST_DAY:
        days = "on any day" if example.last == LAST_DAY else f"on a day up to {in_words(example.last)}"
    elif example.last == LAST_DAY:
        days = f"on a day from {in_words(example.first)} on"
    else:
        days = f"on a day from {in_words(example.first)} to {in_words(example.last)}"
    commenced = [
        f"the text {version} of {law.provisions[provision].cite} in force from {in_words(day)}"
        for provision, version, day in example.commenced
    ]
    return f"{days}, with {listed(commenced)}" if commenced else days


def example_facts(example: Example) -> str:
    """Return an example's facts, written as a rule writes them."""
    return ", ".join(f"{name}: {answer}" for name, answer in example.answers.items()) or "none"


def example_readings(example: Example) -> str:
    """Return the readings that an example takes, or "" where it takes none."""
    return ", ".join(f"{question}: {reading}" for question, reading in example.take.items())


def statuses(decision: DecisionCoverage) -> list[tuple[str, Seen]]:
    """Return what a rule, an open question or a prohibition can be shown to do, and whether it is."""
    seen = (decision.holds, decision.fails, decision.open)
    return list(zip(_STATUSES[decision.decision.section], seen, strict=True))


def why_never(leaf: LeafCoverage, obligation: Obligation) -> str:
    """Return why a condition can never be shown to decide while it is true, or while it is false."""
    wanted, other = ("true", "false") if obligation.value else ("false", "true")
    if not (leaf.true if obligation.value else leaf.false).reachable:
        return f"it is never {wanted}"
    if not any(each.seen.reachable for each in leaf.obligations):
        return "the rest always decides without it"
    return f"wherever it decides, it is {other}"
