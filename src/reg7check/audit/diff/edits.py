"""What was done to a condition: parts dropped, added or put in place of others, as far inside it as they lie."""

from __future__ import annotations

from collections.abc import Iterator

from reg7check.audit.diff.renames import same
from reg7check.named import NamedTuple
from reg7check.rulebook.conditions import AllOf, AnyOf, Condition, NotOf

Path = tuple[str | int, ...]


class Edit(NamedTuple):
    """One change of a condition: ``old`` is None where a part is added, ``new`` where one is dropped.

    ``path`` leads, by keys and indexes, to the part in the new condition, or to what it was dropped from.
    """

    path: Path
    old: Condition | None
    new: Condition | None


def edits_between(old: Condition, new: Condition, path: Path = ()) -> Iterator[Edit]:
    """Yield what makes one condition of another; nothing where only the order of its parts differs."""
    if same(old, new):
        return
    if isinstance(old, NotOf) and isinstance(new, NotOf):
        yield from edits_between(old.condition, new.condition, (*path, "not"))
    elif (isinstance(old, AllOf) and isinstance(new, AllOf)) or (isinstance(old, AnyOf) and isinstance(new, AnyOf)):
        yield from _in_list(old.conditions, new.conditions, (*path, "all" if isinstance(new, AllOf) else "any"))
    else:
        yield Edit(path, old, new)


def _in_list(old: tuple[Condition, ...], new: tuple[Condition, ...], path: Path) -> Iterator[Edit]:
    dropped = [each for each in old if not any(same(each, other) for other in new)]
    added = [(index, each) for index, each in enumerate(new) if not any(same(each, other) for other in old)]
    if len(dropped) == len(added) == 1:
        index, part = added[0]
        yield from edits_between(dropped[0], part, (*path, index))
        return
    yield from (Edit(path, each, None) for each in dropped)
    yield from (Edit((*path, index), None, each) for index, each in added)
