"""Random answers to facts, and the arrangements made of them. The one place for Hypothesis strategies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml
from hypothesis import strategies as st

from reg7check import Arrangement, load_rulebook
from reg7check.arrangement import read_arrangement
from reg7check.yaml_source import parse_source

RULEBOOK = load_rulebook()
FACTS = RULEBOOK.law.facts
QUESTIONS = tuple(RULEBOOK.law.open_questions)
DAY = "2024-05-20"
PARTIES = ("council", "union", "agency")
DATES = {"past": "2024-05-01", "not-past": "2024-06-20"}
"""A date of each fact that a day of 20 May 2024 is past, or is not, counting the next working day."""


@dataclass(frozen=True)
class Answers:
    """What is said of each fact: a settled answer, ``unknown``, or a mapping of parties to answers."""

    by_fact: dict[str, Any]
    nation: str = "england"

    def arrangement(self, dates: str = DAY) -> Arrangement:
        """Return the arrangement of one action and one strand that says so."""
        return arrangement_of(self.by_fact, nation=self.nation, dates=dates)

    def options(self, party: str | None = None) -> dict[str, tuple[str, ...]]:
        """Return what each fact may be in a world, and each question, in the common worlds or a party's account."""
        options: dict[str, tuple[str, ...]] = {}
        for name, fact in FACTS.items():
            said = self.by_fact.get(name, fact.presumed.answer if fact.presumed else "unknown")
            values = {said} if isinstance(said, str) else set(said.values())
            if not isinstance(said, str) and len(values) > 1 and party is not None:
                values = {said.get(party, "unknown")}
            meant = {"not-past" if fact.is_date and value == "never" else value for value in values}
            options[name] = fact.domain if "unknown" in meant else tuple(each for each in fact.domain if each in meant)
        readings = {q: ("prohibits", "permits") if may_arise(q, options) else ("prohibits",) for q in QUESTIONS}
        return options | readings

    def parties(self) -> set[str]:
        """Return the parties that state a fact on which the parties differ."""
        disputes = [said for said in self.by_fact.values() if not isinstance(said, str)]
        return {party for said in disputes if len(set(said.values())) > 1 for party in said}


def may_arise(question: str, options: dict[str, tuple[str, ...]]) -> bool:
    """Return whether a question arises in some world: where it cannot, its reading need not be tried both ways."""
    needed = {
        "umbrella-employer": {"engaged_by": "another-employer"},
        "admission-against-control": {"agency_supply_admitted": "yes", "hirer_directs_work": "no"},
        "another-employers-strikers": {"struck_employer_is_hirer": "no"},
        "locked-out": {"first_workers_absence": "locked-out"},
        "moved-by-hirer": {"moved_by_hirer": "yes", "supplier_agreed_to_move": "no"},
        "asked-and-misled": {"supplier_asked_why": "yes", "reason_hirer_gave": "another-reason"},
    }
    if question == "balanced-control":
        return bool(set(options["hirer_directs_work"]) & set(options["supplier_manager_in_charge"]))
    return all(answer in options[fact] for fact, answer in needed[question].items())


def arrangement_of(facts: dict[str, Any], nation: str = "england", dates: str = DAY, **strand: Any) -> Arrangement:
    """Return an arrangement of one action and one strand with these facts."""
    written = {name: _written(name, said) for name, said in facts.items()}
    data = {
        "reg7check": "1",
        "title": "A test",
        "nation": nation,
        "parties": {party: {"name": party.title(), "role": "other"} for party in PARTIES},
        "industrial_action": [
            {
                "id": "strike",
                "dates": dates,
                "facts": {name: said for name, said in written.items() if FACTS[name].about == "action"},
            }
        ],
        "cover": [
            {
                "id": "cover",
                "what": "Cover",
                "hirer": "council",
                "supplier": "agency",
                "facts": {name: said for name, said in written.items() if FACTS[name].about == "cover"},
                **strand,
            }
        ],
    }
    return read_arrangement(parse_source(yaml.safe_dump(data).encode(), "test.yaml"), FACTS)


def _written(name: str, said: Any) -> Any:
    if isinstance(said, dict):
        return {"disputed": {party: _written(name, answer) for party, answer in said.items()}}
    return DATES.get(said, said)


@st.composite
def answers(draw: st.DrawFn, most_open: int = 4, nation: str = "england") -> Answers:
    """Answers to all facts, of which one to ``most_open`` are unknown or disputed.

    They start from a supply that is prohibited, with a few facts changed, so that what is left open often matters;
    one time in four, from any answers at all.
    """
    by_fact: dict[str, Any] = dict(PROHIBITED)
    if nation == "wales":
        by_fact["devolved_welsh_authority"] = "yes"
    anything = draw(st.integers(0, 3)) == 0
    names = sorted(FACTS)
    for name in names if anything else draw(st.lists(st.sampled_from(names), max_size=6, unique=True)):
        by_fact[name] = draw(st.sampled_from(FACTS[name].domain))
    for name in draw(st.lists(st.sampled_from(names), min_size=1, max_size=most_open, unique=True)):
        answer = st.sampled_from([*FACTS[name].domain, "unknown"])
        disputed = st.dictionaries(st.sampled_from(PARTIES), answer, min_size=2)
        by_fact[name] = draw(st.just("unknown") | disputed)
    return Answers(by_fact, nation)


PROHIBITED: dict[str, str] = {
    "authorised_or_endorsed": "yes",
    "first_worker_membership": "that-union",
    "union_members_taking_part": "yes",
    "any_members_taking_part": "yes",
    "repudiated_on": "never",
    "ballot_and_notice_valid": "yes",
    "sends_people": "yes",
    "engaged_by": "supplier",
    "works_with_vulnerable_people": "no",
    "agency_supply_admitted": "no",
    "supplies_workers_as_business": "yes",
    "exempt_supplier": "none",
    "opted_out": "no",
    "hirer_directs_work": "yes",
    "hirer_allocates_work": "yes",
    "hirer_sets_hours": "yes",
    "hirer_can_reject_individuals": "yes",
    "works_in_hirers_team": "yes",
    "uses_hirers_systems": "yes",
    "supplier_manager_in_charge": "no",
    "supplier_decides_staffing": "no",
    "supplier_answers_for_outcome": "no",
    "paid_by": "worker-time",
    "contract_says_service": "no",
    "does_strikers_duties": "yes",
    "does_reassigned_workers_duties": "no",
    "first_workers_absence": "taking-part",
    "did_same_duties_before": "no",
    "duties_or_hours_extended": "no",
    "moved_by_hirer": "no",
    "supplier_agreed_to_move": "no",
    "struck_employer_is_hirer": "yes",
    "supplier_knows": "yes",
    "supplier_told_on": "never",
    "widely_reported": "no",
    "supplier_asked_why": "no",
    "reason_hirer_gave": "none",
    "devolved_welsh_authority": "no",
}
"""A plain agency supply: every fact answered, and prohibited by regulation 7."""
