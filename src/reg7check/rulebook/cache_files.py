"""The files of the cache: sealed texts in a folder of the user's own, under a digest and a version of the program.

A file is three lines: the SHA-256 of the others, the head (what is kept here, and a little that is read by itself), and
the rest. It is JSON: nothing in it is ever run. It is used only where nobody else can have written it, as far as the
system tells: folder and file are the user's own, closed to the writing of others, and no links.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reg7check.named import NamedTuple
from reg7check.whole import is_own, write_whole

_MOST_BYTES = 256 * 1024 * 1024
_MOST_FILES = 8
"""Rulebooks that stay in the folder, the last written ones: each edit of a rule file makes another."""
_LEFT_BEHIND = 3600
"""Seconds after which a file that was never finished is what a killed run left behind."""


class Key(NamedTuple):
    """What a rulebook is kept under: the SHA-256 over its files, and the version of the program that compiled it."""

    digest: str
    program: str

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"rulebook-{self.digest[:32]}-{self.program}.json"


class Kept(NamedTuple):
    """What is kept of a rulebook: its head, as plain JSON, and the text of the rest."""

    head: Any
    rest: bytes


def kept_under(key: Key) -> Kept | None:
    """Return what is kept under a key, or None where there is nothing, or nothing to trust."""
    folder = _folder()
    if folder is None:
        return None
    try:
        seal, _, content = _own_file(folder, key.name).partition(b"\n")
        if seal.decode("ascii") != hashlib.sha256(content).hexdigest():
            return None
        first, _, rest = content.partition(b"\n")
        digest, program, head = json.loads(first)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return Kept(head, rest) if (digest, program) == key else None


def write(key: Key, head: Any, rest: Any) -> None:
    """Keep a head and a rest, both plain JSON, atomically, and drop what is oldest there.

    Where the folder is not the user's own, or cannot be written to, nothing is kept.
    """
    folder = _folder()
    if folder is None:
        return
    content = b"\n".join(_compact(each) for each in ([*key, head], rest))
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_own(folder.lstat(), stat.S_ISDIR):
            return
        write_whole(folder / key.name, hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
        for path in _superfluous(folder):
            path.unlink(missing_ok=True)


def _compact(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _folder() -> Path | None:
    """Return the folder of the cache, or None where there is no home to have it in."""
    if sys.platform != "linux":
        from platformdirs import user_cache_path

        with contextlib.suppress(OSError, RuntimeError):
            return user_cache_path("reg7check", appauthor=False)
        return None
    # The same folder as there. That library knows every system, and takes longer to import than a rulebook to load.
    base = os.environ.get("XDG_CACHE_HOME", "").strip()
    if not base and os.environ.get("HOME") != "":  # an empty one would be the root folder
        base = os.path.expanduser("~/.cache")  # noqa: PTH111
    return Path(base, "reg7check") if os.path.isabs(base) else None  # noqa: PTH117


def _own_file(folder: Path, name: str) -> bytes:
    """Return the bytes of a file that nobody else can have written. Raises OSError where it is not so."""
    if not _is_own(folder.lstat(), stat.S_ISDIR):
        raise PermissionError
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(folder / name, flags), "rb") as stream:  # noqa: PTH123 (no other opens a handle)
        found = os.fstat(stream.fileno())
        if not _is_own(found, stat.S_ISREG) or found.st_size > _MOST_BYTES:
            raise PermissionError
        return stream.read(found.st_size)


def _is_own(found: os.stat_result, is_kind: Any) -> bool:
    """Return whether a file or folder is of its kind, of whoever runs this, and closed to the writing of others."""
    # Windows has neither owners nor modes to ask for: there the folder lies in the user's profile.
    return is_kind(found.st_mode) and is_own(found)


def _superfluous(folder: Path) -> Iterator[Path]:
    """Yield the rulebooks beyond those that stay, and what killed runs left behind."""
    with os.scandir(folder) as entries:
        files = sorted(
            ((each.stat(follow_symlinks=False).st_mtime, each.name) for each in entries if _is_plain(each)),
            reverse=True,
        )
    newest = files[0][0] if files else 0.0
    rulebooks = [name for _, name in files if name.startswith("rulebook-")]
    left = [name for at, name in files if name.startswith(".reg7check.") and newest - at > _LEFT_BEHIND]
    for name in (*rulebooks[_MOST_FILES:], *left):
        yield folder / name


def _is_plain(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False)
