"""``reg7check verify``: is a report unaltered, and still what the rulebook says?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli.options import RedactAlso, RulesFolder, further_of
from reg7check.cli.outputs import print_documents
from reg7check.named import NamedTuple

if TYPE_CHECKING:
    from reg7check.report.document import Document
    from reg7check.rulebook import Rulebook
    from reg7check.trust.verifying import Also


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
    format: Annotated[Format, typer.Option("--format", "-f", help="How it is told.")] = Format.TEXT,
    redact_also: RedactAlso = None,
    rules: RulesFolder = None,
) -> None:
    """Derive a report again from its arrangement: is it unaltered, and still what the rulebook says?

    Exits 0 where it is both, 1 where something differs, 2 where it cannot be checked.

    Example: reg7check verify report.txt examples/agency-supply.yaml
    """
    from reg7check.contents import content_of
    from reg7check.rulebook import load_rulebook
    from reg7check.trust.report_file import MAX_BYTES
    from reg7check.trust.verifying_bundle import is_bundle

    rulebook = load_rulebook(rules)
    name = Path(report).name if Path(report).is_absolute() else report
    content = content_of(Path(report), MAX_BYTES, report)
    also = further_of(redact_also)
    checked = (_bundle if is_bundle(content) else _report)(
        _File(report, name, content), arrangements or (), rulebook, also
    )
    if format is Format.JSON:
        typer.echo(checked.as_json(), nl=False)
    else:
        print_documents([checked.document()])
    raise typer.Exit(0 if checked.verified else 1)


class _File(NamedTuple):
    """A file to check: its path, what messages call it, and its bytes."""

    path: str
    name: str
    content: bytes


class _Checked(NamedTuple):
    """What was found, and how it is told."""

    verified: bool
    document: Callable[[], Document]
    as_json: Callable[[], str]


def _report(file: _File, arrangements: Sequence[str], rulebook: Rulebook, also: Sequence[Also]) -> _Checked:
    from reg7check.trust.finding import find_arrangements
    from reg7check.trust.report_file import read_report
    from reg7check.trust.telling import told
    from reg7check.trust.telling_json import told_as_json
    from reg7check.trust.verifying import verify_report

    read = read_report(file.content, file.name)
    found = find_arrangements(read.stamps, file.path, arrangements)
    result = verify_report(file.content, file.name, read, found, rulebook, also)
    return _Checked(result.verified, lambda: told(result), lambda: told_as_json(result))


def _bundle(file: _File, arrangements: Sequence[str], rulebook: Rulebook, also: Sequence[Also]) -> _Checked:
    from reg7check.trust.telling_bundle import bundle_told, bundle_told_as_json
    from reg7check.trust.verifying_bundle import arrangement_of, read_bundle, verify_bundle

    read = read_bundle(file.content, file.name)
    result = verify_bundle(read, file.name, rulebook, arrangement_of(read, file.path, arrangements), also)
    return _Checked(result.verified, lambda: bundle_told(result), lambda: bundle_told_as_json(result))
