"""ZIP packages that are the same to the byte on any machine, whenever they are made."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_DATE = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"
"""The list of its parts' types, which an office file begins with."""


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a ZIP package of parts, by their names, in their order, with nothing that tells when it was made.

    They are stored as they are: what compresses them is not the same on every machine.
    """
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for name, content in parts.items():
            entry = ZipInfo(name, _DATE)
            entry.compress_type = ZIP_STORED
            entry.create_system = 0
            package.writestr(entry, content)
    return made.getvalue()


def zipped_office_file(content: bytes) -> bytes:
    """Return an office file (.docx, .xlsx) as such a package, its parts in the order of their names."""
    with ZipFile(BytesIO(content)) as made:
        names = sorted(made.namelist(), key=lambda name: (name != _FIRST, name))
        return zipped({name: made.read(name) for name in names})
