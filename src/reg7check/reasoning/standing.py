"""How the rules and open questions of a rulebook stand over all worlds of a strand, on one day, against one action."""

from __future__ import annotations

from datetime import date

from reg7check.reasoning.periods import stretches_of
from reg7check.reasoning.walk import status_of
from reg7check.reasoning.worlds import Space, StrandWorlds, Stretch
from reg7check.rulebook.diagram import FALSE, TRUE
from reg7check.rulebook.models import QuestionStatus, RuleStatus


class Standing:
    """What stands on ``day``.

    It is asked against ``action``; where that is None, against the first action that is in progress on the day, or
    where none is against the first that the strand covers.
    """

    def __init__(self, worlds: StrandWorlds, day: date, action: str | None = None) -> None:
        self._law = worlds.rulebook.law
        self._day = day
        self._stretch = stretches_of(worlds, day)[0]
        self._action = asked_against(worlds, self._stretch, action)
        self._space = Space(worlds, (self._stretch,))

    def rules(self) -> dict[str, RuleStatus | None]:
        """Return the status of each rule, or None of one that does not apply on the day."""
        concepts = self._stretch.epoch.concepts
        return {
            rule.id: status_of(self._projected(concepts[rule.concept]))
            if self._law.rule_applies(rule, self._day)
            else None
            for rule in self._law.rules.values()
        }

    def questions(self) -> dict[str, QuestionStatus]:
        """Return of each open question whether it arises: in every world, in none, or in some and not in others."""
        return {name: _arising(self._projected(function)) for name, function in self._stretch.epoch.arises.items()}

    def _projected(self, function: int) -> int:
        return self._space.projected(function, self._stretch, self._action)


def asked_against(worlds: StrandWorlds, stretch: Stretch, action: str | None) -> str:
    """Return the action against which it is asked what stands in a stretch: this one, where it is not None."""
    return action or (*stretch.in_progress, *worlds.strand.covers)[0]


def _arising(function: int) -> QuestionStatus:
    if function == TRUE:
        return "arises"
    return "does-not-arise" if function == FALSE else "open"
