"""How hard the texts for users are to read, by kind of text: those of the rulebook, and the help of the commands.

Flesch's reading ease is 0 to 100, more is easier: 60 and above is plain English. The Flesch-Kincaid grade is the year
of school (in the United States) in which a child can read it: 8 is about thirteen years of age. Both look at the
length of sentences and of words alone, so a single short sentence with long words in it can have a high grade.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from textstat import textstat

from reg7check.rulebook.models import Law
from reg7check.rulebook.texts import RuleText, texts_of

COMMANDS = Path(__file__).parents[1] / "src" / "reg7check" / "cli"
STATUTES = "statutes, in their own words"
KINDS: Mapping[tuple[str, str], str] = {
    ("facts", "question"): "questions",
    ("facts", "explain"): "help with questions",
    ("facts", "answers"): "answers",
    ("facts", "presumed"): "answers",
    ("facts", "proof"): "where proof is found",
    ("rules", "holds"): "reasons",
    ("rules", "fails"): "reasons",
    ("rules", "open"): "reasons",
    ("prohibitions", "in_force"): "reasons",
    ("prohibitions", "not_in_force"): "reasons",
    ("prohibitions", "outside_extent"): "reasons",
    ("prohibitions", "action"): "reasons",
    ("prohibitions", "no_action"): "reasons",
    ("prohibitions", "before_covered"): "reasons",
    ("rules", "points"): "points that people get wrong",
    ("weighings", "judgement"): "points that people get wrong",
    ("prohibitions", "verdicts"): "verdicts",
    ("open_questions", "question"): "open questions of law",
    ("open_questions", "arises"): "open questions of law",
    ("open_questions", "prohibits"): "readings and arguments",
    ("open_questions", "permits"): "readings and arguments",
    ("consequences", "text"): "advice",
    ("next_steps", "text"): "advice",
    ("caveats", "text"): "advice",
    ("warnings", "text"): "advice",
    ("glossary", "more"): "glossary",
    ("authorities", "says"): "what authorities say",
    ("authorities", "unchecked"): "notes on sources",
    ("provisions", "note"): "notes on sources",
    ("provisions", "not_in_force"): "notes on sources",
    ("provisions", "versions"): "notes on sources",
}
"""The kind of each text, by its section and field. A section that is not here is a kind of its own."""

_KNOWN = {section for section, _ in KINDS}
_NO_SENTENCES = frozenset(
    {"id", "kind", "answer", "title", "cite", "instrument", "name", "label", "to", "heading", "subject"}
)
_FILLED_IN = {"{be}": "is", "{date}": "3 June"}


class Measured(NamedTuple):
    """A text, where it stands, its reading ease and its grade."""

    where: str
    text: str
    ease: float
    grade: float


class Figures(NamedTuple):
    """The figures of a kind of text: how many texts and words, and the median and the worst of ease and grade."""

    texts: int
    words: int
    ease: float
    hardest_ease: float
    grade: float
    hardest_grade: float


def kind_of(text: RuleText) -> str | None:
    """Return the kind of a text, or None where it is no text for a reader."""
    if not text.own:
        return STATUTES if text.section == "provisions" else None
    if _NO_SENTENCES & {step for step in text.path if isinstance(step, str)}:
        return None
    if text.section not in _KNOWN:
        return text.section.replace("_", " ")
    return KINDS.get((text.section, str(text.path[0])))


def measured(law: Law) -> Mapping[str, Sequence[Measured]]:
    """Return every text for users with how hard it is, by kind, the hardest first."""
    found: dict[str, list[Measured]] = {kind: [] for kind in KINDS.values()}
    for text in texts_of(law):
        kind = kind_of(text)
        if kind is not None:
            where = ".".join(str(step) for step in (text.section, text.entry, *text.path))
            found.setdefault(kind, []).append(_measured(where, text.text))
    found["help of the commands"] = [_measured(where, text) for where, text in _help_texts()]
    return {kind: sorted(texts, key=lambda each: (-each.grade, each.where)) for kind, texts in found.items()}


def figures_of(texts: Sequence[Measured]) -> Figures:
    """Return the figures of texts of one kind."""
    eases, grades = [each.ease for each in texts], [each.grade for each in texts]
    words = sum(len(each.text.split()) for each in texts)
    return Figures(len(texts), words, median(eases), min(eases), median(grades), max(grades))


def _measured(where: str, text: str) -> Measured:
    shown = re.sub(r"\{\w+\}", lambda match: _FILLED_IN.get(match[0], "it"), text)
    return Measured(where, shown, textstat.flesch_reading_ease(shown), textstat.flesch_kincaid_grade(shown))


def _help_texts() -> Iterator[tuple[str, str]]:
    """Yield the help of each command, without its example."""
    for path in sorted(COMMANDS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            told = ast.get_docstring(node) if isinstance(node, ast.FunctionDef) else None
            if told is not None and "Example" in told:
                yield f"{path.stem}.{node.name}", " ".join(told.partition("Example")[0].split())
