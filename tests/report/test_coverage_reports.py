"""Coverage in each format, against its golden file; what is hostile in a rulebook or a case stays text.

``UPDATE_GOLDEN=1`` rewrites the golden files.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reg7check.audit.cases import read_cases
from reg7check.audit.coverage import Coverage, Measure, measure_coverage
from reg7check.report.quotes import paragraphs, quoted_in
from reg7check.report.rules.coverage_html import coverage_html
from reg7check.report.rules.coverage_json import coverage_json
from reg7check.report.rules.coverage_text import coverage_text
from reg7check.report.rules.coverage_words import percent
from reg7check.rulebook import read_rulebook
from reg7check.rulebook.models import Rule
from stalls import BANNED, MARKET_DAY, add_waiting_text, change, stalls, write_cases

GOLDEN = Path(__file__).parent / "golden"
SHIPPED = Path(__file__).parents[2] / "rules"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}"


def measured(folder: Path) -> Coverage:
    read = read_rulebook(folder)
    return measure_coverage(read, read_cases(folder / "tests", read.law, name="stalls/tests"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return stalls(tmp_path / "stalls")


class Page(HTMLParser):
    """Notes what a page is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("ending", "written"), [("txt", coverage_text), ("json", coverage_json), ("html", coverage_html)]
)
def test_a_report_is_the_golden_one(folder: Path, ending: str, written: Callable[[Coverage], str]) -> None:
    add_waiting_text(folder)
    text = written(measured(folder))
    golden = GOLDEN / f"coverage.{ending}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


def test_no_line_of_the_text_is_wider_than_80_columns() -> None:
    read = read_rulebook(SHIPPED)
    for line in coverage_text(measure_coverage(read, ())).splitlines():
        assert len(line) <= 80 or " " not in line.strip(), line
        assert line == line.rstrip()


def test_where_all_is_shown_nothing_is_said_to_be_missing(folder: Path) -> None:
    coverage = measured(folder)
    whole = [each for each in coverage.decisions if each.decision.id == "market"]
    text = coverage_text(coverage._replace(decisions=tuple(each._replace(open=each.holds) for each in whole)))
    assert "MC/DC            2 of 2      100 %" in text
    assert "What no case" not in text


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        (Measure(0, 0), "100 %"),
        (Measure(3, 3), "100 %"),
        (Measure(1999, 2000), "99.9 %"),
        (Measure(2, 3), "66.6 %"),
        (Measure(0, 3), "0.0 %"),
    ],
)
def test_a_share_is_100_only_where_all_is_shown(measure: Measure, words: str) -> None:
    assert percent(measure) == words


def test_the_json_names_the_cases_by_their_index(folder: Path) -> None:
    report = json.loads(coverage_json(measured(folder)))
    (ban, *_) = report["decisions"]
    assert report["schema"] == 1
    assert report["mcdc"] == {"shown": 10, "reachable": 21}
    assert (ban["kind"], ban["id"], ban["fails"]) == ("prohibition", "no-stall", {"reachable": True, "cases": [1]})
    assert report["cases"][1] == {
        "title": "On a market day it is welcome",
        "file": "stalls/tests/stalls.yaml",
        "line": 6,
        "column": 12,
        "authorities": ["baker-v-town"],
    }
    missing = ban["conditions"][2]["decides"]["false"]
    assert missing["smallest_facts"] == {
        "from": "2020-01-01",
        "to": "2100-12-31",
        "commence": [],
        "facts": {
            "nation": "england",
            "stall_kind": "table",
            "sells_food": "no",
            "permit_granted": "no",
            "market_day": "no",
        },
        "take": {},
    }


def test_the_page_stands_by_itself_and_every_link_in_it_leads_somewhere(folder: Path) -> None:
    page = Page(coverage_html(measured(folder)))
    assert not page.tags & {"script", "img", "link", "iframe", "object", "form"}
    assert len(set(page.ids)) == len(page.ids)
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


def test_the_page_shows_each_text_beside_its_rules_with_the_words_quoted(folder: Path) -> None:
    html = coverage_html(measured(folder))
    assert "<mark>save on a market day</mark>" in html
    assert "Made up for a test; free for any use." in html
    assert "<code>permit_granted: yes</code>" in html
    assert "Smallest facts that would show it, on any day: permit_granted: yes, fee_paid_on: past." in html


def test_what_is_hostile_in_rules_and_cases_stays_text(folder: Path) -> None:
    change(folder, "title: The stall is large", f"title: '{HOSTILE}'")
    change(folder, "No person shall set up a large stall in a street without a permit.\n", f"{HOSTILE} \u202e\n")
    change(folder, "    kind: statute", "    url: javascript:alert(3)\n    kind: statute")
    change(folder, "    words: set up a large stall … without a permit\n", "")
    write_cases(folder, BANNED + MARKET_DAY.replace("On a market day it is welcome", f"'{HOSTILE}'"))
    html = coverage_html(measured(folder))
    page = Page(html)
    assert not page.tags & {"script", "img"}
    assert "onerror" not in page.attributes
    assert not any(link.startswith("javascript") for link in page.links)
    assert page.text.count(HOSTILE) >= 2
    assert "\u202e" not in html


def test_words_are_marked_from_where_they_begin_to_where_they_end() -> None:
    law = read_rulebook(SHIPPED).law
    for rule in law.rules.values():
        provision = law.provisions[rule.provision]
        quoted = quoted_in(provision, rule)
        if rule.words is None or quoted is None:
            assert rule.words is None
            continue
        version = next(each for each in provision.versions if each.id == quoted.version)
        every = [segment for paragraph in paragraphs(version, {1: quoted}) for segment in paragraph]
        marked = "".join(segment.text for segment in every if segment.quoted)
        assert squeezed(marked) == squeezed(rule.words.replace("…", ""))
        assert [segment.ends for segment in every if segment.ends] == [(1,)]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_words_are_sought_in_the_text_in_force_before_one_that_waits(folder: Path) -> None:
    add_waiting_text(folder)
    law = read_rulebook(folder).law
    rule: Rule = law.rules["permit-in-hand"]._replace(words="set up a large stall in a street")
    quoted = quoted_in(law.provisions["stalls-s1"], rule)
    assert quoted is not None
    assert quoted.version == "second"
