"""Taking names out of one text: contacts first, then what parties are called, then whatever else looks like a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import pairwise

from reg7check.arrangement.redaction.aliases import WORD, Alias, folded
from reg7check.arrangement.redaction.contacts import LEADS, NUMBERS
from reg7check.arrangement.redaction.marks import MARK, NAME, Mark, Marks
from reg7check.arrangement.redaction.vocabulary import SMALL, SPEAKS, Vocabulary
from reg7check.named import NamedTuple

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?")
_START = re.compile(r"(?:^|[.!?:;•\n\r]|[“\"‘(\[]|\s['-]|[-–—]\s)\s*$")
_HONORIFIC = re.compile(
    r"(?:\b(?i:mr|mrs|ms|mx|dr|cllr|prof|revd)\b\.?\s+(?=[^\W\d_])"
    r"|\b(?:Miss|Professor|Sir|Dame|Lord|Lady|Councillor|Rev|Reverend|Baroness|Comrade)\b\.?\s+(?=[^\W\d_a-z]))"
    r"(?:[^\W\d_](?:\.\s?|\s))*[^\W\d_]+"
)
_TITLED = re.compile(rf"\b(?i:mr|mrs|ms|miss|mx|dr|cllr|councillor|prof|sir|dame)\b\.?\s+(?={MARK})")
_IDENTIFIER = re.compile(r"(?<![\w-])[A-Za-z0-9]+(?:[-_]+[A-Za-z0-9]+)+(?![\w-])")
_BEFORE_MONTH = re.compile(
    r"(?:\d|\b(?:the|in|on|of|from|to|by|until|since|before|after|during|and|or|last|next|this|each|early|late|mid))[\s-]+$",
    re.IGNORECASE,
)
_GAP = 6


class Replaced(NamedTuple):
    """What was replaced, as first met, by what, and how often."""

    what: str
    by: str
    times: int


class Scrubber:
    """Takes names out of texts, and keeps count of what it took and of what it left with doubts."""

    def __init__(self, aliases: Iterable[Alias], identifiers: Mapping[str, str], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._identifiers = identifiers
        self._by_first_word: dict[str, list[Alias]] = {}
        for alias in aliases:
            self._by_first_word.setdefault(alias.words[0], []).append(alias)
        for found in self._by_first_word.values():
            found.sort(key=lambda alias: -len(alias.words))
        self._shouts = False
        self._counts: dict[tuple[str, str], tuple[str, int]] = {}
        self._doubtful: dict[str, None] = {}

    @property
    def replaced(self) -> tuple[Replaced, ...]:
        """What was replaced so far, in the order in which it was first met."""
        return tuple(Replaced(what, by, times) for (_, by), (what, times) in self._counts.items())

    @property
    def doubtful(self) -> tuple[str, ...]:
        """The words left so far that may be names, in the order in which they were first met."""
        return tuple(self._doubtful)

    def scrubbed(self, text: str) -> str:
        """Return a text without names."""
        marks = Marks()
        text = cleaned(text)
        self._shouts = text.isupper()
        text = LEADS.replaced(text, lambda what, mark: self._take(what, mark, marks))
        text = self._without_aliases(self._without_identifiers(text, marks), marks)
        text = NUMBERS.replaced(text, lambda what, mark: self._take(what, mark, marks))
        text = self._without_names(text, marks)
        return marks.written(marks.merged(_TITLED.sub("", text)))

    def calls_somebody(self, text: str) -> bool:
        """Return whether anybody who is to be left out is named in a text as parties are."""
        marks = Marks()
        return self._without_aliases(text, marks) != text

    def _take(self, what: str, mark: Mark, marks: Marks) -> str:
        key = (folded(" ".join(what.split())), mark.words)
        first, times = self._counts.get(key, (" ".join(what.split()), 0))
        self._counts[key] = (first, times + 1)
        return marks.character(mark)

    def _without_identifiers(self, text: str, marks: Marks) -> str:
        def instead(match: re.Match[str]) -> str:
            new = self._identifiers.get(match[0])
            return match[0] if new is None else self._take(match[0], Mark(new), marks)

        return _IDENTIFIER.sub(instead, text) if self._identifiers else text

    def _without_aliases(self, text: str, marks: Marks) -> str:
        small = folded(text)
        words = list(WORD.finditer(small))
        out: list[str] = []
        done = at = 0
        while at < len(words):
            alias = self._alias_at(text, small, words, at)
            if alias is None:
                at += 1
                continue
            start, end = words[at].start(), words[at + len(alias.words) - 1].end()
            out += [text[done:start], self._take(text[start:end], alias.mark, marks)]
            if text[end - 1] in "sS" and re.match(r"['’]\s[a-z]", text[end : end + 3]):
                out.append("'s")
                end += 1
            end += _closes(text[start:end], text[end : end + 1])
            done = end
            at += len(alias.words)
        return "".join([*out, text[done:]])

    def _alias_at(self, text: str, small: str, words: list[re.Match[str]], at: int) -> Alias | None:
        first = words[at][0]
        candidates = [each for form in _singular(first) for each in self._by_first_word.get(form, ())]
        for alias in candidates:
            found = words[at : at + len(alias.words)]
            if len(found) < len(alias.words) or any(
                word != each[0] for word, each in zip(alias.words[:-1], found[:-1], strict=True)
            ):
                continue
            if alias.words[-1] not in _singular(found[-1][0]) or (len(found) > 1 and first != alias.words[0]):
                continue
            gaps = [small[left.end() : right.start()] for left, right in pairwise(found)]
            if any(len(gap.strip()) > _GAP or re.search(MARK, gap) for gap in gaps):
                continue
            if self._is_written(alias, text, found):
                return alias
        return None

    def _is_written(self, alias: Alias, text: str, found: list[re.Match[str]]) -> bool:
        shown = [text[each.start() : each.end()] for each in found]
        begins = starts_sentence(text, found[0].start())
        if alias.written == "upper":
            return all(word.rstrip("s").isupper() for word in shown) and not (begins and shown[0] in ("A", "I"))
        if alias.written == "any":
            return True
        if not all(word[:1].isupper() for word in shown if folded(word) not in SMALL):
            return False
        return len(found) > 1 or shown[0].isupper() or not begins or self._acts(text, found[0].end())

    def _acts(self, text: str, end: int) -> bool:
        """Return whether a word that begins a sentence is somebody who says or does something, or a fuller name."""
        after = _TOKEN.search(text, end)
        if after is None or text[end : after.start()].strip():
            return text[end : end + 2] in ("'s", "’s")
        return folded(after[0]) in SPEAKS or (
            after[0][0].isupper() and not self._vocabulary.is_common(folded(after[0]))
        )

    def _without_names(self, text: str, marks: Marks) -> str:
        text = self._without_honorifics(text, marks)
        name = marks.character(NAME)
        out: list[str] = []
        done = 0
        for match in _TOKEN.finditer(text):
            between = text[done : match.start()]
            follows = bool(out) and out[-1] == name and between in (" ", "-", "\n")
            word = match[0].removesuffix("'").removesuffix("’")
            base = re.sub(r"['’][sS]$", "", word)
            out.append(between)
            done = match.start()
            if self._is_name(text, match, base, follows=follows):
                out.append(self._take(base, NAME, marks))
                done += len(base)
        return "".join([*out, text[done:]])

    def _without_honorifics(self, text: str, marks: Marks) -> str:
        """Return a text in which a title before a name is part of the name, and so is the word after it."""

        def instead(match: re.Match[str]) -> str:
            return self._take(match[0], NAME, marks)

        return _HONORIFIC.sub(instead, text)

    def _is_name(self, text: str, match: re.Match[str], word: str, *, follows: bool) -> bool:
        vocabulary = self._vocabulary
        small = folded(word)
        if not word.isascii() and any(_is_foreign(each) for each in word):
            return True
        if not any(map(str.isupper, word)):
            return self._is_name_in_small(text, match, small)
        if any(map(str.isdigit, word)):
            return re.fullmatch(r"[a-z]{0,2}\d{1,3}[a-z]?|\d+(?:st|nd|rd|th|am|pm|h|hrs|k|m)", small) is None
        if re.match(r"\s\d", text[match.end() : match.end() + 2]) and vocabulary.is_word(small):
            return False
        if len(small) == 1 or _is_date(text, match, small):
            return False
        if starts_sentence(text, match.start()) or self._shouts:
            return self._is_name_at_start(text, match, small)
        return self._is_name_within(text, match, small, follows=follows)

    def _is_name_in_small(self, text: str, match: re.Match[str], small: str) -> bool:
        if self._vocabulary.is_both(small):
            after = _TOKEN.search(text, match.end())
            return after is not None and len(after[0]) > 3 and self._vocabulary.is_name(after[0])
        return len(small) > 3 and self._vocabulary.is_name(small)

    def _is_name_within(self, text: str, match: re.Match[str], small: str, *, follows: bool) -> bool:
        """Return whether a word with a capital within a sentence is a name: it is, but for what is known to be none."""
        vocabulary = self._vocabulary
        if vocabulary.is_office(small):
            return False
        if follows or not vocabulary.is_common(small):
            return True
        if vocabulary.is_surname(small) and self._acts(text, match.end()):
            return True
        self._doubtful.setdefault(match[0])
        return False

    def _is_name_at_start(self, text: str, match: re.Match[str], small: str) -> bool:
        """Return whether a word that has its capital from where it stands is a name."""
        vocabulary = self._vocabulary
        if vocabulary.is_both(small):
            after = _TOKEN.search(text, match.end())
            named = after is None or after[0] not in SMALL or after[0] in SPEAKS
        elif vocabulary.is_surname(small):
            named = self._acts(text, match.end())
        else:
            return not (vocabulary.is_word(small) or vocabulary.is_common(small))
        if not named:
            self._doubtful.setdefault(match[0])
        return named


def _closes(taken: str, after: str) -> bool:
    """Return whether the character after a name closes what was opened within it."""
    return (after == "," and "," in taken) or (after == ")" and taken.count("(") > taken.count(")"))


def starts_sentence(text: str, at: int) -> bool:
    """Return whether a capital at a place in a text says nothing, since a sentence or a quotation begins there."""
    return _START.search(text[max(at - 4, 0) : at]) is not None if at else True


def cleaned(text: str) -> str:
    """Return a text without invisible characters, and with its letters in their plain forms."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    return "".join(_plain(each) for each in text)


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cf", "Co"):
        return ""
    return unicodedata.normalize("NFKC", character) if category[0] == "L" and not character.isascii() else character


def _is_foreign(character: str) -> bool:
    return character.isalpha() and not unicodedata.name(character, "").startswith("LATIN")


def _singular(word: str) -> list[str]:
    return [
        word,
        *(word[: -len(ending)] for ending in ("s", "es") if word.endswith(ending) and len(word) > len(ending) + 2),
    ]


def _is_date(text: str, match: re.Match[str], small: str) -> bool:
    """Return whether a month or a day that is also a given name stands in a date."""
    if small not in ("may", "june", "april", "august"):
        return False
    before, after = text[max(match.start() - 12, 0) : match.start()], text[match.end() : match.end() + 12]
    return _BEFORE_MONTH.search(before) is not None or re.match(r"[\s,]*\d", after) is not None
