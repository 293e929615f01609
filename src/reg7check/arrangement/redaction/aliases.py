"""What a party may be called in a text, besides its name: parts of it, its initials, its name run together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from reg7check.arrangement.models import Arrangement, Party
from reg7check.arrangement.redaction.marks import NAME, PLACE, Mark
from reg7check.arrangement.redaction.vocabulary import INSTITUTIONS, OF_PLACES, SMALL, Vocabulary
from reg7check.named import NamedTuple

Written = Literal["any", "capital", "upper"]
"""How an alias must be written to count: anyhow, with capitals, or in nothing but capitals."""

WORD = re.compile(r"[^\W_]+")
_SEGMENTS = re.compile(
    r"[,;:()/|\[\]]|\s[-–—]\s|\bt/a\b|\b(?:trading as|part of|a division of|on behalf of|formerly)\b", re.IGNORECASE
)
_COUNCILS = (
    *(f"{kind} {{}}" for kind in ("lb", "lb of", "rb", "lbc", "borough of", "city of", "county of")),
    *(f"{kind} borough of {{}}" for kind in ("london", "royal", "metropolitan")),
    *(f"{{}} {kind} council" for kind in ("city", "borough", "london borough", "metropolitan borough", "county")),
    *(f"{{}} {kind}" for kind in ("council", "district council", "lbc", "mbc", "bc", "cc", "dc", "lb")),
)


class Alias(NamedTuple):
    """One way of calling somebody: words in small letters, how they must be written, and what stands for it."""

    words: tuple[str, ...]
    mark: Mark
    written: Written = "any"


def folded(text: str) -> str:
    """Return a text in small letters without accents, character for character."""
    return text.lower() if text.isascii() else "".join(map(_folded_character, text))


def _folded_character(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[:1].lower()
    return base if len(base) == 1 else character


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, without accents."""
    return tuple(WORD.findall(folded(text)))


def aliases_of(
    arrangement: Arrangement, marks: Mapping[str, Mark], also: Iterable[tuple[str, Mark]], vocabulary: Vocabulary
) -> tuple[Alias, ...]:
    """Return every alias of the parties and of others that are to be left out.

    Where two parties share a part of their names, that part stands for neither: it is a place, or just a name.

    Args:
        arrangement: the arrangement with the parties.
        marks: for each party's id, what stands for it.
        also: further names, and what stands for each.
        vocabulary: what tells words from names.
    """
    whole: dict[tuple[str, ...], Alias] = {}
    for name, mark in also:
        whole.setdefault(words_of(name), Alias(words_of(name), mark))
    for party in arrangement.parties.values():
        for alias in _whole(party, marks[party.id], vocabulary):
            whole.setdefault(alias.words, alias)
    parts: dict[tuple[str, ...], Alias] = {}
    for party in arrangement.parties.values():
        for alias in _parts(party, marks[party.id], vocabulary):
            other = parts.setdefault(alias.words, alias)
            if other.mark.words != alias.mark.words:
                shared = PLACE if len(alias.words) == 1 and party.role != "worker" else NAME
                parts[alias.words] = alias._replace(mark=shared)
    for name, _ in also:
        for word in _telling(name, vocabulary):
            parts.setdefault((word,), Alias((word,), NAME))
    return tuple(_together({**parts, **whole}.values()))


def _together(aliases: Iterable[Alias]) -> Iterator[Alias]:
    """Yield each alias, and where it has several words the same run together."""
    for alias in aliases:
        if alias.words:
            yield alias
        if len(alias.words) > 1:
            yield alias._replace(words=("".join(alias.words),), written="any")


def _whole(party: Party, mark: Mark, vocabulary: Vocabulary) -> Iterator[Alias]:
    name = re.sub(r"^the\s+", "", party.name, flags=re.IGNORECASE)
    words = words_of(name)
    if name == mark.words:
        return
    yield Alias(words, mark, "any" if party.role == "worker" else _how(name, vocabulary))
    if "and" in words:
        yield Alias(tuple(word for word in words if word != "and"), mark)
    elif "&" in name:
        before, _, after = name.partition("&")
        yield Alias((*words_of(before), "and", *words_of(after)), mark)
    identifier = words_of(party.id)
    if re.search(r"[-_]", party.id) or not all(map(vocabulary.is_word, identifier)):
        yield Alias(identifier, mark, _how(party.id, vocabulary))


def _how(name: str, vocabulary: Vocabulary) -> Written:
    """Return how a whole name must be written to count: one that is an ordinary word only with a capital."""
    words = words_of(name)
    if len(words) > 1 or not all(_is_ordinary(word, vocabulary) or len(word) == 1 for word in words):
        return "any"
    return "upper" if len(name) <= 3 and name.isupper() else "capital"


def _parts(party: Party, mark: Mark, vocabulary: Vocabulary) -> Iterator[Alias]:
    for segment in _SEGMENTS.split(party.name):
        found = WORD.findall(segment)
        while found and folded(found[0]) in SMALL:
            del found[0]
        if not any(word[:1].isupper() for word in found):
            found = [word for word in found if not vocabulary.is_word(folded(word))]
        small = [folded(word) for word in found]
        for count in range(2, len(small) + 1):
            if small[count - 1] not in SMALL:
                telling = not all(map(vocabulary.is_word, small[:count]))
                yield Alias(tuple(small[:count]), mark, "any" if telling else "capital")
        for start in range(1, len(small) - 1):
            if small[start] not in SMALL:
                yield Alias(tuple(small[start:]), mark, "capital")
        yield from _initials(found, mark, vocabulary)
        part = mark._replace(part=len(small) > 1)
        of_place = len(small) > 1 and (party.role == "union" or not OF_PLACES.isdisjoint(small))
        for word in filter(lambda each: _tells(each, vocabulary), found):
            plain = word.isalpha() and not word.isupper()
            written = "any" if party.role == "worker" else _how_part(word, vocabulary)
            yield Alias((folded(word),), PLACE if of_place and plain else part, written)
            if "council" in small or "borough" in small:
                yield from (Alias(words_of(form.format(folded(word))), mark) for form in _COUNCILS)
        if len(small) > 1 and vocabulary.is_word(small[0]) and not _is_usual(small[0], vocabulary):
            yield Alias((small[0],), part, "capital")


def _is_usual(word: str, vocabulary: Vocabulary) -> bool:
    """Return whether a word says too little to stand for the body whose name begins with it."""
    return word in INSTITUTIONS or word in vocabulary.theirs or vocabulary.is_public(word)


def _telling(name: str, vocabulary: Vocabulary) -> Iterator[str]:
    for word in WORD.findall(name):
        if _tells(word, vocabulary) and len(word) > 2:
            yield folded(word)


def _tells(word: str, vocabulary: Vocabulary) -> bool:
    """Return whether a word of a name tells by itself whose name it is: no ordinary word, or initials."""
    small = folded(word)
    if small in INSTITUTIONS or small in SMALL or small.isdigit() or len(small) < 2:
        return False
    return not vocabulary.is_word(small) or (word.isupper() and not vocabulary.is_public(small))


def _how_part(word: str, vocabulary: Vocabulary) -> Written:
    if word.isupper() and len(word) <= 3:
        return "upper"
    return "capital" if _is_ordinary(folded(word), vocabulary) else "any"


def _is_ordinary(word: str, vocabulary: Vocabulary) -> bool:
    """Return whether a word in small letters is nobody's name."""
    return vocabulary.is_word(word) or vocabulary.is_both(word)


def _initials(found: list[str], mark: Mark, vocabulary: Vocabulary) -> Iterator[Alias]:
    letters = "".join(word[0] for word in found if folded(word) not in SMALL)
    if 3 <= len(letters) <= 6 and letters.isupper() and not vocabulary.is_public(folded(letters)):
        yield Alias((folded(letters),), mark, "upper")
