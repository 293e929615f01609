"""What two rulebooks say differently: entry by entry and field by field, each difference with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from reg7check.audit.diff.edits import edits_between
from reg7check.audit.diff.renames import Rename, same
from reg7check.named import NamedTuple
from reg7check.problems import Place
from reg7check.rulebook.commencing import with_replacements
from reg7check.rulebook.conditions import Condition
from reg7check.rulebook.files import SECTIONS, Origin
from reg7check.rulebook.load import ReadRulebook
from reg7check.rulebook.models import DATE_ANSWERS, Days, Law

IDENTITY = "rulebook"
"""The section that says what the rulebook is: one entry, without an id."""

_BEARING: Mapping[str, tuple[str, ...]] = {
    IDENTITY: ("main_prohibition",),
    "provisions": ("extent",),
    "facts": ("about", "takes_effect"),
    "rules": ("provision", "requires", "unless", "version", "applies", "defines"),
    "open_questions": ("arises_where",),
    "weighings": ("indicators",),
    "prohibitions": ("provision", "elements", "unless", "covered_from"),
}
_CONDITIONS = get_args(Condition)


Path = tuple[str, ...]
"""From an entry to a part of it, by names of fields, and ids where a field holds a list of entries."""


class Difference(NamedTuple):
    """One thing that two rulebooks say differently.

    ``path`` leads from the entry to it, by names of fields and ids; it is empty where the entry as a whole is added or
    removed. ``old`` and ``new`` are None where it is not there. The place is that in the new rulebook, or of what is
    removed in the old one.
    """

    section: str
    entry: str
    path: Path
    old: Any
    new: Any
    place: Place

    @property
    def bears(self) -> bool:
        """Whether a verdict could depend on it: not where only words, sources or advice differ."""
        if self.section not in _BEARING:
            return False
        match self.section, self.path:
            case _, ():
                return True
            case "provisions", ("versions", _) | ("versions", _, "in_force" | "replaces"):
                return True
            case "facts", ("answers", _):
                return self.old is None or self.new is None
            case "facts", ("presumed",) | ("presumed", "answer"):
                return True
        return self.path[0] in _BEARING[self.section]

    @property
    def stops_files(self) -> bool:
        """Whether an arrangement that could be read under the old rulebook may not be read under the new one."""
        if self.section != "facts":
            return False
        if self.path == ("takes_effect",):
            return self.old is None or self.new is None
        if self.path[:1] == ("answers",):
            return self.new is None and self.path[1] not in DATE_ANSWERS
        return self.path in (("about",), ("id",)) or (self.path == () and self.new is None)


def differences_between(
    old: ReadRulebook, new: ReadRulebook, before: Law, renames: tuple[Rename, ...]
) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """Return what has another id, and what else differs, by sections and in the order of the new rulebook.

    Args:
        old: the one rulebook, for the places of what is removed.
        new: the other one.
        before: the law that the old one holds as it is written, with the new names of what was only renamed.
        renames: what was renamed.
    """
    after = as_written(new)
    places = _Places(old, new, renames)
    found = [
        Difference(IDENTITY, "", path, was, now, places.of_identity(path))
        for path, was, now in _between(before.identity, after.identity, ())
    ]
    for section in SECTIONS:
        one, other = getattr(before, section), getattr(after, section)
        for entry in dict.fromkeys((*other, *one)):
            found += [
                Difference(section, entry, path, was, now, places.of(section, entry, path, was, now))
                for path, was, now in _between(one.get(entry), other.get(entry), ())
            ]
    return tuple(places.of_rename(each) for each in renames), tuple(found)


def as_written(rulebook: ReadRulebook) -> Law:
    """Return the law as its files say it: before versions that others replace are ended."""
    written = {entry.id: entry for file in rulebook.files for entry in file.contents.provisions}
    return rulebook.law._replace(provisions=written)


def with_differences(written: Law, differences: Iterable[Difference]) -> Law:
    """Return a law, given as it is written, with these differences made in it, and ready to be compiled."""
    for each in differences:
        if each.section == IDENTITY:
            written = written._replace(identity=_put(written.identity, each.path, each.new))
        else:
            steps = (each.entry, *each.path)
            written = written._replace(**{each.section: _put(getattr(written, each.section), steps, each.new)})
    return written._replace(provisions={name: with_replacements(each) for name, each in written.provisions.items()})


def _between(old: Any, new: Any, path: Path) -> Iterator[tuple[Path, Any, Any]]:
    """Yield what differs between two values: where they have the same named parts, part by part."""
    if same(old, new):
        return
    one, other = _parts(old), _parts(new)
    if one is None or other is None:
        yield path, old, new
        return
    for name in dict.fromkeys((*other, *one)):
        yield from _between(one.get(name), other.get(name), (*path, name))


def _parts(value: Any) -> Mapping[str, Any] | None:
    """Return the named parts of a value, or None where it is one thing: a text, a condition, a list of days."""
    if isinstance(value, Mapping):
        return value
    if not isinstance(value, tuple) or isinstance(value, (*_CONDITIONS, Days)):
        return None
    if hasattr(value, "_asdict"):
        parts: Mapping[str, Any] = value._asdict()
        return parts
    if value and all(hasattr(each, "id") for each in value):
        return {each.id: each for each in value}
    return None


def _put(value: Any, path: Path, new: Any) -> Any:
    """Return a value with another part at a path; None takes the part away."""
    if not path:
        return new
    name, *rest = path
    parts = dict(_parts(value) or {})
    parts[name] = _put(parts.get(name), tuple(rest), new)
    if isinstance(value, Mapping):
        return {key: part for key, part in parts.items() if part is not None}
    if hasattr(value, "_replace"):
        return value._replace(**{name: parts[name]})
    return tuple(part for part in parts.values() if part is not None)


class _Places:
    """Where entries of two rulebooks, and what is in them, stand."""

    def __init__(self, old: ReadRulebook, new: ReadRulebook, renames: tuple[Rename, ...]) -> None:
        self._new = new
        self._old_origins = old.origins
        self._new_origins = new.origins
        self._old_names = {(each.section, each.new): each.old for each in renames}

    def of(self, section: str, entry: str, path: Path, was: Any, now: Any) -> Place:
        """Return the place of a part of an entry: in the old rulebook where it is removed, else in the new one."""
        if now is None:
            origin = self._old_origins[section, self._old_names.get((section, entry), entry)]
        else:
            origin = self._new_origins[section, entry]
        both = isinstance(was, Condition) and isinstance(now, Condition)
        inside = next((edit.path for edit in edits_between(was, now)), ()) if both else ()
        return origin.place(*_written_path(origin, path), *inside)

    def of_rename(self, rename: Rename) -> Difference:
        """Return the difference that is only another id."""
        place = self._new_origins[rename.section, rename.new].place("id")
        return Difference(rename.section, rename.new, ("id",), rename.old, rename.new, place)

    def of_identity(self, path: Path) -> Place:
        """Return the place of a field of what says what the rulebook is: all of them are required."""
        return next(file for file in self._new.files if file.contents.rulebook is not None).place(IDENTITY, *path)


def _written_path(origin: Origin, path: Path) -> Iterator[str | int]:
    """Yield a path as a rule file has it: with the number of an entry in a list in place of its id."""
    value = getattr(origin.file.contents, origin.section)[origin.number]
    for name in path:
        if isinstance(value, tuple) and not hasattr(value, "_asdict"):
            yield [each.id for each in value].index(name)
        else:
            yield name
        value = (_parts(value) or {}).get(name)
