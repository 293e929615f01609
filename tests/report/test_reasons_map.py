"""The map of the reasoning: golden pictures of the examples, and what is so of any map.

``UPDATE_GOLDEN=1`` rewrites the golden files.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings

from hostile import hostile_rules
from reg7check import Assessment, assess, load_arrangement, load_rulebook
from reg7check.inert import inert
from reg7check.problems import cells
from reg7check.reasoning.results import Reason, Ruling
from reg7check.report.document import Figure
from reg7check.report.drawing import DrawnBox
from reg7check.report.drawing_svg import drawing_svg
from reg7check.report.reasons_map import reasons_map
from reg7check.report.reasons_tree import Depths, branches_of
from reg7check.report.ruling import MARKS, shown
from stalls import FAIR
from strategies import Answers, answers

from .drawings import NAMESPACE, boxes, check_that_it_is_sound, svg_root, texts, words

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLDEN = Path(__file__).parent / "golden" / "pictures"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
A4 = 960


@cache
def example(name: str) -> Assessment:
    return assess(load_arrangement(EXAMPLES / f"{name}.yaml", name=f"examples/{name}.yaml"))


def rulings(assessment: Assessment) -> list[tuple[str, Ruling]]:
    """Every ruling, with the strand that it is on."""
    return [(each.strand.id, ruling) for each in assessment.cover for ruling in (each.ruling, *each.others)]


def main_map(name: str) -> tuple[Figure, Ruling]:
    ruling = example(name).cover[0].ruling
    return reasons_map(example(name), ruling), ruling


def every_reason(ruling: Ruling) -> list[Reason]:
    return [each for reason in ruling.leading.reasons for each in reason.with_those_below()]


def drawn_titles(figure: Figure) -> str:
    return " ".join(each.text for each in texts(figure.drawing) if not each.bold and each.anchor == "start")


def box_of(figure: Figure, title: str) -> DrawnBox:
    """The box in which a title stands."""
    (text,) = [each for each in texts(figure.drawing) if each.text.startswith(title)]
    (box,) = [each for each in boxes(figure.drawing) if each.y < text.y < each.y + each.height]
    return box


def check_what_it_tells(figure: Figure, ruling: Ruling) -> None:
    """Fail where a reason is not told with its status, or the verdict not written, or a line of text is too long."""
    assert figure.told.startswith(f"{shown(ruling.verdict).capitalize()}: ")
    assert words(figure.drawing).startswith(f"{shown(ruling.verdict).capitalize()}: ")
    lines = " ".join(" ".join(figure.characters).split())
    for reason in every_reason(ruling):
        assert re.search(rf"{re.escape(inert(reason.title))}.*?\]: {MARKS[reason.status]}\b", inert(figure.told))
        assert " ".join(inert(reason.title).split()) in lines or len(reason.title) > 60
    assert all(cells(line) <= 78 for line in figure.characters)


@pytest.mark.parametrize("name", NAMES)
def test_maps_of_an_example_are_the_golden_ones(name: str) -> None:
    for strand, ruling in rulings(example(name)):
        figure = reasons_map(example(name), ruling)
        svg = drawing_svg(figure.drawing, figure.title, figure.told, "map")
        for ending, text in {"svg": svg, "txt": "".join(f"{line}\n" for line in figure.characters)}.items():
            golden = GOLDEN / f"{name}.{strand}.{ruling.prohibition}.map.{ending}"
            if os.environ.get("UPDATE_GOLDEN"):
                golden.parent.mkdir(exist_ok=True)
                golden.write_text(text, encoding="utf-8", newline="\n")
            assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_maps_of_an_example_are_sound_and_fit_a_page(name: str) -> None:
    for _, ruling in rulings(example(name)):
        figure = reasons_map(example(name), ruling)
        check_that_it_is_sound(figure.drawing)
        check_what_it_tells(figure, ruling)
        assert figure.drawing.width == 720
        assert figure.drawing.height <= A4
        assert all(line.isascii() for line in figure.characters)
        for reason in ruling.leading.reasons:
            assert " ".join(reason.title.split()) in drawn_titles(figure)


@settings(max_examples=25)
@given(answers(most_open=8))
def test_any_map_is_sound(known: Answers) -> None:
    assessment = assess(known.arrangement())
    ruling = assessment.cover[0].ruling
    figure = reasons_map(assessment, ruling)
    check_that_it_is_sound(figure.drawing)
    check_what_it_tells(figure, ruling)
    assert figure.drawing.height <= A4


def test_each_reason_has_its_mark_in_its_box() -> None:
    figure, ruling = main_map("barnet-2024-05-duty-provider")
    marks = {"yes": "YES", "no": "NO", "open": "OPEN"}
    for reason in ruling.leading.reasons:
        box = box_of(figure, reason.title[:40])
        inside = [each.text for each in texts(figure.drawing) if box.y < each.y < box.y + box.height]
        assert marks[MARKS[reason.status]] in inside
        assert box.ink == reason.status


def test_exceptions_have_a_broken_outline_and_a_word() -> None:
    figure, ruling = main_map("agency-supply")
    prohibition = example("agency-supply").law.prohibitions[ruling.prohibition]
    for reason in ruling.leading.reasons:
        box = box_of(figure, reason.title[:40])
        said = [each.text for each in texts(figure.drawing) if box.y < each.y < box.y + box.height]
        assert bool(box.dashes) is ("unless" in said) is (reason.rule in prohibition.unless)
    assert box_of(figure, "An exclusion covers the supply").dashes
    assert not box_of(figure, "The supplier provides people").dashes


def test_what_stands_under_a_reason_stands_further_to_the_right() -> None:
    figure, _ = main_map("agency-supply")
    assert (
        box_of(figure, "The supplier is an employment business").x
        < box_of(figure, "The workers act for").x
        < box_of(figure, "The hirer directs the work and no manager").x
    )


def test_of_several_actions_it_is_said_that_one_alone_must_meet_every_element() -> None:
    figure, _ = main_map("existing-agency-workers")
    leads = ("Prohibited where all of these hold, of one and the same action:", "Unless one of these holds, of one")
    for lead in leads:
        assert lead in figure.told
        assert lead in "\n".join(figure.characters)
    assert "same action" not in main_map("agency-supply")[0].told


def test_one_of_several_ways_and_what_must_not_hold_are_signed() -> None:
    figure, _ = main_map("barnet-2024-05-duty-provider")
    lines = [line.strip() for line in figure.characters]
    assert any(line.startswith("[open] or: The signs of control") for line in lines)
    assert any(line.startswith("[open] The hirer directs the work") for line in lines)
    assert any(line.startswith("[open] not: The supplier knows of the action") for line in lines)
    assert any(line.startswith("[no] unless: An exclusion covers the supply") for line in lines)
    for sign in ("or", "not", "unless"):
        assert f"“{sign}”: " in words(figure.drawing)


def test_what_is_open_says_on_how_many_facts() -> None:
    figure, _ = main_map("barnet-2024-04-flex360")
    assert "Supplying workers is part of the supplier's business (1 fact not known)" in drawn_titles(figure)
    assert "The workers are supplied to perform strikers' duties (1 fact disputed)" in drawn_titles(figure)
    assert "1 question of law" in drawn_titles(figure)


def test_a_reason_tells_of_the_facts_of_what_is_left_out_under_it() -> None:
    ruling = example("barnet-2024-04-flex360").cover[0].ruling
    (whole, *_) = [each for each in branches_of(example("barnet-2024-04-flex360"), ruling) if each.status == "open"]
    unknown = {fact for each in whole.with_those_below() for fact in each.open_facts}
    questions = {name for each in whole.with_those_below() for name in each.questions}
    alone = whole.down_to(Depths(0, 0))
    assert alone.below == ()
    assert alone.turns_on == f"{len(unknown)} facts not known, {len(questions)} questions of law"


def test_what_does_not_fit_a_page_is_left_out_of_the_picture_alone() -> None:
    figure, ruling = main_map("barnet-2024-05-duty-provider")
    left_out = [each for each in every_reason(ruling) if each.title[:40] not in drawn_titles(figure)]
    assert left_out
    assert re.search(r"Not drawn: [1-9]\d* reasons? further down\.", words(figure.drawing))
    assert all(each.title in figure.told for each in left_out)


def test_a_ban_that_is_not_in_force_ends_the_map_there() -> None:
    figure, ruling = main_map("welsh-authority-2022")
    assert [each.status for each in ruling.leading.reasons] == ["fails"]
    assert len(boxes(figure.drawing)) == 2
    assert "Unless" not in words(figure.drawing)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "fair.yaml"
    path.write_text(FAIR, encoding="utf-8")
    rulebook = load_rulebook(hostile_rules(folder / "rules"))
    return assess(load_arrangement(path, rulebook), rulebook)


def test_no_text_of_a_rulebook_is_at_work_or_leaves_its_place(hostile: Assessment) -> None:
    for _, ruling in rulings(hostile):
        figure = reasons_map(hostile, ruling)
        check_that_it_is_sound(figure.drawing)
        known = {f"{NAMESPACE}{name}" for name in ("svg", "title", "desc", "polyline", "rect", "text")}
        assert {each.tag for each in svg_root(figure).iter()} <= known
        assert "javascript" in words(figure.drawing)
        assert all(line.isprintable() for line in figure.characters)
