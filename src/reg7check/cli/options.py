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
AsParty = Annotated[
    str | None, typer.Option("--as", metavar="PARTY", help="Judge this party's account of what is disputed.")
]
Take = Annotated[
    list[str] | None,
    typer.Option(
        "--take", metavar="QUESTION=READING", help="Assume a reading (prohibits or permits) of an open question of law."
    ),
]


def taken_of(takes: list[str] | None) -> dict[str, str]:
    """Return the readings that are assumed of open questions. A bad one is an error of the command line."""
    taken: dict[str, str] = {}
    for each in takes or ():
        question, equals, reading = each.partition("=")
        if not equals:
            raise typer.BadParameter(f"`{each}` is not QUESTION=READING", param_hint="--take")
        if taken.get(question.strip(), reading.strip()) != reading.strip():
            raise typer.BadParameter(f"`{question}` is given two readings", param_hint="--take")
        taken[question.strip()] = reading.strip()
    return taken


def day_of(text: str | None) -> date | None:
    """Return the date of an option, or None where it is not given. A bad one is an error of the command line."""
    if text is None:
        return None
    try:
        return parse_day(text)
    except NoSuchDay as error:
        raise typer.BadParameter(f"{error}; {error.hint}", param_hint="--on") from None
