"""Why: a period's reasons in the statute's order, told once, or with the action or days of which they are true."""

from __future__ import annotations

from collections.abc import Iterator

from reg7check.arrangement import Span
from reg7check.named import NamedTuple
from reg7check.reasoning.judging import Judge, Judged
from reg7check.reasoning.periods import merged
from reg7check.reasoning.results import Reason
from reg7check.reasoning.walk import Walk
from reg7check.reasoning.worlds import Stretch


class _Occasion(NamedTuple):
    """An action in progress on a stretch of days: what an element is judged on."""

    stretch: Stretch
    action: str


def reasons_for(judge: Judge, judged: Judged) -> tuple[Reason, ...]:
    """Return the reasons for a period: law, action, elements, exceptions, for each action and day of it.

    What is the same for all of them is told once; what is not, with the action, or the days, of which it is true.
    """
    opening = Walk(judge, judged.stretch, "").opening()
    if any(reason.status == "fails" for reason in opening):
        return opening
    occasions = [_Occasion(stretch, action) for stretch in judged.stretches for action in stretch.in_progress]
    known: dict[object, list[Reason]] = {}
    elements = []
    for occasion in occasions:
        key = _alike(judge, occasion)
        if key not in known:
            known[key] = Walk(judge, occasion.stretch, occasion.action).elements()
        elements.append(known[key])
    told = (reason for each in zip(*elements, strict=True) for reason in _told_apart(occasions, each))
    return (*opening, *told)


def _alike(judge: Judge, occasion: _Occasion) -> object:
    """Return what is the same for occasions on which every rule has the same status and the same facts."""
    spaces = (judge.common, *judge.by_party.values())
    asked = tuple(id(space.projection(occasion.stretch, occasion.action)) for space in spaces)
    return occasion.action, occasion.stretch.epoch.first, asked


def _told_apart(occasions: list[_Occasion], reasons: tuple[Reason, ...]) -> Iterator[Reason]:
    """Yield an element's different reasons, each with the action or the days on which it is true, where not on all."""
    different: list[Reason] = []
    for reason in reasons:
        if reason not in different:
            different.append(reason)
    if len(different) == 1:
        yield different[0]
        return
    for reason in different:
        mine = [occasion for occasion, its in zip(occasions, reasons, strict=True) if its == reason]
        stretches = [occasion.stretch for occasion in mine]
        days = merged(Span(each.first, each.last) for each in stretches)
        if len(days) == 1 and all(occasion in mine for occasion in occasions if occasion.stretch in stretches):
            yield reason._replace(days=days[0])
            continue
        for action in dict.fromkeys(occasion.action for occasion in mine):
            on = [occasion.stretch for occasion in mine if occasion.action == action]
            if len(on) == sum(occasion.action == action for occasion in occasions):
                yield reason._replace(action=action)
            else:
                for span in merged(Span(each.first, each.last) for each in on):
                    yield reason._replace(action=action, days=span)
