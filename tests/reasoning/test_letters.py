"""Which letter an assessment leads to, and where there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reg7check import assess, load_arrangement, load_rulebook
from reg7check.arrangement import Answer, Arrangement, Span
from reg7check.problems import BadInput
from reg7check.reasoning.letters import Circumstances, Correspondence, letter_to
from reg7check.rulebook import Rulebook

ROOT = Path(__file__).parents[2]
PERMIT = ROOT / "tests" / "rulebook" / "permit"
RULES = load_rulebook()
STALLS = load_rulebook(PERMIT)


def example(name: str) -> Arrangement:
    return load_arrangement(ROOT / "examples" / f"{name}.yaml", RULES)


def to(addressee: str, arrangement: Arrangement, rulebook: Rulebook = RULES, **known: object) -> Correspondence:
    strand = known.pop("strand", None)
    circumstances = Circumstances(**{"dated": date(2024, 5, 20), **known})
    return letter_to(addressee, assess(arrangement, rulebook), rulebook, circumstances, strand)


def stall(tmp_path: Path, facts: str = "{}", nation: str = "england") -> Arrangement:
    file = tmp_path / "stall.yaml"
    file.write_text(
        f"""\
reg7check: 1
title: A stall
nation: {nation}
parties: {{baker: {{name: The baker, role: hirer}}}}
industrial_action: [{{id: fair, dates: 2021-05-01}}]
cover: [{{id: stall, what: Sells buns, hirer: baker, facts: {facts}}}]
""",
        encoding="utf-8",
    )
    return load_arrangement(file, STALLS)


def headings(correspondence: Correspondence) -> list[str]:
    return [each.part.heading for each in correspondence.parts if each.part.heading is not None]


def refused(addressee: str, arrangement: Arrangement, rulebook: Rulebook = RULES, **known: object) -> str:
    with pytest.raises(BadInput) as error:
        to(addressee, arrangement, rulebook, **known)
    (problem,) = error.value.problems
    return f"{problem.message} -- {problem.hint}"


def test_another_law_has_letters_of_its_own(tmp_path: Path) -> None:
    assert headings(to("hirer", stall(tmp_path), STALLS)) == ["Questions"]
    assert headings(to("hirer", stall(tmp_path, nation="wales"), STALLS)) == []


def test_a_rulebook_that_has_no_such_letter_says_so(tmp_path: Path) -> None:
    assert "this rulebook has no letter to the supplier" in refused("supplier", stall(tmp_path), STALLS)


def test_there_is_no_letter_for_a_verdict_that_calls_for_none(tmp_path: Path) -> None:
    said = refused("hirer", stall(tmp_path, "{stall_kind: table, sells_food: no}"), STALLS)
    assert "there is no letter to the hirer where the verdict under The ban on large stalls is: not prohibited" in said


@pytest.mark.parametrize("addressee", ["supplier", "hirer", "regulator"])
def test_where_the_law_does_not_extend_there_is_no_letter_and_advice_is_pointed_to(addressee: str) -> None:
    said = refused(addressee, example("agency-supply")._replace(nation="northern-ireland"))
    assert load_rulebook().law.prohibitions["regulation-7"].outside_extent in said
    assert "Take advice on Northern Ireland law." in said


def test_where_another_law_does_not_extend_nothing_of_this_one_is_said(tmp_path: Path) -> None:
    said = refused("hirer", stall(tmp_path, nation="scotland"), STALLS)
    assert said == "The stalls ban does not reach this nation. -- take advice on the law of that nation"


def test_a_wrong_strand_gets_the_nearest() -> None:
    said = refused("supplier", example("contractor-staffed-by-agency"), strand="agency-porter")
    assert said == "there is no strand of cover `agency-porter` -- did you mean `agency-porters`?"


@pytest.mark.parametrize("addressee", ["supplier", "hirer", "regulator"])
def test_of_several_strands_one_is_to_be_named(addressee: str) -> None:
    said = refused(addressee, example("contractor-staffed-by-agency"))
    assert "several" in said
    assert "agency-porters (from Readyhands Staffing Ltd for Carrowgate Facilities Ltd)" in said
    assert to(addressee, example("contractor-staffed-by-agency"), strand="agency-porters").strands[0].strand.id == (
        "agency-porters"
    )


def test_a_letter_to_the_hirer_takes_all_strands_of_the_only_hirer() -> None:
    arrangement = example("barnet-2024-05-duty-provider")
    second = arrangement.cover[0]._replace(id="second")
    both = arrangement._replace(cover=(*arrangement.cover, second))
    assert [each.strand.id for each in to("hirer", both).strands] == ["duty-service", "second"]
    assert [each.strand.id for each in to("hirer", both, strand="second").strands] == ["second"]
    assert "several" in refused("supplier", both)


def test_a_supplier_that_is_not_named_cannot_be_written_to() -> None:
    arrangement = example("barnet-2024-05-duty-provider")
    nobody = arrangement._replace(cover=tuple(each._replace(supplier=None) for each in arrangement.cover))
    assert "the file names no supplier for the cover `duty-service`" in refused("supplier", nobody)


@pytest.mark.parametrize(
    ("dated", "enforcer", "former"),
    [
        (date(2024, 5, 20), "eas", None),
        (date(2026, 4, 6), "eas", None),
        (date(2026, 4, 7), "fair-work-agency", "eas"),
    ],
)
def test_the_body_in_office_is_that_of_the_letters_day(dated: date, enforcer: str, former: str | None) -> None:
    correspondence = to("regulator", example("barnet-2024-05-duty-provider"), dated=dated)
    assert correspondence.enforcer is not None
    assert correspondence.enforcer.id == enforcer
    assert (correspondence.former.id if correspondence.former is not None else None) == former


def test_where_no_body_is_in_office_that_is_said() -> None:
    without = RULES._replace(law=RULES.law._replace(enforcers={}))
    said = refused("regulator", example("agency-supply"), without)
    assert "this rulebook knows of no body that enforces Regulation 7 on 2024-05-20" in said


def test_a_body_that_is_to_come_into_office_is_none_that_was_in_it() -> None:
    arrangement = example("barnet-2024-05-duty-provider")
    later = Span(date(2026, 5, 1), date(2026, 5, 8))
    arrangement = arrangement._replace(
        actions=tuple(each._replace(dates=(later,)) for each in arrangement.actions),
        cover=tuple(each._replace(dates=(later,)) for each in arrangement.cover),
    )
    assert to("regulator", arrangement, dated=date(2026, 4, 1)).former is None


def test_while_the_law_is_not_in_force_there_is_no_letter_about_it() -> None:
    arrangement = example("welsh-authority-2022")
    assert refused("supplier", arrangement, dated=date(2022, 11, 1)).startswith("Regulation 7 is not in force. -- ")
    assert to("supplier", arrangement, dated=date(2023, 8, 10)).letter.id == "supplier"
    assert headings(to("hirer", arrangement, dated=date(2022, 11, 1)))[-4:] == [
        "The Welsh ban",
        "What is said of it, and by whom",
        "What we have assumed of it",
        "Documents",
    ]


def test_a_part_is_there_only_where_its_condition_is_so_whatever_is_not_known() -> None:
    arrangement = example("welsh-authority-2022")
    (strand,) = arrangement.cover
    assert "The Welsh ban" in headings(to("hirer", arrangement))
    unsure = strand._replace(facts={**strand.facts, "devolved_welsh_authority": Answer("unknown")})
    assert "The Welsh ban" not in headings(to("hirer", arrangement._replace(cover=(unsure,))))


def test_the_letter_to_the_regulator_is_about_the_ban_that_it_enforces() -> None:
    assert "the verdict under Regulation 7 is: not prohibited" in refused("regulator", example("welsh-authority-2022"))
