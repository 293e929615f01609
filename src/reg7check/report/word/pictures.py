"""Pictures of a Word file: as SVG, which stays sharp, with dots beside it for readers that show none."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reg7check.inert import inert
from reg7check.report.document import Figure
from reg7check.report.drawing_svg import drawing_svg
from reg7check.report.rasterising import drawing_png
from reg7check.report.word.tables import TEXT_WIDTH
from reg7check.report.word.xml import element, styled_run

_EMU_A_PIXEL = 9525
_EMU_A_TWENTIETH = 635
_HIGHEST = 13200 * _EMU_A_TWENTIETH
"""The height of the text, less a heading and a caption."""
_SVG = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{}"/>'
    "</a:ext></a:extLst>"
)


def picture(part: Any, figure: Figure, number: int) -> Any:
    """Return a run with the picture of a figure, as wide and high as a page allows, and what it shows in words.

    Args:
        part: the package's part of the document, which takes the picture's files.
        figure: the figure.
        number: the picture's number in the document.

    Raises:
        BadInput: where the library that makes dots of a drawing is not installed.
    """
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    drawing = figure.drawing
    svg = drawing_svg(drawing, figure.title, figure.told, f"picture-{number}")
    width, height = drawing.width * _EMU_A_PIXEL, drawing.height * _EMU_A_PIXEL
    scale = min(1, TEXT_WIDTH * _EMU_A_TWENTIETH / width, _HIGHEST / height)
    dots = BytesIO(drawing_png(drawing, svg))
    inline: Any = part.new_pic_inline(dots, round(width * scale), round(height * scale))
    sharp = Part(PackURI(f"/word/media/picture{number}.svg"), "image/svg+xml", svg.encode("utf-8"), part.package)
    blip = next(inline.iter(qn("a:blip")))
    blip.append(parse_xml(_SVG.format(part.relate_to(sharp, RELATIONSHIP_TYPE.IMAGE))))
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    inline.docPr.set("id", str(number))
    inline.docPr.set("title", inert(figure.title))
    inline.docPr.set("descr", inert(figure.told))
    return styled_run(element("w:drawing", inline))
