"""The timeline of a strand: golden pictures of the examples, and what is so of any arrangement's.

``UPDATE_GOLDEN=1`` rewrites the golden files.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile import HOSTILE
from reg7check import Assessment, assess, load_arrangement
from reg7check.arrangement import Action, Answer, Arrangement, Party, Span
from reg7check.arrangement.models import UNKNOWN
from reg7check.days import in_words
from reg7check.problems import cells
from reg7check.reasoning.results import StrandAssessment
from reg7check.report.document import Figure
from reg7check.report.drawing import DrawnBox, DrawnLine
from reg7check.report.drawing_svg import drawing_svg
from reg7check.report.ruling import shown
from reg7check.report.timeline.figure import timeline
from strategies import PROHIBITED, RULEBOOK, arrangement_of

from .drawings import NAMESPACE, boxes, check_that_it_is_sound, svg_root, texts, words

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLDEN = Path(__file__).parent / "golden" / "pictures"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
START = date(2024, 5, 6)
UPRIGHT = "upright"


@cache
def example(name: str) -> Assessment:
    return assess(load_arrangement(EXAMPLES / f"{name}.yaml", name=f"examples/{name}.yaml"))


def day(number: int) -> date:
    return START + timedelta(days=number)


def span(first: int, last: int | None = None) -> Span:
    return Span(day(first), day(first if last is None else last))


def arranged(
    cover: tuple[Span, ...],
    *actions: tuple[Span, ...],
    facts: dict[str, Any] | None = None,
    nation: str = "england",
    **changes: Any,
) -> Assessment:
    """Assess cover and actions on these days; all that is known of them is as of a supply that is prohibited."""
    written = arrangement_of(PROHIBITED | (facts or {}), nation=nation)
    (strike,), (strand,) = written.actions, written.cover
    dated = tuple(strike._replace(id=f"action-{n}", dates=each) for n, each in enumerate(actions, 1))
    covering = strand._replace(dates=cover, dates_assumed=False, covers=tuple(each.id for each in dated))
    return assess(written._replace(actions=dated, cover=(covering,), **changes))


def figure_of(assessment: Assessment) -> Figure:
    return timeline(assessment, assessment.cover[0])


def bars(figure: Figure, ink: str) -> list[DrawnBox]:
    return [box for box in boxes(figure.drawing) if box.ink == ink]


def arrows(figure: Figure, ink: str) -> int:
    """How many arrow heads there are of an ink."""
    lines = (each for each in figure.drawing.shapes if isinstance(each, DrawnLine))
    return sum(each.ink == ink and each.thickness == 2 for each in lines)


def check_what_it_tells(figure: Figure, strand: StrandAssessment) -> None:
    """Fail where a period, or the first or last day of one, is not told; or a line of plain text is too long."""
    for ruling in (strand.ruling, *strand.others):
        for period in ruling.periods:
            assert in_words(period.first) in figure.told
            assert period.last is None or in_words(period.last) in figure.told
            assert shown(period.verdict) in figure.told
            assert shown(period.verdict) in words(figure.drawing)
    assert all(cells(line) <= 78 for line in figure.characters)


@pytest.mark.parametrize("name", NAMES)
def test_timelines_of_an_example_are_the_golden_ones(name: str) -> None:
    for strand in example(name).cover:
        figure = timeline(example(name), strand)
        stem = f"{name}.{strand.strand.id}.timeline"
        svg = drawing_svg(figure.drawing, figure.title, figure.told, "timeline")
        for ending, text in {"svg": svg, "txt": "".join(f"{line}\n" for line in figure.characters)}.items():
            golden = GOLDEN / f"{stem}.{ending}"
            if os.environ.get("UPDATE_GOLDEN"):
                golden.parent.mkdir(exist_ok=True)
                golden.write_text(text, encoding="utf-8", newline="\n")
            assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_timelines_of_an_example_are_sound(name: str) -> None:
    for strand in example(name).cover:
        figure = timeline(example(name), strand)
        check_that_it_is_sound(figure.drawing)
        check_what_it_tells(figure, strand)
        assert figure.drawing.width == 720
        assert all(line.isascii() for line in figure.characters)
        assert svg_root(figure).tag == f"{NAMESPACE}svg"


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, ...]:
    """Spans of days with gaps between them, the last of which may be open."""
    found = []
    number = draw(st.integers(-400, 60))
    for _ in range(draw(st.integers(1, 8))):
        last = number + draw(st.integers(0, draw(st.sampled_from([0, 5, 900]))))
        found.append(span(number, last))
        number = last + draw(st.integers(2, draw(st.sampled_from([3, 40, 800]))))
    if draw(st.booleans()):
        found[-1] = found[-1]._replace(last=None)
    return tuple(found)


told_on = st.sampled_from(
    ["unknown", "never", "2024-05-08", "2019-01-01", {"union": "2024-05-08", "agency": "never", "council": "unknown"}]
)


@settings(max_examples=30)
@given(
    cover=spans(),
    actions=st.lists(spans(), min_size=1, max_size=4),
    told=told_on,
    repudiated=told_on,
    nation=st.sampled_from(["england", "wales", "northern-ireland"]),
)
def test_any_timeline_is_sound(
    cover: tuple[Span, ...], actions: list[tuple[Span, ...]], told: Any, repudiated: Any, nation: str
) -> None:
    facts = {"supplier_told_on": told, "supplier_knows": "no", "repudiated_on": repudiated}
    assessment = arranged(cover, *actions, facts=facts, nation=nation)
    figure = figure_of(assessment)
    check_that_it_is_sound(figure.drawing)
    check_what_it_tells(figure, assessment.cover[0])


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(2, 9)), min_size=1, max_size=6))
def test_bars_lie_where_their_days_lie(lengths: list[tuple[int, int]]) -> None:
    acting, number = [], 0
    for length, gap in lengths:
        acting.append(span(number, number + length))
        number += length + 1 + gap
    covered = span(0, number + 3)
    figure = figure_of(arranged((covered,), tuple(acting)))
    (cover,) = bars(figure, "cover")
    a_day = cover.width / (number + 4)
    places = [(cover.x + (each.first - START).days * a_day, each) for each in acting]
    drawn = bars(figure, "action")
    assert [round(box.x) for box in drawn] == [round(x) for x, _ in places]
    for box, (_, each) in zip(drawn, places, strict=True):
        assert each.last is not None
        assert box.width == pytest.approx(((each.last - each.first).days + 1) * a_day)


def test_days_that_follow_each_other_are_one_bar() -> None:
    figure = figure_of(arranged((span(0, 9),), (span(2), span(3), span(6))))
    assert len(bars(figure, "action")) == 2
    assert "8 to 9 May" in words(figure.drawing)
    assert "8 May 2024 to 9 May 2024; 12 May 2024." in figure.told


def test_each_action_has_its_row() -> None:
    figure = figure_of(arranged((span(0, 9),), (span(0, 3),), (span(2, 6),), (span(5, 9),)))
    assert [box.x for box in bars(figure, "action")] == sorted({box.x for box in bars(figure, "action")})
    assert len({box.y for box in bars(figure, "action")}) == 3
    assert all(f"action-{number}" in words(figure.drawing) for number in (1, 2, 3))


def test_what_has_no_end_ends_in_an_arrow() -> None:
    ending = figure_of(arranged((span(0, 9),), (span(0, 9),)))
    endless = figure_of(arranged((span(0)._replace(last=None),), (span(2)._replace(last=None),)))
    assert (arrows(ending, "action"), arrows(ending, "cover")) == (0, 0)
    assert (arrows(endless, "action"), arrows(endless, "cover"), arrows(endless, "prohibited")) == (1, 1, 1)
    assert any(line.rstrip().endswith("#>") for line in endless.characters)
    assert "from 8 May 2024 on" in endless.told


def test_a_year_of_alternate_days_stays_legible() -> None:
    alternate = tuple(span(2 * number) for number in range(183))
    assessment = arranged((span(0, 365),), alternate)
    figure = figure_of(assessment)
    check_that_it_is_sound(figure.drawing)
    check_what_it_tells(figure, assessment.cover[0])
    assert len(assessment.cover[0].ruling.periods) > 300
    assert len(boxes(figure.drawing)) < 12
    assert {box.hatch for box in bars(figure, "action")} == {UPRIGHT}
    assert "183 spells" in words(figure.drawing)
    assert len(figure.characters) < 40


def test_the_law_in_force_is_drawn_with_why_it_is_not() -> None:
    figure = figure_of(example("across-10-august-2023"))
    (out,) = [box for box in bars(figure, "quiet") if box.hatch]
    (in_force,) = bars(figure, "law")
    assert out.x + out.width == pytest.approx(in_force.x)
    prohibited = min(box.x for box in bars(figure, "prohibited"))
    assert prohibited == pytest.approx(in_force.x)
    assert "Revoked by SI 2022/852 with effect from 21 July 2022." in words(figure.drawing)
    assert "21 July 2022 to 9 August 2023: not in force" in figure.told
    assert "[2023] EWHC 1781 (Admin)" in figure.told


def test_days_before_the_law_was_in_force_say_so() -> None:
    spans_then = (Span(date(2004, 3, 1), date(2004, 4, 30)),)
    figure = figure_of(arranged(spans_then, spans_then))
    assert "before 6 April 2004: not in force (The 2003 Regulations were not yet in force" in figure.told
    assert "The 2003 Regulations were not yet in force." in words(figure.drawing)


def test_a_prohibition_that_does_not_extend_is_drawn_as_such() -> None:
    figure = figure_of(arranged((span(0, 9),), (span(0, 9),), nation="northern-ireland"))
    assert "does not extend here" in words(figure.drawing)
    assert bars(figure, "law") == []


def test_each_prohibition_has_its_law_and_its_verdict() -> None:
    figure = figure_of(example("welsh-authority-2022"))
    assert len(bars(figure, "prohibited")) == len(bars(figure, "not-prohibited")) == 1
    assert words(figure.drawing).count("The Welsh ban") == 2
    assert arrows(figure, "quiet") == arrows(figure, "law") == 2


def test_dates_that_would_leave_the_sheet_end_at_its_edge() -> None:
    figure = figure_of(arranged((span(0, 90),), (span(2, 3), span(86, 87), span(90))))
    check_that_it_is_sound(figure.drawing)
    assert "31 Jul to 1 Aug" in words(figure.drawing)
    assert "4 Aug" in [each.text for each in texts(figure.drawing)]


def test_a_date_that_is_not_known_is_hatched_and_says_so() -> None:
    figure = figure_of(arranged((span(0, 9),), (span(0, 9),), facts={"supplier_told_on": UNKNOWN}))
    (bar,) = bars(figure, "known")
    assert bar.hatch
    assert "not known" in words(figure.drawing)
    assert "not known" in figure.told


def test_a_disputed_date_is_drawn_for_each_party() -> None:
    said = {"union": "2024-05-08", "agency": "never", "council": "2024-05-10"}
    facts = {"supplier_told_on": said, "supplier_knows": "no", "widely_reported": "no"}
    figure = figure_of(arranged((span(0, 9),), (span(0, 9),), facts=facts))
    early, late = sorted(bars(figure, "known"), key=lambda box: box.x)
    assert late.x - early.x == pytest.approx(2 * early.width)
    assert early.y != late.y
    for told in ("Union says: 8 May 2024", "Agency says: never", "Council says: 10 May 2024"):
        assert told in figure.told
    for name in ("Union says", "Agency says", "Council says"):
        assert name in words(figure.drawing)


def test_one_partys_account_has_its_date_alone() -> None:
    said = {"union": "2024-05-08", "agency": "never"}
    facts = {"supplier_told_on": said, "supplier_knows": "no", "widely_reported": "no"}
    arrangement = arranged((span(0, 9),), (span(0, 9),), facts=facts).arrangement
    figure = figure_of(assess(arrangement, as_party="union"))
    assert len(bars(figure, "known")) == 1
    assert "says" not in figure.told


def test_what_a_date_decides_changes_on_its_day() -> None:
    figure = figure_of(example("repudiated-action"))
    (_, no), (yes,) = bars(figure, "fails"), bars(figure, "holds")
    (prohibited,), (clear,) = bars(figure, "prohibited"), bars(figure, "not-prohibited")
    assert (no.x, no.width, yes.x) == (prohibited.x, prohibited.width, clear.x)
    assert "The action is unofficial for the first worker: 20 May 2024 to 28 May 2024: no;" in figure.told


def test_what_the_supplier_knew_is_shown_where_no_date_is_told() -> None:
    figure = figure_of(example("contracted-out-service"))
    assert "the supplier does not know of the action, and has no reasonable grounds for knowing: 10 Feb" in figure.told


def test_a_day_far_from_the_cover_is_told_without_drawing_the_time_between() -> None:
    facts = {"supplier_told_on": "2019-01-01"}
    figure = figure_of(arranged((span(0, 9),), (span(0, 9),), facts=facts))
    assert "Earlier: 1 Jan 2019." in words(figure.drawing)
    assert figure.characters[0] == "6 May 2024 to 15 May 2024"
    assert "1 January 2019" in figure.told


def test_one_day_alone_is_judged_and_the_rest_still_shown() -> None:
    arrangement = example("across-10-august-2023").arrangement
    assessment = assess(arrangement, on=date(2023, 8, 10))
    figure = figure_of(assessment)
    (verdict,), (cover,) = bars(figure, "prohibited"), bars(figure, "cover")
    assert verdict.width == pytest.approx(cover.width / 19)
    assert "10 Aug: prohibited" in words(figure.drawing)


def test_verdicts_can_be_told_apart_without_colour() -> None:
    hatches: dict[str, set[str]] = {}
    for name in NAMES:
        for strand in example(name).cover:
            figure = timeline(example(name), strand)
            for verdict in ("prohibited", "arguable", "undetermined", "not-prohibited"):
                hatches.setdefault(verdict, set()).update(box.hatch for box in bars(figure, verdict))
    assert all(len(each) == 1 for each in hatches.values())
    assert len(set.union(*hatches.values())) == 4


def test_two_pictures_of_a_page_share_no_id() -> None:
    figure = figure_of(example("across-10-august-2023"))
    roots = [svg_root(figure, name) for name in ("one", "two")]
    one, two = ({each.attrib["id"] for each in root.iter() if "id" in each.attrib} for root in roots)
    assert one
    assert not one & two
    for root in roots:
        used = {each.attrib["fill"] for each in root.iter() if each.attrib.get("fill", "").startswith("url(")}
        known = {f"url(#{each.attrib['id']})" for each in root.iter() if "id" in each.attrib}
        assert used
        assert used <= known


def hostile(text: str) -> Arrangement:
    facts = {"supplier_told_on": {"union": "2024-05-08", "agency": "never"}, "supplier_knows": "no"}
    arrangement = arranged((span(0, 9),), (span(0, 9),), facts=facts).arrangement
    parties = {name: Party(name, text, party.role) for name, party in arrangement.parties.items()}
    actions = tuple(each._replace(workers=text) for each in arrangement.actions)
    return arrangement._replace(title=text, parties=parties, actions=actions)


@pytest.mark.parametrize(
    "text", [HOSTILE, "W" * 10_000, "a b " * 2_500, "\x1b[1m\x00\u202e\ud800", "字" * 300, "\u0301" * 50]
)
def test_no_text_is_at_work_or_leaves_its_place(text: str) -> None:
    assessment = assess(hostile(text))
    figure = figure_of(assessment)
    check_that_it_is_sound(figure.drawing)
    check_what_it_tells(figure, assessment.cover[0])
    known = {f"{NAMESPACE}{name}" for name in ("svg", "title", "desc", "defs", "pattern", "polyline", "rect", "text")}
    assert {each.tag for each in svg_root(figure).iter()} <= known
    assert all(line.isprintable() for line in figure.characters)


def test_facts_that_no_verdict_asks_for_have_no_row() -> None:
    arrangement = arranged((span(0, 9),), (span(0, 9),)).arrangement
    (strand,) = arrangement.cover
    facts = {name: answer for name, answer in strand.facts.items() if not RULEBOOK.law.facts[name].is_date}
    clear = strand._replace(facts=facts | {"sends_people": Answer("no")})
    figure = figure_of(assess(arrangement._replace(cover=(clear,))))
    assert "On what day, if ever, was the supplier told" not in words(figure.drawing)


def test_texts_of_an_action_without_a_kind() -> None:
    arrangement = arranged((span(0, 9),), (span(0, 9),)).arrangement
    (action,) = arrangement.actions
    assert isinstance(action, Action)
    figure = figure_of(assess(arrangement._replace(actions=(action._replace(kind="action-short-of-strike"),))))
    assert "Action short of strike" in [each.text for each in texts(figure.drawing)]
