"""How hard the rulebook's own texts are to read, by kind of text.

Flesch's reading ease is 0 to 100, more is easier: 60 and above is plain English. The Flesch-Kincaid grade is the year
of school (in the United States) in which a child can read it: 8 is about thirteen years of age.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textstat import textstat

from reg7check.rulebook.models import Law
from reg7check.rulebook.texts import RuleText, texts_of

KINDS: Mapping[tuple[str, str], str] = {
    ("facts", "question"): "questions",
    ("open_questions", "question"): "open questions of law",
    ("open_questions", "arises"): "open questions of law",
    ("open_questions", "prohibits"): "readings and arguments",
    ("open_questions", "permits"): "readings and arguments",
    ("facts", "explain"): "explanations of questions",
    ("facts", "answers"): "answers",
    ("facts", "presumed"): "answers",
    ("facts", "proof"): "where proof is found",
    ("rules", "holds"): "reasons",
    ("rules", "fails"): "reasons",
    ("rules", "open"): "reasons",
    ("rules", "points"): "points",
    ("weighings", "judgement"): "points",
    ("prohibitions", "verdicts"): "verdicts",
    ("prohibitions", "in_force"): "reasons",
    ("prohibitions", "not_in_force"): "reasons",
    ("prohibitions", "outside_extent"): "reasons",
    ("prohibitions", "action"): "reasons",
    ("prohibitions", "no_action"): "reasons",
    ("prohibitions", "before_covered"): "reasons",
    ("consequences", "text"): "advice",
    ("next_steps", "text"): "advice",
    ("caveats", "text"): "advice",
    ("warnings", "text"): "advice",
    ("glossary", "more"): "glossary",
    ("authorities", "says"): "what authorities say",
    ("provisions", "note"): "notes on provisions",
    ("provisions", "not_in_force"): "notes on provisions",
    ("provisions", "versions"): "notes on provisions",
}
"""The kind of each text, by its section and field. What else an entry holds are names and citations."""

NO_SENTENCES = frozenset({"id", "kind", "answer", "authorities", "title", "cite", "instrument", "when"})
_BRACKET = re.compile(r" ?\{[a-z]+\}")


class Measured(NamedTuple):
    """A text with its reading ease and its grade."""

    text: RuleText
    ease: float
    grade: float


def kind_of(text: RuleText) -> str | None:
    """Return the kind of a text, or None where it is no text for a reader."""
    if not text.own:
        return "statutes' own words" if text.section == "provisions" else None
    if NO_SENTENCES & {step for step in text.path if isinstance(step, str)}:
        return None
    return KINDS.get((text.section, str(text.path[0])))


def measured(law: Law) -> Mapping[str, Sequence[Measured]]:
    """Return every text of a law with how hard it is, by kind, the hardest first."""
    found: dict[str, list[Measured]] = {}
    for text in texts_of(law):
        kind = kind_of(text)
        if kind is not None:
            shown = _BRACKET.sub(" Monday", text.text)
            ease, grade = textstat.flesch_reading_ease(shown), textstat.flesch_kincaid_grade(shown)
            found.setdefault(kind, []).append(Measured(text, ease, grade))
    return {kind: sorted(texts, key=lambda each: -each.grade) for kind, texts in found.items()}
