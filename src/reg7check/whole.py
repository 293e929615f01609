"""Writing a file in one step: whoever looks sees the old one or the whole of the new, never a part.

On Linux, on most file systems, what is written has no name until it is whole, so that whatever ends the program leaves
nothing behind. Elsewhere, and for the moment in which it takes the place of an old file, it has the name of a part
beside it. Its writer holds a lock on it, which the system lets go when that process ends, however it ends: so the next
write to the folder knows which parts nobody will finish, and takes those away.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows, which has no such locks: there an old part is known by its age
    flock = None  # type: ignore[assignment]

_PART = r"\.reg7check\.[0-9a-f]{16}\.part"
_PERMISSION = "name a file in a folder of yours, or ask the owner of this one"
_SPACE = "make room, or name a file on another disk"
_MENDED_BY = {
    errno.EACCES: _PERMISSION,
    errno.EPERM: _PERMISSION,
    errno.EROFS: "nothing can be written on this disk: name a file on another",
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EFBIG: _SPACE,
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.ENOENT: "make the folder first: it is there no longer",
}
Content = bytes | Callable[[BinaryIO], None]
_OLD = 24 * 60 * 60
"""Seconds after which a part is one that nobody will finish, where there are no locks to tell."""


def write_whole(path: Path, content: Content, permissions: int = 0o600) -> None:
    """Write a file, and have it and its name on the disk before returning.

    Args:
        path: the file.
        content: what it holds, or what writes that to a stream.
        permissions: its mode.

    Raises:
        OSError: where it cannot be written; the old file, if any, is then as it was, and nothing is left beside it.
    """
    _clear(path.parent)
    if not _written_without_a_name(path, content, permissions):
        _write_beside(path, content, permissions)
    _sync_folder(path.parent)


def why_not_written(error: OSError) -> tuple[str, str]:
    """Return why a file could not be written, and how to mend it."""
    said = f"it cannot be written: {error.strerror}"
    return said, _MENDED_BY.get(error.errno or 0, "name a file in another folder")


def is_own(found: os.stat_result) -> bool:
    """Return whether a file or folder is the user's own and closed to the writing of others, as far as that is told."""
    return not hasattr(os, "geteuid") or (found.st_uid == os.geteuid() and not found.st_mode & 0o022)


def _written_without_a_name(path: Path, content: Content, permissions: int) -> bool:
    """Write a file that has no name until it is whole; return False where the system, or the disk, has none such."""
    try:
        handle = os.open(path.parent, os.O_TMPFILE | os.O_RDWR, 0o600)
    except (AttributeError, OSError):
        return False  # what is wrong beside that, the other way meets too
    part = _part(path.parent)
    try:
        _lock(handle)
        _fill(handle, content)
        _allow(lambda: os.fchmod(handle, permissions))
        if not _named(handle, path):
            if not _named(handle, part):
                return False
            part.replace(path)
    finally:
        os.close(handle)
        part.unlink(missing_ok=True)
    return True


def _named(handle: int, path: Path) -> bool:
    """Give an open file a name that no other has. Returns whether it could be given."""
    with contextlib.suppress(OSError):
        # Python follows the link to the open file only where a folder is given too; the path being whole, it is unused.
        os.link(f"/proc/self/fd/{handle}", path, src_dir_fd=handle, follow_symlinks=True)
        return True
    return False


def _write_beside(path: Path, content: Content, permissions: int) -> None:
    part, handle = _begun_beside(path.parent)
    try:
        try:
            _fill(handle, content)
            _allow(lambda: part.chmod(permissions))
            if os.name != "nt":
                part.replace(path)
        finally:
            os.close(handle)
        if os.name == "nt":  # which moves no file that is open
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _begun_beside(folder: Path) -> tuple[Path, int]:
    while True:
        part = _part(folder)
        handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        # Before it was locked, a writer who clears up may have taken it for one that nobody will finish.
        if _lock(handle) and part.exists():
            return part, handle
        os.close(handle)


def _part(folder: Path) -> Path:
    return folder / f".reg7check.{os.urandom(8).hex()}.part"


def _fill(handle: int, content: Content) -> None:
    if callable(content):
        with os.fdopen(handle, "wb", closefd=False) as stream:
            content(stream)
    else:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
    os.fsync(handle)


def _allow(act: Callable[[], None]) -> None:
    with contextlib.suppress(OSError):  # some disks keep no permissions
        act()


def _lock(handle: int) -> bool:
    """Lock an open file. Returns False where another process holds it, and True too where it cannot be locked."""
    if flock is not None:
        try:
            flock(handle, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            pass
    return True


def _clear(folder: Path) -> None:
    """Take away the parts in a folder that nobody will finish."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if re.fullmatch(_PART, entry.name) and entry.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    _take_away(Path(entry.path))


def _take_away(part: Path) -> None:
    if flock is None:
        if time.time() - part.lstat().st_mtime > _OLD:
            part.unlink()
        return
    handle = os.open(part, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        flock(handle, LOCK_EX | LOCK_NB)  # an error where its writer lives
        part.unlink()
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # a system may open no folder, and a disk may have nothing to do for it
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
