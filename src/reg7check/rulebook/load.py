"""Loading a rulebook from a folder of rule files: from the cache where it is there, else read, checked, compiled."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import reg7check
from reg7check.contents import MAX_YAML, content_of
from reg7check.folders import files_in
from reg7check.named import NamedTuple
from reg7check.problems import MOST_PROBLEMS, BadInput, Place, Problem
from reg7check.rulebook.cache import cached, cached_identity, keep
from reg7check.rulebook.compile import Compiled, compile_law
from reg7check.rulebook.diagram import TooLarge
from reg7check.rulebook.models import Identity, Law

if TYPE_CHECKING:
    from reg7check.rulebook.files import Origin, ReadFile


MOST_BYTES = 8 * 1024 * 1024
"""The most that all files of a rulebook may hold: many times the one that ships."""


class Rulebook(NamedTuple):
    """A rulebook ready for use: the law, its compiled functions, and the SHA-256 over its files."""

    law: Law
    compiled: Compiled
    sha256: str


class ReadRulebook(NamedTuple):
    """A rulebook as its files hold it: the law, each file with its places, and the SHA-256 over them."""

    law: Law
    files: tuple[ReadFile, ...]
    sha256: str

    @property
    def origins(self) -> dict[tuple[str, str], Origin]:
        """Where each entry stands, by its section and id."""
        from reg7check.rulebook.files import origins_of

        return origins_of(self.files)

    def compiled(self) -> Rulebook:
        """Return the rulebook ready for use."""
        return Rulebook(self.law, compile_law(self.law), self.sha256)


def shipped_rules() -> Path:
    """Return the folder of the rulebook that ships with the program, in an installed copy or in a checkout."""
    package = Path(reg7check.__file__).parent
    installed = package / "rules"
    return installed if installed.is_dir() else package.parents[1] / "rules"


def load_rulebook(folder: Path | str | None = None) -> Rulebook:
    """Load the rulebook whose files are ``*.yaml`` in a folder (None: the one that ships with the program).

    Raises BadInput with every problem in its files.
    """
    return rulebook_of(rule_files(folder))


def rulebook_of(files: list[tuple[str, bytes]]) -> Rulebook:
    """Return the rulebook whose files have these names and bytes. Raises BadInput with every problem in them."""
    if not files:
        raise BadInput([_no_rules("rules")])
    if sum(len(content) for _, content in files) > MOST_BYTES:
        raise BadInput([_too_large(files[0][0].rpartition("/")[0])])
    digest = _digest(files)
    program = _program()
    found = cached(digest, program)
    if found is None:
        with _no_deeper(files):
            law = _read(files).law
            found = law, compile_law(law)
        keep(digest, program, *found)
    return Rulebook(*found, sha256=digest)


def load_identity() -> Identity:
    """Return what the rulebook that ships with the program is: its id, its version and the rest, but not its law."""
    files = rule_files()
    return cached_identity(_digest(files), _program()) or rulebook_of(files).law.identity


def read_rulebook(folder: Path | str | None = None) -> ReadRulebook:
    """Read a rulebook's files, past the cache, with the place of every entry. Raises BadInput with every problem."""
    files = rule_files(folder)
    with _no_deeper(files):
        return _read(files)


def rule_files(folder: Path | str | None = None) -> list[tuple[str, bytes]]:
    """Return the name and bytes of each rule file in a folder (None: those that ship with the program), in order.

    Raises BadInput where it cannot be read, or holds none.
    """
    if folder is not None and not str(folder):
        raise BadInput([Problem(Place("--rules"), "the folder name is empty", "name a folder of rule files")])
    path = shipped_rules() if folder is None else Path(folder)
    named = "rules" if folder is None else str(folder)
    try:
        paths = files_in(path, named)
    except OSError as error:
        message = f"the rulebook cannot be read: {error.strerror}"
        raise BadInput([Problem(Place(named), message, "name a folder of rule files")]) from None
    if not paths:
        raise BadInput([_no_rules(named)])
    files: list[tuple[str, bytes]] = []
    size = 0
    for each in paths:
        name = f"{named}/{each.name}"
        content = content_of(each, MAX_YAML, name)
        if len(content) > MAX_YAML:
            raise BadInput([Problem(Place(name), "the file is over 1 MiB", "split it: a rulebook may have many files")])
        files.append((name, content))
        size += len(content)
        if size > MOST_BYTES:
            raise BadInput([_too_large(named)])
    return files


def _no_rules(name: str) -> Problem:
    return Problem(Place(name), "there are no rule files here", "name a folder that holds *.yaml files")


def _too_large(name: str) -> Problem:
    message = f"these rules are over {MOST_BYTES // 1024 // 1024} MiB"
    return Problem(Place(name), message, "keep one subject of law in a rulebook")


def _digest(files: list[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, content in files:
        header = f"{name.rpartition('/')[2]} {len(content)}\n"
        digest.update(header.encode())
        digest.update(content)
    return digest.hexdigest()


def _program() -> str:
    """Return the version of the program, with a digest of the sizes and times of the modules that make what is cached.

    So a copy that was changed, or installed anew, has a cache of its own, and no module need be read to know that.
    """
    package = Path(__file__).parent
    try:
        with os.scandir(package) as modules:
            found = [(each.name, each.stat()) for each in modules if each.name.endswith(".py")]
    except OSError:  # the package is within a ZIP file, which is then all that there is to know
        found = [(each.name, each.stat()) for each in package.parents if each.is_file()]
    known = sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in found)
    return f"{reg7check.__version__}-{hashlib.sha256(repr(known).encode()).hexdigest()[:12]}"


@contextmanager
def _no_deeper(files: list[tuple[str, bytes]]) -> Iterator[None]:
    """Say in plain words that a rulebook asks for more than can be done."""
    try:
        yield
    except (RecursionError, TooLarge):
        message = "these rules ask too much at once: they rest on one another too deeply, or on too many answers"
        hint = "shorten the longest chain of concepts, and the condition with most facts"
        raise BadInput([Problem(Place(files[0][0].rpartition("/")[0]), message, hint)]) from None


def _read(files: list[tuple[str, bytes]]) -> ReadRulebook:
    # Pydantic, and all that only a first reading needs, is imported when there is one.
    from reg7check.rulebook.checks import problems_in, problems_of_entries
    from reg7check.rulebook.files import law_of, read_file
    from reg7check.yaml_source import parse_source

    problems: list[Problem] = []
    read: list[ReadFile] = []
    for name, content in files:
        try:
            file, found = read_file(parse_source(content, name))
        except BadInput as error:
            problems += error.problems
            continue
        problems += found
        if file is not None:
            read.append(file)
    problems += islice(problems_of_entries(read), MOST_PROBLEMS + 1)
    if problems:
        raise BadInput(problems)
    law = law_of(read)
    problems += islice(problems_in(law, tuple(read)), MOST_PROBLEMS + 1)
    if problems:
        raise BadInput(problems)
    return ReadRulebook(law, tuple(read), _digest(files))
