"""Whether a drawing is sound: every text on the sheet and in its box, no text over another, no box across another."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import NamedTuple
from xml.etree import ElementTree

from reg7check.report.document import Figure
from reg7check.report.drawing import Drawing, DrawnBox, DrawnLine, DrawnText
from reg7check.report.drawing_svg import drawing_svg
from reg7check.report.fitting import Style, width_of

NAMESPACE = "{http://www.w3.org/2000/svg}"
SMALLEST = 11
SLACK = 2.1
"""How far a bar that would be too narrow to be seen may reach beyond its days, in px."""


class Place(NamedTuple):
    """Where something lies on a sheet."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Place, slack: float = 0) -> bool:
        """Whether two places share more than an edge, or so many px."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > slack + 0.01 and down > slack + 0.01

    def holds(self, other: Place) -> bool:
        """Whether the other lies within this one."""
        within = self.left - 0.01 <= other.left and other.right <= self.right + 0.01
        return within and self.top - 0.01 <= other.top and other.bottom <= self.bottom + 0.01


def place_of(shape: DrawnBox | DrawnText) -> Place:
    """Return where a box or a text lies; of a text, at the widest that a usual font makes it."""
    if isinstance(shape, DrawnBox):
        return Place(shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
    width = width_of(shape.text, Style("", shape.size, 0, bold=shape.bold))
    left = shape.x - {"start": 0.0, "middle": width / 2, "end": width}[shape.anchor]
    return Place(left, shape.y - 0.75 * shape.size, left + width, shape.y + 0.22 * shape.size)


def boxes(drawing: Drawing) -> list[DrawnBox]:
    """Return the boxes of a drawing that have an outline."""
    return [each for each in drawing.shapes if isinstance(each, DrawnBox) and each.thickness]


def texts(drawing: Drawing) -> list[DrawnText]:
    """Return the texts of a drawing."""
    return [each for each in drawing.shapes if isinstance(each, DrawnText)]


def words(drawing: Drawing) -> str:
    """Return all that is written in a drawing, in order."""
    return " ".join(each.text for each in texts(drawing))


def check_that_it_is_sound(drawing: Drawing) -> None:
    """Fail where a text is too small, leaves the sheet or its box, or lies over another; or a box across another."""
    sheet = Place(0, 0, drawing.width, drawing.height)
    written = [(text, place_of(text)) for text in texts(drawing)]
    outlined = [place_of(box) for box in boxes(drawing)]
    for text, place in written:
        assert text.text.strip()
        assert text.size >= SMALLEST
        assert sheet.holds(place), text
        for box in outlined:
            assert box.holds(place) or not box.meets(place), text
    for shape in drawing.shapes:
        if isinstance(shape, DrawnBox):
            assert shape.width > 0
            assert sheet.holds(place_of(shape)), shape
        elif isinstance(shape, DrawnLine):
            assert all(sheet.holds(Place(x, y, x, y)) for x, y in shape.points), shape
            if shape.thickness >= 1:
                _check_that_it_crosses_no_text(shape, [place for _, place in written])
    for (one, here), (other, there) in combinations(written, 2):
        assert not here.meets(there), (one, other)
    for here, there in combinations(outlined, 2):
        assert not here.meets(there, SLACK), (here, there)


def _check_that_it_crosses_no_text(line: DrawnLine, written: list[Place]) -> None:
    for (x, y), (next_x, next_y) in pairwise(line.points):
        stroke = Place(min(x, next_x), min(y, next_y), max(x, next_x), max(y, next_y))
        for text in written:
            across = min(stroke.right, text.right) - max(stroke.left, text.left)
            down = min(stroke.bottom, text.bottom) - max(stroke.top, text.top)
            assert across < 0 or down < 0 or x in (text.left, text.right) or across == down == 0, (line, text)


def svg_root(figure: Figure, name: str = "picture") -> ElementTree.Element:
    """Return a figure's SVG, parsed; every id in it begins with the name."""
    root = ElementTree.fromstring(drawing_svg(figure.drawing, figure.title, figure.told, name))
    assert all(each.attrib["id"].startswith(f"{name}-") for each in root.iter() if "id" in each.attrib)
    return root
