"""``reg7check rules``: what those who keep a rulebook need, a command a module."""

from __future__ import annotations

import typer

from reg7check.cli.rules import check, coverage, diff, explain, graph, mutate, test

app = typer.Typer(
    name="rules",
    help="Check a rulebook, test it, and show what a change to it means.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command("check", short_help="Check a rulebook, and prove what can be proved of it.")(check.check)
app.command("explain", short_help="Explain the code of a finding.")(explain.explain)
app.command("test", short_help="Run the rule cases of a rulebook.")(test.run)
app.command("coverage", short_help="Show what the rule cases cover.")(coverage.coverage)
app.command("mutate", short_help="Change the rules a step at a time: do the rule cases notice?")(mutate.mutate)
app.command("diff", short_help="Tell what a change of a rulebook means.")(diff.diff)
app.command("graph", short_help="Draw the rules, from provision to fact.")(graph.graph)
