"""The program's help: its commands in groups, by who uses them."""

from __future__ import annotations

from typing import Any

import typer.core

REPS = "For reps: from a blank page to the right question"
READERS = "To look things up"
KEEPERS = "For those who keep the rules, and for editors and scripts"


class GroupedCommands(typer.core.TyperGroup):
    """A group of commands whose help lists them under the heading that each was registered with."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands, group by group, in the order in which they were registered."""
        groups: dict[str, list[tuple[str, str]]] = {}
        width = max(map(len, self.list_commands(ctx)))
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is None or command.hidden:
                continue
            heading = getattr(command, "rich_help_panel", None) or "Commands"
            groups.setdefault(heading, []).append((name.ljust(width), command.get_short_help_str(formatter.width)))
        for heading, rows in groups.items():
            with formatter.section(heading):
                formatter.write_dl(rows)
