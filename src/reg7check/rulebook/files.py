"""Reading rule files: YAML sources checked against the models by Pydantic, every fault named with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from reg7check.named import NamedTuple
from reg7check.problems import MOST_PROBLEMS, BadInput, Place, Problem, did_you_mean
from reg7check.rulebook.commencing import with_replacements
from reg7check.rulebook.condition_reader import ConditionReader, Reference
from reg7check.rulebook.letters import Enforcer, Letter
from reg7check.rulebook.models import (
    Advice,
    Authority,
    Fact,
    Identity,
    Law,
    OpenQuestion,
    Prohibition,
    Provision,
    Rule,
    Term,
    VerdictWord,
    Weighing,
)
from reg7check.rulebook.schemas import entry_type, model_of, value_of
from reg7check.yaml_source import Node, Source

SECTIONS = (
    "provisions",
    "authorities",
    "facts",
    "rules",
    "open_questions",
    "weighings",
    "prohibitions",
    "consequences",
    "next_steps",
    "caveats",
    "warnings",
    "enforcers",
    "letters",
    "glossary",
)

_CONDITIONS = {"requires", "unless", "where", "arises_where"}
_SENTENCES = {"holds", "fails", "open", "verdicts", *get_args(VerdictWord)}
WRITTEN_AS = {"first": "from", "last": "to"}
_MODEL_NAMES = {written: name for name, written in WRITTEN_AS.items()}


class RuleFile(NamedTuple):
    """What one rule file may hold: any of these sections."""

    rulebook: Identity | None = None
    provisions: tuple[Provision, ...] = ()
    authorities: tuple[Authority, ...] = ()
    facts: tuple[Fact, ...] = ()
    rules: tuple[Rule, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    weighings: tuple[Weighing, ...] = ()
    prohibitions: tuple[Prohibition, ...] = ()
    consequences: tuple[Advice, ...] = ()
    next_steps: tuple[Advice, ...] = ()
    caveats: tuple[Advice, ...] = ()
    warnings: tuple[Advice, ...] = ()
    enforcers: tuple[Enforcer, ...] = ()
    letters: tuple[Letter, ...] = ()
    glossary: tuple[Term, ...] = ()


class ReadFile(NamedTuple):
    """A rule file that was read: its source, its contents, and the names that its conditions refer to."""

    source: Source
    contents: RuleFile
    references: tuple[Reference, ...]

    def place(self, *path: str | int) -> Place:
        """Return the place of the node at a path of keys and indexes, or of the nearest one above it."""
        return self.source.place_of(_node_at(self.source.root, path)[0])


class Origin(NamedTuple):
    """Where an entry of a rulebook stands: its file, section and index there."""

    file: ReadFile
    section: str
    number: int

    def place(self, *path: str | int) -> Place:
        """Return the place of a field of the entry, or of the nearest node above it."""
        return self.file.place(self.section, self.number, *path)


def origins_of(files: Iterable[ReadFile]) -> dict[tuple[str, str], Origin]:
    """Return where each entry stands, by its section and id."""
    return {
        (section, entry.id): Origin(file, section, index)
        for file in files
        for section in SECTIONS
        for index, entry in enumerate(getattr(file.contents, section))
    }


def read_file(source: Source) -> tuple[ReadFile | None, list[Problem]]:
    """Read one rule file, returning it, or None, and what is wrong with it."""
    conditions = ConditionReader(source)
    data = _plain(source.root, conditions)
    problems = [*(problem._replace(code="R004") for problem in source.problems), *conditions.problems]
    try:
        contents = value_of(RuleFile, model_of(RuleFile).model_validate(data))
    except ValidationError as error:
        # Finding the place of each takes longer, the more entries there are: no more than are told.
        faults = error.errors(include_url=False, include_input=False)[: MOST_PROBLEMS + 1]
        problems += [_translated(details, source) for details in faults]
        return None, problems
    return ReadFile(source, contents, tuple(conditions.references)), problems


def _plain(node: Node, conditions: ConditionReader, section: str = "") -> Any:
    if isinstance(node, yaml.MappingNode):
        plain = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            name = _MODEL_NAMES.get(key.value, key.value)
            listed = section == "prohibitions" and key.value == "unless"  # concepts, and no condition
            reads_condition = key.value in _CONDITIONS and not listed
            within = section or key.value
            plain[name] = conditions.read(value) if reads_condition else _plain(value, conditions, within)
        return plain
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, conditions, section) for item in node.value]
    return node.value.strip()


def _translated(details: ErrorDetails, source: Source) -> Problem:
    path = tuple(step for step in details["loc"] if step != "[key]")
    place = source.place_of(_node_at(source.root, path)[0])
    last = str(path[-1]) if path else "the file"
    written = WRITTEN_AS.get(last, last)
    kind = details["type"]
    code = "R109" if last in _SENTENCES else "R001"
    if kind == "string_too_short":
        return Problem(place, f"`{written}` is empty", "write it out, or delete the line", code)
    if kind in ("missing", "missing_keyword_only_argument"):
        code = "R113" if last == "provision" else code
        return Problem(place, f"`{written}` is missing here", f"add a line that starts with `{written}:`", code)
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        key = _key_at(source.root, path)
        known = _known_keys(path)
        place = source.place_of(key) if key is not None else place
        return Problem(place, f"there is no `{written}` here", did_you_mean(written, known), "R001")
    message = f"`{written}` cannot be read: {details['msg'].replace('Input should be', 'it should be')}"
    return Problem(place, message, "docs/how-it-works.md shows each section's fields", "R001")


def _known_keys(path: tuple[str | int, ...]) -> list[str]:
    kind: Any = RuleFile
    for step in path[:-1]:
        if isinstance(step, str):
            kind = entry_type(kind, step) or kind
    return [WRITTEN_AS.get(name, name) for name in kind._fields]


def _node_at(root: Node, path: tuple[str | int, ...]) -> tuple[Node, tuple[str | int, ...]]:
    node = root
    for index, step in enumerate(path):
        below = _child(node, step)
        if below is None:
            return node, path[index:]
        node = below
    return node, ()


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node, yaml.SequenceNode):
        return node.value[step] if isinstance(step, int) and step < len(node.value) else None
    for key, value in _entries(node):
        if key.value in (step, WRITTEN_AS.get(str(step))):
            return value
    return None


def _key_at(root: Node, path: tuple[str | int, ...]) -> Node | None:
    parent, _ = _node_at(root, path[:-1])
    return next((key for key, _ in _entries(parent) if key.value in (path[-1], WRITTEN_AS.get(str(path[-1])))), None)


def _entries(node: Node) -> Iterator[tuple[yaml.ScalarNode, Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))


def law_of(files: list[ReadFile]) -> Law:
    """Put the contents of rule files together. Raises BadInput where none, or more than one, says what it is."""
    identities = [file for file in files if file.contents.rulebook is not None]
    if len(identities) != 1:
        places = [file.place("rulebook") for file in identities[1:]] or [Place(files[0].source.name.rpartition("/")[0])]
        message = "one file must hold `rulebook:` with the id and version of the rulebook"
        hint = "keep one" if identities else "add `rulebook:` to one of the files"
        raise BadInput([Problem(place, message, hint, "R003") for place in places])
    identity = identities[0].contents.rulebook
    assert identity is not None
    sections = {
        section: {entry.id: entry for file in files for entry in getattr(file.contents, section)}
        for section in SECTIONS
    }
    sections["provisions"] = {name: with_replacements(each) for name, each in sections["provisions"].items()}
    return Law(identity=identity, **sections)
