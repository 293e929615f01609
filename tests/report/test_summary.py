"""The summary of many arrangements: its golden forms, what is chosen, in which order, and hostile texts.

``UPDATE_GOLDEN=1`` rewrites the golden files.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from reg7check import assess
from reg7check.reasoning import Assessment
from reg7check.reasoning.results import Verdict
from reg7check.report.html import html_report
from reg7check.report.markdown import markdown_reports
from reg7check.report.summary.choice import Choice, Sort
from reg7check.report.summary.files import summary_csv, summary_json
from reg7check.report.summary.lines import Summary
from reg7check.report.summary.page import summary_document
from reg7check.report.text import text_reports

from .browser import LOOKS, chromium, look_at, opened, violations
from .summaries import BROKEN, FAR_OFF, example, examples, summary, with_texts

GOLDEN = Path(__file__).parent / "golden"
FORMS: dict[str, Callable[[Summary], str]] = {
    "txt": lambda found: text_reports([summary_document(found)]),
    "md": lambda found: markdown_reports([summary_document(found)]),
    "json": summary_json,
    "csv": summary_csv,
}


@pytest.fixture(scope="module")
def judged() -> list[Assessment]:
    return examples()


def strands(found: Summary) -> list[str]:
    return list(dict.fromkeys(line.strand for line in found.lines))


@pytest.mark.parametrize("ending", FORMS)
def test_the_summary_of_the_examples_is_the_golden_one(judged: list[Assessment], ending: str) -> None:
    made = FORMS[ending](summary(judged, None, BROKEN)).encode("utf-8")
    golden = GOLDEN / f"summary.{ending}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(made)
    assert made == golden.read_bytes()


def test_every_row_of_the_page_names_its_arrangement_verdict_and_file(judged: list[Assessment]) -> None:
    found = summary(judged)
    page = html_report(summary_document(found))
    assert page.count("<tr") == len(found.lines) + 1
    for line in found.lines:
        assert line.said.upper() in page
        assert line.file in page


def test_no_line_of_the_text_is_too_wide(judged: list[Assessment]) -> None:
    for line in FORMS["txt"](summary(judged, None, BROKEN)).splitlines():
        assert len(line) <= 80 or " " not in line.strip(), line
        assert line == line.rstrip()


def test_what_is_urgent_comes_first(judged: list[Assessment]) -> None:
    found = [line for line in summary(judged).lines if line.main]
    ranks = [min(list(Verdict).index(each) for each in line.strand_verdicts) for line in found]
    assert ranks == sorted(ranks)
    firsts = [line.first_day for line in found if line.strand_verdicts[0] is Verdict.NOT_PROHIBITED]
    assert firsts[1:] == sorted(firsts[1:])


def test_another_prohibition_has_a_row_beside_that_of_the_main_one_where_it_is_not_clear(
    judged: list[Assessment],
) -> None:
    first, second, *rest = summary(judged).lines
    assert (first.strand, first.prohibition, first.verdict) == ("agency-carers", "welsh-authorities", "prohibited")
    assert (second.strand, second.main, second.verdict) == ("agency-carers", True, "not-prohibited")
    assert all(line.main for line in rest)


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("title", lambda line: line.title.casefold()),
        ("file", lambda line: line.file),
        ("date", lambda line: line.first_day),
    ],
)
def test_lines_are_sorted_as_asked(judged: list[Assessment], sort: Sort, key: Callable[[object], str]) -> None:
    there = [key(line) for line in summary(judged, Choice(sort=sort)).lines]
    back = [key(line) for line in summary(judged, Choice(sort=sort, reverse=True)).lines]
    assert there == sorted(there)
    assert back == there[::-1]


def test_what_is_to_be_asked_of_one_party_stands_together(judged: list[Assessment]) -> None:
    asked = [line.next and line.next.whom for line in summary(judged, Choice(sort="next")).lines]
    assert asked[0] is not None
    settled = asked.index(None)
    assert not any(asked[settled:])
    assert asked[:settled] == sorted(asked[:settled])


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(verdicts=frozenset({Verdict.ARGUABLE})), ["agency-porters"]),
        (Choice(verdicts=frozenset({Verdict.DISPUTED})), []),
        (Choice(hirer="BARNET", sort="file"), ["flex360", "duty-service"]),
        (Choice(supplier="kindly"), ["agency-carers"]),
        (Choice(supplier="nobody of that name"), []),
        (Choice(running_on=date(2023, 8, 18)), ["gates"]),
        (Choice(running_on=date(2025, 11, 19)), ["library"]),
        (Choice(running_on=date(2025, 11, 15)), []),
        (Choice(running_on=date(2023, 8, 19)), []),
        (Choice(running_on=FAR_OFF), []),
        (Choice(nations=frozenset({"wales", "scotland"})), ["agency-carers", "halls-cleaning"]),
        (Choice(stages=frozenset({"proposed"})), ["duty-service"]),
        (Choice(stages=frozenset({"proposed"}), hirer="council", nations=frozenset({"wales"})), []),
    ],
)
def test_only_what_is_chosen_is_told(judged: list[Assessment], choice: Choice, expected: list[str]) -> None:
    assert strands(summary(judged, choice)) == expected


def test_a_strand_that_any_prohibition_forbids_is_not_found_among_the_clear(judged: list[Assessment]) -> None:
    clear = summary(judged, Choice(verdicts=frozenset({Verdict.NOT_PROHIBITED})))
    assert "agency-carers" not in strands(clear)
    assert len(strands(clear)) == 4
    forbidden = summary(judged, Choice(verdicts=frozenset({Verdict.PROHIBITED})))
    assert "agency-carers" in strands(forbidden)


def test_what_is_chosen_is_said(judged: list[Assessment]) -> None:
    choice = Choice(frozenset({Verdict.DISPUTED, Verdict.PROHIBITED}), hirer="x", running_on=date(2024, 5, 13))
    assert summary(judged, choice).asked[0] == (
        "Only cover that is prohibited or disputed, with “x” in the hirer's name and that runs on 13 May 2024."
    )


def test_a_choice_that_finds_nothing_says_so(judged: list[Assessment]) -> None:
    text = FORMS["txt"](summary(judged, Choice(supplier="nobody")))
    assert "No cover is as asked." in text
    assert "the work is covered in 12 ways; 0 of them are told." in text


def test_a_file_that_cannot_be_read_is_told_whatever_is_chosen(judged: list[Assessment]) -> None:
    found = summary(judged, Choice(supplier="nobody"), BROKEN)
    text = FORMS["txt"](found)
    assert "1 file cannot be read, and is listed at the end." in text
    assert "2 problems; the first: line 3: the nation `france` is not known" in " ".join(text.split())
    assert json.loads(summary_json(found))["unreadable"][0]["problems"][1]["line"] == 9


def test_a_single_days_assessment_says_that_it_is_one() -> None:
    (line,) = summary([assess(example("agency-supply"), on=date(2025, 6, 4))]).lines
    assert line.notes == ("This judges 4 June 2025 alone.",)


@pytest.mark.parametrize(
    "text",
    [
        "two\nlines",
        "\x1b[31mred\x07",
        "\u202eright to left",
        "<script>alert(1)</script>",
        "![x](javascript:alert(1)) | *a* `b`",
        "word" * 2500,
        "many words " * 1000,
        "",
    ],
    ids=["lines", "control", "rtl", "script", "markdown", "long word", "long text", "empty"],
)
def test_hostile_texts_are_shown_inert_in_every_form(text: str) -> None:
    found = summary([assess(with_texts(text))])
    page = html_report(summary_document(found))
    made = {ending: form(found) for ending, form in FORMS.items()}
    for written in (page, *made.values()):
        assert not any(each in written for each in "\x1b\x07\u202e")
    assert "<script>alert" not in page
    assert "<script>alert" not in made["md"]
    assert re.search(r"(?<!\\)\]\(", made["md"]) is None
    assert all(len(line) <= 80 or " " not in line.strip() for line in made["txt"].splitlines())
    assert json.loads(made["json"])["rows"][0]["title"] == text


@pytest.fixture(scope="module")
def page(judged: list[Assessment], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    path = tmp_path_factory.mktemp("page") / "summary.html"
    path.write_text(html_report(summary_document(summary(judged, None, BROKEN))), encoding="utf-8", newline="\n")
    with chromium() as browser, opened(browser, path) as shown:
        yield shown


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_wrong_with_the_page_and_nothing_is_cut_off(page: Page, look: str) -> None:
    look_at(page, LOOKS[look])
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_where_no_file_can_be_read_nothing_is_said_of_what_was_asked() -> None:
    text = text_reports([summary_document(summary([], None, BROKEN))])
    assert "1 file cannot be read" in text
    assert "No cover is as asked" not in text
