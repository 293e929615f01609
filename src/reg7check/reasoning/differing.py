"""Two versions of an arrangement: what goes by another id, and what else differs, field by field and fact by fact."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeVar

from reg7check.arrangement import Action, Answer, Arrangement, Evidence, Party, Strand
from reg7check.arrangement.models import UNKNOWN
from reg7check.named import NamedTuple
from reg7check.rulebook.models import Fact

Section = Literal["arrangement", "parties", "evidence", "industrial_action", "cover"]
_Entry = TypeVar("_Entry", Party, Evidence, Action, Strand)


class Rename(NamedTuple):
    """An entry that goes by another id in the second version; ``only`` where it is matched as the only one of each."""

    section: Section
    old: str
    new: str
    only: bool = False


class Difference(NamedTuple):
    """One thing that differs: a field of an entry (``facts`` for an answer), or the whole entry where it is empty.

    ``old`` and ``new`` are None where it is not there. It ``bears`` where a rule could ask about it: not where only
    words, labels, sources, or who says so differ, or where a fact is listed that was understood before.
    """

    section: Section
    entry: str
    field: str
    fact: str
    old: Any
    new: Any
    bears: bool


_BEARING = {
    ("arrangement", "nation"),
    ("industrial_action", ""),
    ("industrial_action", "kind"),
    ("industrial_action", "dates"),
    ("cover", ""),
    ("cover", "covers"),
    ("cover", "dates"),
    ("cover", "supplier"),
    ("cover", "part_of"),
}
_WHETHER_AT_ALL = ("supplier", "part_of")
"""Of these a rule asks only whether there is one, not which."""

_FIELDS: Mapping[Section, tuple[str, ...]] = {
    "arrangement": ("title", "reference", "nation"),
    "parties": ("name", "role"),
    "evidence": ("what", "date", "given_by", "quote", "link"),
    "industrial_action": ("kind", "workers", "dates"),
    "cover": ("what", "described_as", "hirer", "supplier", "stage", "part_of", "covers", "dates"),
}


def by_the_ids_of(new: Arrangement, old: Arrangement) -> tuple[Arrangement, tuple[Rename, ...]]:
    """Return the old version with the new one's ids for what is the same in both, and what goes by another id.

    Entries are the same where their ids are. Of the others a party is the same by its name, a piece of evidence by
    all that it says, an action by its kind and dates, a strand by what it does, or by its hirer and supplier; and the
    only action, or strand, of the one version is that of the other.
    """
    renames: list[Rename] = []
    parties = _same(old.parties.values(), new.parties.values(), [lambda each: each.name])
    renames += _renamed("parties", parties)
    old = _with_parties(old, parties)
    evidence = _same(old.evidence.values(), new.evidence.values(), [lambda each: each._replace(id="")])
    renames += _renamed("evidence", evidence)
    old = _with_evidence(old, evidence)
    actions = _same(old.actions, new.actions, [lambda each: (each.kind, each.dates)])
    only_action = _only(old.actions, new.actions)
    renames += _renamed("industrial_action", actions or only_action, only=not actions)
    old = _with_actions(old, actions or only_action)
    strands = _same(
        old.cover,
        new.cover,
        [lambda each: each.what, lambda each: (each.hirer, each.supplier) if each.supplier else None],
    )
    only_strand = _only(old.cover, new.cover)
    renames += _renamed("cover", strands or only_strand, only=not strands)
    return _with_strands(old, strands or only_strand), tuple(renames)


def _same(
    old: Iterable[_Entry], new: Iterable[_Entry], likenesses: Sequence[Callable[[_Entry], Hashable]]
) -> dict[str, str]:
    """Return the new ids of entries without a namesake that are like one other entry, and like no more than that."""
    was, now = list(old), list(new)
    ids = {each.id for each in was} & {each.id for each in now}
    found: dict[str, str] = {}
    for like in likenesses:
        left = [each for each in was if each.id not in ids and each.id not in found]
        free = [each for each in now if each.id not in ids and each.id not in found.values()]
        for each in left:
            alike = [other for other in free if like(each) is not None and like(other) == like(each)]
            rivals = [other for other in left if like(other) == like(each)]
            if len(alike) == len(rivals) == 1:
                found[each.id] = alike[0].id
    return found


def _only(old: Sequence[Action] | Sequence[Strand], new: Sequence[Action] | Sequence[Strand]) -> dict[str, str]:
    return {old[0].id: new[0].id} if len(old) == len(new) == 1 and old[0].id != new[0].id else {}


def _renamed(section: Section, found: Mapping[str, str], *, only: bool = False) -> Iterator[Rename]:
    yield from (Rename(section, old, new, only) for old, new in found.items())


def _with_parties(arrangement: Arrangement, found: Mapping[str, str]) -> Arrangement:
    def named(party: str | None) -> str | None:
        return None if party is None else found.get(party, party)

    def of(answer: Answer) -> Answer:
        by_party = tuple((found.get(party, party), value) for party, value in answer.by_party)
        return answer._replace(says=named(answer.says), by_party=by_party)

    parties = {
        found.get(each.id, each.id): each._replace(id=found.get(each.id, each.id))
        for each in arrangement.parties.values()
    }
    evidence = {name: each._replace(given_by=named(each.given_by)) for name, each in arrangement.evidence.items()}
    cover = tuple(
        each._replace(hirer=found.get(each.hirer, each.hirer), supplier=named(each.supplier))
        for each in arrangement.cover
    )
    return _with_each_answer(arrangement._replace(parties=parties, evidence=evidence, cover=cover), of)


def _with_evidence(arrangement: Arrangement, found: Mapping[str, str]) -> Arrangement:
    evidence = {
        found.get(name, name): each._replace(id=found.get(name, name)) for name, each in arrangement.evidence.items()
    }
    return _with_each_answer(
        arrangement._replace(evidence=evidence),
        lambda answer: answer._replace(evidence=tuple(found.get(each, each) for each in answer.evidence)),
    )


def _with_each_answer(arrangement: Arrangement, change: Callable[[Answer], Answer]) -> Arrangement:
    def changed(facts: Mapping[str, Answer]) -> dict[str, Answer]:
        return {name: change(answer) for name, answer in facts.items()}

    return arrangement._replace(
        actions=tuple(each._replace(facts=changed(each.facts)) for each in arrangement.actions),
        cover=tuple(each._replace(facts=changed(each.facts)) for each in arrangement.cover),
    )


def _with_actions(arrangement: Arrangement, found: Mapping[str, str]) -> Arrangement:
    return arrangement._replace(
        actions=tuple(each._replace(id=found.get(each.id, each.id)) for each in arrangement.actions),
        cover=tuple(
            each._replace(covers=tuple(found.get(name, name) for name in each.covers)) for each in arrangement.cover
        ),
    )


def _with_strands(arrangement: Arrangement, found: Mapping[str, str]) -> Arrangement:
    return arrangement._replace(
        cover=tuple(
            each._replace(
                id=found.get(each.id, each.id),
                part_of=None if each.part_of is None else found.get(each.part_of, each.part_of),
            )
            for each in arrangement.cover
        )
    )


def differences_of(old: Arrangement, new: Arrangement, facts: Mapping[str, Fact]) -> tuple[Difference, ...]:
    """Return what differs between two versions in which the same things have the same ids, in the order of the file.

    A strand that covers an action which only one version has differs by that action alone. ``facts`` is the catalogue.
    """
    found = [*_fields("arrangement", "", old, new), *_entries("parties", old.parties, new.parties, facts)]
    found += _entries("evidence", old.evidence, new.evidence, facts)
    was, now = ({each.id: each for each in every.actions} for every in (old, new))
    found += _entries("industrial_action", was, now, facts)
    shared = was.keys() & now.keys()
    before, after = ({each.id: _to_compare(each, shared) for each in every.cover} for every in (old, new))
    return (*found, *_entries("cover", before, after, facts))


def _to_compare(strand: Strand, shared: Container[str]) -> Strand:
    """Return a strand without dates where they are only those of its actions, and with the actions of both versions."""
    covers = tuple(sorted(each for each in strand.covers if each in shared))
    return strand._replace(covers=covers, dates=() if strand.dates_assumed else strand.dates)


def _entries(
    section: Section, old: Mapping[str, Any], new: Mapping[str, Any], facts: Mapping[str, Fact]
) -> Iterator[Difference]:
    for name in dict.fromkeys((*new, *old)):
        if name in old and name in new:
            yield from _fields(section, name, old[name], new[name])
            if section in ("industrial_action", "cover"):
                yield from _answers(section, name, old[name].facts, new[name].facts, facts)
        else:
            yield Difference(section, name, "", "", old.get(name), new.get(name), (section, "") in _BEARING)


def _fields(section: Section, name: str, old: Any, new: Any) -> Iterator[Difference]:
    for field in _FIELDS[section]:
        was, now = getattr(old, field), getattr(new, field)
        if was != now:
            named_only = section == "cover" and field in _WHETHER_AT_ALL and None not in (was, now)
            yield Difference(section, name, field, "", was, now, (section, field) in _BEARING and not named_only)


def _answers(
    section: Section, name: str, old: Mapping[str, Answer], new: Mapping[str, Answer], facts: Mapping[str, Fact]
) -> Iterator[Difference]:
    for fact in dict.fromkeys((*new, *old)):
        was, now = old.get(fact), new.get(fact)
        if was != now:
            bears = _said(was, facts[fact]) != _said(now, facts[fact])
            yield Difference(section, name, "facts", fact, was, now, bears)


def _said(answer: Answer | None, fact: Fact) -> object:
    """Return what is so of a fact by an answer, or where it is not listed: what is presumed, or unknown."""
    if answer is None:
        return fact.presumed.answer if fact.presumed is not None else UNKNOWN
    return answer.by_party if answer.agreed is None else answer.agreed
