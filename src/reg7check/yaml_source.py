"""The one YAML reader: bytes in, PyYAML's own nodes out, every structural fault named with its place.

Scalars are left as the text that was written: what ``no`` or ``2024-05-13`` means is for the reader of a
field to say, never for YAML's own guessing.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from reg7check.contents import MAX_YAML, content_of, read_at_most
from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem, shortened

MAX_DEPTH = 32
MAX_NODES = 50_000
"""The most keys and values: a text of 1 MiB that people wrote has fewer."""
_MOST_CHARACTERS = 20
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
"""How a text begins that is not in UTF-8, though it is no mistake: Windows offers these to save in."""

Node = yaml.nodes.Node
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RUNS_ON = ("quoted scalar", "simple key", "flow ")

_HINTS = (
    ("nesting depth", "compare it with an example"),
    ("tab character", "indent with spaces: YAML allows no tabs there"),
    ("escape", "in double quotes a backslash starts a code: use single quotes, or write it twice"),
    ("Unicode character", "in double quotes a backslash starts a code: use single quotes, or write it twice"),
    ("cannot start any token", "YAML allows no tabs for indenting, and a text that starts with @, % or ` needs quotes"),
    ("mapping values are not allowed", 'a text that holds ": " needs quotes around the whole of it'),
    ("expected ':'", 'write each entry as "key: answer", with a space after the colon'),
    ("quoted scalar", "close the quotation mark that was opened"),
    ("flow", "close each [ or { that was opened, and separate what is inside with commas"),
    ("block", "check that this line is indented like its neighbours"),
    ("expected key", "check that this line is indented like its neighbours"),
)


class Source(NamedTuple):
    """A YAML text that was read: its name, its lines, its root node and the SHA-256 of its bytes.

    ``problems`` are the structural faults that did not stop the reading (tags, anchors, repeated keys): who
    reads the fields adds its own, so that all are reported at once.
    """

    name: str
    lines: tuple[str, ...]
    root: Node
    sha256: str
    problems: tuple[Problem, ...] = ()

    def place(self, mark: Any) -> Place:
        """Return the place of a PyYAML mark (which counts from 0) in this text."""
        return place_in(self.name, self.lines, mark.line, mark.column)

    def place_of(self, node: Node) -> Place:
        """Return the place where a node starts."""
        return self.place(node.start_mark)


def place_in(name: str, lines: tuple[str, ...], line: int, column: int) -> Place:
    """Return the place at a line and column (from 0) of a text; past its end, the end of its last line."""
    if line >= len(lines):
        line = max(len(lines) - 1, 0)
        column = len(lines[line]) if lines else 0
    quoted = lines[line] if lines else ""
    return Place(name, line + 1, column + 1, quoted)


def read_source(path: Path, name: str) -> Source:
    """Read a YAML file; ``name`` is what messages call it. Raises BadInput with every structural problem."""
    return parse_source(content_of(path, MAX_YAML, name), name)


def read_standard_input(name: str = "-") -> Source:
    """Read YAML from standard input. Raises BadInput with every structural problem."""
    if sys.stdin is None:  # closed by whoever started the program
        raise BadInput([Problem(Place(name), "there is no standard input", "name a file, or pipe one in")])
    return parse_source(read_at_most(sys.stdin.buffer, MAX_YAML), name)


def parse_source(content: bytes, name: str) -> Source:
    """Parse YAML bytes. Raises BadInput where there is no tree to read: size, encoding, syntax, depth, aliases."""
    if len(content) > MAX_YAML:
        raise BadInput([Problem(Place(name), "the file is over 1 MiB", "an arrangement is a page or two of text")])
    text = _decode(content, name)
    lines = tuple(re.split("\r\n|\r|\n", text))
    _refuse_control_characters(lines, name)
    try:
        fatal, problems = _event_problems(text, lines, name)
        if fatal:
            raise BadInput(fatal + problems)
        root: Node = yaml.compose(text, Loader=_Loader)  # type: ignore[assignment]
    except yaml.YAMLError as error:
        raise BadInput([_not_yaml(error, lines, name)]) from None
    problems += _key_problems(name, lines, root)
    return Source(name, lines, root, hashlib.sha256(content).hexdigest(), tuple(problems))


def _decode(content: bytes, name: str) -> str:
    content = content.removeprefix(codecs.BOM_UTF8)
    if content.startswith(_WIDE) or (content[:1] == b"\0") != (content[1:2] == b"\0"):
        hint = 'save the file again with the encoding "UTF-8" (Notepad: Save as, Encoding)'
        raise BadInput([Problem(Place(name, 1, 1), "the text is in UTF-16 or UTF-32, not in UTF-8", hint)])
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        row = before.count("\n")
        column = len(before) - before.rfind("\n") - 1
        shown = content.split(b"\n")[row].decode("utf-8", "replace")
        raise BadInput(
            [
                Problem(
                    place_in(name, ("",) * row + (shown,), row, column),
                    "the text is not UTF-8",
                    'save the file again with the encoding "UTF-8"',
                )
            ]
        ) from None


def _refuse_control_characters(lines: tuple[str, ...], name: str) -> None:
    problems = []
    for number, line in enumerate(lines):
        if line.isprintable():
            continue
        faults = (column for column, character in enumerate(line) if not _allowed(character))
        for column in islice(faults, _MOST_CHARACTERS):
            code = f"U+{ord(line[column]):04X}"
            place = place_in(name, lines, number, column)
            problems.append(Problem(place, f"the control character {code} is not allowed", "delete it"))
        if len(problems) >= _MOST_CHARACTERS:
            break
    if problems:
        raise BadInput(problems[:_MOST_CHARACTERS])


def _allowed(character: str) -> bool:
    """Return whether a character is one that YAML allows and that does not end a line for YAML alone."""
    code = ord(character)
    if code in (0x09, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF):
        return code == 0x09
    return 0x20 <= code <= 0x7E or 0xA0 <= code < 0xD800 or code >= 0xE000


def _not_yaml(error: yaml.YAMLError, lines: tuple[str, ...], name: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    begun = getattr(error, "context_mark", None)
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be parsed"
    context = getattr(error, "context", None) or ""
    if mark and begun and begun.line < mark.line and any(words in context for words in _RUNS_ON):
        mark = begun  # what was never closed is shown where it was opened, not where the text ran out
    hint = next((hint for words, hint in _HINTS if words in f"{said} {context}"), "compare it with an example")
    place = place_in(name, lines, mark.line, mark.column) if mark else Place(name)
    return Problem(place, f"this is not valid YAML: {said}", hint)


def _event_problems(text: str, lines: tuple[str, ...], name: str) -> tuple[list[Problem], list[Problem]]:
    """Return the problems that leave no tree to read, and those that only spoil one."""
    fatal: list[Problem] = []
    problems: list[Problem] = []
    documents = depth = nodes = 0
    filled = False

    def problem(event: Any, message: str, hint: str) -> Problem:
        return Problem(place_in(name, lines, event.start_mark.line, event.start_mark.column), message, hint)

    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                hint = "keep one document a file, with no --- line in it"
                fatal.append(problem(event, "there is more than one document", hint))
                break
        elif isinstance(event, yaml.AliasEvent):
            message = f"the alias *{shortened(event.anchor or '')} is not allowed"
            fatal.append(problem(event, message, "write the text out again"))
        elif isinstance(event, yaml.NodeEvent):
            nodes += 1
            if nodes > MAX_NODES:
                message = f"it has over {MAX_NODES} keys and values"
                fatal.append(problem(event, message, "keep one dispute, or one subject of law, a file"))
                break
            filled = filled or not isinstance(event, yaml.ScalarEvent) or bool(event.value)
            if event.anchor is not None:
                problems.append(problem(event, f"the anchor &{shortened(event.anchor)} is not allowed", "delete it"))
            tag = getattr(event, "tag", None)
            if tag is not None:
                message = f"the tag {shortened(_as_written(tag))} is not allowed"
                problems.append(problem(event, message, "delete it; plain text is enough"))
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    message = f"it is nested over {MAX_DEPTH} levels deep"
                    fatal.append(problem(event, message, "compare it with an example"))
                    break
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    if not filled and not fatal and not problems:
        fatal.append(Problem(place_in(name, lines, 0, 0), "the file is empty", "start from one of the examples"))
    return fatal, problems


def _as_written(tag: str) -> str:
    short = tag.removeprefix("tag:yaml.org,2002:")
    return tag if short == tag else f"!!{short}"


def _key_problems(name: str, lines: tuple[str, ...], node: Node) -> list[Problem]:
    problems: list[Problem] = []

    def report(at: Node, message: str, hint: str) -> None:
        mark = at.start_mark
        problems.append(Problem(place_in(name, lines, mark.line, mark.column), message, hint))

    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            problems += _key_problems(name, lines, item)
    elif isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                report(key, "a key must be plain text", "write a key and a colon")
            elif key.value.strip() in seen:
                written = shortened(key.value.strip())
                first = seen[key.value.strip()]
                report(key, f"`{written}` is given twice; the first is on line {first}", "keep one of them")
            else:
                seen[key.value.strip()] = key.start_mark.line + 1
            problems += _key_problems(name, lines, value)
    return problems
