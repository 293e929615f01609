"""The command line: read, call, write, exit code. A command a file; the only room that knows Typer."""

from reg7check.cli.main import main

__all__ = ["main"]
