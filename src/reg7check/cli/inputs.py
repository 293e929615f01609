"""Which files a command line names: files, folders with all the YAML below them, or standard input."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem

if TYPE_CHECKING:
    from reg7check.arrangement import Arrangement
    from reg7check.rulebook import Rulebook

_ENDINGS = (".yaml", ".yml")


class Input(NamedTuple):
    """A file to read, and the name by which reports call it."""

    path: str
    name: str


def inputs(named: Iterable[str]) -> list[Input]:
    """Return the files that are named, those of a folder in the order of their names.

    Raises BadInput for each folder that cannot be listed or holds none.
    """
    problems: list[Problem] = []
    found: list[Input] = []
    for each in named:
        path = Path(each)
        if not each:
            problems.append(Problem(Place("(empty)"), "the file name is empty", "name a file, a folder, or -"))
        elif each != "-" and _is_folder(path) and not os.access(path, os.R_OK | os.X_OK):
            problems.append(Problem(Place(each), "no permission to list this folder", "ask its owner"))
        elif each != "-" and _is_folder(path):
            below = list(_below(path))
            found += below
            if not below:
                hint = "name a file that ends in .yaml, or a folder that holds one"
                problems.append(Problem(Place(each), "there are no arrangements in this folder", hint))
        else:
            found.append(Input(each, path.name if path.is_absolute() else path.as_posix()))
    if sum(each.path == "-" for each in found) > 1:
        problems.append(Problem(Place("-"), "standard input is named twice", "name it once"))
    if problems:
        raise BadInput(problems)
    return found


def read_all(named: Sequence[Input], rulebook: Rulebook) -> list[Arrangement]:
    """Read every file, or raise BadInput with every problem of every file."""
    from reg7check.api import load_arrangement

    arrangements = []
    problems: list[Problem] = []
    for each in named:
        try:
            arrangements.append(load_arrangement(each.path, rulebook, name=each.name))
        except BadInput as error:
            problems += error.problems
    if problems:
        raise BadInput(problems)
    return arrangements


def _is_folder(path: Path) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return path.is_dir()
    return False


def _below(folder: Path) -> Iterator[Input]:
    base = folder.parent if folder.is_absolute() else Path()
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in _ENDINGS and path.is_file() and not hidden:
            yield Input(str(path), path.relative_to(base).as_posix() if folder.is_absolute() else path.as_posix())
