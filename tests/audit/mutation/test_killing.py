"""A mutant is killed where a rule case tells, survives where none does, and is equivalent where none ever could."""

from __future__ import annotations

import pytest

from reg7check import BadInput
from reg7check.audit.mutation.killing import NOTHING_DEPENDS_ON_THE_DAY, NOTHING_DEPENDS_ON_THE_FACT, THE_SAME
from reg7check.audit.mutation.mutants import mutants_of
from reg7check.audit.mutation.mutating import try_mutants

from .conftest import Permit

UNTOLD = "on: 2024-05-01\nexpect: {rules: {untold: holds}}"
CART = "stall_kind: cart, sells_food: yes, permit_granted: no, market_day: no"
TENT = "stall_kind: tent, sells_food: no, permit_granted: no, market_day: no"
PERMITTED = "stall_kind: cart, permit_granted: yes, fee_paid_on: 2024-05-01, market_day: no"

MARKET = "stall_kind: cart, market_day: yes"
PAID = f"{CART}, fee_paid_on: 2024-05-01"
UNLISTED = "stall_kind: cart, permit_granted: yes, market_day: no"

KILLED = [
    ("drop-condition", "permit-in-hand", "2024-05-01", PAID, "prohibited"),
    ("negate", "market", "2024-05-01", CART, "prohibited"),
    ("swap", "permit-in-hand", "2024-05-01", PAID, "prohibited"),
    ("shift-bound", "large-stall", "2024-05-01", TENT, "arguable"),
    ("drop-tie", "market", "2019-05-01", MARKET, "prohibited"),
    ("drop-element", "no-stall", "2024-05-01", "stall_kind: table, sells_food: no", "not-prohibited"),
    ("drop-exception", "no-stall", "2024-05-01", PERMITTED, "not-prohibited"),
    ("drop-nation", "stalls-s1", "2024-05-01", CART, "prohibited"),
    ("shift-covered", "no-stall", "1989-12-31", CART, "undetermined"),
    ("drop-covered", "no-stall", "1989-12-31", CART, "undetermined"),
    ("shift-weight", "stall-size", "2024-05-01", TENT, "arguable"),
    ("shift-date", "stalls-s1", "2020-01-01", MARKET, "not-prohibited"),
    ("drop-presumption", "fee_paid_on", "2024-05-01", UNLISTED, "prohibited"),
    ("exchange-effect", "fee_paid_on", "2024-05-01", PERMITTED, "not-prohibited"),
]


@pytest.fixture
def with_untold(permit: Permit) -> Permit:
    permit.add_rule("untold", "requires: {any: [{sells_food: yes}, {sells_food: no}]}")
    return permit


@pytest.mark.parametrize(("kind", "entry", "day", "facts", "verdict"), KILLED, ids=[kind for kind, *_ in KILLED])
def test_a_case_that_tells_kills(
    with_untold: Permit, kind: str, entry: str, day: str, facts: str, verdict: str
) -> None:
    mutants = with_untold.mutants(kind, entry)
    telling = f"on: {day}\nfacts: {{{facts}}}\nexpect: {{verdict: {verdict}}}"
    found = with_untold.outcomes(mutants, UNTOLD, telling)
    assert "Case 2" in {each.killed_by for each in found}
    assert {each.fate for each in found if each.killed_by is None} <= {"survived", "equivalent", "stillborn"}
    assert "killed" not in {each.fate for each in with_untold.outcomes(mutants, UNTOLD)}


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("drop-answer", ["requires: {stall_kind: [tent, cart]}"]),
        ("exchange-answer", ["requires: {stall_kind: tent}"]),
        ("drop-unless", ["requires: {stall_kind: tent}", "unless: market"]),
    ],
)
def test_a_status_kills(permit: Permit, kind: str, lines: list[str]) -> None:
    permit.add_rule("extra", *lines)
    facts = "on: 2024-05-01\nfacts: {stall_kind: tent, market_day: no}"
    holds = f"{facts}\nexpect: {{rules: {{extra: holds}}}}"
    open_ = "on: 2024-05-01\nfacts: {stall_kind: tent}\nexpect: {rules: {extra: open}}"
    cases = [open_] if kind == "drop-unless" else [holds]
    assert "killed" in {each.fate for each in permit.outcomes(permit.mutants(kind, "extra"), *cases)}


def test_an_exchanged_presumption_is_killed_by_a_case_that_leaves_the_fact_out(permit: Permit) -> None:
    permit.replace("proof: The register.\n", "proof: The register.\n    presumed: {answer: no, why: x}\n", "facts.yaml")
    case = "on: 2024-05-01\nfacts: {stall_kind: cart, fee_paid_on: 2024-05-01, market_day: no}"
    left_out, listed = (
        f"{each}\nexpect: {{verdict: prohibited}}" for each in (case, case.replace("}", ", permit_granted: no}"))
    )
    mutants = permit.mutants("exchange-presumption", "permit_granted")
    assert [each.fate for each in permit.outcomes(mutants, left_out)] == ["killed"]
    assert [each.fate for each in permit.outcomes(mutants, listed)] == ["survived"]


def test_a_rule_of_a_text_that_waits_is_told_by_a_case_that_puts_it_in_force(permit: Permit) -> None:
    permit.add_waiting_text()
    permit.add_rule("sunday", "defines: market-hall", "version: third", "requires: {market_day: yes}")
    mutants = permit.mutants("negate", "sunday")
    now = "on: 2024-05-01\nfacts: {market_day: yes}\nexpect: {rules: {sunday: not-applied}}"
    commence = "commence: {stalls-s1: {third: 2024-01-01}}"
    then = f"on: 2024-05-01\n{commence}\nfacts: {{market_day: yes}}\nexpect: {{rules: {{sunday: holds}}}}"
    (survivor,) = permit.outcomes(mutants, now)
    assert survivor.fate == "survived"
    assert survivor.hints[0].commence == (("stalls-s1", "third"),)
    assert [each.fate for each in permit.outcomes(mutants, now, then)] == ["killed"]


def fates(permit: Permit, kind: str, entry: str) -> list[tuple[str, str | None]]:
    return [(each.fate, each.why) for each in permit.outcomes(permit.mutants(kind, entry), UNTOLD)]


def test_what_the_rest_implies_can_go_and_be_anything(with_untold: Permit) -> None:
    permit = with_untold
    permit.add_rule("extra", "requires: {any: [market, {all: [market, {sells_food: yes}]}]}")
    found = permit.outcomes([each for each in mutants_of(permit.read()) if each.entry == "extra"], UNTOLD)
    assert {each.mutant.what for each in found if each.why == THE_SAME} == {
        "drop `all: [market, {sells_food: yes}]` from `extra`",
        "negate `sells_food: yes` in `extra`",
        "drop `sells_food: yes` from `extra`",
    }


def test_a_weight_that_decides_nothing_is_equivalent(with_untold: Permit) -> None:
    found = permit_outcomes(with_untold, "shift-weight", "stall-size")
    assert found["weigh `stall_kind: cart` at 3 in place of 2 in `stall-size`"] == ("equivalent", THE_SAME)
    assert found["weigh `stall_kind: cart` at 1 in place of 2 in `stall-size`"] == ("survived", None)


def permit_outcomes(permit: Permit, kind: str, entry: str) -> dict[str, tuple[str, str | None]]:
    return {each.mutant.what: (each.fate, each.why) for each in permit.outcomes(permit.mutants(kind, entry), UNTOLD)}


def test_where_a_question_arises_is_told_by_a_case_that_expects_it_though_no_rule_differs(with_untold: Permit) -> None:
    every = with_untold.mutants("shift-bound", "middling-stall")
    mutants = [each for each in every if each.what == "shift `at_most: 1` to 2 in what raises `middling-stall`"]
    facts = "on: 2024-05-01\nfacts: {stall_kind: cart, sells_food: no}"
    (survivor,) = with_untold.outcomes(mutants, UNTOLD, f"{facts}\nexpect: {{rules: {{large-stall: holds}}}}")
    assert (survivor.fate, {hint.about for hint in survivor.hints}) == ("survived", {"question"})
    telling = f"{facts}\nexpect: {{questions: {{middling-stall: does-not-arise}}}}"
    assert [each.fate for each in with_untold.outcomes(mutants, UNTOLD, telling)] == ["killed"]


IDLE = """\
provisions:
  - id: stalls-s9
    cite: section 9
    instrument: Street Stalls Act 1990
    title: Short title
    kind: statute
    extent: [england]
    versions:
      - id: only
        in_force: [{from: 1990-01-01, to: 1999-12-31}]
        summary: The Act has a title.
        unchecked: It is made up.
"""

IDLE_FACT = """\
  - id: colour
    about: cover
    goes_to: nothing
    question: What colour is it?
    explain: x
    answers: {red: x, green: x}
    proof: x
    ask: hirer
    presumed: {answer: red, why: Most are.}

"""


def test_days_in_force_on_which_nothing_depends_are_equivalent(with_untold: Permit) -> None:
    permit = with_untold
    (permit.folder / "title.yaml").write_text(IDLE, encoding="utf-8")
    assert fates(permit, "shift-date", "stalls-s9") == [("equivalent", NOTHING_DEPENDS_ON_THE_DAY)] * 4


def test_days_in_force_to_which_a_rule_is_tied_are_not(with_untold: Permit) -> None:
    permit = with_untold
    (permit.folder / "title.yaml").write_text(IDLE, encoding="utf-8")
    permit.add_rule("tied", "requires: {sells_food: yes}", "applies: while-in-force")
    permit.replace(
        "id: tied\n    title: x\n    provision: stalls-s1", "id: tied\n    title: x\n    provision: stalls-s9"
    )
    assert fates(permit, "shift-date", "stalls-s9") == [("survived", None)] * 4


def test_the_presumption_of_a_fact_that_nothing_asks_is_equivalent(with_untold: Permit) -> None:
    permit = with_untold
    permit.replace("facts:\n", f"facts:\n{IDLE_FACT}", "facts.yaml")
    for kind in ("drop-presumption", "exchange-presumption"):
        assert fates(permit, kind, "colour") == [("equivalent", NOTHING_DEPENDS_ON_THE_FACT)]


def test_a_presumption_may_be_exchanged_for_an_answer_that_every_rule_treats_alike(with_untold: Permit) -> None:
    permit = with_untold
    permit.replace("facts:\n", f"facts:\n{IDLE_FACT.replace('green: x', 'green: x, blue: x')}", "facts.yaml")
    permit.add_rule("coloured", "requires: {colour: green}")
    assert permit_outcomes(permit, "exchange-presumption", "colour") == {
        "presume `green` of `colour` in place of `red`": ("survived", None),
        "presume `blue` of `colour` in place of `red`": ("equivalent", NOTHING_DEPENDS_ON_THE_FACT),
    }
    assert fates(permit, "drop-presumption", "colour") == [("survived", None)]


def test_what_is_no_rulebook_is_counted_apart_with_its_reason(with_untold: Permit) -> None:
    reasons = [why for fate, why in fates(with_untold, "shift-bound", "middling-stall") if fate == "stillborn"]
    assert reasons == ["`at_least` is more than `at_most`"] * 2


def test_a_case_that_fails_under_the_rulebook_itself_is_refused_at_its_place(with_untold: Permit) -> None:
    cases = with_untold.cases(UNTOLD, "on: 2024-05-01\nexpect: {rules: {untold: fails}}")
    with pytest.raises(BadInput) as caught:
        try_mutants(with_untold.read(), cases, mutants_of(with_untold.read()), jobs=1)
    (problem,) = caught.value.problems
    assert problem.message == "this rule case fails under the rulebook itself: Case 2"
    assert problem.place.line == 7


def test_however_many_processes_try_them_the_outcomes_are_the_same(with_untold: Permit) -> None:
    rulebook = with_untold.read()
    cases = with_untold.cases(UNTOLD, f"on: 2024-05-01\nfacts: {{{CART}}}\nexpect: {{verdict: prohibited}}")
    mutants = mutants_of(rulebook)
    one, two = (try_mutants(rulebook, cases, mutants, jobs) for jobs in (1, 2))
    assert repr(one) == repr(two)
    assert {each.fate for each in one} == {"killed", "survived", "equivalent", "stillborn"}
