"""Random arrangements: most are near a prohibited supply, with some answers changed, not known, or disputed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from random import Random

import clingo
from given import FOLDER
from plain import ROLES, Days, Plain, PlainAction, PlainStrand, Said, Stated

PROHIBITED: Mapping[str, Mapping[str, Said]] = {
    "action": {
        "authorised_or_endorsed": "yes",
        "first_worker_membership": "that-union",
        "union_members_taking_part": "yes",
        "any_members_taking_part": "yes",
        "repudiated_on": "never",
        "ballot_and_notice_valid": "yes",
    },
    "cover": {
        "sends_people": "yes",
        "engaged_by": "supplier",
        "works_with_vulnerable_people": "no",
        "agency_supply_admitted": "no",
        "supplies_workers_as_business": "yes",
        "exempt_supplier": "none",
        "opted_out": "no",
        "hirer_directs_work": "yes",
        "hirer_allocates_work": "yes",
        "hirer_sets_hours": "no",
        "hirer_can_reject_individuals": "yes",
        "works_in_hirers_team": "yes",
        "uses_hirers_systems": "yes",
        "supplier_manager_in_charge": "no",
        "supplier_decides_staffing": "no",
        "supplier_answers_for_outcome": "no",
        "paid_by": "worker-time",
        "contract_says_service": "yes",
        "does_strikers_duties": "yes",
        "does_reassigned_workers_duties": "no",
        "first_workers_absence": "taking-part",
        "did_same_duties_before": "no",
        "duties_or_hours_extended": "no",
        "moved_by_hirer": "no",
        "supplier_agreed_to_move": "no",
        "struck_employer_is_hirer": "yes",
        "supplier_knows": "no",
        "supplier_told_on": "never",
        "widely_reported": "yes",
        "supplier_asked_why": "no",
        "reason_hirer_gave": "none",
        "devolved_welsh_authority": "yes",
    },
}
"""A supply that regulation 7 and the Welsh ban forbid, no more of it than need be: one change often matters."""

PRESUMED = ("repudiated_on", "exempt_supplier", "moved_by_hirer", "struck_employer_is_hirer")
"""Facts for which what is said above is presumed where they are not listed."""

TURNS: tuple[Mapping[str, Said], ...] = (
    {"agency_supply_admitted": "yes", "hirer_directs_work": "no", "supplier_manager_in_charge": "yes"},
    {"engaged_by": "another-employer"},
    {"hirer_directs_work": "no", "works_in_hirers_team": "no", "contract_says_service": "no"},
    {"supplier_manager_in_charge": "yes", "hirer_allocates_work": "no", "supplier_decides_staffing": "yes"},
    {"hirer_directs_work": "no", "paid_by": "fixed-price"},
    {"struck_employer_is_hirer": "no"},
    {"first_workers_absence": "locked-out"},
    {"moved_by_hirer": "yes"},
    {"moved_by_hirer": "yes", "supplier_agreed_to_move": "yes"},
    {"supplier_asked_why": "yes", "reason_hirer_gave": "another-reason"},
    {"engaged_by": "own-company"},
    {"engaged_by": "own-company", "opted_out": "yes"},
    {"engaged_by": "own-company", "opted_out": "yes", "works_with_vulnerable_people": "yes"},
    {"agency_supply_admitted": "yes"},
    {"does_strikers_duties": "no", "does_reassigned_workers_duties": "yes"},
    {"did_same_duties_before": "yes"},
    {"widely_reported": "no"},
)
"""Turns that a supply may take: each open question of law arises in one of them, by itself or with another."""

INDICATORS = (
    "hirer_allocates_work",
    "hirer_sets_hours",
    "works_in_hirers_team",
    "hirer_can_reject_individuals",
    "uses_hirers_systems",
    "supplier_decides_staffing",
    "supplier_answers_for_outcome",
    "paid_by",
    "contract_says_service",
)
"""What is weighed where the primary facts on control tie."""

OPTING_OUT_BEGINS = date(2004, 7, 6)
WELSH_BAN_BEGINS = date(2017, 9, 13)
LEGAL_DAYS = (date(2004, 4, 6), OPTING_OUT_BEGINS, WELSH_BAN_BEGINS, date(2022, 7, 21), date(2023, 8, 10))
SECTION_36_BEGINS = date(2024, 5, 20)
"""The day on which section 36 of the Employment Rights Act 2025 is taken to commence, where it is."""
HOLIDAYS = (
    date(2004, 5, 3),
    date(2022, 6, 2),
    date(2022, 9, 19),
    date(2023, 5, 8),
    date(2024, 1, 1),
    date(2024, 3, 29),
    date(2024, 5, 27),
    date(2024, 8, 5),
    date(2024, 8, 26),
    date(2024, 12, 2),
    date(2024, 12, 25),
    date(2025, 1, 2),
    date(2025, 4, 18),
    date(2025, 5, 5),
    date(2025, 12, 1),
)
FIRST, LAST = date(2022, 1, 20), date(2025, 12, 5)
"""Other days are drawn from between these, so that what lies near them is in the table of bank holidays."""

NATIONS = ("england", "wales", "scotland", "northern-ireland")
PARTIES = tuple(ROLES)


@cache
def domains() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the facts about an action, and about cover, with their answers, as the answer-set program lists them."""
    found: dict[str, dict[str, tuple[str, ...]]] = {"action": {}, "cover": {}}
    for kind, fact, answer in _listed("fact"):
        found[kind][fact] = (*found[kind].get(fact, ()), answer.replace("_", "-"))
    return found


@cache
def questions() -> tuple[str, ...]:
    """Return the open questions of law, as the answer-set program lists them."""
    return tuple(name.replace("_", "-") for (name,) in _listed("question"))


def _listed(predicate: str) -> list[list[str]]:
    control = clingo.Control(["--warn=none"])
    control.load(str(FOLDER / "law.lp"))
    control.ground([("base", [])])
    symbols = (atom.symbol for atom in control.symbolic_atoms)
    return [[argument.name for argument in each.arguments] for each in symbols if each.name == predicate]


def draw(random: Random) -> Plain:
    """Return an arrangement."""
    return _Drawing(random).draw()


def draw_taken(random: Random) -> dict[str, str]:
    """Return open questions of law with the reading to assume: mostly none."""
    names = random.sample(questions(), random.choices((0, 1, 2, 7), (76, 4, 4, 16))[0])
    return {name: random.choice(("prohibits", "permits")) for name in names}


class _Drawing:
    def __init__(self, random: Random) -> None:
        self.random = random
        # Half of all arrangements lie where the law changes, or where a day is no working day.
        near = random.random()
        if near < 0.3:
            self.anchor = random.choice(LEGAL_DAYS)
        elif near < 0.5:
            self.anchor = random.choice(HOLIDAYS)
        else:
            self.anchor = FIRST + timedelta(random.randrange((LAST - FIRST).days))

    def draw(self) -> Plain:
        random = self.random
        nation = random.choices(NATIONS, (0, 1, 0, 0) if self.anchor == WELSH_BAN_BEGINS else (40, 30, 25, 5))[0]
        actions = tuple(
            PlainAction(
                id=f"action-{number}",
                dates=self._dates(),
                facts=self._facts("action"),
                kind=random.choice((None, "strike", "action-short-of-strike")),
            )
            for number in range(1, random.choices((1, 2, 3), (82, 15, 3))[0] + 1)
        )
        strands = tuple(
            PlainStrand(
                id=f"strand-{number}",
                facts=self._facts("cover"),
                dates=self._dates() if random.random() < 0.75 else None,
                covers=self._covers(actions),
                supplier=random.choice((None, "agency")),
                stage=random.choice((None, "withdrawn")),
                described_as=random.choice((None, "duty-provider")),
                part_of="strand-1" if number > 1 and random.random() < 0.5 else None,
            )
            for number in range(1, random.choices((1, 2), (93, 7))[0] + 1)
        )
        return Plain(nation, actions, strands)

    def _covers(self, actions: tuple[PlainAction, ...]) -> tuple[str, ...] | None:
        if self.random.random() < 0.6:
            return None
        count = self.random.randint(1, len(actions))
        chosen = {action.id for action in self.random.sample(actions, count)}
        return tuple(action.id for action in actions if action.id in chosen)

    # --- Dates ---

    def _day(self, before: int, after: int) -> date:
        return self.anchor + timedelta(self.random.randint(-before, after))

    def _dates(self) -> tuple[Days, ...]:
        return tuple(self._span() for _ in range(self.random.choices((1, 2, 3), (85, 12, 3))[0]))

    def _span(self) -> Days:
        first = self._day(6, 3)
        kind = self.random.random()
        if kind < 0.03:
            return first, None
        length = self.random.randint(20, 500) if kind < 0.06 else self.random.randint(0, 6)
        return first, first + timedelta(length)

    # --- Facts ---

    def _facts(self, kind: str) -> dict[str, Stated]:
        random = self.random
        facts: dict[str, Stated] = dict(PROHIBITED[kind])
        names = list(facts)
        if kind == "cover":
            if random.random() < 0.2:
                facts |= self._balance()
            else:
                for _ in range(random.choices((0, 1, 2, 3), (40, 35, 15, 10))[0]):
                    facts |= random.choice(TURNS)
            if random.random() < 0.15:
                facts |= {"widely_reported": "no", "supplier_told_on": self._day(4, 4)}
            if self.anchor == OPTING_OUT_BEGINS and random.random() < 0.5:
                facts |= {"engaged_by": "own-company", "opted_out": "yes"}
        elif random.random() < 0.15:
            facts["repudiated_on"] = self._day(7, 3)
        for name in PRESUMED:
            if facts.get(name) == PROHIBITED[kind].get(name) and random.random() < 0.5:
                facts.pop(name, None)
        style = random.random()
        if style < 0.25:
            for name in random.choices(names, k=random.randint(0, 2)):
                facts[name] = self._quarrel(domains()[kind][name])
            return facts
        if style < 0.8:
            changes = random.choices(names, k=random.choices((0, 1, 2, 3, 5, 8), (20, 30, 20, 15, 10, 5))[0])
        elif style < 0.9:
            share = random.uniform(0.1, 1)
            changes = [name for name in names if random.random() < share]
        else:
            share = random.uniform(0.1, 0.9)
            facts = {name: answer for name, answer in facts.items() if random.random() > share}
            changes = random.choices(names, k=random.randint(0, 3))
        for name in changes:
            stated = self._stated(domains()[kind][name])
            if stated is None:
                facts.pop(name, None)
            else:
                facts[name] = stated
        return facts

    def _balance(self) -> dict[str, Said]:
        """Return answers between which the primary facts on control tie, so that the indicators are weighed."""
        who = self.random.choice(("yes", "no"))
        indicators = {name: self.random.choice(domains()["cover"][name]) for name in INDICATORS}
        return {"hirer_directs_work": who, "supplier_manager_in_charge": who, **indicators}

    def _stated(self, answers: tuple[str, ...]) -> Stated | None:
        """Return what is said of a fact: None where the file does not list it."""
        random = self.random
        way = random.random()
        if way < 0.4:
            return self._said(answers)
        if way < 0.65:
            return random.choice((None, "unknown"))
        return self._quarrel(answers)

    def _quarrel(self, answers: tuple[str, ...]) -> Stated:
        """Return what each of some parties says: mostly not the same."""
        random = self.random
        parties = random.sample(PARTIES, random.choices((1, 2, 3), (5, 75, 20))[0])
        said: dict[str, Said] = {}
        for party in parties:
            fresh = [answer for answer in answers if answer not in said.values()]
            said[party] = "unknown" if random.random() < 0.07 else self._said(tuple(fresh) or answers)
        return said

    def _said(self, answers: tuple[str, ...]) -> Said:
        if "not-past" not in answers:
            return self.random.choice(answers)
        return self._day(9, 5) if self.random.random() < 0.8 else "never"
