"""Reading rule cases: files of changes to a base arrangement, each with what must come out, every fault placed.

docs/rule-cases.md tells how such a file is written.
"""

from __future__ import annotations

import posixpath
from pathlib import Path

import yaml

from reg7check.arrangement import read_arrangement
from reg7check.arrangement.fields import required
from reg7check.arrangement.form import Form
from reg7check.audit.case import Case
from reg7check.audit.case_reader import CaseReader
from reg7check.audit.fields import CASE_FILE
from reg7check.folders import files_in
from reg7check.problems import BadInput, Place, Problem, did_you_mean, shortened
from reg7check.rulebook.models import Law
from reg7check.yaml_source import Node, Source, read_source

__all__ = ["Case", "holds_cases", "read_cases"]


def holds_cases(source: Source) -> bool:
    """Return whether a file is one of rule cases, and not an arrangement."""
    root = source.root
    return isinstance(root, yaml.MappingNode) and any(key.value == "cases" for key, _ in root.value)


def read_cases(path: Path | str, law: Law, *, name: str | None = None) -> tuple[Case, ...]:
    """Read the rule cases of a file, or of every YAML file directly in a folder.

    Args:
        path: the file or folder.
        law: whose facts, rules and authorities the cases name.
        name: what messages call the path; left out, the path as given, or the last part of an absolute one.

    Returns:
        The cases, file by file in the order of their names, in the order in which they stand.

    Raises:
        BadInput: with every problem in every file, and in every arrangement that one of them names as its base.
    """
    path = Path(path)
    called = name or (path.name if path.is_absolute() else path.as_posix())
    files = (
        [(each, f"{called}/{each.name}") for each in _in_folder(path, called)] if path.is_dir() else [(path, called)]
    )
    bases = _Bases(law)
    titles: dict[str, Place] = {}
    cases: list[Case] = []
    problems: list[Problem] = []
    for file, file_name in files:
        try:
            reader = _FileReader(read_source(file, file_name), file, bases, titles)
        except BadInput as error:
            problems += error.problems
            continue
        cases += reader.read()
        problems += reader.form.problems
    problems += bases.problems
    if problems:
        raise BadInput(dict.fromkeys(problems))
    return tuple(cases)


def _in_folder(folder: Path, name: str) -> list[Path]:
    try:
        files = files_in(folder, name)
    except OSError as error:
        message = f"this folder cannot be read: {error.strerror}"
        raise BadInput([Problem(Place(name), message, "ask its owner")]) from None
    if not files:
        hint = "write a file of cases in it: docs/rule-cases.md shows how"
        raise BadInput([Problem(Place(name), "there are no rule cases in this folder", hint)])
    return files


def _files_beside(path: Path) -> list[str]:
    """Return the names of the files in the folder of a path; none where there is no such folder."""
    try:
        return sorted(each.name for each in path.parent.iterdir() if each.is_file())
    except (OSError, ValueError):
        return []


class _Bases:
    """The arrangements that cases start from. Each is read once, by itself, so that its faults are told in it."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.problems: list[Problem] = []
        self._read: dict[Path, Source | None] = {}

    def read(self, path: Path, name: str) -> Source | None:
        """Return the source of a base, or None where something is wrong with it."""
        path = path.resolve()
        if path not in self._read:
            self._read[path] = None
            try:
                source = read_source(path, name)
                read_arrangement(source, self.law.facts)
                self._read[path] = source
            except BadInput as error:
                self.problems += error.problems
        return self._read[path]


class _FileReader:
    """Reads one file of cases. Its problems are in ``form``; ``titles`` are those of the files before it."""

    def __init__(self, source: Source, path: Path, bases: _Bases, titles: dict[str, Place]) -> None:
        self.form = Form(source)
        self.path = path
        self.bases = bases
        self.titles = titles

    def read(self) -> list[Case]:
        """Return the cases that can be read."""
        form = self.form
        fields = form.mapping(form.source.root, "a file of rule cases", CASE_FILE, required(CASE_FILE))
        base = self._base(fields["base"]) if "base" in fields else None
        found: list[Case] = []
        for item in form.items(fields["cases"], "`cases`") if "cases" in fields else []:
            reader = CaseReader(form, self.bases.law, item)
            own = reader.fields.get("base")
            if own is None and "base" not in fields:
                form.report(item, "this case has no base", "add `base:` to it, or to the file above `cases:`")
            case = reader.read(base if own is None else self._base(own))
            self._check_title(reader)
            if case is not None:
                found.append(case)
        return found

    def _base(self, node: Node) -> Source | None:
        """Return the source of the base that a node names, or None where there is none to use."""
        written = self.form.text(node, "the base")
        if written is None:
            return None
        path = self.path.parent / written
        beside = _files_beside(path)
        if path.name not in beside:
            folder = posixpath.dirname(written)
            near = did_you_mean(written, [posixpath.join(folder, each) for each in beside])
            hint = near if near and near.endswith("?") else "name an arrangement by its path from this file"
            self.form.report(node, f"there is no file `{shortened(written)}`", hint)
            return None
        if not written.lower().endswith((".yaml", ".yml")):
            self.form.report(node, f"`{shortened(written)}` is no arrangement", "name a file that ends in .yaml")
            return None
        absolute = Path(written).is_absolute()
        name = path.name if absolute else posixpath.join(posixpath.dirname(self.form.source.name), written)
        return self.bases.read(path, posixpath.normpath(name))

    def _check_title(self, reader: CaseReader) -> None:
        title = reader.title
        if title is None:
            return
        if title in self.titles:
            first = self.titles[title]
            hint = f"the first is at {first.file}:{first.line}: say in the title what differs"
            self.form.report(reader.fields["title"], "another case has this title", hint)
        self.titles.setdefault(title, reader.place)
