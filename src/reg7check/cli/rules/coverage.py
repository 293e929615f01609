"""``reg7check rules coverage``: what the rule cases show of a rulebook."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli.options import Force, OutputPath, RulebookFolder
from reg7check.cli.outputs import check_not_an_input, check_output, print_or_write

if TYPE_CHECKING:
    from reg7check.audit.coverage import Coverage


class Format(StrEnum):
    """The formats of a report on coverage."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def coverage(
    rulebook: RulebookFolder = None,
    tests: Annotated[
        str | None,
        typer.Option(metavar="PATH", help="A folder of rule cases, or a file of them; left out, the rulebook's own."),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How the report is written.")] = Format.TEXT,
    output: OutputPath = None,
    force: Force = False,
    fail_under: Annotated[
        float | None,
        typer.Option(min=0, max=100, metavar="PERCENT", help="Exit 1 where less than this of MC/DC is shown."),
    ] = None,
) -> None:
    """Show what the rule cases cover: by rule, by condition, and each condition shown to decide its rule by itself.

    Exits 1 where MC/DC, of what can be shown, is below --fail-under, 2 where something cannot be read, else 0.

    Example: reg7check rules coverage rules --format html --output coverage.html
    """
    from reg7check.audit.cases import read_cases
    from reg7check.audit.coverage import by_mcdc, measure_coverage
    from reg7check.cli.rules.inputs import files_of, named_cases
    from reg7check.rulebook import read_rulebook

    if output is not None:
        check_output(output, overwrite=force)
    named = named_cases(tests, rulebook)
    read = read_rulebook(named.rules)
    cases = read_cases(named.path, read.law, name=named.name)
    if output is not None:
        check_not_an_input(output, [*files_of(named), *(file.source.name for file in read.files)])
    found = measure_coverage(read, cases)
    report = _report(found, format)
    print_or_write(report, output)
    raise typer.Exit(0 if fail_under is None or by_mcdc(found.decisions).reaches(fail_under) else 1)


def _report(found: Coverage, format: Format) -> str:
    if format is Format.JSON:
        from reg7check.report.rules.coverage_json import coverage_json

        return coverage_json(found)
    if format is Format.HTML:
        from reg7check.report.rules.coverage_html import coverage_html

        return coverage_html(found)
    from reg7check.report.rules.coverage_text import coverage_text

    return coverage_text(found)
