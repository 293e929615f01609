"""Reading single fields of a YAML tree: each reader returns a value, or records a problem and returns None."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

import yaml

from reg7check.arrangement.models import Span
from reg7check.days import NoSuchDay, parse_day
from reg7check.inert import inert
from reg7check.problems import MOST_PROBLEMS, BadInput, Problem, did_you_mean, nearest, shortened
from reg7check.yaml_source import Node, Source

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
LINK = r"""https?://[^\s<>"'`\\]+"""
_EMPTY = ("", "~", "null", "Null", "NULL")


class Form:
    """One pass over a source's tree. Problems are collected, so that all of a file are reported at once.

    Where there are more than BadInput tells, it is raised at once: to look for what each name may mean takes long.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = list(source.problems)

    def report(self, node: Node, message: str, hint: str | None = None, offset: int = 0) -> None:
        """Record a problem at a node's start, or at an offset into its text where that is written plainly.

        Raises BadInput where there are more problems than it tells.
        """
        place = self.source.place_of(node)
        plain = isinstance(node, yaml.ScalarNode) and not node.style and node.start_mark.line == node.end_mark.line
        if plain and place.column is not None:
            place = place._replace(column=place.column + offset)
        self.problems.append(Problem(place, message, hint))
        if len(self.problems) > MOST_PROBLEMS:
            raise BadInput(self.problems)

    def mapping(self, node: Node, what: str, keys: Iterable[str], required: Iterable[str] = ()) -> dict[str, Node]:
        """Return a mapping's values by key, reporting each unknown key and each required one that is missing."""
        known = list(keys)
        found: dict[str, Node] = {}
        unknown: set[str] = set()
        for name, value in self.pairs(node, what):
            if name.value in known:
                found.setdefault(name.value, value)
            elif name.value not in unknown:
                unknown.add(name.value)
                self.report(name, f"{what} has no `{shortened(name.value)}`", did_you_mean(name.value, known))
        misspelt = {nearest(word, known) for word in unknown}
        if isinstance(node, yaml.MappingNode):
            for key in required:
                if key not in found and key not in misspelt:
                    self.report(node, f"{what} lacks `{key}`", f"add a line that starts with `{key}:`")
        return found

    def pairs(self, node: Node, what: str) -> Iterator[tuple[yaml.ScalarNode, Node]]:
        """Yield a mapping's plain-text keys and their values, or report that it is none."""
        if not isinstance(node, yaml.MappingNode):
            hint = "write one `key: value` line for each, indented alike, with no dash"
            self.report(node, f"{what} must be `key: value` lines, not {_kind(node)}", hint)
            return
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key, value

    def items(self, node: Node, what: str) -> list[Node]:
        """Return the entries of a list that may not be empty."""
        if not isinstance(node, yaml.SequenceNode):
            self.report(node, f"{what} must be a list, not {_kind(node)}", "start each entry with a dash and a space")
            return []
        if not node.value:
            self.report(node, f"{what} is empty", "give one entry or more")
        return list(node.value)

    def text(self, node: Node, what: str) -> str | None:
        """Return a text that is not empty."""
        if not isinstance(node, yaml.ScalarNode):
            hint = "write a single text, in quotes if it starts with [ or {"
            self.report(node, f"{what} must be a text, not {_kind(node)}", hint)
            return None
        if not node.value.strip() or is_null(node):
            self.report(node, f"{what}: this is empty", "write it out after the colon")
            return None
        return str(node.value).strip()

    def choice(self, node: Node, what: str, choices: Iterable[str]) -> str | None:
        """Return one of the named choices."""
        text = self.text(node, what)
        known = list(choices)
        if text is None or text in known:
            return text
        near = did_you_mean(text, known) or ""
        listed = ", ".join(known)
        hint = near if near.startswith("use one of") else f"{near} The choices are: {listed}".strip()
        self.report(node, f"{what} cannot be `{shortened(text)}`", hint)
        return None

    def identifier(self, node: Node, what: str) -> str | None:
        """Return an id: letters, digits, dashes and underscores, 64 at most."""
        text = self.text(node, what)
        if text is None or ID.fullmatch(text):
            return text
        hint = "use up to 64 letters, digits, dashes and underscores, starting with a letter or a digit"
        self.report(node, f"{what} cannot be `{shortened(text)}`", hint)
        return None

    def link(self, node: Node, what: str) -> str | None:
        """Return an http or https address."""
        text = self.text(node, what)
        if text is None or (re.fullmatch(LINK, text) and inert(text) == text):
            return text
        self.report(node, f"{what} must be a web address", "start it with https:// and leave no spaces in it")
        return None

    def day(self, node: Node, what: str) -> date | None:
        """Return a date written as 2024-05-13."""
        text = self.text(node, what)
        return None if text is None else self._day(node, text, what)

    def dates(self, node: Node, what: str) -> tuple[Span, ...]:
        """Return one or more entries of dates: a day, "A to B" (both included), or "from A"."""
        entries = self.items(node, what) if isinstance(node, yaml.SequenceNode) else [node]
        spans = (self._span(entry, what) for entry in entries)
        return tuple(span for span in spans if span is not None)

    def _span(self, node: Node, what: str) -> Span | None:
        text = self.text(node, what)
        if text is None:
            return None
        found = list(re.finditer(r"\S+", text))
        words = [each.group() for each in found]
        if len(words) == 2 and words[0] == "from":
            first = self._day(node, words[1], what, found[1].start())
            return Span(first, None) if first else None
        if len(words) == 3 and words[1] == "to":
            first = self._day(node, words[0], what)
            last = self._day(node, words[2], what, found[2].start())
            if first and last and last < first:
                self.report(node, f"{what} end on {last}, before they start on {first}", "swap the two dates")
                return None
            return Span(first, last) if first and last else None
        if len(words) == 1:
            first = self._day(node, words[0], what)
            return Span(first, first) if first else None
        hint = 'write "2024-05-13", "2024-05-13 to 2024-06-01" or "from 2024-05-13"'
        self.report(node, f"{what} cannot be read from `{shortened(text)}`", hint)
        return None

    def _day(self, node: Node, text: str, what: str, offset: int = 0) -> date | None:
        try:
            return parse_day(text)
        except NoSuchDay as error:
            self.report(node, f"{what}: {error}", error.hint, offset)
            return None


def is_null(node: Node) -> bool:
    """Return whether a node is one of YAML's ways to write nothing."""
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _EMPTY


def _kind(node: Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "a group of `key: value` lines"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "nothing" if not node.value else "a text"
