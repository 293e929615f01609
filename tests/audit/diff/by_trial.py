"""What a law answers, found by trying: its conditions are read as they stand, and every world is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product

from reg7check.rulebook.conditions import AllOf, AnyOf, Concept, Condition, FactIs, NotOf, QuestionProhibits, Weight
from reg7check.rulebook.givens import GIVENS
from reg7check.rulebook.models import Fact, Law

NOT_LISTED, UNKNOWN, IN_BETWEEN = "(not listed)", "(unknown)", "(in between)"
State = Mapping[str, str]
"""How an arrangement states each fact, and what it states of itself."""


def states(old: Law, new: Law) -> Iterator[dict[str, str]]:
    """Yield every way in which the facts of two laws may be stated that could matter between the two."""
    asked = {"nation": list(GIVENS["nation"])}
    for name in {**old.facts, **new.facts}:
        one, other = old.facts.get(name), new.facts.get(name)
        answers = list(dict.fromkeys(answer for fact in (one, other) if fact is not None for answer in fact.domain))
        if one is None or other is None:
            answers.append(NOT_LISTED)
        else:
            if (one.presumed and one.presumed.answer) != (other.presumed and other.presumed.answer):
                answers.append(NOT_LISTED)
            if set(one.domain) != set(other.domain):
                answers.append(UNKNOWN)
            if one.takes_effect != other.takes_effect and one.is_date and other.is_date:
                answers.append(IN_BETWEEN)
        asked[name] = answers
    for values in product(*asked.values()):
        yield dict(zip(asked, values, strict=True))


class Trial:
    """Tries all worlds of a law, and remembers what came out on days on which the law is the same.

    ``questions`` are the open questions of this law and of the one that it is compared with.
    """

    def __init__(self, law: Law, prohibition: str, questions: Sequence[str]) -> None:
        self.law = law
        self.prohibition = prohibition
        self.readings = list(product(("prohibits", "permits"), repeat=len(questions)))
        self.questions = questions
        self._tried: dict[object, tuple[str | None, frozenset[int]]] = {}

    def outcome(self, day: date, state: State) -> tuple[str | None, frozenset[int]]:
        """Return the verdict by its written meaning, and of an arguable one the numbers of the readings that prohibit.

        The verdict is None where an arrangement could not say so under this law.
        """
        key = (self._alike(day), tuple(state.values()))
        if key not in self._tried:
            self._tried[key] = self._try(day, state)
        return self._tried[key]

    def _alike(self, day: date) -> object:
        law = self.law
        found = law.prohibitions.get(self.prohibition)
        if found is None:
            return None
        in_force = any(version.in_force_on(day) for version in law.provisions[found.provision].versions)
        judged = found.covered_from is None or found.covered_from <= day
        return in_force, judged, tuple(applies(law, rule, day) for rule in law.rules)

    def _try(self, day: date, state: State) -> tuple[str | None, frozenset[int]]:
        law = self.law
        possible = {name: meant(fact, state[name]) for name, fact in law.facts.items()}
        if not all(possible.values()):
            return None, frozenset()
        found = law.prohibitions.get(self.prohibition)
        if found is None:
            return "not-prohibited", frozenset()
        here = state["nation"] in law.provisions[found.provision].extent
        if found.covered_from is not None and day < found.covered_from and here:
            return "undetermined", frozenset()
        by_reading = [
            {
                forbidden(law, self.prohibition, day, {**state, **dict(zip(possible, answers, strict=True)), **taken})
                for answers in product(*possible.values())
            }
            for reading in self.readings
            for taken in [dict(zip(self.questions, reading, strict=True))]
        ]
        outcomes = set().union(*by_reading)
        if len(outcomes) == 1:
            return ("prohibited" if outcomes.pop() else "not-prohibited"), frozenset()
        if any(len(each) > 1 for each in by_reading):
            return "undetermined", frozenset()
        return "arguable", frozenset(number for number, results in enumerate(by_reading) if results == {True})


def meant(fact: Fact, answer: str) -> tuple[str, ...]:
    """Return the answers that a fact may have in a world, where an arrangement states it so."""
    if answer == IN_BETWEEN:
        return ("past",) if fact.takes_effect == "on-the-day" else ("not-past",)
    if answer == NOT_LISTED and fact.presumed is not None:
        return ("not-past",) if fact.is_date else (fact.presumed.answer,)
    if answer in (NOT_LISTED, UNKNOWN):
        return fact.domain
    return (answer,) if answer in fact.domain else ()


def forbidden(law: Law, name: str, day: date, world: State) -> bool:
    """Return whether a prohibition forbids a world on a day."""
    prohibition = law.prohibitions[name]
    provision = law.provisions[prohibition.provision]
    if not any(version.in_force_on(day) for version in provision.versions) or world["nation"] not in provision.extent:
        return False
    met = all(holds(law, Concept(each), day, world) for each in prohibition.elements)
    return met and not any(holds(law, Concept(each), day, world) for each in prohibition.unless)


def holds(law: Law, condition: Condition, day: date, world: State) -> bool:
    """Return whether a condition is true of a world on a day."""
    match condition:
        case FactIs(fact, answers):
            return world[fact] in answers
        case AllOf(conditions):
            return all(holds(law, each, day, world) for each in conditions)
        case AnyOf(conditions):
            return any(holds(law, each, day, world) for each in conditions)
        case NotOf(inner):
            return not holds(law, inner, day, world)
        case Weight(weighing, at_least, at_most):
            indicators = law.weighings[weighing].indicators
            total = sum(weights[world[fact]] for fact, weights in indicators.items())
            return (at_least is None or total >= at_least) and (at_most is None or total <= at_most)
        case QuestionProhibits(question):
            arises = holds(law, law.open_questions[question].arises_where, day, world)
            return arises and world[question] == "prohibits"
        case Concept(concept):
            for rule in law.rules.values():
                if (rule.defines or rule.id) == concept and applies(law, rule.id, day):
                    excepted = rule.unless is not None and holds(law, rule.unless, day, world)
                    return holds(law, rule.requires, day, world) and not excepted
            return False


def applies(law: Law, name: str, day: date) -> bool:
    """Return whether a rule applies on a day."""
    rule = law.rules[name]
    in_force = [version.id for version in law.provisions[rule.provision].versions if version.in_force_on(day)]
    if rule.version is not None:
        return rule.version in in_force
    return bool(in_force) or rule.applies == "always"
