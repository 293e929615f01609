"""A drawing as SVG: one element that needs nothing else, all its text as text.

Colours stand as attributes, so that it shows anywhere; each shape has a class too (``ink-…``), by which a page gives
it others, in the dark for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from reg7check.inert import inert
from reg7check.named import NamedTuple
from reg7check.report.drawing import Drawing, DrawnBox, DrawnLine, DrawnText, Hatch, Ink


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
_TILE = 6
_STROKES: Mapping[Hatch, tuple[str, ...]] = {
    "slanted": ("-1,1 1,-1", "0,6 6,0", "5,7 7,5"),
    "slanted-back": ("-1,5 1,7", "0,0 6,6", "5,-1 7,1"),
    "crossed": ("-1,1 1,-1", "0,6 6,0", "5,7 7,5", "-1,5 1,7", "0,0 6,6", "5,-1 7,1"),
    "dotted": ("1,1.5 2,1.5", "4,4.5 5,4.5"),
    "upright": ("3,0 3,6",),
}
"""The strokes of each hatching, in a tile of 6 by 6 px."""
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
    hatched = {(each.hatch, each.ink) for each in drawing.shapes if isinstance(each, DrawnBox) and each.hatch}
    if hatched:
        yield "<defs>"
        for hatch, ink in sorted(hatched):
            yield _pattern(hatch, ink, name)
        yield "</defs>"
    for shape in drawing.shapes:
        yield _shape(shape, name)
    yield "</svg>"


def _pattern(hatch: Hatch, ink: Ink, name: str) -> str:
    strokes = "".join(
        f'<polyline class="ink-{ink}" points="{points}" fill="none" stroke="{INKS[ink].stroke}" stroke-opacity="0.5"/>'
        for points in _STROKES[hatch]
    )
    return (
        f'<pattern id="{name}-{hatch}-{ink}" width="{_TILE}" height="{_TILE}" patternUnits="userSpaceOnUse">'
        f"{strokes}</pattern>"
    )


def _shape(shape: DrawnBox | DrawnLine | DrawnText, name: str) -> str:
    colours = INKS[shape.ink]
    match shape:
        case DrawnBox():
            place = (
                f'x="{shape.x:g}" y="{shape.y:g}" width="{shape.width:g}" height="{shape.height:g}"'
                f' rx="{shape.radius:g}"'
            )
            box = (
                f'<rect class="ink-{shape.ink}" {place} fill="{colours.fill}" stroke="{colours.stroke}"'
                f"{_thick(shape.thickness)}{_dashed(shape.dashes)}/>"
            )
            if not shape.hatch:
                return box
            return f'{box}\n<rect {place} fill="url(#{name}-{shape.hatch}-{shape.ink})"/>'
        case DrawnLine():
            points = " ".join(f"{x:g},{y:g}" for x, y in shape.points)
            return (
                f'<polyline class="ink-{shape.ink}" points="{points}" fill="none" stroke="{colours.stroke}"'
                f"{_thick(shape.thickness)}{_dashed(shape.dashes)}/>"
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


def _thick(thickness: float) -> str:
    return f' stroke-width="{thickness:g}"' if thickness != 1 else ""
