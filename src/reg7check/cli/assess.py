"""``reg7check assess``: from arrangements to reasoned verdicts."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from reg7check.cli.assessing import Asked, assess_files
from reg7check.cli.options import (
    AsParty,
    Force,
    OnDay,
    OutputPath,
    Redact,
    RedactAlso,
    RulesFolder,
    Take,
    day_of,
    further_of,
    taken_of,
)
from reg7check.cli.outputs import check_printable, format_for


class ReportFormat(StrEnum):
    """The formats of an assessment's report."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    SARIF = "sarif"
    JUNIT = "junit"


def assess(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Arrangement files, folders of them, or - for standard input."),
    ],
    format: Annotated[
        ReportFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="How the report is written; left out, as the ending of --output says (report.pdf), else as text.",
        ),
    ] = None,
    output: OutputPath = None,
    force: Force = False,
    on: OnDay = None,
    as_party: AsParty = None,
    take: Take = None,
    redact: Redact = False,
    redact_also: RedactAlso = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell the full chain of reasons.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no report: the exit code tells.")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever the verdict.")] = False,
    bundle: Annotated[
        str | None,
        typer.Option(
            metavar="PATH",
            help="Write a ZIP file of the report in every format, the arrangement, the rulebook and letters, to pass on"
            " and to check with `reg7check verify`.",
        ),
    ] = None,
    dated: Annotated[
        str | None, typer.Option(metavar="DATE", help="The date of the letters of a bundle; left out, today.")
    ] = None,
    rules: RulesFolder = None,
) -> None:
    """Judge arrangements: is this way of covering strikers' work prohibited, and what does that turn on?

    Exits 0 where nothing is prohibited or unsettled, 1 where something is prohibited, 3 where something is unsettled,
    2 where the input is wrong.

    Example: reg7check assess examples/barnet-2024-05-duty-provider.yaml
    """
    from reg7check.cli.bundling import dated_of
    from reg7check.report.formats import FORMATS

    asked = Asked(
        files=files,
        format=format_for(format, output, {name: each.ending for name, each in FORMATS.items()}),
        output=output,
        force=force,
        on=day_of(on),
        as_party=as_party,
        take=taken_of(take),
        redact=redact,
        redact_also=further_of(redact_also),
        verbose=verbose,
        quiet=quiet,
        exit_zero=exit_zero,
        bundle=bundle,
        dated=dated_of(dated, bundle, output),
        rules=rules,
    )
    if bundle is None and output is None:
        check_printable(asked.format)
    raise typer.Exit(assess_files(asked))
