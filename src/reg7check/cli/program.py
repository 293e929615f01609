"""The program: its commands."""

from __future__ import annotations

from typing import Annotated

import typer

from reg7check.cli.groups import Commands, Entry

_REPS = "For reps: from a blank page to the right question"
_OFFICERS = "For officers: reasons, comparisons and letters to attach"
_READERS = "To look things up"
_KEEPERS = "For those who keep the rules, and for editors and scripts"


class _Program(Commands):
    entries = {  # noqa: RUF012
        "new": Entry("reg7check.cli.new", "new", "Write a starter file, to fill in like a form.", _REPS),
        "interview": Entry("reg7check.cli.interview", "interview", "Be asked, one question at a time.", _REPS),
        "assess": Entry("reg7check.cli.assess", "assess", "Judge arrangements, with reasons.", _REPS),
        "questions": Entry("reg7check.cli.questions", "questions", "Tell what to find out next, and of whom.", _REPS),
        "what-if": Entry(
            "reg7check.cli.what_if", "what_if", "Try other answers: what do they do to the verdict?", _REPS
        ),
        "explain": Entry("reg7check.cli.explain", "explain", "Tell why, and why not.", _OFFICERS),
        "compare": Entry(
            "reg7check.cli.compare", "compare", "Compare two versions: does what changed matter?", _OFFICERS
        ),
        "summary": Entry(
            "reg7check.cli.summary", "summary", "Put many arrangements in one table, the most urgent first.", _OFFICERS
        ),
        "letter": Entry("reg7check.cli.letter", "letter", "Draft a letter to supplier, hirer or regulator.", _OFFICERS),
        "verify": Entry(
            "reg7check.cli.verify", "verify", "Tell whether a report is unaltered, and still so.", _OFFICERS
        ),
        "facts": Entry("reg7check.cli.facts", "facts", "Show the facts that an arrangement may state.", _READERS),
        "law": Entry("reg7check.cli.law", "law", "Show the provisions, with their texts and dates.", _READERS),
        "glossary": Entry(
            "reg7check.cli.glossary", "glossary", "Say what a legal word means, in plain English.", _READERS
        ),
        "batch": Entry(
            "reg7check.cli.batch", "batch", "Judge a file of many rows, for scripts and research.", _KEEPERS
        ),
        "schema": Entry("reg7check.cli.schema", "schema", "Print a file format's JSON Schema, for editors.", _KEEPERS),
        "rules": Entry("reg7check.cli.rules", "app", "Check, test and show a rulebook.", _KEEPERS),
    }


app = typer.Typer(
    name="reg7check",
    cls=_Program,
    help="Tells whether a way of covering strikers' work is strike-breaking, under the rules of a rulebook:"
    " a reasoned verdict, what it turns on, and what to ask next.",
    epilog="`reg7check COMMAND --help` tells more, with an example. Begin with one: reg7check assess"
    " examples/agency-supply.yaml. It is not legal advice.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from reg7check.cli.version import version_lines

        typer.echo(version_lines(), nl=False)
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Name the versions and stop.")
    ] = False,
) -> None:
    del version
