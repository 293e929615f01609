"""Which words are words, and which are names: what a redaction knows of English, of public life and of the law."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_ENDINGS = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("ies", "y"))
_AFTER_APOSTROPHE = frozenset({"s", "t", "re", "ve", "ll", "d", "m"})


def _lines(name: str) -> list[str]:
    text = (files("reg7check.arrangement.redaction") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _of_kind(kind: str) -> frozenset[str]:
    lines = (line.partition(": ") for line in _lines("kinds.txt"))
    return frozenset(word for found, _, words in lines if found == kind for word in words.split())


CALENDAR = _of_kind("calendar")
PUBLIC = _of_kind("public")
INSTITUTIONS = _of_kind("bodies")
OF_PLACES = _of_kind("of-places")
SMALL = _of_kind("small")
SPEAKS = _of_kind("speaks")


class Vocabulary(NamedTuple):
    """Words by what they are.

    ``words`` are English words in small letters; ``law`` those of the rulebook's texts and ``theirs`` those that the
    arrangement itself writes in small letters; ``names`` given names and surnames, those that are words among them;
    ``now_and_then`` words that are surnames now and then.
    """

    words: frozenset[str]
    law: frozenset[str]
    theirs: frozenset[str]
    names: frozenset[str]
    now_and_then: frozenset[str]

    def is_word(self, word: str) -> bool:
        """Return whether something in small letters is an English word, or one of the law's, and no given name."""
        return word in CALENDAR or (word not in self.names and self._any_form(word, self.words, self.law, PUBLIC))

    def is_common(self, word: str) -> bool:
        """Return whether this arrangement, the law or public life uses a word, which so may have a capital."""
        if word in self.names and not self._any_form(word, PUBLIC):
            return False
        return word in CALENDAR or self._any_form(word, self.law, self.theirs, PUBLIC, SMALL)

    def is_public(self, word: str) -> bool:
        """Return whether a word is one of the law's or of public life, which tells of nobody wherever it stands."""
        return word in CALENDAR or self._any_form(word, self.law, PUBLIC, SMALL)

    def is_office(self, word: str) -> bool:
        """Return whether a word is one of public life, or a little one."""
        return word in CALENDAR or self._any_form(word, PUBLIC, SMALL)

    def is_surname(self, word: str) -> bool:
        """Return whether a word is a surname now and then, and none of public life."""
        return word in self.now_and_then and word not in PUBLIC

    def is_name(self, word: str) -> bool:
        """Return whether a word is a name of people, and no word."""
        return word in self.names and word not in self.words and word not in self.law and word not in CALENDAR

    def _any_form(self, word: str, *known: frozenset[str]) -> bool:
        return any(form in each for form in _forms(word) for each in known)


def vocabulary(law: Iterable[str], theirs: Iterable[str]) -> Vocabulary:
    """Return the words that a redaction goes by.

    Args:
        law: the words in small letters of the rulebook's own texts.
        theirs: those of the arrangement's texts. Such as are known names count for nothing.
    """
    words, names, now_and_then = _lists()
    known = frozenset(law) - (names - words)
    return Vocabulary(words, known, frozenset(theirs) - names - now_and_then, names, now_and_then)


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    names = _lines("names.txt")
    now_and_then = frozenset(each[:-1] for each in names if each.endswith("*"))
    return frozenset(_lines("words.txt")), frozenset(each for each in names if not each.endswith("*")), now_and_then


def _forms(word: str) -> list[str]:
    """Return a word without its apostrophe's ending, and what it may come from by a common ending."""
    base, apostrophe, ending = word.replace("’", "'").partition("'")
    if apostrophe and ending not in _AFTER_APOSTROPHE:
        return [word]
    stem = base[:-1] if ending == "t" and base.endswith("n") else base
    found = [base, stem, f"{base}s"]
    for end, instead in _ENDINGS:
        if base.endswith(end) and len(base) - len(end) >= 3:
            found.append(base[: -len(end)] + instead)
    return found
