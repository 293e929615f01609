"""clingo, multi-shot: grounded once, then solved under assumptions, one a fact; a model means that it is forbidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import clingo

from peers.formula import Peer, World, Writing, written
from reg7check.rulebook.models import Law


def peers(law: Law) -> list[Peer]:
    """Return the program, grounded."""
    control = clingo.Control(["--warn=none"])
    control.add("base", [], "\n".join(_program(law)))
    control.ground([("base", [])])
    literals = {str(atom.symbol): atom.literal for atom in control.symbolic_atoms}

    def ready(world: World) -> list[int]:
        return [literals[f"so({name})"] * (1 if answer else -1) for name, answer in world.items()]

    def judge(assumptions: Sequence[Any]) -> list[bool]:
        return [bool(control.solve(assumptions=each).satisfiable) for each in assumptions]

    return [Peer("clingo, multi-shot", "clingo", ready, judge)]


def _program(law: Law) -> Iterator[str]:
    """Yield a rule for each part of the formula, with a name of its own."""
    rules: list[str] = []

    def named(*bodies: str) -> str:
        name = f"part({len(rules)})"
        rules.append("\n".join(f"{name} :- {body}." for body in bodies))
        return name

    writing = Writing(
        fact=lambda name: f"so({name})",
        negation=lambda part: f"not {part.removeprefix('not ')}" if not part.startswith("not ") else part[4:],
        all=lambda parts: named(", ".join(parts)),
        any=lambda parts: named(*parts),
    )
    prohibited = written(law, writing)
    yield f"{{ {'; '.join(f'so({name})' for name in law.facts)} }}."
    yield from rules
    yield f":- not {prohibited}."
