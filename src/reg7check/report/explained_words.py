"""How explanations say things: a status in its place, what an answer turns on, a weight."""

from __future__ import annotations

from collections.abc import Mapping

from reg7check.reasoning.explanations import Explained, Explanation
from reg7check.reasoning.subjects import Sense, Subject
from reg7check.reasoning.weighing import Range
from reg7check.report import words
from reg7check.rulebook.models import Law, RuleStatus

STATUSES: Mapping[Sense, Mapping[RuleStatus, str]] = {
    "needs": {"holds": "", "fails": "", "open": ""},
    "not": dict.fromkeys(("holds", "fails", "open"), "Must not be so: "),
    "unless": {
        "holds": "Exception, applies: ",
        "fails": "Exception, does not apply: ",
        "open": "Exception, open whether it applies: ",
    },
    "unless-not": dict.fromkeys(("holds", "fails", "open"), "Needed first: "),
}
"""What is said before a reason, by how it counts for what stands above it, and its status."""
_FEW = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def subject_title(law: Law, subject: Subject) -> str:
    """Return the plain heading of what is explained."""
    if subject.kind == "prohibition":
        return law.prohibitions[subject.id].title
    return law.rules[subject.rule].title if subject.rule else law.rules_defining(subject.id)[0].title


def asked_title(explained: Explained) -> str:
    """Return in plain words what was asked."""
    law = explained.assessment.law
    if explained.asked is None:
        return "the verdict"
    if explained.asked in law.provisions:
        return words.cited(law, explained.asked)
    return subject_title(law, explained.explanations[0].subject)


def in_front(status: RuleStatus, *, verdict: bool) -> str:
    """Return in a few words that an element holds or does not, or of a verdict that it is one."""
    if verdict:
        return {"holds": "prohibited", "fails": "not prohibited", "open": "still open"}[status]
    return {"holds": "it holds", "fails": "it does not hold", "open": "still open"}[status]


def turns_on_words(each: Explanation) -> str:
    """Return one sentence on what an open answer turns on, or how much would turn a settled one."""
    if each.status == "open":
        return _open_words(each) if each.turns_on else ""
    if not each.ways:
        return ""
    (way,) = each.ways
    if not way.sets:
        return "No other answers would change that."
    fewest = len(way.sets[0])
    if fewest == 1:
        return "One other answer would change that."
    return f"It would take at least {number(fewest)} other answers together to change that."


def _open_words(each: Explanation) -> str:
    disputed = sum(part.status == "disputed" for part in each.turns_on)
    unknown = sum(part.status == "unknown" for part in each.turns_on)
    questions = [part for part in each.turns_on if part.status == "arguable"]
    arising = sum(part.arises for part in questions)
    later = len(questions) - arising
    parts = [
        f"{_counted(disputed, 'fact')} on which the sides differ" if disputed else "",
        f"{_counted(unknown, 'fact')} not known" if unknown else "",
        f"{_counted(arising, 'open question')} of law" if arising else "",
    ]
    also = f" {_counted(later, 'open question').capitalize()} of law may arise too." if later else ""
    return f"It turns on {words.listed(filter(None, parts))}.{also}"


def _counted(count: int, noun: str) -> str:
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def number(count: int) -> str:
    """Return a number in words up to ten, and in figures above."""
    return _FEW[count] if count < len(_FEW) else str(count)


def signed(weight: int) -> str:
    """Return a weight with its sign."""
    return f"{weight:+d}".replace("-", "−") if weight else "0"


def totals(span: Range) -> str:
    """Return a weight, or the least and the most that it may be."""
    return signed(span.least) if span.least == span.most else f"{signed(span.least)} to {signed(span.most)}"
