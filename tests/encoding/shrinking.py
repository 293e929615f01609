"""Makes an arrangement smaller, step by step, for as long as it still shows what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from drawing import PROHIBITED
from plain import Days, Plain, PlainAction, PlainStrand, Stated

Dated = PlainAction | PlainStrand
Step = Callable[[Plain], Plain]
"""Makes an arrangement smaller, or returns it as it is."""

USUAL: tuple[Mapping[str, object], ...] = (
    {"covers": None},
    {"part_of": None},
    {"stage": None, "described_as": None},
    {"supplier": "agency"},
    {"dates": None},
)
"""What a strand is most simply, of what can be left out."""


def shrink(plain: Plain, shows: Callable[[Plain], bool]) -> Plain:
    """Return an arrangement that no single step makes smaller without losing what it shows."""
    before = None
    while before != plain:
        before = plain
        for step in _steps(plain):
            smaller = step(plain)
            if smaller != plain and shows(smaller):
                plain = smaller
    return plain


def _steps(plain: Plain) -> Iterator[Step]:
    """Yield steps, the largest first. Each takes something away, or puts what is usual in place of what is not."""
    for strand in plain.cover:
        yield partial(_without_strand, strand.id)
    for action in plain.actions:
        yield partial(_without_action, action.id)
    yield lambda plain: plain._replace(nation="england")
    for strand in plain.cover:
        for usual in USUAL:
            yield partial(_changed, strand.id, partial(_with, usual))
    for action in plain.actions:
        yield partial(_changed, action.id, partial(_with, {"kind": None}))
    for dated in (*plain.cover, *plain.actions):
        for span in dated.dates or ():
            yield partial(_changed, dated.id, partial(_without_span, span))
            yield partial(_changed, dated.id, partial(_one_day, span, 0))
            yield partial(_changed, dated.id, partial(_one_day, span, 1))
        kind = "action" if isinstance(dated, PlainAction) else "cover"
        for name, stated in dated.facts.items():
            yield partial(_changed, dated.id, partial(_answered, name, None))
            yield partial(_changed, dated.id, partial(_answered, name, PROHIBITED[kind][name]))
            for party in stated if isinstance(stated, Mapping) else ():
                yield partial(_changed, dated.id, partial(_answered, name, stated[party]))
                yield partial(_changed, dated.id, partial(_unheard, name, party))


def _without_strand(name: str, plain: Plain) -> Plain:
    left = tuple(
        strand._replace(part_of=None) if strand.part_of == name else strand
        for strand in plain.cover
        if strand.id != name
    )
    return plain._replace(cover=left) if left else plain


def _without_action(name: str, plain: Plain) -> Plain:
    left = tuple(action for action in plain.actions if action.id != name)
    cover = tuple(
        strand._replace(covers=tuple(each for each in strand.covers if each != name)) if strand.covers else strand
        for strand in plain.cover
    )
    covered = all(strand.covers is None or strand.covers for strand in cover)
    return plain._replace(actions=left, cover=cover) if left and covered else plain


def _changed(name: str, change: Callable[[Dated], Dated], plain: Plain) -> Plain:
    """Return the arrangement with one strand or action changed."""
    return plain._replace(
        actions=tuple(change(each) if each.id == name else each for each in plain.actions),
        cover=tuple(change(each) if each.id == name else each for each in plain.cover),
    )


def _with(fields: Mapping[str, object], dated: Dated) -> Dated:
    return dated._replace(**fields)


def _without_span(span: Days, dated: Dated) -> Dated:
    left = tuple(each for each in dated.dates or () if each != span)
    return dated._replace(dates=left) if left else dated


def _one_day(span: Days, end: int, dated: Dated) -> Dated:
    """Return it with one day, the first or the last, in place of a span."""
    if dated.dates is None:
        return dated
    day = span[end] or span[0]
    return dated._replace(dates=tuple((day, day) if each == span else each for each in dated.dates))


def _answered(name: str, answer: Stated | None, dated: Dated) -> Dated:
    """Return it with this answer to a fact, or (None) without the fact; without more where it is not listed."""
    if name not in dated.facts:
        return dated
    facts = {**dated.facts, name: answer}
    return dated._replace(facts={name: stated for name, stated in facts.items() if stated is not None})


def _unheard(name: str, party: str, dated: Dated) -> Dated:
    """Return it without what one of three parties or more says of a fact."""
    stated = dated.facts.get(name)
    if not isinstance(stated, Mapping) or len(stated) < 3:
        return dated
    return _answered(name, {who: said for who, said in stated.items() if who != party}, dated)
