"""ZIP packages that are the same to the byte on any machine, whenever they are made."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_DATE = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"


def with_fixed_dates(content: bytes) -> bytes:
    """Return a package with one date on every part, in the order of their names after the list of their types.

    The parts are stored as they are: not every machine's compression makes the same bytes.
    """
    result = BytesIO()
    with ZipFile(BytesIO(content)) as made, ZipFile(result, "w") as fixed:
        for name in sorted(made.namelist(), key=lambda name: (name != _FIRST, name)):
            entry = ZipInfo(name, _DATE)
            entry.compress_type = ZIP_STORED
            entry.create_system = 0
            fixed.writestr(entry, made.read(name))
    return result.getvalue()
