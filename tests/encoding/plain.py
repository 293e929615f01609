"""Arrangements as plain data, and what the program that is tested makes of them: its values, or a file for it to read.

Nothing of the program is used to hold them, so that the answer-set program can be fed from the same data without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from reg7check.arrangement.models import Action, Answer, Arrangement, Party, Span, Strand

Said = str | date
"""One answer: ``yes``, ``unknown``, ``never``, a named choice, or a date."""

Stated = Said | Mapping[str, Said]
"""What the file answers: one answer, or what each party says."""

Days = tuple[date, date | None]
"""A first and a last day; None is an open end."""

ROLES = {"union": "union", "council": "hirer", "agency": "supplier"}


class PlainAction(NamedTuple):
    """An industrial action."""

    id: str
    dates: tuple[Days, ...]
    facts: Mapping[str, Stated]
    kind: str | None = None


class PlainStrand(NamedTuple):
    """A strand of cover. Without ``dates``, those of the actions; without ``covers``, all actions."""

    id: str
    facts: Mapping[str, Stated]
    dates: tuple[Days, ...] | None = None
    covers: tuple[str, ...] | None = None
    supplier: str | None = "agency"
    stage: str | None = None
    described_as: str | None = None
    part_of: str | None = None


class Plain(NamedTuple):
    """An arrangement. Its parties are always those of ``ROLES``."""

    nation: str
    actions: tuple[PlainAction, ...]
    cover: tuple[PlainStrand, ...]

    def actions_of(self, strand: PlainStrand) -> tuple[PlainAction, ...]:
        """Return the actions that a strand covers, in the file's order."""
        return tuple(action for action in self.actions if strand.covers is None or action.id in strand.covers)

    def dates_of(self, strand: PlainStrand) -> tuple[Days, ...]:
        """Return the days of a strand, its own or those of its actions."""
        if strand.dates is not None:
            return strand.dates
        return tuple(days for action in self.actions_of(strand) for days in action.dates)


def as_arrangement(plain: Plain) -> Arrangement:
    """Return the arrangement as the program's own values, past its reader of files."""
    return Arrangement(
        file="random.yaml",
        sha256="",
        title="Drawn at random",
        reference=None,
        nation=plain.nation,
        parties={name: Party(name, name.title(), role) for name, role in ROLES.items()},
        evidence={},
        actions=tuple(
            Action(action.id, _spans(action.dates), action.kind, None, _answers(action.facts))
            for action in plain.actions
        ),
        cover=tuple(
            Strand(
                id=strand.id,
                what="Cover",
                hirer="council",
                dates=_spans(plain.dates_of(strand)),
                dates_assumed=strand.dates is None,
                covers=tuple(action.id for action in plain.actions_of(strand)),
                described_as=strand.described_as,
                supplier=strand.supplier,
                stage=strand.stage,
                part_of=strand.part_of,
                facts=_answers(strand.facts),
            )
            for strand in plain.cover
        ),
    )


def _spans(dates: Iterable[Days]) -> tuple[Span, ...]:
    return tuple(Span(first, last) for first, last in dates)


def _answers(facts: Mapping[str, Stated]) -> dict[str, Answer]:
    answers = {}
    for name, stated in facts.items():
        if isinstance(stated, Mapping):
            said = set(stated.values())
            answers[name] = Answer(said.pop() if len(said) == 1 else None, tuple(stated.items()))
        else:
            answers[name] = Answer(stated)
    return answers


def as_yaml(plain: Plain) -> str:
    """Return the arrangement as a file, format 1."""
    return "\n".join(_lines(plain)) + "\n"


def _lines(plain: Plain) -> Iterable[str]:
    yield "reg7check: 1"
    yield "title: Drawn at random"
    yield f"nation: {plain.nation}"
    yield "parties:"
    yield from (f"  {name}: {{name: {name.title()}, role: {role}}}" for name, role in ROLES.items())
    yield "industrial_action:"
    for action in plain.actions:
        yield f"  - id: {action.id}"
        if action.kind is not None:
            yield f"    kind: {action.kind}"
        yield f"    dates: {_dates(action.dates)}"
        yield from _facts(action.facts)
    yield "cover:"
    for strand in plain.cover:
        yield f"  - id: {strand.id}"
        yield "    what: Cover"
        yield "    hirer: council"
        for key in ("supplier", "stage", "described_as", "part_of"):
            if getattr(strand, key) is not None:
                yield f"    {key}: {getattr(strand, key)}"
        if strand.covers is not None:
            yield f"    covers: [{', '.join(strand.covers)}]"
        if strand.dates is not None:
            yield f"    dates: {_dates(strand.dates)}"
        yield from _facts(strand.facts)


def _dates(dates: tuple[Days, ...]) -> str:
    return f"[{', '.join(f'from {first}' if last is None else f'{first} to {last}' for first, last in dates)}]"


def _facts(facts: Mapping[str, Stated]) -> Iterable[str]:
    if facts:
        yield "    facts:"
    for name, stated in facts.items():
        if isinstance(stated, Mapping):
            yield f"      {name}: {{disputed: {{{', '.join(f'{party}: {said}' for party, said in stated.items())}}}}}"
        else:
            yield f"      {name}: {stated}"
