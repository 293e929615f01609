"""The starter file of a kind of cover, as ``new`` and ``interview`` write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from reg7check.report.starters import Kind
    from reg7check.rulebook import Rulebook


def starter_file(kind: Kind, rulebook: Rulebook, day: date) -> str:
    """Return the file of a kind; where nobody supplies, with only the facts that can settle all by themselves."""
    from reg7check.report.starters import starter

    text = starter(rulebook.law, kind, day)
    if kind.suppliers:
        return text
    return starter(rulebook.law, kind, day, only=_decisive(text, rulebook) or None)


def _decisive(text: str, rulebook: Rulebook) -> set[str]:
    from reg7check.api import assess
    from reg7check.arrangement import read_arrangement
    from reg7check.yaml_source import parse_source

    arrangement = read_arrangement(parse_source(text.encode("utf-8"), "starter"), rulebook.law.facts)
    leading = assess(arrangement, rulebook).cover[0].ruling.leading
    return {each.members[0].name for each in leading.settled_by if len(each.members) == 1}
