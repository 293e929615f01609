"""Which words are words, and which are names: what a redaction knows of English, of public life and of the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from reg7check.named import NamedTuple

_ENDINGS = (("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("ies", "y"))
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
        return word in CALENDAR or (word not in self.names and _is_among(_forms(word), self.words, self.law, PUBLIC))

    def is_common(self, word: str) -> bool:
        """Return whether this arrangement, the law or public life uses a word, which so may have a capital."""
        return self.is_public(word) or (word not in self.names and _is_among(_plain_forms(word), self.theirs))

    def is_public(self, word: str) -> bool:
        """Return whether a word is one of the law's or of public life."""
        return self.is_office(word) or (word not in self.names and _is_among(_plain_forms(word), self.law))

    def is_office(self, word: str) -> bool:
        """Return whether a word is one of public life or the calendar, or a little one, and so tells of nobody."""
        return word in PUBLIC or (word not in self.names and _is_among(_plain_forms(word), CALENDAR, PUBLIC, SMALL))

    def is_surname(self, word: str) -> bool:
        """Return whether a word is a surname now and then, and none of public life."""
        return word in self.now_and_then and word not in PUBLIC

    def is_name(self, word: str) -> bool:
        """Return whether a word is a name of people, and no word."""
        return word in self.names and not self.is_both(word) and word not in PUBLIC

    def is_both(self, word: str) -> bool:
        """Return whether a given name is a word too: only what stands around it tells which it is."""
        return word in self.names and word not in PUBLIC and (word in self.words or word in CALENDAR or word in SMALL)


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


def _is_among(forms: Iterable[str], *known: frozenset[str]) -> bool:
    return any(form in each for form in forms for each in known)


def _plain_forms(word: str) -> tuple[str, ...]:
    """Return a word as it is, as one of several, and as several."""
    base, apostrophe, ending = word.replace("’", "'").partition("'")
    if apostrophe and ending not in _AFTER_APOSTROPHE:
        return (word,)
    negated = base.removesuffix("n") if ending == "t" else base
    return (base, negated, base.removesuffix("s"), base.removesuffix("es"), f"{base}s")


def _forms(word: str) -> Iterator[str]:
    """Yield a word, and what it may come from by a common ending."""
    base = _plain_forms(word)[0]
    yield from _plain_forms(word)
    for end, instead in _ENDINGS:
        if base.endswith(end) and len(base) - len(end) >= 3:
            yield base[: -len(end)] + instead
