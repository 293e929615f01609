"""The command line: read, call, write, exit code. A command a file; the only room that knows Typer."""

from __future__ import annotations

from typing import NoReturn


def main() -> NoReturn:
    """Run the program. Ctrl-C stops it quietly from its first moment, though it is still being loaded."""
    import sys

    try:
        from reg7check.cli.main import main as run
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        sys.exit(130)
    run()
