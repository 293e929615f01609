"""Options that commands share, and the reading of their values."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli import completions
from reg7check.days import NoSuchDay, parse_day
from reg7check.inert import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reg7check.arrangement import Arrangement


class Format(StrEnum):
    """The formats of a report."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


ArrangementPath = Annotated[str, typer.Argument(metavar="FILE", help="An arrangement file, or - for standard input.")]
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
StrandId = Annotated[
    str | None,
    typer.Option(
        "--strand",
        metavar="ID",
        help="One strand of cover; left out, all of them.",
        autocompletion=completions.strands,
    ),
]
ActionId = Annotated[
    str | None,
    typer.Option(
        "--action",
        metavar="ID",
        help="One industrial action; left out, all of them.",
        autocompletion=completions.actions,
    ),
]
AsParty = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="PARTY",
        help="Judge this party's account of what is disputed.",
        autocompletion=completions.parties,
    ),
]
Take = Annotated[
    list[str] | None,
    typer.Option(
        "--take",
        metavar="QUESTION=READING",
        help="Assume a reading (prohibits or permits) of an open question of law.",
        autocompletion=completions.readings,
    ),
]
Redact = Annotated[
    bool,
    typer.Option("--redact", help="Put roles in place of the names of parties and people: for publishing."),
]
RedactAlso = Annotated[
    list[str] | None,
    typer.Option(
        "--redact-also",
        metavar="NAME[=WHO]",
        help="A further name to leave out; WHO is the party or the role that it is of. Redacts all else too.",
    ),
]


def further_of(names: list[str] | None) -> tuple[tuple[str, str | None], ...]:
    """Return the further names to leave out, each with the party or the role that it is of, or None."""
    found = []
    for each in names or ():
        name, equals, who = each.rpartition("=")
        found.append((name.strip(), who.strip()) if equals else (each.strip(), None))
    return tuple(found)


def taken_of(takes: list[str] | None) -> dict[str, str]:
    """Return the readings that are assumed of open questions. A bad one is an error of the command line."""
    taken: dict[str, str] = {}
    for each in takes or ():
        question, equals, reading = each.partition("=")
        if not equals:
            raise typer.BadParameter(f"`{inert(each)}` is not QUESTION=READING", param_hint="--take")
        if taken.get(question.strip(), reading.strip()) != reading.strip():
            raise typer.BadParameter(f"`{inert(question)}` is given two readings", param_hint="--take")
        taken[question.strip()] = reading.strip()
    return taken


def day_of(text: str | None, option: str = "--on") -> date | None:
    """Return the date of an option, or None where it is not given. A bad one is an error of the command line."""
    if text is None:
        return None
    try:
        return parse_day(text)
    except NoSuchDay as error:
        raise typer.BadParameter(inert(f"{error}; {error.hint}"), param_hint=option) from None


def today() -> date:
    """Return the day on which a letter is written where it is given no date: the only use of the clock."""
    return date.today()


def strands_of(arrangement: Arrangement, strand: str | None) -> tuple[str, ...]:
    """Return the ids of the strands of cover: all, or the one that is named. Raises BadInput where there is no such."""
    return _named(strand, [each.id for each in arrangement.cover], "--strand", "strand of cover")


def actions_of(arrangement: Arrangement, action: str | None) -> tuple[str, ...]:
    """Return the ids of the actions: all, or the one that is named. Raises BadInput where there is no such."""
    return _named(action, [each.id for each in arrangement.actions], "--action", "action")


def _named(name: str | None, known: Sequence[str], option: str, what: str) -> tuple[str, ...]:
    from reg7check.problems import BadInput, Place, Problem, did_you_mean

    if name is None:
        return tuple(known)
    if name not in known:
        raise BadInput([Problem(Place(option), f"there is no {what} `{name}`", did_you_mean(name, known))])
    return (name,)
