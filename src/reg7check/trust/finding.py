"""Finding the arrangement from which a report was made: among those that are named, or where the report says."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Literal

from reg7check.contents import MAX_YAML, content_of
from reg7check.inert import inert
from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem
from reg7check.report.stamp import Stamp
from reg7check.report.words import file_argument

How = Literal["named", "beside", "here"]
"""How an arrangement was found: it was named, it lay beside the report, or in the current folder."""


class Found(NamedTuple):
    """An arrangement file: its path, how it was found, its bytes, and whether they are those of the stamp."""

    path: str
    how: How
    content: bytes
    same: bool

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


def find_arrangements(stamps: Sequence[Stamp], report: str, named: Sequence[str]) -> list[Found]:
    """Return the arrangement of each stamp: that with its digest, else the one that stands or is called as it should.

    Args:
        stamps: those of the report, in order.
        report: the path of the report.
        named: the paths of arrangements that were named; where there are none, they are looked for.

    Raises:
        BadInput: where there is none, or as many were not named as the report tells of.
    """
    if not named:
        return [_looked_for(stamp, report) for stamp in stamps]
    if len(named) != len(stamps):
        many = f"{len(named)} {'is' if len(named) == 1 else 'are'} named"
        message = f"this report tells of {_counted(len(stamps))}, and {many}"
        raise BadInput([Problem(Place(report), message, "name each once, or none: then they are looked for")])
    files = [(path, _read(Path(path), path)) for path in named]
    by_digest = {hashlib.sha256(content).hexdigest(): (path, content) for path, content in files}
    return [found_in(*by_digest.get(stamp.file_sha256, files[number]), stamp) for number, stamp in enumerate(stamps)]


def found_in(path: str, content: bytes, stamp: Stamp, how: How = "named") -> Found:
    """Return bytes as the arrangement of a stamp, with whether they are those from which it was made."""
    return Found(path, how, content, hashlib.sha256(content).hexdigest() == stamp.file_sha256)


def _looked_for(stamp: Stamp, report: str) -> Found:
    candidates: list[Found] = []
    folder = Path(report).parent
    for name in _names(stamp.file):
        places: tuple[tuple[How, Path], ...] = (("beside", folder / name), ("here", Path(name)))
        for how, path in places:
            with contextlib.suppress(OSError, ValueError, BadInput):
                if path.is_file():
                    candidates.append(found_in(path.as_posix(), _read(path, name), stamp, how))
    found = next((each for each in candidates if each.same), None)
    if found is None and candidates and not stamp.redacted:
        found = candidates[0]
    if found is not None:
        return found
    if stamp.redacted:
        message = "roles stand in place of names in this report, so that it does not say what its arrangement's file is"
    elif stamp.file == "-":
        message = "the arrangement was read from standard input, so that this report does not say what its file is"
    else:
        message = f"its arrangement, {inert(stamp.file)}, is neither beside the report nor in the current folder"
    hint = f"name it: reg7check verify {file_argument(report)} ARRANGEMENT (its SHA-256 is {stamp.file_sha256})"
    raise BadInput([Problem(Place(report), message, hint)])


def _names(file: str) -> tuple[str, ...]:
    """Return the names under which a file may be looked for: none leads out of the folder in which it is looked for."""
    windows = PureWindowsPath(file)
    if not file.isprintable() or file == "-" or not windows.name:
        return ()
    path = PurePosixPath(file)
    outside = path.is_absolute() or windows.drive or windows.root or ".." in windows.parts or "\\" in file
    return (windows.name,) if outside else tuple(dict.fromkeys((path.as_posix(), path.name)))


def _read(path: Path, name: str) -> bytes:
    content = content_of(path, MAX_YAML, name)
    if len(content) > MAX_YAML:
        raise BadInput([Problem(Place(name), "the file is over 1 MiB", "an arrangement is a page or two of text")])
    return content


def _counted(number: int) -> str:
    return "1 arrangement" if number == 1 else f"{number} arrangements"
