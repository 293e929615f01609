"""Reading the cells of a row: each as the same text is read in an arrangement file, with the same faults and hints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

import yaml

from reg7check.arrangement import Answer, FactSpec, Span
from reg7check.arrangement.facts import AnswerReader
from reg7check.arrangement.fields import ACTION_KINDS, NATIONS
from reg7check.arrangement.form import Form
from reg7check.named import NamedTuple
from reg7check.yaml_source import Node, Source

_Value = TypeVar("_Value")

BETWEEN_DATES = ";"
BETWEEN_PARTIES = "|"
AFTER_PARTY = ":"
_DISPUTE = "write a dispute as `council: no | union: yes`"


class Complaint(NamedTuple):
    """What is wrong with a cell, and how to mend it."""

    message: str
    hint: str | None


class Cell(NamedTuple, Generic[_Value]):
    """What a cell says, or None where it cannot be read, and what is wrong with it."""

    value: _Value | None
    complaints: tuple[Complaint, ...] = ()


def dates_in(text: str, what: str) -> Cell[tuple[Span, ...]]:
    """Return the days in a cell: one entry of dates, or several with semicolons between them."""

    def read(form: Form) -> tuple[Span, ...]:
        entries = [_plain(each) for each in text.split(BETWEEN_DATES)]
        for entry in entries:
            if not entry.value.strip():
                form.report(entry, f"{what}: there is nothing beside a semicolon", "write a date there, or delete it")
        named = [entry for entry in entries if entry.value.strip()]
        return form.dates(_sequence(named), what) if named else ()

    return _cell(text, read)


def nation_in(text: str) -> Cell[str]:
    """Return the nation in a cell."""
    return _cell(text, lambda form: form.choice(form.source.root, "the nation", NATIONS))


def kind_in(text: str) -> Cell[str]:
    """Return the kind of action in a cell."""
    return _cell(text, lambda form: form.choice(form.source.root, "the kind of action", ACTION_KINDS))


def answer_in(text: str, fact: str, spec: FactSpec) -> Cell[Answer]:
    """Return what a cell says of a fact: an answer, or what each party says."""

    def read(form: Form) -> Answer | None:
        node = form.source.root
        if AFTER_PARTY in text or BETWEEN_PARTIES in text:
            by_party = _by_party(form, fact, text)
            if by_party is None:
                return None
            node = _mapping({"disputed": _mapping(by_party)})
        return AnswerReader(form, lambda _kind, _node: None).answer(fact, node, spec)

    return _cell(text, read)


def _by_party(form: Form, fact: str, text: str) -> dict[str, Node] | None:
    by_party: dict[str, Node] = {}
    for part in text.split(BETWEEN_PARTIES):
        party, colon, answer = part.partition(AFTER_PARTY)
        if not colon or not party.strip():
            form.report(_plain(part), f"the dispute over `{fact}` has a part that names no party", _DISPUTE)
            continue
        name = form.identifier(_plain(party.strip()), "the id of a party")
        if name in by_party:
            message = f"the dispute over `{fact}` names `{name}` twice"
            form.report(_plain(part), message, "keep one of its answers")
        elif name is not None:
            by_party[name] = _plain(answer.strip())
    return None if form.problems else by_party


def _cell(text: str, read: Callable[[Form], _Value | None]) -> Cell[_Value]:
    form = Form(Source("", (text,), _plain(text), ""))
    value = read(form)
    complaints = tuple(Complaint(problem.message, problem.hint) for problem in form.problems)
    return Cell(None if complaints else value, complaints)


def _plain(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, _START, _START)


def _sequence(nodes: list[yaml.ScalarNode]) -> yaml.SequenceNode:
    return yaml.SequenceNode("tag:yaml.org,2002:seq", nodes, _START, _START)


def _mapping(nodes: Mapping[str, Node]) -> yaml.MappingNode:
    pairs = [(_plain(key), node) for key, node in nodes.items()]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, _START, _START)


_START = yaml.Mark("", 0, 0, 0, None, 0)
