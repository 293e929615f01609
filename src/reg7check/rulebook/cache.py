"""A rulebook, read and compiled once, kept in the user's cache folder under the digest of its files.

What is kept is put back only where it is what it should be, value by value, and one rulebook in itself. Else, and where
there is no such folder, the rulebook is read and compiled anew: the cache changes how fast that is, and nothing else.
"""

from __future__ import annotations

import json
from typing import Any

from reg7check.rulebook.cache_files import Key, kept_under, write
from reg7check.rulebook.compile import Compiled
from reg7check.rulebook.diagram import Diagram
from reg7check.rulebook.models import Identity, Law
from reg7check.rulebook.packing import packed, unpacker
from reg7check.rulebook.soundness import is_sound

_DAMAGED = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)


def cached(digest: str, program: str) -> tuple[Law, Compiled] | None:
    """Return the rulebook kept under a digest by this version of the program, or None where there is none to use."""
    kept = kept_under(Key(digest, program))
    if kept is None:
        return None
    try:
        plain_law, variables, levels, children, epochs = json.loads(kept.rest)
        law: Law = unpacker("Law")(plain_law)
        diagram = Diagram(unpacker("tuple[Variable, ...]")(variables))
        diagram.restore(levels, children)
        compiled = Compiled(diagram, unpacker("tuple[Epoch, ...]")(epochs))
        return (law, compiled) if packed(law.identity) == kept.head and is_sound(law, compiled) else None
    except _DAMAGED:
        return None


def cached_identity(digest: str, program: str) -> Identity | None:
    """Return what the rulebook kept under a digest is, without the rest of it, or None where there is none to use."""
    kept = kept_under(Key(digest, program))
    try:
        found: Identity | None = unpacker("Identity")(kept.head) if kept is not None else None
    except _DAMAGED:
        return None
    return found


def keep(digest: str, program: str, law: Law, compiled: Compiled) -> None:
    """Keep a compiled rulebook, atomically; where that is not possible, do nothing."""
    diagram, epochs = compiled
    rest: list[Any] = [law, diagram.variables, diagram.levels, diagram.children, epochs]
    write(Key(digest, program), packed(law.identity), packed(tuple(rest)))
