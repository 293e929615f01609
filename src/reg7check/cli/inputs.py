"""Which files a command line names: files, folders with all the YAML below them, or standard input."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reg7check.folders import files_below
from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem

if TYPE_CHECKING:
    from reg7check.arrangement import Arrangement
    from reg7check.rulebook import Rulebook


class Input(NamedTuple):
    """A file to read, the name by which reports call it, and why it is not read, if so."""

    path: str
    name: str
    problem: Problem | None = None


def inputs(named: Iterable[str]) -> list[Input]:
    """Return the files that are named, those of a folder in the order of their names.

    Raises BadInput for each folder that holds none, or too much.
    """
    problems: list[Problem] = []
    found: list[Input] = []
    for each in named:
        path = Path(each)
        if not each:
            problems.append(Problem(Place("(empty)"), "the file name is empty", "name a file, a folder, or -"))
        elif each != "-" and _is_folder(path):
            below = files_below(path, path.name if path.is_absolute() else path.as_posix())
            found += [Input(str(file.path), file.name, file.problem) for file in below]
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


def read(each: Input, rulebook: Rulebook) -> Arrangement:
    """Read one file. Raises BadInput with every problem in it, or with why it is not read."""
    from reg7check.api import load_arrangement

    if each.problem is not None:
        raise BadInput([each.problem])
    return load_arrangement(each.path, rulebook, name=each.name)


def read_all(named: Sequence[Input], rulebook: Rulebook) -> list[Arrangement]:
    """Read every file, or raise BadInput with every problem of every file."""
    arrangements = []
    problems: list[Problem] = []
    for each in named:
        try:
            arrangements.append(read(each, rulebook))
        except BadInput as error:
            problems += error.problems
    if problems:
        raise BadInput(problems)
    return arrangements


def _is_folder(path: Path) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return path.is_dir()
    return False
