"""Every text of a rulebook, with its place: those in its own words, and those in the words of a statute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reg7check.named import NamedTuple
from reg7check.rulebook.conditions import Condition
from reg7check.rulebook.files import SECTIONS
from reg7check.rulebook.models import Law, Rule, Version

_NO_TEXTS = frozenset(
    [
        "id",
        "url",
        "source",
        "provision",
        "version",
        "defines",
        "replaces",
        "see",
        "authorities",
        "elements",
        "unless",
        "prohibition",
        "when",
        "block",
        "facts",
        "stages",
    ]
)
_STATUTORY = {Version: {"text"}, Rule: {"words"}}


class RuleText(NamedTuple):
    """A text of an entry, its path within it, and whether it is in the rulebook's own words."""

    section: str
    entry: str
    path: tuple[str | int, ...]
    text: str
    own: bool


def texts_of(law: Law) -> Iterator[RuleText]:
    """Yield every text of a law, in the order of its sections and entries."""
    for section in SECTIONS:
        for name, entry in getattr(law, section).items():
            for path, text, own in _texts_in(entry, own=True):
                yield RuleText(section, name, path, text, own)


def _texts_in(value: Any, *path: str | int, own: bool) -> Iterator[tuple[tuple[str | int, ...], str, bool]]:
    if isinstance(value, str):
        yield path, value, own
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _texts_in(each, *path, key, own=own)
    elif isinstance(value, tuple) and hasattr(value, "_fields"):
        statutory = _STATUTORY.get(type(value), ())
        for name in value._fields if not isinstance(value, Condition) else ():
            if name not in _NO_TEXTS:
                yield from _texts_in(getattr(value, name), *path, name, own=own and name not in statutory)
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _texts_in(each, *path, index, own=own)
