"""A drawing as SVG: one element that needs nothing else, all its text as text.

Colours stand as attributes, so that it shows anywhere; each shape has a class too (``ink-…``), by which a page gives
it others, in the dark for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from reg7check.inert import inert
from reg7check.report.drawing import Drawing, DrawnBox, DrawnLine, DrawnText, Ink


class Colours(NamedTuple):
    """The colours of an ink: of what is filled, of an outline or a line, and of a text."""

    fill: str
    stroke: str
    text: str


INKS: Mapping[Ink, Colours] = {
    "plain": Colours("#ffffff", "#5b6470", "#1a1a1a"),
    "quiet": Colours("#f1f3f5", "#8a929c", "#4a525c"),
    "action": Colours("#dbe4f0", "#12355b", "#12355b"),
    "cover": Colours("#f0eaf8", "#5b3a8e", "#43276f"),
    "law": Colours("#e6eaee", "#3d4651", "#2b323a"),
    "known": Colours("#fff0dd", "#8f4300", "#6d3300"),
    "prohibited": Colours("#fbe0de", "#a01c1c", "#7d1212"),
    "disputed": Colours("#f7e1f1", "#8a1f6b", "#6b1553"),
    "arguable": Colours("#e9e4f8", "#5b3a8e", "#43276f"),
    "undetermined": Colours("#fdf3c4", "#7a5c00", "#594300"),
    "not-prohibited": Colours("#dff2e1", "#2e6b34", "#1f4d24"),
    "holds": Colours("#e2f3e4", "#2e6b34", "#1f4d24"),
    "fails": Colours("#fbe6e6", "#a01c1c", "#7d1212"),
    "open": Colours("#fdf6cf", "#7a5c00", "#594300"),
}
"""The colours of each ink on white paper."""
_FAMILY = "Arimo, Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"


def drawing_svg(drawing: Drawing, title: str, told: str, name: str) -> str:
    """Return a drawing as an SVG element, with its title and what it shows in words for those who do not see it.

    ``name`` begins the ids in it: no two drawings of one page may have the same.
    """
    return "\n".join([*_lines(drawing, title, told, name), ""])


def _lines(drawing: Drawing, title: str, told: str, name: str) -> Iterator[str]:
    width, height = f"{drawing.width:g}", f"{drawing.height:g}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' role="img" aria-labelledby="{name}-title {name}-told" font-family="{_FAMILY}">'
    )
    yield f'<title id="{name}-title">{escape(inert(title))}</title>'
    yield f'<desc id="{name}-told">{escape(inert(told))}</desc>'
    for shape in drawing.shapes:
        yield _shape(shape)
    yield "</svg>"


def _shape(shape: DrawnBox | DrawnLine | DrawnText) -> str:
    colours = INKS[shape.ink]
    match shape:
        case DrawnBox():
            return (
                f'<rect class="ink-{shape.ink}" x="{shape.x:g}" y="{shape.y:g}" width="{shape.width:g}"'
                f' height="{shape.height:g}" rx="{shape.radius:g}" fill="{colours.fill}" stroke="{colours.stroke}"'
                f"{_dashed(shape.dashes)}/>"
            )
        case DrawnLine():
            points = " ".join(f"{x:g},{y:g}" for x, y in shape.points)
            return (
                f'<polyline class="ink-{shape.ink}" points="{points}" fill="none" stroke="{colours.stroke}"'
                f"{_dashed(shape.dashes)}/>"
            )
        case DrawnText():
            weight = ' font-weight="bold"' if shape.bold else ""
            anchor = f' text-anchor="{shape.anchor}"' if shape.anchor != "start" else ""
            return (
                f'<text class="ink-{shape.ink}" x="{shape.x:g}" y="{shape.y:g}" font-size="{shape.size:g}"{weight}'
                f'{anchor} fill="{colours.text}">{escape(inert(shape.text))}</text>'
            )


def _dashed(dashes: str) -> str:
    return f" stroke-dasharray={quoteattr(dashes)}" if dashes else ""
