"""``reg7check rules check``: what is wrong with a rulebook, or may be."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli.options import Force, OutputPath, RulebookFolder
from reg7check.cli.outputs import check_not_an_input, check_output, print_or_write

if TYPE_CHECKING:
    from reg7check.audit.checking import Checked


class Format(StrEnum):
    """The formats of findings."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"


def check(
    folder: RulebookFolder = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How the findings are written.")] = Format.TEXT,
    output: OutputPath = None,
    force: Force = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 for notes too.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell what is silenced, and why.")] = False,
) -> None:
    """Check a rulebook: what is wrong in its files, what nothing uses, and what is proved over all worlds.

    Exits 0 where nothing is found (or notes alone, without --strict), 1 where something is, 2 where the files cannot
    be read. `reg7check rules explain CODE` tells what a code means, and how a finding is silenced.

    Example: reg7check rules check rules --strict
    """
    from reg7check.audit.checking import check_rulebook

    if output is not None:
        check_output(output, overwrite=force)
    checked = check_rulebook(folder)
    if output is not None:
        check_not_an_input(output, map(str, Path(folder).glob("*.y*ml")) if folder is not None else ())
        print_or_write(_report(checked, format, full=verbose), output)
    else:
        _print(checked, format, full=verbose)
    raise typer.Exit(_exit_code(checked, strict=strict))


def _exit_code(checked: Checked, *, strict: bool) -> int:
    from reg7check.audit.findings import Severity

    quiet = set() if strict else {Severity.NOTE}
    return int(any(finding.severity not in quiet for finding in checked.findings))


def _report(checked: Checked, format: Format, *, full: bool) -> str:
    match format:
        case Format.JSON:
            from reg7check.report.rules.findings_json import findings_json

            return findings_json(checked)
        case Format.SARIF:
            from reg7check.report.rules.findings_json import findings_sarif

            return findings_sarif(checked)
        case Format.JUNIT:
            from reg7check.report.rules.findings_junit import findings_junit

            return findings_junit(checked)
        case Format.TEXT:
            from reg7check.report.rules.findings_text import findings_text, findings_text_in_full

            return findings_text_in_full(checked) if full else findings_text(checked)


def _print(checked: Checked, format: Format, *, full: bool) -> None:
    """Print the findings; as text, and where GitHub runs this, with an annotation for each before it."""
    if os.environ.get("GITHUB_ACTIONS") == "true" and format is Format.TEXT:
        from reg7check.report.rules.github import annotation

        for finding in checked.findings:
            level = "notice" if finding.severity == "note" else finding.severity.value
            told = finding.message if finding.hint is None else f"{finding.message}\nto mend it: {finding.hint}"
            typer.echo(annotation(level, finding.place, finding.code, told))
    typer.echo(_report(checked, format, full=full), nl=False)
