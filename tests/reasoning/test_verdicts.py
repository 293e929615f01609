"""Verdicts alone, and findings: what they hold, and that they are exact where the parts of a rule hang together."""

from __future__ import annotations

from datetime import date

import pytest

from reg7check import BadInput, Rulebook, Verdict, assess, verdicts
from reg7check.arrangement import Span
from reg7check.reasoning.findings import findings_of
from reg7check.reasoning.steps import step_tables_of
from reg7check.rulebook.compile import compile_law
from reg7check.rulebook.conditions import AllOf, AnyOf, Concept, Condition, FactIs
from reg7check.rulebook.models import Law
from strategies import PROHIBITED, RULEBOOK, arrangement_of

PROHIBITION = "regulation-7"


def found_in(facts: dict, rulebook: Rulebook = RULEBOOK):
    (strand,) = findings_of(arrangement_of(facts), rulebook, on=None, taken={})
    (days,) = strand.by_prohibition[PROHIBITION]
    return days


def rulebook_of(law: Law) -> Rulebook:
    return Rulebook(law, compile_law(law), "made up")


def test_a_strand_has_its_verdict_and_each_partys():
    found = verdicts(arrangement_of({**PROHIBITED, "supplier_knows": {"union": "yes", "council": "no"}}), RULEBOOK)
    (strand,) = found.cover
    assert (found.verdict, strand.strand, strand.verdict) == (Verdict.DISPUTED, "cover", Verdict.DISPUTED)
    (ruling,) = strand.rulings
    assert ruling.prohibition == PROHIBITION
    assert ruling.accounts == {"council": Verdict.NOT_PROHIBITED, "union": Verdict.PROHIBITED}


def test_a_reading_and_a_partys_account_can_be_taken():
    facts = {
        **PROHIBITED,
        "first_workers_absence": "locked-out",
        "hirer_directs_work": {"union": "yes", "agency": "no"},
    }
    arrangement = arrangement_of(facts)
    assert verdicts(arrangement, RULEBOOK, as_party="union").verdict == Verdict.ARGUABLE
    taken = {"locked-out": "prohibits"}
    assert verdicts(arrangement, RULEBOOK, as_party="union", take=taken).verdict == Verdict.PROHIBITED
    assert verdicts(arrangement, RULEBOOK, take={"locked-out": "permits"}).verdict == Verdict.NOT_PROHIBITED


def test_what_assess_refuses_is_refused():
    arrangement = arrangement_of(PROHIBITED)
    for wrong in ({"as_party": "nobody"}, {"take": {"locked-in": "permits"}}, {"take": {"locked-out": "yes"}}):
        with pytest.raises(BadInput) as refused:
            assess(arrangement, RULEBOOK, **wrong)
        with pytest.raises(BadInput) as refused_too:
            verdicts(arrangement, RULEBOOK, **wrong)
        assert refused_too.value.problems == refused.value.problems


def test_the_tables_of_a_rulebook_are_made_once_and_not_used_for_another():
    tables = step_tables_of(RULEBOOK)
    assert step_tables_of(RULEBOOK._replace(sha256="same law")) is tables
    other = rulebook_of(RULEBOOK.law)
    assert step_tables_of(other).rulebook is other


def test_days_before_those_that_the_rulebook_covers_are_undetermined():
    law = RULEBOOK.law
    late = law.prohibitions[PROHIBITION]._replace(covered_from=date(2024, 5, 22))
    rulebook = rulebook_of(law._replace(prohibitions={**law.prohibitions, PROHIBITION: late}))
    arrangement = arrangement_of(PROHIBITED, dates="2024-05-20 to 2024-05-24")
    assert verdicts(arrangement, rulebook).verdict == Verdict.PROHIBITED
    assert verdicts(arrangement, rulebook, on=date(2024, 5, 21)).verdict == Verdict.UNDETERMINED
    (strand,) = findings_of(arrangement, rulebook, on=None, taken={})
    before, after = strand.by_prohibition[PROHIBITION]
    assert (before.opening, before.by_action) == ((), {})
    assert [each.status for each in after.opening] == ["holds", "holds"]
    assert after.ruling.verdict == Verdict.PROHIBITED


def test_many_spans_are_judged_day_by_day():
    arrangement = arrangement_of(PROHIBITED)
    (action,), (strand,) = arrangement.actions, arrangement.cover
    even = tuple(Span(date(2024, 5, day), date(2024, 5, day)) for day in range(2, 30, 2))
    odd = tuple(Span(date(2024, 5, day), date(2024, 5, day)) for day in range(1, 30, 2))
    for cover, expected in ((even, Verdict.PROHIBITED), (odd, Verdict.NOT_PROHIBITED)):
        changed = arrangement._replace(
            actions=(action._replace(dates=even),), cover=(strand._replace(dates=cover, dates_assumed=False),)
        )
        assert verdicts(changed, RULEBOOK).verdict == expected


def test_findings_tell_what_holds_and_what_does_not_in_the_statutes_order():
    days = found_in({**PROHIBITED, "hirer_directs_work": "no"})
    assert days.ruling.verdict == Verdict.PROHIBITED
    elements = days.by_action["strike"]
    prohibition = RULEBOOK.law.prohibitions[PROHIBITION]
    assert [each.rule for each in elements] == [*prohibition.elements, *prohibition.unless]
    assert [each.status for each in elements] == ["holds", "holds", "holds", "fails", "fails"]
    (control,) = (each for each in elements[0].because if each.rule == "control")
    assert [each.rule for each in control.because] == ["weighed-control"]
    assert control.because[0].weighings == ("control-indicators",)


P, Q, R, S = "works_in_hirers_team", "uses_hirers_systems", "hirer_sets_hours", "hirer_allocates_work"


def hanging_together() -> Rulebook:
    """Return a rulebook with a rule that asks two that ask the same fact: one may hold where the other does not."""
    law = RULEBOOK.law

    def rule(name: str, requires: Condition):
        return law.rules["supply"]._replace(id=name, defines=None, requires=requires)

    def yes(fact: str, answer: str = "yes") -> FactIs:
        return FactIs(fact, (answer,))

    rules = [
        rule("one", AnyOf((yes(P), yes(Q)))),
        rule("other", AnyOf((AllOf((yes(P, "no"), yes(S))), yes(R)))),
        rule("employment-business", AnyOf((Concept("one"), Concept("other")))),
    ]
    return rulebook_of(law._replace(rules={**law.rules, **{each.id: each for each in rules}}))


@pytest.mark.parametrize("combinations", [1, 10_000])
def test_what_is_found_where_parts_are_open_is_not_taken_for_what_is_found_elsewhere(monkeypatch, combinations):
    monkeypatch.setattr("reg7check.reasoning.programs.MOST_COMBINATIONS", combinations)
    monkeypatch.setattr("reg7check.reasoning.programs.FEW", 0)
    rulebook = hanging_together()
    always = {**PROHIBITED, P: "unknown", Q: "no", R: "no", S: "yes"}
    perhaps = {**PROHIBITED, P: "no", Q: "unknown", R: "no", S: "unknown"}
    for facts, status in ((always, "holds"), (perhaps, "open"), (always, "holds")):
        element = found_in(facts, rulebook).by_action["strike"][0]
        assert (element.status, [each.status for each in element.because]) == (status, ["open", "open"])
