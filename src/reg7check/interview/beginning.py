"""How an interview begins where there is no file yet: what the file is to be called, and what kind of cover it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reg7check.interview.screens import Command, Front, Menu, Option, Part, Request, Screen
from reg7check.interview.talk import Stopped

_STATUS = (Part("A new file. There is no verdict yet.", "quiet"),)


def ask_name(front: Front, offered: str, fault: Callable[[str], str]) -> str:
    """Return the name of the file, which ``fault`` finds nothing wrong with. Raises Stopped."""
    parts = (
        Part("What shall the file be called, in which your answers are kept?", "strong"),
        Part("It is a plain text file. To go on with one that you began, give its name."),
    )
    note = ""
    while True:
        request = Request("File", offered, (Command.STOP,))
        typed = front.write(Screen(_STATUS, parts, note), request)
        if typed.command is Command.STOP:
            raise Stopped
        name = typed.text or offered
        note = fault(name)
        if not note:
            return name


def ask_kind(front: Front, file: str, kinds: Mapping[str, str]) -> str:
    """Return which of the kinds of cover, each with what it is in words, the new file is about. Raises Stopped."""
    parts = (
        Part("How is the strikers' work covered? Choose the nearest: it decides nothing.", "strong"),
        Part(f"A new file is then made: {file}", "quiet"),
    )
    options = tuple(Option(kind, told) for kind, told in kinds.items())
    chosen = front.choose(Screen(_STATUS, parts), Menu(options, (Command.STOP,)))
    if isinstance(chosen, Command):
        raise Stopped
    return chosen
