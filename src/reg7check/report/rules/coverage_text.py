"""Coverage as text: a table of 80 columns, then what is missing, at its lines, and what cannot be shown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from reg7check.audit.coverage import (
    Coverage,
    DecisionCoverage,
    Example,
    LeafCoverage,
    Measure,
    Obligation,
    Seen,
    by_condition,
    by_mcdc,
    by_rule,
)
from reg7check.audit.decisions import written
from reg7check.inert import inert
from reg7check.problems import quoted_lines
from reg7check.report.rules.coverage_words import (
    KINDS,
    example_days,
    example_facts,
    example_readings,
    percent,
    statuses,
    why_never,
)
from reg7check.rulebook.models import Law

_WIDTH = 80
_NAME = 42


def coverage_text(coverage: Coverage) -> str:
    """Return what rule cases show of a rulebook, and what they do not, as text."""
    lines = [*_heading(coverage), "", *_table(coverage.decisions), *_missing(coverage), *_never(coverage)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _heading(coverage: Coverage) -> Iterator[str]:
    files = len({case.place.file for case in coverage.cases})
    title = _wrapped("", f"What the rule cases show of: {coverage.law.identity.title}")
    yield from title
    yield "=" * max(map(len, title))
    yield f"{_many(len(coverage.cases), 'rule case')} in {_many(files, 'file')}"
    yield ""
    yield _share("By rule", by_rule(coverage.decisions), "shown to hold, to fail, to be open")
    yield _share("By condition", by_condition(coverage.decisions), "shown true, shown false")
    yield _share("MC/DC", by_mcdc(coverage.decisions), "shown to decide while true, while false")


def _share(name: str, measure: Measure, what: str) -> str:
    return f"{name:<13}{measure.shown:>5} of {measure.reachable:<5}{percent(measure):>7}  {what}"


def _table(decisions: Sequence[DecisionCoverage]) -> Iterator[str]:
    yield _row("", "holds", "fails", "open", "conditions", "MC/DC")
    for file, those in groupby(decisions, lambda each: each.decision.place.file):
        of_file = list(those)
        yield _row(file, "", "", "", _fraction(by_condition(of_file)), _fraction(by_mcdc(of_file)))
        for each in of_file:
            holds, fails, opened = (_status(seen) for _, seen in statuses(each))
            name = f"  {each.decision.id}{'?' if each.decision.section == 'open_questions' else ''}"
            yield _row(name, holds, fails, opened, _fraction(by_condition([each])), _fraction(by_mcdc([each])))
    yield "-" * _WIDTH
    yield _row("all", "", "", "", _fraction(by_condition(decisions)), _fraction(by_mcdc(decisions)))
    yield ""
    yield from _wrapped(
        "",
        "A name with ? is an open question: it holds where it arises. A prohibition holds where it forbids."
        " - is what can never be.",
    )


def _row(name: str, holds: str, fails: str, opened: str, conditions: str, mcdc: str) -> str:
    name = inert(name)
    gap = f"\n{' ' * _NAME}" if len(name) >= _NAME else " " * (_NAME - len(name))
    return f"{name}{gap}{holds:<6}{fails:<6}{opened:<6}{conditions:>11}{mcdc:>9}"


def _status(seen: Seen) -> str:
    if not seen.reachable:
        return "-"
    return "yes" if seen.cases else "no"


def _fraction(measure: Measure) -> str:
    return f"{measure.shown}/{measure.reachable}" if measure.reachable else "-"


def _missing(coverage: Coverage) -> Iterator[str]:
    found = [line for each in coverage.decisions for line in _missing_of(coverage.law, each)]
    yield from _section("What no case shows", found)


def _missing_of(law: Law, decision: DecisionCoverage) -> Iterator[str]:
    missing = [name for name, seen in statuses(decision) if seen.reachable and not seen.cases]
    if missing:
        told = f"{decision.decision.place}: {_called(decision)}: no case shows it {' or '.join(missing)}"
        yield from ("", *_wrapped("", told, "  "))
    for leaf in decision.leaves:
        for obligation in leaf.obligations:
            if obligation.example is not None:
                while_so = "true" if obligation.value else "false"
                what = f"`{written(leaf.leaf.asks)}` is not shown to decide while it is {while_so}"
                yield from _at(decision, leaf, what)
                yield from _example(law, obligation.example)


def _example(law: Law, example: Example) -> Iterator[str]:
    yield from _wrapped("  ", f"smallest facts that would show it, {example_days(law, example)}:")
    yield from _wrapped("    ", example_facts(example))
    readings = example_readings(example)
    if readings:
        yield from _wrapped("    ", f"with the reading {readings}")


def _never(coverage: Coverage) -> Iterator[str]:
    found = [line for each in coverage.decisions for line in _never_of(each)]
    yield from _section("What no case could show: it is so in no world, as the diagram proves", found)


def _never_of(decision: DecisionCoverage) -> Iterator[str]:
    if not decision.applies:
        told = f"{decision.decision.place}: {_called(decision)}: it applies on no day"
        yield from ("", *_wrapped("", told, "  "), *quoted_lines(decision.decision.place))
        yield from _wrapped("  ", "Where its text waits to be commenced, a case with `commence` can reach it.")
        return
    for leaf in decision.leaves:
        for obligation in leaf.obligations:
            if not obligation.seen.reachable:
                yield from _at(decision, leaf, _never_words(leaf, obligation))


def _never_words(leaf: LeafCoverage, obligation: Obligation) -> str:
    while_so = "true" if obligation.value else "false"
    return f"`{written(leaf.leaf.asks)}` never decides while it is {while_so}: {why_never(leaf, obligation)}"


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", title, "-" * len(title), *lines)


def _at(decision: DecisionCoverage, leaf: LeafCoverage, what: str) -> Iterator[str]:
    place = leaf.leaf.place
    yield from ("", *_wrapped("", f"{place}: {_called(decision)}: {what}", "  "), *quoted_lines(place))


def _called(decision: DecisionCoverage) -> str:
    return f"{KINDS[decision.decision.section]} {decision.decision.id}"


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _wrapped(first: str, text: str, indent: str | None = None) -> list[str]:
    return textwrap.wrap(
        inert(text),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=first if indent is None else indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
