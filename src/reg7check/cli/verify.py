"""``reg7check verify``: is a report unaltered, and still what the rulebook says?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reg7check.cli.options import RedactAlso, RulesFolder, further_of
from reg7check.cli.outputs import print_documents


class Format(StrEnum):
    """The formats of what is found."""

    TEXT = "text"
    JSON = "json"


def verify(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="A report of `assess` in any format, or a bundle.")],
    arrangements: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ARRANGEMENT...]",
            help="The file from which it was made; left out, the one that it names, beside it or in this folder.",
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How it is told.")] = Format.TEXT,  # noqa: A002
    redact_also: RedactAlso = None,
    rules: RulesFolder = None,
) -> None:
    """Derive a report again from its arrangement: is it unaltered, and still what the rulebook says?

    Exits 0 where it is both, 1 where something differs, 2 where it cannot be checked.

    Example: reg7check verify report.txt examples/agency-supply.yaml
    """
    from reg7check.rulebook import load_rulebook
    from reg7check.trust.finding import find_arrangements
    from reg7check.trust.report_file import read_report
    from reg7check.trust.telling import told
    from reg7check.trust.telling_json import told_as_json
    from reg7check.trust.verifying import verify_report

    rulebook = load_rulebook(rules)
    name = Path(report).name if Path(report).is_absolute() else report
    content = _read(report)
    read = read_report(content, name)
    found = find_arrangements(read.stamps, report, arrangements or ())
    verification = verify_report(content, name, read, found, rulebook, further_of(redact_also))
    if format is Format.JSON:
        typer.echo(told_as_json(verification), nl=False)
    else:
        print_documents([told(verification)])
    raise typer.Exit(0 if verification.verified else 1)


def _read(path: str) -> bytes:
    from reg7check.problems import BadInput, Place, Problem
    from reg7check.trust.report_file import MAX_BYTES

    try:
        with Path(path).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is not a file name"
        raise BadInput([Problem(Place(path), f"it cannot be read: {reason}", "check the name")]) from None
