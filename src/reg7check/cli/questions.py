"""``reg7check questions``: what to find out next, of whom, and what each answer would do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli.options import (
    ArrangementPath,
    Force,
    Format,
    OnDay,
    OutputPath,
    RulesFolder,
    StrandId,
    day_of,
    strands_of,
)
from reg7check.cli.outputs import check_not_an_input, check_output, give

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reg7check.reasoning import Assessment
    from reg7check.reasoning.prospects import Prospect
    from reg7check.report.document import Document


def questions(
    file: ArrangementPath,
    format: Annotated[Format, typer.Option("--format", "-f", help="How the questions are written.")] = Format.TEXT,
    strand: StrandId = None,
    on: OnDay = None,
    every: Annotated[bool, typer.Option("--all", help="Show every question, with help for its answers.")] = False,
    output: OutputPath = None,
    force: Force = False,
    rules: RulesFolder = None,
) -> None:
    """Say what to find out next: the best questions first, whom to ask, and what each answer would do to the verdict.

    Example: reg7check questions examples/barnet-2024-05-duty-provider.yaml
    """
    from reg7check.api import assess, load_arrangement
    from reg7check.reasoning.prospects import prospects
    from reg7check.rulebook import load_rulebook

    day = day_of(on)
    if output is not None:
        check_output(output, overwrite=force)
        check_not_an_input(output, [file])
    rulebook = load_rulebook(rules)
    arrangement = load_arrangement(file, rulebook)
    chosen = strands_of(arrangement, strand)
    arrangement = arrangement._replace(cover=tuple(each for each in arrangement.cover if each.id in chosen))
    assessment = assess(arrangement, rulebook, on=day)
    found = prospects(arrangement, rulebook, on=day)
    give(lambda: _document(assessment, found, full=every), lambda: _json(assessment, found), format, output)


def _document(assessment: Assessment, found: Sequence[Prospect], *, full: bool) -> Document:
    from reg7check.report.questions import all_questions, first_questions

    return (all_questions if full else first_questions)(assessment, found)


def _json(assessment: Assessment, found: Sequence[Prospect]) -> str:
    from reg7check.report.questions_json import questions_json

    return questions_json(assessment, found)
