"""A drawing as pixels, for readers of Word files that show no SVG. The only place that makes a picture of dots."""

from __future__ import annotations

from reg7check.report.drawing import Drawing
from reg7check.report.formats import needs
from reg7check.report.pdf.fonts import FAMILIES, own_fonts

LIBRARIES = ("typst", *FAMILIES.values())
"""What the dots depend on, as it is distributed."""
_WHAT = "a picture in a Word report"
_POINTS_A_PIXEL = 0.75
_DOTS_AN_INCH = 192
"""Two dots a pixel."""


def drawing_png(drawing: Drawing, svg: str) -> bytes:
    """Return a drawing as PNG, made of its SVG with fonts from packages of their own: the same on every machine.

    Raises:
        BadInput: where the library or a font is not installed.
    """
    needs("typst", "docx", _WHAT)
    fonts = own_fonts("docx", _WHAT)
    import typst

    width, height = drawing.width * _POINTS_A_PIXEL, drawing.height * _POINTS_A_PIXEL
    page = (
        f"#set page(width: {width:g}pt, height: {height:g}pt, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    )
    made = typst.compile(
        page.encode("ascii"), format="png", ppi=_DOTS_AN_INCH, sys_inputs={"svg": svg}, font_paths=fonts
    )
    assert isinstance(made, bytes)
    return made
