"""What a rulebook says of letters: who enforces a prohibition on a day, and the parts of each letter."""

from __future__ import annotations

from typing import Literal

from reg7check.named import NamedTuple
from reg7check.rulebook.conditions import Condition
from reg7check.rulebook.models import Days, VerdictWord

Addressee = Literal["supplier", "hirer", "regulator"]
StageWord = Literal["proposed", "agreed", "under-way", "ended", "withdrawn", "not-stated"]
PublicBody = Literal["is", "is-not", "not-said"]
BlockName = Literal[
    "actions",
    "cover",
    "facts",
    "disputed",
    "assumed",
    "unknown",
    "questions",
    "open-law",
    "prohibition",
    "other-provisions",
    "evidence",
]
PLACEHOLDERS = (
    "union",
    "hirer",
    "supplier",
    "work",
    "workers",
    "action_dates",
    "reply_by",
    "be",
    "verdict",
    "enforcer",
    "former_enforcer",
)
"""What stands for something of the arrangement, or of the letter's day, in the subject and the texts of a letter."""


class Enforcer(NamedTuple):
    """The body that enforces a prohibition, and the days on which it is in office."""

    id: str
    name: str
    prohibition: str
    in_office: Days
    url: str | None = None
    authorities: tuple[str, ...] = ()
    unchecked: str | None = None


class LetterItem(NamedTuple):
    """An entry of a list in a letter. With ``facts``, it is there only where one of them is asked about."""

    text: str
    facts: tuple[str, ...] = ()


class LetterPart(NamedTuple):
    """A part of a letter: a heading, a text, a list, a block that is made from the arrangement, or several of these.

    It is there where all that it asks for is so: its condition is true whatever is not known yet, ``when`` lists the
    verdict (of ``prohibition``, or of the letter's), ``stages`` the stage of the cover, ``public_body`` what is said of
    the hirer. With ``facts``, the block tells only of these.
    """

    heading: str | None = None
    text: str | None = None
    items: tuple[LetterItem, ...] = ()
    block: BlockName | None = None
    facts: tuple[str, ...] = ()
    where: Condition | None = None
    when: tuple[VerdictWord, ...] = ("prohibited", "disputed", "arguable", "undetermined", "not-prohibited")
    stages: tuple[StageWord, ...] = ("proposed", "agreed", "under-way", "ended", "withdrawn", "not-stated")
    public_body: tuple[PublicBody, ...] = ("is", "is-not", "not-said")
    prohibition: str | None = None
    provision: str | None = None
    authorities: tuple[str, ...] = ()


class Letter(NamedTuple):
    """A letter to one addressee: its subject, its parts, and the verdicts for which there is one.

    The verdicts are those of its prohibition, or of one that a part names.
    """

    id: Addressee
    subject: str
    prohibition: str
    parts: tuple[LetterPart, ...]
    when: tuple[VerdictWord, ...] = ("prohibited", "disputed", "arguable", "undetermined", "not-prohibited")
