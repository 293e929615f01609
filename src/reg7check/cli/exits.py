"""The one place for exit codes."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reg7check.reasoning.results import Verdict


class Exit(IntEnum):
    """What the program's exit code tells."""

    CLEAR = 0
    PROHIBITED = 1
    BAD_INPUT = 2
    UNSETTLED = 3
    BUG = 70
    INTERRUPTED = 130


def exit_for(verdicts: Iterable[Verdict]) -> Exit:
    """Return the exit code for the verdicts of every prohibition on every strand of every file."""
    from reg7check.reasoning.results import Verdict

    worst = Verdict.first(list(verdicts))
    if worst is Verdict.PROHIBITED:
        return Exit.PROHIBITED
    return Exit.CLEAR if worst is Verdict.NOT_PROHIBITED else Exit.UNSETTLED
