"""``reg7check assess``: from arrangements to reasoned verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

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
from reg7check.cli.outputs import (
    check_not_an_input,
    check_output,
    check_printable,
    format_for,
    print_documents,
    write_bytes,
)
from reg7check.cli.progress import tracked
from reg7check.inert import inert

if TYPE_CHECKING:
    from datetime import date

    from reg7check.arrangement import Arrangement
    from reg7check.reasoning import Assessment
    from reg7check.report.document import Depth
    from reg7check.rulebook import Rulebook


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


class _Judged(NamedTuple):
    """An arrangement, and the party whose account of it is judged, by its id in it."""

    arrangement: Arrangement
    as_party: str | None


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
    from reg7check.cli.bundling import check_one_file, dated_of, write_bundle
    from reg7check.cli.exits import exit_for
    from reg7check.cli.inputs import inputs, read_all
    from reg7check.report.formats import FORMATS, report_in
    from reg7check.rulebook import load_rulebook

    day = day_of(on)
    taken = taken_of(take)
    written = bundle or output
    letters_on = dated_of(dated, bundle, output)
    chosen = format_for(format, output, {name: each.ending for name, each in FORMATS.items()})
    if written is None:
        check_printable(chosen)
    else:
        check_output(written, overwrite=force)
    rulebook = load_rulebook(rules)
    named = inputs(files)
    if written is not None:
        check_not_an_input(written, [each.path for each in named])
    if bundle is not None:
        check_one_file(named)
    arrangements = read_all(named, rulebook)
    depth: Depth = "full" if verbose else "short"
    if redact or redact_also:
        from reg7check.cli.redacting import redact_all

        redactions = redact_all(arrangements, rulebook, further_of(redact_also))
        judged = [_Judged(each.arrangement, each.party(as_party)) for each in redactions]
    else:
        redactions = []
        judged = [_Judged(each, as_party) for each in arrangements]
    assessments = _assess(judged, rulebook, day, taken)
    if bundle is not None:
        write_bundle(bundle, named[0], assessments[0], rulebook, rules, letters_on, further_of(redact_also))
    elif output is not None:
        write_bytes(output, report_in(chosen, assessments, depth=depth))
    elif not quiet:
        _print(assessments, chosen, depth)
    if written is not None and not quiet:
        typer.echo(f"wrote {inert(written)}", err=True)
    if redactions and (written is not None or not quiet):
        from reg7check.cli.redacting import told

        typer.echo(told(redactions), err=True, nl=False)
    code = exit_for(verdict for assessment in assessments for verdict in assessment.verdicts)
    raise typer.Exit(0 if exit_zero else code)


def _assess(
    judged: Sequence[_Judged],
    rulebook: Rulebook,
    on: date | None,
    taken: dict[str, str],
) -> list[Assessment]:
    from reg7check.api import assess as judge
    from reg7check.problems import BadInput, Problem

    assessments = []
    problems: dict[Problem, None] = {}
    for each in tracked(judged, "Assessing"):
        try:
            assessments.append(judge(each.arrangement, rulebook, on=on, as_party=each.as_party, take=taken))
        except BadInput as error:
            problems |= dict.fromkeys(error.problems)
    if problems:
        raise BadInput(problems)
    return assessments


def _print(assessments: Sequence[Assessment], format: str, depth: Depth) -> None:
    from reg7check.report.formats import documents, report_in

    if format == ReportFormat.TEXT:
        print_documents(documents(assessments, depth))
    else:
        typer.echo(report_in(format, assessments, depth=depth).decode("utf-8"), nl=False)
