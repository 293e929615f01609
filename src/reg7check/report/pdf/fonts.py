"""The fonts of files that hold their own: from packages of their own, so that no machine's fonts change a file."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from reg7check.report.formats import needs

FAMILIES = {
    "Arimo": "fontpkg-arimo",
    "Noto Sans Arabic": "fontpkg-noto-sans-arabic",
    "Noto Sans Devanagari": "fontpkg-noto-sans-devanagari",
    "Hind Siliguri": "fontpkg-hind-siliguri",
    "Noto Sans Tamil": "fontpkg-noto-sans-tamil",
}
"""Each family, the first for all text that it has letters for, with the package of which its files are."""


def font_folders(extra: str, what: str) -> list[Path]:
    """Return the folders in which the files of the families are.

    Args:
        extra: the extra that names the packages.
        what: what needs them: "a PDF report".

    Raises:
        BadInput: where a package is not installed.
    """
    folders = []
    for package in FAMILIES.values():
        module = package.replace("-", "_")
        needs(module, extra, what)
        spec = importlib.util.find_spec(module)
        assert spec is not None
        assert spec.origin is not None
        folders.append(Path(spec.origin).parent / "files")
    return folders
