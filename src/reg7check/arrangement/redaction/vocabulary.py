"""Which words are words, and which are names: what a redaction knows of English, of public life and of the law."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_ENDINGS = (
    ("s", ""),
    ("es", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("ies", "y"),
    ("ied", "y"),
)
_AFTER_APOSTROPHE = frozenset({"s", "t", "re", "ve", "ll", "d", "m"})

CALENDAR = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "easter",
        "christmas",
        "whitsun",
    ]
)
"""The months and days, by which nobody is known."""

PUBLIC = frozenset(
    [
        "acas",
        "act",
        "acts",
        "adult",
        "annex",
        "appendix",
        "article",
        "articles",
        "assembly",
        "association",
        "authority",
        "ballot",
        "bank",
        "board",
        "borough",
        "branch",
        "britain",
        "british",
        "cabinet",
        "care",
        "cbi",
        "ceo",
        "chair",
        "chairman",
        "chairperson",
        "chairwoman",
        "chancellor",
        "charity",
        "chief",
        "clause",
        "clerk",
        "college",
        "commission",
        "committee",
        "commons",
        "company",
        "contract",
        "contractor",
        "convener",
        "coordinator",
        "corporation",
        "council",
        "councils",
        "county",
        "court",
        "crown",
        "department",
        "deputy",
        "director",
        "directorate",
        "directors",
        "district",
        "division",
        "employer",
        "employers",
        "england",
        "english",
        "eu",
        "europe",
        "european",
        "executive",
        "faq",
        "federation",
        "finance",
        "foi",
        "foia",
        "forum",
        "gb",
        "gdpr",
        "general",
        "gov",
        "government",
        "great",
        "group",
        "head",
        "health",
        "highways",
        "hmrc",
        "hospital",
        "hospitals",
        "hotel",
        "hourly",
        "house",
        "housing",
        "hq",
        "hr",
        "human",
        "i",
        "ict",
        "ii",
        "iii",
        "im",
        "institute",
        "instruments",
        "it",
        "iv",
        "leader",
        "leisure",
        "lords",
        "manager",
        "managers",
        "mayor",
        "mental",
        "minister",
        "ministry",
        "nhs",
        "northern",
        "northern-ireland",
        "office",
        "officer",
        "officers",
        "order",
        "organisation",
        "parliament",
        "part",
        "parliament",
        "pdf",
        "police",
        "police",
        "policy",
        "president",
        "prime",
        "public",
        "qc",
        "regulation",
        "regulations",
        "rep",
        "reps",
        "representative",
        "representatives",
        "resources",
        "rota",
        "schedule",
        "school",
        "schools",
        "scotland",
        "scottish",
        "secretary",
        "section",
        "senate",
        "service",
        "services",
        "shadow",
        "social",
        "society",
        "staff",
        "state",
        "station",
        "steward",
        "supervisor",
        "team",
        "teams",
        "treasurer",
        "tribunal",
        "trust",
        "tuc",
        "tupe",
        "uk",
        "union",
        "unions",
        "unit",
        "university",
        "usa",
        "v",
        "vat",
        "vi",
        "vice",
        "wales",
        "warden",
        "welsh",
        "work",
        "workers",
        "works",
    ]
)
"""Words of public life that stand with a capital and tell of nobody: offices, kinds of bodies, parts of a document."""

INSTITUTIONS = frozenset(
    [
        "academy",
        "agency",
        "airport",
        "association",
        "authority",
        "board",
        "body",
        "borough",
        "branch",
        "bureau",
        "business",
        "businesses",
        "centre",
        "charity",
        "city",
        "club",
        "co",
        "college",
        "commission",
        "committee",
        "company",
        "congress",
        "consortium",
        "contractor",
        "corp",
        "corporation",
        "council",
        "county",
        "department",
        "directorate",
        "district",
        "division",
        "federation",
        "fellowship",
        "firm",
        "foundation",
        "group",
        "health",
        "healthcare",
        "holdings",
        "hospital",
        "hospitals",
        "inc",
        "incorporated",
        "inspectorate",
        "institute",
        "limited",
        "llp",
        "london",
        "ltd",
        "metropolitan",
        "ministry",
        "national",
        "nhs",
        "office",
        "partners",
        "partnership",
        "people",
        "plc",
        "practice",
        "provider",
        "recruitment",
        "regional",
        "royal",
        "school",
        "schools",
        "service",
        "services",
        "societies",
        "society",
        "solutions",
        "staff",
        "staffing",
        "station",
        "supplier",
        "supply",
        "support",
        "trust",
        "union",
        "unions",
        "unit",
        "university",
        "workers",
    ]
)
"""Words by which many bodies are called: none of them is anybody's name by itself."""

OF_PLACES = frozenset(
    [
        "academy",
        "airport",
        "borough",
        "branch",
        "city",
        "college",
        "council",
        "county",
        "district",
        "hospital",
        "hospitals",
        "nhs",
        "school",
        "schools",
        "university",
        "trust",
    ]
)
"""Words of the names of bodies that are called after a place."""

SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "hers",
        "him",
        "his",
        "how",
        "if",
        "in",
        "is",
        "it",
        "its",
        "may",
        "me",
        "my",
        "no",
        "not",
        "of",
        "off",
        "on",
        "or",
        "our",
        "out",
        "part",
        "per",
        "she",
        "so",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "under",
        "until",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
"""Little words, which begin no name and end none."""


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
        """Return whether a word is one that this arrangement, the law or public life uses, and so may have a capital."""
        if word in self.names and not self._any_form(word, PUBLIC):
            return False
        return word in CALENDAR or self._any_form(word, self.law, self.theirs, PUBLIC, SMALL)

    def is_public(self, word: str) -> bool:
        """Return whether a word is one of the law's or of public life, which tells of nobody wherever it stands."""
        return word in CALENDAR or self._any_form(word, self.law, PUBLIC, SMALL)

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


def _lines(name: str) -> list[str]:
    text = (files("reg7check.arrangement.redaction") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


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
