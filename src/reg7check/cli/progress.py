"""How far a command is with many files: a bar on a terminal, and nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

_MANY = 20
_Thing = TypeVar("_Thing")


def tracked(things: Sequence[_Thing], description: str) -> Iterator[_Thing]:
    """Yield each of some things; where they are many, and standard error is a terminal, show on it how far it is."""
    if len(things) < _MANY or not sys.stderr.isatty():
        yield from things
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(things, description=description, console=console, transient=True)


@contextmanager
def bar(description: str) -> Iterator[Callable[[int, int], None]]:
    """Give what is told how much is done, and of how much; where standard error is a terminal, a bar shows it."""
    if not sys.stderr.isatty():
        yield lambda done, total: None  # noqa: ARG005
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(description, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
