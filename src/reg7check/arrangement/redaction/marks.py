"""What stands in place of a name, and its grammar: a role with its article, or what was left out, in brackets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from reg7check.named import NamedTuple

_FIRST = 0xF0000
MARK = "[\U000f0000-\U000ffffd]"
"""A pattern of a character that stands for a mark while a text is worked on; no text keeps one of its own."""

_DETERMINER = re.compile(
    r"(?:\b(?:the|an?|this|these|those|our|your|their|its|his|her|my|whose|each|every|another)|['’]s|s['’])"
    r"(?:\s(?:said|new|same|other|own|local|former|current|whole|entire|big|small|so-called))?[\s“\"‘']+$",
    re.IGNORECASE,
)
_AN = re.compile(r"\b([Aa])n(?=[\s“\"‘']+$)")
_THE = re.compile(r"\b[Tt]he\s([“\"‘']?)$")
_HAVES = re.compile(
    r"\s(?:staff|workers?|employees|members?|membership|people|team|teams|crews?|drivers?|cleaners?|carers?|porters?"
    r"|loaders?|managers?|supervisors?|directors?|spokesperson|spokesman|spokeswoman|officers?|officials?|branch|reps?"
    r"|depots?|sites?|premises|offices?|vans?|lorries|vehicles|buses|rotas?|website|contracts?|email|letter|report"
    r"|account|offer|statement|service|services)\b"
)
_START = re.compile(r"(?:^|[.!?•][\"”’')\]]*\s|[\n\r]\s*|[.!?:]\s*[“\"‘(\[]\s*|^[“\"‘(\[]\s*)\s*$")
_TAIL = 80


class Mark(NamedTuple):
    """What stands for a name: words, and the article that they take where nothing else determines them.

    ``part`` tells that it stands for one word of a longer name, which may be a word of other names too.
    """

    words: str
    article: str = ""
    part: bool = False


NAME = Mark("[name]")
PLACE = Mark("[place]", part=True)
LINK = Mark("[link left out]")
EMAIL = Mark("[email address left out]")
HANDLE = Mark("[account left out]")
NUMBER = Mark("[number left out]")
POSTCODE = Mark("[postcode left out]")
ADDRESS = Mark("[address left out]")


class Marks:
    """Characters that stand for marks within a text, so that one pass cannot take the work of another for names."""

    def __init__(self) -> None:
        self._numbers: dict[Mark, int] = {}
        self._marks: list[Mark] = []

    def character(self, mark: Mark) -> str:
        """Return the character of a mark."""
        if mark not in self._numbers:
            self._numbers[mark] = len(self._marks)
            self._marks.append(mark)
        return chr(_FIRST + self._numbers[mark])

    def mark(self, character: str) -> Mark:
        """Return the mark of a character."""
        return self._marks[ord(character) - _FIRST]

    def merged(self, text: str) -> str:
        """Return a text in which marks of one meaning that stand together are one."""
        name = self.character(NAME)
        initials = r"(?:(?<![^\W_])[^\W\d_a-z](?:\.[ \t]?|[ \t])){0,4}+"
        between = rf"[\s\-–&/'’]{{0,4}}{initials}(?:(?:of|de|van|von|der|bin|al)\s+)?"
        text = re.sub(rf"{initials}{name}(?:{between}{name})*", name, text)
        text = re.sub(rf"{name}\s\({name}\)", name, text)
        return re.sub(rf"{MARK}(?:\s+{MARK})+", self._together, text)

    def _together(self, match: re.Match[str]) -> str:
        """Return marks side by side as fewer: one of several that say the same, and a name that begins like another."""
        kept: list[Mark] = []
        for character in match[0].split():
            mark = self.mark(character)
            if kept and (kept[-1].words == mark.words or (kept[-1].part and mark == NAME)):
                kept.pop()
            kept.append(mark)
        return " ".join(map(self.character, kept))

    def written(self, text: str) -> str:
        """Return a text with its marks written out, as the words around them ask."""
        out: list[str] = []
        tail = ""
        pieces = re.split(f"({MARK})", text)
        for at, piece in enumerate(pieces):
            shown = piece
            if at % 2:
                mark = self.mark(piece)
                out[-1] = (_THE if mark.words[-1].isdigit() else _AN).sub(r"\1", out[-1])
                shown = _in_place(mark, (tail + out[-1])[-_TAIL:], pieces[at + 1])
            out.append(shown)
            if at % 2:
                tail = (tail + out[-2] + shown)[-_TAIL:]
        return "".join(out)


def _in_place(mark: Mark, before: str, after: str) -> str:
    joined = before[-1:] in ("-", "/") or after[:1] == "-"
    phrase = mark.words
    if mark.article and not joined and _DETERMINER.search(before) is None:
        phrase = f"{mark.article} {phrase}"
    if mark.words[0] != "[" and _HAVES.match(after):
        phrase += "'s"
    starts = not before or _START.search(before) is not None
    return phrase[0].upper() + phrase[1:] if starts else phrase


def role_marks(roles: Iterable[tuple[str, str]]) -> dict[str, Mark]:
    """Return what stands for each party: its role, with a number where several have one role.

    Args:
        roles: the id and the role of each party, in order.
    """
    pairs = list(roles)
    totals = Counter(role for _, role in pairs)
    counts: Counter[str] = Counter()
    found = {}
    for party, role in pairs:
        noun, article = ROLES[role]
        counts[role] += 1
        found[party] = Mark(f"{noun} {counts[role]}") if totals[role] > 1 else Mark(noun, article)
    return found


ROLES = {
    "union": ("union", "the"),
    "hirer": ("hirer", "the"),
    "supplier": ("supplier", "the"),
    "regulator": ("regulator", "the"),
    "worker": ("worker", "a"),
    "other": ("third party", "a"),
}
"""For each role of a party the words that stand for it, and their article."""
