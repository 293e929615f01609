"""A picture of the rules in DOT, the language of Graphviz."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reg7check.audit.picture import Kind, Picture, Sense
from reg7check.report.chart import Arrow, Chart, ChartBox, chart_of
from reg7check.report.fitting import Style, wrapped
from reg7check.report.looks import BOXES, INK, JOINT, LINES, PAPER, STATES, Dash

_FONT = f'fontname="Helvetica,Arial,sans-serif", fontcolor="{INK}"'
_SETTINGS = (
    f'graph [rankdir=LR, ranksep=0.5, nodesep=0.15, bgcolor="{PAPER}", labelloc=t, fontsize=14, {_FONT}]',
    f"node [fontsize=10, {_FONT}]",
    f"edge [fontsize=9, {_FONT}]",
)
_SET = Style("dot", 10, 12)
_TITLE = Style("dot-title", 14, 17)
_WIDTH = 200
_TITLE_WIDTH = 800
_ROUNDED = (Kind.FACT, Kind.GIVEN)
_SHAPES: Mapping[str, str] = {
    Kind.PROHIBITION: "shape=box, peripheries=2",
    Kind.ALL: "shape=oval",
    Kind.ANY: "shape=oval",
    Kind.WEIGHING: "shape=parallelogram",
    Kind.QUESTION: "shape=note",
}
_STYLES = {Dash.UNBROKEN: "filled", Dash.DASHED: "filled,dashed", Dash.DOTTED: "filled,dotted"}
_LINE_STYLES = {Dash.UNBROKEN: "solid", Dash.DASHED: "dashed", Dash.DOTTED: "dotted"}
_LOOKS = {**BOXES, Kind.ALL: JOINT, Kind.ANY: JOINT, **STATES}


def dot_of(picture: Picture) -> str:
    """Return a picture as a DOT digraph. Nothing in a rulebook's texts is read as DOT or as markup."""
    return dot_chart(chart_of(picture))


def dot_chart(chart: Chart) -> str:
    """Return a chart as a DOT digraph. Nothing in its texts is read as anything but text."""
    return "\n".join([*_lines(chart), ""])


def _lines(chart: Chart) -> Iterator[str]:
    yield "digraph rules {"
    yield from (f"  {setting};" for setting in _SETTINGS)
    yield f"  label={_quoted(*wrapped(chart.title, _TITLE, _TITLE_WIDTH))};"
    yield from (f"  {_box(box)};" for box in chart.boxes)
    yield from (f"  {_arrow(arrow)};" for arrow in chart.arrows)
    yield "}"


def _box(box: ChartBox) -> str:
    lines = (line for text in box.lines for line in wrapped(text, _SET, _WIDTH))
    look = _LOOKS[box.look]
    style = f"{_STYLES[look.dash]},rounded" if (box.shape or box.look) in _ROUNDED else _STYLES[look.dash]
    shape = _SHAPES.get(box.shape or box.look, "shape=box")
    colours = f'fillcolor="{look.fill}", color="{look.stroke}", penwidth={look.thickness:g}'
    return f'{box.name} [label={_quoted(*lines)}, {shape}, style="{style}", {colours}]'


def _arrow(arrow: Arrow) -> str:
    colour, dash = LINES[arrow.sense]
    label = f"label={_quoted(arrow.text)}, " if arrow.text else ""
    head = "tee" if arrow.sense is Sense.NOT else "normal"
    return f'{arrow.source} -> {arrow.target} [{label}style={_LINE_STYLES[dash]}, color="{colour}", arrowhead={head}]'


def _quoted(*lines: str) -> str:
    """Return lines as one quoted string. Graphviz reads escapes and HTML entities in it, so both are undone."""
    plain = "\\n".join(line.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return f'"{plain}"'
