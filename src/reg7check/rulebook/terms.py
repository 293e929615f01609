"""Finding the terms of a glossary in a text: whole words, the longest form first.

A small letter of a form stands for a capital too, but not the other way round: "the Regulations" are certain ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reg7check.named import NamedTuple
from reg7check.rulebook.models import Term

_WORD = re.compile(r"\w+")
_GOES_ON = re.compile(r"\w|[-./=]\w|\(")


_SPACES = dict.fromkeys(map(ord, "!\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~“”‘’–—…£§·•"), " ")


def words_in(text: str) -> list[str] | None:
    """Return the words of a plain text in small letters, or None for one with letters that are not ASCII."""
    plain = text.lower().translate(_SPACES)
    return plain.split() if plain.isascii() else None


class Found(NamedTuple):
    """A term as it stands in a text, from ``start`` to before ``end``."""

    term: Term
    start: int
    end: int


class _Form(NamedTuple):
    small: str
    capitals: tuple[int, ...]
    term: Term


class TermFinder:
    """Finds terms. One that stands within a longer one, or within a longer word or a file's name, is not found."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_first_word: dict[str, list[_Form]] = {}
        self._found: dict[str, tuple[Found, ...]] = {}
        for term in terms:
            for written in term.written:
                form = _Form(written.lower(), tuple(at for at, each in enumerate(written) if each.isupper()), term)
                first = _WORD.search(form.small)
                if first is not None:
                    self._by_first_word.setdefault(first[0], []).append(form)
        for forms in self._by_first_word.values():
            forms.sort(key=lambda form: -len(form.small))

    def terms_by_first_word(self) -> dict[str, set[str]]:
        """Return the ids of the terms of which some form begins with a word, by that word, in small letters."""
        return {word: {form.term.id for form in forms} for word, forms in self._by_first_word.items()}

    def found_in(self, text: str) -> tuple[Found, ...]:
        """Return the terms that stand in a text, in order."""
        found = self._found.get(text)
        if found is None:
            words = words_in(text)
            without = words is not None and self._by_first_word.keys().isdisjoint(words)
            found = self._found[text] = () if without else tuple(self._search(text))
        return found

    def _search(self, text: str) -> Iterator[Found]:
        small = text.lower()
        if len(small) != len(text):  # a letter such as İ, whose small form is longer
            small = "".join(each if len(each.lower()) > 1 else each.lower() for each in text)
        reached = 0
        forms_of = self._by_first_word.get
        for word in _WORD.finditer(small):
            forms = forms_of(word[0])
            if forms is None:
                continue
            start = word.start()
            if start < reached or _within_a_word(text, start):
                continue
            for form in forms:
                end = start + len(form.small)
                if (
                    small.startswith(form.small, start)
                    and not _GOES_ON.match(text, end)
                    and all(text[start + at].isupper() for at in form.capitals)
                ):
                    yield Found(form.term, start, end)
                    reached = end
                    break


def _within_a_word(text: str, start: int) -> bool:
    return start > 1 and text[start - 1] in "-./=" and text[start - 2].isalnum()
