"""Two versions of an arrangement: what differs between them, which of it matters, and what it does to the verdicts."""

from __future__ import annotations

from reg7check.named import NamedTuple
from reg7check.reasoning.assessing import assess_arrangement
from reg7check.reasoning.comparing import Comparison, compare_assessments
from reg7check.reasoning.differing import Difference, Rename, by_the_ids_of, differences_of
from reg7check.reasoning.mattering import Effect, Fewest, Matter, what_matters
from reg7check.reasoning.mixing import Mix
from reg7check.reasoning.results import Assessment
from reg7check.rulebook import Rulebook


class Versions(NamedTuple):
    """Two versions compared. The comparison has the first one with the second one's ids.

    ``matters`` holds the differences that a rule could ask about, ``fewest`` the smallest sets of them that give a
    strand the second version's verdicts, ``others`` the differences that no rule could ask about.
    """

    renames: tuple[Rename, ...]
    matters: tuple[Matter, ...]
    fewest: tuple[Fewest, ...]
    others: tuple[Difference, ...]
    comparison: Comparison

    @property
    def turns(self) -> bool:
        """Whether the verdicts differ on some day: a day without cover is as good as one that is clear."""
        return bool(self.fewest)

    def having(self, *effects: Effect) -> tuple[Matter, ...]:
        """Return the differences with one of these effects."""
        return tuple(each for each in self.matters if each.effect in effects)


def compare_versions(old: Assessment, new: Assessment, rulebook: Rulebook) -> Versions:
    """Return two versions of an arrangement, each assessed on the same day or days, compared."""
    renamed, renames = by_the_ids_of(new.arrangement, old.arrangement)
    if renames:
        old = assess_arrangement(renamed, rulebook, on=old.on, as_party=old.as_party, taken=old.taken)
    differences = differences_of(renamed, new.arrangement, rulebook.law.facts)
    mattering = what_matters(Mix(renamed, new.arrangement), differences, rulebook, new.taken, new.on)
    return Versions(
        renames=renames,
        matters=mattering.matters,
        fewest=mattering.fewest,
        others=tuple(each for each in differences if not each.bears),
        comparison=compare_assessments(old, new, rulebook),
    )
