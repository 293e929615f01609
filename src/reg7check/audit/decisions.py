"""What a rulebook decides, and the conditions that each decision turns on, as functions over the facts.

A decision is a rule (it holds or fails), an open question (it arises or not) or a prohibition (it forbids or not).
Its conditions are the leaves of what it is written of: each time that a fact, a concept, a weighing or an open
question stands there, and of a prohibition whether it is in force and extends to the place, its elements and its
exceptions. A condition decides where, were it the other way and all else the same, the decision would be too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from reg7check.days import FIRST_DAY, LAST_DAY
from reg7check.named import NamedTuple
from reg7check.problems import Place
from reg7check.rulebook import Rulebook, conditions
from reg7check.rulebook.compile import Compiler
from reg7check.rulebook.conditions import (
    AllOf,
    AnyOf,
    Concept,
    Condition,
    FactIs,
    NotOf,
    leaves,
)
from reg7check.rulebook.diagram import FALSE, TRUE
from reg7check.rulebook.load import ReadRulebook
from reg7check.rulebook.models import Law, OpenQuestion, Prohibition, Rule

Section = Literal["prohibitions", "rules", "open_questions"]
SECTIONS: tuple[Section, ...] = ("prohibitions", "rules", "open_questions")
Path = tuple[str | int, ...]
"""Keys and indexes, from an entry of a rule file to a node in it."""

_ONE_DAY = timedelta(days=1)


class InForce(NamedTuple):
    """The provision of a prohibition is in force."""

    provision: str


LeafCondition = conditions.Leaf | InForce


class Leaf(NamedTuple):
    """One condition of a decision: what it asks, the path to it from the entry of the decision, and its place."""

    asks: LeafCondition
    path: Path
    place: Place


class Decision(NamedTuple):
    """A rule, an open question or a prohibition, with its conditions in the order in which they stand."""

    section: Section
    entry: Rule | OpenQuestion | Prohibition
    place: Place
    leaves: tuple[Leaf, ...]

    @property
    def id(self) -> str:
        """The id of the rule, question or prohibition."""
        return self.entry.id

    @property
    def title(self) -> str:
        """The title, or the question."""
        return self.entry.question if isinstance(self.entry, OpenQuestion) else self.entry.title


class Term(NamedTuple):
    """Days, both ends included, on which the same law is in force and the same prohibitions are covered."""

    first: date
    last: date


class LeafFunctions(NamedTuple):
    """Where a condition is true, and where it decides."""

    true: int
    decides: int


class Functions(NamedTuple):
    """What a decision comes to on a term: where it is judged at all, where it holds, and its conditions, in order."""

    judged: int
    holds: int
    leaves: tuple[LeafFunctions, ...]


def decisions_of(read: ReadRulebook) -> tuple[Decision, ...]:
    """Return every decision of a rulebook, file by file: its prohibitions, then its rules, then its questions."""
    origins = read.origins
    found = []
    for file in read.files:
        for section in SECTIONS:
            for entry in getattr(file.contents, section):
                leaves = []
                for path, asks in _leaves(read.law, entry):
                    origin, below = origins[section, entry.id], path
                    if path[0] == "provision":
                        origin, below = origins["provisions", entry.provision], path[1:]
                    leaves.append(Leaf(asks, path, origin.place(*below).without_root()))
                place = origins[section, entry.id].place("id").without_root()
                found.append(Decision(section, entry, place, tuple(leaves)))
    return tuple(found)


def terms_of(rulebook: Rulebook) -> tuple[Term, ...]:
    """Return the terms into which the law cuts the days that an arrangement may have, in order."""
    epochs = [epoch.first for epoch in rulebook.compiled.epochs if epoch.first is not None]
    covered = [each.covered_from for each in rulebook.law.prohibitions.values() if each.covered_from is not None]
    firsts = sorted({FIRST_DAY, *(day for day in (*epochs, *covered) if FIRST_DAY < day <= LAST_DAY)})
    lasts = [*(day - _ONE_DAY for day in firsts[1:]), LAST_DAY]
    return tuple(Term(first, last) for first, last in zip(firsts, lasts, strict=True))


def functions_of(compiler: Compiler, decision: Decision) -> Functions | None:
    """Return what a decision comes to on the compiler's days; None where it does not apply then.

    A rule does not apply where the law then has no such rule. A prohibition is judged on days that it covers, and
    elsewhere than it extends to on any day.
    """
    entry = decision.entry
    if isinstance(entry, Prohibition):
        return _of_prohibition(compiler, entry)
    if isinstance(entry, OpenQuestion):
        whole = entry.arises_where
    elif compiler.law.rule_on(entry.concept, compiler.day) == entry:
        whole = entry.requires if entry.unless is None else AllOf((entry.requires, NotOf(entry.unless)))
    else:
        return None
    return Functions(TRUE, compiler.condition(whole), tuple(_each(compiler, whole, TRUE)))


def _of_prohibition(compiler: Compiler, prohibition: Prohibition) -> Functions:
    provision = compiler.law.provisions[prohibition.provision]
    in_force = FALSE if provision.version_on(compiler.day) is None else TRUE
    extends = FactIs("nation", provision.extent)
    exceptions = (NotOf(Concept(name)) for name in prohibition.unless)
    asked = AllOf((extends, *map(Concept, prohibition.elements), *exceptions))
    return Functions(
        judged=TRUE if prohibition.covers(compiler.day) else compiler.condition(NotOf(extends)),
        holds=compiler.prohibition(prohibition.id),
        leaves=(LeafFunctions(in_force, compiler.condition(asked)), *_each(compiler, asked, in_force)),
    )


def _leaves(law: Law, entry: Rule | OpenQuestion | Prohibition) -> Iterator[tuple[Path, LeafCondition]]:
    if isinstance(entry, Prohibition):
        yield ("provision", "versions"), InForce(entry.provision)
        yield ("provision", "extent"), FactIs("nation", law.provisions[entry.provision].extent)
        yield from ((("elements", number), Concept(name)) for number, name in enumerate(entry.elements))
        yield from ((("unless", number), Concept(name)) for number, name in enumerate(entry.unless))
    elif isinstance(entry, OpenQuestion):
        yield from leaves(entry.arises_where, "arises_where")
    else:
        yield from leaves(entry.requires, "requires")
        if entry.unless is not None:
            yield from leaves(entry.unless, "unless")


def _each(compiler: Compiler, condition: Condition, decides: int) -> Iterator[LeafFunctions]:
    """Yield the functions of each leaf of a condition, which itself decides where ``decides`` is true.

    In an ``all`` a part decides where the others are all true, in an ``any`` where they are all false. Since each
    leaf stands in one place only, that is where setting it true and setting it false give two different decisions.
    """
    diagram = compiler.diagram
    if isinstance(condition, AllOf | AnyOf):
        functions = [compiler.condition(each) for each in condition.conditions]
        if isinstance(condition, AnyOf):
            functions = [diagram.negation(function) for function in functions]
        for number, each in enumerate(condition.conditions):
            others = functions[:number] + functions[number + 1 :]
            yield from _each(compiler, each, diagram.all([decides, *others]))
    elif isinstance(condition, NotOf):
        yield from _each(compiler, condition.condition, decides)
    else:
        yield LeafFunctions(compiler.condition(condition), decides)


def written(asks: LeafCondition) -> str:
    """Return a condition as a rule file writes it, on one line."""
    return f"{asks.provision} is in force" if isinstance(asks, InForce) else conditions.written(asks)
