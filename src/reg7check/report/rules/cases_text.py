"""What came of rule cases, as text: each that fails with what was expected and got, at its lines; and a last line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from reg7check.audit.running import CaseResult, Difference
from reg7check.inert import inert
from reg7check.problems import quoted_lines
from reg7check.rulebook.models import Law

_WIDTH = 80


def cases_text(results: Sequence[CaseResult]) -> str:
    """Return the cases that fail, and a line that says how many of how many."""
    return _joined([*(each for result in results if not result.passes for each in _failing(result)), summary(results)])


def cases_text_in_full(results: Sequence[CaseResult], law: Law) -> str:
    """Return every case, with the citations of whose answer it encodes, and a line that says how many fail."""
    lines = [line for result in results for line in (*_case(result), *_cited(result, law), *_differences(result))]
    return _joined([*lines, "", summary(results)] if lines else [summary(results)])


def difference_lines(difference: Difference) -> list[str]:
    """Return one difference: what it is, the line that says what is expected, and both answers."""
    return [
        f"{difference.place}: {inert(difference.what)}",
        *quoted_lines(difference.place),
        *_answer("expected: ", difference.expected),
        *_answer("got:      ", difference.got),
    ]


def in_one_line(difference: Difference) -> str:
    """Return one difference in a line."""
    expected, got = ("; ".join(each.splitlines()) for each in (difference.expected, difference.got))
    return inert(f"{difference.what}: expected {expected}; got {got}")


def summary(results: Sequence[CaseResult]) -> str:
    """Return a line that says how many cases there are, and how many fail."""
    failing = sum(not result.passes for result in results)
    cases = _many(len(results), "rule case")
    if failing:
        return f"{failing} of {cases} {'fails' if failing == 1 else 'fail'}"
    files = len({result.case.place.file for result in results})
    return f"{cases} in {_many(files, 'file')}: {'all pass' if len(results) != 1 else 'it passes'}"


def _failing(result: CaseResult) -> Iterator[str]:
    yield from _case(result)
    yield from _differences(result)
    yield ""


def _case(result: CaseResult) -> Iterator[str]:
    yield f"{result.case.place}: {'passes' if result.passes else 'fails'}: {inert(result.case.title)}"


def _cited(result: CaseResult, law: Law) -> Iterator[str]:
    for name in result.case.authorities:
        if name in law.authorities:
            citation = law.authorities[name].citation
        else:
            provision = law.provisions[name]
            citation = f"{provision.cite}, {provision.instrument}"
        yield from _wrapped("  ", "    ", f"{name}: {citation}")


def _differences(result: CaseResult) -> Iterator[str]:
    for difference in result.differences:
        yield from difference_lines(difference)


def _answer(label: str, answer: str) -> Iterator[str]:
    for line in answer.splitlines():
        yield from _wrapped(f"  {label}", " " * (len(label) + 2), line)
        label = " " * len(label)


def _wrapped(first: str, indent: str, text: str) -> list[str]:
    return textwrap.wrap(
        inert(text),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
