"""What two laws come to, compared over all facts, all readings and all days: their functions in one diagram."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from reg7check.named import NamedTuple
from reg7check.rulebook import Rulebook
from reg7check.rulebook.commencing import Commencing, with_commenced
from reg7check.rulebook.compile import Compiled, compile_law
from reg7check.rulebook.diagram import Diagram
from reg7check.rulebook.models import DATE_ANSWERS, Fact, Law, Prohibition

_ONE_DAY = timedelta(days=1)

About = Literal["prohibition", "rule", "question", "period"]


class Form(NamedTuple):
    """A law with what has commenced in it, compiled."""

    commencing: Commencing
    rulebook: Rulebook

    @classmethod
    def of(cls, law: Law, commencing: Commencing, diagram: Diagram) -> Form:
        """Return a law once these versions have commenced, with functions that are kept in a diagram."""
        changed = with_commenced(law, commencing)
        return cls(commencing, Rulebook(changed, compile_law(changed, diagram), sha256=""))

    @property
    def law(self) -> Law:
        """The law."""
        return self.rulebook.law

    @property
    def compiled(self) -> Compiled:
        """Its functions."""
        return self.rulebook.compiled


class Parting(NamedTuple):
    """Something that comes to one thing under a law and to another under a mutant, from ``first`` to ``last``.

    It is a rule, a prohibition, where an open question arises, or how a prohibition's days fall into periods.
    ``before`` and ``after`` are the two functions; None stands for a rule that does not apply, for a prohibition before
    its first covered day, and for a period.
    """

    about: About
    name: str
    commencing: Commencing
    first: date | None
    last: date | None
    before: int | None = None
    after: int | None = None


def partings(before: Sequence[Form], after: Sequence[Form]) -> Iterator[Parting]:
    """Yield every parting of a law and a mutant, both in the same variants and in one diagram.

    What is presumed, and when dates take effect, is no part of a function: see ``partings_by_fact``.
    """
    for old, new in zip(before, after, strict=True):
        for first, last in _stretches(old, new):
            day = first or date.min
            standing, changed = _standing(old, day), _standing(new, day)
            for key, one in standing.items():
                if one != changed[key]:
                    yield Parting(*key, old.commencing, first, last, one, changed[key])
            for name, prohibition in old.law.prohibitions.items():
                if _cut(old, prohibition, day) != _cut(new, new.law.prohibitions[name], day):
                    yield Parting("period", name, old.commencing, first, last)


def partings_by_fact(forms: Sequence[Form], before: Fact, after: Fact) -> Iterator[Parting]:
    """Yield every parting of a law and a mutant in which a fact has another presumption, or another day of effect."""
    for one, other in _answers_exchanged(before, after):
        for form in forms:
            diagram = form.compiled.diagram
            level = diagram.index[before.id]
            numbers = [diagram.variables[level].answers.index(each) for each in (one, other)]
            for first, last in _stretches(form, form):
                for key, function in _standing(form, first or date.min).items():
                    if function is not None:
                        sides = [diagram.given(function, level, number) for number in numbers]
                        if sides[0] != sides[1]:
                            yield Parting(*key, form.commencing, first, last, *sides)


def _answers_exchanged(before: Fact, after: Fact) -> Iterator[tuple[str, str]]:
    """Yield what a fact is taken to be under a law, with what it is, or may be, under a mutant, on some day."""
    past, not_past = DATE_ANSWERS
    if before.takes_effect != after.takes_effect:
        yield (past, not_past) if before.takes_effect == "on-the-day" else (not_past, past)
        return
    assert before.presumed is not None
    one = not_past if before.is_date else before.presumed.answer
    if after.presumed is None:
        others: tuple[str, ...] = after.domain
    else:
        others = (not_past if after.is_date else after.presumed.answer,)
    yield from ((one, other) for other in others if other != one)


def _stretches(old: Form, new: Form) -> Iterator[tuple[date | None, date | None]]:
    """Yield the stretches of days on which neither law changes: first and last day, None where there is no end."""
    starts = {epoch.first for form in (old, new) for epoch in form.compiled.epochs}
    starts |= {each.covered_from for form in (old, new) for each in form.law.prohibitions.values()}
    firsts = [None, *sorted(start for start in starts if start is not None)]
    for first, following in zip(firsts, [*firsts[1:], None], strict=True):
        yield first, following - _ONE_DAY if following is not None else None


def _standing(form: Form, day: date) -> Mapping[tuple[About, str], int | None]:
    law, epoch = form.law, form.compiled.on(day)
    standing: dict[tuple[About, str], int | None] = {}
    for name, prohibition in law.prohibitions.items():
        standing["prohibition", name] = epoch.prohibitions[name] if prohibition.covers(day) else None
    for rule in law.rules.values():
        standing["rule", rule.id] = epoch.concepts[rule.concept] if law.rule_applies(rule, day) else None
    for question, function in epoch.arises.items():
        standing["question", question] = function
    return standing


def _cut(form: Form, prohibition: Prohibition, day: date) -> object:
    """Return what parts the periods of a prohibition, beside its function on covered days and the rules that apply."""
    provision = form.law.provisions[prohibition.provision]
    version = provision.version_on(day)
    before = None if prohibition.covers(day) else form.compiled.on(day).prohibitions[prohibition.id]
    return version.id if version is not None else None, provision.extent, before
