"""A rule case is its base with changes made; it passes where all that it expects comes out, and else says what did.

``failing/`` holds cases that fail, with the golden results. ``UPDATE_GOLDEN=1`` rewrites those.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from junitparser import JUnitXml, TestSuite

from reg7check import load_rulebook
from reg7check.audit.cases import Case, read_cases
from reg7check.audit.running import CaseResult, Difference, Laws, run_case, run_cases
from reg7check.report.rules.cases_junit import cases_junit
from reg7check.report.rules.cases_text import cases_text, cases_text_in_full
from reg7check.rulebook import Rulebook
from reg7check.rulebook.load import shipped_rules

HERE = Path(__file__).parent
FAILING = HERE / "failing"
PERMIT = HERE.parent / "rulebook" / "permit"
SHIPPED = shipped_rules() / "tests"
Read = Callable[..., Case]
Run = Callable[..., list[Difference]]


@pytest.fixture
def one_case(tmp_path: Path, rulebook: Rulebook) -> Read:
    """Write a file with one case, of these lines, and read it."""
    folder = Path(copytree(HERE / "cases", tmp_path / "cases"))

    def read(*lines: str, base: str = "agency-supply") -> Case:
        body = "".join(f"    {line}\n" for line in lines)
        text = f"base: bases/{base}.yaml\ncases:\n  - title: A case\n    authority: reg-7\n{body}"
        (folder / "case.yaml").write_text(text, encoding="utf-8")
        (case,) = read_cases(folder / "case.yaml", rulebook.law)
        return case

    return read


@pytest.fixture
def differences(one_case: Read, rulebook: Rulebook) -> Run:
    def run(*lines: str, base: str = "agency-supply") -> list[Difference]:
        return list(run_case(one_case(*lines, base=base), Laws(rulebook)))

    return run


def test_a_case_that_expects_what_comes_out_passes(differences: Run) -> None:
    assert not differences("expect: {verdict: prohibited, accounts: {}, turns_on: []}")


def test_another_verdict_is_a_difference_at_its_place(differences: Run) -> None:
    (found,) = differences("expect:", "  verdict: arguable")
    assert (found.what, found.expected, found.got) == ("the verdict", "arguable", "prohibited")
    assert (found.place.file, found.place.line, found.place.column) == ("case.yaml", 6, 16)


def test_of_an_unsettled_verdict_it_is_said_what_it_turns_on(differences: Run) -> None:
    (found,) = differences("facts: {first_workers_absence: locked-out}", "expect: {verdict: prohibited}")
    assert found.got == "arguable\nwhich turns on locked-out"


def test_facts_take_the_place_of_the_bases_wherever_they_belong(one_case: Read) -> None:
    case = one_case("facts: {engaged_by: hirer, repudiated_on: 2024-05-24}", "expect: {verdict: not-prohibited}")
    assert case.arrangement.cover[0].facts["engaged_by"].agreed == "hirer"
    assert case.arrangement.actions[0].facts["repudiated_on"].agreed == date(2024, 5, 24)
    assert case.arrangement.cover[0].facts["sends_people"].agreed == "yes"


def test_facts_take_each_form_of_an_answer(one_case: Read) -> None:
    case = one_case(
        "facts:",
        "  hirer_directs_work: {disputed: {council: no, union: yes}, note: They differ.}",
        "  supplier_knows: {answer: No, says: agency}",
        "expect: {verdict: prohibited}",
    )
    facts = case.arrangement.cover[0].facts
    assert facts["hirer_directs_work"].by_party == (("council", "no"), ("union", "yes"))
    assert (facts["supplier_knows"].agreed, facts["supplier_knows"].says) == ("no", "agency")


def test_without_leaves_facts_unlisted(one_case: Read) -> None:
    case = one_case("without: [supplier_knows, authorised_or_endorsed]", "expect: {verdict: prohibited}")
    assert "supplier_knows" not in case.arrangement.cover[0].facts
    assert "authorised_or_endorsed" not in case.arrangement.actions[0].facts


def test_a_change_merges_mappings_and_entries_with_ids(one_case: Read) -> None:
    case = one_case(
        "change:",
        "  nation: wales",
        "  parties:",
        "    council: {name: Another council}",
        "    contractor: {name: A contractor, role: supplier}",
        "  industrial_action:",
        "    - {id: overtime, kind: action-short-of-strike, dates: from 2024-08-01}",
        "  cover:",
        "    - {id: supply, stage: proposed, dates: [2024-05-20, 2024-05-22]}",
        "expect: {verdict: prohibited}",
    )
    arrangement = case.arrangement
    assert arrangement.nation == "wales"
    assert arrangement.parties["council"][1:] == ("Another council", "hirer")
    assert list(arrangement.parties) == ["union", "council", "agency", "contractor"]
    assert [action.id for action in arrangement.actions] == ["strike", "overtime"]
    (strand,) = arrangement.cover
    assert (strand.stage, strand.supplier) == ("proposed", "agency")
    assert [span.first for span in strand.dates] == [date(2024, 5, 20), date(2024, 5, 22)]


def test_null_in_a_change_leaves_out_what_the_base_has(one_case: Read) -> None:
    case = one_case(
        "change:",
        "  industrial_action: [{id: strike, kind: null}]",
        "  cover: [{id: supply, supplier: ~, facts: {supplier_knows: null}}]",
        "expect: {verdict: prohibited}",
    )
    (strand,) = case.arrangement.cover
    assert (strand.supplier, case.arrangement.actions[0].kind) == (None, None)
    assert "supplier_knows" not in strand.facts


def test_an_answer_in_a_change_replaces_the_bases_and_is_never_mixed_with_it(one_case: Read) -> None:
    case = one_case(
        "base: bases/disputed.yaml",
        "change:",
        "  cover: [{id: supply, facts: {hirer_directs_work: {answer: yes, says: union}}}]",
        "expect: {verdict: prohibited}",
    )
    answer = case.arrangement.cover[0].facts["hirer_directs_work"]
    assert (answer.agreed, answer.by_party) == ("yes", ())


def test_facts_go_to_the_judged_strand_and_to_every_action(one_case: Read) -> None:
    lines = ("strand: supply", "facts: {sends_people: no, authorised_or_endorsed: no}", "expect: {verdict: prohibited}")
    arrangement = one_case(*lines, base="two-of-each").arrangement
    assert {each.id: "sends_people" in each.facts for each in arrangement.cover} == {
        "redeployed": False,
        "supply": True,
    }
    assert [each.facts["authorised_or_endorsed"].agreed for each in arrangement.actions] == ["no", "no"]


def test_with_an_action_facts_about_actions_go_to_that_one(one_case: Read) -> None:
    lines = (
        "strand: supply",
        "action: overtime",
        "facts: {authorised_or_endorsed: no}",
        "expect: {rules: {control: holds}}",
    )
    arrangement = one_case(*lines, base="two-of-each").arrangement
    assert [each.facts["authorised_or_endorsed"].agreed for each in arrangement.actions] == ["yes", "no"]


def test_rules_are_asked_against_the_action_that_the_case_names(differences: Run) -> None:
    lines = ("strand: supply", "facts: {authorised_or_endorsed: no, first_worker_membership: that-union}")
    expected = "expect: {rules: {unofficial-action: holds}}"
    assert not differences(*lines, "action: overtime", expected, base="two-of-each")
    (found,) = differences(*lines[:1], "action: overtime", expected, base="two-of-each")
    assert found.got == "fails"


def test_rules_are_asked_on_the_day_of_the_case_else_on_the_first_of_the_leading_period(differences: Run) -> None:
    facts = "facts: {repudiated_on: 2024-06-04}"
    assert not differences(facts, "expect: {rules: {unofficial-action: fails}}")
    (found,) = differences(facts, "on: 2024-07-01", "expect: {rules: {unofficial-action: fails}}")
    assert (found.what, found.got) == ("the rule unofficial-action on 2024-07-01", "holds")


def test_an_open_question_arises_or_does_not_or_that_is_open(differences: Run) -> None:
    facts = "facts: {engaged_by: unknown, first_workers_absence: locked-out}"
    assert not differences(
        facts, "expect: {questions: {umbrella-employer: open, locked-out: arises, balanced-control: does-not-arise}}"
    )
    (found,) = differences(facts, "on: 2024-05-21", "expect: {questions: {umbrella-employer: arises}}")
    assert found[1:] == ("the open question umbrella-employer on 2024-05-21", "arises", "open")


def test_a_question_that_arises_in_an_account_is_asked_of_that_account(differences: Run) -> None:
    facts = "facts: {engaged_by: {disputed: {council: another-employer, union: supplier}}}"
    for party, status in (("council", "arises"), ("union", "does-not-arise")):
        assert not differences(facts, f"as: {party}", f"expect: {{questions: {{umbrella-employer: {status}}}}}")


def test_an_account_is_judged_where_the_case_asks_for_one(differences: Run) -> None:
    facts = "facts: {sends_people: {disputed: {council: no, union: yes}}}"
    assert not differences(facts, "as: union", "expect: {verdict: prohibited, rules: {control: holds}}")
    assert not differences(facts, "as: council", "expect: {verdict: not-prohibited}")


def test_a_reading_is_taken_where_the_case_takes_one(differences: Run) -> None:
    facts = "facts: {first_workers_absence: locked-out}"
    assert not differences(facts, "expect: {verdict: arguable, rules: {taking-part: open}}")
    take = "take: {locked-out: permits}"
    assert not differences(facts, take, "expect: {verdict: not-prohibited, rules: {taking-part: fails}}")


def test_a_version_commences_for_the_case_alone(differences: Run) -> None:
    rules = "rules: {in-the-suppliers-employment-2025: holds, in-the-suppliers-employment: not-applied}"
    commence = "commence: {eaa-s13-3: {era-2025: 2024-05-21}}"
    assert not differences(commence, "on: 2024-05-21", f"expect: {{{rules}}}")
    assert len(differences("on: 2024-05-21", f"expect: {{{rules}}}")) == 2
    assert len(differences(commence, "on: 2024-05-20", f"expect: {{{rules}}}")) == 2


def test_laws_compiles_each_variant_once(one_case: Read, rulebook: Rulebook) -> None:
    laws = Laws(rulebook)
    plain = one_case("expect: {verdict: prohibited}")
    later = one_case("commence: {eaa-s13-3: {era-2025: 2024-05-21}}", "expect: {verdict: prohibited}")
    assert laws.of(plain) is rulebook
    assert laws.of(later) is laws.of(later)
    assert laws.of(later).sha256 != rulebook.sha256


def test_what_it_turns_on_is_compared_as_a_set(differences: Run) -> None:
    facts = "facts: {supplier_knows: unknown, supplier_told_on: 2024-08-01, reason_hirer_gave: unknown}"
    known = "widely_reported, supplier_asked_why, asked-and-misled"
    assert not differences(facts, f"expect: {{turns_on: [reason_hirer_gave, {known}, supplier_knows]}}")


def golden(name: str, text: str) -> str:
    path = FAILING / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def failing(rulebook: Rulebook) -> tuple[CaseResult, ...]:
    return run_cases(read_cases(FAILING, rulebook.law, name="failing"), rulebook)


def test_failing_cases_are_told_as_the_golden_results_tell_them(
    failing: tuple[CaseResult, ...], rulebook: Rulebook
) -> None:
    results = {
        "results.txt": cases_text(failing),
        "results.full.txt": cases_text_in_full(failing, rulebook.law),
        "results.xml": cases_junit(failing),
    }
    for name, text in results.items():
        assert text == golden(name, text)


def test_the_text_of_results_fits_80_columns_but_for_titles(failing: tuple[CaseResult, ...]) -> None:
    lines = cases_text(failing).splitlines()
    assert max(len(line) for line in lines if not line.startswith("failing/")) <= 80


def test_junit_holds_a_suite_a_file_and_one_failure_a_case_that_fails(failing: tuple[CaseResult, ...]) -> None:
    report = JUnitXml.fromstring(cases_junit(failing).encode())
    suites = list(report)
    assert all(isinstance(suite, TestSuite) for suite in suites)
    assert [suite.name for suite in suites] == ["failing/the-rest.yaml", "failing/verdicts.yaml"]
    cases = [case for suite in suites for case in suite]
    assert [case.is_failure for case in cases] == [not result.passes for result in failing]
    assert (report.tests, report.failures, report.errors) == (len(failing), sum(not each.passes for each in failing), 0)
    for case, result in zip(cases, failing, strict=True):
        assert len(case.result) == len(result.differences[:1])
        for difference in result.differences:
            assert str(difference.place) in case.result[0].text


@pytest.mark.parametrize("character", ["\x1b", "\x00", "\x0b", "\u202e", "\ufffe", "\uffff", "\ud800", "]]>", "&<\"'"])
def test_junit_is_well_formed_whatever_stands_in_a_title(
    character: str, failing: tuple[CaseResult, ...], rulebook: Rulebook
) -> None:
    result = failing[0]
    named = result._replace(case=result.case._replace(title=f"A{character}title"))
    ((case,),) = JUnitXml.fromstring(cases_junit([named]).encode())
    assert case.name.startswith("A")
    assert case.name.endswith("title")
    assert character in case.name or not character.isprintable()


@pytest.mark.parametrize(
    ("passing", "failing_", "line"),
    [
        (1, 0, "1 rule case in 1 file: it passes"),
        (2, 0, "2 rule cases in 1 file: all pass"),
        (0, 1, "1 of 1 rule case fails"),
        (3, 2, "2 of 5 rule cases fail"),
    ],
)
def test_the_last_line_counts(passing: int, failing_: int, line: str, failing: tuple[CaseResult, ...]) -> None:
    passes = next(each for each in failing if each.passes)
    fails = next(each for each in failing if not each.passes)
    assert cases_text([passes] * passing + [fails] * failing_).splitlines()[-1] == line


def cases_of(rules: Path, cases: Path) -> list[tuple[Case, Rulebook]]:
    rulebook = load_rulebook(rules)
    return [(case, rulebook) for case in read_cases(cases, rulebook.law)]


ALL = [
    pytest.param(case, rulebook, id=f"{case.place.file}: {case.title}")
    for folder in (PERMIT, *([SHIPPED.parent] if SHIPPED.is_dir() else []))
    for case, rulebook in cases_of(folder, folder / "tests")
]


@pytest.mark.parametrize(("case", "rulebook"), ALL)
def test_the_rules_come_to_what_the_case_expects(case: Case, rulebook: Rulebook) -> None:
    (result,) = run_cases([case], rulebook)
    assert result.passes, cases_text([result])
