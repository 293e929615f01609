"""The plainest commands, run without Typer, whose import takes longer than all that they do.

What is read here is the part of the command line that needs no knowledge of it: flags of one meaning each. Whatever
else there is, and all that could be wrong, is left to Typer. docs/why.md tells what this saves.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

_SWITCHES = {
    "--verbose": "verbose",
    "-v": "verbose",
    "--quiet": "quiet",
    "-q": "quiet",
    "--exit-zero": "exit_zero",
}
_FORMATS = ("text", "markdown", "json")
_WIDE = 80
"""Columns above which help is no wider."""


def plain_command(arguments: Sequence[str]) -> Callable[[], int] | None:
    """Return what runs a plain command and gives its exit code, or None where it is for Typer to read.

    Plain are ``assess`` with files, switches and a format that is text, ``--version``, ``--help`` with room.
    """
    if os.name == "nt" or any(name.endswith("_COMPLETE") and "REG7CHECK" in name for name in os.environ):
        return None  # Typer fits colours to Windows' consoles, and completes words
    match list(arguments):
        case ["--version"]:
            return _version
        case ["--help"] if _has_room():
            return _help
        case ["assess", *rest]:
            return _assess(rest)
    return None


def _version() -> int:
    from reg7check.cli.version import version_lines

    sys.stdout.write(version_lines())
    return 0


def _help() -> int:
    sys.stdout.write((Path(__file__).parent / "help.txt").read_text(encoding="utf-8"))
    return 0


def _has_room() -> bool:
    if "COLUMNS" in os.environ or Path(sys.argv[0]).name != "reg7check":
        return False
    try:
        return os.get_terminal_size(1).columns >= _WIDE
    except (OSError, ValueError):
        return True


def _assess(arguments: Sequence[str]) -> Callable[[], int] | None:
    files: list[str] = []
    given: dict[str, str | bool] = {}
    waiting = iter(arguments)
    for each in waiting:
        if each in _SWITCHES:
            given[_SWITCHES[each]] = True
        elif each in ("--format", "-f"):
            given["format"] = next(waiting, "")
        elif each.startswith("-") and each != "-":
            return None
        else:
            files.append(each)
    if not files or given.get("format", "text") not in _FORMATS:
        return None

    def run() -> int:
        from reg7check.cli.assessing import Asked, assess_files

        return assess_files(Asked(files, **given))  # type: ignore[arg-type]

    return run
