"""Groups of commands: each is loaded when it is called, and help lists them by who uses them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, ClassVar

import typer
import typer.core
import typer.main

from reg7check.inert import inert
from reg7check.named import NamedTuple
from reg7check.problems import did_you_mean


class Entry(NamedTuple):
    """A command of a group: where its function (or its own group's ``app``) is, its heading, and what it does."""

    module: str
    function: str
    tells: str
    heading: str = "Commands"


class Commands(typer.core.TyperGroup):
    """A group that imports a command only when it is called, so that each starts as fast as if it were alone."""

    entries: ClassVar[Mapping[str, Entry]] = {}

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Return the names of the commands, in the order in which help lists them."""
        return list(self.entries)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Return a command, or None where there is none of that name."""
        entry = self.entries.get(cmd_name)
        return _loaded(cmd_name, entry) if entry is not None else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is called; where there is none of that name, say which is the nearest."""
        if args[0] not in self.entries and not ctx.resilient_parsing:
            hint = did_you_mean(args[0], self.entries) or f"`{ctx.command_path} --help` lists all."
            ctx.fail(f"there is no command `{inert(args[0])}`; {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the commands under their headings."""
        width = max(map(len, self.entries))
        headings = dict.fromkeys(entry.heading for entry in self.entries.values())
        for heading in headings:
            with formatter.section(heading):
                formatter.write_dl(
                    [(name.ljust(width), each.tells) for name, each in self.entries.items() if each.heading == heading]
                )


def _loaded(name: str, entry: Entry) -> Any:
    found = getattr(import_module(entry.module), entry.function)
    if not isinstance(found, typer.Typer):
        function = found
        found = typer.Typer(add_completion=False, rich_markup_mode=None)
        found.command(name)(function)
    command = typer.main.get_command(found)
    command.name = name
    return command
