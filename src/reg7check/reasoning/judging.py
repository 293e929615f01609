"""Judging a strand under one prohibition: the verdict of each day, in the longest periods that share everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from reg7check.named import NamedTuple
from reg7check.reasoning.periods import ONE_DAY
from reg7check.reasoning.results import Verdict
from reg7check.reasoning.worlds import Changed, Space, StrandWorlds, Stretch
from reg7check.rulebook.diagram import FALSE, TRUE
from reg7check.rulebook.models import Prohibition


class Judged(NamedTuple):
    """A period and its verdict: the stretches that it is made of, and the function that all of them share."""

    verdict: Verdict
    accounts: Mapping[str, Verdict]
    stretches: tuple[Stretch, ...]
    function: int

    @property
    def first(self) -> date:
        """The first day."""
        return self.stretches[0].first

    @property
    def last(self) -> date | None:
        """The last day, or None for an open end."""
        return self.stretches[-1].last

    @property
    def stretch(self) -> Stretch:
        """The first stretch, for which all can speak."""
        return self.stretches[0]

    @property
    def by_action(self) -> Mapping[str, Stretch]:
        """Each action that is in progress on some day, with the first stretch on which it is."""
        found: dict[str, Stretch] = {}
        for stretch in self.stretches:
            for action in stretch.in_progress:
                found.setdefault(action, stretch)
        return found


class Judge(NamedTuple):
    """Judges stretches of a strand's days under a prohibition, over all worlds and in each party's account."""

    worlds: StrandWorlds
    prohibition: Prohibition
    common: Space
    by_party: Mapping[str, Space]

    @classmethod
    def of(cls, worlds: StrandWorlds, prohibition: Prohibition, stretches: Sequence[Stretch]) -> Judge:
        """Return a judge for the stretches of a strand."""
        by_party = {party: Space(worlds, stretches, party) for party in worlds.parties()}
        return cls(worlds, prohibition, Space(worlds, stretches), by_party)

    def covered(self, day: date) -> bool:
        """Return whether the rulebook covers the day at all."""
        elsewhere = not self.worlds.extends(self.prohibition)
        return elsewhere or self.prohibition.covers(day)

    def periods(self, stretches: Sequence[Stretch]) -> list[Judged]:
        """Return the longest periods on whose days the law, every function, and the presence of action are the same."""
        periods: list[Judged] = []
        previous_key: object = None
        for stretch in stretches:
            judged = self.judge(stretch)
            functions = tuple(self._function(space, stretch) for space in self.by_party.values())
            key = (self._circumstances(stretch), judged.function, functions)
            last = periods[-1] if periods else None
            if last is not None and key == previous_key and last.last == stretch.first - ONE_DAY:
                periods[-1] = last._replace(stretches=(*last.stretches, stretch))
            else:
                periods.append(judged)
            previous_key = key
        return periods

    def judge(self, stretch: Stretch, changed: Changed = MappingProxyType({})) -> Judged:
        """Judge one stretch of days, with other answers in place of known ones."""
        function = self._function(self.common, stretch, changed)
        accounts = {party: self._account(space, stretch, changed) for party, space in self.by_party.items()}
        return Judged(self._verdict(function, accounts, stretch), accounts, (stretch,), function)

    def _function(self, space: Space, stretch: Stretch, changed: Changed = MappingProxyType({})) -> int:
        return space.function(self.prohibition.id, stretch, changed)

    def _account(self, space: Space, stretch: Stretch, changed: Changed) -> Verdict:
        if not self.covered(stretch.first):
            return Verdict.UNDETERMINED
        return verdict_of(space, self._function(space, stretch, changed))

    def _verdict(self, function: int, accounts: Mapping[str, Verdict], stretch: Stretch) -> Verdict:
        if not self.covered(stretch.first):
            return Verdict.UNDETERMINED
        alone = verdict_of(self.common, function)
        settled = {verdict for verdict in accounts.values() if verdict.settled}
        return Verdict.DISPUTED if not alone.settled and len(settled) == 2 else alone

    def _circumstances(self, stretch: Stretch) -> object:
        """Return what is so on a stretch before any fact is asked, as far as the inquiry goes."""
        if not self.worlds.extends(self.prohibition):
            return None
        covered = self.covered(stretch.first)
        version = self.common.tables.version(stretch.epoch, self.prohibition)
        if version is None:
            return covered
        return covered, version, bool(stretch.in_progress), stretch.running


def verdict_of(space: Space, function: int) -> Verdict:
    """Return the verdict of a function over its worlds, parties' accounts apart."""
    if function == TRUE:
        return Verdict.PROHIBITED
    if function == FALSE:
        return Verdict.NOT_PROHIBITED
    if all(space.is_question(asked) for asked in space.support(function)):
        return Verdict.ARGUABLE
    return Verdict.UNDETERMINED
