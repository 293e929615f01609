"""``reg7check rules graph``: a picture of the rules."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli import completions
from reg7check.cli.options import Force, OnDay, OutputPath, RulebookFolder, day_of
from reg7check.cli.outputs import check_not_an_input, check_output, print_or_write

if TYPE_CHECKING:
    from reg7check.audit.picture import Picture


class Format(StrEnum):
    """The formats of a picture."""

    MERMAID = "mermaid"
    DOT = "dot"
    SVG = "svg"


_ENDINGS = {".mmd": Format.MERMAID, ".mermaid": Format.MERMAID, ".dot": Format.DOT, ".gv": Format.DOT}
_ENDINGS |= {".svg": Format.SVG}


def graph(
    folder: RulebookFolder = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="How it is written; left out, as the ending of PATH says, else mermaid."),
    ] = None,
    prohibition: Annotated[
        str | None,
        typer.Option(
            "--prohibition",
            metavar="ID",
            help="Show this prohibition; left out, all of them.",
            autocompletion=completions.prohibitions,
        ),
    ] = None,
    on: OnDay = None,
    output: OutputPath = None,
    force: Force = False,
) -> None:
    """Draw the rules: from each provision to its elements, to the rules under them, to the facts that they ask.

    It shows the law on one day: left out, the day to which the rulebook was checked. Mermaid is for Markdown, dot for
    Graphviz, and svg is a picture that needs nothing else.

    Example: reg7check rules graph --format svg --output rules.svg
    """
    from reg7check.audit.drawing import picture_of
    from reg7check.problems import BadInput, Place, Problem, did_you_mean
    from reg7check.rulebook import load_rulebook
    from reg7check.rulebook.load import shipped_rules

    day = day_of(on)
    if output is not None:
        check_output(output, overwrite=force)
    law = load_rulebook(folder).law
    if output is not None:
        read = shipped_rules() if folder is None else Path(folder)
        check_not_an_input(output, map(str, read.iterdir()))
    if prohibition is not None and prohibition not in law.prohibitions:
        hint = did_you_mean(prohibition, law.prohibitions)
        raise BadInput([Problem(Place("--prohibition"), f"there is no prohibition `{prohibition}`", hint)])
    picture = picture_of(law, None if prohibition is None else [prohibition], day)
    ending = _ENDINGS.get(Path(output or "").suffix.lower(), Format.MERMAID)
    print_or_write(_written(picture, format or ending), output)


def _written(picture: Picture, format: Format) -> str:
    if format is Format.SVG:
        from reg7check.report.svg import svg_of

        return svg_of(picture)
    if format is Format.DOT:
        from reg7check.report.dot import dot_of

        return dot_of(picture)
    from reg7check.report.mermaid import mermaid_of

    return mermaid_of(picture)
