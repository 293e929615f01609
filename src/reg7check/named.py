"""Named tuples as ``typing.NamedTuple`` makes them, in half the time: that one compiles the type of every field.

A run makes a hundred kinds of them before it reads a word. Nobody asks for the types but who checks them, or makes a
schema from them: they stay the texts that were written, which ``typing.get_type_hints`` reads.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class _Kinds(type):
        def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, namespace)
            types = namespace.pop("__annotations__", {})
            defaults = [namespace.pop(field) for field in types if field in namespace]
            made = namedtuple(name, types, defaults=defaults, module=namespace.pop("__module__"))
            made.__annotations__ = types
            for each, value in namespace.items():
                setattr(made, each, value)
            return made

    class NamedTuple(metaclass=_Kinds):
        """The base of a class whose fields are those that it declares, each by its place and by its name."""
