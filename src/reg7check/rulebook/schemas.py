"""Pydantic models made from the rulebook's values, for checking what a rule file holds.

The values are named tuples, which cost next to nothing to define, since each run needs them; Pydantic's models are
made from their annotations only where a rule file is read. So each field is declared once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, StringConstraints, create_model

from reg7check.rulebook.conditions import Condition

_Value = TypeVar("_Value", bound=tuple[Any, ...])


@cache
def model_of(kind: Any) -> type[BaseModel]:
    """Return the Pydantic model of a named tuple: its fields, nothing else allowed."""
    fields: dict[str, Any] = {
        name: (_checked(hint), kind._field_defaults.get(name, ...)) for name, hint in _hints(kind).items()
    }
    return create_model(kind.__name__, __config__=ConfigDict(extra="forbid"), __doc__=kind.__doc__, **fields)


def value_of(kind: type[_Value], checked: BaseModel) -> _Value:
    """Return the named tuple that a checked model holds."""
    held = ((hint, getattr(checked, name)) for name, hint in _hints_of_values(kind))
    return kind(*(value if hint is None else _plain(hint, value) for hint, value in held))


def entry_type(kind: Any, field: str) -> Any:
    """Return the named tuple that a field holds, or holds several of; None where it holds none."""
    hint = _hints(kind).get(field)
    return next((each for each in (hint, *get_args(hint)) if _is_named_tuple(each)), None)


def is_condition(hint: Any) -> bool:
    """Return whether an annotation is that of a condition, or of one that may be left out."""
    return set(get_args(Condition)) <= set(get_args(hint))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """Return the annotations of a named tuple. To work them out takes longer than all else done for an entry."""
    return get_type_hints(kind)


@cache
def _hints_of_values(kind: Any) -> list[tuple[str, Any]]:
    """Return the fields of a named tuple, in order, with the annotation of each that may hold named tuples, or None."""
    return [(name, hint if _may_hold_values(hint) else None) for name, hint in _hints(kind).items()]


def _may_hold_values(hint: Any) -> bool:
    return _is_named_tuple(hint) or any(map(_may_hold_values, get_args(hint)))


def _checked(hint: Any) -> Any:
    """Return an annotation with models in place of named tuples. Conditions are read before Pydantic sees them."""
    if _is_named_tuple(hint):
        return model_of(hint)
    if is_condition(hint):
        return Any
    arguments = get_args(hint)
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return reduce(or_, [_checked(each) for each in arguments])
    if origin in (tuple, Mapping) or hint in (tuple, Mapping):
        return origin[tuple(_checked(each) if each is not ... else each for each in arguments)]
    return Annotated[str, StringConstraints(min_length=1)] if hint is str else hint


def _plain(hint: Any, value: Any) -> Any:
    if isinstance(value, BaseModel):
        kind = hint if _is_named_tuple(hint) else next(each for each in get_args(hint) if _is_named_tuple(each))
        return value_of(kind, value)
    if get_origin(hint) is tuple and isinstance(value, tuple):
        return tuple(_plain(get_args(hint)[0], each) for each in value)
    return value


def _is_named_tuple(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields")
