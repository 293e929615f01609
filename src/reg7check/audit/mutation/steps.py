"""One step of change to an entry of a rulebook, and every such step within a condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from reg7check.named import NamedTuple
from reg7check.problems import shortened
from reg7check.rulebook.conditions import AllOf, AnyOf, Condition, FactIs, NotOf, Weight, written

Path = tuple[str | int, ...]
"""The keys and indexes at which something stands in an entry of a rule file."""

_Changed = TypeVar("_Changed")
_Whole = TypeVar("_Whole")


class Step(NamedTuple, Generic[_Changed]):
    """One step of change: its kind, where what it changes stands, what it does in words, and what is left of it all."""

    kind: str
    path: Path
    what: str
    changed: _Changed

    def leaving(self, whole: _Whole) -> Step[_Whole]:
        """Return this step, told of the whole that it is part of: what it leaves of that."""
        return Step(self.kind, self.path, self.what, whole)


def steps_in(
    condition: Condition, path: Path, within: str, domains: Mapping[str, Sequence[str]]
) -> Iterator[Step[Condition]]:
    """Yield every step within a condition that stands at a path.

    ``within`` is what the condition belongs to, in words; ``domains`` holds the answers of each fact.
    """
    opposite = condition.condition if isinstance(condition, NotOf) else NotOf(condition)
    yield Step("negate", path, f"negate `{_short(condition)}` in {within}", opposite)
    match condition:
        case AllOf() | AnyOf():
            yield from _of_list(condition, path, within, domains)
        case NotOf(inner):
            inside = (*path, "not")
            for step in steps_in(inner, inside, within, domains):
                if (step.kind, step.path) != ("negate", inside):  # to negate what is negated is one step, told above
                    yield step.leaving(NotOf(step.changed))
        case FactIs():
            yield from _of_answers(condition, path, within, domains[condition.fact])
        case Weight():
            yield from _of_bounds(condition, path, within)
        case _:
            pass


def _of_list(
    condition: AllOf | AnyOf, path: Path, within: str, domains: Mapping[str, Sequence[str]]
) -> Iterator[Step[Condition]]:
    key, other = ("all", AnyOf) if isinstance(condition, AllOf) else ("any", AllOf)
    members = condition.conditions
    if len(members) > 1:
        swapped = "any" if key == "all" else "all"
        what = f"read `{key}` as `{swapped}` in {within}: `{_short(condition)}`"
        yield Step("swap", path, what, other(members))
    for number, member in enumerate(members):
        before, after = members[:number], members[number + 1 :]
        at = (*path, key, number)
        if len(members) > 1:
            left = condition._replace(conditions=before + after)
            yield Step("drop-condition", at, f"drop `{_short(member)}` from {within}", left)
        for step in steps_in(member, at, within, domains):
            yield step.leaving(condition._replace(conditions=(*before, step.changed, *after)))


def _of_answers(condition: FactIs, path: Path, within: str, domain: Sequence[str]) -> Iterator[Step[Condition]]:
    fact, answers = condition
    if len(answers) > 1:
        for number, answer in enumerate(answers):
            left = answers[:number] + answers[number + 1 :]
            what = f"drop `{answer}` from the answers of `{fact}` in {within}"
            yield Step("drop-answer", (*path, fact, number), what, FactIs(fact, left))
    elif len(domain) > 2:  # of two answers, to exchange one is to negate
        for answer in domain:
            if answer not in answers:
                what = f"read `{fact}: {answers[0]}` as `{fact}: {answer}` in {within}"
                yield Step("exchange-answer", (*path, fact), what, FactIs(fact, (answer,)))


def _of_bounds(condition: Weight, path: Path, within: str) -> Iterator[Step[Condition]]:
    for bound in ("at_least", "at_most"):
        value = getattr(condition, bound)
        for by in (-1, 1) if value is not None else ():
            what = f"shift `{bound}: {value}` to {value + by} in {within}"
            yield Step("shift-bound", (*path, "weight", bound), what, condition._replace(**{bound: value + by}))


def _short(condition: Condition) -> str:
    return shortened(written(condition))
