"""The interview on a terminal that can redraw: a clear screen for each question, arrow keys, and one key an answer."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from typing import Any

from reg7check.cli.plain_front import WIDEST, how_to_leave, no_such, typed_line, wrapped
from reg7check.interview.screens import COMMAND_KEYS, Command, Menu, Part, Request, Screen, Typed
from reg7check.report.document import Tone

_STYLES = {
    "plain": "",
    "strong": "bold",
    "quiet": "fg:ansibrightblack",
    "prohibited": "bold fg:ansired",
    "disputed": "bold fg:ansimagenta",
    "arguable": "bold fg:ansimagenta",
    "undetermined": "bold fg:ansiyellow",
    "not-prohibited": "bold fg:ansigreen",
}
_POINTER = "»"
_CUT, _CUT_WITH_HELP = "…", "… (e tells the rest)"
_MARGIN = len(f" {_POINTER} ")


class FullFront:
    """Asks with prompts of questionary, which works over SSH and on the terminals of Windows."""

    def choose(self, screen: Screen, menu: Menu) -> str | Command:
        """Return the name of the option that is chosen, or the command."""
        import questionary

        width = _width() - _MARGIN
        titles = [
            "\n".join(wrapped(f"{number if number < 10 else ' '} ", option.words, width)).replace(
                "\n", f"\n{' ' * _MARGIN}"
            )
            for number, option in enumerate(menu.options, 1)
        ]
        note = screen.note
        default = menu.default or menu.options[0].name
        while True:
            _draw(
                screen._replace(note=note),
                sum(title.count("\n") + 1 for title in titles) + len(wrapped(" ", _hint(menu), _width())),
                _CUT_WITH_HELP if Command.EXPLAIN in menu.commands else _CUT,
            )
            question = questionary.select(
                _hint(menu),
                [
                    questionary.Choice(title, value=option.name)
                    for title, option in zip(titles, menu.options, strict=True)
                ],
                default=default,
                qmark="",
                pointer=_POINTER,
                instruction=" ",
                use_jk_keys=False,
                use_emacs_keys=False,
                style=_style(),
                erase_when_done=True,
            )
            _add_keys(question.application, menu)
            chosen: str | Command | _WrongKey = question.unsafe_ask()
            if not isinstance(chosen, _WrongKey):
                return chosen
            note = no_such(chosen.key)

    def write(self, screen: Screen, request: Request) -> Typed:
        """Return what is typed."""
        import questionary

        leave = wrapped("", how_to_leave(request.commands), _width()) if request.commands else []
        _draw(screen, len(leave) + 2)
        for line in leave:
            questionary.print(line, style=_STYLES["quiet"])
        typed: str = questionary.text(
            f"{request.label}:", default=request.default, qmark="", style=_style()
        ).unsafe_ask()
        return typed_line(typed, request)

    def show(self, screen: Screen) -> None:
        """Show a screen, a page at a time, until a key is pressed."""
        import questionary

        pages = list(_pages(screen.parts, shutil.get_terminal_size().lines - len(_status_lines(screen)) - 2))
        for number, page in enumerate(pages, 1):
            _clear()
            _print_status(screen)
            for line, tone in _all_lines(page):
                questionary.print(line, style=_STYLES[tone])
            rest = "Press any key for more" if number < len(pages) else "Press any key to go on"
            waiting = questionary.press_any_key_to_continue(rest, style=_style(), erase_when_done=True)
            _end_at_ctrl_d(waiting.application)
            waiting.unsafe_ask()


class _WrongKey:
    """A key that is none of the choices."""

    def __init__(self, key: str) -> None:
        self.key = key


def _hint(menu: Menu) -> str:
    commands = "  ".join(f"{COMMAND_KEYS[each]} {each.value}" for each in menu.commands)
    keys = f"Press 1 to {min(len(menu.options), 9)}, or arrows and Enter." if len(menu.options) > 1 else "Press Enter."
    return f"{keys}  {commands}".rstrip()


def _add_keys(application: Any, menu: Menu) -> None:
    """Let a key choose at once, the end of the input end it, and any other key be told of."""
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
    from prompt_toolkit.keys import Keys

    keys = KeyBindings()

    def choose(key: str, chosen: str | Command) -> None:
        @keys.add(key, eager=True)
        def _(event: KeyPressEvent) -> None:
            event.app.exit(result=chosen)

    for number, option in enumerate(menu.options, 1):
        for key in ([str(number)] if number < 10 else []) + [each for each in option.typed if len(each) == 1]:
            choose(key, option.name)
    for command in menu.commands:
        choose(COMMAND_KEYS[command], command)
        if command is Command.EXPLAIN:
            choose("?", command)

    @keys.add(Keys.Any)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=_WrongKey(event.data if event.data.isprintable() else ""))

    application.key_bindings = merge_key_bindings([application.key_bindings, keys])
    _end_at_ctrl_d(application)


def _end_at_ctrl_d(application: Any) -> None:
    """Let Ctrl-D end the input, which questionary does only where a line is typed."""
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings

    keys = KeyBindings()

    @keys.add("c-d", eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError)

    application.key_bindings = merge_key_bindings([application.key_bindings, keys])


def _draw(screen: Screen, below: int, more: str = _CUT) -> None:
    """Clear the screen and print what stands above a prompt that takes so many lines: as much of it as has room."""
    import questionary

    _clear()
    _print_status(screen)
    note = wrapped("", screen.note, _width()) if screen.note else []
    room = shutil.get_terminal_size().lines - len(_status_lines(screen)) - len(note) - below - 1
    for line, tone in _laid_out(screen.parts, room, more):
        questionary.print(line, style=_STYLES[tone])
    for line in note:
        questionary.print(line, style=_STYLES["undetermined"])


def _pages(parts: Sequence[Part], height: int) -> Iterator[list[Part]]:
    """Yield parts by the page, each whole on one page; one that is longer than a page has a page of its own."""
    page: list[Part] = []
    for part in parts:
        if page and len(_all_lines([*page, part])) > height:
            yield page
            page = []
        page.append(part)
    yield page


def _laid_out(parts: Sequence[Part], room: int, more: str) -> list[tuple[str, Tone]]:
    """Return the lines of parts for which there is room, those of the lowest rank first; with gaps if these fit too.

    The first part for which there is no room is cut short, after a sentence, and says so.
    """
    kept: dict[int, Part] = {}
    cut = False
    for place, part in sorted(enumerate(parts), key=lambda each: each[1].rank):
        left = room - len(_all_lines(list(kept.values())))
        if part.rank == 0 or len(_lines(part)) <= left:
            kept[place] = part
        elif not cut:
            cut = True
            short = _shortened(part, left, more)
            if short is not None:
                kept[place] = short
    shown = [kept[place] for place in sorted(kept)]
    spaced = [line for part in shown for line in (*_all_lines([part]), *([] if part.lead else [("", part.tone)]))]
    return spaced if len(spaced) <= room else _all_lines(shown)


def _shortened(part: Part, height: int, more: str) -> Part | None:
    """Return the part with as many of its sentences as have room, and a mark of what is left out; None for none."""
    sentences = re.split(r"(?<=[.?!]) (?=[A-Z])", part.text)
    for number in range(len(sentences) - 1, 0, -1):
        short = part._replace(text=f"{' '.join(sentences[:number])} {more}")
        if len(_lines(short)) <= height:
            return short
    return None


def _all_lines(parts: Sequence[Part]) -> list[tuple[str, Tone]]:
    return [(line, part.tone) for part in parts for line in _lines(part)]


def _clear() -> None:
    from prompt_toolkit.shortcuts import clear

    clear()


def _print_status(screen: Screen) -> None:
    import questionary

    for part in screen.status:
        for line in _lines(part):
            questionary.print(line, style=_STYLES[part.tone])
    questionary.print("-" * _width(), style=_STYLES["quiet"])


def _status_lines(screen: Screen) -> list[str]:
    return [*(line for part in screen.status for line in _lines(part)), ""]


def _lines(part: Part) -> list[str]:
    return wrapped(part.lead, part.text, _width()) or [""]


def _width() -> int:
    return min(shutil.get_terminal_size().columns - 1, WIDEST)


def _style() -> Any:
    from questionary import Style

    return Style([("question", ""), ("highlighted", "bold"), ("pointer", "bold"), ("answer", ""), ("instruction", "")])
