"""A rulebook several times as large as the one that ships: with copies of its facts, rules and prohibitions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import reg7check
from reg7check.rulebook import Rulebook
from reg7check.rulebook.compile import compile_law
from reg7check.rulebook.models import Law

COPIED = ("facts", "rules", "open_questions", "weighings", "prohibitions")


def larger_rulebook(times: int) -> Rulebook:
    """Return the shipped rulebook with all that reasons in it ``times`` over (1: as it ships).

    Each copy has facts, rules, concepts, open questions and prohibitions of its own. A strand is judged under all of
    the prohibitions that extend to where its work is done, so the work grows with the rules.
    """
    law = reg7check.load_rulebook().law
    copies = [law, *(_copy(law, f"-{number}") for number in range(2, times + 1))]
    merged: dict[str, Any] = {
        name: {k: v for copy in copies for k, v in getattr(copy, name).items()} for name in COPIED
    }
    grown = law._replace(**merged)
    return Rulebook(grown, compile_law(grown), f"{times} times")


def _copy(law: Law, suffix: str) -> Law:
    ids = {name for section in COPIED for name in getattr(law, section)} | {rule.concept for rule in law.rules.values()}
    return law._replace(**{section: _renamed(getattr(law, section), ids, suffix) for section in COPIED})


def _renamed(value: Any, ids: set[str], suffix: str) -> Any:
    """Return a value with every id in it that is one of these followed by the suffix, and all else as it is."""
    if isinstance(value, str):
        return value + suffix if value in ids else value
    if isinstance(value, tuple):
        parts = [_renamed(part, ids, suffix) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    if isinstance(value, Mapping):
        return {_renamed(key, ids, suffix): _renamed(part, ids, suffix) for key, part in value.items()}
    return value
