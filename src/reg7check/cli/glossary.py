"""``reg7check glossary``: the legal and technical words of the rulebook, in plain words."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from reg7check.cli import completions
from reg7check.cli.options import Force, OutputPath, RulesFolder
from reg7check.cli.outputs import check_output, give_markdown, give_text


class Format(StrEnum):
    """A format of the glossary."""

    TEXT = "text"
    MARKDOWN = "markdown"


def glossary(
    term: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TERM]", help="One term, in any form; left out, all of them.", autocompletion=completions.terms
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How it is written.")] = Format.TEXT,
    output: OutputPath = None,
    force: Force = False,
    rules: RulesFolder = None,
) -> None:
    """Say what a legal word means in plain words, with an example from everyday life; or every word of the rulebook.

    Example: reg7check glossary first worker
    """
    from reg7check.problems import BadInput, Place, Problem, did_you_mean
    from reg7check.report.glossary import all_terms, one_term
    from reg7check.rulebook import load_rulebook

    if output is not None:
        check_output(output, overwrite=force)
    law = load_rulebook(rules).law
    if not term:
        document = all_terms(law)
    else:
        asked = " ".join(" ".join(term).split())
        forms = {form.lower(): each for each in law.glossary.values() for form in (*each.written, each.id)}
        if asked.lower() not in forms:
            hint = did_you_mean(asked.lower(), forms) or "`reg7check glossary` lists all"
            raise BadInput([Problem(Place("glossary"), f"there is no term `{asked}`", hint)])
        document = one_term(law, forms[asked.lower()])
    (give_markdown if format is Format.MARKDOWN else give_text)(document, output)
