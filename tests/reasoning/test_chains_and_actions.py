"""Chains of supply, several actions, several strands, and what each party says of them."""

from __future__ import annotations

import json
from itertools import combinations
from typing import Any

import pytest
import yaml

from reg7check import Arrangement, Assessment, Verdict, assess
from reg7check.arrangement import read_arrangement
from reg7check.reasoning.results import Period
from reg7check.report.json import json_reports
from reg7check.yaml_source import parse_source
from strategies import FACTS, PROHIBITED, RULEBOOK, arrangement_of

P, D, A, U, N = "prohibited", "disputed", "arguable", "undetermined", "not-prohibited"

Facts = dict[str, Any]
Shown = tuple[str, str | None, str]


def merged(changes: Facts, about: str) -> Facts:
    facts = {name: said for name, said in PROHIBITED.items() if FACTS[name].about == about} | changes
    return {name: {"disputed": said} if isinstance(said, dict) else said for name, said in facts.items()}


def action(name: str, dates: str | list[str] = "2024-05-20", **changes: Any) -> Facts:
    return {"id": name, "dates": dates, "facts": merged(changes, "action")}


def strand(name: str = "cover", facts: Facts | None = None, **keys: Any) -> Facts:
    plain = {"id": name, "what": "Cover", "hirer": "council", "supplier": "agency"}
    return plain | keys | {"facts": merged(facts or {}, "cover")}


def arranged(actions: list[Facts], *cover: Facts, nation: str = "england") -> Arrangement:
    data = {
        "reg7check": "1",
        "title": "A test",
        "nation": nation,
        "parties": {
            "council": {"name": "Council", "role": "hirer"},
            "union": {"name": "Union", "role": "union"},
            "agency": {"name": "Agency", "role": "supplier"},
            "contractor": {"name": "Contractor", "role": "supplier"},
        },
        "industrial_action": actions,
        "cover": list(cover) or [strand()],
    }
    return read_arrangement(parse_source(yaml.safe_dump(data, sort_keys=False).encode(), "test.yaml"), FACTS)


def judge(actions: list[Facts], *cover: Facts, **options: Any) -> Assessment:
    return assess(arranged(actions, *cover), RULEBOOK, **options)


def periods(assessment: Assessment, number: int = 0) -> tuple[Period, ...]:
    return assessment.cover[number].ruling.periods


def shown(assessment: Assessment, number: int = 0) -> list[Shown]:
    return [
        (str(each.first), str(each.last) if each.last else None, each.verdict.value)
        for each in periods(assessment, number)
    ]


def verdicts(assessment: Assessment) -> dict[str, str]:
    return {each.strand.id: each.verdict.value for each in assessment.cover}


def accounts(facts: Facts, **action_facts: Any) -> dict[str, str]:
    ruling = judge([action("strike", **action_facts)], strand(facts=facts)).cover[0].ruling
    return {party: verdict.value for party, verdict in ruling.accounts.items()}


def report(assessment: Assessment) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json_reports([assessment]))
    return told


STRIKE = [action("strike")]
SERVICE = strand(
    "service",
    {"hirer_directs_work": "no", "supplier_manager_in_charge": "yes"},
    supplier="contractor",
    described_as="contracted-out-service",
)
STAFFING = strand("staffing", {"struck_employer_is_hirer": "no"}, hirer="contractor", part_of="service")


def test_each_link_of_a_chain_is_judged_by_itself() -> None:
    assessment = judge(STRIKE, SERVICE, STAFFING)
    assert verdicts(assessment) == {"service": N, "staffing": A}
    assert assessment.verdict == A


def test_the_agency_that_staffs_a_contractor_turns_on_the_open_question() -> None:
    (period,) = periods(judge(STRIKE, SERVICE, STAFFING), 1)
    assert [each.name for each in period.turns_on] == ["another-employers-strikers"]


@pytest.mark.parametrize(("reading", "verdict"), [("prohibits", P), ("permits", N)])
def test_a_reading_settles_the_link_that_it_is_about_alone(reading: str, verdict: str) -> None:
    assessment = judge(STRIKE, SERVICE, STAFFING, take={"another-employers-strikers": reading})
    assert verdicts(assessment) == {"service": N, "staffing": verdict}
    assert assessment.verdict == verdict


def test_being_part_of_another_strand_changes_no_verdict() -> None:
    alone = {key: value for key, value in STAFFING.items() if key != "part_of"}
    assert verdicts(judge(STRIKE, SERVICE, alone)) == verdicts(judge(STRIKE, SERVICE, STAFFING))
    assert verdicts(judge(STRIKE, STAFFING, SERVICE)) == verdicts(judge(STRIKE, SERVICE, STAFFING))


def test_a_chain_of_three_is_three_verdicts() -> None:
    umbrella = strand("umbrella", {"engaged_by": "another-employer"}, hirer="contractor", part_of="staffing")
    unknown = strand("last", {"sends_people": "unknown"}, hirer="contractor", part_of="umbrella")
    assessment = judge(STRIKE, SERVICE, STAFFING, umbrella, unknown)
    assert verdicts(assessment) == {"service": N, "staffing": A, "umbrella": A, "last": U}


def test_the_report_names_what_a_strand_is_part_of() -> None:
    assert [each["part_of"] for each in report(judge(STRIKE, SERVICE, STAFFING))["cover"]] == [None, "service"]


ONE_OF_EACH = {
    P: strand("a"),
    D: strand("b", {"sends_people": {"council": "no", "union": "yes"}}),
    A: strand("c", {"engaged_by": "another-employer"}),
    U: strand("d", {"sends_people": "unknown"}),
    N: strand("e", {"sends_people": "no"}),
}


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_the_arrangements_verdict_is_the_first_in_the_order_over_its_strands(number: int) -> None:
    for chosen in combinations(ONE_OF_EACH, number):
        assessment = judge(STRIKE, *(ONE_OF_EACH[each] for each in reversed(chosen)))
        assert [each.verdict for each in assessment.cover] == list(reversed(chosen))
        assert assessment.verdict == chosen[0]
        assert Verdict.first([Verdict(each) for each in chosen]) == chosen[0]


OFFICIAL = action("official", "2024-05-01 to 2024-05-10")
UNOFFICIAL = action("unofficial", "2024-05-06 to 2024-05-15", authorised_or_endorsed="no")


def test_a_day_is_forbidden_where_it_is_against_any_action_in_progress() -> None:
    assert shown(judge([OFFICIAL, UNOFFICIAL])) == [("2024-05-01", "2024-05-10", P), ("2024-05-11", "2024-05-15", N)]


def test_the_order_of_the_actions_does_not_matter() -> None:
    assert shown(judge([OFFICIAL, UNOFFICIAL])) == shown(judge([UNOFFICIAL, OFFICIAL]))


def test_two_official_actions_that_overlap_are_one_period() -> None:
    actions = [action("one", "2024-05-01 to 2024-05-10"), action("two", "2024-05-06 to 2024-05-15")]
    assert shown(judge(actions)) == [("2024-05-01", "2024-05-15", P)]


def test_actions_that_leave_a_gap_leave_a_gap() -> None:
    actions = [action("one", "2024-05-01 to 2024-05-03"), action("two", "2024-05-06")]
    assert shown(judge(actions)) == [("2024-05-01", "2024-05-03", P), ("2024-05-06", "2024-05-06", P)]
    days = strand(dates="2024-05-01 to 2024-05-06")
    assert shown(judge(actions, days)) == [
        ("2024-05-01", "2024-05-03", P),
        ("2024-05-04", "2024-05-05", N),
        ("2024-05-06", "2024-05-06", P),
    ]


@pytest.mark.parametrize(
    ("covers", "expected"),
    [
        ("official", [("2024-05-01", "2024-05-10", P)]),
        ("unofficial", [("2024-05-06", "2024-05-15", N)]),
        (["official", "unofficial"], [("2024-05-01", "2024-05-10", P), ("2024-05-11", "2024-05-15", N)]),
        (["unofficial", "official"], [("2024-05-01", "2024-05-10", P), ("2024-05-11", "2024-05-15", N)]),
        (["unofficial"], [("2024-05-06", "2024-05-15", N)]),
    ],
    ids=["one", "other", "both", "both-reversed", "list-of-one"],
)
def test_a_strand_is_judged_against_the_actions_that_it_covers(covers: str | list[str], expected: list[Shown]) -> None:
    assert shown(judge([OFFICIAL, UNOFFICIAL], strand(covers=covers))) == expected


def test_an_action_that_is_not_covered_is_no_action_at_all() -> None:
    cover = strand(covers="unofficial", dates="2024-05-01 to 2024-05-15")
    first, second = periods(judge([OFFICIAL, UNOFFICIAL], cover))
    assert (str(first.last), first.verdict, second.verdict) == ("2024-05-05", N, N)
    assert [r.rule for r in first.reasons if r.status == "fails"] == ["regulation-7.action-in-progress"]
    assert "unofficial-action" in {r.rule for r in second.reasons if r.status == "holds"}


def test_strands_of_one_arrangement_may_cover_different_actions() -> None:
    cover = [strand("one", covers="official"), strand("two", covers="unofficial"), strand("all")]
    assert verdicts(judge([OFFICIAL, UNOFFICIAL], *cover)) == {"one": P, "two": N, "all": P}


def test_what_differs_between_actions_is_told_for_each() -> None:
    period = periods(judge([OFFICIAL, UNOFFICIAL]))[0]
    told = [(r.action, r.status) for r in period.reasons if r.rule == "unofficial-action"]
    assert told == [("official", "fails"), ("unofficial", "holds")]
    assert [r.action for r in period.reasons if r.rule == "employment-business"] == [""]


def test_an_open_action_does_not_matter_while_another_forbids() -> None:
    actions = [action("one", "2024-05-01 to 2024-05-10"), action("two", "2024-05-06 to 2024-05-15")]
    actions[1]["facts"]["authorised_or_endorsed"] = "unknown"
    assessment = judge(actions)
    assert shown(assessment) == [("2024-05-01", "2024-05-10", P), ("2024-05-11", "2024-05-15", U)]
    assert [(t.name, t.action) for t in periods(assessment)[1].turns_on] == [("authorised_or_endorsed", "two")]


def test_repudiating_one_action_leaves_the_other() -> None:
    actions = [action("one", "2024-05-01 to 2024-05-20", repudiated_on="2024-05-09")]
    assert shown(judge(actions)) == [("2024-05-01", "2024-05-10", P), ("2024-05-11", "2024-05-20", N)]
    actions.append(action("two", "2024-05-16 to 2024-05-20"))
    assert shown(judge(actions)) == [
        ("2024-05-01", "2024-05-10", P),
        ("2024-05-11", "2024-05-15", N),
        ("2024-05-16", "2024-05-20", P),
    ]


def test_a_strand_may_be_arguable_against_one_action_and_open_against_another() -> None:
    actions = [action("one", "2024-05-01"), action("two", "2024-05-02", authorised_or_endorsed="unknown")]
    assessment = judge(actions, strand(facts={"engaged_by": "another-employer"}))
    assert shown(assessment) == [("2024-05-01", "2024-05-01", A), ("2024-05-02", "2024-05-02", U)]
    assert assessment.verdict == A
    assert [each["open_question"] for each in report(assessment)["cover"][0]["turns_on"]] == ["umbrella-employer"]


def test_answers_about_each_of_several_actions_are_keyed_by_the_action() -> None:
    actions = [action(name, authorised_or_endorsed="unknown") for name in ("strike", "overtime-ban")]
    told = report(judge(actions))["cover"][0]
    assert told["settled_by"] == [
        {"verdict": P, "if": {"strike.authorised_or_endorsed": "yes"}},
        {"verdict": P, "if": {"overtime-ban.authorised_or_endorsed": "yes"}},
        {"verdict": N, "if": {"strike.authorised_or_endorsed": "no", "overtime-ban.authorised_or_endorsed": "no"}},
    ]
    asked = [(each["fact"], each["action"]) for each in told["turns_on"]]
    assert asked == [("authorised_or_endorsed", "strike"), ("authorised_or_endorsed", "overtime-ban")]
    assert {each["action"] for each in told["questions"]} == {"strike", "overtime-ban"}


def test_facts_about_the_strand_are_keyed_by_their_name_alone() -> None:
    told = report(judge([action("one"), action("two")], strand(facts={"sends_people": "unknown"})))["cover"][0]
    assert [each["if"] for each in told["settled_by"]] == [{"sends_people": "yes"}, {"sends_people": "no"}]


def test_answers_about_a_single_action_are_keyed_by_their_name_alone() -> None:
    told = report(judge([action("strike", authorised_or_endorsed="unknown")]))["cover"][0]
    assert [each["if"] for each in told["settled_by"]] == [
        {"authorised_or_endorsed": "yes"},
        {"authorised_or_endorsed": "no"},
    ]


def test_dates_about_several_actions_are_keyed_by_the_action() -> None:
    actions = [action("one", repudiated_on="unknown"), action("two", authorised_or_endorsed="no")]
    told = report(judge(actions))["cover"][0]
    assert [each["if"] for each in told["settled_by"]] == [
        {"one.repudiated_on": "never, or after 2024-05-16"},
        {"one.repudiated_on": "on or before 2024-05-16"},
    ]


def test_what_would_turn_a_prohibition_under_two_actions_must_turn_both() -> None:
    told = report(judge([action("one"), action("two")]))["cover"][0]
    about_actions = [each["if"] for each in told["changed_by"] if any("." in key for key in each["if"])]
    assert {"one.authorised_or_endorsed": "no"} not in about_actions
    assert {"sends_people": "no"} in [each["if"] for each in told["changed_by"]]


def test_a_presumption_about_an_action_is_named_with_it() -> None:
    actions = [action("one"), action("two")]
    del actions[0]["facts"]["repudiated_on"], actions[1]["facts"]["repudiated_on"]
    assessment = judge(actions)
    assert {(each.name, each.action) for each in periods(assessment)[0].presumptions} == {
        ("repudiated_on", "one"),
        ("repudiated_on", "two"),
    }
    assert report(assessment)["cover"][0]["presumed"] == {"one.repudiated_on": "never", "two.repudiated_on": "never"}


def test_a_disputed_fact_about_an_action_makes_two_accounts() -> None:
    said = {"council": "no", "union": "yes"}
    assert accounts({}, authorised_or_endorsed=said) == {"council": N, "union": P}
    assessment = judge([action("strike", authorised_or_endorsed=said)])
    assert assessment.verdict == D
    (turning,) = periods(assessment)[0].turns_on
    assert (turning.name, turning.action, turning.status) == ("authorised_or_endorsed", "strike", "disputed")


def test_a_dispute_about_one_action_matters_only_while_it_alone_is_in_progress() -> None:
    said = {"council": "no", "union": "yes"}
    actions = [
        action("one", "2024-05-01 to 2024-05-10", authorised_or_endorsed=said),
        action("two", "2024-05-06 to 2024-05-07"),
    ]
    assessment = judge(actions)
    assert shown(assessment) == [
        ("2024-05-01", "2024-05-05", D),
        ("2024-05-06", "2024-05-07", P),
        ("2024-05-08", "2024-05-10", D),
    ]
    assert dict(assessment.cover[0].ruling.accounts) == {"council": P, "union": P}
    assert dict(periods(assessment)[0].accounts) == {"council": N, "union": P}


def test_the_same_fact_may_be_disputed_of_one_action_and_known_of_another() -> None:
    said = {"council": "no", "union": "yes"}
    actions = [action("one", authorised_or_endorsed=said), action("two", authorised_or_endorsed="no")]
    told = report(judge(actions))["cover"][0]
    assert told["accounts"] == {"council": N, "union": P}
    assert [each["if"] for each in told["settled_by"]] == [
        {"one.authorised_or_endorsed": "yes"},
        {"one.authorised_or_endorsed": "no"},
    ]


def test_disputes_about_two_actions_belong_to_the_parties_that_state_them() -> None:
    actions = [
        action("one", authorised_or_endorsed={"council": "no", "union": "yes"}),
        action("two", authorised_or_endorsed={"council": "no", "agency": "yes"}),
    ]
    ruling = judge(actions).cover[0].ruling
    assert dict(ruling.accounts) == {"council": N, "union": P, "agency": P}
    assert ruling.verdict == D


def test_a_party_that_is_silent_on_a_disputed_fact_does_not_know_it() -> None:
    facts = {
        "sends_people": {"council": "no", "union": "yes"},
        "does_strikers_duties": {"union": "yes", "agency": "no"},
    }
    assert accounts(facts) == {"council": N, "union": P, "agency": N}
    facts["does_strikers_duties"] = {"union": "yes", "agency": "yes", "council": "no"}
    assert accounts(facts)["agency"] == U


def test_silence_on_the_fact_that_decides_leaves_an_account_open() -> None:
    facts = {
        "sends_people": {"union": "yes", "agency": "no"},
        "hirer_directs_work": {"council": "no", "union": "yes"},
    }
    assert accounts(facts) == {"council": U, "union": P, "agency": N}


def test_a_party_that_states_no_disputed_fact_has_no_account() -> None:
    assert set(accounts({"sends_people": {"council": "no", "union": "yes"}})) == {"council", "union"}


def test_parties_that_state_a_disputed_fact_have_accounts_though_it_does_not_matter() -> None:
    facts = {"sends_people": "no", "works_with_vulnerable_people": {"council": "no", "agency": "yes"}}
    assert accounts(facts) == {"council": N, "agency": N}


def test_as_one_party_the_arrangement_is_its_account() -> None:
    facts = {
        "sends_people": {"union": "yes", "agency": "no"},
        "hirer_directs_work": {"council": "no", "union": "yes"},
    }
    for party, verdict in accounts(facts).items():
        assessment = judge(STRIKE, strand(facts=facts), as_party=party)
        assert assessment.verdict == verdict
        assert not assessment.cover[0].ruling.accounts


def test_as_a_party_that_states_nothing_every_dispute_is_unknown() -> None:
    facts = {"sends_people": {"union": "yes", "agency": "no"}}
    assessment = judge(STRIKE, strand(facts=facts), as_party="contractor")
    assert assessment.verdict == U
    assert [(each.name, each.status) for each in periods(assessment)[0].turns_on] == [("sends_people", "unknown")]


def test_a_dispute_with_somebody_who_does_not_know_is_undetermined() -> None:
    facts = {"sends_people": {"council": "no", "union": "unknown"}}
    assessment = judge(STRIKE, strand(facts=facts))
    assert accounts(facts) == {"council": N, "union": U}
    assert assessment.verdict == U
    assert [(each.name, each.status) for each in periods(assessment)[0].turns_on] == [("sends_people", "disputed")]


def test_a_dispute_with_an_unknown_answer_leaves_every_answer_possible() -> None:
    said = {"council": "taking-part", "union": "unknown"}
    told = report(judge(STRIKE, strand(facts={"first_workers_absence": said})))["cover"][0]
    answers = {
        each["if"]["first_workers_absence"] for each in told["settled_by"] if "first_workers_absence" in each["if"]
    }
    assert answers >= {"taking-part", "other-absence", "not-absent"}


def test_a_dispute_holds_only_the_answers_that_its_parties_give() -> None:
    said = {"council": "not-absent", "union": "taking-part"}
    told = report(judge(STRIKE, strand(facts={"first_workers_absence": said})))["cover"][0]
    assert [each["if"] for each in told["settled_by"]] == [
        {"first_workers_absence": "taking-part"},
        {"first_workers_absence": "not-absent"},
    ]


def test_a_dispute_with_unknown_is_still_disputed_where_two_others_differ() -> None:
    facts = {"sends_people": {"council": "no", "union": "yes", "agency": "unknown"}}
    assert accounts(facts) == {"council": N, "union": P, "agency": U}
    assert judge(STRIKE, strand(facts=facts)).verdict == D


@pytest.mark.parametrize(("said", "verdict"), [("yes", P), ("no", N), ("unknown", U)])
def test_a_dispute_in_which_all_agree_is_that_answer(said: str, verdict: str) -> None:
    assessment = judge(STRIKE, strand(facts={"sends_people": {"council": said, "union": said}}))
    assert assessment.verdict == verdict
    assert not assessment.cover[0].ruling.accounts
    assert {each.status for each in periods(assessment)[0].turns_on} <= {"unknown"}


def test_a_dispute_in_which_all_agree_about_an_action_is_that_answer() -> None:
    actions = [action("strike", authorised_or_endorsed={"council": "no", "union": "no"})]
    assessment = judge(actions)
    assert assessment.verdict == N
    assert not assessment.cover[0].ruling.accounts


def test_a_dispute_of_one_party_is_that_partys_answer() -> None:
    assert judge(STRIKE, strand(facts={"sends_people": {"union": "yes"}})).verdict == P


def test_a_dispute_over_two_answers_of_one_effect_is_settled() -> None:
    facts = {"first_workers_absence": {"council": "not-absent", "union": "other-absence"}}
    assessment = judge(STRIKE, strand(facts=facts))
    assert assessment.verdict == N
    assert accounts(facts) == {"council": N, "union": N}


def test_accounts_that_do_not_differ_leave_an_arguable_case_arguable() -> None:
    facts = {
        "engaged_by": "another-employer",
        "first_workers_absence": {"council": "locked-out", "union": "taking-part"},
    }
    assessment = judge(STRIKE, strand(facts=facts))
    assert accounts(facts) == {"council": A, "union": A}
    assert assessment.verdict == U


def test_a_reading_may_make_an_arguable_account_a_dispute() -> None:
    facts = {"first_workers_absence": {"council": "locked-out", "union": "taking-part"}}
    assert judge(STRIKE, strand(facts=facts)).verdict == U
    assert judge(STRIKE, strand(facts=facts), take={"locked-out": "permits"}).verdict == D
    assert judge(STRIKE, strand(facts=facts), take={"locked-out": "prohibits"}).verdict == P


def test_two_disputes_that_leave_every_account_settled_alike_are_not_a_dispute() -> None:
    facts = {
        "sends_people": {"council": "no", "union": "yes"},
        "does_strikers_duties": {"council": "yes", "union": "no"},
    }
    assessment = judge(STRIKE, strand(facts=facts))
    assert accounts(facts) == {"council": N, "union": N}
    assert assessment.verdict == U


def test_each_strand_has_the_accounts_of_its_own_disputes() -> None:
    one = strand("one", {"sends_people": {"council": "no", "union": "yes"}})
    two = strand("two", {"sends_people": {"agency": "no", "union": "yes"}})
    first, second = judge(STRIKE, one, two).cover
    assert set(first.ruling.accounts) == {"council", "union"}
    assert set(second.ruling.accounts) == {"union", "agency"}


def test_accounts_are_listed_in_the_order_of_the_parties() -> None:
    facts = {"sends_people": {"agency": "no", "union": "yes", "council": "no"}}
    assert list(accounts(facts)) == ["council", "union", "agency"]


def test_a_dispute_about_an_action_that_is_not_covered_gives_no_account() -> None:
    actions = [action("one"), action("two", authorised_or_endorsed={"council": "no", "union": "yes"})]
    ruling = judge(actions, strand(covers="one")).cover[0].ruling
    assert ruling.verdict == P
    assert not ruling.accounts


def test_the_welsh_ban_has_its_own_accounts() -> None:
    facts = {"devolved_welsh_authority": {"council": "no", "union": "yes"}}
    assessed = assess(arranged(STRIKE, strand(facts=facts), nation="wales"), RULEBOOK).cover[0]
    assert dict(assessed.ruling.accounts) == {"council": P, "union": P}
    (other,) = assessed.others
    assert dict(other.accounts) == {"council": N, "union": P}
    assert (assessed.verdict, other.verdict) == (P, D)


def test_a_strand_without_a_supplier_is_noted() -> None:
    cover = strand("cover", {"engaged_by": "hirer", "sends_people": "no"})
    del cover["supplier"]
    assessed = judge(STRIKE, cover).cover[0]
    assert assessed.verdict == N
    assert any("names no supplier" in note for note in assessed.notes)


def test_one_action_written_here_is_as_the_shared_helper_writes_it() -> None:
    facts = {"sends_people": {"council": "no", "union": "yes"}}
    shared = assess(arrangement_of(PROHIBITED | facts), RULEBOOK)
    assert dict(shared.cover[0].ruling.accounts) == accounts(facts)


def test_an_action_short_of_a_strike_is_told_for_that_action_alone() -> None:
    actions = [action("one") | {"kind": "strike"}, action("two") | {"kind": "action-short-of-strike"}]
    period = periods(judge(actions))[0]
    assert period.verdict == P
    told = {r.action: str(r).count("overtime ban") for r in period.reasons if r.rule == "duties"}
    assert told == {"one": 0, "two": 1}


def test_several_assessments_give_an_array_in_their_order() -> None:
    both = json.loads(json_reports([judge(STRIKE), judge(STRIKE, ONE_OF_EACH[N])]))
    assert [each["verdict"] for each in both] == [P, N]
