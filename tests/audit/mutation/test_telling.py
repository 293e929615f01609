"""A case is passed over under a mutant only where it would pass, and most are passed over that would."""

from __future__ import annotations

from pathlib import Path

import pytest

from reg7check.audit.cases import read_cases
from reg7check.audit.mutation.comparing import Form
from reg7check.audit.mutation.mutants import mutants_of, why_no_rulebook
from reg7check.audit.mutation.telling import Telling
from reg7check.audit.running import Laws, run_case
from reg7check.rulebook import read_rulebook
from reg7check.rulebook.compile import variables_of
from reg7check.rulebook.diagram import Diagram
from reg7check.rulebook.models import Fact

from .conftest import PERMIT

MORE = """\
cases:
  - title: One day, one rule
    authority: stalls-s1
    on: 2020-01-01
    expect: {rules: {large-stall: holds}}
  - title: One day, one open question
    authority: stalls-s1
    on: 2020-01-01
    facts: {stall_kind: table, sells_food: yes}
    expect: {questions: {middling-stall: arises}}
  - title: The day before anything is covered, in Scotland and by name
    authority: stalls-s1
    on: 1989-12-31
    change: {nation: scotland}
    expect: {verdict: not-prohibited}
  - title: All is said of the fee, in dispute
    authority: stalls-s1
    on: 2020-01-01
    facts: {permit_granted: yes, market_day: no, fee_paid_on: {disputed: {town: 2019-12-31, baker: never}}}
    expect: {verdict: disputed, turns_on: [fee_paid_on]}
  - title: Nothing is said of the fee
    authority: stalls-s1
    facts: {permit_granted: yes, market_day: no}
    expect: {verdict: prohibited}
"""


@pytest.fixture
def cases_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tests"
    (folder / "bases").mkdir(parents=True)
    tests = PERMIT / "tests"
    base = (tests / "bases" / "stall.yaml").read_text(encoding="utf-8")
    (folder / "bases" / "stall.yaml").write_text(base, encoding="utf-8")
    (folder / "stalls.yaml").write_text((tests / "stalls.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "more.yaml").write_text(f"base: bases/stall.yaml\n{MORE}", encoding="utf-8")
    return folder


def test_a_case_that_is_passed_over_would_pass(cases_folder: Path) -> None:
    rulebook = read_rulebook(PERMIT)
    cases = read_cases(cases_folder, rulebook.law)
    diagram = Diagram(variables_of(rulebook.law))
    tellings = [Telling(case, Form.of(rulebook.law, case.commence, diagram)) for case in cases]
    assert all(not run_case(case, Laws(rulebook.compiled())) for case in cases)
    passed_over = would_pass = 0
    for mutant in mutants_of(rulebook):
        if why_no_rulebook(mutant, rulebook) is not None:
            continue
        form = Form.of(mutant.applied_to(rulebook.law), (), diagram)
        for telling in tellings:
            if isinstance(mutant.changed, Fact):
                may = telling.may_tell_fact(rulebook.law.facts[mutant.entry], mutant.changed)
            else:
                may = telling.may_tell(form)
            passes = not run_case(telling.case, Laws(form.rulebook))
            assert may or passes, (mutant.what, telling.case.title)
            passed_over += not may
            would_pass += passes
    assert passed_over > 0.7 * would_pass
