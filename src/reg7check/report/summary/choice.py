"""Which strands of cover a summary tells of, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from reg7check.days import in_words
from reg7check.named import NamedTuple
from reg7check.reasoning.results import Verdict
from reg7check.report import words
from reg7check.report.summary.lines import Line, telling

Sort = Literal["verdict", "title", "file", "date", "next"]


class Choice(NamedTuple):
    """What is chosen: nothing in a field chooses all. Texts are looked for in names, whatever their case."""

    verdicts: frozenset[Verdict] = frozenset()
    hirer: str = ""
    supplier: str = ""
    running_on: date | None = None
    nations: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    sort: Sort = "verdict"
    reverse: bool = False


SORTS: Mapping[Sort, str] = {
    "verdict": "the gravest verdict first, then by the first day of the cover",
    "title": "by title",
    "file": "by file",
    "date": "by the first day of the cover",
    "next": "by whom to ask next, and what",
}
"""Each order, in words."""


def chosen(lines: Iterable[Line], choice: Choice) -> tuple[Line, ...]:
    """Return the lines that a summary tells, in order."""
    return tuple(
        sorted(
            (each for each in telling(lines) if _is_chosen(each, choice)),
            key=lambda line: (_KEYS[choice.sort](line), line.file, line.number, _rank(line.verdict), not line.main),
            reverse=choice.reverse,
        )
    )


def told(choice: Choice) -> tuple[str, ...]:
    """Return in words what is chosen, and in which order."""
    only = tuple(_told(choice))
    order = f"Order: {SORTS[choice.sort]}{', the other way round' if choice.reverse else ''}."
    return (f"Only cover {words.listed(only)}.", order) if only else (order,)


def _told(choice: Choice) -> Iterator[str]:
    if choice.verdicts:
        yield f"that is {words.listed((words.VERDICTS[each] for each in Verdict if each in choice.verdicts), 'or')}"
    if choice.hirer:
        yield f"with “{choice.hirer}” in the hirer's name"
    if choice.supplier:
        yield f"with “{choice.supplier}” in the supplier's name"
    if choice.running_on is not None:
        yield f"that runs on {in_words(choice.running_on)}"
    if choice.nations:
        yield f"with work done in {words.listed((words.nation(each) for each in sorted(choice.nations)), 'or')}"
    if choice.stages:
        yield f"at the stage {words.listed((each.replace('-', ' ') for each in sorted(choice.stages)), 'or')}"


def _is_chosen(line: Line, choice: Choice) -> bool:
    on = choice.running_on
    return (
        (not choice.verdicts or not choice.verdicts.isdisjoint(_verdicts(line)))
        and _holds(choice.hirer, line.hirer)
        and _holds(choice.supplier, line.supplier or "")
        and (on is None or any(span.holds(on) for span in line.cover))
        and (not choice.nations or line.nation in choice.nations)
        and (not choice.stages or line.stage in choice.stages)
    )


def _verdicts(line: Line) -> set[Verdict]:
    """Return the verdicts by which a strand is found: it is clear only where no prohibition says anything else."""
    return set(line.strand_verdicts) - {Verdict.NOT_PROHIBITED} or {Verdict.NOT_PROHIBITED}


def _holds(text: str, name: str) -> bool:
    return text.casefold() in name.casefold()


def _rank(verdict: Verdict) -> int:
    return list(Verdict).index(verdict)


def _by_verdict(line: Line) -> tuple[int, date]:
    return min(map(_rank, line.strand_verdicts)), line.first_day


def _by_next(line: Line) -> tuple[int, str, str]:
    if line.next is None:
        return len(words.ASK), "", ""
    return list(words.ASK).index(line.next.ask), line.next.whom.casefold(), line.next.question


_KEYS: Mapping[Sort, Callable[[Line], object]] = {
    "verdict": _by_verdict,
    "title": lambda line: line.title.casefold(),
    "file": lambda line: line.file,
    "date": lambda line: line.first_day,
    "next": _by_next,
}
