"""``reg7check rules explain``: what the code of a finding means."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from reg7check.cli import completions
from reg7check.cli.outputs import print_documents


class Format(StrEnum):
    """The formats of an explanation."""

    TEXT = "text"
    MARKDOWN = "markdown"


def explain(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="[CODE]",
            help="The code of a finding, or all; left out, a list of them.",
            autocompletion=completions.codes,
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How it is written.")] = Format.TEXT,
) -> None:
    """Explain a code of `reg7check rules check`: what it finds, why that matters, and how it is mended or silenced.

    Example: reg7check rules explain R404
    """
    from reg7check.audit.findings import codes
    from reg7check.problems import BadInput, Place, Problem, did_you_mean
    from reg7check.report.markdown import markdown_reports
    from reg7check.report.rules.codes import all_codes, every_code, one_code

    wanted = code.upper() if code is not None else None
    if wanted is None:
        document = all_codes()
    elif wanted == "ALL":
        document = every_code()
    elif wanted in codes():
        document = one_code(codes()[wanted])
    else:
        hint = did_you_mean(wanted, codes()) or "`reg7check rules explain` lists all"
        raise BadInput([Problem(Place("explain"), f"there is no code `{code}`", hint)])
    if format is Format.MARKDOWN:
        typer.echo(markdown_reports([document]), nl=False)
    else:
        print_documents([document])
