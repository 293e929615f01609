"""The case that a survivor is told with kills it, once it is written down; and it is as small as it is said to be."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from reg7check.api import assess
from reg7check.audit.cases import Case, read_cases
from reg7check.audit.mutation.hints import Hint
from reg7check.audit.mutation.killing import Bench, Outcome
from reg7check.audit.mutation.mutants import mutants_of, why_no_rulebook
from reg7check.audit.running import Laws, run_case
from reg7check.report.rules.mutants_text import case_lines
from reg7check.rulebook import ReadRulebook, read_rulebook
from reg7check.rulebook.models import Law

from .conftest import FAIR, Permit

BOTH_SIDES = "change: {{industrial_action: [{{id: fair, dates: {first} to {last}}}]}}"


def survivors(rulebook: ReadRulebook, cases: tuple[Case, ...] = ()) -> list[Outcome]:
    mutants = [each for each in mutants_of(rulebook) if why_no_rulebook(each, rulebook) is None]
    return [each for each in Bench(rulebook.law, cases).outcomes(mutants) if each.fate == "survived"]


def case_of(hint: Hint, rulebook: ReadRulebook, folder: Path) -> Case:
    """Write a hint down as a rule case of the fair, and read it."""
    (folder / "bases").mkdir(exist_ok=True)
    (folder / "bases" / "fair.yaml").write_text(FAIR, encoding="utf-8")
    lines = [line for line in case_lines(hint, rulebook.law) if not line.startswith(("#", "without"))]
    if hint.about == "period":
        lines = [across(hint), "expect: {periods: [{dates: 1900-01-01, verdict: disputed}]}"]
    provision = next(iter(rulebook.law.provisions))
    body = "".join(f"    {line}\n" for line in [f"authority: {provision}", *lines])
    file = folder / "case.yaml"
    file.write_text(f"base: bases/fair.yaml\ncases:\n  - title: From a hint\n{body}", encoding="utf-8")
    (case,) = read_cases(file, rulebook.law)
    return case


def across(hint: Hint) -> str:
    day = timedelta(days=1)
    return BOTH_SIDES.format(first=hint.day - day, last=hint.day + day)


def passes(case: Case, law: Law, rulebook: ReadRulebook) -> bool:
    return not run_case(case, Laws(rulebook._replace(law=law).compiled()))


def kills(hint: Hint, outcome: Outcome, rulebook: ReadRulebook, folder: Path) -> bool:
    case = case_of(hint, rulebook, folder)
    changed = outcome.mutant.applied_to(rulebook.law)
    if hint.about == "period":
        before, after = (
            assess(case.arrangement, rulebook._replace(law=law).compiled()).cover[0].ruling
            for law in (rulebook.law, changed)
        )
        return [each[:3] for each in before.periods] != [each[:3] for each in after.periods]
    return passes(case, rulebook.law, rulebook) and not passes(case, changed, rulebook)


def assert_every_hint_kills(rulebook: ReadRulebook, folder: Path) -> None:
    found = survivors(rulebook)
    assert found
    for outcome in found:
        assert outcome.hints, outcome.mutant
        for hint in outcome.hints:
            assert kills(hint, outcome, rulebook, folder), (outcome.mutant, hint)


def test_every_hint_on_the_permit_kills(permit: Permit, tmp_path: Path) -> None:
    assert_every_hint_kills(permit.read(), tmp_path)


def test_every_hint_kills_where_there_are_texts_that_wait_ties_and_presumptions(permit: Permit, tmp_path: Path) -> None:
    permit.add_waiting_text()
    permit.add_rule("sunday", "version: third", "requires: {all: [large-stall, {stall_kind: [tent, cart]}]}")
    permit.add_rule("early", "applies: while-in-force", "requires: {stall_kind: tent}", "unless: sunday")
    permit.add_rule("late", "requires: {any: [early, {nation: wales}, {fee_paid_on: past}]}")
    permit.replace("proof: The register.\n", "proof: The register.\n    presumed: {answer: no, why: x}\n", "facts.yaml")
    permit.replace("takes_effect: on-the-day", "takes_effect: after-next-working-day", "facts.yaml")
    assert_every_hint_kills(permit.read(), tmp_path)


def test_every_hint_kills_where_a_second_prohibition_extends_elsewhere(permit: Permit, tmp_path: Path) -> None:
    stalls = (permit.folder / "stalls.yaml").read_text(encoding="utf-8")
    start, end = stalls.index("  - id: no-stall"), stalls.index("caveats:")
    another = (
        stalls[start:end].replace("id: no-stall", "id: no-cart").replace("provision: stalls-s1", "provision: carts")
    )
    another = another.replace("    covered_from: 1990-01-01\n", "").replace(
        "unless: [permit-in-hand, market]", "unless: [market]"
    )
    law = PROVISION + "prohibitions:\n" + another
    (permit.folder / "carts.yaml").write_text(law, encoding="utf-8")
    assert_every_hint_kills(permit.read(), tmp_path)


PROVISION = """\
provisions:
  - id: carts
    cite: section 1
    instrument: Carts Act 2000
    title: Carts
    kind: statute
    extent: [wales, scotland]
    versions:
      - {id: only, in_force: [{from: 2000-01-01}], summary: No carts., unchecked: It is made up.}
"""


@pytest.mark.parametrize("file", ["knowledge.yaml", "unofficial-action.yaml"])
def test_every_hint_on_a_file_of_the_shipped_rulebook_kills(tmp_path: Path, file: str) -> None:
    rulebook = read_rulebook()
    mutants = [each for each in mutants_of(rulebook) if each.place.file.endswith(file)]
    found = [each for each in Bench(rulebook.law, ()).outcomes(mutants) if each.fate == "survived"]
    assert len(found) > 20
    for outcome in found[::12]:
        for hint in outcome.hints:
            assert kills(hint, outcome, rulebook, tmp_path), (outcome.mutant, hint)


def hint_for(permit: Permit, what: str, about: str) -> Hint:
    (outcome,) = [each for each in survivors(permit.read()) if each.mutant.what == what]
    return next(each for each in outcome.hints if each.about == about)


def test_a_hint_holds_the_fewest_answers(permit: Permit) -> None:
    hint = hint_for(permit, "drop `permit_granted: yes` from `permit-in-hand`", "rule")
    assert list(case_lines(hint, permit.read().law)) == [
        "on: 2024-01-02",
        "facts: {permit_granted: no, fee_paid_on: 2024-01-02}",
        "expect: {rules: {permit-in-hand: fails}}",
    ]


def test_a_hint_by_a_verdict_says_all_that_settles_it(permit: Permit) -> None:
    hint = hint_for(permit, "drop the exception `market` from `no-stall`", "prohibition")
    assert list(case_lines(hint, permit.read().law)) == [
        "on: 2024-01-02",
        "change: {nation: england}",
        "facts: {stall_kind: cart, fee_paid_on: never, market_day: yes}",
        "expect: {verdict: not-prohibited}",
    ]


def test_a_hint_for_a_presumption_leaves_the_fact_out(permit: Permit) -> None:
    hint = hint_for(permit, "drop the presumption that `fee_paid_on` is `never`", "rule")
    assert (hint.answers.facts, hint.answers.left_out) == ((("permit_granted", "yes"),), "fee_paid_on")
    assert (hint.expected, hint.got) == ("fails", "open")
