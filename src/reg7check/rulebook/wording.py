"""The words of a rulebook's own texts: what a word in a file cannot be told apart by is nobody's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from reg7check.rulebook.models import Law

_SMALL_WORD = re.compile(r"(?<![^\W_])[a-z]+(?![^\W_])")
_LINK = re.compile(r"\S+://\S+|\S+\.(?:uk|org|com)\S*")


def small_words(law: Law) -> frozenset[str]:
    """Return every word that the law's texts write in small letters, but for those of links and ids."""
    found: set[str] = set()
    waiting: list[Any] = [law]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            if " " in value:
                found.update(_SMALL_WORD.findall(_LINK.sub(" ", value)))
        elif isinstance(value, Mapping):
            waiting += value.values()
        elif isinstance(value, tuple):
            waiting += value
    return frozenset(found)
