"""Folders of files to read: a link that leads out of one is told of, not followed, and none keeps the program busy."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem

MOST_FILES = 10_000
"""The most files of one folder, with all that is below it."""
MOST_SEEN = 200_000
"""The most that is looked at to find them."""
MOST_DEEP = 32
"""How many folders deep they may lie."""

_ENDINGS = (".yaml", ".yml")


class Listed(NamedTuple):
    """What a folder holds: its path, its name as messages and reports give it, and why it is not read, if so.

    It is YAML by its ending, unless it is a folder; a folder is one that lies here, and no link to one.
    """

    path: Path
    name: str
    is_yaml: bool
    is_folder: bool
    problem: Problem | None = None


def files_in(folder: Path, name: str) -> list[Path]:
    """Return the YAML files directly in a folder, in the order of their names; hidden ones are left out.

    Args:
        folder: the folder, which may itself be named by a link.
        name: what messages call it.

    Raises:
        OSError: where it cannot be listed.
        BadInput: with each file that is a link out of the folder, or to nothing, or has a name that cannot be shown.
    """
    found = [each for each in _listed(folder, name, folder) if each.is_yaml]
    if len(found) > MOST_FILES:
        raise BadInput([_too_much(name, f"over {MOST_FILES} files")])
    problems = [each.problem or _fault_of_name(each) for each in found]
    if any(problems):
        raise BadInput(filter(None, problems))
    return [each.path for each in found]


def files_below(folder: Path, name: str) -> list[Listed]:
    """Return the YAML files in a folder and in those below it, and all that keeps one of them from being read.

    Hidden files and folders are left out, and a link to a folder within this one: what is in it is found there.

    Args:
        folder: the folder, which may itself be named by a link.
        name: what messages and reports call it.

    Raises:
        BadInput: where it holds too much, or lies too deep.
    """
    waiting = [(Listed(folder, name, is_yaml=False, is_folder=True), 0)]
    found: list[Listed] = []
    seen = 0
    while waiting:
        above, depth = waiting.pop()
        try:
            entries = list(_listed(above.path, above.name, folder))
        except OSError as error:
            message = f"this folder cannot be listed: {error.strerror}"
            found.append(above._replace(problem=Problem(Place(above.name), message, "ask its owner")))
            continue
        seen += len(entries)
        below = [(each, depth + 1) for each in entries if each.is_folder]
        found += [each for each in entries if each.is_yaml or (each.problem is not None and each.path.is_dir())]
        if below and depth == MOST_DEEP:
            raise BadInput([_too_much(name, f"folders over {MOST_DEEP} levels deep")])
        if len(found) > MOST_FILES:
            raise BadInput([_too_much(name, f"over {MOST_FILES} arrangements")])
        if seen > MOST_SEEN:
            raise BadInput([_too_much(name, f"over {MOST_SEEN} files")])
        waiting += below
    return sorted(found, key=lambda each: each.path)


def fault_of_link(path: Path, folder: Path) -> tuple[str, str] | None:
    """Return what is wrong with a path in a folder, and how to mend it, where it is a link that leads out of that."""
    if not path.is_symlink():
        return None
    try:
        target = path.resolve(strict=True)
        if target.is_relative_to(folder.resolve(strict=True)):
            return None
    except (OSError, RuntimeError):
        return "this link leads nowhere", "delete it, or put the file itself in its place"
    return "this link leads out of the folder, and is not followed", "put the file itself in its place, or name it"


def _listed(folder: Path, name: str, within: Path) -> list[Listed]:
    """Return what a folder holds, but for what is hidden, in the order of the names. Raises OSError."""
    with os.scandir(folder) as entries:
        shown = [each for each in islice(entries, MOST_SEEN + 1) if not each.name.startswith(".")]
    found = []
    for each in sorted(shown, key=lambda each: each.name):
        path, called = folder / each.name, each.name if name == "." else f"{name}/{each.name}"
        fault = fault_of_link(path, within) if each.is_symlink() else None
        problem = None if fault is None else Problem(Place(called), *fault)
        is_yaml = each.name.lower().endswith(_ENDINGS) and (problem is not None or not each.is_dir())
        found.append(Listed(path, called, is_yaml, each.is_dir(follow_symlinks=False), problem))
    return found


def _fault_of_name(each: Listed) -> Problem | None:
    if each.path.name.isprintable():
        return None
    return Problem(Place(each.name), "its name holds signs that cannot be shown", "give it a name of plain letters")


def _too_much(name: str, what: str) -> Problem:
    return Problem(Place(name), f"this folder holds {what}", "name a smaller folder, or the files themselves")
