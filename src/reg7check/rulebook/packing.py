"""Values of a rulebook as plain JSON, by position, and back: each is held against the type that its field declares.

What is put back is of the very types that were packed, or nothing at all: a text where a date belongs, a field too
many, an answer that is none of the literal ones is no rulebook, whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, get_args

from reg7check.rulebook import conditions, letters, models
from reg7check.rulebook.compile import Epoch
from reg7check.rulebook.diagram import Variable

_MOST_DEEP = 64
"""Conditions within conditions: more than a rule file can nest."""
_NAMED: dict[str, Any] = {
    **{name: each for module in (models, letters) for name, each in vars(module).items()},
    "Epoch": Epoch,
    "Variable": Variable,
}
_CONDITIONS: tuple[Any, ...] = get_args(conditions.Condition)
_CONDITION_NAMES = {each.__name__: each for each in _CONDITIONS}

Unpacker = Callable[[Any], Any]


class NotSuch(ValueError):
    """What was packed is no value of its type."""


def packed(value: Any) -> Any:
    """Return a value of a rulebook as plain JSON: a tuple of any kind as a list, a condition with its kind first."""
    if isinstance(value, tuple):
        fields = [packed(each) for each in value]
        return [type(value).__name__, *fields] if isinstance(value, _CONDITIONS) else fields
    if isinstance(value, Mapping):
        return {key: packed(each) for key, each in value.items()}
    return value.isoformat() if isinstance(value, date) else value


@cache
def unpacker(kind: str) -> Unpacker:
    """Return what puts a value back, by its type as a field declares it: ``tuple[Days, ...]``, ``Law``.

    It raises NotSuch, ValueError or RecursionError where what it is given is no such value.
    """
    if kind.endswith(" | None"):
        return _optional(unpacker(kind.removesuffix(" | None")))
    name, _, inner = kind.removesuffix("]").partition("[")
    if name == "tuple":
        return _several(unpacker(inner.removesuffix(", ...")))
    if name == "Mapping":
        return _mapping(unpacker(inner.partition(", ")[2]))
    if name == "Literal":
        return _one_of(tuple(each.strip(" '\"") for each in inner.split(",")))
    if kind in _PLAIN:
        return _PLAIN[kind]
    found = _NAMED[kind]
    return _record(found) if isinstance(found, type) else _one_of(get_args(found))


def _text(plain: Any) -> Any:
    if type(plain) is not str:
        raise NotSuch
    return plain


def _number(plain: Any) -> Any:
    if type(plain) is not int:
        raise NotSuch
    return plain


def _day(plain: Any) -> Any:
    return date.fromisoformat(_text(plain))


def _condition(plain: Any, depth: int = 0) -> Any:
    if type(plain) is not list or not plain or depth > _MOST_DEEP:
        raise NotSuch
    kind = _CONDITION_NAMES.get(_text(plain[0]))
    if kind is None:
        raise NotSuch
    if kind is conditions.NotOf and len(plain) == 2:
        return conditions.NotOf(_condition(plain[1], depth + 1))
    if kind in (conditions.AllOf, conditions.AnyOf) and len(plain) == 2 and type(plain[1]) is list:
        return kind(tuple(_condition(each, depth + 1) for each in plain[1]))
    return _record(kind)(plain[1:])


_TEXTS: dict[str, tuple[type, ...]] = {"str": (str,), "str | None": (str, type(None))}
"""Most fields: what they hold is put back as it is."""
_PLAIN: dict[str, Unpacker] = {"str": _text, "int": _number, "date": _day, "Condition": _condition}


def _optional(inner: Unpacker) -> Unpacker:
    return lambda plain: None if plain is None else inner(plain)


def _several(inner: Unpacker) -> Unpacker:
    def unpack(plain: Any) -> Any:
        if type(plain) is not list:
            raise NotSuch
        return tuple([inner(each) for each in plain])

    return unpack


def _mapping(inner: Unpacker) -> Unpacker:
    def unpack(plain: Any) -> Any:
        if type(plain) is not dict:
            raise NotSuch
        return {key: inner(each) for key, each in plain.items()}

    return unpack


def _one_of(words: tuple[str, ...]) -> Unpacker:
    def unpack(plain: Any) -> Any:
        if _text(plain) not in words:
            raise NotSuch
        return plain

    return unpack


@cache
def _record(kind: Any) -> Unpacker:
    types = kind.__annotations__.values()
    count = len(types)
    others = [(at, unpacker(each)) for at, each in enumerate(types) if each not in _TEXTS]
    texts = [(at, _TEXTS[each]) for at, each in enumerate(types) if each in _TEXTS]
    make = kind._make

    def unpack(plain: Any) -> Any:
        if type(plain) is not list or len(plain) != count:
            raise NotSuch
        for at, wanted in texts:
            if type(plain[at]) not in wanted:
                raise NotSuch
        if not others:
            return make(plain)
        fields = plain.copy()
        for at, field in others:
            fields[at] = field(plain[at])
        return make(fields)

    return unpack
