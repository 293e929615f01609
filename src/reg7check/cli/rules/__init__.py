"""``reg7check rules``: what those who keep a rulebook need, a command a module."""

from __future__ import annotations

import typer

from reg7check.cli.groups import Commands, Entry


class _RulesCommands(Commands):
    entries = {  # noqa: RUF012
        "check": Entry(f"{__name__}.check", "check", "Check a rulebook, and prove what can be proved of it."),
        "explain": Entry(f"{__name__}.explain", "explain", "Explain the code of a finding."),
        "test": Entry(f"{__name__}.test", "run", "Run the rule cases of a rulebook."),
        "coverage": Entry(f"{__name__}.coverage", "coverage", "Show what the rule cases cover."),
        "mutate": Entry(f"{__name__}.mutate", "mutate", "Change the rules a step at a time: do the rule cases notice?"),
        "diff": Entry(f"{__name__}.diff", "diff", "Tell what a change of a rulebook means."),
        "graph": Entry(f"{__name__}.graph", "graph", "Draw the rules, from provision to fact."),
    }


app = typer.Typer(
    name="rules",
    cls=_RulesCommands,
    help="Check a rulebook, test it, and show what a change to it means.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


@app.callback()
def _rules() -> None:
    pass
