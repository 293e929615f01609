"""zen-engine: a decision with one expression, prepared once; and its expression language by itself."""

from __future__ import annotations

import json

import zen

from peers.formula import Peer, in_words, written
from reg7check.rulebook.models import Law


def peers(law: Law) -> list[Peer]:
    """Return a decision, which is how the engine is used, and a bare expression."""
    text = written(law, in_words(str, "not ", "and", "or"))
    expression = zen.compile_expression(text)
    decision = zen.ZenEngine().create_decision(json.dumps(_graph(text)))
    return [
        Peer(
            "zen-engine, a decision",
            "zen-engine",
            dict,
            lambda worlds: [decision.evaluate(each)["result"]["prohibited"] for each in worlds],
        ),
        Peer(
            "zen-engine, a bare expression",
            "zen-engine",
            dict,
            lambda worlds: [expression.evaluate(each) for each in worlds],
        ),
    ]


def _graph(text: str) -> dict[str, object]:
    nodes: list[dict[str, object]] = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {
            "id": "rules",
            "name": "rules",
            "type": "expressionNode",
            "content": {"expressions": [{"id": "e", "key": "prohibited", "value": text}]},
        },
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target}
        for source, target in (("in", "rules"), ("rules", "out"))
    ]
    return {"nodes": nodes, "edges": edges}
