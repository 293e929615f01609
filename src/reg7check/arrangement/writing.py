"""Values as the shortest YAML that reads back as they are: on one line where that fits, else one entry a line."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

import yaml

from reg7check.named import NamedTuple

WIDTH = 120
_ENDLESS = 1 << 30


class Text(NamedTuple):
    """A text that somebody chose: it is quoted where YAML would read something else."""

    content: str


class Section(NamedTuple):
    """A mapping that is written one entry a line, however short it is."""

    entries: Mapping[str, Tree]


Tree = str | Text | Section | list[Any] | dict[str, Any]
"""What may be written. A ``str`` is a word of the format (a choice, a date), written as it stands."""


def plain(tree: Tree) -> Any:
    """Return what a tree says, whatever way it is written: strings in mappings and lists."""
    if isinstance(tree, Text):
        return tree.content
    if isinstance(tree, list):
        return [plain(each) for each in tree]
    if isinstance(tree, (dict, Section)):
        entries = tree.entries if isinstance(tree, Section) else tree
        return {key: plain(value) for key, value in entries.items()}
    return tree


def on_one_line(tree: Tree) -> str:
    """Return a tree in YAML's flow style."""
    if isinstance(tree, Text):
        return _scalar(tree.content, in_flow=True)
    if isinstance(tree, list):
        return f"[{', '.join(on_one_line(each) for each in tree)}]"
    if isinstance(tree, (dict, Section)):
        entries = tree.entries if isinstance(tree, Section) else tree
        return "{" + ", ".join(pair(key, value) for key, value in entries.items()) + "}"
    return tree


def pair(key: str, tree: Tree) -> str:
    """Return an entry of a mapping in YAML's flow style."""
    return f"{_scalar(key, in_flow=True)}: {on_one_line(tree)}"


def opening(key: str, column: int) -> str:
    """Return what the first line of an entry in block style starts with: its key, and the colon."""
    return f"{' ' * column}{_scalar(key, in_flow=False)}:"


def entry(key: str, tree: Tree, column: int, step: int) -> list[str]:
    """Return the lines of an entry in block style that starts in a column; what is below it is a step further in."""
    start = opening(key, column)
    below = column + step
    if isinstance(tree, Section):
        return [start, *_entries(tree.entries, below, step)]
    text = _scalar(tree.content, in_flow=False) if isinstance(tree, Text) else on_one_line(tree)
    line = f"{start} {text}"
    if len(line) <= WIDTH or isinstance(tree, str):
        return [line]
    if isinstance(tree, list):
        return [start, *(f"{' ' * below}- {on_one_line(each)}" for each in tree)]
    if isinstance(tree, dict):
        return [start, *_entries(tree, below, step)]
    if not _folds(tree.content):
        return [line]
    margin = " " * below
    wrapped = textwrap.wrap(
        tree.content, max(WIDTH - below, 40), break_long_words=False, break_on_hyphens=False, expand_tabs=False
    )
    return [f"{start} >-", *(margin + each for each in wrapped)]


def _entries(entries: Mapping[str, Tree], column: int, step: int) -> list[str]:
    return [line for key, tree in entries.items() for line in entry(key, tree, column, step)]


def _folds(text: str) -> bool:
    """Return whether a text comes back as it is when YAML joins its lines: single spaces, and nothing to escape."""
    return _writable(text) and "  " not in text and "\t" not in text and text == text.strip()


def _scalar(text: str, *, in_flow: bool) -> str:
    if _is_plain(text, in_flow=in_flow):
        return text
    if not _writable(text):
        escaped: str = yaml.safe_dump(text, default_style='"', width=_ENDLESS)
        return escaped.removesuffix("\n")
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _is_plain(text: str, *, in_flow: bool) -> bool:
    content = [text] if in_flow else {"k": text}
    written: str = yaml.safe_dump(content, default_flow_style=in_flow, width=_ENDLESS, allow_unicode=True)
    return written == (f"[{text}]\n" if in_flow else f"k: {text}\n")


def _writable(text: str) -> bool:
    """Return whether each character may stand in a file as it is."""
    return all(each.isprintable() or each in "\t\xa0" for each in text)
