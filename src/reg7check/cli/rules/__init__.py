"""``reg7check rules``: what those who keep a rulebook need, a command a module."""

from __future__ import annotations

import typer

from reg7check.cli.rules import diff

app = typer.Typer(
    name="rules",
    help="Check a rulebook, test it, and show what a change to it means.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command("diff", short_help="Show what a change of the rulebook means.")(diff.diff)
