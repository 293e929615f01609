"""Whom to ask about a fact, by name as far as the file has names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reg7check.arrangement import Arrangement, FactAt
from reg7check.arrangement.blanks import is_blank
from reg7check.report import words


def names_to_ask(arrangement: Arrangement, whom: str, at: FactAt) -> Iterator[str]:
    """Yield the names of those to ask about a fact, as far as the file has them."""
    found: list[str] = []
    if whom == "union":
        found += [party.name for party in arrangement.parties.values() if party.role == whom]
    for strand in arrangement.cover:
        if strand.id == at.strand or at.action in strand.covers:
            party = {"hirer": strand.hirer, "supplier": strand.supplier}.get(whom)
            if party is not None:
                found.append(arrangement.parties[party].name)
    yield from (name for name in dict.fromkeys(found) if not is_blank(name))


def ask(whom: str, names: Iterable[str]) -> str:
    """Return whom to ask: "Ask the hirer, Barnet Council"."""
    told = words.listed(dict.fromkeys(names))
    return f"{words.ASK[whom]}, {told}" if told else words.ASK[whom]
