"""cedarpy: a policy that permits where the rules forbid, parsed once, asked in batches with contexts as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import cedarpy

from peers.formula import Peer, World, in_words, written
from reg7check.rulebook.models import Law


def peers(law: Law) -> list[Peer]:
    """Return the policy."""
    text = written(law, in_words(lambda name: f"context.{name}", "!", "&&", "||"))
    policies = cedarpy.PolicySet.from_str(f"permit (principal, action, resource) when {{ {text} }};")
    entities = cedarpy.Entities.from_json_str("[]")

    def ready(world: World) -> dict[str, Any]:
        names = {"principal": 'Party::"supplier"', "action": 'Action::"supply"', "resource": 'Party::"hirer"'}
        return names | {"context": json.dumps(world)}

    def judge(requests: Sequence[Any]) -> list[bool]:
        return [each.allowed for each in cedarpy.is_authorized_batch(list(requests), policies, entities)]

    return [Peer("cedarpy, a policy", "cedarpy", ready, judge)]
