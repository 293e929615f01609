"""json-logic: the rules as one JsonLogic expression."""

from __future__ import annotations

from peers.formula import Peer, Writing, written
from reg7check.rulebook.models import Law


def peers(law: Law) -> list[Peer]:
    """Return the expression."""
    from json_logic import jsonLogic

    rules = written(
        law,
        Writing(
            fact=lambda name: {"var": name},
            negation=lambda part: {"!": [part]},
            all=lambda parts: {"and": parts},
            any=lambda parts: {"or": parts},
        ),
    )
    return [
        Peer(
            "json-logic, an expression",
            "json-logic-qubit",
            dict,
            lambda worlds: [jsonLogic(rules, each) for each in worlds],
        )
    ]
