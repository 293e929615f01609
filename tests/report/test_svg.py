"""The sheet of the rules: one file by itself, every text in its box, nothing over anything else, no line crossed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hostile import PERMIT, SHOWN, hostile_rules
from reg7check import load_rulebook
from reg7check.audit.drawing import picture_of
from reg7check.audit.picture import Kind, Picture
from reg7check.report.boxes import key_of
from reg7check.report.fitting import width_of
from reg7check.report.looks import BOXES, LINES, PAPER, SIGNS
from reg7check.report.placing import Box, Point, Sheet, place
from reg7check.report.svg import svg_of
from reg7check.report.unfolding import in_order, unfold

NAMESPACE = "{http://www.w3.org/2000/svg}"


def shipped(day: date | None = None) -> Picture:
    return picture_of(load_rulebook().law, day=day)


def permit() -> Picture:
    return picture_of(load_rulebook(PERMIT).law)


PICTURES = {"shipped": shipped, "before 2004": lambda: shipped(date(2004, 5, 1)), "permit": permit}


@pytest.fixture(scope="module", params=PICTURES.values(), ids=PICTURES)
def picture(request: pytest.FixtureRequest) -> Picture:
    return request.param()


@pytest.fixture(scope="module")
def sheet(picture: Picture) -> Sheet:
    return place(picture, unfold(picture))


def elements(svg: str) -> Iterator[ElementTree.Element]:
    return ElementTree.fromstring(svg).iter()


def words(svg: str) -> str:
    """Every word of a sheet, with spaces where lines end."""
    return " ".join(each.text or "" for each in elements(svg) if each.tag == f"{NAMESPACE}text")


def test_it_is_an_image_with_a_title_and_a_description(picture: Picture) -> None:
    root = ElementTree.fromstring(svg_of(picture))
    assert root.tag == f"{NAMESPACE}svg"
    assert root.get("role") == "img"
    labels = {each.get("id"): each for each in root if each.tag in (f"{NAMESPACE}title", f"{NAMESPACE}desc")}
    assert list(labels) == (root.get("aria-labelledby") or "").split()
    title, desc = (each.text or "" for each in labels.values())
    assert title == picture.identity.title
    for node in picture.nodes:
        if node.kind is Kind.PROHIBITION:
            assert node.title in desc


def test_it_needs_no_other_file_and_runs_nothing(picture: Picture) -> None:
    svg = svg_of(picture)
    tags = {each.tag.removeprefix(NAMESPACE) for each in elements(svg)}
    assert tags <= {"svg", "title", "desc", "style", "rect", "polyline", "text"}
    attributes = {name for each in elements(svg) for name in each.attrib}
    assert not {name for name in attributes if "href" in name or name.startswith("on") or name == "style"}
    assert not re.search(r"url\(|@import|@font-face|https?:(?!//www\.w3\.org/2000/svg)", svg)


def test_it_has_a_background_of_its_own(picture: Picture) -> None:
    root = ElementTree.fromstring(svg_of(picture))
    first = next(each for each in root if each.tag == f"{NAMESPACE}rect")
    assert (first.get("width"), first.get("height")) == (root.get("width"), root.get("height"))
    assert first.get("fill") == PAPER


def test_it_shows_every_title_every_citation_and_every_fact_with_its_answer(picture: Picture) -> None:
    found = re.sub(r"\s", "", words(svg_of(picture)))
    for node in picture.nodes:
        if node.kind not in (Kind.ALL, Kind.ANY):
            for text in (node.title, node.cite, node.note):
                assert re.sub(r"\s", "", text) in found
    nodes = {node.key: node for node in picture.nodes}
    for edge in picture.edges:
        if nodes[edge.target].kind in (Kind.FACT, Kind.GIVEN) and edge.label:
            assert re.sub(r"\s", "", f"{nodes[edge.target].id}: {edge.label}") in found


def test_it_is_no_wider_than_a_screen() -> None:
    drawn = shipped()
    assert place(drawn, unfold(drawn)).width <= 1600


def test_every_text_is_in_its_box_and_every_box_on_the_sheet(sheet: Sheet) -> None:
    for box in sheet.boxes:
        assert 0 <= box.x < box.x + box.width <= sheet.width
        assert 0 <= box.y < box.y + box.height <= sheet.height
        for text in box.texts:
            left = text.x - width_of(text.text, text.style) / 2 if text.centred else text.x
            assert box.x < left
            assert left + width_of(text.text, text.style) <= box.x + box.width - 3
            assert box.y < text.y - text.style.size * 0.8
            assert text.y + text.style.size * 0.25 < box.y + box.height
    for text in sheet.texts:
        assert text.x + width_of(text.text, text.style) <= sheet.width
        assert text.y <= sheet.height


def apart(one: Box, other: Box) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return beside or one.y + one.height <= other.y or other.y + other.height <= one.y


def test_no_box_lies_over_another(sheet: Sheet) -> None:
    assert [pair for pair in combinations(sheet.boxes, 2) if not apart(*pair)] == []


def segments(sheet: Sheet) -> list[tuple[Point, Point]]:
    return [pair for wire in sheet.wires for pair in pairwise(wire.points)]


def test_lines_are_level_or_upright_and_none_runs_through_a_box(sheet: Sheet) -> None:
    for (x, y), (to_x, to_y) in segments(sheet):
        assert x == to_x or y == to_y
        for box in sheet.boxes:
            through = box.x < max(x, to_x) and min(x, to_x) < box.x + box.width
            sign_above_its_own_line = box.look in SIGNS and box.x < x < box.x + box.width
            if through and not sign_above_its_own_line:
                assert not (box.y < max(y, to_y) and min(y, to_y) < box.y + box.height), (box, x, y, to_x, to_y)


def test_no_line_crosses_another(sheet: Sheet) -> None:
    level = [pair for pair in segments(sheet) if pair[0][1] == pair[1][1]]
    upright = [pair for pair in segments(sheet) if pair[0][0] == pair[1][0]]
    crossings = [
        (one, other)
        for one in level
        for other in upright
        if min(one[0][0], one[1][0]) < other[0][0] < max(one[0][0], one[1][0])
        and min(other[0][1], other[1][1]) < one[0][1] < max(other[0][1], other[1][1])
    ]
    assert crossings == []


def test_the_key_explains_every_look_and_every_sign_that_is_used(picture: Picture, sheet: Sheet) -> None:
    boxes, signs = key_of(unfold(picture))
    used = {box.look for box in sheet.boxes}
    assert {entry.look for entry in (*boxes, *signs)} == used - {Kind.PROHIBITION}
    shown = words(svg_of(picture))
    for entry in (*boxes, *signs):
        assert entry.meaning.split()[0] in shown


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_and_lines_stand_out_from_what_is_behind_them() -> None:
    for look in (*BOXES.values(), *SIGNS.values()):
        assert contrast(look.ink, look.fill) >= 4.5
        assert contrast(look.stroke, PAPER) >= 3
    for stroke, _ in LINES.values():
        assert contrast(stroke, "#f5f8fc") >= 3


def test_no_two_kinds_of_box_differ_in_colour_alone(picture: Picture) -> None:
    shapes = {}
    for branch in (each for tree in unfold(picture) for each in in_order(tree)):
        if branch.kind in BOXES and branch.kind not in (Kind.WEIGHING, Kind.QUESTION, Kind.GIVEN):  # named in words
            shapes[branch.kind] = (BOXES[branch.kind].thickness, BOXES[branch.kind].dash, branch.kind is Kind.FACT)
    assert len(set(shapes.values())) == len(shapes)


def test_markup_in_a_rulebook_is_shown_as_it_was_written(tmp_path: Path) -> None:
    drawn = picture_of(load_rulebook(hostile_rules(tmp_path / "rules")).law)
    svg = svg_of(drawn)
    assert {each.tag.removeprefix(NAMESPACE) for each in elements(svg)} <= {
        *("svg", "title", "desc", "style", "rect", "polyline", "text")
    }
    found = re.sub(r"\s", "", words(svg))
    assert found.count(re.sub(r"\s", "", SHOWN)) >= 8
    assert "\u202e" not in svg
    test_every_text_is_in_its_box_and_every_box_on_the_sheet(place(drawn, unfold(drawn)))


def test_a_title_without_a_space_goes_on_in_the_next_line(tmp_path: Path) -> None:
    folder = hostile_rules(tmp_path / "rules")
    path = folder / "facts.yaml"
    long = "W" * 200 + "_" + "漢" * 60
    path.write_text(path.read_text(encoding="utf-8").replace("Does the stall sell food?", long), encoding="utf-8")
    drawn = picture_of(load_rulebook(folder).law)
    assert long in re.sub(r"\s", "", words(svg_of(drawn)))
    test_every_text_is_in_its_box_and_every_box_on_the_sheet(place(drawn, unfold(drawn)))
