"""What would make an element, or a verdict, otherwise: the smallest sets of answers that do, whatever else is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from reg7check.named import NamedTuple
from reg7check.reasoning.explanations import Step, Ways
from reg7check.reasoning.families import NODE_LIMIT, SHOWN, Families, Literal, Shortest, SmallestChanges, shortest
from reg7check.reasoning.results import Count, FactUse
from reg7check.reasoning.settling import members_of, opened_to_change
from reg7check.reasoning.walk import status_of
from reg7check.reasoning.worlds import Asked, Space, StrandWorlds, Stretch
from reg7check.rulebook.models import RuleStatus

Function = Callable[[Space, Stretch], int]
"""What is explained, as a function over the worlds of a space, on a stretch."""


class Turning(NamedTuple):
    """Finds what would turn a function of a strand's worlds that is the same on some stretches."""

    common: Space
    stretches: Sequence[Stretch]

    @property
    def worlds(self) -> StrandWorlds:
        """The worlds of the strand."""
        return self.common.worlds

    def ways(self, function: Function) -> tuple[Ways, ...]:
        """Return what would make an open one so, and not so; or a settled one otherwise, on all of the stretches."""
        its = function(self.common, self.stretches[0])
        status = status_of(its)
        if status == "open":
            opposite = self.common.diagram.negation(its)
            return (
                self._found(self.common, "holds", self.common.settling(its)),
                self._found(self.common, "fails", self.common.settling(opposite)),
            )
        space, present = opened_to_change(self.common, self.stretches)
        functions = [function(space, each) for each in self.stretches]
        otherwise: RuleStatus = "fails" if status == "holds" else "holds"
        if otherwise == "fails":
            functions = [space.diagram.negation(each) for each in functions]
        search = SmallestChanges(space.diagram, Families(NODE_LIMIT), present)
        found = shortest(search, space.diagram.all(functions), SHOWN)
        return (self._found(space, otherwise, found),)

    def _found(self, space: Space, status: RuleStatus, found: Shortest) -> Ways:
        sets, total, exact = found
        return Ways(status, tuple(self._steps(space, each) for each in sets), Count(total, exact))

    def _steps(self, space: Space, literals: tuple[Literal, ...]) -> tuple[Step, ...]:
        first: date = self.stretches[0].first
        members = members_of(space, literals, first, self.stretches[-1].last)
        return tuple(Step(each, self._now(Asked(each.name, each.action))) for each in members)

    def _now(self, asked: Asked) -> FactUse | None:
        if self.common.is_question(asked):
            return None
        return FactUse(asked.name, asked.action, self.worlds.answer(asked), self.worlds.presumed(asked))
