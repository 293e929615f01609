"""Multi-valued decision diagrams: functions from answers to true or false, kept ordered and reduced.

A diagram asks one variable (a fact, or an open question) at a time, in one fixed order, with one branch an
answer. Equal functions are the same node, so that sameness is a comparison of numbers. The reduction is that of
Bryant, "Graph-Based Algorithms for Boolean Function Manipulation" (1986), with answers in place of bits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from reg7check.named import NamedTuple

FALSE = 0
TRUE = 1
_TERMINAL = 1 << 30
UNBOUNDED = 1 << 60


class TooLarge(Exception):
    """A function takes more work than a diagram may do."""


Steer = int | tuple[int, tuple[int, ...]]
"""What becomes of a variable: the number of its one answer, or a level elsewhere with the numbers that remain."""


class Variable(NamedTuple):
    """What a diagram asks: a name, and the answers it may have."""

    name: str
    answers: tuple[str, ...]


class Diagram:
    """A set of nodes over ordered variables. A function is the number of its node; FALSE and TRUE are the ends."""

    __slots__ = (
        "_conjunctions",
        "_given",
        "_negations",
        "_quantified",
        "_supports",
        "_unique",
        "children",
        "index",
        "levels",
        "most",
        "variables",
    )

    def __init__(self, variables: Iterable[Variable], most: int = UNBOUNDED) -> None:
        """Make an empty diagram.

        Args:
            variables: what it asks, in order.
            most: how many nodes, and how many steps towards them, it may keep. Past that it raises TooLarge.
        """
        self.most = most
        self.variables = tuple(variables)
        self.index = {variable.name: level for level, variable in enumerate(self.variables)}
        self.levels: list[int] = [_TERMINAL, _TERMINAL]
        self.children: list[tuple[int, ...]] = [(), ()]
        self._unique: dict[tuple[int, tuple[int, ...]], int] = {}
        self._conjunctions: dict[tuple[int, int], int] = {}
        self._negations: dict[int, int] = {FALSE: TRUE, TRUE: FALSE}
        self._supports: dict[int, int] = {FALSE: 0, TRUE: 0}
        self._given: dict[tuple[int, int], dict[int, int]] = {}
        self._quantified: dict[tuple[int, int], int] = {}

    @property
    def size(self) -> int:
        """How much it holds: nodes, and what was found for them."""
        return len(self.levels) + len(self._quantified)

    def node(self, level: int, children: tuple[int, ...]) -> int:
        """Return the function that asks the variable at ``level`` and goes on as its children say."""
        first = children[0]
        if children.count(first) == len(children):
            return first
        key = (level, children)
        found = self._unique.get(key)
        if found is None:
            found = len(self.levels)
            if found >= self.most:
                raise TooLarge
            self.levels.append(level)
            self.children.append(children)
            self._unique[key] = found
        return found

    def restore(self, levels: list[int], children: list[list[int]]) -> None:
        """Put back the nodes of an earlier diagram over these variables.

        Raises ValueError, TypeError or IndexError where they are not such.
        """
        branches = [len(variable.answers) for variable in self.variables]
        level_of = self.levels.__getitem__
        for level, below in zip(levels[2:], children[2:], strict=True):
            kids = tuple(below)
            sound = 0 <= level < len(branches) and branches[level] == len(kids) and min(kids) >= 0
            if not sound or min(map(level_of, kids)) <= level:  # no node is below one that comes after it
                raise ValueError("not a diagram over these variables")
            self.levels.append(level)
            self.children.append(kids)

    def is_answer(self, name: str, answers: Iterable[str]) -> int:
        """Return the function that is true where the variable has one of these answers."""
        level = self.index[name]
        wanted = set(answers)
        return self.node(level, tuple(int(answer in wanted) for answer in self.variables[level].answers))

    def negation(self, function: int) -> int:
        """Return the function that is true where this one is false."""
        found = self._negations.get(function)
        if found is None:
            children = tuple(self.negation(child) for child in self.children[function])
            found = self.node(self.levels[function], children)
            self._negations[function] = found
            self._negations[found] = function
        return found

    def both(self, left: int, right: int) -> int:
        """Return the conjunction of two functions."""
        if left == right or right == TRUE:
            return left
        if left == TRUE:
            return right
        if left == FALSE or right == FALSE:
            return FALSE
        key = (left, right) if left < right else (right, left)
        found = self._conjunctions.get(key)
        if found is None:
            level = min(self.levels[left], self.levels[right])
            pairs = zip(self.branches(left, level), self.branches(right, level), strict=True)
            found = self.node(level, tuple(self.both(one, other) for one, other in pairs))
            if len(self._conjunctions) >= self.most:
                raise TooLarge
            self._conjunctions[key] = found
        return found

    def all(self, functions: Iterable[int]) -> int:
        """Return the conjunction of any number of functions."""
        result = TRUE
        for function in functions:
            result = self.both(result, function)
        return result

    def any(self, functions: Iterable[int]) -> int:
        """Return the disjunction of any number of functions."""
        return self.negation(self.all([self.negation(function) for function in functions]))

    def branches(self, function: int, level: int) -> tuple[int, ...]:
        """Return what is left of a function for each answer of the variable at a level not below its own."""
        if self.levels[function] == level:
            return self.children[function]
        return (function,) * len(self.variables[level].answers)

    def total(self, weights: Sequence[tuple[int, tuple[int, ...]]], accept: Callable[[int], bool]) -> int:
        """Return the function that is true where the sum of weights is accepted.

        ``weights`` holds, for each level in ascending order, a weight for each answer.
        """
        known: dict[tuple[int, int], int] = {}

        def below(index: int, so_far: int) -> int:
            if index == len(weights):
                return TRUE if accept(so_far) else FALSE
            key = (index, so_far)
            if key not in known:
                if len(known) >= self.most:
                    raise TooLarge
                level, by_answer = weights[index]
                known[key] = self.node(level, tuple(below(index + 1, so_far + weight) for weight in by_answer))
            return known[key]

        return below(0, 0)

    def support(self, function: int) -> set[int]:
        """Return the levels of the variables on which a function depends."""
        mask = self.support_bits(function)
        return {level for level in range(mask.bit_length()) if mask >> level & 1}

    def support_bits(self, function: int) -> int:
        """Return the levels of the variables on which a function depends, as the bits of a number."""
        known = self._supports
        found = known.get(function)
        if found is None:
            found = 1 << self.levels[function]
            for child in self.children[function]:
                found |= known[child] if child in known else self.support_bits(child)
            known[function] = found
        return found

    def every(self, function: int, levels: Iterable[int]) -> int:
        """Return the function that is true where all answers of the variables at these levels make this one true."""
        return self._every(function, sum(1 << level for level in set(levels)))

    def _every(self, function: int, mask: int) -> int:
        """Quantify over the levels that are the bits of a number: what is found for a function is kept by its own."""
        asked = mask & self.support_bits(function)
        if not asked:
            return function
        key = (function, asked)
        found = self._quantified.get(key)
        if found is None:
            level = self.levels[function]
            below = tuple([self._every(child, asked) for child in self.children[function]])
            found = self._quantified[key] = self.all(below) if asked >> level & 1 else self.node(level, below)
        return found

    def given(self, function: int, level: int, answer: int) -> int:
        """Return what is left of a function where the variable at a level has its answer number ``answer``."""
        return self._where(function, level, answer, self._given.setdefault((level, answer), {}))

    def _where(self, function: int, level: int, answer: int, known: dict[int, int]) -> int:
        its = self.levels[function]
        if its >= level:
            return self.children[function][answer] if its == level else function
        found = known.get(function)
        if found is None:
            below = tuple(self._where(child, level, answer, known) for child in self.children[function])
            found = known[function] = self.node(its, below)
        return found


class Projection:
    """Copies functions of one diagram into another that has fewer variables, or fewer answers to them.

    ``steers`` says, for each level of the source, what becomes of it: a number, the one answer that it has, or a
    level of the target with the source's answers (as numbers) that remain, in the target's order.
    """

    __slots__ = ("_known", "_source", "_target", "steers")

    def __init__(self, source: Diagram, target: Diagram, steers: Sequence[Steer]) -> None:
        self._source = source
        self._target = target
        self.steers = steers
        self._known: dict[int, int] = {FALSE: FALSE, TRUE: TRUE}

    def __call__(self, function: int) -> int:
        """Return the target's function for one of the source's."""
        known = self._known
        levels, children, steers = self._source.levels, self._source.children, self.steers
        at = function
        while at not in known:
            steer = steers[levels[at]]
            if not isinstance(steer, int):
                level, answers = steer
                below = children[at]
                known[at] = self._target.node(level, tuple([self(below[answer]) for answer in answers]))
                break
            at = children[at][steer]
        found = known[function] = known[at]
        return found
