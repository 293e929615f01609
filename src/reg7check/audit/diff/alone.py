"""What stands alone: differences that can be made without the rest, each with those that it cannot do without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise

from reg7check.audit.diff.differences import Difference, with_differences
from reg7check.named import NamedTuple
from reg7check.rulebook.conditions import (
    Concept,
    Condition,
    FactIs,
    QuestionProhibits,
    Weight,
    parts,
)
from reg7check.rulebook.givens import GIVENS
from reg7check.rulebook.models import DATE_ANSWERS, Fact, Law, Provision, Rule

Entry = tuple[str, str]
"""The section and id of an entry."""


class Group(NamedTuple):
    """Differences that stand or fall together, and the others without which they could not stand."""

    differences: tuple[Difference, ...]
    needs: tuple[Difference, ...]

    @property
    def all(self) -> tuple[Difference, ...]:
        """All that is changed where this group is."""
        return (*self.differences, *self.needs)


class LooseEnd(NamedTuple):
    """Something by which a law cannot stand: the entries that do not fit, and what they miss, where it is a name.

    What is missed is a path: ``("concepts", name)``, or a section, an id and, inside that entry, a field and a name.
    """

    entries: tuple[Entry, ...]
    missing: tuple[str, ...] = ()


def groups_of(old: Law, differences: Sequence[Difference]) -> tuple[Group, ...]:
    """Return the groups in which differences can be made in a law by themselves, in the order of the differences.

    Args:
        old: the law, as it is written.
        differences: all of those that bear on verdicts: made together they give a law that stands.
    """
    wholes = [_closure(old, number, differences) for number in range(len(differences))]
    groups = []
    for whole in dict.fromkeys(wholes):
        if not any(whole < other for other in wholes):
            leading = tuple(each for each, its in zip(differences, wholes, strict=True) if its == whole)
            needs = tuple(differences[number] for number in sorted(whole) if wholes[number] != whole)
            groups.append(Group(leading, needs))
    return tuple(groups)


def stands(law: Law) -> bool:
    """Return whether nothing in a law is loose."""
    return next(loose_ends(law), None) is None


def _closure(old: Law, number: int, differences: Sequence[Difference]) -> frozenset[int]:
    """Return the numbers of a difference and of all without which it could not stand."""
    made = frozenset([number])
    while True:
        ends = list(loose_ends(with_differences(old, [differences[each] for each in sorted(made)])))
        rest = [each for each in range(len(differences)) if each not in made]
        if not ends or not rest:
            return made
        tied = frozenset(each for end in ends for each in _what_ties(end, differences, rest))
        made |= tied or frozenset(rest)


def _what_ties(end: LooseEnd, differences: Sequence[Difference], rest: list[int]) -> list[int]:
    adding = [each for each in rest if end.missing and _adds(differences[each], end.missing)]
    return adding or [each for each in rest if (differences[each].section, differences[each].entry) in end.entries]


def _adds(difference: Difference, missing: tuple[str, ...]) -> bool:
    if difference.new is None and difference.path != ("defines",):
        return False
    if missing[0] == "concepts":
        if difference.section != "rules":
            return False
        if difference.path == ():
            return bool(difference.new.concept == missing[1])
        return difference.path == ("defines",) and (difference.new or difference.entry) == missing[1]
    step = (difference.section, difference.entry, *difference.path)
    return missing[: len(step)] == step


def loose_ends(law: Law) -> Iterator[LooseEnd]:
    """Yield each thing by which a law cannot be compiled, or would not mean what it says."""
    yield from _names(law)
    for provision in law.provisions.values():
        yield from _rival_versions(provision)
    for fact in law.facts.values():
        if not _sound(fact):
            yield LooseEnd((("facts", fact.id),))
    for weighing in law.weighings.values():
        for name, weights in weighing.indicators.items():
            fact_entry = ("facts", name)
            if name not in law.facts:
                yield LooseEnd((("weighings", weighing.id),), fact_entry)
            elif set(weights) != set(law.facts[name].domain):
                yield LooseEnd((("weighings", weighing.id), fact_entry))
    yield from _rival_rules(law)
    yield from _circles(law)


def _names(law: Law) -> Iterator[LooseEnd]:
    for entry, condition in _conditions(law):
        for part in parts(condition):
            missing = _missing_from(law, part)
            if missing:
                yield LooseEnd((entry,), missing)
    concepts = {rule.concept for rule in law.rules.values()}
    for prohibition in law.prohibitions.values():
        entry = ("prohibitions", prohibition.id)
        if prohibition.provision not in law.provisions:
            yield LooseEnd((entry,), ("provisions", prohibition.provision))
        for name in (*prohibition.elements, *prohibition.unless):
            if name not in concepts:
                yield LooseEnd((entry,), ("concepts", name))
    for rule in law.rules.values():
        entry = ("rules", rule.id)
        if rule.provision not in law.provisions:
            yield LooseEnd((entry,), ("provisions", rule.provision))
        elif rule.version is not None and rule.version not in _versions(law, rule):
            yield LooseEnd((entry,), ("provisions", rule.provision, "versions", rule.version))
    if law.identity.main_prohibition not in law.prohibitions:
        yield LooseEnd((("rulebook", ""),), ("prohibitions", law.identity.main_prohibition))


def _conditions(law: Law) -> Iterator[tuple[Entry, Condition]]:
    for rule in law.rules.values():
        yield from ((("rules", rule.id), each) for each in (rule.requires, rule.unless) if each is not None)
    for question in law.open_questions.values():
        yield ("open_questions", question.id), question.arises_where


def _missing_from(law: Law, part: Condition) -> tuple[str, ...]:
    match part:
        case FactIs(fact, _) if fact in GIVENS:
            return ()
        case FactIs(fact, answers):
            if fact not in law.facts:
                return ("facts", fact)
            unknown = [each for each in answers if each not in law.facts[fact].domain]
            return ("facts", fact, "answers", unknown[0]) if unknown else ()
        case Concept(name):
            return () if law.rules_defining(name) else ("concepts", name)
        case Weight(weighing):
            return () if weighing in law.weighings else ("weighings", weighing)
        case QuestionProhibits(question):
            return () if question in law.open_questions else ("open_questions", question)
    return ()


def _versions(law: Law, rule: Rule) -> set[str]:
    return {version.id for version in law.provisions[rule.provision].versions}


def _sound(fact: Fact) -> bool:
    dated = {"date", "never", *DATE_ANSWERS}
    kept = dated <= set(fact.answers) if fact.is_date else not dated <= set(fact.answers) and len(fact.answers) > 1
    return kept and (fact.presumed is None or fact.presumed.answer in fact.choices)


def _rival_versions(provision: Provision) -> Iterator[LooseEnd]:
    entry = ("provisions", provision.id)
    ids = {version.id for version in provision.versions}
    ordered = sorted(
        (days.first or date.min, days.last or date.max) for version in provision.versions for days in version.in_force
    )
    if any(first <= last for (_, last), (first, _) in pairwise(ordered)):
        yield LooseEnd((entry,))
    for version in provision.versions:
        if version.replaces is not None and version.replaces not in ids:
            yield LooseEnd((entry,), ("provisions", provision.id, "versions", version.replaces))


def _rival_rules(law: Law) -> Iterator[LooseEnd]:
    for concept in dict.fromkeys(rule.concept for rule in law.rules.values()):
        for one, other in combinations(law.rules_defining(concept), 2):
            apart = one.provision == other.provision and one.version != other.version
            if not apart or one.version is None or other.version is None:
                yield LooseEnd((("rules", one.id), ("rules", other.id)))


def _circles(law: Law) -> Iterator[LooseEnd]:
    uses: dict[Entry, list[Entry]] = {}
    for entry, condition in _conditions(law):
        used = uses.setdefault(entry, [])
        for part in parts(condition):
            if isinstance(part, Concept):
                used += [("rules", rule.id) for rule in law.rules_defining(part.name)]
            elif isinstance(part, QuestionProhibits):
                used.append(("open_questions", part.question))
    done: set[Entry] = set()

    def circle_from(entry: Entry, path: tuple[Entry, ...]) -> tuple[Entry, ...]:
        if entry in path:
            return path[path.index(entry) :]
        if entry not in done:
            for each in uses.get(entry, ()):
                found = circle_from(each, (*path, entry))
                if found:
                    return found
            done.add(entry)
        return ()

    for entry in uses:
        circle = circle_from(entry, ())
        if circle:
            yield LooseEnd(circle)
            return
