"""A picture of the rules as a value: what each prohibition needs, and what in turn each rule of it needs."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from reg7check.named import NamedTuple
from reg7check.rulebook.models import Identity


class Kind(StrEnum):
    """What a node stands for.

    ``ALL`` and ``ANY`` join several conditions; a ``GIVEN`` is stated by the file itself. A ``RULE`` is an ``ELEMENT``
    or an ``EXCEPTION`` by how it is reached: one that several ask can be each of the three.
    """

    PROHIBITION = "prohibition"
    ELEMENT = "element"
    EXCEPTION = "exception"
    RULE = "rule"
    WAITING = "waiting"
    ALL = "all"
    ANY = "any"
    WEIGHING = "weighing"
    FACT = "fact"
    GIVEN = "given"
    QUESTION = "question"


class Sense(StrEnum):
    """How what an edge leads to counts for what it comes from.

    ``ARISES`` leads from an open question to what it arises from, ``WAITS`` from a rule to the one that will take its
    place.
    """

    NEEDS = "needs"
    NOT = "not"
    UNLESS = "unless"
    UNLESS_NOT = "unless not"
    ARISES = "arises from"
    WAITS = "later"


NEGATED = {
    Sense.NEEDS: Sense.NOT,
    Sense.NOT: Sense.NEEDS,
    Sense.UNLESS: Sense.UNLESS_NOT,
    Sense.UNLESS_NOT: Sense.UNLESS,
}
"""The sense that a condition has inside a ``not`` of each sense."""


class Node(NamedTuple):
    """One thing in a picture, and ``key``, which no other in it has.

    ``id`` is its name in the rule files, ``cite`` the place in the law, ``note`` what else is to be said of it.
    """

    key: str
    kind: Kind
    title: str = ""
    id: str = ""
    cite: str = ""
    instrument: str = ""
    note: str = ""


class Edge(NamedTuple):
    """A line from a node to what it asks. ``label`` holds the answers, the bound or the weights that count.

    ``asks`` is the condition on it as a rule file writes it, where it stands for one.
    """

    source: str
    target: str
    sense: Sense = Sense.NEEDS
    label: str = ""
    asks: str = ""


class Picture(NamedTuple):
    """The rules as they are on a day, each node before those that it leads to, in the statute's order.

    ``root`` is the key of the node that it is a picture of; empty where it shows prohibitions.
    """

    identity: Identity
    day: date
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    root: str = ""
