"""``reg7check law``: the provisions."""

from __future__ import annotations

from typing import Annotated

import typer

from reg7check.cli import completions
from reg7check.cli.options import OnDay, RulesFolder, day_of
from reg7check.cli.outputs import print_documents


def law(
    provision: Annotated[
        str | None,
        typer.Argument(
            metavar="[PROVISION]", help="One provision; left out, all of them.", autocompletion=completions.provisions
        ),
    ] = None,
    on: OnDay = None,
    rules: RulesFolder = None,
) -> None:
    """List the provisions of the rulebook, or show one: its text, the days on which it is in force, its source.

    Example: reg7check law --on 2023-01-01
    """
    from reg7check.problems import BadInput, Place, Problem, did_you_mean
    from reg7check.report.catalogue import all_provisions, one_provision
    from reg7check.rulebook import load_rulebook

    day = day_of(on)
    entries = load_rulebook(rules).law
    if provision is None:
        document = all_provisions(entries, day)
    elif provision in entries.provisions:
        document = one_provision(entries, entries.provisions[provision], day)
    else:
        hint = did_you_mean(provision, entries.provisions) or "`reg7check law` lists all"
        raise BadInput([Problem(Place("law"), f"there is no provision `{provision}`", hint)])
    print_documents([document])
