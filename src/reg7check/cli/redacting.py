"""Leaving the names out of arrangements before they are judged, and telling on standard error what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from reg7check.inert import inert
from reg7check.problems import BadInput, Problem

if TYPE_CHECKING:
    from reg7check.arrangement import Arrangement
    from reg7check.arrangement.redaction import Redaction
    from reg7check.rulebook import Rulebook


def redact_all(
    arrangements: Sequence[Arrangement], rulebook: Rulebook, also: Sequence[tuple[str, str | None]]
) -> list[Redaction]:
    """Return each arrangement without names, its file called after its place among them.

    Raises BadInput where a further name is none, or is of nobody that there is.
    """
    from reg7check.api import redacted
    from reg7check.arrangement.redaction import NEUTRAL_FILE

    neutral = PurePath(NEUTRAL_FILE)
    found = []
    problems: dict[Problem, None] = {}
    for number, arrangement in enumerate(arrangements, 1):
        file = NEUTRAL_FILE if len(arrangements) == 1 else f"{neutral.stem}-{number}{neutral.suffix}"
        try:
            found.append(redacted(arrangement, rulebook, also=also, file=file))
        except BadInput as error:
            problems |= dict.fromkeys(error.problems)
    if problems:
        raise BadInput(problems)
    return found


def told(redactions: Sequence[Redaction]) -> str:
    """Return what was replaced by what, which words were left that may be names, and that a person must read it."""
    counts: dict[tuple[str, str], int] = {}
    for redaction in redactions:
        for each in redaction.replaced:
            counts[each.what, each.by] = counts.get((each.what, each.by), 0) + each.times
    doubtful = list(dict.fromkeys(word for each in redactions for word in each.doubtful))
    lines = ["replaced, besides the names of the parties where they stand by themselves:"]
    lines += [f"  {inert(what)} -> {by} ({times})" for (what, by), times in counts.items()]
    if not counts:
        lines = ["no name was found in the free texts; those of the parties are replaced by roles."]
    if doubtful:
        lines.append(f"left, though they may be names: {', '.join(map(inert, doubtful))}")
    lines.append(
        "A program cannot know every name. Read the report before you publish it; --redact-also NAME adds one."
    )
    return "\n".join(lines) + "\n"
