"""The law written a second time, by hand, in plain Python: what brute force asks of each world.

It shares nothing with the engine or the rule files. Part by part it follows the statute's order.
"""

from __future__ import annotations

from collections.abc import Mapping

World = Mapping[str, str]
"""Every fact's answer (a date fact's is "past" or "not-past") and every open question's reading."""

WEIGHTS = {
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


def controlled_by_hirer(w: World) -> bool:
    directs, managed = w["hirer_directs_work"] == "yes", w["supplier_manager_in_charge"] == "yes"
    if directs != managed:
        return directs
    total = sum(weights[w[fact]] for fact, weights in WEIGHTS.items())
    if abs(total) >= 3:
        return total > 0
    return w["balanced-control"] == "prohibits"


def employment_business(w: World) -> bool:
    if w["exempt_supplier"] != "none" or w["engaged_by"] in ("hirer", "nobody"):
        return False
    if w["agency_supply_admitted"] == "yes":
        against = w["hirer_directs_work"] == "no" and w["supplier_manager_in_charge"] == "yes"
        if not against or w["admission-against-control"] == "prohibits":
            return True
    employs = w["engaged_by"] != "another-employer" or w["umbrella-employer"] == "prohibits"
    return employs and w["supplies_workers_as_business"] == "yes" and controlled_by_hirer(w)


def opted_out(w: World) -> bool:
    return w["engaged_by"] == "own-company" and w["opted_out"] == "yes" and w["works_with_vulnerable_people"] == "no"


def taking_part(w: World) -> bool:
    absence = w["first_workers_absence"]
    return absence == "taking-part" or (absence == "locked-out" and w["locked-out"] == "prohibits")


def strikers_duties(w: World) -> bool:
    own_work = w["did_same_duties_before"] == "yes" and w["duties_or_hours_extended"] == "no"
    moved_alone = w["moved_by_hirer"] == "yes" and w["supplier_agreed_to_move"] == "no"
    return (
        w["does_strikers_duties"] == "yes"
        and taking_part(w)
        and not own_work
        and (not moved_alone or w["moved-by-hirer"] == "prohibits")
    )


def moved_workers_duties(w: World) -> bool:
    return w["does_reassigned_workers_duties"] == "yes" and taking_part(w) and w["struck_employer_is_hirer"] == "yes"


def knows_or_ought_to(w: World) -> bool:
    if w["supplier_knows"] == "yes" or w["supplier_told_on"] == "past" or w["reason_hirer_gave"] == "the-action":
        return True
    if w["widely_reported"] == "no":
        return False
    misled = w["supplier_asked_why"] == "yes" and w["reason_hirer_gave"] == "another-reason"
    return not misled or w["asked-and-misled"] == "prohibits"


def official(w: World) -> bool:
    if w["any_members_taking_part"] == "no":
        return True
    if w["authorised_or_endorsed"] == "no" or w["repudiated_on"] == "past":
        return False
    member = w["first_worker_membership"]
    return member == "that-union" or (member == "no-union" and w["union_members_taking_part"] == "yes")


def regulation_7_forbids(w: World) -> bool:
    hirers_own = w["struck_employer_is_hirer"] == "yes" or w["another-employers-strikers"] == "prohibits"
    return (
        employment_business(w)
        and w["sends_people"] == "yes"
        and not opted_out(w)
        and ((strikers_duties(w) and hirers_own) or moved_workers_duties(w))
        and knows_or_ought_to(w)
        and official(w)
    )


def welsh_ban_forbids(w: World) -> bool:
    return (
        w["devolved_welsh_authority"] == "yes"
        and employment_business(w)
        and w["sends_people"] == "yes"
        and ((strikers_duties(w) and w["struck_employer_is_hirer"] == "yes") or moved_workers_duties(w))
        and official(w)
    )
