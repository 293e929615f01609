"""``reg7check interview``: an arrangement filled in by question and answer, on a terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli.options import RulesFolder
from reg7check.cli.outputs import check_output, is_there, write_output
from reg7check.inert import inert

if TYPE_CHECKING:
    from reg7check.interview import Front
    from reg7check.rulebook import Rulebook

_OFFERED = "strike-cover.yaml"


def interview(
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="The file to fill in; one that is not there is made.")
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Numbered text without redrawing: for screen readers.")
    ] = False,
    rules: RulesFolder = None,
) -> None:
    """Answer plain questions, one at a time, until nothing more can matter; every answer is saved in the file.

    Stop at any time, with q or Ctrl-C: the next interview of the same file goes on from there.

    Example: reg7check interview strike.yaml
    """
    from reg7check.problems import BadInput, Place, Problem

    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        hint = "run it in a terminal; or make a file to fill in with an editor: reg7check new"
        raise BadInput([Problem(Place("interview"), "it asks questions, and this is not a terminal", hint)])
    from reg7check.arrangement.editing import ArrangementFile
    from reg7check.cli.exits import Exit
    from reg7check.interview import Interview, Session, Stopped, ask_name
    from reg7check.report.words import file_argument
    from reg7check.rulebook import load_rulebook

    rulebook = load_rulebook(rules)
    front = _front(plain=plain)
    path = file
    try:
        if path is None:
            path = ask_name(front, _OFFERED, _why_not_a_name)
        if path != "-" and not is_there(path):
            _make(path, rulebook, front)
        named = file_argument(path, rules)
        Interview(Session(ArrangementFile.open(path, rulebook.law.facts), rulebook), front, path, named).run()
        typer.echo(f"All is saved in {inert(path)}. Read the report with:\n  reg7check assess {named}")
    except (Stopped, EOFError):
        _tell_how_to_go_on(path, rules)
    except KeyboardInterrupt:
        _tell_how_to_go_on(path, rules)
        raise typer.Exit(Exit.INTERRUPTED) from None


def _is_terminal(stream: object) -> bool:
    return bool(getattr(stream, "isatty", lambda: False)())


def _front(*, plain: bool) -> Front:
    if plain or os.environ.get("TERM") == "dumb":
        from reg7check.cli.plain_front import PlainFront

        return PlainFront()
    from reg7check.cli.full_front import FullFront

    return FullFront()


def _why_not_a_name(name: str) -> str:
    """Return "", or why a file of that name can be neither opened nor made."""
    from reg7check.problems import BadInput

    path = Path(name)
    if path.is_file():
        return ""
    try:
        check_output(name, overwrite=False)
    except BadInput as error:
        problem = error.problems[0]
        return f"{name}: {problem.message}. To mend it: {problem.hint}."
    return (
        "" if path.suffix in (".yaml", ".yml") else "Please let the name end in .yaml, so that editors know what it is."
    )


def _make(path: str, rulebook: Rulebook, front: Front) -> None:
    from datetime import date

    from reg7check.cli.starting import starter_file
    from reg7check.interview import ask_kind
    from reg7check.report.starters import KINDS

    check_output(path, overwrite=False)
    kind = ask_kind(front, path, {name: kind.says for name, kind in KINDS.items()})
    write_output(path, starter_file(KINDS[kind], rulebook, date.today()))


def _tell_how_to_go_on(path: str | None, rules: str | None) -> None:
    from reg7check.report.words import file_argument

    if path is not None and Path(path).is_file():
        named = file_argument(path, rules)
        typer.echo(f"\nAll your answers are saved in {inert(path)}. To go on:\n  reg7check interview {named}")
    else:
        typer.echo("\nNo file was made, so there is nothing to save.")
