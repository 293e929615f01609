"""The fonts of files that hold their own: from packages of their own, so that no machine's fonts change a file."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from reg7check.problems import BadInput, Place, Problem
from reg7check.report.formats import needs

if TYPE_CHECKING:
    from typst import Fonts

FAMILIES = {
    "Arimo": "fontpkg-arimo",
    "Noto Sans Arabic": "fontpkg-noto-sans-arabic",
    "Noto Sans Devanagari": "fontpkg-noto-sans-devanagari",
    "Hind Siliguri": "fontpkg-hind-siliguri",
    "Noto Sans Tamil": "fontpkg-noto-sans-tamil",
}
"""Each family, the first for all text that it has letters for, with the package of which its files are."""


def own_fonts(extra: str, what: str) -> Fonts:
    """Return the fonts of the families, and those of no machine.

    Args:
        extra: the extra that names the packages.
        what: what needs them: "a PDF report".

    Raises:
        BadInput: where a package is not installed, or a file of it cannot be read: typst would set other fonts.
    """
    folders = _folders(extra, what)
    import typst

    fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
    read = {Path(each.path).name for each in fonts.fonts() if each.path is not None}
    lacking = [each for folder in folders for each in sorted(folder.iterdir()) if each.name not in read]
    if lacking:
        message = f"the font {lacking[0].stem} cannot be read, which {what} needs"
        hint = "let more files be open (`ulimit -n 256`), or install the fonts again"
        raise BadInput([Problem(Place("this computer"), message, hint)])
    return fonts


def _folders(extra: str, what: str) -> list[Path]:
    folders = []
    for package in FAMILIES.values():
        module = package.replace("-", "_")
        needs(module, extra, what)
        spec = importlib.util.find_spec(module)
        assert spec is not None
        assert spec.origin is not None
        folders.append(Path(spec.origin).parent / "files")
    return folders
