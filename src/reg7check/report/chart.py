"""A picture of the rules as a chart of boxes and arrows, for programs that place these themselves.

It is made small, to be taken in at a glance: a box says itself whether all or any of what it leads to must hold, and
facts that are asked side by side share one box.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reg7check.audit.picture import Kind, Picture, Sense
from reg7check.inert import inert
from reg7check.named import NamedTuple
from reg7check.report.boxes import look_of
from reg7check.report.unfolding import GATES, Branch, unfold

_JOINED = {Kind.ALL: "all of:", Kind.ANY: "any of:"}
_TAGS = {Kind.QUESTION: "Open question", Kind.WEIGHING: "Weighing", Kind.WAITING: "Waiting"}
_ASKED = (Kind.FACT, Kind.GIVEN)


class ChartBox(NamedTuple):
    """A box: a name of letters, digits and underscores that no other has, its look, and its lines of text.

    ``shape`` is what it stands for, where its look does not say so.
    """

    name: str
    look: str
    lines: tuple[str, ...]
    shape: str = ""


class Arrow(NamedTuple):
    """An arrow from one box to another, and the text on it."""

    source: str
    target: str
    sense: Sense
    text: str


class Chart(NamedTuple):
    """The boxes and arrows of a picture, from the top down."""

    title: str
    boxes: tuple[ChartBox, ...]
    arrows: tuple[Arrow, ...]


def chart_of(picture: Picture) -> Chart:
    """Return the chart of a picture. Its texts hold no control characters, and are otherwise as in the rulebook."""
    charting = Charting()
    for tree in unfold(picture):
        charting.tree(tree, "")
    return charting.chart(picture.identity.title)


class Charting:
    """Makes a chart of trees, one after the other."""

    def __init__(self) -> None:
        self.boxes: list[ChartBox] = []
        self.arrows: list[Arrow] = []
        self._taken: set[str] = set()

    def chart(self, title: str) -> Chart:
        """Return the chart of all trees so far."""
        order = {box.name: number for number, box in enumerate(self.boxes)}
        arrows = sorted(self.arrows, key=lambda arrow: order[arrow.source])
        return Chart(inert(title), tuple(self.boxes), tuple(arrows))

    def tree(self, branch: Branch, instrument: str) -> str:
        """Chart a branch with all that is below it, and return the name of its box.

        The enactment is named where it is not that of the box before.
        """
        below, joined = _below(branch)
        name = self._box(branch, [*self.lines(branch, instrument), *joined])
        asked = self.together(below)
        for child in below:
            if child in asked[1:]:
                continue
            if child in asked:
                target = self._box(child, [_asked(each) for each in asked])
                self.arrows.append(Arrow(name, target, Sense.NEEDS, ""))
            else:
                target = self.tree(child, branch.node.instrument or instrument)
                self.arrows.append(Arrow(name, target, child.sense, inert(_on_the_way_to(child))))
        return name

    def lines(self, branch: Branch, instrument: str) -> Iterable[str]:
        """Return what a box says, but for how what is below it is joined."""
        return _lines(branch, instrument)

    def together(self, below: Sequence[Branch]) -> list[Branch]:
        """Return those of the branches below a box that share a box of their own."""
        return [each for each in below if each.kind in _ASKED and each.sense in (Sense.NEEDS, Sense.NOT)]

    def look(self, branch: Branch) -> str:
        """Return the look of a branch's box."""
        return look_of(branch)

    def _box(self, branch: Branch, lines: Sequence[str]) -> str:
        key = f"{branch.kind.value}_{branch.node.id or branch.node.key.partition(':')[2]}"
        plain = re.sub("[^a-z0-9]+", "_", key.lower())
        name, number = plain, 1
        while name in self._taken:
            number += 1
            name = f"{plain}_{number}"
        self._taken.add(name)
        look = self.look(branch)
        shape = "" if look == look_of(branch) else branch.kind
        self.boxes.append(ChartBox(name, look, tuple(inert(line) for line in lines if line), shape))
        return name


def _below(branch: Branch) -> tuple[tuple[Branch, ...], tuple[str, ...]]:
    """Return what a box leads to, and in words how that is joined, where the box itself can say so."""
    first, *others = branch.children or (None,)
    if branch.kind in GATES or first is None or first.kind not in GATES or first.sense is not Sense.NEEDS:
        return branch.children, ()
    return (*first.children, *others), (_JOINED[first.kind],)


def _lines(branch: Branch, instrument: str) -> Iterator[str]:
    node = branch.node
    if branch.kind in GATES:
        yield _JOINED[branch.kind]
    elif branch.kind in _ASKED:
        yield _asked(branch)
    elif branch.seen_at:
        yield f"See {branch.seen_at}"
        yield node.title
    elif branch.kind is Kind.PROHIBITION:
        yield from (f"{branch.number} {node.title}".strip(), f"{node.cite}, {node.instrument}", node.note)
    else:
        cite = node.cite if node.instrument == instrument else ", ".join(filter(None, (node.cite, node.instrument)))
        yield ": ".join(filter(None, (branch.number, _TAGS.get(branch.kind, ""), cite)))
        yield node.title
        if branch.kind not in (Kind.QUESTION, Kind.WEIGHING):
            yield node.note


def _asked(branch: Branch) -> str:
    """Return a fact and the answer that counts, as a rule file writes them."""
    without = "not " if branch.sense is Sense.NOT else ""
    return f"{without}{branch.node.id}: {branch.label}"


def _on_the_way_to(branch: Branch) -> str:
    sign = "" if branch.sense is Sense.NEEDS else branch.sense.value
    return ": ".join(filter(None, (sign, branch.label if branch.kind is Kind.WEIGHING else "")))
