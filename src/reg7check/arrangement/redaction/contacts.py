"""What leads to somebody without a name: links, addresses, telephone and account numbers, and the numbers of cases."""

from __future__ import annotations

import re
from collections.abc import Callable

from reg7check.arrangement.redaction.marks import ADDRESS, EMAIL, HANDLE, LINK, NUMBER, POSTCODE, Mark
from reg7check.named import NamedTuple

_STREETS = (
    "Street|Road|Avenue|Lane|Drive|Close|Crescent|Court|Square|Terrace|Way|Place|Gardens|Grove|Hill|Park|Row|Walk|Mews"
    "|Yard|Parade|Rise|Green|Broadway|Quay|Wharf|St|Rd|Ave"
)
_DATE = r"\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)(?!\d)"
_MONEY = r"[£€$]\s?\d[\d,.]*|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
_ENACTMENT = r"\b(?:SI|S\.I\.|WSI|SSI|SR)\s\d{4}/\d+"
_YEARS = r"(?<!\d)(?:19|20)\d\d\s?[-–/ ]\s?(?:(?:19|20)\d\d|\d\d)(?![\d/-])"


class _Kind(NamedTuple):
    """One kind of contact: its pattern, and what stands for it; None where it stays as it is."""

    pattern: str
    mark: Mark | None


_LEADS = (
    _Kind(r"(?<![\w.+'’-])[\w.+'’-]++\s?@\s?[\w-]+(?:\.[\w-]+)+", EMAIL),
    _Kind(r"[a-z][a-z0-9+.-]{1,20}://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]’']", LINK),
    _Kind(r"\bwww\.[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]’']", LINK),
    _Kind(r"\bmailto:[^\s<>\"“”]+", EMAIL),
    _Kind(
        r"(?<![\w.-])[\w-]++(?:\.[\w-]++)*\.(?:com|org|net|uk|eu|info|scot|wales|cymru|london|gov|edu|ac|io|co|app|news|work|ie)\b"
        r"(?:[/?#][^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]’'])?",
        LINK,
    ),
    _Kind(r"(?<![\w@])[@#]\w[\w.-]*\w|(?<![\w@])@\w", HANDLE),
)
_NUMBERS = (
    _Kind(_DATE, None),
    _Kind(_MONEY, None),
    _Kind(_ENACTMENT, None),
    _Kind(_YEARS, None),
    _Kind(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", POSTCODE),
    _Kind(
        rf"\b(?:Flat\s\w+,\s)?\d+[a-z]?(?:\s?[-–]\s?\d+)?,?\s(?-i:(?:[A-Z][\w'’]+\s){{1,3}}(?:{_STREETS}))\b", ADDRESS
    ),
    _Kind(
        r"(?<!\w)(?:\+\d{1,3}[\s-]?)?\(?0\d(?:[\s().-]{0,2}\d){7,10}(?!\w)|(?<!\w)\+\d(?:[\s().-]{0,2}\d){7,13}", NUMBER
    ),
    _Kind(r"\b[A-Z]{2}(?:\s?\d\d){3}\s?[A-D]\b", NUMBER),
    _Kind(r"\[(?:19|20)\d\d\]\s(?-i:[A-Z]\w*)\s(?:\w+\s)?\d+(?:\s\(\w+\))?", NUMBER),
    _Kind(r"(?<![\w/-])(?=\w*\d)\w++(?:[/-](?=\w*\d)\w++)++(?<=\d{3})", NUMBER),
    _Kind(r"\b\d{3,4}[ -]\d{3,4}[ -]\d{3,4}\b|\b\d{3,4}[ -]\d{4}\b|\b\d{2}-\d{2}-\d{2}\b", NUMBER),
    _Kind(r"\b(?:[A-Z]+[/-]?\d{3,}[A-Z\d]*|\d*[A-Z]+\d{3,}\w*|\d{6,}\w*)(?:[/-]\w+)*\b", NUMBER),
)


class Contacts:
    """Contacts of several kinds, to be found in a text."""

    def __init__(self, kinds: tuple[_Kind, ...]) -> None:
        self._kinds = kinds
        self._pattern = re.compile("|".join(f"({kind.pattern})" for kind in kinds), re.IGNORECASE)

    def replaced(self, text: str, take: Callable[[str, Mark], str]) -> str:
        """Return a text in which what ``take`` returns for it stands for each contact."""

        def instead(match: re.Match[str]) -> str:
            mark = self._kinds[(match.lastindex or 1) - 1].mark
            return match[0] if mark is None else take(match[0], mark)

        return self._pattern.sub(instead, text)


LEADS = Contacts(_LEADS)
"""Links, addresses of email and accounts, in which names stand that are not to be found one by one."""
NUMBERS = Contacts(_NUMBERS)
"""Numbers that are somebody's, and addresses of houses."""
