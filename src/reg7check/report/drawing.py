"""A drawing as a value: boxes, lines and texts on a sheet, in tones that each format colours in its own way."""

from __future__ import annotations

from typing import Literal

from reg7check.named import NamedTuple

Ink = Literal[
    "plain",
    "quiet",
    "action",
    "cover",
    "law",
    "known",
    "prohibited",
    "disputed",
    "arguable",
    "undetermined",
    "not-prohibited",
    "holds",
    "fails",
    "open",
]
"""What a shape stands for. Colour never tells it alone: a text, an outline or a hatching says it too."""


Hatch = Literal["", "slanted", "slanted-back", "crossed", "dotted", "upright"]
"""How a box is hatched; not at all where it is empty."""


class DrawnBox(NamedTuple):
    """A rectangle. ``dashes`` are lengths of strokes and gaps of its outline, empty where it is unbroken.

    An outline of the ``thickness`` 0 is none.
    """

    x: float
    y: float
    width: float
    height: float
    ink: Ink
    radius: float = 0
    dashes: str = ""
    hatch: Hatch = ""
    thickness: float = 1


class DrawnLine(NamedTuple):
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    ink: Ink = "quiet"
    dashes: str = ""
    thickness: float = 1


class DrawnText(NamedTuple):
    """One line of text that begins, ends or is centred at a place: the left end of its base line unless it says so."""

    x: float
    y: float
    text: str
    size: float = 12
    ink: Ink = "plain"
    bold: bool = False
    anchor: Literal["start", "middle", "end"] = "start"


class Drawing(NamedTuple):
    """A drawing of a width and height, in px; shapes that come later lie over those before them."""

    width: float
    height: float
    shapes: tuple[DrawnBox | DrawnLine | DrawnText, ...]
