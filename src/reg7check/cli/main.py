"""The program: its commands, and what becomes of what goes wrong in them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

import reg7check
from reg7check.cli.exits import Exit
from reg7check.cli.groups import Commands, Entry
from reg7check.cli.streams import prepare_streams
from reg7check.inert import inert
from reg7check.problems import BadInput

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
        identity = reg7check.load_rulebook().law.identity
        typer.echo(
            f"reg7check {reg7check.__version__}\nrulebook {identity.id} {identity.version},"
            f" law as of {identity.law_as_of}"
        )
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Name the versions and stop.")
    ] = False,
) -> None:
    del version


def main() -> NoReturn:
    """Run the program. Bad input is shown with its places and exits 2; a bug exits 70, never with a traceback."""
    prepare_streams()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except BadInput as error:
        typer.echo(str(error), err=True)
        _leave(Exit.BAD_INPUT)
    except KeyboardInterrupt:
        typer.echo("stopped", err=True)
        _leave(Exit.INTERRUPTED)
    except Exception as error:  # the last stop: whatever it is, a rep never sees a traceback
        from reg7check.cli.means import shortage

        lacking = shortage(error)
        if lacking is None:
            _report_bug(error)
        typer.echo(str(lacking), err=True)
        _leave(Exit.BAD_INPUT)
    _leave(Exit.CLEAR)


def _report_bug(error: Exception) -> NoReturn:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame is not None else "?"
    typer.echo(
        f"reg7check {reg7check.__version__} has a bug: {type(error).__name__} at {where}: {inert(str(error))}\n"
        "No verdict was reached. Please report this, with the command and, if you may share it, the file.",
        err=True,
    )
    _leave(Exit.BUG)


def _leave(code: Exit) -> NoReturn:
    raise SystemExit(code)
