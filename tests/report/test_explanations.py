"""Explanations against golden ones in every format; their pictures are sound, and no text in them is at work.

``UPDATE_GOLDEN=1`` rewrites the golden files.
"""

from __future__ import annotations

import json
import os
import re
from datetime import date
from functools import cache
from pathlib import Path

import pydot
import pytest
from markdown_it import MarkdownIt

from reg7check import Arrangement, assess, load_arrangement, load_rulebook
from reg7check.arrangement import Span
from reg7check.reasoning.explaining import explain
from reg7check.reasoning.explanations import Explained
from reg7check.reasoning.subjects import subjects_of
from reg7check.report.chart import Chart
from reg7check.report.dot import dot_chart
from reg7check.report.explained_chart import explained_chart
from reg7check.report.explanation import explanation_report
from reg7check.report.explanation_json import json_explanation
from reg7check.report.markdown import markdown_reports
from reg7check.report.mermaid import mermaid_chart
from reg7check.report.text import text_reports
from report.test_mermaid import check_that_it_is_sound

from .meanings import without_meanings

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLDEN = Path(__file__).parent / "golden" / "explain"
CASES: dict[str, tuple[str, str | None, date | None]] = {
    "duty-provider-control": ("barnet-2024-05-duty-provider.yaml", "control", None),
    "contracted-out-control": ("contracted-out-service.yaml", "control", None),
    "flex360-employment-business": ("barnet-2024-04-flex360.yaml", "employment-business", None),
    "agency-supply-proviso": ("agency-supply.yaml", "no-knowledge", None),
    "repudiated-before": ("repudiated-action.yaml", "unofficial-action", None),
    "repudiated-after": ("repudiated-action.yaml", "unofficial-action", date(2024, 6, 3)),
    "revoked-provision": ("across-10-august-2023.yaml", "reg-7", date(2023, 8, 5)),
    "two-strands-provision": ("contractor-staffed-by-agency.yaml", "tulrca-s237", None),
    "wales-control": ("welsh-authority-2022.yaml", "control", None),
    "wales": ("welsh-authority-2022.yaml", None, None),
}
NASTY = '"];click x <script>alert(1)</script> **b** \\N &lt; #35; $$x$$ | \x1b[1m \u202e {{ }} [x](javascript:y) %% -->'

pytestmark = pytest.mark.filterwarnings("ignore:.* deprecated - use .*:DeprecationWarning")  # of pydot's own parser


def explained(arrangement: Arrangement, name: str | None, on: date | None = None) -> Explained:
    rulebook = load_rulebook()
    return explain(assess(arrangement), rulebook, subjects_of(rulebook.law, name), asked=name, on=on)


@cache
def example(case: str) -> Explained:
    file, name, on = CASES[case]
    return explained(load_arrangement(EXAMPLES / file, name=f"examples/{file}"), name, on)


@cache
def reports_of(case: str) -> dict[str, str]:
    return reports(example(case))


def reports(found: Explained) -> dict[str, str]:
    document, chart = explanation_report(found), explained_chart(found)
    return {
        "txt": text_reports([document]),
        "md": markdown_reports([document]),
        "json": json_explanation(found),
        "mmd": mermaid_chart(chart),
        "dot": dot_chart(chart),
    }


@pytest.mark.parametrize("case", CASES)
def test_an_explanation_is_the_golden_one_in_every_format(case: str) -> None:
    for ending, text in reports_of(case).items():
        golden = GOLDEN / f"{case}.{ending}"
        if os.environ.get("UPDATE_GOLDEN"):
            golden.write_text(text, encoding="utf-8", newline="\n")
        assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_no_line_of_the_text_is_too_wide_or_ends_in_a_blank(case: str) -> None:
    for line in reports_of(case)["txt"].splitlines():
        assert len(line) <= 80
        assert line == line.rstrip()


@pytest.mark.parametrize("case", CASES)
def test_the_answer_comes_first(case: str) -> None:
    found = example(case)
    lines = reports_of(case)["md"].split("\n\n")
    first = 1 if len(found.explanations) == 1 else 3
    assert re.match(r"\*\*(Yes|No|Open|Disputed|Prohibited|Not prohibited|Undetermined|Arguable)\. ", lines[first])


def drawn(graph: pydot.Dot) -> list[pydot.Node]:
    return [node for node in graph.get_nodes() if node.get_name() not in ("node", "edge", "graph")]


def check_the_pictures(chart: Chart) -> None:
    check_that_it_is_sound(mermaid_chart(chart))
    (graph,) = pydot.graph_from_dot_data(dot_chart(chart)) or ()
    assert [node.get_name() for node in drawn(graph)] == [box.name for box in chart.boxes]
    arrows = [(edge.get_source(), edge.get_destination()) for edge in graph.get_edges()]
    assert arrows == [(arrow.source, arrow.target) for arrow in chart.arrows]


@pytest.mark.parametrize("case", CASES)
def test_the_pictures_are_read_by_a_parser_of_their_language(case: str) -> None:
    check_the_pictures(explained_chart(example(case)))


@pytest.mark.parametrize("case", CASES)
def test_a_box_says_its_status_in_words_as_well_as_by_its_colour(case: str) -> None:
    said = {"holds": "YES", "fails": "NO", "open": "OPEN"}
    chart = explained_chart(example(case))
    stated = [box for box in chart.boxes if box.look in said]
    assert stated
    for box in stated:
        assert re.match(rf"{said[box.look]}\b", box.lines[0]), box
        assert box.shape
    assert not [box for box in chart.boxes if box.look not in said and re.match("(YES|NO|OPEN)$", box.lines[0])]


def test_a_picture_shows_each_fact_with_the_answer_and_who_gives_it() -> None:
    (box,) = [
        b for b in explained_chart(example("contracted-out-control")).boxes if b.name == "fact_hirer_directs_work"
    ]
    assert box.lines[1:] == ("Answer: no (Campus Workers' Union says so; evidence: union-visit)", "Needed: yes")


def test_why_it_turns_on_control_in_barnet() -> None:
    text = without_meanings(reports_of("duty-provider-control")["txt"])
    assert "Open. It is not settled who has control of the workers. It turns on 11 facts not known." in text
    assert "Regulation 7 asks this for its ban, under “The supplier is an employment business”." in text
    assert "The law's words: “to act for, and under the control of”" in text
    assert "UNISON says that these are agency workers; the council says" in text
    assert "email-not-agency: The same email, on agency staff, 17 May 2024, from Barnet Council" in text
    assert "The weights are this rulebook's own judgement" in text
    assert "Total −11 to +12" in text
    assert "Accenture Services Ltd v Commissioners for HM Revenue and Customs" in text


def test_why_not_for_a_service_that_is_really_contracted_out() -> None:
    text = without_meanings(reports_of("contracted-out-control")["txt"])
    assert "No. The workers are not shown to be under the hirer's control. It would take at least two" in text
    assert "The hirer's managers tell these workers what to do and how, day to day. (now in the file: no)" in text


def test_what_only_the_file_presumes_is_marked_in_the_reasons_and_in_what_would_turn_them() -> None:
    text = without_meanings(reports_of("wales")["txt"])
    assert "Presumed: The union has never repudiated the action." in text
    assert "(now presumed: none)" in text


def test_a_text_of_the_law_that_is_coming_is_noted_on_days_after_it_was_passed() -> None:
    arrangement = load_arrangement(EXAMPLES / "agency-supply.yaml")
    (strand,) = arrangement.cover
    days = (Span(date(2025, 12, 17), date(2025, 12, 18)),)
    later = arrangement._replace(
        actions=tuple(each._replace(dates=days) for each in arrangement.actions), cover=(strand._replace(dates=days),)
    )
    noted = "A new text of section 13(3)"
    assert noted in reports(explained(later, "control"))["txt"]
    assert noted not in reports(explained(arrangement, "control"))["txt"]


def test_the_json_tells_the_same() -> None:
    told = json.loads(reports_of("duty-provider-control")["json"])
    assert (told["schema"], told["asked"], told["on"]) == (1, "control", None)
    (one,) = told["explanations"]
    assert (one["id"], one["holds"], one["open_because"]) == ("control", None, "unknown")
    assert [(ways["then_holds"], ways["sets"][0]) for ways in one["ways"]] == [
        (True, {"hirer_directs_work": "yes", "supplier_manager_in_charge": "no"}),
        (False, {"hirer_directs_work": "no", "supplier_manager_in_charge": "yes"}),
    ]
    assert one["weighings"][0]["total"] == [-11, 12]
    assert one["open_questions"][0]["prohibits"]["authorities"] == ["accenture-v-hmrc", "hmrc-esm2055a"]


def nasty() -> Arrangement:
    arrangement = load_arrangement(EXAMPLES / "agency-supply.yaml")
    parties = {name: each._replace(name=NASTY) for name, each in arrangement.parties.items()}
    evidence = {name: each._replace(what=NASTY, quote=NASTY) for name, each in arrangement.evidence.items()}
    (strand,) = arrangement.cover
    facts = {name: each._replace(note=NASTY) for name, each in strand.facts.items()}
    cover = (strand._replace(what=NASTY, facts=facts),)
    return arrangement._replace(title=NASTY, parties=parties, evidence=evidence, cover=cover)


@pytest.mark.parametrize("name", ["control", "no-knowledge", None])
def test_text_of_a_file_is_shown_and_never_at_work(name: str | None) -> None:
    found = explained(nasty(), name)
    made = reports(found)
    for text in made.values():
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert "click x <script>" in without_meanings(made["txt"])
    page = str(MarkdownIt("commonmark").enable("table").render(made["md"]))
    assert not re.search("<(script|a|img|code|pre)[ >]", page)
    check_the_pictures(explained_chart(found))
