"""Verdicts of whole columns: one of the rulebook's functions, judged in the worlds of many rows at once.

Facts are independent, and a diagram asks each at most once on the way down: so the ends that can be reached, where each
fact has a set of possible answers, are exactly the outcomes of the worlds. The ends that rows reach are found from the
top of the diagram, one node at a time, with a bit a row (Knuth, "The Art of Computer Programming" 4A, 7.1.4, does the
same for one assignment). Rows that reach both ends are looked at again, from the bottom: what is left of the function
at each node is given a number, in the manner of Bryant's reduction, until a fact makes a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from reg7check.named import NamedTuple
from reg7check.reasoning.coded_rows import Bytes, Numbers, answer_set
from reg7check.reasoning.results import Verdict
from reg7check.rulebook.diagram import FALSE, TRUE, Diagram
from reg7check.rulebook.models import READINGS

Functions = NDArray[np.uint32]
Possible = Callable[[int], Bytes | None]
"""The answers that a variable may have in each row of a block, by its level, or None for any in every row.

Answer ``a`` is bit ``a % 8`` of byte ``a // 8``: the array's shape is (bytes, rows).
"""

ORDER = tuple(Verdict)
"""The verdict that each code stands for: the lower of two codes is the first of two verdicts."""
PROHIBITED, DISPUTED, ARGUABLE, UNDETERMINED, NOT_PROHIBITED = (np.uint8(code) for code in range(len(ORDER)))

_WORD = 64
_UNSEEN = np.zeros(0, np.uint32)
_EVERY = np.full(1, 0xFFFFFFFF, np.uint32)
_DEPENDS = np.uint32(0xFFFFFFFF)
"""In place of the number of a function over readings alone: it depends on some fact."""


class _Branch(NamedTuple):
    """Where a node leads: to a child (by its place in the plan), for a set of answers."""

    child: int
    answers: bytes


class _Node(NamedTuple):
    level: int
    branches: tuple[_Branch, ...]


class _Plan(NamedTuple):
    """The nodes under a root in the order of their levels; of places, 0 and 1 are the ends, 2 is the root."""

    nodes: tuple[_Node, ...]
    questions: tuple[int, ...]


class ColumnJudge:
    """Judges functions of a diagram in the worlds of many rows. ``questions`` are the levels of open questions."""

    def __init__(self, diagram: Diagram, questions: Set[int]) -> None:
        self._diagram = diagram
        self._questions = questions
        self._plans: dict[int, _Plan] = {}

    def at_first_sight(self, root: int, possible: Possible, rows: int) -> tuple[Bytes, Numbers]:
        """Return the verdict of a function in each row of a block, parties' accounts apart.

        Args:
            root: the function.
            possible: the answers that each variable but the questions may have; in no row none.
            rows: how many rows the block has. Some tens of thousands fit a processor's cache.

        Returns:
            The verdicts, as codes of ``ORDER``, and the numbers of the rows of which ``arguable`` is still to be asked:
            they are arguable where it is true, and undetermined, as their code says, where not.
        """
        if root <= TRUE:
            return np.full(rows, PROHIBITED if root == TRUE else NOT_PROHIBITED), np.zeros(0, np.intp)
        plan = self._plan(root)
        bits = _Bits(possible, rows)
        never, ever = _ends(plan, bits, {})
        codes = np.full(rows, NOT_PROHIBITED)
        codes[ever] = PROHIBITED
        doubtful = ever & never
        codes[doubtful] = UNDETERMINED
        for reading in range(len(READINGS)) if plan.questions and doubtful.any() else ():
            # Where a fact makes a difference under one choice of readings, the verdict is known already.
            never, ever = _ends(plan, bits, dict.fromkeys(plan.questions, reading))
            doubtful &= ~(ever & never)
        return codes, np.flatnonzero(doubtful) if plan.questions else np.zeros(0, np.intp)

    def arguable(self, root: int, possible: Possible, rows: int) -> NDArray[np.bool_]:
        """Return whether a function, open in each row of a block, there depends on open questions alone.

        Args:
            root: the function.
            possible: as for ``at_first_sight``.
            rows: how many rows the block has. It takes four bytes for each, and each node of the function.
        """
        plan = self._plan(root)
        numbering: dict[tuple[int, int, int], int] = {}
        left = [np.zeros(rows, np.uint32), np.ones(rows, np.uint32), *([_UNSEEN] * len(plan.nodes))]
        able: dict[tuple[int, bytes], Functions] = {}
        for place in range(len(plan.nodes) + 1, 1, -1):
            level, branches = plan.nodes[place - 2]
            if level in self._questions:
                prohibits, permits = (_child(branches, reading) for reading in range(len(READINGS)))
                left[place] = _numbered(level, left[prohibits], left[permits], numbering)
                continue
            least = np.full(rows, _DEPENDS)
            most = np.zeros(rows, np.uint32)
            for branch in branches:
                key = (level, branch.answers)
                if key not in able:
                    column = possible(level)
                    able[key] = _EVERY if column is None else _whole(some_possible(column, branch.answers) != 0)
                np.minimum(least, left[branch.child] | ~able[key], out=least)
                np.maximum(most, left[branch.child] & able[key], out=most)
            left[place] = least | _whole(least != most)
        open_in_law: NDArray[np.bool_] = left[2] != _DEPENDS
        return open_in_law

    def _plan(self, root: int) -> _Plan:
        if root not in self._plans:
            diagram = self._diagram
            found = {root}
            waiting = [root]
            while waiting:
                below = {child for child in diagram.children[waiting.pop()] if child > TRUE} - found
                found |= below
                waiting += below
            order = sorted(found, key=lambda node: (diagram.levels[node], node))
            places = {FALSE: 0, TRUE: 1, **{node: place for place, node in enumerate(order, 2)}}
            nodes = tuple(self._node(node, places) for node in order)
            questions = sorted({node.level for node in nodes} & self._questions)
            self._plans[root] = _Plan(nodes, tuple(questions))
        return self._plans[root]

    def _node(self, node: int, places: dict[int, int]) -> _Node:
        children = [places[child] for child in self._diagram.children[node]]
        branches = (
            _Branch(child, answer_set(len(children), [a for a, each in enumerate(children) if each == child]))
            for child in dict.fromkeys(children)
        )
        return _Node(self._diagram.levels[node], tuple(branches))


def some_possible(possible: Bytes, answers: bytes) -> Bytes:
    """Return, for each row, something other than zero where one of the answers is possible."""
    found: Bytes = possible[0] & np.uint8(answers[0])
    for each, wanted in zip(possible[1:], answers[1:], strict=True):
        found |= each & np.uint8(wanted)
    return found


class _Bits:
    """Whether one of a set of answers is possible in each row of a block, a bit a row, worked out once for each set."""

    def __init__(self, possible: Possible, rows: int) -> None:
        self.possible = possible
        self.rows = rows
        self.words = -(-rows // _WORD)
        self._known: dict[tuple[int, bytes], NDArray[np.uint64] | None] = {}

    def of(self, level: int, answers: bytes) -> NDArray[np.uint64] | None:
        """Return the bits, or None where they are set in every row."""
        key = (level, answers)
        if key not in self._known:
            column = self.possible(level)
            self._known[key] = None if column is None else self._packed(some_possible(column, answers))
        return self._known[key]

    def _packed(self, column: Bytes) -> NDArray[np.uint64]:
        packed = np.zeros(self.words * _WORD // 8, np.uint8)
        bits = np.packbits(column)
        packed[: len(bits)] = bits
        return packed.view(np.uint64)


def _ends(plan: _Plan, bits: _Bits, readings: dict[int, int]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return whether each row can reach FALSE, and TRUE, where some questions have one reading alone."""
    reached = np.zeros((len(plan.nodes) + 2, bits.words), np.uint64)
    reached[2] = ~np.uint64(0)
    way = np.empty(bits.words, np.uint64)
    for place, node in enumerate(plan.nodes, 2):
        here = reached[place]
        taken = readings.get(node.level)
        for branch in node.branches:
            if taken is not None and not branch.answers[0] >> taken & 1:
                continue
            able = bits.of(node.level, branch.answers) if taken is None else None
            below = reached[branch.child]
            np.bitwise_or(below, here if able is None else np.bitwise_and(here, able, out=way), out=below)
    never, ever = (np.unpackbits(end.view(np.uint8), count=bits.rows).view(np.bool_) for end in reached[:2])
    return never, ever


def _whole(true: NDArray[np.bool_]) -> Functions:
    """Return every bit set where it is true, and else none: masks are many times faster than ``np.where``."""
    return np.negative(true.astype(np.uint32))


def _child(branches: Sequence[_Branch], answer: int) -> int:
    return next(branch.child for branch in branches if branch.answers[answer >> 3] >> (answer & 7) & 1)


def _numbered(
    level: int, prohibits: Functions, permits: Functions, numbering: dict[tuple[int, int, int], int]
) -> Functions:
    """Return the number, in each row, of the function that asks a question and goes on with these for its readings.

    Functions over readings alone are numbered in ``numbering``, by what is asked first and what is left for each of its
    readings: so equal functions have equal numbers. One that depends on a fact has no number of its own.
    """
    same = prohibits == permits
    asks = ~same & (prohibits != _DEPENDS) & (permits != _DEPENDS)
    numbers: Functions = prohibits | _whole(~same)
    if asks.any():
        pairs = prohibits[asks].astype(np.uint64) << np.uint64(32) | permits[asks]
        kinds, which = np.unique(pairs, return_inverse=True)
        keys = [(level, int(pair) >> 32, int(pair) & 0xFFFFFFFF) for pair in kinds]
        numbers[asks] = np.array([numbering.setdefault(key, len(numbering) + 2) for key in keys], np.uint32)[which]
    return numbers
