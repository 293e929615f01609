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
    strands_of,
    taken_of,
)
from reg7check.cli.outputs import check_not_an_input, check_output, give_markdown, give_text, print_or_write

if TYPE_CHECKING:
    from reg7check.reasoning.explanations import Explained
    from reg7check.reasoning.subjects import Subject
    from reg7check.report.chart import Chart
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
    format: Annotated[Format, typer.Option("--format", "-f", help="How it is written.")] = Format.TEXT,
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

        give_text(explainable(rulebook.law), output)
        return
    subjects = _subjects(rulebook.law, element)
    chosen = strands_of(arrangement, strand)
    assessment = assess(arrangement, rulebook, as_party=as_party, take=taken)
    explained = explain_why(assessment, rulebook, subjects, asked=element, strands=chosen, on=day)
    match format:
        case Format.TEXT:
            give_text(_document(explained), output)
        case Format.MARKDOWN:
            give_markdown(_document(explained), output)
        case Format.JSON:
            from reg7check.report.explanation_json import json_explanation

            print_or_write(json_explanation(explained), output)
        case Format.MERMAID:
            from reg7check.report.mermaid import mermaid_chart

            print_or_write(mermaid_chart(_chart(explained)), output)
        case Format.DOT:
            from reg7check.report.dot import dot_chart

            print_or_write(dot_chart(_chart(explained)), output)


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


def _document(explained: Explained) -> Document:
    from reg7check.report.explanation import explanation_report

    return explanation_report(explained)


def _chart(explained: Explained) -> Chart:
    from reg7check.report.explained_chart import explained_chart

    return explained_chart(explained)
