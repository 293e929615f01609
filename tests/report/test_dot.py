"""The DOT text is read by a parser of DOT as the chart that it was written from."""

from __future__ import annotations

import re
from pathlib import Path

import pydot
import pytest

from hostile import PERMIT, SHOWN, hostile_rules
from reg7check import load_rulebook
from reg7check.audit.drawing import picture_of
from reg7check.audit.picture import Picture
from reg7check.report.chart import chart_of
from reg7check.report.dot import dot_of

ALLOWED = {"label", "shape", "peripheries", "style", "fillcolor", "color", "penwidth"}

pytestmark = pytest.mark.filterwarnings("ignore:.* deprecated - use .*:DeprecationWarning")  # of pydot's own parser


def parsed(picture: Picture) -> pydot.Dot:
    graphs = pydot.graph_from_dot_data(dot_of(picture))
    assert graphs is not None
    (graph,) = graphs
    return graph


def as_drawn(label: str) -> str:
    r"""What Graphviz draws of a quoted label: ``\n`` ends a line, other escapes stand for what follows them."""
    assert label.startswith('"')
    assert label.endswith('"')
    text = re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], label[1:-1])
    return text.replace("&amp;", "&")


@pytest.mark.parametrize("folder", [None, PERMIT], ids=["shipped", "permit"])
def test_the_parser_finds_every_box_and_every_arrow(folder: Path | None) -> None:
    picture = picture_of(load_rulebook(folder).law)
    graph, chart = parsed(picture), chart_of(picture)
    boxes = {node.get_name(): node for node in graph.get_nodes() if node.get_name() not in ("node", "edge", "graph")}
    assert list(boxes) == [box.name for box in chart.boxes]
    for box in chart.boxes:
        drawn = as_drawn(boxes[box.name].get("label"))
        assert re.sub(r"\s", "", drawn) == re.sub(r"\s", "", "".join(box.lines))
    edges = [(edge.get_source(), edge.get_destination()) for edge in graph.get_edges()]
    assert edges == [(arrow.source, arrow.target) for arrow in chart.arrows]
    labels = [as_drawn(edge.get("label") or '""') for edge in graph.get_edges()]
    assert labels == [arrow.text for arrow in chart.arrows]


def test_exceptions_open_questions_and_what_waits_differ_in_more_than_colour() -> None:
    nodes = {node.get_name(): node for node in parsed(picture_of(load_rulebook().law)).get_nodes()}
    styles = {name.partition("_")[0]: (node.get("shape"), node.get("style")) for name, node in nodes.items()}
    assert styles["exception"] == ("box", '"filled,dashed"')
    assert styles["waiting"] == ("box", '"filled,dotted"')
    assert styles["question"] == ("note", '"filled"')
    assert styles["fact"] == ("box", '"filled,rounded"')


def test_markup_in_a_rulebook_is_shown_as_it_was_written(tmp_path: Path) -> None:
    picture = picture_of(load_rulebook(hostile_rules(tmp_path / "rules")).law)
    graph, chart = parsed(picture), chart_of(picture)
    nodes = [node for node in graph.get_nodes() if node.get_name() not in ("node", "edge", "graph")]
    assert [node.get_name() for node in nodes] == [box.name for box in chart.boxes]
    shown = [re.sub(r"\s", "", as_drawn(node.get("label"))) for node in nodes]
    assert sum(label.count(re.sub(r"\s", "", SHOWN)) for label in shown) >= 8
    assert all(set(node.get_attributes()) <= ALLOWED for node in nodes)
