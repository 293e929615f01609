"""Reading what a file holds: never more than is wanted, and never from what would keep the program waiting."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reg7check.problems import BadInput, Place, Problem

MAX_YAML = 1024 * 1024
"""The most that a file may hold which is written in YAML: an arrangement, or rules."""
_SHARE = 1024 * 1024
_PERMISSION = ("no permission to read it", "ask its owner, or copy it to a folder of yours")
_NOT_A_FILE = "name a file; or pipe its text in, where a command takes - for standard input"
_NO_NAME = ("this is not a file name", "check the name")
_REASONS = {
    errno.ENOENT: ("there is no such file", "check the name, and the folder that you are in"),
    errno.EISDIR: ("this is a folder, not a file", "name a file in it"),
    errno.EACCES: _PERMISSION,
    errno.EPERM: _PERMISSION,
    errno.ENOTDIR: ("there is no such file", "a part of its path is a file, not a folder"),
    errno.ENAMETOOLONG: ("the file name is too long", "check the name"),
    errno.ELOOP: ("this is a link that leads back to itself", "name the file that it should lead to"),
    errno.ENXIO: ("this is a socket or a device, not a file", _NOT_A_FILE),
}


def content_of(path: Path, most: int, name: str) -> bytes:
    """Return what a file, or the pipe of a shell's ``<(…)``, holds; if that is more than ``most``, one byte more.

    Args:
        path: the file.
        most: how many bytes are wanted at the most.
        name: what messages call it.

    Raises:
        BadInput: where it cannot be read, or is something else: a folder, a device, a socket, a pipe with a name.
    """
    try:
        with os.fdopen(_handle(path), "rb") as stream:
            problem = _why_not(stream.fileno(), path)
            if problem is not None:
                raise BadInput([Problem(Place(name), *problem)])
            # Room for all that is wanted costs more than reading what most files hold.
            told = min(os.fstat(stream.fileno()).st_size, most)
            content = stream.read(told + 1)
            return content if len(content) <= told else content + read_at_most(stream, most - len(content))
    except OSError as error:
        raise BadInput([Problem(Place(name), *_told(error, path))]) from None
    except ValueError:
        raise BadInput([Problem(Place(name), *_NO_NAME)]) from None


@contextlib.contextmanager
def opened(path: Path, name: str) -> Iterator[BinaryIO]:
    """Open a file that may be read more than once, so that it is no pipe.

    Args:
        path: the file.
        name: what messages call it.

    Raises:
        BadInput: where it cannot be opened, or is something else.
    """
    try:
        handle = _handle(path)
    except OSError as error:
        raise BadInput([Problem(Place(name), *_told(error, path))]) from None
    except ValueError:
        raise BadInput([Problem(Place(name), *_NO_NAME)]) from None
    with contextlib.ExitStack() as stack:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            stack.callback(os.close, handle)
            problem = _why_not(handle, path) or ("this is a pipe, not a file", "save what comes from it to a file")
            if path.is_dir():
                problem = _REASONS[errno.EISDIR]
            raise BadInput([Problem(Place(name), *problem)])
        yield stack.enter_context(os.fdopen(handle, "rb"))


def _handle(path: Path) -> int:
    """Return a handle of what has a name, without waiting for a writer, should it be a pipe."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    return os.open(path, flags)


def read_at_most(stream: BinaryIO, most: int) -> bytes:
    """Return what a stream holds; if that is more than ``most``, one byte more. Memory is taken for what is there."""
    parts = []
    left = most + 1
    while left and (part := stream.read(min(left, _SHARE))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _why_not(handle: int, path: Path) -> tuple[str, str] | None:
    """Return what an open file is instead of one, if it is; a pipe that can be read is made to wait for its writer."""
    found = os.fstat(handle)
    if stat.S_ISREG(found.st_mode):
        return None
    if stat.S_ISFIFO(found.st_mode):
        if found.st_dev == path.parent.stat().st_dev:  # one without a name is on no disk
            return "this is a pipe, not a file", _NOT_A_FILE
        os.set_blocking(handle, True)
        return None
    return "this is a device, not a file", _NOT_A_FILE


def _told(error: OSError, path: Path) -> tuple[str, str]:
    if error.errno == errno.EACCES and path.is_dir():  # as Windows answers for a folder
        return _REASONS[errno.EISDIR]
    said = f"it cannot be read: {error.strerror}"
    return _REASONS.get(error.errno or 0, (said, "try again, or copy it to another disk first"))
