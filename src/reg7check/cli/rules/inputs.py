"""Which rulebook and which rule cases a command line names."""

from __future__ import annotations

from pathlib import Path

from reg7check.contents import MAX_YAML, content_of
from reg7check.folders import fault_of_link
from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem

TESTS = "tests"
"""The folder of a rulebook that holds its rule cases."""


class NamedCases(NamedTuple):
    """A rulebook (None: the one that ships), and a file or folder of rule cases with the name that messages give it."""

    rules: str | None
    path: Path
    name: str


def named_cases(path: str | None, rules: str | None) -> NamedCases:
    """Return the rule cases that a path names, and their rulebook.

    The path may be a rulebook with a folder ``tests``, a folder of case files, or one of them; left out, it is that of
    the rulebook. The rulebook is the one in ``rules``, else the path itself or the folder above its ``tests``, else
    the one that ships. Raises BadInput where a rulebook that is named by itself has no folder ``tests``, or a link out
    of it in its place.
    """
    from reg7check.rulebook.load import shipped_rules

    if path is None:
        folder = shipped_rules() if rules is None else Path(rules)
        named = "rules" if rules is None else _name(folder)
        if folder.is_dir() and not (folder / TESTS).is_dir():
            hint = f"write rule cases in {TESTS}/*.yaml there: docs/rule-cases.md shows how"
            raise BadInput([Problem(Place(named), f"this rulebook has no folder `{TESTS}`", hint)])
        return _within(NamedCases(rules, folder / TESTS, f"{named}/{TESTS}"))
    given = Path(path)
    if (given / TESTS).is_dir():
        return _within(NamedCases(path if rules is None else rules, given / TESTS, f"{_name(given)}/{TESTS}"))
    return NamedCases(_rulebook_of(given) if rules is None else rules, given, _name(given))


def _within(cases: NamedCases) -> NamedCases:
    """Return rule cases that lie in the folder of their rulebook. Raises BadInput where a link leads out of that."""
    fault = fault_of_link(cases.path, cases.path.parent)
    if fault is not None:
        raise BadInput([Problem(Place(cases.name), *fault)])
    return cases


def files_of(cases: NamedCases) -> list[str]:
    """Return the paths of the files that may be read: the rule files, those of cases, and those in folders beside."""
    folders = [cases.path if cases.path.is_dir() else cases.path.parent]
    if cases.rules is not None:
        folders.append(Path(cases.rules))
    patterns = ("*.y*ml", "*/*.y*ml")
    return [str(file) for folder in folders for pattern in patterns for file in folder.glob(pattern)]


def _rulebook_of(path: Path) -> str | None:
    """Return the folder above the last ``tests`` of a path, where that holds a rulebook."""
    above = _above_tests(path) or _above_tests(path.resolve())
    return str(above) if above is not None and any(map(_says_what_it_is, above.glob("*.y*ml"))) else None


def _above_tests(path: Path) -> Path | None:
    """Return the folder above the last part of a path that is called ``tests``."""
    return next((each.parent for each in (path, *path.parents) if each.name == TESTS), None)


def _says_what_it_is(file: Path) -> bool:
    try:
        content = content_of(file, MAX_YAML, str(file))
    except BadInput:
        return False
    return any(line.startswith(b"rulebook:") for line in content.splitlines())


def _name(path: Path) -> str:
    """Return what to call a path, which does not depend on where the folder lies that one is in."""
    if not path.is_absolute():
        return path.as_posix()
    if path.is_relative_to(Path.cwd()):
        return path.relative_to(Path.cwd()).as_posix()
    rulebook = _above_tests(path)
    return path.name if rulebook is None else path.relative_to(rulebook.parent).as_posix()
