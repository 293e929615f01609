"""The stages of a rulebook: every set of rules that can be in force together, now or once what waits has commenced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from reg7check.named import NamedTuple
from reg7check.rulebook.commencing import commenced
from reg7check.rulebook.compile import Compiler, Epoch, change_days, variables_of
from reg7check.rulebook.conditions import Condition, leaves, replaced
from reg7check.rulebook.diagram import Diagram
from reg7check.rulebook.models import Law, Rule


class Stage(NamedTuple):
    """A law on the days on which one set of its rules applies, with every function that it then has."""

    law: Law
    day: date
    compiler: Compiler
    epoch: Epoch

    def applies(self, rule: Rule) -> bool:
        """Return whether a rule applies on these days."""
        return self.law.rule_applies(rule, self.day)

    def prohibitions_if(self, concept: str, function: int) -> Mapping[str, int]:
        """Return the function of each prohibition, were a concept's function another one."""
        compiler = Compiler(self.law, self.compiler.diagram, self.compiler.first, {concept: function})
        return {name: compiler.prohibition(name) for name in self.law.prohibitions}


class Stages(NamedTuple):
    """Every stage of a rulebook, those of waiting versions after those of the law as it is, in one diagram."""

    law: Law
    diagram: Diagram
    stages: tuple[Stage, ...]

    def of(self, rule: Rule) -> tuple[Stage, ...]:
        """Return the stages in which a rule applies."""
        return tuple(stage for stage in self.stages if stage.applies(rule))


class Leaf(NamedTuple):
    """One condition of a rule that holds no other: the field and path at which it stands, and the condition."""

    field: str
    path: tuple[str | int, ...]
    condition: Condition


def stages_of(law: Law) -> Stages:
    """Return the stages of a law, and of it as each version that waits for a first day, and has rules, commences."""
    diagram = Diagram(variables_of(law))
    found: dict[tuple[object, ...], Stage] = {}
    for each, first in _laws(law):
        compiler = Compiler(each, diagram, first)
        stage = Stage(each, compiler.day, compiler, compiler.epoch())
        rules = tuple(rule.id for rule in each.rules.values() if stage.applies(rule))
        found.setdefault((rules, tuple(stage.epoch.prohibitions.values())), stage)
    return Stages(law, diagram, tuple(found.values()))


def _laws(law: Law) -> Iterator[tuple[Law, date | None]]:
    days = sorted(set(change_days(law)))
    yield law, None
    yield from ((law, day) for day in days)
    latest = max([*days, law.identity.law_as_of])
    for provision, version in waiting_versions(law):
        yield commenced(law, provision, version, latest), latest


def waiting_versions(law: Law) -> list[tuple[str, str]]:
    """Return each version that is in force on no day, and to which a rule is tied, with its provision."""
    tied = dict.fromkeys((rule.provision, rule.version) for rule in law.rules.values() if rule.version)
    return [
        (provision, version.id)
        for provision, name in tied
        for version in law.provisions[provision].versions
        if version.id == name and not version.in_force
    ]


def leaves_of(rule: Rule) -> Iterator[Leaf]:
    """Yield each condition of a rule that holds no other, in the order in which they are written."""
    for field, condition in (("requires", rule.requires), ("unless", rule.unless)):
        if condition is not None:
            yield from (Leaf(field, path, part) for path, part in leaves(condition))


def with_leaf(rule: Rule, leaf: Leaf, condition: Condition) -> Rule:
    """Return a rule with another condition in the place of one of its leaves."""
    if leaf.field == "requires":
        return rule._replace(requires=replaced(rule.requires, leaf.path, condition))
    assert rule.unless is not None
    return rule._replace(unless=replaced(rule.unless, leaf.path, condition))
