"""Which rule cases can tell a mutant at all: those in whose worlds, on whose days, something they expect differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from reg7check.audit.case import Case, ExpectedRuling
from reg7check.audit.mutation.comparing import Form
from reg7check.reasoning.assessing import as_stated_by
from reg7check.reasoning.judging import Judge
from reg7check.reasoning.periods import stretches_of
from reg7check.reasoning.standing import asked_against
from reg7check.reasoning.worlds import Asked, Space, StrandWorlds, Stretch
from reg7check.rulebook.models import Fact, Law


class Telling:
    """A rule case, and whether what it expects could come out otherwise under a mutant.

    Where that is denied it is so; where it is not, running the case tells. For what comes out under a prohibition is
    made of no more than is compared here: on each day whether it extends and is covered, the version in force, which
    rules apply, and its function over the worlds of the case and of each party's account.
    """

    def __init__(self, case: Case, form: Form) -> None:
        self.case = case
        arrangement = case.arrangement
        if case.as_party is not None:
            arrangement = as_stated_by(arrangement, case.as_party)
        strand = next(each for each in arrangement.cover if each.id == case.strand)
        self._worlds = StrandWorlds(form.rulebook, arrangement, strand, case.take)
        self._stretches = stretches_of(self._worlds, case.on)
        main = form.law.identity.main_prohibition
        judge = Judge.of(self._worlds, form.law.prohibitions[main], self._stretches)
        self._common = judge.common
        self._spaces: Sequence[Space] = (judge.common, *judge.by_party.values())
        self._prohibitions = tuple(_prohibitions_asked(case, main))

    @property
    def size(self) -> int:
        """How much is open in the case: one of which less is open takes less time to run."""
        return sum(len(space.asked) for space in self._spaces)

    def may_tell_fact(self, before: Fact, after: Fact) -> bool:
        """Return whether the case may tell a mutant in which a fact has another presumption, or day of effect."""
        actions = [action.id for action in self._worlds.actions]
        asked = [Asked(before.id)] if before.about == "cover" else [Asked(before.id, action) for action in actions]
        answers = [self._worlds.listed(each) for each in asked]
        if before.takes_effect == after.takes_effect:
            return None in answers
        given = [answer for answer in answers if answer is not None]
        values = [value for answer in given for value in (answer.agreed, *(each for _, each in answer.by_party))]
        return any(isinstance(value, date) for value in values)

    def may_tell(self, mutant: Form) -> bool:
        """Return whether the case may tell a mutant that changes no fact."""
        worlds = self._worlds._replace(rulebook=mutant.rulebook)
        others = stretches_of(worlds, self.case.on)
        days = sorted({stretch.first for stretch in (*self._stretches, *others)})
        return any(self._differs(mutant, stretch) for stretch in self._on(days))

    def _on(self, days: Sequence[date]) -> Iterator[Stretch]:
        for day in days:
            stretch = next(each for each in reversed(self._stretches) if each.first <= day)
            yield stretch._replace(first=day)

    def _differs(self, mutant: Form, stretch: Stretch) -> bool:
        changed = stretch._replace(epoch=mutant.compiled.on(stretch.first))
        return (
            any(self._prohibition_differs(mutant.law, name, stretch, changed) for name in self._prohibitions)
            or any(self._rule_differs(mutant.law, rule, stretch, changed) for rule in self.case.expected.rules)
            or any(
                self._stands_otherwise(stretch.epoch.arises[name], changed.epoch.arises[name], stretch)
                for name in self.case.expected.questions
            )
        )

    def _prohibition_differs(self, law: Law, name: str, stretch: Stretch, changed: Stretch) -> bool:
        one = self._circumstances(self._worlds.rulebook.law, name, stretch.first)
        if one != self._circumstances(law, name, stretch.first):
            return True
        if one is None or stretch.epoch.prohibitions[name] == changed.epoch.prohibitions[name]:
            return False
        return any(space.function(name, stretch) != space.function(name, changed) for space in self._spaces)

    def _circumstances(self, law: Law, name: str, day: date) -> object:
        """Return what is so of a prohibition before any fact is asked; None where it does not extend here."""
        prohibition = law.prohibitions[name]
        provision = law.provisions[prohibition.provision]
        if self._worlds.arrangement.nation not in provision.extent:
            return None
        version = provision.version_on(day)
        applying = tuple(rule.id for rule in law.rules.values() if law.rule_applies(rule, day))
        return prohibition.covers(day), version.id if version is not None else None, applying

    def _rule_differs(self, law: Law, rule: str, stretch: Stretch, changed: Stretch) -> bool:
        before, after = self._worlds.rulebook.law.rules[rule], law.rules[rule]
        applies = self._worlds.rulebook.law.rule_applies(before, stretch.first)
        if applies != law.rule_applies(after, stretch.first):
            return True
        one, other = stretch.epoch.concepts[before.concept], changed.epoch.concepts[after.concept]
        return applies and self._stands_otherwise(one, other, stretch)

    def _stands_otherwise(self, one: int, other: int, stretch: Stretch) -> bool:
        if one == other:
            return False
        against = asked_against(self._worlds, stretch, self.case.action)
        return self._common.projected(one, stretch, against) != self._common.projected(other, stretch, against)


def _prohibitions_asked(case: Case, main: str) -> Iterator[str]:
    """Yield the prohibitions on which what a case expects depends; the main one may give the day that others are of."""
    if case.expected.main != ExpectedRuling() or (case.expected.asks_what_stands and case.on is None):
        yield main
    yield from case.expected.prohibitions
