"""What a starter file leaves to fill in: the mark by which a placeholder is known, and where such marks stand."""

from __future__ import annotations

import re

import yaml

from reg7check.named import NamedTuple
from reg7check.yaml_source import Node, Source

BLANK = "TO FILL IN"
_COMMENT = r"[\s\]},]*\s#\s*(.*)"


class Blank(NamedTuple):
    """A placeholder: where it stands in the tree (keys, and places from 0 in lists), and its line (from 1)."""

    path: tuple[str | int, ...]
    line: int


def is_blank(text: str) -> bool:
    """Return whether a text is a placeholder of a starter file, which nobody has filled in yet."""
    return text.startswith(BLANK)


def blanks_in(source: Source) -> tuple[Blank, ...]:
    """Return the placeholders of a file: each text that is one, and each entry whose comment is one."""
    in_comments = any(BLANK in line for line in source.lines)
    found: list[Blank] = []

    def look(node: Node, path: tuple[str | int, ...]) -> None:
        if isinstance(node, yaml.ScalarNode):
            if is_blank(node.value.strip()) or (in_comments and is_blank(_comment_after(source, node))):
                found.append(Blank(path, node.start_mark.line + 1))
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                look(value, (*path, str(key.value).strip()))
        elif isinstance(node, yaml.SequenceNode):
            for place, value in enumerate(node.value):
                look(value, (*path, place))

    look(source.root, ())
    return tuple(found)


def _comment_after(source: Source, leaf: yaml.ScalarNode) -> str:
    end = leaf.end_mark
    comment = re.fullmatch(_COMMENT, source.lines[end.line][end.column :]) if leaf.style not in ("|", ">") else None
    return comment.group(1) if comment else ""
