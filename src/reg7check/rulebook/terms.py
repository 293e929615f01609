"""Finding the terms of a glossary in a text: whole words, in capitals or not, the longest form first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reg7check.rulebook.models import Term

_WORD = re.compile(r"\w+")
_GOES_ON = re.compile(r"\w|-\w")


class Found(NamedTuple):
    """A term as it stands in a text, from ``start`` to before ``end``."""

    term: Term
    start: int
    end: int


class TermFinder:
    """Finds terms. One that stands within a longer one, or within a longer word, is not found."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_first_word: dict[str, list[tuple[str, Term]]] = {}
        for term in terms:
            for form in term.written:
                first = _WORD.search(form)
                if first is not None:
                    self._by_first_word.setdefault(first[0].lower(), []).append((form.lower(), term))
        for forms in self._by_first_word.values():
            forms.sort(key=lambda each: -len(each[0]))

    def found_in(self, text: str) -> Iterator[Found]:
        """Yield the terms that stand in a text, in order."""
        reached = 0
        for word in _WORD.finditer(text):
            start = word.start()
            forms = self._by_first_word.get(word[0].lower())
            if forms is None or start < reached or _within_a_word(text, start):
                continue
            for form, term in forms:
                reached = start + len(form)
                if text[start:reached].lower() == form and not _GOES_ON.match(text, reached):
                    yield Found(term, start, reached)
                    break
            else:
                reached = start


def _within_a_word(text: str, start: int) -> bool:
    return start > 1 and text[start - 1] == "-" and text[start - 2].isalnum()
