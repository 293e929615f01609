"""``reg7check assess``: from arrangements to reasoned verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli.options import AsParty, Force, OnDay, OutputPath, RulesFolder, Take, day_of, taken_of
from reg7check.cli.outputs import check_not_an_input, check_output, print_documents, write_bytes
from reg7check.cli.progress import tracked
from reg7check.inert import inert

if TYPE_CHECKING:
    from datetime import date

    from reg7check.arrangement import Arrangement
    from reg7check.reasoning import Assessment
    from reg7check.report.formats import Depth
    from reg7check.rulebook import Rulebook


class ReportFormat(StrEnum):
    """The formats of an assessment's report."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"


def assess(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Arrangement files, folders of them, or - for standard input."),
    ],
    format: Annotated[  # noqa: A002
        ReportFormat, typer.Option("--format", "-f", help="How the report is written.")
    ] = ReportFormat.TEXT,
    output: OutputPath = None,
    force: Force = False,
    on: OnDay = None,
    as_party: AsParty = None,
    take: Take = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell the full chain of reasons.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no report: the exit code tells.")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever the verdict.")] = False,
    rules: RulesFolder = None,
) -> None:
    """Judge arrangements: is this way of covering strikers' work prohibited, and what does that turn on?

    Exits 0 where nothing is prohibited or unsettled, 1 where something is prohibited, 3 where something is unsettled,
    2 where the input is wrong.

    Example: reg7check assess examples/barnet-2024-05-duty-provider.yaml
    """
    from reg7check.cli.exits import exit_for
    from reg7check.cli.inputs import inputs, read_all
    from reg7check.report.formats import report_in
    from reg7check.rulebook import load_rulebook

    day = day_of(on)
    taken = taken_of(take)
    if output is not None:
        check_output(output, overwrite=force)
    rulebook = load_rulebook(rules)
    named = inputs(files)
    if output is not None:
        check_not_an_input(output, [each.path for each in named])
    arrangements = read_all(named, rulebook)
    depth: Depth = "full" if verbose else "short"
    assessments = _assess(arrangements, rulebook, day, as_party, taken)
    if output is not None:
        write_bytes(output, report_in(format.value, assessments, depth=depth))
        if not quiet:
            typer.echo(f"wrote {inert(output)}", err=True)
    elif not quiet:
        _print(assessments, format, depth)
    code = exit_for(verdict for assessment in assessments for verdict in assessment.verdicts)
    raise typer.Exit(0 if exit_zero else code)


def _assess(
    arrangements: Sequence[Arrangement],
    rulebook: Rulebook,
    on: date | None,
    as_party: str | None,
    taken: dict[str, str],
) -> list[Assessment]:
    from reg7check.api import assess as judge
    from reg7check.problems import BadInput, Problem

    assessments = []
    problems: dict[Problem, None] = {}
    for arrangement in tracked(arrangements, "Assessing"):
        try:
            assessments.append(judge(arrangement, rulebook, on=on, as_party=as_party, take=taken))
        except BadInput as error:
            problems |= dict.fromkeys(error.problems)
    if problems:
        raise BadInput(problems)
    return assessments


def _print(assessments: Sequence[Assessment], format: ReportFormat, depth: Depth) -> None:  # noqa: A002
    from reg7check.report.formats import documents, report_in

    if format is ReportFormat.TEXT:
        print_documents(documents(assessments, depth))
    else:
        typer.echo(report_in(format.value, assessments, depth=depth).decode("utf-8"), nl=False)
