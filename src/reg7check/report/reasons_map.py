"""A map of the reasoning: the verdict, and under it each element and exception with its status and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import product

from reg7check.audit.picture import Sense
from reg7check.named import NamedTuple
from reg7check.reasoning.results import Assessment, Ruling
from reg7check.report import words
from reg7check.report.boxes import CONDITIONS
from reg7check.report.document import Figure
from reg7check.report.drawing import Drawing, DrawnBox, DrawnLine, DrawnText, Ink
from reg7check.report.fitting import Style, width_of, wrapped
from reg7check.report.marks import MARKS, shown
from reg7check.report.plain_lines import COLUMNS, plain_lines
from reg7check.report.reasons_tree import Branch, Depths, Sign, branches_of
from reg7check.report.timeline.rows import VERDICT_INKS

_WIDTH = 720
_HEIGHT = 960
"""What fits a page of A4 beside its margins and a heading, at this width."""
_LEFT, _RIGHT = 6, 714
_INDENT = 24
_STEM = 12
_MARK = 42
_CITES = 190
_LEADING = 14
_PAD = 5
_GAP = 5
_PLAIN = Style("plain", 11, _LEADING)
_BOLD = Style("bold", 11, _LEADING, bold=True)
_HEADING = Style("heading", 13, 18, bold=True)


_SIGNS: Mapping[Sign, str] = {
    "or": "one of these is enough",
    "not": "counts where it is not so",
    "unless": "takes away what stands above it",
    "unless not": "takes away what stands above it, where it is not so",
}


class _Group(NamedTuple):
    """Reasons side by side, and what stands before them."""

    lead: str
    branches: tuple[Branch, ...]


def reasons_map(assessment: Assessment, ruling: Ruling) -> Figure:
    """Return the map of the reasoning for a ruling's leading period, as deep as fits a page: what is open goes first.

    Args:
        assessment: what was assessed.
        ruling: the ruling, of one of its strands.
    """
    branches = branches_of(assessment, ruling)
    deepest = max((each.depth for each in branches), default=0)
    verdict, groups = _verdict(assessment, ruling), _groups(ruling, branches, Depths(deepest, deepest))
    return Figure(
        f"Map of the reasoning: {assessment.law.prohibitions[ruling.prohibition].title}",
        " ".join(_told(verdict, groups)),
        partial(_fitting, assessment, ruling, branches, deepest),
        tuple(_characters(verdict, groups)),
    )


def _fitting(assessment: Assessment, ruling: Ruling, branches: Sequence[Branch], deepest: int) -> Drawing:
    """Return the deepest drawing that fits a page, or the shallowest where none does."""
    levels = range(deepest, -1, -1)
    drawings = (_drawing(assessment, ruling, branches, Depths(*each)) for each in product(levels, levels))
    fitting = next((each for each in drawings if each.height <= _HEIGHT), None)
    return fitting or _drawing(assessment, ruling, branches, Depths(0, 0))


def _verdict(assessment: Assessment, ruling: Ruling) -> str:
    title = assessment.law.prohibitions[ruling.prohibition].title
    period = ruling.leading
    return f"{shown(ruling.verdict).capitalize()}: {title}, {words.days(period.first, period.last)}"


def _groups(ruling: Ruling, branches: Sequence[Branch], depths: Depths) -> tuple[_Group, ...]:
    """Return the elements, and then the exceptions, so far down.

    Where some are told for each of several actions, or for some of the days alone, it is said that they go together.
    """
    reasons = ruling.leading.reasons
    one = "one and the same action" if any(each.action for each in reasons) else ""
    day = "one and the same day" if any(each.days is not None for each in reasons) else ""
    alike = f", of {words.listed(filter(None, (one, day)))}:" if one or day else ":"
    groups = []
    for sense, single, several in CONDITIONS:
        mine = tuple(each.down_to(depths) for each in branches if each.is_exception is (sense is Sense.UNLESS))
        if mine:
            lead = single if sense is Sense.UNLESS and len(mine) == 1 else several
            groups.append(_Group(f"{lead.removesuffix(':')}{alike}", mine))
    return tuple(groups)


def _count(branches: Sequence[Branch]) -> int:
    return sum(1 for branch in branches for _ in branch.with_those_below())


def _drawing(assessment: Assessment, ruling: Ruling, branches: Sequence[Branch], depths: Depths) -> Drawing:
    groups = _groups(ruling, branches, depths)
    placing = _Placing()
    placing.verdict(_verdict(assessment, ruling), VERDICT_INKS[ruling.verdict])
    for group in groups:
        placing.lead(group.lead)
        for branch in group.branches:
            placing.branch(branch, _LEFT, outermost=True)
    left_out = _count(branches) - sum(_count(group.branches) for group in groups)
    if left_out:
        placing.foot(f"Not drawn: {left_out} {'reason' if left_out == 1 else 'reasons'} further down.")
    placing.foot(" ".join(_notes(ruling, groups)))
    return Drawing(_WIDTH, placing.y + _GAP, tuple(placing.shapes))


class _Placing:
    """Places boxes one below the other; ``y`` is where the last ends."""

    def __init__(self) -> None:
        self.shapes: list[DrawnBox | DrawnLine | DrawnText] = []
        self.y = 4.0

    def verdict(self, text: str, ink: Ink) -> None:
        """Place the box of the verdict."""
        lines = wrapped(text, _HEADING, _RIGHT - _LEFT - 4 * _PAD)
        height = len(lines) * _HEADING.leading + 2 * _PAD
        self.shapes.append(DrawnBox(_LEFT, self.y, _RIGHT - _LEFT, height, ink, 3, thickness=2))
        for number, line in enumerate(lines):
            y = self.y + _PAD + 13 + number * _HEADING.leading
            self.shapes.append(DrawnText(_LEFT + 2 * _PAD, y, line, _HEADING.size, ink, bold=True))
        self.y += height + _GAP

    def lead(self, text: str) -> None:
        """Place what stands before a group."""
        self.shapes.append(DrawnText(_LEFT, self.y + 14, text, _BOLD.size, "plain", bold=True))
        self.y += 14 + _GAP + 2

    def foot(self, text: str) -> None:
        """Place what is noted at the end."""
        for line in wrapped(text, _PLAIN, _RIGHT - _LEFT):
            self.y += _LEADING
            self.shapes.append(DrawnText(_LEFT, self.y - 2, line, _PLAIN.size, "quiet"))

    def branch(self, branch: Branch, x: float, *, outermost: bool) -> None:
        """Place the box of a reason, and those below it, further to the right."""
        self._box(branch, x, 2 if outermost else 1)
        stem = x + _STEM
        bottom = self.y - _GAP
        for each in branch.below:
            middle = self.y + _PAD + _LEADING / 2
            self.shapes.append(DrawnLine(((stem, bottom), (stem, middle), (x + _INDENT, middle)), "quiet"))
            bottom = middle
            self.branch(each, x + _INDENT, outermost=False)

    def _box(self, branch: Branch, x: float, thickness: float) -> None:
        sign = branch.sign
        cites = wrapped(branch.short_cite, _PLAIN, _CITES)
        at = x + _PAD + _MARK + _PAD + (width_of(sign, _BOLD) + _PAD if sign else 0)
        cited = max((width_of(line, _PLAIN) for line in cites), default=0)
        lines = wrapped(f"{branch.title}{_on(branch)}", _PLAIN, _RIGHT - cited - 3 * _PAD - at)
        height = max(len(lines), len(cites)) * _LEADING + 2 * _PAD
        dashes = "6 3" if branch.is_exception else ""
        self.shapes.append(DrawnBox(x, self.y, _RIGHT - x, height, branch.status, 3, dashes, thickness=thickness))
        base = self.y + _PAD + 11
        mark = MARKS[branch.status].upper()
        middle = x + _PAD + _MARK / 2
        self.shapes.append(DrawnText(middle, base, mark, _BOLD.size, branch.status, bold=True, anchor="middle"))
        if sign:
            left = x + _PAD + _MARK + _PAD
            self.shapes.append(DrawnText(left, base, sign, _BOLD.size, branch.status, bold=True))
        for number, line in enumerate(lines):
            self.shapes.append(DrawnText(at, base + number * _LEADING, line, _PLAIN.size, "plain"))
        for number, line in enumerate(cites):
            y = base + number * _LEADING
            self.shapes.append(DrawnText(_RIGHT - _PAD, y, line, _PLAIN.size, "quiet", anchor="end"))
        self.y += height + _GAP


def _notes(ruling: Ruling, groups: Sequence[_Group]) -> Iterator[str]:
    """Yield how the map is to be read, and what the signs mean that are on it."""
    reasons = ruling.leading.reasons
    if any(reason.short for reason in reasons):
        yield "Nothing further is asked, since this does not hold."
    if any(reason.action or reason.days is not None for reason in reasons):
        yield "What names an action, or days, is said of these alone."
    signs = {each.sign for group in groups for branch in group.branches for each in branch.with_those_below()}
    yield from (f"“{sign}”: {meaning}." for sign, meaning in _SIGNS.items() if sign in signs)
    if any("unless" in sign for sign in signs):
        yield "Broken outline: an exception."


def _told(verdict: str, groups: Sequence[_Group]) -> Iterator[str]:
    """Yield what the map tells: each reason with a number, such as 3.1 for the first under the third."""
    yield f"{verdict}."
    number = 0
    for group in groups:
        yield group.lead
        for branch in group.branches:
            number += 1
            yield from _branch_told(branch, f"{number}")


def _branch_told(branch: Branch, number: str) -> Iterator[str]:
    dot = "" if "." in number else "."
    yield f"{number}{dot} {_line(branch, branch.cite)}: {MARKS[branch.status]}{_on(branch)}."
    for place, each in enumerate(branch.below, 1):
        yield from _branch_told(each, f"{number}.{place}")


def _line(branch: Branch, cite: str) -> str:
    sign = f"{branch.sign}: " if branch.sign else ""
    return f"{sign}{branch.title} [{cite}]"


def _on(branch: Branch) -> str:
    return f" ({branch.turns_on})" if branch.turns_on else ""


def _characters(verdict: str, groups: Sequence[_Group]) -> Iterator[str]:
    yield from plain_lines(verdict, COLUMNS)
    for group in groups:
        yield group.lead
        for branch in group.branches:
            yield from _branch_lines(branch, 1)


def _branch_lines(branch: Branch, depth: int) -> Iterator[str]:
    first = f"{'  ' * depth}[{MARKS[branch.status]}] "
    for number, line in enumerate(
        plain_lines(f"{_line(branch, branch.short_cite)}{_on(branch)}", COLUMNS - len(first))
    ):
        yield f"{' ' * len(first) if number else first}{line}"
    for each in branch.below:
        yield from _branch_lines(each, depth + 1)
