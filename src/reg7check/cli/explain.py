"""``reg7check explain``: why, and why not, with all that it rests on."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli import completions
from reg7check.cli.options import (
    ArrangementPath,
    AsParty,
    Force,
    OnDay,
    OutputPath,
    RulesFolder,
    StrandId,
    Take,
    day_of,
    taken_of,
)
from reg7check.cli.outputs import check_not_an_input, check_output, print_documents, print_or_write

if TYPE_CHECKING:
    from reg7check.reasoning.explanations import Explained
    from reg7check.reasoning.subjects import Subject
    from reg7check.report.document import Document
    from reg7check.rulebook.models import Law


class Format(StrEnum):
    """The formats of an explanation."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    MERMAID = "mermaid"
    DOT = "dot"


def explain(
    file: ArrangementPath,
    element: Annotated[
        str | None,
        typer.Argument(
            metavar="[CONCEPT|PROVISION]",
            help="What to explain: the id or the heading of an element, or a provision; left out, the whole verdict.",
            autocompletion=completions.elements,
        ),
    ] = None,
    strand: StrandId = None,
    on: OnDay = None,
    as_party: AsParty = None,
    take: Take = None,
    list_all: Annotated[bool, typer.Option("--list", help="List what can be explained, and stop.")] = False,
    format: Annotated[Format, typer.Option("--format", "-f", help="How it is written.")] = Format.TEXT,  # noqa: A002
    output: OutputPath = None,
    force: Force = False,
    rules: RulesFolder = None,
) -> None:
    """Tell why something is so or is not: the law's words, the facts and who says them, the arguments on both sides.

    It also tells why not: which other answers would make it otherwise. Left without a day, it speaks of the days that
    give the verdict. Mermaid and DOT draw the rules, each box with what it comes to.

    Example: reg7check explain examples/barnet-2024-05-duty-provider.yaml control
    """
    from reg7check.api import assess, load_arrangement
    from reg7check.problems import BadInput, Place, Problem, did_you_mean
    from reg7check.reasoning.explaining import explain as explain_why
    from reg7check.rulebook import load_rulebook

    day = day_of(on)
    taken = taken_of(take)
    if output is not None:
        check_output(output, overwrite=force)
        check_not_an_input(output, [file])
    rulebook = load_rulebook(rules)
    arrangement = load_arrangement(file, rulebook)
    if list_all:
        from reg7check.report.explainable import explainable

        _tell(explainable(rulebook.law), output)
        return
    subjects = _subjects(rulebook.law, element)
    strands = [each.id for each in arrangement.cover]
    if strand is not None and strand not in strands:
        hint = did_you_mean(strand, strands)
        raise BadInput([Problem(Place("--strand"), f"there is no strand of cover `{strand}`", hint)])
    assessment = assess(arrangement, rulebook, as_party=as_party, take=taken)
    chosen = [strand] if strand is not None else strands
    explained = explain_why(assessment, rulebook, subjects, asked=element, strands=chosen, on=day)
    if format is Format.TEXT:
        from reg7check.report.explanation import explanation_report

        _tell(explanation_report(explained), output)
    else:
        print_or_write(_written(explained, format), output)


def _subjects(law: Law, element: str | None) -> tuple[Subject, ...]:
    """Return what an element's name stands for. Raises BadInput where nothing that can be explained has it."""
    from reg7check.problems import BadInput, Place, Problem, did_you_mean
    from reg7check.reasoning.subjects import askers_of, names_of, subjects_of

    found = subjects_of(law, element)
    if found or element is None:
        return found
    asked = askers_of(law, element)
    if asked:
        kind = "a fact" if element in law.facts else "an open question of law"
        message, hint = f"`{element}` is {kind}, not an element", f"explain what asks it: {', '.join(asked)}"
    else:
        message = f"there is no element or provision `{element}` to explain"
        hint = did_you_mean(element, names_of(law)) or "add --list to see what can be explained"
    raise BadInput([Problem(Place("explain"), message, hint)])


def _tell(document: Document, output: str | None) -> None:
    """Print a document as text, for the terminal where there is one, or write it to a file."""
    if output is None:
        print_documents([document])
        return
    from reg7check.report.text import text_reports

    print_or_write(text_reports([document]), output)


def _written(explained: Explained, format: Format) -> str:  # noqa: A002
    if format is Format.JSON:
        from reg7check.report.explanation_json import json_explanation

        return json_explanation(explained)
    if format in (Format.MERMAID, Format.DOT):
        from reg7check.report.dot import dot_chart
        from reg7check.report.explained_chart import explained_chart
        from reg7check.report.mermaid import mermaid_chart

        chart = explained_chart(explained)
        return mermaid_chart(chart) if format is Format.MERMAID else dot_chart(chart)
    from reg7check.report.explanation import explanation_report
    from reg7check.report.markdown import markdown_reports

    return markdown_reports([explanation_report(explained)])
