"""How far a command is with many files: a bar on a terminal, and nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
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
