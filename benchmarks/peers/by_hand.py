"""The limit: the simplified rules as a Python function that a person wrote."""

from __future__ import annotations

from peers.formula import Peer, World
from reg7check.rulebook.models import Law


def forbidden(w: World) -> bool:
    """Return whether the ban forbids the supply."""
    if not w["sends_people"] or w["hirer_engages"] or not (w["supplier_engages"] or w["own_company_engages"]):
        return False
    if not w["supplies_as_business"] or w["exempt_supplier"]:
        return False
    if (not w["hirer_directs"] or w["supplier_manages"]) and not (
        w["hirer_allocates"]
        and w["hirer_sets_hours"]
        and (w["hirer_can_reject"] or w["in_hirers_team"] or w["uses_hirers_systems"])
        and not w["supplier_staffs"]
        and not w["supplier_answers"]
    ):
        return False
    own_duties = w["same_duties_before"] and not w["duties_extended"]
    if not w["taking_part"] or not (
        (w["strikers_duties"] and not own_duties) or (w["moved_workers_duties"] and w["hirers_own_strikers"])
    ):
        return False
    if not w["supplier_knows"] and not w["widely_reported"]:
        return False
    return w["authorised"] and not w["repudiated"]


def peers(law: Law) -> list[Peer]:  # noqa: ARG001 it was written by hand
    """Return plain Python."""
    return [Peer("a Python function, written by hand", None, dict, lambda worlds: [forbidden(w) for w in worlds])]
