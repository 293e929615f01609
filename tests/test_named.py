"""Named tuples of our own are those of ``typing``, but for their types, which stay as they were written."""

from __future__ import annotations

import copy
import pickle
from typing import NamedTuple as Typed
from typing import get_type_hints

import pytest

from reg7check.named import NamedTuple


class Stall(NamedTuple):
    """A stall."""

    kind: str
    place: int | None = None
    sells: tuple[str, ...] = ("tea",)

    @property
    def shown(self) -> str:
        return f"{self.kind} at {self.place}"

    @classmethod
    def cart(cls) -> Stall:
        return cls("cart")


class TypedStall(Typed):
    """A stall."""

    kind: str
    place: int | None = None
    sells: tuple[str, ...] = ("tea",)


def test_it_is_a_tuple_with_fields_defaults_and_what_the_class_says() -> None:
    stall = Stall("cart", 3)
    assert stall == ("cart", 3, ("tea",)) == TypedStall("cart", 3)
    assert stall.shown == "cart at 3"
    assert Stall.cart() == ("cart", None, ("tea",))
    assert stall._replace(kind="tent").kind == "tent"
    assert repr(stall) == repr(TypedStall("cart", 3)).removeprefix("Typed")


@pytest.mark.parametrize("name", ["__doc__", "__match_args__", "__module__", "_fields", "_field_defaults", "__slots__"])
def test_it_says_of_itself_what_that_of_typing_says(name: str) -> None:
    assert getattr(Stall, name) == getattr(TypedStall, name)


def test_its_types_can_be_had() -> None:
    assert get_type_hints(Stall) == get_type_hints(TypedStall)


def test_it_can_be_copied_and_sent() -> None:
    stall = Stall("cart", 3)
    for other in (copy.deepcopy(stall), pickle.loads(pickle.dumps(stall))):
        assert other == stall
        assert type(other) is Stall


def test_it_takes_no_field_that_it_does_not_declare() -> None:
    with pytest.raises(TypeError):
        Stall("cart", colour="red")
    with pytest.raises(TypeError):
        Stall()
