"""Whether what is put back from the cache is one rulebook in itself: all that it names is there, and its functions too.

The checks of a rulebook's files (``checks.py``) say where a fault is and how to mend it. Here nobody wrote a fault:
a file of the cache was altered, and it is enough to know.
"""

from __future__ import annotations

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
from reg7check.rulebook.models import Law, VerdictWord


def is_sound(law: Law, compiled: Compiled) -> bool:
    """Return whether a law names nothing that is not there, and the functions are those of that law, on all its days.

    Raises KeyError where a condition names what is not there.
    """
    return (
        _has_what_it_names(law)
        and compiled.diagram.variables == tuple(variables_of(law))
        and [epoch.first for epoch in compiled.epochs] == [None, *sorted(set(change_days(law)))]
        and all(_is_epoch_of(law, epoch, len(compiled.diagram.levels)) for epoch in compiled.epochs)
    )


def _is_epoch_of(law: Law, epoch: Epoch, functions: int) -> bool:
    names = (
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
    return all(
        known.keys() == name and all(0 <= function < functions for function in known.values())
        for known, name in zip(epoch[1:], names, strict=True)
    )


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
        and all(law.facts.keys() >= each.indicators.keys() for each in law.weighings.values())
        and all(law.glossary.keys() >= set(each.see) for each in law.glossary.values())
    )
