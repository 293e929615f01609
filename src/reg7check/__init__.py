"""Tells whether a way of covering strikers' work is strike-breaking, under rules that are read from a rulebook.

The public face is a handful of names, imported when they are first used::

    import reg7check

    arrangement = reg7check.load_arrangement("arrangement.yaml")
    assessment = reg7check.assess(arrangement)
    print(assessment.verdict)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from reg7check.api import assess, load_arrangement, verdicts
    from reg7check.arrangement import Arrangement
    from reg7check.problems import BadInput, Place, Problem
    from reg7check.reasoning import Assessment, Verdict
    from reg7check.rulebook import Rulebook, load_rulebook

__all__ = [
    "Arrangement",
    "Assessment",
    "BadInput",
    "Place",
    "Problem",
    "Rulebook",
    "Verdict",
    "__version__",
    "assess",
    "load_arrangement",
    "load_rulebook",
    "verdicts",
]

_HOMES = {
    "Arrangement": "arrangement",
    "Assessment": "reasoning",
    "BadInput": "problems",
    "Place": "problems",
    "Problem": "problems",
    "Rulebook": "rulebook",
    "Verdict": "reasoning",
    "assess": "api",
    "load_arrangement": "api",
    "load_rulebook": "rulebook",
    "verdicts": "api",
}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """Import a public name when it is first used, so that importing the package costs next to nothing."""
        if name not in _HOMES:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names too, imported or not."""
    return sorted({*globals(), *__all__})
