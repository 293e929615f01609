"""Which names of files are refused where one is to be written: those that lead elsewhere, or to a device."""

from __future__ import annotations

import re
from pathlib import PurePath, PureWindowsPath

_DEVICE = r"(?i:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:[.:].*)?"


def fault_in_name(path: PurePath) -> tuple[str, str] | None:
    """Return what is wrong with the name of a file that is to be written, and how to mend it; None where nothing is.

    Args:
        path: the name, as a path of the system on which it would be written.
    """
    if ".." in path.parts:
        hint = "name the folder in full, or change into it first"
        return "a name with `..` in it leads out of its folder, and is not written to", hint
    if not isinstance(path, PureWindowsPath):
        return None
    within = path.parts[1:] if path.anchor else path.parts
    if any(re.fullmatch(_DEVICE, part) for part in within):
        return "Windows keeps this name for a device", "choose another name"
    if any(":" in part for part in within):
        return "on Windows, what follows a colon is hidden inside another file", "choose a name without a colon"
    if path.name != path.name.rstrip(". "):
        return "Windows drops the dot or space at the end of this name", "choose a name that ends in a letter"
    return None
