"""The colours and lines of a picture of the rules, the same in every format."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from reg7check.audit.picture import Kind, Sense
from reg7check.named import NamedTuple

INK = "#1a1a1a"
PAPER = "#ffffff"
NAVY, BLUE, BROWN, RED = "#12355b", "#1f4e8c", "#8f4300", "#a01c1c"
GREY, OCHRE, PURPLE, GREEN = "#5b6470", "#7a5c00", "#5b3a8e", "#2e6b34"
REFERENCE = "reference"
"""The look of a box that only names what is drawn elsewhere; all other boxes have the look of their kind."""


class Dash(StrEnum):
    """How a line is broken: lengths of strokes and of gaps."""

    UNBROKEN = ""
    DASHED = "6 3"
    DOTTED = "2 4"


class Look(NamedTuple):
    """The colours of a box and of its text, and its outline."""

    fill: str
    stroke: str
    thickness: float = 1.25
    dash: Dash = Dash.UNBROKEN
    ink: str = INK


BOXES: Mapping[str, Look] = {
    Kind.PROHIBITION: Look("#dbe4f0", NAVY, 2),
    Kind.ELEMENT: Look("#e3edf9", BLUE, 2.5),
    Kind.EXCEPTION: Look("#fff0dd", BROWN, 2, Dash.DASHED),
    Kind.RULE: Look(PAPER, BLUE),
    REFERENCE: Look(PAPER, GREY, 1.25, Dash.DOTTED),
    Kind.WAITING: Look("#f1f1f1", GREY, 1.5, Dash.DOTTED),
    Kind.WEIGHING: Look("#f0eaf8", PURPLE, 1.5),
    Kind.FACT: Look("#edf6ee", GREEN),
    Kind.GIVEN: Look("#edf6ee", GREEN, 1.25, Dash.DASHED),
    Kind.QUESTION: Look("#fdf6cf", OCHRE, 1.5),
}
"""The look of each kind of box."""

STATES: Mapping[str, Look] = {
    "holds": Look("#e2f3e4", GREEN, 2),
    "fails": Look("#fbe6e6", RED, 2, Dash.DASHED),
    "open": Look("#fdf6cf", OCHRE, 2, Dash.DOTTED),
}
"""The look of each box by its status, in a picture that shows one."""

JOINT = Look(PAPER, NAVY)
"""The look of a box that stands for a sign of its own."""

SIGNS: Mapping[str, Look] = {
    Kind.ALL: Look(NAVY, NAVY, ink=PAPER),
    Kind.ANY: Look(PAPER, NAVY, ink=NAVY),
    Sense.NOT: Look(RED, RED, ink=PAPER),
    Sense.UNLESS: Look(BROWN, BROWN, ink=PAPER),
    Sense.UNLESS_NOT: Look(BROWN, BROWN, ink=PAPER),
    Sense.WAITS: Look(GREY, GREY, ink=PAPER),
    Sense.ARISES: Look(OCHRE, OCHRE, ink=PAPER),
}
"""The look of each sign on a line."""

LINES: Mapping[Sense, tuple[str, Dash]] = {
    Sense.NEEDS: (GREY, Dash.UNBROKEN),
    Sense.NOT: (RED, Dash.UNBROKEN),
    Sense.UNLESS: (BROWN, Dash.DASHED),
    Sense.UNLESS_NOT: (BROWN, Dash.DASHED),
    Sense.WAITS: (GREY, Dash.DOTTED),
    Sense.ARISES: (OCHRE, Dash.DOTTED),
}
"""The colour of the lines of each sense, and how they are broken."""
