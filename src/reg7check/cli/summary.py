"""``reg7check summary``: many arrangements in one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli.options import Force, OutputPath, RulesFolder, day_of
from reg7check.cli.outputs import (
    check_not_an_input,
    check_output,
    format_for,
    give_markdown,
    give_text,
    print_or_write,
    write_and_tell,
)
from reg7check.cli.progress import tracked

if TYPE_CHECKING:
    from reg7check.cli.inputs import Input
    from reg7check.report.summary.choice import Choice
    from reg7check.report.summary.lines import Line, Summary, Unread
    from reg7check.rulebook import Rulebook


class Format(StrEnum):
    """The formats of a summary."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


_ENDINGS = {each.value: each.value for each in Format} | {"text": "txt", "markdown": "md"}
"""How the files of each format end."""


class Sort(StrEnum):
    """The orders of a summary."""

    VERDICT = "verdict"
    TITLE = "title"
    FILE = "file"
    DATE = "date"
    NEXT = "next"


def summary(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|DIR]...", help="Arrangement files, or folders of them; left out, the folder that you are in."
        ),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="How it is written; left out, as the ending of --output says (summary.xlsx), else as text.",
        ),
    ] = None,
    output: OutputPath = None,
    force: Force = False,
    sort: Annotated[Sort, typer.Option("--sort", help="What comes first.")] = Sort.VERDICT,
    reverse: Annotated[bool, typer.Option("--reverse", help="The other way round.")] = False,
    verdict: Annotated[
        list[str] | None,
        typer.Option("--verdict", metavar="VERDICT", help="Only cover with this verdict, or these: disputed,arguable."),
    ] = None,
    hirer: Annotated[str, typer.Option("--hirer", metavar="TEXT", help="Only where the hirer's name holds it.")] = "",
    supplier: Annotated[
        str, typer.Option("--supplier", metavar="TEXT", help="Only where the supplier's name holds it.")
    ] = "",
    running_on: Annotated[
        str | None, typer.Option("--running-on", metavar="DATE", help="Only cover that runs on this day.")
    ] = None,
    nation: Annotated[
        list[str] | None, typer.Option("--nation", metavar="NATION", help="Only work done there: england,wales.")
    ] = None,
    stage: Annotated[
        list[str] | None, typer.Option("--stage", metavar="STAGE", help="Only cover at this stage: proposed,agreed.")
    ] = None,
    rules: RulesFolder = None,
) -> None:
    """Put many arrangements in one table: verdict, days, what it turns on, what to ask next; the most urgent first.

    A file that cannot be read has a row that says so: the others are told, and the exit code is 2.

    Example: reg7check summary examples --verdict prohibited,disputed,arguable
    """
    from reg7check.arrangement.fields import NATIONS, STAGES
    from reg7check.cli.inputs import inputs
    from reg7check.problems import BadInput
    from reg7check.reasoning.results import Verdict
    from reg7check.report.summary.choice import Choice
    from reg7check.rulebook import load_rulebook

    choice = Choice(
        verdicts=frozenset(map(Verdict, _named(verdict, tuple(Verdict), "--verdict", "verdict"))),
        hirer=hirer.strip(),
        supplier=supplier.strip(),
        running_on=day_of(running_on, "--running-on"),
        nations=frozenset(_named(nation, NATIONS, "--nation", "nation")),
        stages=frozenset(_named(stage, STAGES, "--stage", "stage")),
        sort=sort.value,
        reverse=reverse,
    )
    chosen = Format(format_for(format, output, _ENDINGS))
    if chosen is Format.XLSX and output is None:
        raise typer.BadParameter("an Excel file is written to a file: name it with --output", param_hint="--format")
    if output is not None:
        check_output(output, overwrite=force)
    rulebook = load_rulebook(rules)
    named = inputs(files or ["."])
    if output is not None:
        check_not_an_input(output, [each.path for each in named])
    found = _summary(named, rulebook, choice)
    _give(found, chosen, output)
    if found.unread:
        raise BadInput(problem for each in found.unread for problem in each.problems)


def _named(given: Sequence[str] | None, known: Iterable[str], option: str, what: str) -> list[str]:
    """Return the values of an option that may be given several times, or several at once. Raises BadInput."""
    from reg7check.problems import BadInput, Place, Problem, did_you_mean

    words = [word.strip() for each in given or () for word in each.split(",")]
    known = list(known)
    wrong = [word for word in dict.fromkeys(words) if word not in known]
    if wrong:
        raise BadInput(
            Problem(Place(option), f"there is no {what} `{each}`", did_you_mean(each, known)) for each in wrong
        )
    return words


def _summary(named: Sequence[Input], rulebook: Rulebook, choice: Choice) -> Summary:
    from reg7check.api import assess
    from reg7check.cli.inputs import read
    from reg7check.problems import BadInput
    from reg7check.report.summary.choice import chosen, told
    from reg7check.report.summary.lines import Summary, Unread, lines_of

    lines: list[Line] = []
    unread: list[Unread] = []
    strands = 0
    for each in tracked(named, "Assessing"):
        try:
            assessment = assess(read(each, rulebook), rulebook)
        except BadInput as error:
            unread.append(Unread(each.name, error.problems))
            continue
        lines += lines_of(assessment, strands)
        strands += len(assessment.cover)
    return Summary(
        lines=chosen(lines, choice),
        unread=tuple(unread),
        arrangements=len(named) - len(unread),
        strands=strands,
        law=rulebook.law,
        rulebook_sha256=rulebook.sha256,
        asked=told(choice),
    )


def _give(found: Summary, format: Format, output: str | None) -> None:
    from reg7check.report.html import html_report
    from reg7check.report.summary.files import summary_csv, summary_json, summary_xlsx
    from reg7check.report.summary.page import summary_document

    match format:
        case Format.TEXT:
            give_text(summary_document(found), output)
        case Format.MARKDOWN:
            give_markdown(summary_document(found), output)
        case Format.HTML:
            print_or_write(html_report(summary_document(found)), output)
        case Format.CSV:
            print_or_write(summary_csv(found), output)
        case Format.JSON:
            print_or_write(summary_json(found), output)
        case Format.XLSX if output is not None:
            write_and_tell(output, summary_xlsx(found))
