"""Verdicts for continuous integration: SARIF against the schema of OASIS, and JUnit XML read back.

``sarif-schema-2.1.0.json`` is OASIS's own, as its repository sarif-spec has it. ``UPDATE_GOLDEN=1`` rewrites the golden
files.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from junitparser import JUnitXml

from reg7check import assess, load_arrangement
from reg7check.reasoning import Assessment
from reg7check.report.formats import report_in
from reg7check.report.stamp import read_stamp

from .summaries import EXAMPLES, example, examples, with_texts

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE / "sarif-schema-2.1.0.json").read_bytes())
HOSTILE = ("two\nlines\x1b[1m", "\u202ertl\ufffe", "<b>&amp;]]> [x](javascript:alert(1)) {0}", "word" * 2500, "")


@pytest.fixture(scope="module")
def judged() -> list[Assessment]:
    return examples()


def sarif(*assessments: Assessment) -> Any:
    """Return SARIF as it is read, once it is seen to be as the schema has it."""
    read = json.loads(report_in("sarif", assessments))
    jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER).validate(read)
    (run,) = read["runs"]
    return run


def junit(*assessments: Assessment) -> JUnitXml:
    return JUnitXml.fromstring(report_in("junit", assessments))


@pytest.mark.parametrize(("name", "ending"), [("sarif", "sarif"), ("junit", "junit.xml")])
def test_what_is_told_of_the_examples_is_the_golden_one(judged: list[Assessment], name: str, ending: str) -> None:
    made = report_in(name, judged)
    golden = HERE / "golden" / f"verdicts.{ending}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(made)
    assert made == golden.read_bytes()


def test_sarif_has_a_result_for_what_is_prohibited_or_unsettled_and_none_for_what_is_clear(
    judged: list[Assessment],
) -> None:
    run = sarif(*judged)
    told = {(each["properties"]["strand"], each["ruleId"]): each["level"] for each in run["results"]}
    assert told == {
        ("gates", "regulation-7/prohibited"): "error",
        ("agency-loaders", "regulation-7/prohibited"): "error",
        ("library", "regulation-7/prohibited"): "error",
        ("flex360", "regulation-7/undetermined"): "warning",
        ("duty-service", "regulation-7/undetermined"): "warning",
        ("agency-porters", "regulation-7/arguable"): "warning",
        ("agency-drivers", "regulation-7/prohibited"): "error",
        ("agency-carers", "welsh-authorities/prohibited"): "error",
    }
    rules = run["tool"]["driver"]["rules"]
    for each in run["results"]:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
        assert rules[each["ruleIndex"]]["defaultConfiguration"]["level"] == each["level"]


def test_a_result_stands_on_the_line_of_its_strand(judged: list[Assessment]) -> None:
    for each in sarif(*judged)["results"]:
        place = each["locations"][0]["physicalLocation"]
        lines = (EXAMPLES.parent / place["artifactLocation"]["uri"]).read_text(encoding="utf-8").splitlines()
        assert lines[place["region"]["startLine"] - 1] == f"  - id: {each['properties']['strand']}"


def test_a_message_tells_verdict_what_it_turns_on_and_what_to_ask() -> None:
    (result,) = sarif(assess(example("barnet-2024-04-flex360")))["results"]
    text = result["message"]["text"]
    assert text.startswith("It cannot yet be said whether this cover would have been prohibited")
    assert "It turns on: Disputed: Do these workers do duties" in text
    assert "And 22 more." in text
    assert "What to ask next: Is it part of the supplier's business" in text
    assert "If Barnet UNISON is right: undetermined." in text


def test_what_is_assumed_is_told() -> None:
    assessment = assess(example("barnet-2024-04-flex360"), as_party="unison")
    (result,) = sarif(assessment)["results"]
    assert "This judges the account of Barnet UNISON alone" in result["message"]["text"]


def test_each_file_is_named_with_its_digest_and_the_stamp_of_its_report(judged: list[Assessment]) -> None:
    run = sarif(*judged)
    for assessment, artifact in zip(judged, run["artifacts"], strict=True):
        assert artifact["hashes"]["sha-256"] == assessment.arrangement.sha256
        assert read_stamp(artifact["properties"]["stamp"]).file == assessment.arrangement.file
    assert run["properties"]["rulebook"]["sha256"] == judged[0].rulebook_sha256


def test_a_clear_arrangement_has_no_result_and_is_named_all_the_same() -> None:
    run = sarif(assess(example("direct-hire")))
    assert run["results"] == []
    assert [each["location"]["uri"] for each in run["artifacts"]] == ["examples/direct-hire.yaml"]


def test_junit_has_a_suite_a_file_and_a_case_for_each_prohibition_on_each_strand(judged: list[Assessment]) -> None:
    report = junit(*judged)
    assert [suite.name for suite in report] == [each.arrangement.file for each in judged]
    assert (report.tests, report.failures) == (13, 8)
    for assessment, suite in zip(judged, report, strict=True):
        expected = [
            ruling.verdict.value if ruling.verdict.value != "not-prohibited" else None
            for strand in assessment.cover
            for ruling in (strand.ruling, *strand.others)
        ]
        assert [case.result[0].type if case.result else None for case in suite] == expected
        assert read_stamp(f"{each.name}: {each.value}" for each in suite.properties()).verdicts


def test_a_failure_tells_what_it_turns_on_and_where_it_stands() -> None:
    (suite,) = junit(assess(example("barnet-2024-05-duty-provider")))
    (case,) = suite
    assert case.name == "duty-service: Regulation 7"
    assert 'line="' in case.tostring().decode()
    assert case.result[0].message.startswith("It cannot yet be said")
    assert "What to ask next: " in case.result[0].text


@pytest.mark.parametrize("text", HOSTILE, ids=["control", "rtl", "markup", "long word", "empty"])
def test_hostile_texts_break_neither_format(text: str) -> None:
    assessment = assess(with_texts(text))
    for each in sarif(assessment)["results"]:
        told = each["message"]["text"]
        assert "](" not in told
        assert not any(sign in told for sign in "\n\x1b\u202e\ufffe")
        assert "{0}" not in told.replace("{{0}}", "")
    (suite,) = junit(assessment)
    (case,) = suite
    assert not any(sign in case.result[0].text for sign in "\x1b\u202e\ufffe")


def test_standard_input_is_a_place_too() -> None:
    assessment = assess(load_arrangement(EXAMPLES / "agency-supply.yaml", name="-"))
    (result,) = sarif(assessment)["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "-"


@pytest.mark.parametrize("name", ["sarif", "junit"])
def test_the_same_arrangements_make_the_same_bytes(judged: list[Assessment], name: str) -> None:
    assert report_in(name, judged) == report_in(name, examples())


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a b.yaml", "a%20b.yaml"),
        ("c:\\x.yaml", "c%3A/x.yaml"),
        ("\udcff.yaml", "%FF.yaml"),
        ("é#?.yaml", "%C3%A9%23%3F.yaml"),
    ],
)
def test_the_name_of_a_file_is_an_address(file: str, uri: str) -> None:
    run = sarif(assess(example("direct-hire")._replace(file=file)))
    assert run["artifacts"][0]["location"]["uri"] == uri


def test_a_case_that_passes_on_an_assumed_reading_of_the_law_says_so() -> None:
    arrangement = example("contractor-staffed-by-agency")
    (suite,) = junit(assess(arrangement, take={"another-employers-strikers": "permits"}))
    for case in suite:
        assert case.is_passed
        assert "Assumed, though the law is open:" in case.system_out
    (suite,) = junit(assess(arrangement))
    assert [case.system_out for case in suite if case.is_passed] == [None]
