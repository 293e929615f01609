"""``reg7check rules test``: run the rule cases of a rulebook."""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli.options import Force, OutputPath, RulesFolder
from reg7check.cli.outputs import check_not_an_input, check_output, write_output
from reg7check.inert import inert

if TYPE_CHECKING:
    from reg7check.audit.cases import Case
    from reg7check.audit.running import CaseResult
    from reg7check.rulebook.models import Law


class Format(StrEnum):
    """The formats of the results of rule cases."""

    TEXT = "text"
    JUNIT = "junit"


def run(
    path: Annotated[
        str | None,
        typer.Argument(
            metavar="[PATH]", help="A rulebook, a folder of rule cases or a file of them; left out, the rulebook's own."
        ),
    ] = None,
    rules: RulesFolder = None,
    only: Annotated[
        str | None,
        typer.Option("--only", "-k", metavar="TEXT", help="Run the cases that have this in their title or file name."),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How the results are written.")] = Format.TEXT,
    output: OutputPath = None,
    force: Force = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell of each case whose answer it is.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no results: the exit code tells.")] = False,
) -> None:
    """Run rule cases: is each answer that an authority gives what the rules come to?

    Exits 0 where all pass, 1 where one fails, 2 where a case or the rulebook cannot be read.

    Example: reg7check rules test rules/tests/control.yaml
    """
    from reg7check.audit.cases import read_cases
    from reg7check.audit.running import run_cases
    from reg7check.cli.rules.inputs import files_of, named_cases
    from reg7check.rulebook import load_rulebook

    if output is not None:
        check_output(output, overwrite=force)
    named = named_cases(path, rules)
    rulebook = load_rulebook(named.rules)
    cases = _chosen(read_cases(named.path, rulebook.law, name=named.name), only)
    if output is not None:
        check_not_an_input(output, files_of(named))
    results = run_cases(cases, rulebook)
    report = _report(results, rulebook.law, format, full=verbose)
    if output is not None:
        write_output(output, report)
        if not quiet:
            typer.echo(f"wrote {inert(output)}", err=True)
    if not quiet:
        _print(results, report if output is None else "", format)
    raise typer.Exit(0 if all(result.passes for result in results) else 1)


def _chosen(cases: Sequence[Case], only: str | None) -> list[Case]:
    from reg7check.problems import BadInput, Place, Problem

    wanted = (only or "").casefold()
    chosen = [case for case in cases if wanted in case.title.casefold() or wanted in case.place.file.casefold()]
    if not chosen:
        message = f"no rule case has `{only}` in its title or file name"
        raise BadInput([Problem(Place("--only"), message, "`reg7check rules test --verbose` lists all")])
    return chosen


def _report(results: Sequence[CaseResult], law: Law, format: Format, *, full: bool) -> str:
    if format is Format.JUNIT:
        from reg7check.report.rules.cases_junit import cases_junit

        return cases_junit(results)
    from reg7check.report.rules.cases_text import cases_text, cases_text_in_full

    return cases_text_in_full(results, law) if full else cases_text(results)


def _print(results: Sequence[CaseResult], report: str, format: Format) -> None:
    """Print a report, and before it, where GitHub runs this and the report is no XML, an annotation a difference."""
    if os.environ.get("GITHUB_ACTIONS") == "true" and (format is Format.TEXT or not report):
        from reg7check.report.rules.cases_text import in_one_line
        from reg7check.report.rules.github import annotation

        for result in results:
            for each in result.differences:
                typer.echo(annotation("error", each.place, f"Rule case: {result.case.title}", in_one_line(each)))
    typer.echo(report, nl=False)
