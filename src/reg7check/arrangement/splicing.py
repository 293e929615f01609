"""Changing one entry of a YAML text, and nothing else in it: every other line stays to the byte.

The parser says where each entry starts and ends; what is there is replaced, and the rest is never written anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from reg7check.arrangement.blanks import is_blank
from reg7check.arrangement.writing import WIDTH, Tree, entry, on_one_line, opening, pair
from reg7check.named import NamedTuple
from reg7check.yaml_source import Node

Path = tuple[str | int, ...]
"""Where something stands in a YAML tree: keys of mappings, and places (from 0) in lists."""

_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n|$)")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$")
_BLOCK_SCALARS = ("|", ">")


class Spot(NamedTuple):
    """A place between two characters: line and column, both from 0."""

    line: int
    column: int


class Entry(NamedTuple):
    """One entry of a mapping."""

    key: yaml.ScalarNode
    value: Node


def find(root: Node, path: Path) -> Node:
    """Return the node at a path. Raises KeyError or IndexError where there is none."""
    node = root
    for part in path:
        node = node.value[part] if isinstance(part, int) else _entry_of(node, part).value
    return node


def _mapping(root: Node, path: Path) -> yaml.MappingNode:
    node = find(root, path)
    if not isinstance(node, yaml.MappingNode):
        raise KeyError(path)
    return node


def said(node: Node) -> object:
    """Return what a tree of nodes says, whatever way it is written: strings in dictionaries and lists."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value).strip(): said(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [said(each) for each in node.value]
    return str(node.value).strip()


class Splicer:
    """A YAML text with its tree, from which changed texts are made."""

    def __init__(self, text: str, root: Node) -> None:
        self.lines = [line for line in _LINE.findall(text) if line] or [""]
        self.root = root
        ending = re.search("\r\n|\r|\n", text)
        self.newline = ending.group() if ending else "\n"
        self.step = _step(root)

    def with_entry(self, path: Path, key: str, tree: Tree, order: Sequence[str]) -> str:
        """Return the text with an entry of the mapping at a path replaced, or added at its place in an order.

        An entry that is not in the order is added at the end.
        """
        mapping = _mapping(self.root, path)
        found = next((each for each in _entries_of(mapping) if each.key.value.strip() == key), None)
        if mapping.flow_style:
            if found is not None:
                return self._replaced(_start(found.value), self._end(found.value), on_one_line(tree))
            return self._added_in_flow(path, mapping, key, tree, order)
        column = mapping.value[0][0].start_mark.column
        if found is not None:
            return self._rewritten(found, entry(key, tree, column, self.step), column)
        lines = entry(key, tree, column, self.step)
        commented_out = self._commented_out(mapping, key, column)
        if commented_out is not None:
            return self._replaced(Spot(commented_out, 0), self._end_of_line(commented_out), "\n".join(lines))
        before = _last_before(mapping, key, order)
        line = self._end(before.value).line if before is not None else self._key_of(path).start_mark.line
        if not path and line + 1 < len(self.lines) and not self._bare(line + 1).strip():
            lines = ["", *lines]
        return self._inserted_after(line, lines)

    def without_entry(self, path: Path, key: str) -> str:
        """Return the text with an entry of the mapping at a path, which holds others, taken out."""
        mapping = _mapping(self.root, path)
        entries = _entries_of(mapping)
        found = _entry_of(mapping, key)
        if mapping.flow_style:
            return self._taken_from_flow(entries, found)
        first, last = found.key.start_mark.line, self._end(found.value).line
        lines = list(self.lines)
        kept = [f"{' ' * found.key.start_mark.column}{each}" for each in self._comments(found, first + 1, last)]
        lines[first : last + 1] = [each + self.newline for each in kept]
        return "".join(lines)

    def _rewritten(self, found: Entry, lines: list[str], column: int) -> str:
        """Return the text with a whole entry in block style written anew; the comments in it stay."""
        start, end = _start(found.key), self._end(found.value)
        colon = Spot(start.line, self._bare(start.line).find(":", found.key.end_mark.column) + 1)
        gap = " "
        if found.value.start_mark.line == start.line:
            gap = self._bare(start.line)[colon.column : found.value.start_mark.column]
        key = self._bare(start.line)[start.column : colon.column]
        rest = lines[0].removeprefix(opening(found.key.value.strip(), column)).strip()
        first = key + (gap + rest if rest else "")
        first = self._with_comment(first, start, end, found)
        above = self._comments(found, start.line + 1, end.line)
        lead = self._bare(start.line)[: start.column]
        if lead.strip():  # the entry follows a dash
            body = [first, *lines[1:], *(f"{' ' * column}{each}" for each in above)]
        else:
            body = [(lead if place else "") + each for place, each in enumerate([*above, first])] + lines[1:]
        return self._replaced(start, self._end_of_line(end.line), "\n".join(body))

    def _with_comment(self, first: str, start: Spot, end: Spot, found: Entry) -> str:
        line = self._bare(start.line)
        comments = self._comments(found, start.line, start.line)
        if not comments or is_blank(comments[0].lstrip("# ")):
            return first
        at = len(line) - len(comments[0]) if end.line == start.line else 0
        padding = max(at - start.column - len(first), 2)
        return f"{first}{' ' * padding}{comments[0]}"

    def _added_in_flow(self, path: Path, mapping: yaml.MappingNode, key: str, tree: Tree, order: Sequence[str]) -> str:
        start, end = _start(mapping), self._end(mapping)
        written = pair(key, tree)
        if mapping.value:
            before = _last_before(mapping, key, order)
            if before is None:
                spot = Spot(start.line, start.column + 1)
                return self._replaced(spot, spot, f"{written}, ")
            spot = self._end(before.value)
            joint = ", "
            if spot.column + len(written) > WIDTH:
                joint = f",\n{' ' * self._column_in_flow(mapping)}"
            return self._replaced(spot, spot, joint + written)
        inside = self._bare(start.line)[start.column + 1 : end.column - 1] if start.line == end.line else "#"
        if not path or _mapping(self.root, path[:-1]).flow_style or "#" in inside:
            spot = Spot(start.line, start.column + 1)
            return self._replaced(spot, spot, written)
        owner = self._key_of(path).start_mark
        after = self._bare(end.line)[end.column :]
        lines = entry(key, tree, owner.column + self.step, self.step)
        before_it = self._bare(start.line)[: start.column].rstrip()
        return self._replaced(Spot(start.line, 0), self._end_of_line(end.line), "\n".join([before_it + after, *lines]))

    def _column_in_flow(self, mapping: yaml.MappingNode) -> int:
        """Return the column for an entry on a line of its own: that of the first, if it has one to itself."""
        first, line = _start(mapping.value[0][0]), self._bare(mapping.start_mark.line)
        if first.line > mapping.start_mark.line:
            return first.column
        return len(line) - len(line.lstrip()) + 2 * self.step

    def _taken_from_flow(self, entries: Sequence[Entry], found: Entry) -> str:
        start, end = _start(found.key), self._end(found.value)
        place = entries.index(found)
        rest = self._bare(end.line)[end.column :]
        if rest.lstrip().startswith(","):
            comma = Spot(end.line, len(self._bare(end.line)) - len(rest.lstrip()) + 1)
            following = _start(entries[place + 1].key) if place + 1 < len(entries) else comma
            return self._replaced(start, following if following.line == end.line else comma, "")
        before = self._end(entries[place - 1].value) if place else start
        return self._replaced(before if before.line == start.line else start, end, "")

    def _commented_out(self, mapping: yaml.MappingNode, key: str, column: int) -> int | None:
        """Return the line in a mapping that would be an entry, but for the # before it."""
        pattern = re.compile(rf" {{{column}}}# ?{re.escape(key)}: *[\w-]+ *(#.*)?")
        inside = {line for leaf in _leaves(mapping) for line in range(leaf.start_mark.line, self._end(leaf).line + 1)}
        first = mapping.start_mark.line
        while first > 0 and self._bare(first - 1).lstrip().startswith("#"):
            first -= 1
        for line in range(first, mapping.end_mark.line):
            if line not in inside and pattern.fullmatch(self._bare(line)):
                return line
        return None

    def _comments(self, found: Entry, first: int, last: int) -> list[str]:
        """Return the comments on lines of an entry."""
        starts = dict.fromkeys(range(first, last + 1), 0)
        for leaf in (found.key, *_leaves(found.value)):
            begun, ended = _start(leaf), self._end(leaf)
            if leaf.style in _BLOCK_SCALARS:
                starts[begun.line] = begun.column
            elif begun.line < ended.line:
                starts.pop(begun.line, None)
            for line in range(begun.line + 1, ended.line + (leaf.style in _BLOCK_SCALARS)):
                starts.pop(line, None)
            if leaf.style not in _BLOCK_SCALARS and ended.line in starts:
                starts[ended.line] = max(starts[ended.line], ended.column)
        found_on = (_COMMENT.search(self._bare(line)[at:]) for line, at in starts.items() if first <= line <= last)
        return [comment.group() for comment in found_on if comment is not None]

    def _key_of(self, path: Path) -> Node:
        return _entry_of(find(self.root, path[:-1]), str(path[-1])).key

    def _end(self, node: Node) -> Spot:
        """Return where a node's own text ends, before the comments and blank lines that follow it."""
        if isinstance(node, yaml.ScalarNode) and node.style in _BLOCK_SCALARS:
            line = min(node.end_mark.line, len(self.lines) - 1)
            if node.end_mark.column == 0 or not self._bare(line).strip():
                line = min(node.end_mark.line - 1, line)
            while line > node.start_mark.line and not self._bare(line).strip():
                line -= 1
            return Spot(line, len(self._bare(line)))
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(node, yaml.MappingNode) else last)
        return Spot(node.end_mark.line, node.end_mark.column)

    def _bare(self, line: int) -> str:
        return self.lines[line].rstrip("\r\n") if line < len(self.lines) else ""

    def _end_of_line(self, line: int) -> Spot:
        return Spot(line, len(self._bare(line)))

    def _replaced(self, start: Spot, end: Spot, by: str) -> str:
        before = [*self.lines[: start.line], self.lines[start.line][: start.column]]
        after = [self.lines[end.line][end.column :], *self.lines[end.line + 1 :]]
        return "".join([*before, by.replace("\n", self.newline), *after])

    def _inserted_after(self, line: int, new: Sequence[str]) -> str:
        spot = self._end_of_line(line)
        return self._replaced(spot, spot, "".join(f"\n{each}" for each in new))


def _start(node: Node) -> Spot:
    return Spot(node.start_mark.line, node.start_mark.column)


def _entries_of(mapping: Node) -> list[Entry]:
    return [Entry(key, value) for key, value in mapping.value]


def _entry_of(mapping: Node, key: str) -> Entry:
    for each in _entries_of(mapping):
        if each.key.value.strip() == key:
            return each
    raise KeyError(key)


def _last_before(mapping: Node, key: str, order: Sequence[str]) -> Entry | None:
    """Return the entry after which a new one belongs, or None where it comes first."""
    entries = _entries_of(mapping)
    if key not in order:
        return entries[-1]
    places = {name: place for place, name in enumerate(order)}
    before = [each for each in entries if places.get(each.key.value.strip(), len(order)) < places[key]]
    return max(before, key=lambda each: places[each.key.value.strip()], default=None)


def _leaves(node: Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from (*_leaves(key), *_leaves(value))
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _leaves(each)
    elif isinstance(node, yaml.ScalarNode):
        yield node


def _step(node: Node) -> int:
    """Return by how much a text indents what is below a key: as where it first does so, else by two."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        for key, value in node.value:
            if isinstance(value, yaml.MappingNode) and not value.flow_style and value.value:
                return int(value.value[0][0].start_mark.column - key.start_mark.column)
        for _, value in node.value:
            if isinstance(value, yaml.SequenceNode):
                return next((_step(each) for each in value.value), 2)
    return 2
