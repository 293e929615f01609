"""The styles of a Word file: those that Word knows, and one for each thing that a report says, to be changed at will."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reg7check.report.document import Tone
from reg7check.report.drawing import Ink
from reg7check.report.drawing_svg import INKS
from reg7check.report.word_xml import element

_VERDICTS: Mapping[Ink, str] = {
    "prohibited": "Prohibited",
    "disputed": "Disputed",
    "arguable": "Arguable",
    "undetermined": "Undetermined",
    "not-prohibited": "Not Prohibited",
}
_HEADINGS_OF_A_LETTER = {"Heading1": 26, "Heading2": 22, "Heading3": 21}
"""Sizes in half points: the subject of a letter is no title."""

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


def set_headings_of_a_letter(styles: Any) -> None:
    """Make the headings of a sheet of styles as small and black as a letter has them."""
    from docx.oxml.ns import qn

    for style in styles.iter(qn("w:style")):
        size = _HEADINGS_OF_A_LETTER.get(style.get(qn("w:styleId")))
        if size is not None:
            letters = style.find(qn("w:rPr"))
            for each in (*letters.iter(qn("w:sz")), *letters.iter(qn("w:szCs"))):
                each.set(qn("w:val"), str(size))
            for each in list(letters.iter(qn("w:color"))):
                letters.remove(each)


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
