"""The styles of a Word file: those that Word knows, and one for each thing that a report says, which can be changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reg7check.report.document import Tone
from reg7check.report.drawing import Ink
from reg7check.report.drawing_svg import INKS
from reg7check.report.word.xml import element

_VERDICTS: Mapping[Ink, str] = {
    "prohibited": "Prohibited",
    "disputed": "Disputed",
    "arguable": "Arguable",
    "undetermined": "Undetermined",
    "not-prohibited": "Not Prohibited",
}
_OF_LETTERS = Path(__file__).parents[1] / "templates" / "word" / "letter_styles.xml"

TONE_STYLES: Mapping[Tone, str] = {
    "strong": "Strong",
    "quiet": "Quiet",
    "prohibited": "ToneProhibited",
    "disputed": "ToneDisputed",
    "arguable": "ToneArguable",
    "undetermined": "ToneUndetermined",
    "not-prohibited": "ToneNotProhibited",
}
"""The style of characters for each tone but the plain one."""
PARAGRAPH_STYLES: Mapping[Tone, str] = {
    "plain": "Normal",
    "strong": "Important",
    "quiet": "SmallPrint",
    "prohibited": "VerdictProhibited",
    "disputed": "VerdictDisputed",
    "arguable": "VerdictArguable",
    "undetermined": "VerdictUndetermined",
    "not-prohibited": "VerdictNotProhibited",
}
"""The style of a paragraph that is all of one tone."""


def add_verdict_styles(styles: Any) -> None:
    """Add to a sheet of styles those of each verdict, in the colours that the pictures have."""
    for ink, name in _VERDICTS.items():
        styles.extend(_styles_of(ink, name))


def take_styles_of_letters(styles: Any) -> None:
    """Give a sheet of styles those of letters in place of its own: larger, with smaller headings, and in black."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    sheet: Any = parse_xml(_OF_LETTERS.read_bytes())
    others = {each.get(qn("w:styleId")): each for each in sheet}
    for style in list(styles.iter(qn("w:style"))):
        other = others.get(style.get(qn("w:styleId")))
        if other is not None:
            styles.replace(style, other)


def _styles_of(ink: Ink, name: str) -> Iterator[Any]:
    colours = INKS[ink]
    word = name.replace(" ", "")
    colour, fill, edge = (each.removeprefix("#").upper() for each in (colours.text, colours.fill, colours.stroke))
    yield element(
        "w:style",
        element("w:name", val=f"Verdict {name}"),
        element("w:basedOn", val="Verdict"),
        element("w:next", val="Normal"),
        element("w:qFormat"),
        element(
            "w:pPr",
            element("w:pBdr", element("w:left", val="single", sz=36, space=6, color=edge)),
            element("w:shd", val="clear", color="auto", fill=fill),
            element("w:ind", left=170),
        ),
        element("w:rPr", element("w:color", val=colour)),
        type="paragraph",
        customStyle=1,
        styleId=f"Verdict{word}",
    )
    yield element(
        "w:style",
        element("w:name", val=f"Tone {name}"),
        element("w:qFormat"),
        element("w:rPr", element("w:b"), element("w:bCs"), element("w:color", val=colour)),
        type="character",
        customStyle=1,
        styleId=f"Tone{word}",
    )
