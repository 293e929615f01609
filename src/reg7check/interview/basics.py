"""The fields of a new file that nobody has filled in yet: in which order they are asked, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reg7check.arrangement import Arrangement
from reg7check.arrangement.blanks import BLANK, is_blank
from reg7check.arrangement.fields import (
    ACTION_KINDS,
    ARRANGEMENT,
    DESCRIPTIONS,
    NATIONS,
    ROLES,
    SECTIONS,
    STAGES,
)
from reg7check.arrangement.splicing import Path
from reg7check.named import NamedTuple
from reg7check.report import words

SAME_DAYS = "the same days as the action"
"""What is typed, or taken by Enter alone, for cover that runs on the days of the action."""

_ORDER = ("parties", "nation", "title", "reference", "industrial_action", "cover", "evidence")
_CHOICES = {
    "nation": NATIONS,
    "role": ROLES,
    "kind": ACTION_KINDS,
    "stage": STAGES,
    "described_as": DESCRIPTIONS,
}


class Field(NamedTuple):
    """A field of the file that an interview fills in."""

    path: Path

    @property
    def key(self) -> str:
        """The key of the field in the file."""
        return str(self.path[-1])

    @property
    def takes_days(self) -> bool:
        """Whether it takes days; else a text, or a choice."""
        return self.key == "dates"


class Wording(NamedTuple):
    """How a field is asked: the question, help with it, its choices as (answer, words), and what Enter alone gives."""

    question: str
    help: str
    choices: tuple[tuple[str, str], ...] = ()
    default: str = ""


def in_order(blanks: Iterable[Path]) -> tuple[Field, ...]:
    """Return the fields at which placeholders stand, in the order in which they are asked."""
    fields = [Field(path) for path in blanks if "facts" not in path]
    return tuple(sorted(fields, key=lambda each: _ORDER.index(str(each.path[0]))))


def with_companions(blanks: Iterable[Field]) -> Iterator[Field]:
    """Yield fields, each after those that are asked with it though the file holds a usual answer for them.

    What the cover does comes last of its group: while it is blank, an interview that was broken off takes the group up.
    """
    for field in blanks:
        match field.path:
            case ("cover", place, "what"):
                yield Field(("cover", place, "stage"))
                yield Field(("cover", place, "dates"))
        yield field


def wording(field: Field, arrangement: Arrangement) -> Wording:
    """Return how a field of an arrangement is asked."""
    question = _question(field, arrangement)
    return Wording(
        question=f"{question}{_of_which(field, arrangement)}",
        help=_help(field, arrangement),
        choices=tuple((each, _choice(each)) for each in _CHOICES.get(field.key, ())),
        default=_default(field, arrangement),
    )


def _question(field: Field, arrangement: Arrangement) -> str:
    section, key = str(field.path[0]), field.key
    if section == "parties":
        return _name_of(str(field.path[1]), arrangement)
    return _QUESTIONS.get((section, key), f"What is the {key.replace('_', ' ')}?")


_QUESTIONS = {
    ("nation", "nation"): "Where is the work done?",
    ("title", "title"): "What is this about, in a line?",
    ("industrial_action", "workers"): "Which workers are taking part in the action?",
    ("industrial_action", "dates"): "On which days is the action?",
    ("industrial_action", "kind"): "What kind of action is it?",
    ("cover", "what"): "What does the cover do?",
    ("cover", "stage"): "How far has the cover got?",
    ("cover", "dates"): "On which days does the cover run?",
}
_HELP = {
    ("nation", "nation"): "Which law applies depends on it.",
    ("title", "title"): "It heads the report.",
    ("industrial_action", "dates"): "Give the days on which people strike, or take the other action.",
    ("cover", "what"): "In a line, such as: outside drivers take out the refuse lorries.",
    ("cover", "stage"): "It changes the tense of the report, never the verdict.",
    ("cover", "dates"): "Press Enter if these are the days of the action.",
}
_NAMES = {
    "union": "Its name, as it is to stand in reports and letters.",
    "supplier": "Type skip if nobody knows it yet.",
}
_ROLES = {
    "union": "Which union is it, and which branch?",
    "hirer": "Who receives the people or the service (the hirer)?",
    "supplier": "Who sends the people or provides the service (the supplier)?",
}


def _help(field: Field, arrangement: Arrangement) -> str:
    """Return what helps with a field, which says more than its question does."""
    section = str(field.path[0])
    if section == "parties":
        return _NAMES.get(arrangement.parties[str(field.path[1])].role) or _placeholder(field, arrangement)
    told = _HELP.get((section, field.key)) or _placeholder(field, arrangement)
    return told or SECTIONS.get(section, ARRANGEMENT)[field.key].takes


def _placeholder(field: Field, arrangement: Arrangement) -> str:
    """Return what the placeholder of a text says of what is to be filled in, as a sentence; empty for none."""
    match field.path:
        case ("title",):
            text = arrangement.title
        case ("parties", party, "name"):
            text = arrangement.parties[str(party)].name
        case ("industrial_action", int(place), "workers"):
            text = arrangement.actions[place].workers or ""
        case ("cover", int(place), "what"):
            text = arrangement.cover[place].what
        case _:
            return ""
    told = text.removeprefix(BLANK).lstrip(": ") if is_blank(text) else ""
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _name_of(party: str, arrangement: Arrangement) -> str:
    role = arrangement.parties[party].role
    alone = sum(each.role == role for each in arrangement.parties.values()) == 1
    called = party.replace("-", " ").replace("_", " ")
    return _ROLES[role] if alone and role in _ROLES else f"What is the name of the {called}?"


def _of_which(field: Field, arrangement: Arrangement) -> str:
    """Return "", or of which of several actions or strands a field is asked."""
    section, place = field.path[0], field.path[1] if len(field.path) > 1 else 0
    if section == "industrial_action" and len(arrangement.actions) > 1:
        return f" (Of the action {arrangement.actions[int(place)].id}.)"
    if section == "cover" and len(arrangement.cover) > 1:
        return f" (Of the cover {arrangement.cover[int(place)].id}.)"
    return ""


def _choice(name: str) -> str:
    if name in NATIONS:
        return words.nation(name)
    return name.replace("-", " ").capitalize()


def _default(field: Field, arrangement: Arrangement) -> str:
    match field.path:
        case ("title",):
            return _title(arrangement)
        case ("nation",):
            return arrangement.nation
        case ("cover", _, "dates"):
            return SAME_DAYS
        case ("cover", int(place), "stage"):
            return arrangement.cover[place].stage or ""
    return ""


def _title(arrangement: Arrangement) -> str:
    strand = arrangement.cover[0]
    described = (strand.described_as or "cover").replace("-", " ").capitalize()
    hirer = arrangement.parties[strand.hirer].name
    return described if is_blank(hirer) else f"{described} for {hirer}"
