"""What can be explained, and by which names."""

from __future__ import annotations

import pytest

from reg7check import load_rulebook
from reg7check.reasoning.subjects import Subject, asked_below, askers_of, names_of, roles_of, senses_in, subjects_of

LAW = load_rulebook().law
CONTROL = Subject("concept", "control", "control")
WAITING = "in-the-suppliers-employment-2025"


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("control", CONTROL),
        ("The workers act for, and under the control of, the hirer", CONTROL),
        ("  the workers act for, and UNDER the control of,  the hirer. ", CONTROL),
        (WAITING, Subject("concept", "in-the-suppliers-employment", WAITING)),
        ("welsh-authorities", Subject("prohibition", "welsh-authorities")),
        ("The Welsh ban", Subject("prohibition", "welsh-authorities")),
    ],
)
def test_a_name_stands_for_one_thing(name: str, subject: Subject) -> None:
    assert subjects_of(LAW, name) == (subject,)


def test_a_provision_stands_for_its_ban_or_for_its_outermost_rules() -> None:
    assert subjects_of(LAW, "reg-7") == (Subject("prohibition", "regulation-7"),)
    assert subjects_of(LAW, "tulrca-s237") == (Subject("concept", "official-action"),)
    names = [each.id for each in subjects_of(LAW, "eaa-s13-3")]
    assert names == ["control", "in-the-suppliers-employment", "business-of-supplying", "admission"]


def test_nothing_named_means_every_prohibition_the_main_one_first() -> None:
    assert [each.id for each in subjects_of(LAW, None)] == ["regulation-7", "welsh-authorities"]


@pytest.mark.parametrize("name", ["contrl", "", "hirer_directs_work", "balanced-control", "eaa-s13-1"])
def test_what_is_no_element_stands_for_nothing(name: str) -> None:
    assert subjects_of(LAW, name) == ()


def test_every_name_that_is_offered_stands_for_something() -> None:
    assert all(subjects_of(LAW, name) for name in names_of(LAW))


def test_a_concept_comes_into_a_prohibition_through_its_elements_and_exceptions() -> None:
    assert [tuple(role) for role in roles_of(LAW, "knows")] == [("regulation-7", "no-knowledge", True)]
    assert [tuple(role) for role in roles_of(LAW, "supply")] == [
        ("regulation-7", "work-seeker-supplied", False),
        ("welsh-authorities", "supplied-by-employment-business", False),
    ]


def test_what_stands_below_a_concept_is_all_that_its_rules_ask() -> None:
    assert asked_below(LAW, "control") == {"control", "hirer-in-charge", "weighed-control", "primary-facts-tie"}


def test_how_a_rule_asks_each_concept() -> None:
    assert senses_in(LAW.rules["no-knowledge"]) == {"knows": "not", "reasonable-grounds": "not"}
    assert senses_in(LAW.rules["weighed-control"]) == {"primary-facts-tie": "unless-not"}
    assert senses_in(LAW.rules["union-stands-behind-it"]) == {"repudiated": "unless"}


def test_who_asks_a_fact_or_an_open_question() -> None:
    assert askers_of(LAW, "balanced-control") == ("weighed-control",)
    assert askers_of(LAW, "paid_by") == ("weighed-control",)
    assert askers_of(LAW, "supplier_knows") == ("knows",)
