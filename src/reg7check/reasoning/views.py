"""What a picture of an explanation shows: the status of every part of the rules below what is explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reg7check.reasoning.explanations import View
from reg7check.reasoning.walk import Walk
from reg7check.reasoning.weighing import weighed
from reg7check.rulebook.conditions import Condition, FactIs, QuestionProhibits, Weight, parts, written
from reg7check.rulebook.givens import GIVENS
from reg7check.rulebook.models import Law


def views_of(walks: Iterable[Walk], concepts: Iterable[str]) -> Iterator[View]:
    """Yield what a picture shows of these concepts, against each action once where that differs."""
    concepts = sorted(concepts)
    told: list[object] = []
    for walk in walks:
        conditions = [part for name in concepts for part in _parts(walk, name)]
        statuses = {written(part): walk.status(part) for part in conditions}
        statuses |= {name: walk.concept_status(name) for name in concepts}
        facts = {fact: walk.use(fact) for part in conditions for fact in _facts(walk.law, part)}
        if (statuses, facts) not in told:
            told.append((statuses, facts))
            weighings = dict.fromkeys(part.weighing for part in conditions if isinstance(part, Weight))
            totals = {name: weighed(walk, name).total for name in weighings}
            yield View(walk.action, walk.stretch.first, statuses, facts, totals)


def _parts(walk: Walk, concept: str) -> Iterator[Condition]:
    rule = walk.law.rule_on(concept, walk.stretch.first)
    for condition in (rule.requires, rule.unless) if rule is not None else ():
        if condition is not None:
            for part in parts(condition):
                yield part
                if isinstance(part, QuestionProhibits):
                    yield from parts(walk.law.open_questions[part.question].arises_where)


def _facts(law: Law, part: Condition) -> Iterator[str]:
    if isinstance(part, FactIs) and part.fact not in GIVENS:
        yield part.fact
    elif isinstance(part, Weight):
        yield from law.weighings[part.weighing].indicators
