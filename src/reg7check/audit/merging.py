"""Merging the YAML tree of a fragment over that of a whole: what a rule case changes in its base."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

import yaml

from reg7check.yaml_source import Node

_NOTHING = ("~", "null", "Null", "NULL")


def moved(node: Node, mark: Any) -> Node:
    """Return a copy of a tree all of which stands at one mark: where what it takes part in is written."""
    if isinstance(node, yaml.MappingNode):
        entries = [(moved(key, mark), moved(value, mark)) for key, value in node.value]
        return yaml.MappingNode(node.tag, entries, mark, mark, node.flow_style)
    if isinstance(node, yaml.SequenceNode):
        return yaml.SequenceNode(node.tag, [moved(item, mark) for item in node.value], mark, mark, node.flow_style)
    assert isinstance(node, yaml.ScalarNode)
    return yaml.ScalarNode(node.tag, node.value, mark, mark, node.style)


def merged(base: Node, over: Node) -> Node:
    """Return a tree with a fragment merged over it.

    Mappings merge, but for the answers under ``facts``, which are replaced; an entry that the fragment gives as
    ``null`` is left out. Lists whose entries have ids merge by id, and new ids are added. All else is replaced.
    """
    if isinstance(base, yaml.MappingNode) and isinstance(over, yaml.MappingNode):
        return _merged_mapping(base, over)
    if isinstance(base, yaml.SequenceNode) and isinstance(over, yaml.SequenceNode) and _have_ids(base, over):
        return _merged_by_id(base, over)
    return over


def with_facts(entry: Node, answers: Mapping[yaml.ScalarNode, Node], left_out: Container[str]) -> Node:
    """Return an action or a strand with these answers among its facts, and without those left out."""
    facts = value_of(entry, "facts")
    if facts is None and isinstance(entry, yaml.MappingNode) and answers:
        facts = yaml.MappingNode("", [], entry.start_mark, entry.end_mark)
    if not isinstance(facts, yaml.MappingNode):
        return entry
    new = {key.value.strip() for key in answers}
    kept = [
        (key, value)
        for key, value in _entries(facts)
        if key.value.strip() not in new and key.value.strip() not in left_out
    ]
    return with_value(entry, "facts", _mapping([*kept, *answers.items()], facts))


def with_value(node: Node, key: str, value: Node) -> Node:
    """Return a mapping with a value in place of the one that its key has, or with one entry more."""
    entries = [(name, value if name.value.strip() == key else old) for name, old in _entries(node)]
    if value_of(node, key) is None:
        entries.append((yaml.ScalarNode("", key, node.start_mark, node.start_mark), value))
    return _mapping(entries, node)


def value_of(node: Node, key: str) -> Node | None:
    """Return the value of a mapping's key, or None where it has none, or is no mapping."""
    return next((value for name, value in _entries(node) if name.value.strip() == key), None)


def keys_of(node: Node | None) -> set[str]:
    """Return the keys of a mapping; none where it is none."""
    return {key.value.strip() for key, _ in _entries(node)}


def text_of(node: Node | None) -> str | None:
    """Return the text of a node, or None where it is no text."""
    return node.value.strip() if isinstance(node, yaml.ScalarNode) else None


def identity(node: Node) -> str | None:
    """Return the id of an entry of a list, or None where it has none."""
    return text_of(value_of(node, "id"))


def _merged_mapping(base: yaml.MappingNode, over: yaml.MappingNode) -> Node:
    changes = {key.value.strip(): (key, value) for key, value in _entries(over)}
    entries: list[tuple[yaml.ScalarNode, Node]] = []
    for key, value in _entries(base):
        name = key.value.strip()
        if name not in changes:
            entries.append((key, value))
        elif not _is_nothing(changes[name][1]):
            entries.append((changes[name][0], _merged_value(name, value, changes[name][1])))
    own = keys_of(base)
    entries += [entry for name, entry in changes.items() if name not in own]
    return _mapping(entries, over)


def _merged_value(key: str, base: Node, over: Node) -> Node:
    """Merge one value; a fact's answer may be a mapping, and two of them are never mixed."""
    if key == "facts" and isinstance(over, yaml.MappingNode):
        removed = {name.value.strip() for name, answer in _entries(over) if _is_nothing(answer)} & keys_of(base)
        answers = {name: answer for name, answer in _entries(over) if name.value.strip() not in removed}
        kept = [(name, answer) for name, answer in _entries(base) if name.value.strip() not in keys_of(over)]
        return _mapping([*kept, *answers.items()], over)
    return merged(base, over)


def _merged_by_id(base: yaml.SequenceNode, over: yaml.SequenceNode) -> Node:
    items: list[Node] = list(base.value)
    own = [identity(item) for item in items]
    done: set[str | None] = {None}
    for item in over.value:
        name = identity(item)
        if name in own and name not in done:
            number = own.index(name)
            items[number] = merged(items[number], item)
        else:
            items.append(item)  # a new one; a repeated id, or none, is for whoever reads the whole to refuse
        done.add(name)
    return yaml.SequenceNode(base.tag, items, over.start_mark, over.end_mark, over.flow_style)


def _have_ids(base: yaml.SequenceNode, over: yaml.SequenceNode) -> bool:
    every_one_a_mapping = all(isinstance(item, yaml.MappingNode) for item in over.value)
    return every_one_a_mapping and bool(over.value) and all(identity(item) is not None for item in base.value)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NOTHING


def _mapping(entries: Sequence[tuple[Node, Node]], at: Node) -> yaml.MappingNode:
    return yaml.MappingNode("", list(entries), at.start_mark, at.end_mark)


def _entries(node: Node | None) -> Iterator[tuple[yaml.ScalarNode, Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))
