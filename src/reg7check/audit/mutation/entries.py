"""The steps of change to each kind of entry of a rulebook, days in force apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Literal

from reg7check.audit.mutation.steps import Step, steps_in
from reg7check.rulebook.models import Fact, OpenQuestion, Prohibition, Provision, Rule, Weighing

Effect = Literal["on-the-day", "after-next-working-day"]
Domains = Mapping[str, Sequence[str]]
_ONE_DAY = timedelta(days=1)


def rule_steps(rule: Rule, domains: Domains) -> Iterator[Step[Rule]]:
    """Yield the steps of change to a rule: within its conditions, its exception dropped, its tie to days dropped."""
    for step in steps_in(rule.requires, ("requires",), f"`{rule.id}`", domains):
        yield step.leaving(rule._replace(requires=step.changed))
    if rule.unless is not None:
        yield Step("drop-unless", ("unless",), f"drop the exception of `{rule.id}`", rule._replace(unless=None))
        for step in steps_in(rule.unless, ("unless",), f"the exception of `{rule.id}`", domains):
            yield step.leaving(rule._replace(unless=step.changed))
    if rule.version is not None:
        what = f"drop `version: {rule.version}` from `{rule.id}`"
        yield Step("drop-tie", ("version",), what, rule._replace(version=None))
    if rule.applies != "always":
        what = f"drop `applies: {rule.applies}` from `{rule.id}`"
        yield Step("drop-tie", ("applies",), what, rule._replace(applies="always"))


def question_steps(question: OpenQuestion, domains: Domains) -> Iterator[Step[OpenQuestion]]:
    """Yield the steps of change to where an open question arises."""
    for step in steps_in(question.arises_where, ("arises_where",), f"what raises `{question.id}`", domains):
        yield step.leaving(question._replace(arises_where=step.changed))


def prohibition_steps(prohibition: Prohibition) -> Iterator[Step[Prohibition]]:
    """Yield the steps of change to a prohibition: elements, exceptions, the first covered day."""
    name = prohibition.id
    for kind, key, word in (("drop-element", "elements", "element"), ("drop-exception", "unless", "exception")):
        concepts = getattr(prohibition, key)
        for number, concept in enumerate(concepts):
            left = concepts[:number] + concepts[number + 1 :]
            what = f"drop the {word} `{concept}` from `{name}`"
            yield Step(kind, (key, number), what, prohibition._replace(**{key: left}))
    covered = prohibition.covered_from
    if covered is not None:
        for day in (covered - _ONE_DAY, covered + _ONE_DAY):
            what = f"shift `covered_from: {covered}` of `{name}` to {day}"
            yield Step("shift-covered", ("covered_from",), what, prohibition._replace(covered_from=day))
        what = f"drop `covered_from: {covered}` from `{name}`"
        yield Step("drop-covered", ("covered_from",), what, prohibition._replace(covered_from=None))


def extent_steps(provision: Provision) -> Iterator[Step[Provision]]:
    """Yield the steps of change to the nations to which the provision of a prohibition extends."""
    for number, nation in enumerate(provision.extent):
        left = provision.extent[:number] + provision.extent[number + 1 :]
        what = f"drop `{nation}` from the extent of `{provision.id}`"
        yield Step("drop-nation", ("extent", number), what, provision._replace(extent=left))


def weighing_steps(weighing: Weighing) -> Iterator[Step[Weighing]]:
    """Yield the steps of change to a weighing: the weight of each answer one less, and one more."""
    for fact, weights in weighing.indicators.items():
        for answer, weight in weights.items():
            for shifted in (weight - 1, weight + 1):
                what = f"weigh `{fact}: {answer}` at {shifted} in place of {weight} in `{weighing.id}`"
                indicators = {**weighing.indicators, fact: {**weights, answer: shifted}}
                changed = weighing._replace(indicators=indicators)
                yield Step("shift-weight", ("indicators", fact, answer), what, changed)


def fact_steps(fact: Fact) -> Iterator[Step[Fact]]:
    """Yield the steps of change to a fact: its presumption, and the day on which a date takes effect."""
    if fact.presumed is not None:
        answer = fact.presumed.answer
        what = f"drop the presumption that `{fact.id}` is `{answer}`"
        yield Step("drop-presumption", ("presumed",), what, fact._replace(presumed=None))
        for other in fact.choices:
            if other != answer:
                what = f"presume `{other}` of `{fact.id}` in place of `{answer}`"
                changed = fact._replace(presumed=fact.presumed._replace(answer=other))
                yield Step("exchange-presumption", ("presumed", "answer"), what, changed)
    if fact.takes_effect is not None:
        effect: Effect = "after-next-working-day" if fact.takes_effect == "on-the-day" else "on-the-day"
        what = f"let `{fact.id}` take effect {effect.replace('-', ' ')}"
        changed = fact._replace(takes_effect=effect)
        yield Step("exchange-effect", ("takes_effect",), what, changed)
