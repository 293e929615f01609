"""What a new rulebook only calls by another id, and the old law with those names: so the rest can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reg7check.named import NamedTuple
from reg7check.rulebook.conditions import (
    AllOf,
    AnyOf,
    Concept,
    Condition,
    FactIs,
    NotOf,
    QuestionProhibits,
    Weight,
)
from reg7check.rulebook.files import SECTIONS
from reg7check.rulebook.models import ADVICE_SECTIONS, Law

Names = Mapping[tuple[str, str], str]
"""By kind (a section, or ``concepts``) and old name, the new name."""

_SUBSTANCE: Mapping[str, Callable[[Any], object]] = {
    "provisions": lambda each: (each.cite, each.instrument),
    "authorities": lambda each: each.citation,
    "facts": lambda each: (each.about, each.takes_effect, each.question, frozenset(each.answers)),
    "rules": lambda each: (each.provision, each.version, each.applies, each.requires, each.unless),
    "open_questions": lambda each: (each.question, each.arises_where),
    "weighings": lambda each: each.indicators,
    "prohibitions": lambda each: (each.provision, each.elements, each.unless),
    **dict.fromkeys(ADVICE_SECTIONS, lambda each: each.text),
    "enforcers": lambda each: (each.name, each.in_office),
    "letters": lambda each: each.parts,
    "glossary": lambda each: (each.term, each.means),
}
"""What makes an entry the same one under another id, by section."""


def same(one: Any, other: Any) -> bool:
    """Return whether two values of a rulebook are the same, in kind too: `all` and `any` of the same parts are not."""
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, Mapping):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    return bool(one == other)


class Rename(NamedTuple):
    """An entry that the new rulebook has under another id."""

    section: str
    old: str
    new: str


def renames_between(old: Law, new: Law) -> tuple[tuple[Rename, ...], Law]:
    """Return which entries the new law only calls by another id, and the old law with these names.

    An entry is taken for the same where its substance is: a rule's conditions, a fact's question and answers.
    """
    found: list[Rename] = []
    while True:
        rename = next(_candidates(old, new), None)
        if rename is None:
            return tuple(found), old
        found.append(rename)
        old = _renamed(old, rename, new)


def _candidates(old: Law, new: Law) -> Iterator[Rename]:
    for section in SECTIONS:
        before, after = getattr(old, section), getattr(new, section)
        substance = _SUBSTANCE[section]
        gone = [entry for name, entry in before.items() if name not in after]
        come = [entry for name, entry in after.items() if name not in before]
        for one in gone:
            for other in come:
                if same(substance(one), substance(other)) and _free(old, section, one, other):
                    yield Rename(section, one.id, other.id)


def _free(old: Law, section: str, one: Any, other: Any) -> bool:
    """Return whether the new name means nothing else in the old law."""
    if section == "facts":
        return other.id not in old.open_questions
    if section == "open_questions":
        return other.id not in old.facts
    if section == "rules" and one.concept != other.concept:
        return not old.rules_defining(other.concept)
    return True


def _renamed(law: Law, rename: Rename, new: Law) -> Law:
    names = {(rename.section, rename.old): rename.new}
    if rename.section == "rules":
        one, other = law.rules[rename.old], new.rules[rename.new]
        names["concepts", one.concept] = other.concept
        law = law._replace(rules={**law.rules, one.id: one._replace(defines=one.concept)})
    renaming = _Renaming(names)
    sections = {
        section: {renaming.name(section, name): renaming.entry(section, entry) for name, entry in entries.items()}
        for section in SECTIONS
        for entries in [getattr(law, section)]
    }
    main = renaming.name("prohibitions", law.identity.main_prohibition)
    return law._replace(identity=law.identity._replace(main_prohibition=main), **sections)


class _Renaming(NamedTuple):
    """Writes entries with other names."""

    names: Names

    def name(self, kind: str, name: str) -> str:
        """Return the new name of what had this one."""
        return self.names.get((kind, name), name)

    def entry(self, section: str, entry: Any) -> Any:
        """Return an entry with the new names of all that it refers to, and its own."""
        changed = {field: self._field(field, value) for field, value in entry._asdict().items()}
        changed["id"] = self.name(section, entry.id)
        if changed.get("defines") == changed["id"]:
            changed["defines"] = None
        return type(entry)(**changed)

    def _field(self, field: str, value: Any) -> Any:
        if value is None:
            return None
        match field:
            case "requires" | "where" | "arises_where":
                return self._condition(value)
            case "unless" if isinstance(value, Condition):
                return self._condition(value)
            case "unless" | "elements":
                return tuple(self.name("concepts", each) for each in value)
            case "defines":
                return self.name("concepts", value)
            case "provision":
                return self.name("provisions", value)
            case "prohibition":
                return self.name("prohibitions", value)
            case "authorities":
                return tuple(self.name("authorities", self.name("provisions", each)) for each in value)
            case "see":
                return tuple(self.name("glossary", each) for each in value)
            case "prohibits" | "permits":
                return value._replace(authorities=self._field("authorities", value.authorities))
            case "points":
                return tuple(self._point(each) for each in value)
            case "parts" | "items":
                return tuple(self._part(each) for each in value)
            case "facts":
                return tuple(self.name("facts", each) for each in value)
            case "indicators":
                return {self.name("facts", fact): weights for fact, weights in value.items()}
        return value

    def _point(self, point: Any) -> Any:
        where = None if point.where is None else self._condition(point.where)
        return point._replace(where=where, authorities=self._field("authorities", point.authorities))

    def _part(self, part: Any) -> Any:
        return type(part)(**{field: self._field(field, value) for field, value in part._asdict().items()})

    def _condition(self, condition: Condition) -> Condition:
        match condition:
            case FactIs(fact, answers):
                return FactIs(self.name("facts", fact), answers)
            case Concept(name):
                return Concept(self.name("concepts", name))
            case AllOf(conditions):
                return AllOf(tuple(self._condition(each) for each in conditions))
            case AnyOf(conditions):
                return AnyOf(tuple(self._condition(each) for each in conditions))
            case NotOf(inner):
                return NotOf(self._condition(inner))
            case Weight():
                return condition._replace(weighing=self.name("weighings", condition.weighing))
            case QuestionProhibits(question):
                return QuestionProhibits(self.name("open_questions", question))
