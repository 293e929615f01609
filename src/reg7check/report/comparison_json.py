"""Two versions of an arrangement compared, as JSON, schema 1."""

from __future__ import annotations

from datetime import date
from typing import Any

from reg7check.arrangement import Answer
from reg7check.reasoning.differing import Difference
from reg7check.reasoning.mattering import Matter
from reg7check.reasoning.versions import Versions
from reg7check.report.json import JSON, head, iso, json_text
from reg7check.report.ruling_change_json import comparison, said, turn


def comparison_json(versions: Versions) -> str:
    """Return two versions compared as one object: its head is the second one's."""
    compared = versions.comparison
    before = head(compared.before)["arrangement"]
    return json_text(
        {
            **head(compared.after),
            "compared_with": before,
            "assumed": {"on": iso(compared.after.on), "take": dict(compared.after.taken)},
            "verdicts_differ": versions.turns,
            "same": [{"section": each.section, "before": each.old, "after": each.new} for each in versions.renames],
            "changes": [_matter(each) for each in versions.matters],
            "fewest": [
                {
                    "strand": each.strand,
                    "every_set_tried": each.exact,
                    "sets": [[_place(one) for one in found] for found in each.sets],
                }
                for each in versions.fewest
            ],
            "cannot_matter": [_difference(each) for each in versions.others],
            "comparison": comparison(compared),
        }
    )


def _matter(matter: Matter) -> JSON:
    return {
        **_difference(matter.difference),
        "effect": matter.effect.value,
        "alone": [
            {"strand": each.strand, "prohibition": each.prohibition, "days": [turn(one) for one in each.turns]}
            for each in matter.alone
        ],
    }


def _place(difference: Difference) -> JSON:
    return {
        "section": difference.section,
        "id": difference.entry,
        "field": difference.field or None,
        "fact": difference.fact or None,
    }


def _difference(difference: Difference) -> JSON:
    return {**_place(difference), "before": _plain(difference.old), "after": _plain(difference.new)}


def _plain(value: Any) -> Any:
    if isinstance(value, Answer):
        return said(value)
    if isinstance(value, date):
        return iso(value)
    if hasattr(value, "_asdict"):
        return {name: _plain(each) for name, each in value._asdict().items()}
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
