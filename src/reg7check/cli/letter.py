"""``reg7check letter``: a draft letter to the supplier, the hirer or the enforcement body."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli import completions
from reg7check.cli.options import ArrangementPath, Force, OutputPath, RulesFolder, day_of, today
from reg7check.cli.outputs import (
    check_not_an_input,
    check_output,
    check_printable,
    give_markdown,
    give_text,
    write_and_tell,
)

if TYPE_CHECKING:
    from reg7check.reasoning.letters import Correspondence
    from reg7check.report.document import Document


class To(StrEnum):
    """To whom a letter goes."""

    SUPPLIER = "supplier"
    HIRER = "hirer"
    REGULATOR = "regulator"


class Format(StrEnum):
    """The formats of a letter."""

    TEXT = "text"
    MARKDOWN = "markdown"
    DOCX = "docx"


def letter(
    file: ArrangementPath,
    to: Annotated[To, typer.Option("--to", help="To whom the letter goes.")],
    strand: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="The strand of cover that it is about; left out, the only one.",
            autocompletion=completions.strands,
        ),
    ] = None,
    dated: Annotated[
        str | None, typer.Option(metavar="DATE", help="The letter's date, such as 2024-05-20; left out, today.")
    ] = None,
    reply_by: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day by which it asks for a reply; left out, a blank.")
    ] = None,
    public_body: Annotated[
        bool | None,
        typer.Option(
            "--public-body/--not-public-body",
            help="Whether the hirer is a public body: its letter is then a freedom of information request, or is none."
            " Left out, the letter asks it to be treated as one if the hirer is.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How it is written.")] = Format.TEXT,
    output: OutputPath = None,
    force: Force = False,
    rules: RulesFolder = None,
) -> None:
    """Draft a letter: what the file says and who says it, what the law says, what is asked. Read it before you send it.

    What the file lacks is a blank: [to fill in: …].

    Example: reg7check letter examples/barnet-2024-05-duty-provider.yaml --to hirer --public-body
    """
    from reg7check.api import assess, load_arrangement
    from reg7check.reasoning.letters import Circumstances, letter_to
    from reg7check.report.letters.letter import letter_document
    from reg7check.rulebook import load_rulebook

    circumstances = Circumstances(
        dated=day_of(dated, "--dated") or today(),
        reply_by=day_of(reply_by, "--reply-by"),
        public_body="not-said" if public_body is None else "is" if public_body else "is-not",
    )
    if circumstances.reply_by is not None and circumstances.reply_by < circumstances.dated:
        message = f"{circumstances.reply_by} is before the letter's date, {circumstances.dated}"
        raise typer.BadParameter(message, param_hint="--reply-by")
    if output is None:
        check_printable(format.value)
    else:
        check_output(output, overwrite=force)
        check_not_an_input(output, [file])
    rulebook = load_rulebook(rules)
    arrangement = load_arrangement(file, rulebook)
    correspondence = letter_to(to.value, assess(arrangement, rulebook), rulebook, circumstances, strand)
    document = letter_document(correspondence)
    match format:
        case Format.TEXT:
            give_text(document, output)
        case Format.MARKDOWN:
            give_markdown(document, output)
        case Format.DOCX if output is not None:
            _write_word(document, output)
    for note in _notes(correspondence):
        typer.echo(f"note: {note}", err=True)


def _write_word(document: Document, path: str) -> None:
    from reg7check.report.word.report import word_report

    write_and_tell(path, word_report(document))


def _notes(correspondence: Correspondence) -> list[str]:
    from reg7check.report.letters.notes import notes_on

    return notes_on(correspondence)
