"""``reg7check compare``: two versions of an arrangement, or two arrangements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli.options import Force, Format, OnDay, OutputPath, RulesFolder, Take, day_of, taken_of
from reg7check.cli.outputs import check_not_an_input, check_output, give

if TYPE_CHECKING:
    from reg7check.reasoning.versions import Versions
    from reg7check.report.document import Document


def compare(
    old: Annotated[str, typer.Argument(metavar="FILE", help="The first arrangement, or the one before.")],
    new: Annotated[str, typer.Argument(metavar="FILE", help="The second one, or the one after.")],
    on: OnDay = None,
    take: Take = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How the report is written.")] = Format.TEXT,
    output: OutputPath = None,
    force: Force = False,
    rules: RulesFolder = None,
) -> None:
    """Compare two versions of an arrangement: what changed in them, and whether any of it matters to the verdict.

    Exits 0 whether or not a verdict differs, 2 where the input is wrong.

    Example: reg7check compare examples/barnet-2024-04-flex360.yaml examples/barnet-2024-05-duty-provider.yaml
    """
    from reg7check.api import assess
    from reg7check.cli.inputs import inputs, read_all
    from reg7check.problems import BadInput, Place, Problem
    from reg7check.reasoning.versions import compare_versions
    from reg7check.rulebook import load_rulebook

    day, taken = day_of(on), taken_of(take)
    if output is not None:
        check_output(output, overwrite=force)
        check_not_an_input(output, [old, new])
    rulebook = load_rulebook(rules)
    named = inputs([old, new])
    if len(named) != 2:
        raise BadInput([Problem(Place("compare"), f"these are {len(named)} files, not two", "name two files")])
    before, after = (assess(each, rulebook, on=day, take=taken) for each in read_all(named, rulebook))
    versions = compare_versions(before, after, rulebook)
    give(lambda: _document(versions), lambda: _json(versions), format, output)


def _document(versions: Versions) -> Document:
    from reg7check.report.comparison import comparison_report

    return comparison_report(versions)


def _json(versions: Versions) -> str:
    from reg7check.report.comparison_json import comparison_json

    return comparison_json(versions)
