"""The command line: read, call, write, exit code. A command a file; the only room that knows Typer."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn

_MADE = 50_000
"""Objects made before Python looks for those that hold one another: most runs make fewer, and have none to find."""


def main() -> NoReturn:
    """Run the program: a plain command at once, all others through Typer. See ``guarded`` for how it ends."""
    gc.set_threshold(_MADE)
    from reg7check.cli.exits import Exit
    from reg7check.cli.guard import guarded
    from reg7check.cli.plain import plain_command

    def run() -> int | None:
        command = plain_command(sys.argv[1:])
        if command is not None:
            return command()
        from reg7check.cli.program import app

        try:
            app()
        except SystemExit as left:
            if left.code == Exit.INTERRUPTED:  # which Typer makes of an interrupt, and says nothing
                raise KeyboardInterrupt from None
            raise
        return None

    guarded(run)
