"""Every change of one step to a rulebook, as a value: what is changed, where that stands, and the law that it makes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reg7check.audit.mutation.dates import date_steps
from reg7check.audit.mutation.entries import (
    extent_steps,
    fact_steps,
    prohibition_steps,
    question_steps,
    rule_steps,
    weighing_steps,
)
from reg7check.audit.mutation.steps import Step
from reg7check.named import NamedTuple
from reg7check.problems import Place
from reg7check.rulebook import ReadRulebook
from reg7check.rulebook.checks import problems_in
from reg7check.rulebook.conditions import Condition, Weight, parts
from reg7check.rulebook.givens import GIVENS
from reg7check.rulebook.models import Fact, Law, OpenQuestion, Prohibition, Provision, Rule, Weighing

KINDS = {
    "drop-condition": "a condition dropped",
    "negate": "a condition negated",
    "swap": "all and any swapped",
    "drop-answer": "an answer dropped",
    "exchange-answer": "an answer exchanged",
    "shift-bound": "a bound shifted by one",
    "drop-unless": "a rule's exception dropped",
    "drop-tie": "a rule's days dropped",
    "drop-element": "an element dropped",
    "drop-exception": "an exception dropped",
    "drop-nation": "a nation dropped",
    "shift-covered": "the first covered day shifted",
    "drop-covered": "the first covered day dropped",
    "shift-weight": "a weight shifted by one",
    "shift-date": "a date shifted by a day",
    "drop-presumption": "a presumption dropped",
    "exchange-presumption": "a presumption exchanged",
    "exchange-effect": "a date's effect exchanged",
}
"""Each kind of mutant, and what it is called."""

Entry = Rule | OpenQuestion | Prohibition | Weighing | Fact | Provision


class Mutant(NamedTuple):
    """One step of change to a rulebook: its kind, where it is and what it does, and the entry as it leaves it."""

    kind: str
    section: str
    entry: str
    place: Place
    what: str
    changed: Entry

    def applied_to(self, law: Law) -> Law:
        """Return the law with this change made."""
        changes: dict[str, Any] = {self.section: {**getattr(law, self.section), self.entry: self.changed}}
        return law._replace(**changes)


def mutants_of(rulebook: ReadRulebook) -> tuple[Mutant, ...]:
    """Return every mutant of a rulebook, in the order of its files and of the places in them."""
    origins = rulebook.origins
    numbers = {file.source.name: number for number, file in enumerate(rulebook.files)}
    mutants = [
        Mutant(step.kind, section, entry, origins[section, entry].place(*step.path), step.what, step.changed)
        for section, entry, step in _steps(rulebook)
    ]
    ordered = sorted(mutants, key=lambda each: (numbers[each.place.file], each.place.line or 0, each.place.column or 0))
    return tuple(each._replace(place=each.place.without_root()) for each in ordered)


def why_no_rulebook(mutant: Mutant, rulebook: ReadRulebook) -> str | None:
    """Return why what a mutant makes would not load as a rulebook, or None where it would."""
    for field in mutant.changed:
        for part in parts(field) if isinstance(field, Condition) else ():
            if isinstance(part, Weight) and _crossed(part):
                return "`at_least` is more than `at_most`"
    problem = next(problems_in(mutant.applied_to(rulebook.law), rulebook.files), None)
    return None if problem is None else problem.message


def _crossed(weight: Weight) -> bool:
    return weight.at_least is not None and weight.at_most is not None and weight.at_least > weight.at_most


def _steps(rulebook: ReadRulebook) -> Iterator[tuple[str, str, Step[Any]]]:
    law = rulebook.law
    domains = {name: fact.domain for name, fact in law.facts.items()} | GIVENS
    for rule in law.rules.values():
        yield from (("rules", rule.id, step) for step in rule_steps(rule, domains))
    for question in law.open_questions.values():
        yield from (("open_questions", question.id, step) for step in question_steps(question, domains))
    for weighing in law.weighings.values():
        yield from (("weighings", weighing.id, step) for step in weighing_steps(weighing))
    for prohibition in law.prohibitions.values():
        yield from (("prohibitions", prohibition.id, step) for step in prohibition_steps(prohibition))
    for fact in law.facts.values():
        yield from (("facts", fact.id, step) for step in fact_steps(fact))
    forbidding = dict.fromkeys(each.provision for each in law.prohibitions.values())
    for name in forbidding:
        yield from (("provisions", name, step) for step in extent_steps(law.provisions[name]))
    for written in (each for file in rulebook.files for each in file.contents.provisions):
        yield from (("provisions", written.id, step) for step in date_steps(written))
