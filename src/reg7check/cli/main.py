"""The program: its commands, and what becomes of what goes wrong in them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

import reg7check
from reg7check.cli import assess, facts, glossary, law, rules, schema
from reg7check.cli.exits import Exit
from reg7check.cli.streams import prepare_streams
from reg7check.inert import inert
from reg7check.problems import BadInput

app = typer.Typer(
    name="reg7check",
    help="Tells whether a way of covering strikers' work is strike-breaking, under the rules of a rulebook:"
    " a reasoned verdict, what it turns on, and what to ask next.",
    epilog="It is not legal advice. Begin with an example: reg7check assess examples/agency-supply.yaml",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("assess", short_help="Judge arrangements, with reasons.")(assess.assess)
app.command("facts", short_help="Show the facts that an arrangement may state.")(facts.facts)
app.command("law", short_help="Show the provisions, with their texts and dates.")(law.law)
app.command("glossary", short_help="Say what a legal word means, in plain words.")(glossary.glossary)
app.command("schema", short_help="Print a file format's JSON Schema, for editors.")(schema.schema)
app.add_typer(rules.app, name="rules", short_help="Check, test and show a rulebook.")


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
        _report_bug(error)
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
