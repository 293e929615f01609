"""A picture of the rules as SVG: one file that needs no other, with all its text as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from reg7check.audit.picture import Kind, Picture, Sense
from reg7check.inert import inert
from reg7check.report.boxes import STYLES, in_words
from reg7check.report.fitting import Style
from reg7check.report.looks import BOXES, INK, LINES, PAPER, SIGNS, Dash, Look
from reg7check.report.placing import Band, Box, Sheet, Text, Wire, place
from reg7check.report.unfolding import unfold

_ROUNDED: Mapping[str, int] = {Kind.FACT: 12, Kind.GIVEN: 12, Kind.ANY: 8}
_SQUARE = 2
_FAMILY = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_MONO_FAMILY = "Consolas, Menlo, 'Liberation Mono', 'DejaVu Sans Mono', monospace"


def svg_of(picture: Picture) -> str:
    """Return a picture as an SVG document: it needs no other file, and its text is text.

    Nothing in a rulebook's texts is read as markup.
    """
    trees = unfold(picture)
    sheet = place(picture, trees)
    return "\n".join([*_document(sheet, picture.identity.title, in_words(trees)), ""])


def _document(sheet: Sheet, title: str, told: str) -> Iterator[str]:
    width, height = f"{sheet.width:g}", f"{sheet.height:g}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        ' role="img" aria-labelledby="rules-title rules-told">'
    )
    yield f'<title id="rules-title">{_plain(title)}</title>'
    yield f'<desc id="rules-told">{_plain(told)}</desc>'
    yield f"<style>{' '.join(map(_style, STYLES))}</style>"
    yield f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'
    yield from (_band(band, sheet.width) for band in sheet.bands)
    yield from (_wire(wire) for wire in sheet.wires)
    for box in sheet.boxes:
        look = SIGNS[box.look] if box.look in SIGNS else BOXES[box.look]
        yield _outline(box, look)
        yield from (_text(text, look.ink) for text in box.texts)
    yield from (_text(text, INK) for text in sheet.texts)
    yield "</svg>"


def _style(style: Style) -> str:
    family = _MONO_FAMILY if style.mono else _FAMILY
    return f".rules-{style.name} {{ font: {'bold' if style.bold else 'normal'} {style.size:g}px {family} }}"


def _band(band: Band, width: float) -> str:
    fill = "#fffaf3" if band.sense is Sense.UNLESS else "#f5f8fc"
    return f'<rect x="0" y="{band.y:g}" width="{width:g}" height="{band.height:g}" fill="{fill}"/>'


def _wire(wire: Wire) -> str:
    stroke, dash = LINES[wire.sense]
    points = " ".join(f"{x:g},{y:g}" for x, y in wire.points)
    return f'<polyline points="{points}" fill="none" stroke="{stroke}" stroke-width="1.25"{_dashed(dash)}/>'


def _outline(box: Box, look: Look) -> str:
    radius = _ROUNDED.get(box.look, _SQUARE)
    return (
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="{radius}"'
        f' fill="{look.fill}" stroke="{look.stroke}" stroke-width="{look.thickness:g}"{_dashed(look.dash)}/>'
    )


def _dashed(dash: Dash) -> str:
    return f' stroke-dasharray="{dash.value}"' if dash else ""


def _text(text: Text, ink: str) -> str:
    anchor = ' text-anchor="middle"' if text.centred else ""
    return (
        f'<text class="rules-{text.style.name}" x="{text.x:g}" y="{text.y:g}"{anchor} fill="{ink}">'
        f"{_plain(text.text)}</text>"
    )


def _plain(text: str) -> str:
    return escape(inert(text))
