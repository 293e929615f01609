"""The rulebook that ships: the facts of the contract, the texts, the open questions, the days in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from reg7check import Assessment, Rulebook, assess, load_arrangement, load_rulebook
from reg7check.rulebook.load import shipped_rules
from reg7check.rulebook.models import Authority, Days, Law, Provision

UMBRELLA = """
reg7check: 1
title: An umbrella company employs the agency's drivers
nation: england
parties:
  depot: {name: The depot, role: hirer}
  agency: {name: The agency, role: supplier}
industrial_action:
  - id: strike
    dates: 2027-09-27 to 2027-10-08
    facts: {authorised_or_endorsed: yes, first_worker_membership: that-union, any_members_taking_part: yes}
cover:
  - id: drivers
    what: Drives the rounds
    hirer: depot
    supplier: agency
    facts:
      sends_people: yes
      engaged_by: another-employer
      agency_supply_admitted: no
      supplies_workers_as_business: yes
      hirer_directs_work: yes
      supplier_manager_in_charge: no
      does_strikers_duties: yes
      first_workers_absence: taking-part
      did_same_duties_before: no
      supplier_knows: yes
"""

CONTRACT = (
    ("authorised_or_endorsed", "action", "yes no"),
    ("first_worker_membership", "action", "that-union another-union no-union"),
    ("union_members_taking_part", "action", "yes no"),
    ("any_members_taking_part", "action", "yes no"),
    ("repudiated_on", "action", "date never"),
    ("ballot_and_notice_valid", "action", "yes no"),
    ("sends_people", "cover", "yes no"),
    ("engaged_by", "cover", "supplier hirer own-company another-employer nobody"),
    ("works_with_vulnerable_people", "cover", "yes no"),
    ("agency_supply_admitted", "cover", "yes no"),
    ("supplies_workers_as_business", "cover", "yes no"),
    ("exempt_supplier", "cover", "none local-authority union-or-employers-body other-exemption"),
    ("opted_out", "cover", "yes no"),
    ("hirer_directs_work", "cover", "yes no"),
    ("hirer_allocates_work", "cover", "yes no"),
    ("hirer_sets_hours", "cover", "yes no"),
    ("hirer_can_reject_individuals", "cover", "yes no"),
    ("works_in_hirers_team", "cover", "yes no"),
    ("uses_hirers_systems", "cover", "yes no"),
    ("supplier_manager_in_charge", "cover", "yes no"),
    ("supplier_decides_staffing", "cover", "yes no"),
    ("supplier_answers_for_outcome", "cover", "yes no"),
    ("paid_by", "cover", "worker-time output fixed-price"),
    ("contract_says_service", "cover", "yes no"),
    ("does_strikers_duties", "cover", "yes no"),
    ("does_reassigned_workers_duties", "cover", "yes no"),
    ("first_workers_absence", "cover", "taking-part locked-out other-absence not-absent"),
    ("did_same_duties_before", "cover", "yes no"),
    ("duties_or_hours_extended", "cover", "yes no"),
    ("moved_by_hirer", "cover", "yes no"),
    ("supplier_agreed_to_move", "cover", "yes no"),
    ("struck_employer_is_hirer", "cover", "yes no"),
    ("supplier_knows", "cover", "yes no"),
    ("supplier_told_on", "cover", "date never"),
    ("widely_reported", "cover", "yes no"),
    ("supplier_asked_why", "cover", "yes no"),
    ("reason_hirer_gave", "cover", "the-action another-reason none"),
    ("devolved_welsh_authority", "cover", "yes no"),
)

PRESUMED = {
    "repudiated_on": "never",
    "exempt_supplier": "none",
    "moved_by_hirer": "no",
    "struck_employer_is_hirer": "yes",
}

OPEN_QUESTIONS = (
    "admission-against-control",
    "umbrella-employer",
    "balanced-control",
    "another-employers-strikers",
    "locked-out",
    "moved-by-hirer",
    "asked-and-misled",
)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture(scope="module")
def law(rulebook: Rulebook) -> Law:
    return rulebook.law


@pytest.mark.parametrize(("fact", "about", "answers"), CONTRACT, ids=[fact for fact, _, _ in CONTRACT])
def test_a_fact_of_the_contract_is_in_the_catalogue(law: Law, fact: str, about: str, answers: str) -> None:
    entry = law.facts[fact]
    assert entry.about == about
    given = (*(["date"] if entry.is_date else []), *entry.choices)
    assert " ".join(given) == answers


def test_the_facts_of_the_contract_keep_its_order(law: Law) -> None:
    contract = [fact for fact, _, _ in CONTRACT]
    assert [fact for fact in law.facts if fact in contract] == contract


def test_the_four_facts_that_are_rare_are_presumed_and_no_others(law: Law) -> None:
    presumed = {fact.id: fact.presumed.answer for fact in law.facts.values() if fact.presumed is not None}
    assert presumed == PRESUMED


def test_every_presumption_says_why(law: Law) -> None:
    assert all(fact.presumed.why for fact in law.facts.values() if fact.presumed is not None)


def test_the_two_date_facts_take_effect_when_the_contract_says(law: Law) -> None:
    effects = {fact.id: fact.takes_effect for fact in law.facts.values() if fact.is_date}
    assert effects == {"repudiated_on": "after-next-working-day", "supplier_told_on": "on-the-day"}


def test_every_fact_has_something_to_say_in_every_field(law: Law) -> None:
    for fact in law.facts.values():
        assert all((fact.goes_to, fact.question, fact.explain, fact.proof, *fact.answers.values())), fact.id
        assert fact.question.endswith("?"), fact.id


def test_every_version_has_a_text_or_says_what_is_unchecked(law: Law) -> None:
    for provision in law.provisions.values():
        for version in provision.versions:
            assert version.text or version.unchecked, f"{provision.id} {version.id}"


def test_every_checked_version_says_where_it_was_read(law: Law) -> None:
    for provision in law.provisions.values():
        for version in provision.versions:
            assert version.checked_on is None or version.source, f"{provision.id} {version.id}"


def test_every_version_without_commencement_says_when_it_was_passed(law: Law) -> None:
    for provision in law.provisions.values():
        for version in provision.versions:
            assert version.in_force or version.passed, f"{provision.id} {version.id}"


def test_every_authority_is_checked_or_says_why_not(law: Law) -> None:
    for authority in law.authorities.values():
        assert authority.checked_on or authority.unchecked, authority.id


def test_every_address_is_of_the_web(law: Law) -> None:
    entries: list[Provision | Authority] = [*law.provisions.values(), *law.authorities.values()]
    addresses = [each.url for each in entries if each.url is not None]
    assert [address for address in addresses if not address.startswith(("http://", "https://"))] == []


@pytest.mark.parametrize("question", OPEN_QUESTIONS)
def test_an_open_question_has_both_sides_arguments(law: Law, question: str) -> None:
    entry = law.open_questions[question]
    for side in (entry.prohibits, entry.permits):
        assert side.reading
        assert side.argument
    assert entry.prohibits.argument != entry.permits.argument
    assert entry.arises


def test_there_is_no_open_question_beyond_the_contract(law: Law) -> None:
    assert set(law.open_questions) == set(OPEN_QUESTIONS)


def test_regulation_7_is_in_force_in_two_periods(law: Law) -> None:
    (version,) = law.provisions["reg-7"].versions
    assert version.in_force == (
        Days(first=date(2004, 4, 6), last=date(2022, 7, 20)),
        Days(first=date(2023, 8, 10)),
    )


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (date(2004, 4, 5), False),
        (date(2004, 4, 6), True),
        (date(2022, 7, 20), True),
        (date(2022, 7, 21), False),
        (date(2023, 8, 9), False),
        (date(2023, 8, 10), True),
    ],
    ids=str,
)
def test_regulation_7_is_in_force_on_the_days_of_the_contract(law: Law, day: date, *, in_force: bool) -> None:
    assert (law.provisions["reg-7"].version_on(day) is not None) is in_force


@pytest.mark.parametrize("day", [date(2004, 4, 5), date(2022, 7, 21), date(2023, 8, 9)], ids=str)
def test_regulation_7_says_why_it_is_not_in_force(law: Law, day: date) -> None:
    days = law.provisions["reg-7"].not_in_force_on(day)
    assert days is not None
    assert days.why


def test_the_day_is_covered_from_the_first_day_of_regulation_7(law: Law) -> None:
    prohibition = law.prohibitions["regulation-7"]
    assert prohibition.covered_from == date(2004, 4, 6)
    assert prohibition.before_covered


def test_the_welsh_prohibition_is_in_force_since_13_september_2017(law: Law) -> None:
    versions = law.provisions["tuwa-s2"].versions
    assert versions[0].in_force[0].first == date(2017, 9, 13)
    assert versions[-1].in_force[-1].last is None


@pytest.mark.parametrize("nation", ["england", "wales", "scotland"])
def test_regulation_7_extends_to_great_britain(law: Law, nation: str) -> None:
    assert nation in law.provisions["reg-7"].extent


def test_regulation_7_does_not_extend_to_northern_ireland(law: Law) -> None:
    assert "northern-ireland" not in law.provisions["reg-7"].extent


def test_every_rule_that_quotes_words_quotes_the_version_that_it_is_tied_to(law: Law) -> None:
    for rule in law.rules.values():
        if rule.version is not None and rule.words is not None:
            assert rule.version in [version.id for version in law.provisions[rule.provision].versions]


def commenced(folder: Path, *changes: tuple[str, str]) -> Rulebook:
    copytree(shipped_rules(), folder)
    file = folder / "employment-business.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return load_rulebook(folder)


def umbrella_under(rulebook: Rulebook, folder: Path) -> Assessment:
    file = folder / "umbrella.yaml"
    file.write_text(UMBRELLA, encoding="utf-8")
    return assess(load_arrangement(file, rulebook), rulebook)


def spans(assessment: Assessment) -> list[tuple[date, date | None, str]]:
    return [(each.first, each.last, each.verdict.value) for each in assessment.cover[0].ruling.periods]


COMMENCE = (
    "      - id: era-2025\n        replaces: in-force-now\n        in_force: []\n",
    "      - id: era-2025\n        replaces: in-force-now\n        in_force: [{from: 2027-10-01}]\n",
)
END_THE_OLD = (
    "      - id: in-force-now\n        in_force:\n          - {from: 1976-07-01}\n",
    "      - id: in-force-now\n        in_force:\n          - {from: 1976-07-01, to: 2027-09-30}\n",
)
ARGUABLE_THEN_PROHIBITED = [
    (date(2027, 9, 27), date(2027, 9, 30), "arguable"),
    (date(2027, 10, 1), date(2027, 10, 8), "prohibited"),
]


def test_an_umbrella_company_is_arguable_before_commencement(rulebook: Rulebook, tmp_path: Path) -> None:
    assert spans(umbrella_under(rulebook, tmp_path)) == [(date(2027, 9, 27), date(2027, 10, 8), "arguable")]


def test_commencement_of_the_2025_act_is_a_one_line_change(tmp_path: Path) -> None:
    rulebook = commenced(tmp_path / "rules", COMMENCE)
    assert spans(umbrella_under(rulebook, tmp_path)) == ARGUABLE_THEN_PROHIBITED


def test_commencement_of_the_2025_act_ends_the_old_text_the_day_before(tmp_path: Path) -> None:
    provision = commenced(tmp_path / "rules", COMMENCE).law.provisions["eaa-s13-3"]
    assert {each.id: each.in_force for each in provision.versions} == {
        "in-force-now": (Days(first=date(1976, 7, 1), last=date(2027, 9, 30)),),
        "era-2025": (Days(first=date(2027, 10, 1)),),
    }


def test_commencement_may_also_write_the_end_of_the_old_text(tmp_path: Path) -> None:
    rulebook = commenced(tmp_path / "rules", COMMENCE, END_THE_OLD)
    assert spans(umbrella_under(rulebook, tmp_path)) == ARGUABLE_THEN_PROHIBITED


def test_the_prospective_text_changes_nothing_until_it_commences(law: Law) -> None:
    for day in (date(2025, 12, 18), date(2026, 11, 24), date(2030, 1, 1)):
        version = law.provisions["eaa-s13-3"].version_on(day)
        assert version is not None
        assert version.id == "in-force-now"
