"""Writing a bundle: one arrangement's reports, what they were made from, and its letters."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from reg7check.cli.options import day_of, today
from reg7check.cli.outputs import write_bytes
from reg7check.problems import BadInput, Place, Problem

if TYPE_CHECKING:
    from datetime import date

    from reg7check.cli.inputs import Input
    from reg7check.reasoning import Assessment
    from reg7check.rulebook import Rulebook

_OPTION = Place("--bundle")


def dated_of(dated: str | None, bundle: str | None, output: str | None) -> date:
    """Return the day of a bundle's letters: the one that is given, or today.

    It is an error of the command line to give one without a bundle, or to ask for a bundle and another file.
    """
    if bundle is not None and output is not None:
        message = "a bundle holds the report in every format: leave --output out"
        raise typer.BadParameter(message, param_hint="--bundle")
    if dated is not None and bundle is None:
        raise typer.BadParameter("only the letters of a bundle are dated: add --bundle", param_hint="--dated")
    return day_of(dated, "--dated") or today()


def check_one_file(named: Sequence[Input]) -> None:
    """Raise BadInput where a bundle would be made from several arrangements, or from no file."""
    if len(named) != 1:
        message = f"a bundle is about one arrangement, and {len(named)} are named"
        raise BadInput([Problem(_OPTION, message, "name one file")])
    if named[0].path == "-":
        message = "a bundle holds the arrangement's file, and standard input is none"
        raise BadInput([Problem(_OPTION, message, "name a file")])


def write_bundle(
    path: str,
    named: Input,
    assessment: Assessment,
    rulebook: Rulebook,
    rules: str | None,
    dated: date,
    also: Sequence[tuple[str, str | None]],
) -> None:
    """Write a bundle in one step.

    Args:
        path: where to.
        named: the arrangement's file.
        assessment: of it, redacted or not.
        rulebook: under which it was assessed.
        rules: the rulebook's folder; None for the one that ships.
        dated: the day of the letters.
        also: the further names that are left out.

    Raises:
        BadInput: where a library is missing, a file cannot be read, or it was changed meanwhile.
    """
    from reg7check.contents import MAX_YAML, content_of
    from reg7check.report.stamp import stamp_of
    from reg7check.rulebook.load import rule_files, rulebook_of
    from reg7check.trust.bundling import Source, bundle

    files = rule_files(rules)
    content = content_of(Path(named.path), MAX_YAML, named.name)
    same = hashlib.sha256(content).hexdigest() == assessment.arrangement.sha256
    if not same or rulebook_of(files).sha256 != rulebook.sha256:
        message = "the file, or the rulebook, was changed while it was read"
        raise BadInput([Problem(Place(named.name), message, "try again")])
    write_bytes(path, bundle(Source(stamp_of(assessment, "full"), content, files, dated, also), rulebook))
