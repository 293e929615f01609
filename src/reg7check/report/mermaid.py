"""A picture of the rules as a Mermaid flowchart, which code hosts draw inside Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reg7check.audit.picture import Kind, Picture, Sense
from reg7check.report.chart import Arrow, Chart, ChartBox, chart_of
from reg7check.report.looks import BOXES, JOINT, STATES, Look

_SHAPES: Mapping[str, tuple[str, str]] = {
    Kind.PROHIBITION: ("[[", "]]"),
    Kind.ALL: ("([", "])"),
    Kind.ANY: ("([", "])"),
    Kind.WEIGHING: ("[/", "\\]"),
    Kind.FACT: ("(", ")"),
    Kind.GIVEN: ("(", ")"),
    Kind.QUESTION: ("{{", "}}"),
}
_SETTINGS = '%%{init: {"flowchart": {"wrappingWidth": 240, "rankSpacing": 60, "nodeSpacing": 20, "curve": "linear"}}}%%'
_LOOKS = {**BOXES, Kind.ALL: JOINT, Kind.ANY: JOINT, **STATES}
_RECTANGLE = ("[", "]")
_ARROWS = {Sense.NEEDS: "-->", Sense.NOT: "--x"}
_DOTTED = "-.->"


def mermaid_of(picture: Picture) -> str:
    """Return a picture as a Mermaid flowchart. Nothing in a rulebook's texts is read as Mermaid or as markup."""
    return mermaid_chart(chart_of(picture))


def mermaid_chart(chart: Chart) -> str:
    """Return a chart as a Mermaid flowchart. Nothing in its texts is read as anything but text."""
    return "\n".join([*_lines(chart), ""])


def _lines(chart: Chart) -> Iterator[str]:
    yield _SETTINGS
    yield "flowchart LR"
    yield f"  accTitle: {_plain(chart.title)}"
    yield from (f"  {_box(box)}" for box in chart.boxes)
    yield from (f"  {_arrow(arrow)}" for arrow in chart.arrows)
    looks = {box.look for box in chart.boxes}
    yield from (f"  classDef {name} {_look(look)}" for name, look in _LOOKS.items() if name in looks)


def _look(look: Look) -> str:
    dash = f",stroke-dasharray:{look.dash}" if look.dash else ""
    return f"fill:{look.fill},stroke:{look.stroke},stroke-width:{look.thickness:g}px{dash},color:{look.ink}"


def _box(box: ChartBox) -> str:
    before, after = _SHAPES.get(box.shape or box.look, _RECTANGLE)
    label = "<br/>".join(map(_plain, box.lines))
    return f'{box.name}{before}"{label}"{after}:::{box.look}'


def _arrow(arrow: Arrow) -> str:
    label = f'|"{_plain(arrow.text)}"|' if arrow.text else ""
    return f"{arrow.source} {_ARROWS.get(arrow.sense, _DOTTED)}{label} {arrow.target}"


def _plain(text: str) -> str:
    """Return text in which every sign that Mermaid, its Markdown or HTML could read is written as its number.

    Formulas, line breaks and icons are looked for once the numbers are read, so theirs are parted by what nobody sees.
    """
    parted = re.sub(r"\$(?=\$)|\\(?=n)|:(?=fa)", lambda match: f"{match.group()}\u2060", text)
    return re.sub(r"[^A-Za-z0-9 ,.?'()\u00a0-\U0010ffff]", lambda match: f"#{ord(match.group())};", parted)
