"""Families of sets, kept as zero-suppressed decision diagrams (Minato, 1993), and the smallest sets that settle.

The prime implicants of a function are found by the recursion of Coudert and Madre, "Implicit and incremental
computation of primes and essential primes of Boolean functions" (1992), with one literal for each answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from reg7check.rulebook.diagram import FALSE, TRUE, Diagram

NODE_LIMIT = 60_000
"""How many more nodes counting all sets may take before the count becomes "more than"."""

SHOWN = 10
"""How many sets of a kind a report shows."""

Literal = tuple[int, int]
"""A level of a diagram, and the number of one of its answers."""

Shortest = tuple[Sequence[tuple[Literal, ...]], int, bool]
"""The shortest sets of a search, how many sets there are, and whether that number is exact."""

NONE = 0
"""The family that holds no set."""
EMPTY = 1
"""The family that holds the empty set alone."""

_LAST: Literal = (1 << 30, 0)


class TooMany(Exception):
    """There are more nodes than the limit of a search allows."""


class Families:
    """Families of sets of literals. A family is the number of its node. Raises TooMany past ``limit`` nodes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.literals: list[Literal] = [_LAST, _LAST]
        self.without: list[int] = [0, 1]
        self.with_it: list[int] = [0, 0]
        self._unique: dict[tuple[Literal, int, int], int] = {}
        self._unions: dict[tuple[int, int], int] = {}
        self._differences: dict[tuple[int, int], int] = {}
        self._unpaired: dict[tuple[int, int], int] = {}
        self._counts: dict[int, dict[int, int]] = {NONE: {}, EMPTY: {0: 1}}

    def node(self, literal: Literal, without: int, with_it: int) -> int:
        """Return the family of the sets in ``without``, and those in ``with_it`` with the literal added."""
        if with_it == NONE:
            return without
        key = (literal, without, with_it)
        found = self._unique.get(key)
        if found is None:
            found = len(self.literals)
            if found > self.limit:
                raise TooMany
            self.literals.append(literal)
            self.without.append(without)
            self.with_it.append(with_it)
            self._unique[key] = found
        return found

    def union(self, one: int, other: int) -> int:
        """Return the sets that are in either family."""
        if one in (NONE, other):
            return other
        if other == NONE:
            return one
        key = (one, other) if one < other else (other, one)
        found = self._unions.get(key)
        if found is None:
            literal = min(self.literals[one], self.literals[other])
            a, b = self._parts(one, literal), self._parts(other, literal)
            found = self.node(literal, self.union(a[0], b[0]), self.union(a[1], b[1]))
            self._unions[key] = found
        return found

    def difference(self, one: int, other: int) -> int:
        """Return the sets of one family that are not in the other."""
        if one in (NONE, other):
            return NONE
        if other == NONE:
            return one
        key = (one, other)
        found = self._differences.get(key)
        if found is None:
            literal = min(self.literals[one], self.literals[other])
            a, b = self._parts(one, literal), self._parts(other, literal)
            found = self.node(literal, self.difference(a[0], b[0]), self.difference(a[1], b[1]))
            self._differences[key] = found
        return found

    def not_above(self, one: int, other: int) -> int:
        """Return the sets of one family that hold no set of the other."""
        if one == NONE or other == NONE:
            return one
        if other == EMPTY or one == other:
            return NONE
        key = (one, other)
        found = self._unpaired.get(key)
        if found is None:
            literal, its = self.literals[one], self.literals[other]
            if its < literal:
                found = self.not_above(one, self.without[other])
            elif literal < its:
                kept = self.not_above(self.with_it[one], other)
                found = self.node(literal, self.not_above(self.without[one], other), kept)
            else:
                kept = self.not_above(self.not_above(self.with_it[one], self.without[other]), self.with_it[other])
                found = self.node(literal, self.not_above(self.without[one], self.without[other]), kept)
            self._unpaired[key] = found
        return found

    def sizes(self, family: int) -> dict[int, int]:
        """Return how many sets of each size a family holds."""
        found = self._counts.get(family)
        if found is None:
            found = dict(self.sizes(self.without[family]))
            for size, count in self.sizes(self.with_it[family]).items():
                found[size + 1] = found.get(size + 1, 0) + count
            self._counts[family] = found
        return found

    def shortest_first(self, family: int) -> Iterator[tuple[Literal, ...]]:
        """Yield the sets of a family, shortest first, and those of one size in the order of their literals."""
        for size in sorted(self.sizes(family)):
            yield from self._of_size(family, size)

    def _of_size(self, family: int, size: int) -> Iterator[tuple[Literal, ...]]:
        if family == EMPTY:
            yield ()
            return
        if self.sizes(self.with_it[family]).get(size - 1):
            literal = self.literals[family]
            for rest in self._of_size(self.with_it[family], size - 1):
                yield (literal, *rest)
        if self.sizes(self.without[family]).get(size):
            yield from self._of_size(self.without[family], size)

    def _parts(self, family: int, literal: Literal) -> tuple[int, int]:
        if self.literals[family] == literal and family > EMPTY:
            return self.without[family], self.with_it[family]
        return family, NONE


class SmallestChanges:
    """The smallest sets of answers that make a function true, given the present answers at some levels.

    An answer other than the present one is a change, and a member of the set. What has no present answer is open: a
    set leaves it out only where every answer to it will do. No set that is found holds another.
    """

    def __init__(self, diagram: Diagram, families: Families, present: Mapping[int, int]) -> None:
        self.diagram = diagram
        self.families = families
        self.present = present
        self._every: dict[int, int] = {FALSE: NONE, TRUE: EMPTY}
        self._shorter: dict[tuple[int, int], int] = {}

    def every(self, function: int) -> int:
        """Return the family of all the sets."""
        found = self._every.get(function)
        if found is None:
            level = self.diagram.levels[function]
            children = self.diagram.children[function]
            stays = self.present.get(level)
            without = self.every(self.diagram.all(children) if stays is None else children[stays])
            less = self.families.difference if stays is None else self.families.not_above
            found = without
            # Where it is so without any change, every other set would hold the empty one.
            for answer in range(len(children) - 1, -1, -1) if without != EMPTY else ():
                child = self.every(children[answer])
                if child not in (NONE, without):
                    found = self.families.node((level, answer), found, less(child, without))
            self._every[function] = found
        return found

    def of(self, function: int, largest: int) -> int:
        """Return the family of the sets that have at most ``largest`` members."""
        if function <= TRUE:
            return self._every[function]
        key = (function, largest)
        found = self._shorter.get(key)
        if found is None:
            level = self.diagram.levels[function]
            stays = self.present.get(level)
            found = self._open(function, largest) if stays is None else self._changed(function, largest, stays)
            self._shorter[key] = found
        return found

    def _open(self, function: int, largest: int) -> int:
        if largest == 0 and not self.present:
            return NONE
        children = self.diagram.children[function]
        common = self.diagram.all(children)
        found = self.of(common, largest)
        if largest == 0:
            return found
        within = self.of(common, largest - 1)
        needed = [self.families.difference(self.of(child, largest - 1), within) for child in children]
        return self._joined(self.diagram.levels[function], found, needed)

    def _changed(self, function: int, largest: int, stays: int) -> int:
        children = self.diagram.children[function]
        unchanged = self.of(children[stays], largest)
        if largest == 0:
            return unchanged
        changed = [
            NONE if answer == stays else self.families.not_above(self.of(child, largest - 1), unchanged)
            for answer, child in enumerate(children)
        ]
        return self._joined(self.diagram.levels[function], unchanged, changed)

    def _joined(self, level: int, without: int, by_answer: list[int]) -> int:
        """Return the sets of a family that asks nothing of a level, and of one for each answer, with that added."""
        found = without
        for answer in range(len(by_answer) - 1, -1, -1):
            found = self.families.node((level, answer), found, by_answer[answer])
        return found


class PrimeImplicants(SmallestChanges):
    """The smallest sets of answers that make a function true: dropping any member leaves it open."""

    def __init__(self, diagram: Diagram, families: Families) -> None:
        super().__init__(diagram, families, {})


def shortest(search: SmallestChanges, function: int, wanted: int) -> Shortest:
    """Return the shortest sets that a search finds, how many there are in all, and whether that number is exact.

    At most ``wanted`` sets are returned. Where counting all would take more nodes than the families' limit, the
    number is that of the sets that are no longer than those returned.
    """
    families = search.families
    limit = families.limit
    families.limit = len(families.literals) + limit
    try:
        every = search.every(function)
        return list(islice(families.shortest_first(every), wanted)), sum(families.sizes(every).values()), True
    except TooMany:
        pass
    finally:
        families.limit = limit
    return _shortest_alone(search, function, wanted)


def _shortest_alone(search: SmallestChanges, function: int, wanted: int) -> Shortest:
    """Return the shortest sets, and how many are no longer than they are, however many there may be."""
    families = search.families
    limit = families.limit
    families.limit = 1 << 30  # what is shown is always exact; only the count may be cut short
    bound = 0
    family = search.of(function, bound)
    while sum(families.sizes(family).values()) < wanted and bound < len(search.diagram.support(function)):
        bound += 1
        family = search.of(function, bound)
    families.limit = limit
    return list(islice(families.shortest_first(family), wanted)), sum(families.sizes(family).values()), False
