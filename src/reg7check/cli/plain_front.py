"""The interview as numbered text, line after line: for screen readers, and for terminals that cannot redraw."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence

import typer

from reg7check.inert import inert
from reg7check.interview.screens import COMMAND_KEYS, Command, Menu, Part, Request, Screen, Typed

WIDEST = 80
PLEASE_CHOOSE = "Please choose one of those that are shown."


class PlainFront:
    """Asks in plain lines. Nothing is redrawn, coloured or moved; what was just told is not told again."""

    def __init__(self) -> None:
        self._told: tuple[Part, ...] = ()

    def choose(self, screen: Screen, menu: Menu) -> str | Command:
        """Return the name of the option that is chosen, or the command."""
        self._print_screen(screen)
        for number, option in enumerate(menu.options, 1):
            print_wrapped(f"{number}. ", option.words)
        _print_wrong(screen.note)
        while True:
            typed = _read(f"{how_to_choose(menu)}: ")
            chosen = meant(typed, menu)
            if chosen is not None:
                return chosen
            _print_wrong(no_such(typed))

    def write(self, screen: Screen, request: Request) -> Typed:
        """Return what is typed."""
        self._print_screen(screen)
        _print_wrong(screen.note)
        if request.commands:
            typer.echo(f"({how_to_leave(request.commands)})")
        default = f" (Enter: {inert(request.default)})" if request.default else ""
        typed = _read(f"{request.label}{default}: ")
        return typed_line(typed or request.default, request)

    def show(self, screen: Screen) -> None:
        """Print a screen, and go on."""
        _print_parts([*screen.status, *screen.parts])

    def _print_screen(self, screen: Screen) -> None:
        again = screen.parts == self._told
        self._told = screen.parts
        _print_parts([*screen.status, *(part for part in screen.parts if not again or part.rank == 0)])


def how_to_choose(menu: Menu) -> str:
    """Return what can be typed at a menu, in a line."""
    commands = [f"{COMMAND_KEYS[each]} {each.value}" for each in menu.commands]
    numbers = f"Type 1 to {len(menu.options)}" if len(menu.options) > 1 else "Type 1"
    usual = [f" (Enter: {number})" for number, each in enumerate(menu.options, 1) if each.name == menu.default]
    return ", ".join(["".join([numbers, *usual]), *commands])


def how_to_leave(commands: Sequence[Command]) -> str:
    """Return which words do something else than answer, where a line is typed."""
    named = [each.value for each in commands]
    return f"Or type {' or '.join([', '.join(named[:-1]), named[-1]] if len(named) > 1 else named)}."


def meant(typed: str, menu: Menu) -> str | Command | None:
    """Return the option or command that somebody means by what they typed, or None."""
    text = typed.strip().rstrip(".").lower()
    if not text:
        return menu.default or None
    if text.isascii() and text.isdigit() and 1 <= int(text) <= len(menu.options):
        return menu.options[int(text) - 1].name
    for command in menu.commands:
        if text in (command.value, COMMAND_KEYS[command]) or (text == "?" and command is Command.EXPLAIN):
            return command
    exact = [each.name for each in menu.options if text in (each.name, *each.typed)]
    begun = [each.name for each in menu.options if len(text) > 2 and each.words.lower().startswith(text)]
    found = exact or begun
    return found[0] if len(found) == 1 else None


def no_such(typed: str) -> str:
    """Return what to say where what was typed is none of the choices."""
    if not typed.strip():
        return PLEASE_CHOOSE
    return f"There is no choice “{inert(typed.strip())[:40]}” here. {PLEASE_CHOOSE}"


def typed_line(text: str, request: Request) -> Typed:
    """Return a typed line as the command that it names, or as the text that it is."""
    word = text.strip().lower()
    for command in request.commands:
        if word in (command.value, COMMAND_KEYS[command]):
            return Typed(command=command)
    return Typed(text.strip())


def wrapped(lead: str, text: str, width: int) -> list[str]:
    """Return a text broken into lines, all but the first indented as far as the lead reaches."""
    return textwrap.wrap(
        inert(text), max(width, 20), initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False
    )


def print_wrapped(lead: str, text: str) -> None:
    """Print a text in lines no wider than the terminal."""
    for line in wrapped(lead, text, min(shutil.get_terminal_size().columns, WIDEST)):
        typer.echo(line)


def _print_parts(parts: Sequence[Part]) -> None:
    typer.echo()
    for part in parts:
        print_wrapped(part.lead, part.text)


def _print_wrong(note: str) -> None:
    if note:
        print_wrapped("", note)


def _read(prompt: str) -> str:
    """Return a line that is typed, without its end. Raises EOFError at the end of the input."""
    typer.echo(prompt, nl=False)
    return input()
