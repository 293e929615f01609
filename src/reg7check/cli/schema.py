"""``reg7check schema``: the file formats as JSON Schema, for editors."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli.options import Force, OutputPath, RulesFolder
from reg7check.cli.outputs import check_output, print_or_write

if TYPE_CHECKING:
    from reg7check.report.schemas.pieces import JSON
    from reg7check.rulebook.models import Law


class Format(StrEnum):
    """The file formats that have a schema."""

    ARRANGEMENT = "arrangement"
    RULEBOOK = "rulebook"
    CASE = "case"


def schema(
    format: Annotated[Format, typer.Argument(metavar="FORMAT", help="One of arrangement, rulebook, case.")],
    rules: RulesFolder = None,
    output: OutputPath = None,
    force: Force = False,
) -> None:
    """Print the JSON Schema of a file format, by which an editor checks a file, completes it and explains its facts.

    FORMAT is arrangement, rulebook (one rule file) or case (a file of rule cases). The facts are those of the rulebook.

    Example: reg7check schema arrangement --output arrangement.schema.json
    """
    from reg7check.report.schemas import schema_text
    from reg7check.rulebook import load_rulebook

    if output is not None:
        check_output(output, overwrite=force)
    text = schema_text(_schema(format, load_rulebook(rules).law))
    print_or_write(text, output)


def _schema(format: Format, law: Law) -> JSON:
    if format is Format.ARRANGEMENT:
        from reg7check.report.schemas.arrangement import arrangement_schema

        return arrangement_schema(law)
    if format is Format.RULEBOOK:
        from reg7check.report.schemas.rulebook import rulebook_schema

        return rulebook_schema(law)
    from reg7check.report.schemas.case import case_schema

    return case_schema(law)
