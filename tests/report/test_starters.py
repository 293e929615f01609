"""Starter files: each against its golden file, valid as it stands, and with nothing known in it.

``UPDATE_GOLDEN=1`` rewrites the golden files.
"""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from reg7check import assess, load_rulebook
from reg7check.arrangement import Arrangement, FactAt, Party, Span, read_arrangement
from reg7check.arrangement.editing import ArrangementFile
from reg7check.arrangement.fields import DESCRIPTIONS
from reg7check.arrangement.models import Answer
from reg7check.cli.starting import starter_file
from reg7check.reasoning.results import Verdict
from reg7check.report.compose import short_report
from reg7check.report.json import json_reports
from reg7check.report.starters import KINDS
from reg7check.report.text import text_reports
from reg7check.yaml_source import parse_source

GOLDEN = Path(__file__).parent / "golden" / "starters"
SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "arrangement.schema.json").read_text(encoding="utf-8"))
DAY = date(2025, 6, 2)
RULEBOOK = load_rulebook()
FACTS = RULEBOOK.law.facts
TEXTS = {name: starter_file(kind, RULEBOOK, DAY) for name, kind in KINDS.items()}
WITH_SUPPLIER = [name for name, kind in KINDS.items() if kind.suppliers]

every_kind = pytest.mark.parametrize("kind", KINDS)


def read(text: str) -> Arrangement:
    return read_arrangement(parse_source(text.encode(), "arrangement.yaml"), FACTS)


def test_there_is_one_for_each_description_of_the_format_and_a_chain() -> None:
    assert list(KINDS) == [*DESCRIPTIONS, "chain"]


def test_the_docs_list_the_kinds_as_the_program_does() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "starting.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\S+)` \| (.+) \|$", docs, re.MULTILINE) == [
        (kind.id, kind.says) for kind in KINDS.values()
    ]


@every_kind
def test_a_starter_file_is_the_golden_one(kind: str) -> None:
    golden = GOLDEN / f"{kind}.yaml"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(TEXTS[kind], encoding="utf-8", newline="\n")
    assert TEXTS[kind] == golden.read_text(encoding="utf-8")


@every_kind
def test_it_is_valid_and_all_in_it_is_unknown(kind: str) -> None:
    arrangement = read(TEXTS[kind])
    answers = [answer for each in (*arrangement.actions, *arrangement.cover) for answer in each.facts.values()]
    assert answers
    assert set(answers) == {Answer("unknown")}
    assert assess(arrangement, RULEBOOK).verdict is Verdict.UNDETERMINED


@every_kind
def test_an_editor_finds_nothing_wrong_with_it(kind: str) -> None:
    tree = yaml.load(TEXTS[kind], Loader=yaml.BaseLoader)
    jsonschema.Draft7Validator(SCHEMA).validate(tree)


@every_kind
def test_it_is_neither_too_wide_nor_untidy(kind: str) -> None:
    for line in TEXTS[kind].splitlines():
        assert len(line) <= 120, line
        assert line == line.rstrip()
    assert "\n\n\n" not in TEXTS[kind]
    assert TEXTS[kind].endswith("\n")


@pytest.mark.parametrize("kind", WITH_SUPPLIER)
def test_with_a_supplier_every_fact_is_asked_in_the_catalogues_own_words(kind: str) -> None:
    words = re.sub(r"\s*\n *#? *", " ", TEXTS[kind])
    for fact in FACTS.values():
        written = f"\n      #{fact.id}: {fact.presumed.answer}\n" if fact.presumed else f"\n      {fact.id}: unknown\n"
        assert written in TEXTS[kind]
        assert fact.question in words


@every_kind
def test_what_is_presumed_can_be_listed_by_taking_away_the_sign(kind: str) -> None:
    text = re.sub(r"^( +)#(\w+: )", r"\1\2", TEXTS[kind], flags=re.MULTILINE)
    presumed = [fact for fact in FACTS.values() if fact.presumed and f"#{fact.id}: " in TEXTS[kind]]
    assert bool(presumed) == bool(KINDS[kind].suppliers)
    arrangement = read(text)
    for fact in presumed:
        entry = arrangement.actions[0] if fact.about == "action" else arrangement.cover[0]
        assert entry.facts[fact.id] == Answer(fact.presumed.answer)
    assert not arrangement.cover[0].dates_assumed


def test_the_evidence_can_be_listed_by_taking_away_the_sign() -> None:
    text = re.sub(r"^#( *(evidence|letter|what|date|from):)", r"\1", TEXTS["duty-provider"], flags=re.MULTILINE)
    assert read(text).evidence["letter"].given_by == "employer"


@pytest.mark.parametrize("kind", [name for name in KINDS if name not in WITH_SUPPLIER])
def test_without_a_supplier_only_facts_that_can_settle_all_by_themselves_are_asked(kind: str) -> None:
    arrangement = read(TEXTS[kind])
    assert arrangement.actions[0].facts == {}
    (strand,) = arrangement.cover
    assert strand.supplier is None
    for fact in strand.facts:
        verdicts = set()
        for answer in FACTS[fact].choices:
            known = strand._replace(facts={fact: Answer(answer)})
            verdicts.add(assess(arrangement._replace(cover=(known,)), RULEBOOK).verdict)
        assert Verdict.NOT_PROHIBITED in verdicts


def test_a_chain_is_two_strands_and_nothing_is_presumed_of_the_one_that_feeds_the_other() -> None:
    first, second = read(TEXTS["chain"]).cover
    assert (first.hirer, first.supplier, first.part_of) == ("employer", "contractor", None)
    assert (second.hirer, second.supplier, second.part_of) == ("contractor", "agency", "contract")
    assert list(second.facts) == [fact.id for fact in FACTS.values() if fact.about == "cover"]


def test_a_report_says_what_is_left_to_fill_in_until_it_is_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "arrangement.yaml"
    path.write_text(TEXTS["duty-provider"], encoding="utf-8")
    file = ArrangementFile.open(path, FACTS)
    lines = [
        n for n, line in enumerate(TEXTS["duty-provider"].splitlines(), 1) if re.search(r"[^#\s].*TO FILL IN", line)
    ]
    blanks = [line for line in lines if line > 17]
    assert list(file.arrangement.blanks) == blanks
    assessment = assess(file.arrangement, RULEBOOK)
    numbers = f"{', '.join(map(str, blanks[:-1]))} and {blanks[-1]}"
    said = f"The file still has {len(blanks)} blanks to fill in (TO FILL IN), on lines {numbers}."
    assert said in " ".join(text_reports([short_report(assessment)]).split())
    assert json.loads(json_reports([assessment]))["warnings"][0] == said

    for blank in file.blanks:
        if blank[-1] == "dates":
            file.set_dates(blank, [Span(DAY, DAY)])
        else:
            file.set_text(blank, "wales" if blank == ("nation",) else "Filled in")
    assert file.arrangement.blanks == ()
    assert "to fill in" not in text_reports([short_report(assess(file.arrangement, RULEBOOK))])


def test_a_fact_that_is_presumed_is_answered_on_its_own_line(tmp_path: Path) -> None:
    path = tmp_path / "arrangement.yaml"
    path.write_text(TEXTS["duty-provider"], encoding="utf-8")
    file = ArrangementFile.open(path, FACTS)
    fact = next(fact for fact in FACTS.values() if fact.presumed and fact.about == "cover")
    file.answer(FactAt(fact.id, strand="cover"), Answer("unknown"))
    file.add_party(Party("press", "The paper", "other"))
    file.save()
    expected = TEXTS["duty-provider"].replace(f"#{fact.id}: {fact.presumed.answer}", f"{fact.id}: unknown")
    agency = next(line for line in expected.splitlines(keepends=True) if line.startswith("  provider: "))
    expected = expected.replace(agency, f"{agency}  press: {{name: The paper, role: other}}\n")
    assert path.read_text(encoding="utf-8") == expected
