"""The flowchart keeps to a small part of Mermaid, in which no text of a rulebook can be anything but text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile import PERMIT, SHOWN, hostile_rules
from reg7check import load_rulebook
from reg7check.audit.drawing import picture_of
from reg7check.audit.picture import Kind, Node, Picture, Sense
from reg7check.report.chart import chart_of
from reg7check.report.mermaid import mermaid_of
from reg7check.rulebook.models import Law

TEXT = r"""(?:[A-Za-z0-9 ,.?'()\u00a0-\U0010ffff]|#[0-9]+;)+"""
LABEL = rf'"{TEXT}(?:<br/>{TEXT})*"'
NAME = "[a-z][a-z0-9_]*"
BOX = (
    rf"  (?P<name>{NAME})(?:\[\[{LABEL}\]\]|\[{LABEL}\]|\(\[{LABEL}\]\)|\({LABEL}\)|\[/{LABEL}\\\]|\{{\{{{LABEL}\}}\}})"
)
LINES = re.compile(
    rf"%%\{{init: .*\}}%%|flowchart LR|  accTitle: {TEXT}|{BOX}:::(?P<look>[a-z]+)"
    rf'|  (?P<source>{NAME}) (?:-->|--x|-\.->)(?:\|"{TEXT}"\|)? (?P<target>{NAME})'
    r"|  classDef (?P<described>[a-z]+) fill:#[0-9a-f]{6},[a-z0-9#:,. -]+"
)

GOLDEN = """\
flowchart LR
  accTitle: The Street Stalls Act 1990, which nobody passed
  prohibition_no_stall[["The ban on large stalls<br/>section 1, Street Stalls Act 1990<br/>Binds the hirer. Extends to \
England and Wales. In force on 2 January 2024."]]:::prohibition
  element_large_stall["1#58; section 1<br/>The stall is large<br/>any of#58;"]:::element
  weighing_stall_size[/"1.1#58; Weighing<br/>Signs of size"\\]:::weighing
  fact_stall_kind("stall#95;kind#58; table\u00a00, tent\u00a0#43;1, cart\u00a0#43;2<br/>sells#95;food#58; \
yes\u00a0#43;1, no\u00a00"):::fact
  question_middling_stall{{"Open question#58; section 1<br/>Is a stall of middling size large?"}}:::question
  exception_permit_in_hand["2#58; section 1<br/>There is a permit, paid for<br/>all of#58;"]:::exception
  fact_permit_granted("permit#95;granted#58; yes<br/>not fee#95;paid#95;on#58; the day is not past it"):::fact
  exception_market["3#58; section 1<br/>It is a market day"]:::exception
  fact_market_day("market#95;day#58; yes"):::fact
  prohibition_no_stall --> element_large_stall
  prohibition_no_stall -.->|"unless"| exception_permit_in_hand
  prohibition_no_stall -.->|"unless"| exception_market
  element_large_stall -->|"#43;2 or more"| weighing_stall_size
  element_large_stall --> question_middling_stall
  weighing_stall_size --> fact_stall_kind
  exception_permit_in_hand --> fact_permit_granted
  exception_market --> fact_market_day
"""


def as_read(text: str) -> str:
    """What Mermaid shows of a text."""
    return re.sub("#([0-9]+);", lambda match: chr(int(match[1])), text).replace("\u2060", "")


def check_that_it_is_sound(flowchart: str) -> None:
    boxes, used = set(), set()
    for line in flowchart.splitlines():
        match = LINES.fullmatch(line)
        assert match is not None, line
        if match["name"]:
            assert match["name"] not in boxes
            boxes.add(match["name"])
            used.add(match["look"])
        if match["source"]:
            assert {match["source"], match["target"]} <= boxes
        if match["described"]:
            used.remove(match["described"])
    assert not used


def test_the_permit_rules_as_a_flowchart() -> None:
    settings, _, rest = mermaid_of(picture_of(load_rulebook(PERMIT).law)).partition("\n")
    assert settings.startswith("%%{init: ")
    assert rest.startswith(GOLDEN)
    check_that_it_is_sound(rest)


def test_the_shipped_rules_are_sound_and_show_every_rule_fact_and_open_question() -> None:
    law = load_rulebook().law
    flowchart = mermaid_of(picture_of(law))
    check_that_it_is_sound(flowchart)
    shown = as_read(flowchart)
    for rule in law.rules.values():
        assert f"<br/>{rule.title}" in shown
        assert f"{law.provisions[rule.provision].cite}{rule.pinpoint}" in shown
    for question in law.open_questions.values():
        assert question.question in shown
    for fact in facts_asked(law):
        assert f"{fact}: " in shown


def facts_asked(law: Law) -> set[str]:
    """The facts on which a prohibition depends, by its function."""
    compiled = load_rulebook().compiled
    epoch = compiled.on(law.identity.law_as_of)
    levels = {each for root in epoch.prohibitions.values() for each in compiled.diagram.support(root)}
    return {name for name in (compiled.diagram.variables[level].name for level in levels) if name in law.facts}


def test_it_is_small_enough_for_code_hosts_to_draw() -> None:
    flowchart = mermaid_of(picture_of(load_rulebook().law))
    assert len(flowchart) < 50_000  # the most text, and the most arrows, that Mermaid takes unless it is told otherwise
    assert len(chart_of(picture_of(load_rulebook().law)).arrows) < 500


def test_markup_in_a_rulebook_is_shown_as_it_was_written(tmp_path: Path) -> None:
    flowchart = mermaid_of(picture_of(load_rulebook(hostile_rules(tmp_path / "rules")).law))
    check_that_it_is_sound(flowchart)
    shown = as_read(flowchart)
    assert shown.count(SHOWN) >= 8


@pytest.mark.parametrize("parted", ["$$", "\\n", ":fa"])
def test_what_is_looked_for_once_numbers_are_read_is_parted(tmp_path: Path, parted: str) -> None:
    flowchart = mermaid_of(picture_of(load_rulebook(hostile_rules(tmp_path / "rules")).law))
    read = re.sub("#([0-9]+);", lambda match: chr(int(match[1])), flowchart)
    labels = [line for line in read.splitlines() if "alert" in line]
    assert labels
    assert not [line for line in labels if parted in line]


@given(st.text(min_size=1))
def test_any_text_is_text(title: str) -> None:
    identity = load_rulebook(PERMIT).law.identity
    node = Node("prohibition:x", Kind.PROHIBITION, f"a{title}", "x", "section 1", "The Act")
    flowchart = mermaid_of(Picture(identity, identity.law_as_of, (node,), ()))
    check_that_it_is_sound(flowchart)


def test_ids_that_look_alike_in_mermaid_are_told_apart() -> None:
    identity = load_rulebook(PERMIT).law.identity
    nodes = [
        Node("prohibition:a-b", Kind.PROHIBITION, "One", "a-b", "section 1", "The Act"),
        Node("prohibition:a_b", Kind.PROHIBITION, "Two", "a_b", "section 1", "The Act"),
        Node("prohibition:é", Kind.PROHIBITION, "Three", "é", "section 1", "The Act"),
    ]
    chart = chart_of(Picture(identity, identity.law_as_of, tuple(nodes), ()))
    assert [box.name for box in chart.boxes] == ["prohibition_a_b", "prohibition_a_b_2", "prohibition_"]


def test_an_arrow_says_its_sense() -> None:
    chart = chart_of(picture_of(load_rulebook().law))
    texts = {arrow.sense: arrow.text for arrow in chart.arrows if arrow.sense is not Sense.NEEDS}
    assert texts == {
        Sense.UNLESS: "unless",
        Sense.UNLESS_NOT: "unless not",
        Sense.NOT: "not",
        Sense.WAITS: "later",
    }
