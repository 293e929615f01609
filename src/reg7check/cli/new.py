"""``reg7check new``: a starter file for an arrangement."""

from __future__ import annotations

from typing import Annotated

import typer

from reg7check.cli import completions
from reg7check.cli.options import Force, OutputPath, RulesFolder, day_of
from reg7check.cli.outputs import check_output, print_documents, print_or_write


def new(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="[KIND]", help="A kind of cover; left out, the kinds are listed.", autocompletion=completions.kinds
        ),
    ] = None,
    output: OutputPath = None,
    force: Force = False,
    starting: Annotated[
        str | None, typer.Option(metavar="DATE", help="The first day of the action; left out, today.")
    ] = None,
    rules: RulesFolder = None,
) -> None:
    """Write a starter file: a form to fill in, with every question in its place, and valid as it stands.

    KIND is what the cover is called, such as agency-supply or duty-provider. Without it the kinds are listed.

    Example: reg7check new duty-provider --output arrangement.yaml
    """
    from datetime import date

    from reg7check.cli.starting import starter_file
    from reg7check.problems import BadInput, Place, Problem, did_you_mean
    from reg7check.report.starters import KINDS, all_kinds
    from reg7check.report.words import file_argument
    from reg7check.rulebook import load_rulebook

    day = day_of(starting, "--starting")
    if kind is None and output is None:
        print_documents([all_kinds()])
        return
    if kind is None or kind not in KINDS:
        message = "say which kind of starter file to write" if kind is None else f"there is no kind `{kind}`"
        hint = did_you_mean(kind or "", KINDS) or "`reg7check new` lists the kinds"
        raise BadInput([Problem(Place("new"), message, hint)])
    if output is not None:
        check_output(output, overwrite=force)
    text = starter_file(KINDS[kind], load_rulebook(rules), day or date.today())
    print_or_write(text, output)
    if output is not None:
        named = file_argument(output, rules)
        typer.echo(
            f"fill it in with an editor, or be asked: reg7check interview {named}\n"
            f"then judge it: reg7check assess {named}",
            err=True,
        )
