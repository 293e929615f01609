"""Merging the YAML tree of a fragment over that of a whole, and finding things in such trees."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import Any

import yaml

from reg7check.arrangement.form import Form
from reg7check.problems import shortened
from reg7check.yaml_source import Node

_NOTHING = ("~", "null", "Null", "NULL")


class Merger:
    """Merges a fragment over a whole; what it cannot mean is reported to a form.

    Mappings merge, but for the answers under ``facts``, which are replaced; an entry that the fragment gives as
    ``null`` is left out. Lists whose entries have ids merge by id, and new ids are added. All else is replaced.
    """

    def __init__(self, form: Form) -> None:
        self.form = form

    def merged(self, base: Node, over: Node) -> Node:
        """Return a tree with a fragment merged over it."""
        if isinstance(base, yaml.MappingNode) and isinstance(over, yaml.MappingNode):
            return self._mapping(base, over, self._value)
        if isinstance(base, yaml.SequenceNode) and isinstance(over, yaml.SequenceNode) and _have_ids(base, over):
            return self._by_id(base, over)
        return over

    def _value(self, key: str, base: Node, over: Node) -> Node:
        if key == "facts" and isinstance(base, yaml.MappingNode) and isinstance(over, yaml.MappingNode):
            return self._mapping(base, over, lambda _fact, _old, new: new)
        return self.merged(base, over)

    def _mapping(self, base: Node, over: Node, combine: Callable[[str, Node, Node], Node]) -> Node:
        changes = {key.value.strip(): (key, value) for key, value in entries_of(over)}
        found: list[tuple[Node, Node]] = []
        for key, value in entries_of(base):
            name = key.value.strip()
            if name not in changes:
                found.append((key, value))
            elif not _is_nothing(changes[name][1]):
                found.append((changes[name][0], combine(name, value, changes[name][1])))
        own = keys_of(base)
        for name, (key, value) in changes.items():
            if name not in own and _is_nothing(value):
                message = f"the base has no `{shortened(name)}` here to leave out"
                self.form.report(key, message, "`null` leaves out what the base has: delete this entry")
            elif name not in own:
                found.append((key, value))
        return _like(over, found)

    def _by_id(self, base: yaml.SequenceNode, over: yaml.SequenceNode) -> Node:
        items: list[Node] = list(base.value)
        ids = [identity(item) for item in items]
        changed: set[str] = set()
        for item in over.value:
            name = identity(item)
            if name is None:
                self.form.report(item, "this entry has no id", "say with `id:` which entry of the base it changes")
                continue
            if name in changed:
                self.form.report(item, f"`{shortened(name)}` stands here twice", "make one entry of the two")
            elif name in ids:
                items[ids.index(name)] = self.merged(items[ids.index(name)], item)
            else:
                items.append(item)
            changed.add(name)
        return with_items(over, items)


def moved(node: Node, mark: Any) -> Node:
    """Return a copy of a tree all of which stands at one mark: where what it takes part in is written."""
    if isinstance(node, yaml.MappingNode):
        entries = [(moved(key, mark), moved(value, mark)) for key, value in node.value]
        return yaml.MappingNode(node.tag, entries, mark, mark)
    if isinstance(node, yaml.SequenceNode):
        return yaml.SequenceNode(node.tag, [moved(item, mark) for item in node.value], mark, mark)
    assert isinstance(node, yaml.ScalarNode)
    return yaml.ScalarNode(node.tag, node.value, mark, mark, node.style)


def with_facts(entry: Node, answers: Mapping[yaml.ScalarNode, Node], left_out: Container[str]) -> Node:
    """Return an action or a strand with these answers among its facts, and without those left out."""
    facts = value_of(entry, "facts")
    if facts is None and isinstance(entry, yaml.MappingNode) and answers:
        facts = _like(entry, [])
    if not isinstance(facts, yaml.MappingNode):
        return entry
    new = {key.value.strip() for key in answers}
    kept = [pair for pair in entries_of(facts) if pair[0].value.strip() not in new]
    kept = [pair for pair in kept if pair[0].value.strip() not in left_out]
    return with_value(entry, "facts", _like(facts, [*kept, *answers.items()]))


def with_value(node: Node, key: str, value: Node) -> Node:
    """Return a mapping with a value in place of the one that its key has, or with one entry more."""
    entries: list[tuple[Node, Node]] = [
        (name, value if name.value.strip() == key else old) for name, old in entries_of(node)
    ]
    if value_of(node, key) is None:
        entries.append((yaml.ScalarNode("", key, node.start_mark, node.start_mark), value))
    return _like(node, entries)


def with_items(node: Node, items: Sequence[Node]) -> Node:
    """Return a list with these entries in place of its own."""
    return yaml.SequenceNode(node.tag, list(items), node.start_mark, node.end_mark)


def entries_of(node: Node | None) -> Iterator[tuple[yaml.ScalarNode, Node]]:
    """Yield a mapping's plain-text keys and their values; nothing where it is none."""
    if isinstance(node, yaml.MappingNode):
        yield from ((key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))


def items_of(node: Node | None) -> list[Node]:
    """Return the entries of a list; none where it is none."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def keys_of(node: Node | None) -> set[str]:
    """Return the keys of a mapping; none where it is none."""
    return {key.value.strip() for key, _ in entries_of(node)}


def value_of(node: Node | None, key: str) -> Node | None:
    """Return the value of a mapping's key, or None where it has none, or is no mapping."""
    return next((value for name, value in entries_of(node) if name.value.strip() == key), None)


def text_of(node: Node | None) -> str | None:
    """Return the text of a node, or None where it is no text."""
    return node.value.strip() if isinstance(node, yaml.ScalarNode) else None


def identity(node: Node) -> str | None:
    """Return the id of an entry of a list, or None where it has none."""
    return text_of(value_of(node, "id")) or None


def _have_ids(base: yaml.SequenceNode, over: yaml.SequenceNode) -> bool:
    every_one_a_mapping = all(isinstance(item, yaml.MappingNode) for item in over.value)
    return every_one_a_mapping and bool(over.value) and all(identity(item) is not None for item in base.value)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NOTHING


def _like(node: Node, entries: Sequence[tuple[Node, Node]]) -> yaml.MappingNode:
    return yaml.MappingNode(node.tag, list(entries), node.start_mark, node.end_mark)
