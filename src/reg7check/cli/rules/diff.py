"""``reg7check rules diff``: what a change of the rulebook means."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli.options import Force, OutputPath
from reg7check.cli.outputs import check_not_an_input, check_output, print_documents, print_or_write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reg7check.audit.diff import Changes, Reassessed
    from reg7check.cli.inputs import Input
    from reg7check.rulebook import ReadRulebook


class Format(StrEnum):
    """The formats of a changelog."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The folder of the old rulebook.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The folder of the new one.")],
    cases: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Tell which arrangements and rule cases of this folder change, too."),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How the changelog is written.")] = Format.TEXT,
    output: OutputPath = None,
    force: Force = False,
) -> None:
    """Tell what a change of the rulebook means: for each difference, the smallest facts for which a verdict changes.

    Exits 0 where no verdict can change, 1 where some verdict changes (or an arrangement that could be judged can no
    longer be read), 2 where an input is wrong.

    Example: reg7check rules diff rules my-rules
    """
    from reg7check.audit.diff import changes_between
    from reg7check.cli.inputs import inputs

    if output is not None:
        check_output(output, overwrite=force)
    rulebooks = _read(old, new)
    named = inputs([cases]) if cases is not None else None
    if output is not None:
        rule_files = [file.source.name for rulebook in rulebooks for file in rulebook.files]
        check_not_an_input(output, [*rule_files, *(each.path for each in named or ())])
    changes = changes_between(*rulebooks)
    arrangements = _reassess(named, changes) if named is not None else None
    if output is not None:
        print_or_write(_report(changes, arrangements, format), output)
    elif format is Format.TEXT:
        from reg7check.report.rules.changes import changelog

        print_documents([changelog(changes, arrangements)])
    else:
        typer.echo(_report(changes, arrangements, format), nl=False)
    raise typer.Exit(1 if changes.change_a_verdict else 0)


def _read(old: str, new: str) -> tuple[ReadRulebook, ReadRulebook]:
    """Read both rulebooks, or raise BadInput with every problem of both."""
    from reg7check.problems import BadInput, Problem
    from reg7check.rulebook import read_rulebook

    found = []
    problems: list[Problem] = []
    for folder in (old, new):
        try:
            found.append(read_rulebook(folder))
        except BadInput as error:
            problems += error.problems
    if problems:
        raise BadInput(problems)
    return found[0], found[1]


def _reassess(named: Sequence[Input], changes: Changes) -> tuple[Reassessed, ...]:
    from reg7check.audit.diff import reassess
    from reg7check.problems import BadInput

    unread = [each.problem for each in named if each.problem is not None]
    if unread:
        raise BadInput(unread)

    renamed = {each.old: each.new for each in changes.renames if each.section == "prohibitions"}
    files = [(each.path, each.name) for each in named]
    return reassess(files, changes.old.compiled(), changes.new.compiled(), renamed)


def _report(changes: Changes, arrangements: tuple[Reassessed, ...] | None, format: Format) -> str:
    if format is Format.JSON:
        from reg7check.report.rules.changes_json import json_changes

        return json_changes(changes, arrangements)
    from reg7check.report.rules.changes import changelog

    document = changelog(changes, arrangements)
    if format is Format.MARKDOWN:
        from reg7check.report.markdown import markdown_reports

        return markdown_reports([document])
    from reg7check.report.text import text_reports

    return text_reports([document])
