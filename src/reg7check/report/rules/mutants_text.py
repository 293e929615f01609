"""What became of mutants, as text: each that survives with a case that would kill it, how many of what, and why."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence

from reg7check.audit.mutation.hints import Hint
from reg7check.audit.mutation.killing import Fate, Outcome
from reg7check.audit.mutation.mutants import KINDS
from reg7check.inert import inert
from reg7check.problems import quoted_lines
from reg7check.rulebook.models import Law

_WIDTH = 80
_NAME_WIDTH = 35
_FATES: tuple[Fate, ...] = ("killed", "equivalent", "stillborn", "survived")


def mutants_text(outcomes: Sequence[Outcome], law: Law, cases: int) -> str:
    """Return the mutants that survive, the numbers by kind and by file, and why others do not count.

    ``cases`` is the number of rule cases under which they were tried.
    """
    lines = [line for each in outcomes if each.fate == "survived" for line in (*_survivor(each, law), "")]
    lines += [*_table("by kind", _in_order_of_kinds(outcomes), lambda each: KINDS[each.mutant.kind]), ""]
    lines += [*_table("by file", outcomes, lambda each: each.mutant.place.file), ""]
    lines += _listed(outcomes, "equivalent", "Proved to be equivalent. {why}")
    lines += _listed(outcomes, "stillborn", "Stillborn, since no rulebook is left: {why}.")
    return "".join(f"{line}\n" for line in (*lines, summary(outcomes, cases)))


def summary(outcomes: Sequence[Outcome], cases: int) -> str:
    """Return a line that says how many mutants there are, and what became of them."""
    numbers = {fate: sum(each.fate == fate for each in outcomes) for fate in _FATES}
    survive = numbers["survived"]
    ending = "none survives" if not survive else f"{survive} survive{'s' if survive == 1 else ''}"
    return (
        f"{_many(len(outcomes), 'mutant')}, {_many(cases, 'rule case')}: {numbers['killed']} killed,"
        f" {numbers['equivalent']} equivalent, {numbers['stillborn']} stillborn, {ending}"
    )


def case_lines(hint: Hint, law: Law) -> Iterator[str]:
    """Yield the lines of a rule case that a hint describes, as a case file has them, from ``on`` to ``expect``."""
    answers = hint.answers
    yield f"on: {hint.day}"
    if hint.commence:
        days = [(provision, _flow([(version, str(hint.day))])) for provision, version in hint.commence]
        yield f"commence: {_flow(days)}"
    for name, answer in answers.given:
        yield f"change: {_flow([(name, answer)])}" if name == "nation" else f"# where {name} is {answer}"
    for key, stated in (("take", answers.take), ("facts", answers.facts)):
        if stated:
            yield f"{key}: {_flow(stated)}"
    if answers.left_out is not None:
        yield f"without: [{answers.left_out}]"
    yield f"expect: {_expected(hint, law)}"


def _expected(hint: Hint, law: Law) -> str:
    if hint.about in ("rule", "question"):
        return _flow([(f"{hint.about}s", _flow([(hint.name, hint.expected)]))])
    if hint.name == law.identity.main_prohibition:
        return _flow([("verdict", hint.expected)])
    return _flow([("prohibitions", _flow([(hint.name, hint.expected)]))])


def _flow(entries: Iterable[tuple[str, str]]) -> str:
    return f"{{{', '.join(f'{key}: {value}' for key, value in entries)}}}"


def _survivor(outcome: Outcome, law: Law) -> Iterator[str]:
    mutant = outcome.mutant
    yield f"{mutant.place}: survives: {inert(mutant.what)}"
    yield from quoted_lines(mutant.place)
    for number, hint in enumerate(outcome.hints):
        if hint.about == "period":
            yield from _wrapped("  ", f"to kill it: a case that runs on both sides of {hint.day} and expects `periods`")
            continue
        yield f"  {'or' if number else 'to kill it, a case whose action and cover are on that day, with'}:"
        for line in case_lines(hint, law):
            yield from _wrapped("    ", line)
        yield f"    # under the mutant: {hint.got}"


def _table(title: str, outcomes: Sequence[Outcome], heading: Callable[[Outcome], str]) -> Iterator[str]:
    names = dict.fromkeys(heading(each) for each in outcomes)
    width = min(max(len(name) for name in (title, *names)), _NAME_WIDTH)
    yield _row(title, width, ("mutants", *_FATES))
    for name in names:
        fates = [each.fate for each in outcomes if heading(each) == name]
        if len(name) > width:
            yield inert(name)
        shown = inert(name) if len(name) <= width else ""
        yield _row(shown, width, (str(len(fates)), *(str(fates.count(fate)) for fate in _FATES)))


def _in_order_of_kinds(outcomes: Sequence[Outcome]) -> list[Outcome]:
    kinds = list(KINDS)
    return sorted(outcomes, key=lambda each: kinds.index(each.mutant.kind))


def _row(name: str, width: int, cells: Sequence[str]) -> str:
    columns = [len(title) for title in ("mutants", *_FATES)]
    return f"{name:<{width}} {' '.join(f'{cell:>{column}}' for cell, column in zip(cells, columns, strict=True))}"


def _listed(outcomes: Sequence[Outcome], fate: Fate, heading: str) -> Iterator[str]:
    """Yield the mutants of a fate, under each reason for it."""
    those = [each for each in outcomes if each.fate == fate]
    for why in dict.fromkeys(each.why for each in those):
        yield from _wrapped("", heading.format(why=why))
        for each in those:
            if each.why == why:
                yield from _wrapped("  ", f"{each.mutant.place}: {each.mutant.what}", indent="    ")
        yield ""


def _wrapped(first: str, text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        inert(text),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=indent or f"{first}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
