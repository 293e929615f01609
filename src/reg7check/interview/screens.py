"""What is shown and what is asked, as values; and the front that shows it, whichever it is."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from reg7check.named import NamedTuple
from reg7check.report.document import Tone


class Command(StrEnum):
    """What can be done at a question besides answering it."""

    BACK = "back"
    SKIP = "skip"
    EXPLAIN = "explain"
    STOP = "stop"


class Part(NamedTuple):
    """A paragraph of a screen, or with a ``lead`` an entry of a list.

    Where room is short, the parts of the highest rank are left out; never those of 0.
    """

    text: str
    tone: Tone = "plain"
    rank: int = 0
    lead: str = ""


class Screen(NamedTuple):
    """What stands above a prompt: the verdict so far, what is asked, and a word on what was wrong with an answer."""

    status: tuple[Part, ...]
    parts: tuple[Part, ...]
    note: str = ""


class Option(NamedTuple):
    """One of the numbered choices of a menu: its name, its words, and what may be typed for it besides its number."""

    name: str
    words: str
    typed: tuple[str, ...] = ()


class Menu(NamedTuple):
    """Numbered choices, and the commands that are open here. Enter alone takes the ``default``, where there is one."""

    options: tuple[Option, ...]
    commands: tuple[Command, ...] = ()
    default: str = ""


class Request(NamedTuple):
    """A line to be typed, and the commands that may be typed in its place. Enter alone gives the ``default``."""

    label: str
    default: str = ""
    commands: tuple[Command, ...] = ()


class Typed(NamedTuple):
    """What was typed: a line, or a command."""

    text: str = ""
    command: Command | None = None


class Front(Protocol):
    """Shows screens and takes answers. Raises KeyboardInterrupt for Ctrl-C and EOFError for the end of the input."""

    def choose(self, screen: Screen, menu: Menu) -> str | Command:
        """Return the name of the option that is chosen, or the command."""

    def write(self, screen: Screen, request: Request) -> Typed:
        """Return what is typed."""

    def show(self, screen: Screen) -> None:
        """Show a screen until the reader goes on."""


COMMAND_KEYS = {Command.BACK: "b", Command.SKIP: "s", Command.EXPLAIN: "e", Command.STOP: "q"}
"""The key of each command, in every front."""
