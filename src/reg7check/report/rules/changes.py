"""What a change of a rulebook means, as a document: a changelog of verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reg7check.audit.diff.changes import Changes, Effect
from reg7check.audit.diff.differences import Difference
from reg7check.audit.diff.reassessing import Reassessed, Turned
from reg7check.audit.diff.shifts import Shift
from reg7check.days import in_words
from reg7check.reasoning.results import Verdict
from reg7check.report import words
from reg7check.report.difference_words import (
    difference_text,
    entry_text,
    given_short,
    given_text,
    place_text,
    prohibition_text,
    shift_days,
    shift_text,
    verdicts_text,
)
from reg7check.report.document import Block, Document, Heading, Item, Items, Paragraph, Tone

_EXACTLY = "Compared over all facts, all readings of the open questions of law, and all days."


def changelog(changes: Changes, arrangements: Sequence[Reassessed] | None = None) -> Document:
    """Return the changelog of a change.

    Args:
        changes: from ``changes_between``.
        arrangements: from ``reassess``, where arrangements were assessed under both rulebooks.
    """
    blocks: list[Block] = [*_opening(changes)]
    effective = [effect for effect in changes.effects if any(each.changes_a_verdict for each in effect.shifts)]
    blocks += _effects(changes, "What changes verdicts", effective)
    only_new = [effect for effect in changes.effects if effect.shifts and effect not in effective]
    blocks += _effects(changes, "New answers, and what they lead to", only_new)
    blocks += _together(changes)
    blocks += _inert(changes)
    blocks += _stopped(changes.stops_files)
    blocks += _renamed(changes.renames)
    blocks += _words(changes.words)
    if arrangements is not None:
        blocks += _arrangements(changes, arrangements)
    return Document(tuple(blocks))


def _opening(changes: Changes) -> Iterator[Block]:
    old, new = changes.old.law.identity, changes.new.law.identity
    yield Heading(1, f"{new.title}: rulebook {old.version} → {new.version}")
    as_of = [in_words(each.law_as_of) for each in (old, new)]
    law = f"law as of {as_of[1]}" + (f" (before: {as_of[0]})" if as_of[0] != as_of[1] else "")
    yield Paragraph(f"Rulebook {new.id}, {law}.", "quiet")
    if not changes.change_a_verdict:
        said = "Nothing differs." if _nothing(changes) else f"No verdict can change. {_EXACTLY}"
        yield Paragraph(said, "strong")
        return
    if old.version == new.version:
        yield Paragraph(f"Both rulebooks say that they are version {new.version}.", "quiet")
    under = dict.fromkeys(
        prohibition_text(each, changes.old.law, changes.new.law) for each in changes.together if each.changes_a_verdict
    )
    if under:
        yield Paragraph(f"Verdicts change, under: {'; '.join(under)}. {_EXACTLY}", "strong")
    else:
        yield Paragraph(f"No verdict changes, but some arrangements can no longer be read. {_EXACTLY}", "strong")


def _nothing(changes: Changes) -> bool:
    return not (changes.effects or changes.renames or changes.words)


def _together(changes: Changes) -> Iterator[Block]:
    alone = {shift for effect in changes.effects for shift in effect.shifts}
    if len(changes.effects) < 2 or not (alone or changes.together):
        return
    yield Heading(2, "All of it together")
    if set(changes.together) == alone:
        yield Paragraph("The same verdicts change, for the same smallest facts and on the same days.")
    elif changes.together:
        yield Items(tuple(_shift(changes, each) for each in changes.together))
    else:
        yield Paragraph("No verdict changes: what each does alone, the others undo.")


def _effects(changes: Changes, title: str, effects: Sequence[Effect]) -> Iterator[Block]:
    if effects:
        yield Heading(2, title)
    for effect in effects:
        yield from _effect(changes, effect)


def _effect(changes: Changes, effect: Effect) -> Iterator[Block]:
    first, *others = effect.group.differences
    yield Heading(3, difference_text(first))
    together = [f"Together with: {difference_text(each)} ({place_text(each)})" for each in others]
    needed = [f"With what it needs: {difference_text(each)} ({place_text(each)})" for each in effect.group.needs]
    yield Paragraph(f"At {place_text(first)}.", "quiet")
    yield from (Paragraph(each, "quiet") for each in (*together, *needed))
    yield Items(tuple(_shift(changes, each) for each in effect.shifts))


def _shift(changes: Changes, shift: Shift) -> Item:
    old, new = changes.old.law, changes.new.law
    tone: Tone = shift.new.value if shift.new is not None else "plain"
    text = f"{prohibition_text(shift, old, new)}, {shift_days(shift)}: {shift_text(shift)}"
    rest = "; ".join(given_short(each) for each in shift.besides)
    facts = [Item(f"{given_text(each, old, new)}.") for each in shift.because]
    if rest:
        facts.append(Item(f"{'And for the rest, at the least' if facts else 'Where, at the least'}: {rest}."))
    return Item(text, tone=tone, below=tuple(facts) or (Item("Whatever the facts."),))


def _inert(changes: Changes) -> Iterator[Block]:
    inert = [effect for effect in changes.effects if not effect.shifts]
    if not inert:
        return
    yield Heading(2, "Changes to rules that change no verdict by themselves")
    yield Items(tuple(_listed(each, effect) for effect in inert for each in effect.group.all))


def _listed(difference: Difference, effect: Effect) -> Item:
    lines = ("With the other differences it does: without it, they would come out otherwise.",)
    return Item(
        f"{difference_text(difference)} ({place_text(difference)})", lines=lines if effect.only_together else ()
    )


def _stopped(differences: Iterable[Difference]) -> Iterator[Block]:
    items = tuple(Item(_stop(each)) for each in differences)
    if items:
        yield Heading(2, "Arrangements that can no longer be read")
        yield Items(items)


def _stop(difference: Difference) -> str:
    fact = difference.old if difference.path == ("id",) else difference.entry
    match difference.path:
        case ("answers", answer):
            return f"Those that state {fact}: {answer}: there is no such answer any more."
        case ("id",):
            return f"Those that list {fact}: it is now called {difference.new}."
        case ("about",):
            return f"Those that list {fact}: it is now listed under {_UNDER[difference.new]}."
        case ("takes_effect",):
            return f"Those that list {fact}: it {'is now' if difference.old is None else 'is no longer'} a date."
    return f"Those that list {fact}: there is no such fact any more."


_UNDER = {"action": "industrial_action", "cover": "cover"}


def _renamed(renames: Sequence[Difference]) -> Iterator[Block]:
    if renames:
        yield Heading(2, "Renamed")
        yield Items(tuple(Item(f"{difference_text(each)} ({place_text(each)})") for each in renames))


def _words(differences: Sequence[Difference]) -> Iterator[Block]:
    by_entry: dict[str, list[Difference]] = {}
    for each in differences:
        by_entry.setdefault(entry_text(each), []).append(each)
    if by_entry:
        yield Heading(2, "Words only: no verdict can change")
        yield Items(tuple(Item(_reworded(entry, its)) for entry, its in by_entry.items()))


def _reworded(entry: str, differences: Sequence[Difference]) -> str:
    first = differences[0]
    if first.path == ():
        return f"{difference_text(first)} ({place_text(first)})"
    fields = words.listed(dict.fromkeys(" ".join(each.path) for each in differences))
    return f"{entry}: {fields} ({place_text(first)})"


def _arrangements(changes: Changes, arrangements: Sequence[Reassessed]) -> Iterator[Block]:
    differing = [each for each in arrangements if each.differs]
    yield Heading(2, "Arrangements that change")
    yield Paragraph(f"{len(arrangements)} assessed under both rulebooks; {len(differing) or 'none'} changed.")
    if differing:
        yield Items(tuple(_arrangement(changes, each) for each in differing))


def _arrangement(changes: Changes, each: Reassessed) -> Item:
    if each.old_problems or each.new_problems:
        which = "old" if each.old_problems else "new"
        problems = each.old_problems or each.new_problems
        lines = tuple(f"{problem.place}: {problem.message}" for problem in problems)
        return Item(f"{each.name}: it cannot be read under the {which} rulebook", lines=lines)
    alike: dict[tuple[str, str, str | None, Verdict, Verdict], list[Turned]] = {}
    for turned in each.turned:
        key = (turned.strand, turned.prohibition, turned.party, turned.old, turned.new)
        alike.setdefault(key, []).append(turned)
    told: dict[str, list[str | None]] = {}
    for found in alike.values():
        told.setdefault(_turned(changes, found), []).append(found[0].party)
    return Item(each.name, below=tuple(Item(f"{line}{_on_whose_account(whose)}") for line, whose in told.items()))


def _on_whose_account(told: Sequence[str | None]) -> str:
    parties = [party for party in told if party is not None]
    also = "also " if None in told else ""
    return f" ({also}on the account of {words.listed(parties)})" if parties else ""


def _turned(changes: Changes, alike: Sequence[Turned]) -> str:
    first = alike[0]
    law = changes.new.law if first.prohibition in changes.new.law.prohibitions else changes.old.law
    days = words.listed(words.days(each.first, each.last) for each in alike)
    title = law.prohibitions[first.prohibition].title
    return f"{first.strand}, {title}, {days}: {verdicts_text(first.old, first.new)}"
