"""The law, case by case: what each provision and authority says of a plain set of facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import product
from typing import Any

import pytest

from oracle import WEIGHTS, regulation_7_forbids, welsh_ban_forbids
from reg7check import Assessment, assess
from reg7check.reasoning.results import Period, Reason, Ruling
from strategies import DAY, FACTS, PROHIBITED, QUESTIONS, RULEBOOK, arrangement_of

ALL_PROHIBIT = dict.fromkeys(QUESTIONS, "prohibits")


@dataclass(frozen=True, eq=False)
class Case:
    """Changes to the plain prohibited supply (None: the fact is not listed), and what the law says of the result."""

    id: str
    title: str
    changes: Mapping[str, str | None]
    verdict: str
    question: str | None = None
    rule: str | None = None
    status: str | None = None
    turns_on: tuple[str, ...] = ()
    nation: str = "england"
    on: str = DAY
    kind: str = "regulation-7"
    facts: Mapping[str, str] = field(default_factory=lambda: PROHIBITED)

    def answers(self) -> dict[str, str]:
        merged = dict(self.facts) | dict(self.changes)
        return {name: said for name, said in merged.items() if said is not None}

    def assess(self, take: Mapping[str, str] | None = None) -> Assessment:
        return assessed(self, tuple((take or {}).items()))

    def ruling(self, take: Mapping[str, str] | None = None) -> Ruling:
        strand = self.assess(take).cover[0]
        return {each.prohibition: each for each in (strand.ruling, *strand.others)}[self.kind]

    def period(self, take: Mapping[str, str] | None = None) -> Period:
        (period,) = self.ruling(take).periods
        return period

    def world(self, day: str) -> dict[str, str] | None:
        """What the oracle reads, where every fact is answered."""
        world = {name: fact.presumed.answer for name, fact in FACTS.items() if fact.presumed} | self.answers()
        if len(world) < len(FACTS) or "unknown" in world.values():
            return None
        for name in ("supplier_told_on", "repudiated_on"):
            said = world[name]
            if said == "never":
                world[name] = "not-past"
            elif said not in ("past", "not-past"):
                if name == "repudiated_on":
                    return None
                world[name] = "past" if said <= day else "not-past"
        return world


@cache
def assessed(case: Case, taken: tuple[tuple[str, str], ...]) -> Assessment:
    return assess(arrangement_of(case.answers(), case.nation, case.on), RULEBOOK, take=dict(taken))


def told(reasons: tuple[Reason, ...]) -> Iterator[Reason]:
    for reason in reasons:
        yield reason
        yield from told(reason.because)


P, N, A, U = "prohibited", "not-prohibited", "arguable", "undetermined"

TIE_BOTH = {"hirer_directs_work": "yes", "supplier_manager_in_charge": "yes"}
TIE_NEITHER = {"hirer_directs_work": "no", "supplier_manager_in_charge": "no"}
SUPPLIER_RUNS_IT = {"hirer_directs_work": "no", "supplier_manager_in_charge": "yes"}
KNOWS_NOTHING = {"supplier_knows": "no"}
REPORTED = {"supplier_knows": "no", "widely_reported": "yes"}
MISLED = REPORTED | {"supplier_asked_why": "yes", "reason_hirer_gave": "another-reason"}
OWN_DUTIES = {"did_same_duties_before": "yes", "duties_or_hours_extended": "no"}
BACKFILL = {"does_strikers_duties": "no", "does_reassigned_workers_duties": "yes"}

BUSINESS_LIKE_SIGNS = {
    "hirer_allocates_work": "no",
    "hirer_sets_hours": "no",
    "hirer_can_reject_individuals": "no",
    "works_in_hirers_team": "no",
    "uses_hirers_systems": "no",
    "supplier_decides_staffing": "yes",
    "supplier_answers_for_outcome": "yes",
    "paid_by": "fixed-price",
    "contract_says_service": "yes",
}
PLUS_3 = {
    "hirer_allocates_work": "yes",
    "hirer_sets_hours": "yes",
    "works_in_hirers_team": "yes",
    "hirer_can_reject_individuals": "yes",
    "uses_hirers_systems": "no",
    "supplier_decides_staffing": "yes",
    "supplier_answers_for_outcome": "no",
    "paid_by": "output",
    "contract_says_service": "yes",
}
PLUS_2 = {
    "hirer_allocates_work": "yes",
    "hirer_sets_hours": "yes",
    "works_in_hirers_team": "yes",
    "hirer_can_reject_individuals": "no",
    "uses_hirers_systems": "no",
    "supplier_decides_staffing": "yes",
    "supplier_answers_for_outcome": "no",
    "paid_by": "fixed-price",
    "contract_says_service": "no",
}
MINUS_2 = {
    "hirer_allocates_work": "no",
    "hirer_sets_hours": "no",
    "works_in_hirers_team": "no",
    "hirer_can_reject_individuals": "yes",
    "uses_hirers_systems": "yes",
    "supplier_decides_staffing": "no",
    "supplier_answers_for_outcome": "no",
    "paid_by": "output",
    "contract_says_service": "yes",
}
MINUS_3 = {
    "hirer_allocates_work": "no",
    "hirer_sets_hours": "no",
    "works_in_hirers_team": "no",
    "hirer_can_reject_individuals": "no",
    "uses_hirers_systems": "yes",
    "supplier_decides_staffing": "no",
    "supplier_answers_for_outcome": "no",
    "paid_by": "fixed-price",
    "contract_says_service": "no",
}

ELEMENTS = [
    Case("plain", "reg 7(1)(a): a plain agency supply", {}, P, rule="employment-business", status="holds"),
    Case("sends-nobody", "reg 7(1): nobody supplied", {"sends_people": "no"}, N, rule="supply", status="fails"),
    Case("sends-who-knows", "reg 7(1): supply not known", {"sends_people": "unknown"}, U, turns_on=("sends_people",)),
    Case(
        "one-off-loan",
        "EAA 1973 s.13(3): a one-off loan of staff is no business of supplying",
        {"supplies_workers_as_business": "no"},
        N,
        rule="business-of-supplying",
        status="fails",
    ),
    Case(
        "business-unknown",
        "EAA 1973 s.13(3): not known whether it is a business",
        {"supplies_workers_as_business": "unknown"},
        U,
        rule="business-of-supplying",
        status="open",
        turns_on=("supplies_workers_as_business",),
    ),
    Case(
        "neither-duties",
        "reg 7(1): the duties of neither paragraph",
        {"does_strikers_duties": "no"},
        N,
        rule="duties",
        status="fails",
    ),
    Case(
        "duties-unknown",
        "reg 7(1)(a): duties not known",
        {"does_strikers_duties": "unknown"},
        U,
        rule="duties",
        status="open",
        turns_on=("does_strikers_duties",),
    ),
    Case("both-paragraphs", "reg 7(1)(a) and (b)", BACKFILL | {"does_strikers_duties": "yes"}, P),
    Case(
        "absent-otherwise",
        "reg 7(1): a colleague absent for another reason",
        {"first_workers_absence": "other-absence"},
        N,
        rule="taking-part",
        status="fails",
    ),
    Case(
        "not-absent",
        "reg 7(1): the first worker is at work",
        {"first_workers_absence": "not-absent"},
        N,
        rule="taking-part",
        status="fails",
    ),
    Case(
        "absence-unknown",
        "reg 7(1): why the first worker is absent is not known",
        {"first_workers_absence": "unknown"},
        U,
        turns_on=("first_workers_absence", "locked-out"),
    ),
    Case(
        "engaged-unknown",
        "EAA 1973 s.13(3): not known who engages them",
        {"engaged_by": "unknown"},
        U,
        turns_on=("engaged_by", "umbrella-employer"),
    ),
    Case("all-unlisted", "nothing is known at all", dict.fromkeys(PROHIBITED), U),
]

ENGAGED_BY = [
    Case(
        "by-supplier",
        "EAA 1973 s.13(3): engaged by the supplier",
        {"engaged_by": "supplier"},
        P,
        rule="in-the-suppliers-employment",
        status="holds",
    ),
    Case(
        "by-own-company",
        "reg 32: working through an own company",
        {"engaged_by": "own-company"},
        P,
        rule="in-the-suppliers-employment",
        status="holds",
    ),
    Case(
        "by-hirer",
        "reg 2: recruited directly, even through an agency",
        {"engaged_by": "hirer"},
        N,
        rule="engaged-by-other-than-hirer",
        status="fails",
    ),
    Case(
        "by-nobody",
        "reg 2: unpaid volunteers",
        {"engaged_by": "nobody"},
        N,
        rule="engaged-by-other-than-hirer",
        status="fails",
    ),
    Case(
        "by-umbrella",
        "EAA 1973 s.13(3): an umbrella company employs them",
        {"engaged_by": "another-employer"},
        A,
        question="umbrella-employer",
        rule="in-the-suppliers-employment",
        status="open",
    ),
    Case(
        "umbrella-no-business",
        "EAA 1973 s.13(3): the umbrella question cannot matter without a business",
        {"engaged_by": "another-employer", "supplies_workers_as_business": "no"},
        N,
    ),
    Case(
        "umbrella-2026",
        "ERA 2025 s.36: passed, not commenced, so the question stays open",
        {"engaged_by": "another-employer"},
        A,
        question="umbrella-employer",
        on="2026-06-01",
    ),
]

CONTROL = [
    Case(
        "hirer-alone",
        "Accenture: the hirer directs, no manager of the supplier",
        BUSINESS_LIKE_SIGNS,
        P,
        rule="hirer-in-charge",
        status="holds",
    ),
    Case(
        "supplier-alone",
        "BIS v CNL: the supplier's manager directs, not the hirer",
        SUPPLIER_RUNS_IT,
        N,
        rule="control",
        status="fails",
    ),
    Case(
        "label-decides-nothing",
        "Accenture: the contract's label never decides",
        {"contract_says_service": "yes"},
        P,
        rule="control",
        status="holds",
    ),
    Case("both-most", "weights: all point to the hirer", TIE_BOTH, P, rule="weighed-control", status="holds"),
    Case("neither-most", "weights: all point to the hirer", TIE_NEITHER, P, rule="weighed-control", status="holds"),
    Case("both-least", "weights: all point to the supplier", TIE_BOTH | BUSINESS_LIKE_SIGNS, N),
    Case("neither-least", "weights: all point to the supplier", TIE_NEITHER | BUSINESS_LIKE_SIGNS, N),
    *(
        Case(f"{name}-{sign}", f"weights: exactly {sign}", tie | signs, verdict, question=question)
        for name, tie in (("both", TIE_BOTH), ("neither", TIE_NEITHER))
        for sign, signs, verdict, question in (
            ("plus-3", PLUS_3, P, None),
            ("plus-2", PLUS_2, A, "balanced-control"),
            ("minus-2", MINUS_2, A, "balanced-control"),
            ("minus-3", MINUS_3, N, None),
        )
    ),
    Case(
        "directs-unknown",
        "AWR guidance: who directs is not known, the signs point to the supplier",
        BUSINESS_LIKE_SIGNS | {"hirer_directs_work": "unknown"},
        U,
        rule="control",
        status="open",
        turns_on=("hirer_directs_work",),
    ),
    Case(
        "manager-unknown",
        "the signs point to the hirer either way",
        {"supplier_manager_in_charge": "unknown"},
        P,
        rule="control",
        status="holds",
    ),
    Case(
        "sign-unknown",
        "weights: one sign unknown straddles +3",
        TIE_BOTH | PLUS_3 | {"hirer_can_reject_individuals": "unknown"},
        U,
        rule="weighed-control",
        status="open",
        turns_on=("hirer_can_reject_individuals", "balanced-control"),
    ),
    Case(
        "sign-between",
        "weights: one sign unknown, between the two sides whichever it is",
        TIE_NEITHER | PLUS_2 | {"hirer_can_reject_individuals": "no", "contract_says_service": "unknown"},
        A,
        question="balanced-control",
    ),
]

ADMISSION = [
    Case("admitted", "an admission that agrees with control", {"agency_supply_admitted": "yes"}, P),
    Case(
        "admitted-tie",
        "an admission decides where control ties",
        TIE_BOTH | MINUS_3 | {"agency_supply_admitted": "yes"},
        P,
        rule="admission",
        status="holds",
    ),
    Case(
        "admitted-one-off",
        "an admission stands in for the business of supplying",
        {"agency_supply_admitted": "yes", "supplies_workers_as_business": "no"},
        P,
        rule="admission",
        status="holds",
    ),
    Case(
        "admitted-against",
        "an admission against control",
        SUPPLIER_RUNS_IT | {"agency_supply_admitted": "yes"},
        A,
        question="admission-against-control",
        rule="admission",
        status="open",
    ),
    Case(
        "admitted-direct-hire",
        "engaged by the hirer, no admission makes an employment business",
        {"agency_supply_admitted": "yes", "engaged_by": "hirer"},
        N,
    ),
    Case(
        "admitted-exempt",
        "EAA 1973 s.13(7): an exclusion beats an admission",
        {"agency_supply_admitted": "yes", "exempt_supplier": "local-authority"},
        N,
    ),
    Case(
        "admission-unknown",
        "admission unknown, where control fails",
        SUPPLIER_RUNS_IT | {"agency_supply_admitted": "unknown"},
        U,
        turns_on=("agency_supply_admitted", "admission-against-control"),
    ),
]

EXEMPTIONS_AND_OPT_OUT = [
    *(
        Case(f"exempt-{who}", f"EAA 1973 s.13(7): {who}", {"exempt_supplier": who}, N, rule="excluded", status="holds")
        for who in ("local-authority", "union-or-employers-body", "other-exemption")
    ),
    Case("not-exempt", "EAA 1973 s.13(7): none", {"exempt_supplier": "none"}, P, rule="excluded", status="fails"),
    Case(
        "opted-out",
        "reg 32(9): worker and own company opted out",
        {"engaged_by": "own-company", "opted_out": "yes"},
        N,
        rule="opted-out",
        status="holds",
    ),
    Case(
        "opt-out-vulnerable",
        "reg 32(12): no opt-out for work with vulnerable people",
        {"engaged_by": "own-company", "opted_out": "yes", "works_with_vulnerable_people": "yes"},
        P,
        rule="vulnerable-people",
        status="holds",
    ),
    Case(
        "opt-out-vulnerable-unknown",
        "reg 32(12): not known whether the work is with vulnerable people",
        {"engaged_by": "own-company", "opted_out": "yes", "works_with_vulnerable_people": "unknown"},
        U,
        turns_on=("works_with_vulnerable_people",),
    ),
    Case(
        "opt-out-unknown",
        "reg 32(9): not known whether they opted out",
        {"engaged_by": "own-company", "opted_out": "unknown"},
        U,
        rule="opted-out",
        status="open",
        turns_on=("opted_out",),
    ),
    Case(
        "opt-out-not-company",
        "reg 32: an opt-out is for own companies alone",
        {"engaged_by": "supplier", "opted_out": "yes"},
        P,
        rule="opted-out",
        status="fails",
    ),
    Case(
        "opt-out-before-reg-32",
        "reg 1(3): regulation 32 came into force on 6 July 2004, not before",
        {"engaged_by": "own-company", "opted_out": "yes"},
        P,
        on="2004-07-05",
    ),
    Case(
        "opt-out-reg-32-first-day",
        "reg 1(3): regulation 32 in force",
        {"engaged_by": "own-company", "opted_out": "yes"},
        N,
        on="2004-07-06",
    ),
]

DUTIES = [
    Case(
        "own-duties",
        "Personnel Today 2009: existing agency staff on their own work",
        OWN_DUTIES,
        N,
        rule="own-ordinary-duties",
        status="holds",
    ),
    Case(
        "own-duties-extended",
        "existing agency staff given more hours for the strike",
        {"did_same_duties_before": "yes", "duties_or_hours_extended": "yes"},
        P,
        rule="own-ordinary-duties",
        status="fails",
    ),
    Case(
        "own-duties-extended-unknown",
        "existing agency staff, not known whether given more",
        {"did_same_duties_before": "yes", "duties_or_hours_extended": "unknown"},
        U,
        rule="own-ordinary-duties",
        status="open",
        turns_on=("duties_or_hours_extended",),
    ),
    Case("new-but-not-extended", "new workers, nothing extended", {"duties_or_hours_extended": "no"}, P),
    Case(
        "moved-agreed",
        "moved by the hirer with the supplier's agreement",
        {"moved_by_hirer": "yes", "supplier_agreed_to_move": "yes"},
        P,
        rule="supplied-to-perform",
        status="holds",
    ),
    Case(
        "moved-alone",
        "moved by the hirer alone: practitioners conflict",
        {"moved_by_hirer": "yes"},
        A,
        question="moved-by-hirer",
        rule="supplied-to-perform",
        status="open",
    ),
    Case(
        "moved-agreement-unknown",
        "moved, agreement not known",
        {"moved_by_hirer": "yes", "supplier_agreed_to_move": "unknown"},
        U,
        turns_on=("supplier_agreed_to_move", "moved-by-hirer"),
    ),
    Case(
        "moved-unknown",
        "not known whether moved",
        {"moved_by_hirer": "unknown"},
        U,
        turns_on=("moved_by_hirer", "moved-by-hirer"),
    ),
    Case(
        "locked-out",
        "s.238 TULRCA, Express & Star v Bunday: locked out",
        {"first_workers_absence": "locked-out"},
        A,
        question="locked-out",
        rule="taking-part",
        status="open",
    ),
    Case(
        "contractors-agency",
        "reg 7(1)(a): an agency staffs a contractor that does the strikers' work",
        {"struck_employer_is_hirer": "no"},
        A,
        question="another-employers-strikers",
        rule="paragraph-a",
        status="open",
    ),
    Case(
        "employer-unknown",
        "reg 7(1)(a): whose strikers is not known",
        {"struck_employer_is_hirer": "unknown"},
        U,
        turns_on=("struck_employer_is_hirer", "another-employers-strikers"),
    ),
    Case(
        "backfill",
        "reg 7(1)(b): backfilling a moved employee",
        BACKFILL,
        P,
        rule="paragraph-b",
        status="holds",
    ),
    Case(
        "backfill-other-employer",
        "reg 7(1)(b): the moved worker must be the hirer's",
        BACKFILL | {"struck_employer_is_hirer": "no"},
        N,
        rule="paragraph-b",
        status="fails",
    ),
    Case(
        "backfill-locked-out",
        "reg 7(1)(b): the first worker is locked out",
        BACKFILL | {"first_workers_absence": "locked-out"},
        A,
        question="locked-out",
        rule="paragraph-b",
        status="open",
    ),
    Case(
        "backfill-other-absence",
        "reg 7(1)(b): the first worker is absent for another reason",
        BACKFILL | {"first_workers_absence": "other-absence"},
        N,
        rule="paragraph-b",
        status="fails",
    ),
    Case("backfill-own-duties", "reg 7(1)(b): own duties take nothing out of (b)", BACKFILL | OWN_DUTIES, P),
    Case("backfill-moved", "reg 7(1)(b): a move takes nothing out of (b)", BACKFILL | {"moved_by_hirer": "yes"}, P),
    Case(
        "backfill-unknown",
        "reg 7(1)(b): not known whether they backfill",
        BACKFILL | {"does_reassigned_workers_duties": "unknown"},
        U,
        rule="paragraph-b",
        status="open",
        turns_on=("does_reassigned_workers_duties",),
    ),
    Case(
        "own-duties-and-backfill",
        "reg 7(1)(b) catches what own duties take out of (a)",
        OWN_DUTIES | {"does_reassigned_workers_duties": "yes"},
        P,
        rule="paragraph-b",
        status="holds",
    ),
]

PROVISO = [
    Case("no-knowledge", "proviso: knows nothing", KNOWS_NOTHING, N, rule="no-knowledge", status="holds"),
    Case("knows", "proviso: knows", {"supplier_knows": "yes"}, P, rule="knows", status="holds"),
    Case(
        "knowledge-unknown",
        "proviso: not known what it knows",
        {"supplier_knows": "unknown"},
        U,
        rule="no-knowledge",
        status="open",
        turns_on=("supplier_knows",),
    ),
    Case(
        "told-before",
        "proviso: told in writing the day before",
        KNOWS_NOTHING | {"supplier_told_on": "2024-05-19"},
        P,
        rule="knows",
        status="holds",
    ),
    Case(
        "told-on-the-day",
        "proviso: told in writing on the day",
        KNOWS_NOTHING | {"supplier_told_on": DAY},
        P,
        rule="knows",
        status="holds",
    ),
    Case(
        "told-the-day-after",
        "proviso: told in writing the day after",
        KNOWS_NOTHING | {"supplier_told_on": "2024-05-21"},
        N,
        rule="knows",
        status="fails",
    ),
    Case(
        "told-unknown",
        "proviso: not known when told",
        KNOWS_NOTHING | {"supplier_told_on": "unknown"},
        U,
        turns_on=("supplier_told_on",),
    ),
    Case(
        "given-the-action",
        "proviso: the hirer gave the action as its reason",
        KNOWS_NOTHING | {"reason_hirer_gave": "the-action"},
        P,
        rule="knows",
        status="holds",
    ),
    Case(
        "another-reason",
        "proviso: given another reason, nothing reported",
        KNOWS_NOTHING | {"supplier_asked_why": "yes", "reason_hirer_gave": "another-reason"},
        N,
    ),
    Case("reported", "proviso: widely reported", REPORTED, P, rule="reasonable-grounds", status="holds"),
    Case(
        "reported-asked",
        "proviso: reported, it asked and was given no reason",
        REPORTED | {"supplier_asked_why": "yes"},
        P,
    ),
    Case(
        "reported-not-asked",
        "proviso: reported, another reason volunteered, it never asked",
        REPORTED | {"reason_hirer_gave": "another-reason"},
        P,
    ),
    Case(
        "misled",
        "proviso: reported, it asked and was misled",
        MISLED,
        A,
        question="asked-and-misled",
        rule="reasonable-grounds",
        status="open",
    ),
    Case("misled-but-told", "proviso: misled, but told in writing", MISLED | {"supplier_told_on": DAY}, P),
    Case("misled-but-knew", "proviso: misled, but it knew", MISLED | {"supplier_knows": "yes"}, P),
    Case(
        "asked-unknown",
        "proviso: not known whether it asked",
        MISLED | {"supplier_asked_why": "unknown"},
        U,
        turns_on=("supplier_asked_why", "asked-and-misled"),
    ),
    Case("reports-unknown", "proviso: reports not known", REPORTED | {"widely_reported": "unknown"}, U),
]

OFFICIAL = [
    Case(
        "that-union",
        "TULRCA s.237(2)(a): a member of the union that authorised it",
        {"first_worker_membership": "that-union", "union_members_taking_part": "no"},
        P,
        rule="official-action",
        status="holds",
    ),
    Case(
        "another-union",
        "TULRCA s.237(2): a member of another union",
        {"first_worker_membership": "another-union"},
        N,
        rule="unofficial-action",
        status="holds",
    ),
    Case(
        "no-union-with-members",
        "TULRCA s.237(2)(b): in no union, members taking part",
        {"first_worker_membership": "no-union"},
        P,
        rule="membership",
        status="holds",
    ),
    Case(
        "no-union-without-members",
        "TULRCA s.237(2)(b): in no union, no members taking part",
        {"first_worker_membership": "no-union", "union_members_taking_part": "no"},
        N,
        rule="membership",
        status="fails",
    ),
    Case(
        "no-union-members-unknown",
        "TULRCA s.237(2)(b): in no union, not known whether members take part",
        {"first_worker_membership": "no-union", "union_members_taking_part": "unknown"},
        U,
        turns_on=("union_members_taking_part",),
    ),
    Case(
        "not-authorised",
        "TULRCA s.237(2): not authorised or endorsed",
        {"authorised_or_endorsed": "no"},
        N,
        rule="union-stands-behind-it",
        status="fails",
    ),
    Case(
        "authorised-unknown",
        "TULRCA s.237(2): authority not known",
        {"authorised_or_endorsed": "unknown"},
        U,
        rule="unofficial-action",
        status="open",
        turns_on=("authorised_or_endorsed",),
    ),
    Case(
        "membership-unknown",
        "TULRCA s.237(2): membership not known",
        {"first_worker_membership": "unknown"},
        U,
        turns_on=("first_worker_membership",),
    ),
    Case(
        "nobody-a-member",
        "TULRCA s.237(2), closing words: nobody taking part is a member",
        {"authorised_or_endorsed": "no", "any_members_taking_part": "no", "first_worker_membership": "no-union"},
        P,
        rule="nobody-is-a-member",
        status="holds",
    ),
    Case(
        "nobody-a-member-repudiated",
        "TULRCA s.237(2), closing words: whatever else",
        {"repudiated_on": "2024-05-01", "any_members_taking_part": "no"},
        P,
        rule="nobody-is-a-member",
        status="holds",
    ),
    Case(
        "any-members-unknown",
        "TULRCA s.237(2), closing words: not known",
        {"authorised_or_endorsed": "no", "any_members_taking_part": "unknown"},
        U,
        turns_on=("any_members_taking_part",),
    ),
    Case(
        "repudiated",
        "TULRCA s.237(4): repudiated long since",
        {"repudiated_on": "2024-05-01"},
        N,
        rule="repudiated",
        status="holds",
    ),
    Case(
        "repudiated-friday",
        "TULRCA s.237(4): repudiated on Friday, official to the end of Monday",
        {"repudiated_on": "2024-05-17"},
        P,
        rule="repudiated",
        status="fails",
    ),
    Case(
        "repudiated-thursday",
        "TULRCA s.237(4): repudiated on Thursday, official to the end of Friday",
        {"repudiated_on": "2024-05-16"},
        N,
        rule="repudiated",
        status="holds",
    ),
    Case(
        "repudiated-unknown",
        "TULRCA s.237(4): listed as unknown",
        {"repudiated_on": "unknown"},
        U,
        turns_on=("repudiated_on",),
    ),
    Case("ballot-invalid", "unofficial, not unprotected: a bad ballot", {"ballot_and_notice_valid": "no"}, P),
    Case("ballot-unknown", "unofficial, not unprotected: ballot unknown", {"ballot_and_notice_valid": "unknown"}, P),
]

STATED_ANSWERS = [
    Case(
        "guidance-contracting-out",
        "Community Care 2024, Weightmans 2015: the service contracted out and run by the contractor",
        SUPPLIER_RUNS_IT | BUSINESS_LIKE_SIGNS | {"supplies_workers_as_business": "no"},
        N,
        rule="control",
        status="fails",
    ),
    Case(
        "guidance-direct-hire",
        "Lord Callanan 2022, Watershed 2023: direct hire",
        {"engaged_by": "hirer", "supplies_workers_as_business": "no"},
        N,
    ),
    Case(
        "guidance-redeployment",
        "Pinsent Masons 2009: internal redeployment, no supplier",
        {"sends_people": "no", "engaged_by": "hirer", "supplies_workers_as_business": "no"},
        N,
    ),
    Case(
        "guidance-volunteers",
        "Trowers 2023: volunteers",
        {"engaged_by": "nobody", "supplies_workers_as_business": "no"},
        N,
    ),
    Case("guidance-existing-staff", "Pinsent Masons 2009: existing agency staff", OWN_DUTIES, N),
    Case("guidance-backfilling", "Lawspeed 2011: backfilling", BACKFILL | KNOWS_NOTHING | REPORTED, P),
]

NATIONS_AND_FORCE = [
    Case("england", "reg 7 extends to England", {}, P, rule="regulation-7.in-force", status="holds"),
    Case("wales", "reg 7 extends to Wales", {}, P, nation="wales", rule="regulation-7.in-force", status="holds"),
    Case("scotland", "reg 7 extends to Scotland", {}, P, nation="scotland"),
    Case(
        "northern-ireland",
        "SR 2005/395: Northern Ireland has its own regulations",
        {},
        N,
        nation="northern-ireland",
        rule="regulation-7.in-force",
        status="fails",
    ),
    Case("before-2004", "SI 1976/715 is not encoded", {}, U, on="2004-04-05"),
    Case("first-day", "SI 2003/3319 reg 1: 6 April 2004", {}, P, on="2004-04-06"),
    Case("last-day", "SI 2022/852: the day before revocation", {}, P, on="2022-07-20"),
    Case(
        "revoked",
        "SI 2022/852: revoked",
        {},
        N,
        on="2022-07-21",
        rule="regulation-7.in-force",
        status="fails",
    ),
    Case("revoked-last-day", "R (ASLEF): the day before the order", {}, N, on="2023-08-09"),
    Case("restored", "R (ASLEF): the order takes effect", {}, P, on="2023-08-10"),
    Case("revoked-unknowns", "revoked: no fact matters", dict.fromkeys(PROHIBITED, "unknown"), N, on="2022-12-01"),
]

DEVOLVED = PROHIBITED | {"devolved_welsh_authority": "yes"}


def welsh(name: str, title: str, changes: Mapping[str, str | None], verdict: str, **more: Any) -> Case:
    title = f"TUWA 2017 s.2: {title}"
    place: dict[str, Any] = {"nation": "wales", "kind": "welsh-authorities", "facts": DEVOLVED}
    return Case(f"welsh-{name}", title, changes, verdict, **place, **more)


WALES = [
    welsh("plain", "a devolved authority", {}, P, rule="devolved-authority", status="holds"),
    welsh("not-devolved", "not a devolved authority", {"devolved_welsh_authority": "no"}, N),
    welsh(
        "devolved-unknown",
        "not known whether devolved",
        {"devolved_welsh_authority": "unknown"},
        U,
        turns_on=("devolved_welsh_authority",),
    ),
    welsh("while-revoked", "ran on while regulation 7 was revoked", {}, P, on="2022-12-01"),
    welsh("day-before", "not in force on 12 September 2017", {}, N, on="2017-09-12"),
    welsh("first-day", "in force on 13 September 2017", {}, P, on="2017-09-13"),
    welsh("after-2026", "still in force after 18 February 2026", {}, P, on="2026-03-01"),
    welsh("no-proviso", "no knowledge proviso", KNOWS_NOTHING, P),
    welsh("no-misled", "asked and misled does not arise", MISLED, P),
    welsh("opt-out", "the opt-out does not touch it", {"engaged_by": "own-company", "opted_out": "yes"}, P),
    welsh("own-staff-only", "its own staff's duties only", {"struck_employer_is_hirer": "no"}, N),
    welsh("backfill", "paragraph (b)", BACKFILL, P),
    welsh("backfill-not-own", "paragraph (b), not its own staff", BACKFILL | {"struck_employer_is_hirer": "no"}, N),
    welsh("unofficial", "s.2(2): unofficial", {"authorised_or_endorsed": "no"}, N, rule="unofficial-action"),
    welsh("own-duties", "existing agency staff", OWN_DUTIES, N),
    welsh("sends-nobody", "nobody supplied", {"sends_people": "no"}, N),
    welsh("direct-hire", "direct hire", {"engaged_by": "hirer"}, N),
    welsh("contractor-runs-it", "the supplier runs it", SUPPLIER_RUNS_IT, N),
    welsh("umbrella", "an umbrella company", {"engaged_by": "another-employer"}, A, question="umbrella-employer"),
    welsh("balanced", "balanced control", TIE_BOTH | PLUS_2, A, question="balanced-control"),
    welsh("moved", "moved by the hirer alone", {"moved_by_hirer": "yes"}, A, question="moved-by-hirer"),
    welsh("locked-out", "locked out", {"first_workers_absence": "locked-out"}, A, question="locked-out"),
    welsh(
        "admitted-against",
        "an admission against control",
        SUPPLIER_RUNS_IT | {"agency_supply_admitted": "yes"},
        A,
        question="admission-against-control",
    ),
]

CASES = [
    *ELEMENTS,
    *ENGAGED_BY,
    *CONTROL,
    *ADMISSION,
    *EXEMPTIONS_AND_OPT_OUT,
    *DUTIES,
    *PROVISO,
    *OFFICIAL,
    *STATED_ANSWERS,
    *NATIONS_AND_FORCE,
    *WALES,
]
ARGUABLE = [case for case in CASES if case.question]
EVERY_DAY_LAW = [
    case for case in CASES if case.on == DAY and case.nation != "northern-ireland" and case.world(DAY) is not None
]


def by_id(case: Case) -> str:
    return case.id


@pytest.mark.parametrize("case", CASES, ids=by_id)
def test_the_verdict_is_the_laws(case: Case) -> None:
    assert case.ruling().verdict == case.verdict, case.title


@pytest.mark.parametrize("case", [case for case in CASES if case.rule and case.status], ids=by_id)
def test_the_reasons_tell_the_rule_and_how_it_stands(case: Case) -> None:
    statuses = {reason.rule: reason.status for reason in told(case.period().reasons)}
    assert statuses[case.rule or ""] == case.status


@pytest.mark.parametrize("case", [case for case in CASES if case.turns_on], ids=by_id)
def test_the_verdict_turns_on_what_is_missing(case: Case) -> None:
    assert {each.name for each in case.period().turns_on} == set(case.turns_on)


@pytest.mark.parametrize("case", ARGUABLE, ids=by_id)
def test_the_open_question_is_all_that_it_turns_on(case: Case) -> None:
    assert [(each.name, each.status, each.arises) for each in case.period().turns_on] == [
        (case.question, "arguable", True)
    ]


@pytest.mark.parametrize("case", ARGUABLE, ids=by_id)
def test_either_reading_settles_it_and_both_are_shown(case: Case) -> None:
    sets = {(each.verdict.value, each.members[0].name, each.members[0].answer) for each in case.period().settled_by}
    assert sets == {(P, case.question, "prohibits"), (N, case.question, "permits")}
    assert not case.period().questions


@pytest.mark.parametrize(("reading", "verdict"), [("prohibits", P), ("permits", N)])
@pytest.mark.parametrize("case", ARGUABLE, ids=by_id)
def test_taking_a_reading_gives_its_verdict(case: Case, reading: str, verdict: str) -> None:
    assert case.ruling({case.question or "": reading}).verdict == verdict


@pytest.mark.parametrize("case", ARGUABLE, ids=by_id)
def test_taking_taken_of_other_questions_leaves_it_open(case: Case) -> None:
    others = {question: "permits" for question in QUESTIONS if question != case.question}
    assert case.ruling(others).verdict == A


@pytest.mark.parametrize("case", EVERY_DAY_LAW, ids=by_id)
def test_the_verdict_is_the_oracles(case: Case) -> None:
    forbids = regulation_7_forbids if case.kind == "regulation-7" else welsh_ban_forbids
    world = case.world(DAY)
    assert world is not None
    outcomes = {
        forbids(world | dict(zip(QUESTIONS, readings, strict=True)))
        for readings in product(("prohibits", "permits"), repeat=len(QUESTIONS))
    }
    expected = A if len(outcomes) == 2 else P if outcomes == {True} else N
    assert case.verdict == expected


def test_case_ids_are_unique_and_every_question_and_answer_is_covered() -> None:
    assert len({case.id for case in CASES}) == len(CASES)
    assert {case.question for case in ARGUABLE} == set(QUESTIONS)
    for name, fact in FACTS.items():
        if not fact.is_date and name not in WEIGHTS:
            assert {case.answers().get(name) for case in CASES} >= set(fact.domain), name


@pytest.mark.parametrize(
    ("signs", "total"),
    [(PLUS_3, 3), (PLUS_2, 2), (MINUS_2, -2), (MINUS_3, -3), (BUSINESS_LIKE_SIGNS, -11)],
)
def test_the_signs_of_the_table_weigh_what_they_say(signs: dict[str, str], total: int) -> None:
    assert sum(WEIGHTS[name][answer] for name, answer in signs.items()) == total
    assert set(signs) == set(WEIGHTS)


def test_the_rulebooks_weights_are_those_stated() -> None:
    assert RULEBOOK.law.weighings["control-indicators"].indicators == {
        "hirer_allocates_work": {"yes": 2, "no": -1},
        "hirer_sets_hours": {"yes": 2, "no": -1},
        "works_in_hirers_team": {"yes": 2, "no": -1},
        "hirer_can_reject_individuals": {"yes": 1, "no": -1},
        "uses_hirers_systems": {"yes": 1, "no": 0},
        "supplier_decides_staffing": {"yes": -2, "no": 1},
        "supplier_answers_for_outcome": {"yes": -2, "no": 1},
        "paid_by": {"worker-time": 2, "output": -2, "fixed-price": -2},
        "contract_says_service": {"yes": -1, "no": 0},
    }


@pytest.mark.parametrize("tie", [TIE_BOTH, TIE_NEITHER], ids=["both", "neither"])
def test_every_weighing_in_a_tie_is_its_totals(tie: dict[str, str]) -> None:
    for answers in list(product(*WEIGHTS.values()))[::11]:
        signs = dict(zip(WEIGHTS, answers, strict=True))
        total = sum(WEIGHTS[name][answer] for name, answer in signs.items())
        expected = P if total >= 3 else N if total <= -3 else A
        assert Case("", "", tie | signs, expected).ruling().verdict == expected, (signs, total)


def test_primary_facts_that_agree_leave_the_weights_out() -> None:
    for signs in (PLUS_3, PLUS_2, MINUS_2, MINUS_3, BUSINESS_LIKE_SIGNS):
        assert Case("", "", signs, P).ruling().verdict == P
        assert Case("", "", SUPPLIER_RUNS_IT | signs, N).ruling().verdict == N


def test_an_invalid_ballot_is_said_not_to_matter() -> None:
    case = Case("", "", {"ballot_and_notice_valid": "no"}, P)
    points = [point for reason in told(case.period().reasons) for point in reason.points]
    assert any("ballot" in point and "does not lift the ban" in point for point in points)
    assert "ballot" in {caveat.id for caveat in case.assess().caveats}


def test_no_ballot_is_among_what_would_turn_it() -> None:
    changed = {member.name for change in Case("", "", {}, P).period().changes for member in change.members}
    assert changed
    assert "ballot_and_notice_valid" not in changed


def test_northern_ireland_is_warned_of() -> None:
    assessment = Case("", "", {}, N, nation="northern-ireland").assess()
    assert [warning.id for warning in assessment.warnings] == ["northern-ireland"]
    assert assessment.verdict == N
    assert not assessment.cover[0].others


@pytest.mark.parametrize("nation", ["england", "wales", "scotland"])
def test_great_britain_is_not_warned_of(nation: str) -> None:
    assert not Case("", "", {}, P, nation=nation).assess().warnings


@pytest.mark.parametrize("nation", ["england", "scotland"])
def test_the_welsh_ban_is_asked_in_wales_alone(nation: str) -> None:
    case = Case("", "", {"devolved_welsh_authority": "yes"}, P, nation=nation)
    assert not case.assess().cover[0].others
    assert [each.prohibition for each in Case("", "", {}, P, nation="wales").assess().cover[0].others] == [
        "welsh-authorities"
    ]


def test_the_welsh_ban_binds_while_regulation_7_does_not() -> None:
    case = welsh("", "", {}, P, on="2022-12-01")
    assessment = case.assess()
    assert assessment.cover[0].verdict == N
    assert assessment.verdict == N
    assert set(assessment.verdicts) == {N, P}


@pytest.mark.parametrize("question", sorted({case.question or "" for case in WALES if case.question}))
def test_one_reading_is_taken_for_both_prohibitions(question: str) -> None:
    case = next(each for each in WALES if each.question == question)
    strand = case.assess({question: "prohibits"}).cover[0]
    assert {strand.verdict.value, *(each.verdict.value for each in strand.others)} == {P}
    strand = case.assess({question: "permits"}).cover[0]
    assert {strand.verdict.value, *(each.verdict.value for each in strand.others)} == {N}


PRESUMED = {
    "repudiated_on": "never",
    "exempt_supplier": "none",
    "moved_by_hirer": "no",
    "struck_employer_is_hirer": "yes",
}


def test_presumptions_that_are_relied_on_are_named() -> None:
    period = Case("", "", dict.fromkeys(PRESUMED), P).period()
    assert period.verdict == P
    assert {use.name: use.answer.agreed for use in period.presumptions} == PRESUMED


@pytest.mark.parametrize("name", sorted(PRESUMED))
def test_a_presumed_fact_listed_as_unknown_is_unknown(name: str) -> None:
    period = Case("", "", {name: "unknown"}, U).period()
    assert period.verdict == U
    assert name in {each.name for each in period.turns_on}
    assert not period.presumptions


@pytest.mark.parametrize("name", sorted(PRESUMED))
def test_a_listed_answer_is_no_presumption(name: str) -> None:
    period = Case("", "", dict.fromkeys(set(PRESUMED) - {name}), P).period()
    assert name not in {use.name for use in period.presumptions}


def test_a_presumption_that_cannot_matter_is_not_named() -> None:
    period = Case("", "", {**dict.fromkeys(PRESUMED), "sends_people": "no"}, N).period()
    assert period.verdict == N
    assert not period.presumptions


@pytest.mark.parametrize("name", sorted(set(FACTS) - set(PRESUMED)))
def test_every_other_fact_not_listed_is_unknown(name: str) -> None:
    unlisted, unknown = Case("", "", {name: None}, "").period(), Case("", "", {name: "unknown"}, "").period()
    assert (unlisted.verdict, unlisted.turns_on) == (unknown.verdict, unknown.turns_on)


def test_all_readings_that_prohibit_leave_no_arguable_case() -> None:
    assert {case.ruling(ALL_PROHIBIT).verdict.value for case in ARGUABLE} == {P}


def test_other_industrial_action_counts_as_a_strike_does() -> None:
    arrangement = arrangement_of(PROHIBITED)
    short = arrangement._replace(
        actions=tuple(action._replace(kind="action-short-of-strike") for action in arrangement.actions)
    )
    (period,) = assess(short, RULEBOOK).cover[0].ruling.periods
    assert period.verdict == P
    assert any("overtime ban" in point for reason in told(period.reasons) for point in reason.points)


@pytest.mark.parametrize("description", ["agency-supply", "contracted-out-service", "duty-provider", "volunteers"])
def test_what_the_cover_is_called_never_decides(description: str) -> None:
    assert assess(arrangement_of(PROHIBITED, described_as=description), RULEBOOK).verdict == P


@pytest.mark.parametrize("stage", ["proposed", "agreed", "under-way", "ended", "withdrawn"])
def test_the_stage_never_changes_the_verdict(stage: str) -> None:
    assert assess(arrangement_of(PROHIBITED, stage=stage), RULEBOOK).verdict == P


def test_a_coming_definition_is_noted_on_days_after_it_passed() -> None:
    assert not Case("", "", {}, P).period().notes
    (note,) = Case("", "", {}, P, on="2026-06-01").period().notes
    assert "13(3)" in note
    assert "not known to be in force" in note


def test_a_day_before_the_rulebook_is_noted_and_says_no_more() -> None:
    period = Case("", "", {}, U, on="2004-04-05").period()
    assert period.first == period.last == date(2004, 4, 5)
    assert any("1976/715" in note for note in period.notes)
    assert not period.turns_on
    assert not period.settled_by


@pytest.mark.parametrize(
    "changes",
    [{}, {"authorised_or_endorsed": "unknown"}, {"sends_people": "no"}],
    ids=["prohibited", "undetermined", "not-prohibited"],
)
def test_each_verdict_comes_with_what_it_should(changes: dict[str, str]) -> None:
    period = Case("", "", changes, "").period()
    assert period.reasons
    assert bool(period.changes) is period.verdict.settled
    assert bool(period.settled_by) is not period.verdict.settled


def test_the_burden_of_the_proviso_is_told() -> None:
    points = [point for reason in told(Case("", "", KNOWS_NOTHING, N).period().reasons) for point in reason.points]
    assert any("section 101" in point for point in points)


def test_the_ban_is_said_to_bind_the_supplier() -> None:
    points = [point for reason in told(Case("", "", {}, P).period().reasons) for point in reason.points]
    assert any("binds the employment business" in point for point in points)


@pytest.mark.parametrize("known", [{"supplier_knows": "yes"}, {"supplier_told_on": DAY}], ids=["knows", "told"])
def test_being_misled_raises_no_question_where_the_supplier_otherwise_knew(known: dict[str, str]) -> None:
    reasons = list(told(Case("", "", MISLED | known, P).period().reasons))
    assert not any(reason.questions for reason in reasons)
    statuses = {reason.rule: reason.status for reason in reasons}
    assert statuses["no-knowledge"] == "fails"
    assert "open" not in statuses.values()


def test_being_misled_is_named_in_the_reasons_where_the_question_arises() -> None:
    reasons = told(Case("", "", MISLED, A).period().reasons)
    assert "asked-and-misled" in {question for reason in reasons for question in reason.questions}


def test_being_misled_is_not_yet_a_question_while_it_is_unknown_whether_the_supplier_knew() -> None:
    period = Case("", "", MISLED | {"supplier_knows": "unknown"}, U).period()
    assert {each.name: each.arises for each in period.turns_on} == {"supplier_knows": True, "asked-and-misled": False}
