"""Options that commands share, and the reading of their values."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from reg7check.days import NoSuchDay, parse_day

RulesFolder = Annotated[
    str | None,
    typer.Option("--rules", metavar="DIR", help="Use the rulebook in this folder instead of the one that ships."),
]
RulebookFolder = Annotated[
    str | None, typer.Argument(metavar="[DIR]", help="The folder of a rulebook; left out, the one that ships.")
]
OutputPath = Annotated[
    str | None, typer.Option("--output", "-o", metavar="PATH", help="Write it to this file, and print nothing.")
]
Force = Annotated[bool, typer.Option("--force", help="Let --output replace a file that is there.")]
OnDay = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="One day, such as 2024-05-13."),
]


def day_of(text: str | None, option: str = "--on") -> date | None:
    """Return the date of an option, or None where it is not given. A bad one is an error of the command line."""
    if text is None:
        return None
    try:
        return parse_day(text)
    except NoSuchDay as error:
        raise typer.BadParameter(f"{error}; {error.hint}", param_hint=option) from None
