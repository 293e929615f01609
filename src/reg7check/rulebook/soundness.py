"""Whether what is put back from the cache is one rulebook in itself: all that it names is there, and its functions too.

The checks of a rulebook's files (``checks.py``) say where a fault is and how to mend it. Here nobody wrote a fault:
a file of the cache was altered, and it is enough to know.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from graphlib import TopologicalSorter
from typing import get_args

from reg7check.rulebook.citing import citations
from reg7check.rulebook.compile import (
    Compiled,
    Epoch,
    advice_name,
    advice_of,
    change_days,
    letter_parts,
    part_name,
    point_name,
    variables_of,
)
from reg7check.rulebook.conditions import Concept, Condition, FactIs, QuestionProhibits, Weight, parts
from reg7check.rulebook.diagram import Diagram
from reg7check.rulebook.models import Law, VerdictWord


def is_sound(law: Law, compiled: Compiled) -> bool:
    """Return whether a law names nothing that is not there, and the functions are those of that law, on all its days.

    Raises KeyError where a condition names what is not there, and ValueError where a rule rests on itself.
    """
    uses = _uses(law)
    TopologicalSorter(uses).prepare()
    names = _named_by(law)
    return (
        _has_what_it_names(law)
        and all(_is_known(part, law, uses.keys(), compiled.diagram) for part in _conditions(law))
        and compiled.diagram.variables == tuple(variables_of(law))
        and [epoch.first for epoch in compiled.epochs] == [None, *sorted(set(change_days(law)))]
        and all(_is_epoch_of(names, epoch, len(compiled.diagram.levels)) for epoch in compiled.epochs)
    )


def _is_epoch_of(names: tuple[Set[str], ...], epoch: Epoch, functions: int) -> bool:
    return all(
        known.keys() == name and all(0 <= function < functions for function in known.values())
        for known, name in zip(epoch[1:], names, strict=True)
    )


def _named_by(law: Law) -> tuple[Set[str], ...]:
    """Return what an epoch of a law has functions for, one set a field of it."""
    return (
        {rule.concept for rule in law.rules.values()},
        law.prohibitions.keys(),
        law.open_questions.keys(),
        {
            *(
                point_name(rule.id, number)
                for rule in law.rules.values()
                for number, point in enumerate(rule.points)
                if point.where is not None
            ),
            *(advice_name(section, advice.id) for section, advice in advice_of(law) if advice.where is not None),
            *(part_name(letter, number) for letter, number, part in letter_parts(law) if part.where is not None),
        },
    )


def _conditions(law: Law) -> Iterator[Condition]:
    """Yield every condition of a law, and every one within it."""
    written = [
        *(each for rule in law.rules.values() for each in (rule.requires, rule.unless)),
        *(point.where for rule in law.rules.values() for point in rule.points),
        *(question.arises_where for question in law.open_questions.values()),
        *(advice.where for _, advice in advice_of(law)),
        *(part.where for *_, part in letter_parts(law)),
    ]
    return (part for each in written if each is not None for part in parts(each))


def _uses(law: Law) -> dict[str, set[str]]:
    """Return for each concept the concepts that its rules use, themselves or by a question that they ask."""
    uses: dict[str, set[str]] = {}
    for rule in law.rules.values():
        used = uses.setdefault(rule.concept, set())
        for part in (part for each in (rule.requires, rule.unless) if each is not None for part in parts(each)):
            if isinstance(part, Concept):
                used.add(part.name)
            elif isinstance(part, QuestionProhibits):
                arises = parts(law.open_questions[part.question].arises_where)
                used.update(each.name for each in arises if isinstance(each, Concept))
    return uses


def _is_known(part: Condition, law: Law, concepts: Set[str], diagram: Diagram) -> bool:
    match part:
        case FactIs(fact, answers):
            return set(answers) <= set(diagram.variables[diagram.index[fact]].answers)
        case Concept(name):
            return name in concepts
        case QuestionProhibits(question):
            return question in law.open_questions
        case Weight(weighing):
            return weighing in law.weighings
        case _:
            return True


def _has_what_it_names(law: Law) -> bool:
    provisions, concepts = law.provisions.keys(), {rule.concept for rule in law.rules.values()}
    authorities = provisions | law.authorities.keys()
    named_provisions = {
        *(rule.provision for rule in law.rules.values()),
        *(each.provision for each in law.prohibitions.values()),
        *(each.provision for each in law.open_questions.values()),
        *(each.provision for _, each in advice_of(law)),
        *(each.provision for *_, each in letter_parts(law)),
        *(each.provision for each in law.glossary.values()),
    }
    named_prohibitions = {
        law.identity.main_prohibition,
        *(each.prohibition for _, each in advice_of(law)),
        *(each.prohibition for *_, each in letter_parts(law)),
        *(each.prohibition for each in law.letters.values()),
        *(each.prohibition for each in law.enforcers.values()),
    }
    return (
        all(key == entry.id for section in law[1:] for key, entry in section.items())
        and named_provisions <= {None, *provisions}
        and named_prohibitions <= {None, *law.prohibitions}
        and all(authorities >= set(names) for *_, names in citations(law))
        and all(concepts >= {*each.elements, *each.unless} for each in law.prohibitions.values())
        and all(set(get_args(VerdictWord)) <= each.verdicts.keys() for each in law.prohibitions.values())
        and all(
            law.facts.keys() >= {*part.facts, *(each for item in part.items for each in item.facts)}
            for *_, part in letter_parts(law)
        )
        and all(each.presumed is None or each.presumed.answer in each.choices for each in law.facts.values())
        and all(
            set(law.facts[fact].domain) == weights.keys()
            for each in law.weighings.values()
            for fact, weights in each.indicators.items()
        )
        and all(law.glossary.keys() >= set(each.see) for each in law.glossary.values())
    )
