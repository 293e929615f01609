"""What is wrong with an input, where, and how to mend it: values that one printer shows."""

from __future__ import annotations

from collections.abc import Iterable

from reg7check.inert import inert
from reg7check.named import NamedTuple

MOST_PROBLEMS = 100
"""How many problems of one input are told: who mends that many reads it again."""
_QUOTED_WIDTH = 72


class Place(NamedTuple):
    """A place in an input: a file, and in it a line and column (both from 1) with that line's text."""

    file: str
    line: int | None = None
    column: int | None = None
    quoted: str | None = None

    def __str__(self) -> str:
        parts = [inert(self.file), self.line, self.column]
        return ":".join(str(part) for part in parts if part is not None)

    def without_root(self) -> Place:
        """Return a place that does not tell where its folder lies: of an absolute path, the last two parts."""
        from pathlib import PurePath  # only where rule files are told of

        path = PurePath(self.file)
        return self._replace(file="/".join(path.parts[-2:])) if path.is_absolute() else self


class Problem(NamedTuple):
    """One thing that is wrong: its place, what is wrong, and how to mend it.

    ``code`` is given where it is a fault of a rulebook: the code under which such faults are explained.
    """

    place: Place
    message: str
    hint: str | None = None
    code: str | None = None

    def __str__(self) -> str:
        word = "error" if self.code is None else f"error {self.code}"
        lines = [f"{self.place}: {word}: {inert(self.message)}", *quoted_lines(self.place)]
        if self.hint:
            lines.append(f"  to mend it: {inert(self.hint)}")
        return "\n".join(lines)


class BadInput(Exception):
    """An input that cannot be used. Carries the problems found in it, in the order of the text: the first of them.

    After ``MOST_PROBLEMS`` stands one that says that there are more.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = sorted(problems, key=lambda each: (each.place.file, each.place.line or 0, each.place.column or 0))
        if len(found) > MOST_PROBLEMS:
            place = found[MOST_PROBLEMS].place._replace(quoted=None)
            found[MOST_PROBLEMS:] = [Problem(place, "there are more faults from here on", "mend those above first")]
        self.problems: tuple[Problem, ...] = tuple(found)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[BadInput], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)  # so that it can come from another process


def quoted_lines(place: Place) -> list[str]:
    """Return the quoted line of a place, with its number, and a caret under the column; nothing where it has none."""
    if place.quoted is None or place.line is None or place.column is None:
        return []
    start = 0
    if place.column > _QUOTED_WIDTH:
        start = place.column - _QUOTED_WIDTH // 2
    window = place.quoted[start : start + _QUOTED_WIDTH]
    caret = " " * cells(inert(window[: place.column - 1 - start])) + "^"
    gutter = f"{place.line:>5}"
    return [f"{gutter} | {inert(window)}".rstrip(), f"{' ' * len(gutter)} | {caret}"]


def shortened(text: str) -> str:
    """Return a text from a file cut to what a message can hold."""
    return text if len(text) <= _QUOTED_WIDTH else f"{text[: _QUOTED_WIDTH - 1]}…"


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for a wide character, none for one that combines."""
    import unicodedata  # only where something is wrong

    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text
    )


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return a hint that names the known word nearest to the given one, or all of them where they are few."""
    words = list(known)
    found = nearest(word, words)
    if found is not None:
        return f"did you mean `{found}`?"
    if 0 < len(words) <= 16:
        return f"use one of: {', '.join(words)}"
    return None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like the given one, if any is much like it."""
    import difflib  # only where something is wrong

    words = {_plain(each): each for each in known}
    near = difflib.get_close_matches(_plain(shortened(word)), words, 1, 0.6)
    return words[near[0]] if near else None


def _plain(word: str) -> str:
    return word.lower().replace("-", "_").replace(" ", "_")
