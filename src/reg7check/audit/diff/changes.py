"""What a change of a rulebook means: its differences, and for each the verdicts that it changes, alone and together."""

from __future__ import annotations

from reg7check.audit.diff.alone import Group, groups_of, stands
from reg7check.audit.diff.differences import Difference, as_written, differences_between, with_differences
from reg7check.audit.diff.outcomes import JudgedLaw, SharedDiagram
from reg7check.audit.diff.renames import renames_between
from reg7check.audit.diff.shifts import Comparison, Shift
from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Problem
from reg7check.rulebook.load import ReadRulebook
from reg7check.rulebook.models import Law


class Effect(NamedTuple):
    """What a group of differences does, made alone in the old rulebook.

    ``only_together`` tells that it changes no verdict alone, but that without it the others would come out otherwise.
    """

    group: Group
    shifts: tuple[Shift, ...]
    only_together: bool = False


class Changes(NamedTuple):
    """What differs between two rulebooks, and which verdicts that changes.

    Attributes:
        old: the old rulebook.
        new: the new one.
        effects: the differences that bear on verdicts, in groups that can be made alone.
        renames: the entries that only have another id.
        words: the other differences: words, sources and advice.
        together: the verdicts that differ between the two rulebooks.
    """

    old: ReadRulebook
    new: ReadRulebook
    effects: tuple[Effect, ...]
    renames: tuple[Difference, ...]
    words: tuple[Difference, ...]
    together: tuple[Shift, ...]

    @property
    def stops_files(self) -> tuple[Difference, ...]:
        """The differences by which an arrangement that could be read before may not be read any more."""
        bearing = [each for effect in self.effects for each in effect.group.all if each.stops_files]
        once = [each for number, each in enumerate(bearing) if each not in bearing[:number]]
        return (*(each for each in self.renames if each.stops_files), *once)

    @property
    def change_a_verdict(self) -> bool:
        """Whether the verdict on some arrangement changes, or one that had a verdict can no longer be read."""
        return any(shift.changes_a_verdict for shift in self.together) or bool(self.stops_files)


def changes_between(old: ReadRulebook, new: ReadRulebook) -> Changes:
    """Return what the change of one rulebook into another means.

    Args:
        old: from ``read_rulebook``.
        new: from ``read_rulebook``.

    Returns:
        Every difference, and the verdicts that change: exactly, over all facts, readings and days.

    Raises:
        BadInput: where a name is that of a fact in one of them and of an open question in the other.
    """
    renames, before = renames_between(as_written(old), as_written(new))
    _check_names(before, new)
    renamed, differences = differences_between(old, new, before, renames)
    bearing = tuple(each for each in differences if each.bears)
    law = with_differences(before, ())
    shared = SharedDiagram.of(law, new.law)
    comparison = Comparison(shared)
    first, last = JudgedLaw(law, shared), JudgedLaw(new.law, shared)

    def effect(group: Group) -> Effect:
        alone = JudgedLaw(with_differences(before, group.all), shared)
        shifts = comparison.shifts(first, alone)
        if shifts:
            return Effect(group, shifts)
        others = with_differences(before, [each for each in bearing if each not in group.differences])
        missed = stands(others) and bool(comparison.shifts(JudgedLaw(others, shared), last))
        return Effect(group, (), only_together=missed)

    return Changes(
        old=old,
        new=new,
        effects=tuple(effect(group) for group in groups_of(before, bearing)),
        renames=renamed,
        words=tuple(each for each in differences if not each.bears),
        together=comparison.shifts(first, last),
    )


def _check_names(before: Law, new: ReadRulebook) -> None:
    after = new.law
    clashes = [
        *(("facts", name, "an open question") for name in after.facts if name in before.open_questions),
        *(("open_questions", name, "a fact") for name in after.open_questions if name in before.facts),
    ]
    if clashes:
        hint = "choose another id: what is said under this one cannot be compared"
        raise BadInput(
            Problem(new.origins[section, name].place("id"), f"in the old rulebook `{name}` is {what}", hint)
            for section, name, what in clashes
        )
