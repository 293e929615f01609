"""``reg7check rules``: what those who keep a rulebook need, a command a module."""

from __future__ import annotations

import typer

from reg7check.cli.rules import mutate, test

app = typer.Typer(
    name="rules",
    help="Check a rulebook, test it, and show what a change to it means.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command("test", short_help="Run the rule cases of a rulebook.")(test.run)
app.command("mutate", short_help="Change the rulebook step by step, and see whether its rule cases notice.")(
    mutate.mutate
)
