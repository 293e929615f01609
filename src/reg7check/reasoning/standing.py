"""How each rule of a rulebook stands over all worlds of a strand, on one day and against one action."""

from __future__ import annotations

from datetime import date

from reg7check.reasoning.periods import stretches_of
from reg7check.reasoning.walk import status_of
from reg7check.reasoning.worlds import Space, StrandWorlds
from reg7check.rulebook.models import RuleStatus


def rule_standings(worlds: StrandWorlds, day: date, action: str | None = None) -> dict[str, RuleStatus | None]:
    """Return the status of each rule on a day, or None of one that does not apply on it.

    Rules are asked against ``action``; where that is None, against the first action that is in progress on the day,
    or where none is against the first that the strand covers.
    """
    stretch = stretches_of(worlds, day)[0]
    against = action or (*stretch.in_progress, *worlds.strand.covers)[0]
    space = Space(worlds, (stretch,))
    law = worlds.rulebook.law
    return {
        rule.id: status_of(space.projected(stretch.epoch.concepts[rule.concept], stretch, against))
        if law.rule_applies(rule, day)
        else None
        for rule in law.rules.values()
    }
