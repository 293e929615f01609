"""How reports say what differs between two versions of an arrangement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from reg7check.arrangement import Answer, Arrangement, FactAt, Span
from reg7check.arrangement.models import UNKNOWN
from reg7check.reasoning.differing import Difference, Rename
from reg7check.report import words
from reg7check.report.ruling_change import briefly, place_words, said
from reg7check.rulebook.models import Fact, Law

_ENTRIES = {
    "parties": "party",
    "evidence": "piece of evidence",
    "industrial_action": "action",
    "cover": "strand of cover",
}
_FIELDS = {
    ("arrangement", "nation"): "Where the work is done",
    ("arrangement", "title"): "The title",
    ("arrangement", "reference"): "The reference",
    ("industrial_action", "kind"): "The kind of action",
    ("industrial_action", "workers"): "Who takes part in the action",
    ("industrial_action", "dates"): "The dates of the action",
    ("cover", "what"): "What the cover does",
    ("cover", "described_as"): "What the cover is called",
    ("cover", "hirer"): "The hirer",
    ("cover", "supplier"): "The supplier",
    ("cover", "stage"): "The stage",
    ("cover", "part_of"): "The strand that this one feeds",
    ("cover", "covers"): "The actions whose strikers' work is covered",
    ("cover", "dates"): "The dates of the cover",
}


def fact_at(difference: Difference) -> FactAt:
    """Return the place of a fact that differs."""
    if difference.section == "industrial_action":
        return FactAt(difference.fact, action=difference.entry)
    return FactAt(difference.fact, strand=difference.entry)


def difference_title(law: Law, arrangement: Arrangement, difference: Difference) -> str:
    """Return what differs, in a few words; of a fact with how its answer has changed."""
    if difference.fact:
        fact = law.facts[difference.fact]
        how = _how(_effective(fact, difference.old), _effective(fact, difference.new))
        return f"{how}: {fact.question}{place_words(arrangement, fact_at(difference))}"
    if not difference.field:
        entry = difference.old if difference.new is None else difference.new
        done = "Taken out" if difference.new is None else "Added"
        about = getattr(entry, "what", None) or getattr(entry, "name", None) or getattr(entry, "workers", None)
        return f"{done}: the {_ENTRIES[difference.section]} {difference.entry}{f' ({about})' if about else ''}"
    return f"{_FIELDS[difference.section, difference.field]}{_of_which(arrangement, difference)}"


def _of_which(arrangement: Arrangement, difference: Difference) -> str:
    several = {"industrial_action": len(arrangement.actions), "cover": len(arrangement.cover)}
    return f" ({difference.entry})" if several.get(difference.section, 0) > 1 else ""


def difference_sides(law: Law, old: Arrangement, new: Arrangement, difference: Difference) -> tuple[str, ...]:
    """Return two lines: how it was before, and how it is after. Of what is added or taken out there are none."""
    if not difference.field:
        return ()
    if difference.fact:
        sides = [said(law, each, difference.fact, its) for each, its in ((old, difference.old), (new, difference.new))]
    else:
        sides = [_value(each, difference, its) for each, its in ((old, difference.old), (new, difference.new))]
    return f"Before: {sides[0]}.", f"After: {sides[1]}."


def difference_line(law: Law, old: Arrangement, new: Arrangement, difference: Difference) -> str:
    """Return what differs, and how, on one line."""
    if not difference.field:
        return difference_title(law, new, difference)
    if difference.fact:
        fact = law.facts[difference.fact]
        was, now = briefly(fact, difference.old), briefly(fact, difference.new)
        return f"{fact.question}{place_words(new, fact_at(difference))} {was} → {now}"
    was, now = _value(old, difference, difference.old), _value(new, difference, difference.new)
    return f"{difference_title(law, new, difference)}: {was} → {now}"


def rename_line(rename: Rename) -> str:
    """Return what is taken for the same, though its id is another one."""
    why = "; each file has only one" if rename.only else ""
    return f"The {_ENTRIES[rename.section]} {rename.old} is compared with {rename.new}{why}."


def _effective(fact: Fact, answer: Answer | None) -> Answer:
    return answer or Answer(UNKNOWN if fact.presumed is None else fact.presumed.answer)


def _how(old: Answer, new: Answer) -> str:
    if new.disputed:
        return "Disputed in another way" if old.disputed else "Now disputed"
    if new.agreed == UNKNOWN:
        return "No longer known"
    if old.disputed:
        return "No longer disputed"
    return "Now known" if old.agreed == UNKNOWN else "Answered otherwise"


def _value(arrangement: Arrangement, difference: Difference, value: Any) -> str:
    match difference.field:
        case "dates":
            return _dates(value)
        case "covers":
            return words.listed(value) or "none"
        case "hirer" | "supplier":
            return arrangement.party_name(value) or "none named"
        case "nation":
            return words.nation(value)
    return "not stated" if value is None else str(value).replace("-", " ") if _is_choice(difference) else str(value)


def _is_choice(difference: Difference) -> bool:
    return difference.field in ("kind", "stage", "described_as")


def _dates(spans: Iterable[Span]) -> str:
    return words.listed(words.days(each.first, each.last) for each in spans) or "those of the action (none are given)"


def other_lines(others: Sequence[Difference]) -> tuple[str, ...]:
    """Return what differs and cannot matter, in as few lines as will tell it."""
    answers = [each for each in others if each.fact]
    alike = [each for each in answers if _unwritten(each)]
    attributed = [each.fact for each in answers if each not in alike]
    lines = []
    if attributed:
        lines.append(f"Only who says so, the evidence or the note: {words.listed(attributed)}.")
    if alike:
        lines.append(
            f"Listed in one file only, which says no more than the other: {words.listed(each.fact for each in alike)}."
        )
    for section, title in (("evidence", "Evidence"), ("parties", "Parties")):
        parts = _entries_of([each for each in others if each.section == section])
        if parts:
            lines.append(f"{title}: {'; '.join(parts)}.")
    rest = [each for each in others if not each.fact and each.section not in ("evidence", "parties")]
    if rest:
        fields = dict.fromkeys(_FIELDS[each.section, each.field] for each in rest)
        lines.append(f"Labels and descriptions: {words.listed(each[0].lower() + each[1:] for each in fields)}.")
    return tuple(lines)


def _unwritten(difference: Difference) -> bool:
    return difference.old is None or difference.new is None


def _entries_of(differences: Sequence[Difference]) -> list[str]:
    added = [each.entry for each in differences if not each.field and each.old is None]
    removed = [each.entry for each in differences if not each.field and each.new is None]
    changed = dict.fromkeys(each.entry for each in differences if each.field)
    named = (("added", added), ("taken out", removed), ("changed", list(changed)))
    return [f"{words.listed(found)} {done}" for done, found in named if found]
