"""A picture of the rules unfolded into numbered trees: what several rules share is drawn once, and then referred to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reg7check.audit.picture import Edge, Kind, Node, Picture, Sense
from reg7check.named import NamedTuple

LEAVES = (Kind.FACT, Kind.GIVEN, Kind.QUESTION)
"""What stands at the end of a branch, wherever it is asked."""
GATES = (Kind.ALL, Kind.ANY)


class Branch(NamedTuple):
    """A node where it stands in a tree, how it is reached, and what it leads to.

    ``kind`` is what it is at this place: an element, an exception, or a plain rule. Where ``seen_at`` is given, the
    node is drawn at that number, and here only named. ``asks`` is the condition on the edge that leads to it.
    """

    node: Node
    kind: Kind
    sense: Sense
    label: str = ""
    number: str = ""
    seen_at: str = ""
    children: tuple[Branch, ...] = ()
    asks: str = ""


def unfold(picture: Picture, letter: str = "") -> tuple[Branch, ...]:
    """Return a tree for each prohibition of a picture, or the one of its root, with everything in it at least once.

    Several trees are lettered; where there is but one, its numbers begin with ``letter``.
    """
    return _Unfolding(picture).trees(letter)


def in_order(branch: Branch) -> Iterator[Branch]:
    """Yield a branch and every branch of it, from the top down."""
    yield branch
    for child in branch.children:
        yield from in_order(child)


class _Unfolding:
    def __init__(self, picture: Picture) -> None:
        self._nodes = {node.key: node for node in picture.nodes}
        self._edges: dict[str, list[Edge]] = {}
        for edge in picture.edges:
            self._edges.setdefault(edge.source, []).append(edge)
        prohibitions = [node.key for node in picture.nodes if node.kind is Kind.PROHIBITION]
        self._roots = [picture.root] if picture.root else prohibitions
        self._homes: dict[str, Edge] = {}
        self._numbers: dict[str, str] = {}

    def trees(self, letter: str) -> tuple[Branch, ...]:
        # What is in force is drawn where it is first asked, even where a waiting rule that asks it stands above.
        for without in ((Sense.WAITS, Sense.ARISES), (Sense.ARISES,)):
            for root in self._roots:
                self._settle(root, without)
        for root in self._roots:
            self._edges.setdefault(root, []).extend(self._only_arising(root))
        letters = [letter] if len(self._roots) == 1 else [nth_letter(number) for number in range(len(self._roots))]
        trees = []
        for root, its in zip(self._roots, letters, strict=True):
            node = self._nodes[root]
            children = tuple(self._below(root, _Counter(its, "")))
            trees.append(Branch(node, node.kind, Sense.NEEDS, number=its, children=children))
        return tuple(_with_numbers(tree, self._numbers) for tree in trees)

    def _settle(self, key: str, without: tuple[Sense, ...]) -> None:
        """Find the edge by which each node below one is first reached."""
        for edge in self._edges.get(key, []):
            if edge.sense in without:
                continue
            if edge.target not in self._homes:
                self._homes[edge.target] = edge
                self._settle(edge.target, without)
            elif self._homes[edge.target] == edge:
                self._settle(edge.target, without)

    def _only_arising(self, root: str) -> list[Edge]:
        """Return edges to what nothing but an open question below the root asks."""
        found: list[Edge] = []
        waiting = [root]
        reached = set(waiting)
        while waiting:
            for edge in self._edges.get(waiting.pop(), []):
                if edge.sense is Sense.ARISES and edge.target not in self._homes:
                    found.append(Edge(root, edge.target, Sense.ARISES))
                    self._homes[edge.target] = found[-1]
                    self._settle(edge.target, (Sense.ARISES,))
                if edge.target not in reached:
                    reached.add(edge.target)
                    waiting.append(edge.target)
        return found

    def _below(self, key: str, counter: _Counter) -> Iterator[Branch]:
        for edge in self._edges.get(key, []):
            yield self._branch(edge, counter)

    def _branch(self, edge: Edge, counter: _Counter) -> Branch:
        node = self._nodes[edge.target]
        if node.kind in GATES:
            below = tuple(self._below(node.key, counter))
            return Branch(node, node.kind, edge.sense, children=below, asks=edge.asks)
        if node.kind in LEAVES:
            return Branch(node, node.kind, edge.sense, edge.label, asks=edge.asks)
        kind = _kind_here(node, edge, outermost=counter.outermost)
        if self._homes[node.key] != edge or node.key in self._numbers:
            return Branch(node, kind, edge.sense, edge.label, seen_at=node.key, asks=edge.asks)
        number = counter.next()
        self._numbers[node.key] = number
        children = tuple(self._below(node.key, _Counter("", number)))
        return Branch(node, kind, edge.sense, edge.label, number, children=children, asks=edge.asks)


class _Counter:
    """Numbers the boxes below one: A1 and A2, or A1.1 and A1.2."""

    def __init__(self, letter: str, above: str) -> None:
        self._prefix = f"{above}." if above else letter
        self._last = 0
        self.outermost = not above

    def next(self) -> str:
        self._last += 1
        return f"{self._prefix}{self._last}"


def _kind_here(node: Node, edge: Edge, *, outermost: bool) -> Kind:
    if node.kind in (Kind.WEIGHING, Kind.WAITING):
        return node.kind
    if edge.sense is Sense.UNLESS:
        return Kind.EXCEPTION
    return Kind.ELEMENT if outermost else Kind.RULE


def _with_numbers(branch: Branch, numbers: Mapping[str, str]) -> Branch:
    seen_at = numbers[branch.seen_at] if branch.seen_at else ""
    return branch._replace(seen_at=seen_at, children=tuple(_with_numbers(each, numbers) for each in branch.children))


def nth_letter(number: int) -> str:
    """Return the letter of a tree: A for the one numbered 0, and AA after Z."""
    return chr(ord("A") + number % 26) * (number // 26 + 1)
