"""Trying every mutant of a rulebook under its rule cases, in several processes: however many, with one answer."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import groupby
from multiprocessing import get_context
from typing import TypeVar

from reg7check.audit.case import Case
from reg7check.audit.mutation.killing import Bench, Outcome
from reg7check.audit.mutation.mutants import Mutant, why_no_rulebook
from reg7check.problems import BadInput, Problem
from reg7check.rulebook import ReadRulebook
from reg7check.rulebook.models import Law

_AT_A_TIME = 12
"""How many mutants, or rule cases, are tried together. It does not depend on how many processes there are."""

_Task = TypeVar("_Task")
_Found = TypeVar("_Found")
Progress = Callable[[Iterator[list[Outcome]], int], Iterable[list[Outcome]]]
"""Takes what comes out, batch by batch, and the number of batches; passes it on, and may tell how far it has come."""


def unwatched(batches: Iterator[list[Outcome]], number: int) -> Iterable[list[Outcome]]:
    """Pass batches on and tell nobody."""
    del number
    return batches


def try_mutants(
    rulebook: ReadRulebook,
    cases: Sequence[Case],
    mutants: Sequence[Mutant],
    jobs: int,
    progress: Progress = unwatched,
) -> tuple[Outcome, ...]:
    """Try mutants of a rulebook under rule cases.

    Args:
        rulebook: as its files hold it.
        cases: the rule cases that are to kill the mutants.
        mutants: which to try, from ``mutants_of``.
        jobs: how many processes to use.
        progress: sees each batch of outcomes pass.

    Returns:
        The outcome of each, in their order.

    Raises:
        BadInput: where a case fails under the rulebook itself, so that to fail under a mutant tells nothing.
    """
    stillborn = {number: why for number, each in enumerate(mutants) if (why := why_no_rulebook(each, rulebook))}
    born = [number for number in range(len(mutants)) if number not in stillborn]
    batches = [
        batch
        for _, alike in groupby(born, key=lambda number: (mutants[number].section, mutants[number].entry))
        for batch in _batches(list(alike))
    ]
    found = {number: Outcome(mutants[number], "stillborn", why) for number, why in stillborn.items()}
    with _Benches(rulebook.law, [_plain(case) for case in cases], min(jobs, max(len(batches), 1))) as benches:
        failing = [number for numbers in benches.run(_failing, _batches(range(len(cases)))) for number in numbers]
        if failing:
            raise BadInput([_fails(cases[number]) for number in failing])
        tasks = [[mutants[number] for number in batch] for batch in batches]
        tried = progress(benches.run(_outcomes, tasks), len(tasks))
        for batch, outcomes in zip(batches, tried, strict=True):
            found |= zip(batch, outcomes, strict=True)
    return tuple(found[number] for number in range(len(mutants)))


def _batches(items: Sequence[_Task]) -> list[Sequence[_Task]]:
    return [items[start : start + _AT_A_TIME] for start in range(0, len(items), _AT_A_TIME)]


def _fails(case: Case) -> Problem:
    message = f"this rule case fails under the rulebook itself: {case.title}"
    return Problem(case.place, message, "`reg7check rules test` tells how; mend the rule or the case first")


def _plain(case: Case) -> Case:
    """Return a case that can be sent to another process: the mappings that it holds by default cannot."""
    expected = case.expected
    plain = expected._replace(rules=dict(expected.rules), prohibitions=dict(expected.prohibitions))
    return case._replace(expected=plain, take=dict(case.take))


class _Benches:
    """Benches on which tasks are done: one in this process, or one in each of several."""

    def __init__(self, law: Law, cases: Sequence[Case], jobs: int) -> None:
        self._here = Bench(law, cases) if jobs == 1 else None
        self._pool = (
            ProcessPoolExecutor(jobs, get_context("spawn"), _set_up, (law, cases)) if self._here is None else None
        )

    def __enter__(self) -> _Benches:
        return self

    def __exit__(self, *stopped: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def run(self, do: Callable[[Bench, _Task], _Found], tasks: Iterable[_Task]) -> Iterator[_Found]:
        """Do tasks, and yield what each finds, in their order."""
        if self._here is not None:
            return map(partial(do, self._here), tasks)
        assert self._pool is not None
        return self._pool.map(partial(_there, do), tasks)


def _failing(bench: Bench, numbers: Sequence[int]) -> list[int]:
    return bench.failing(numbers)


def _outcomes(bench: Bench, mutants: Sequence[Mutant]) -> list[Outcome]:
    return list(bench.outcomes(mutants))


_bench: list[Bench] = []
"""In a process that was started to help: its bench."""


def _set_up(law: Law, cases: Sequence[Case]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # who interrupts the program stops its helpers without a word
    _bench.append(Bench(law, cases))


def _there(do: Callable[[Bench, _Task], _Found], task: _Task) -> _Found:
    return do(_bench[0], task)
