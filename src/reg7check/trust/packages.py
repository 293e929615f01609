"""ZIP packages from others, opened with care: limits on number, size and ratio; safe names; nothing is unpacked."""

from __future__ import annotations

import re
import stat
import zlib
from io import BytesIO
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from reg7check.problems import BadInput, Place, Problem, shortened

MAX_PARTS = 500
MAX_BYTES = 64 * 1024 * 1024
MAX_RATIO = 300
"""How much larger than the package its parts may be: a report's own text comes nowhere near it."""

_NAME = re.compile(r"[^\x00-\x1f\x7f\\:*?\"<>|]{1,240}")
_REFUSED = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, OverflowError)


def parts_of(content: bytes, name: str) -> dict[str, bytes]:
    """Return the parts of a ZIP package, by their names, in their order.

    Args:
        content: the package.
        name: what messages call it.

    Raises:
        BadInput: where it is damaged or locked, a name is unsafe or stands twice, or a limit is passed.
    """
    try:
        with ZipFile(BytesIO(content)) as package:
            return _parts(package, len(content), name)
    except _REFUSED as error:
        raise BadInput([Problem(Place(name), f"this ZIP file cannot be read: {error}", "fetch it again")]) from None


def names_in(content: bytes) -> tuple[str, ...]:
    """Return the names of the parts of a ZIP package; none where it is none, or too damaged to tell."""
    try:
        with ZipFile(BytesIO(content)) as package:
            return tuple(package.namelist())
    except _REFUSED:
        return ()


def is_safe(name: str) -> bool:
    """Return whether a name leads to a file of a folder on every system, and never out of it."""
    if _NAME.fullmatch(name) is None or not name.isprintable():
        return False
    return all(part not in ("", ".", "..") and part == part.strip() for part in name.split("/"))


def _parts(package: ZipFile, size: int, name: str) -> dict[str, bytes]:
    entries = package.infolist()
    if len(entries) > MAX_PARTS:
        raise _refused(name, f"it holds {len(entries)} files, more than {MAX_PARTS}")
    _check_no_overlap(entries, name)
    left = min(MAX_BYTES, max(size, 1) * MAX_RATIO)
    found: dict[str, bytes] = {}
    alike: set[str] = set()
    for entry in entries:
        if not is_safe(entry.filename):
            raise _refused(name, f"it holds a file of a name that is not safe: `{shortened(entry.filename)}`")
        if entry.filename in found:
            raise _refused(name, f"it holds two files of the name `{shortened(entry.filename)}`")
        plain = normalize("NFC", entry.filename).casefold()
        if plain in alike:
            raise _refused(name, f"it holds two files that some disks call the same: `{shortened(entry.filename)}`")
        alike.add(plain)
        if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
            raise _refused(name, f"`{shortened(entry.filename)}` in it is a link or a device, not a plain file")
        if entry.flag_bits & 0x1:
            raise _refused(name, "it is locked with a password")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise _refused(name, f"`{shortened(entry.filename)}` is compressed in a way that is not read here")
        with package.open(entry) as stream:
            part = stream.read(left + 1)
        left -= len(part)
        if left < 0:
            raise _refused(name, "what it holds is far larger than any report")
        found[entry.filename] = part
    return found


def _check_no_overlap(entries: list[ZipInfo], name: str) -> None:
    """Raise BadInput where two parts are made of the same bytes: so a small package becomes a huge one."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise _refused(name, f"`{shortened(entry.filename)}` in it overlaps another file")
        end = entry.header_offset + 30 + len(entry.orig_filename.encode()) + entry.compress_size


def _refused(name: str, why: str) -> BadInput:
    return BadInput([Problem(Place(name), f"this ZIP file is refused: {why}", "make the report or the bundle anew")])
