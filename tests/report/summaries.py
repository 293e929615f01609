"""Summaries of arrangements, for tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from reg7check import assess, load_arrangement, load_rulebook
from reg7check.arrangement import Arrangement
from reg7check.problems import Place, Problem
from reg7check.reasoning import Assessment
from reg7check.report.summary.choice import Choice, chosen, told
from reg7check.report.summary.lines import Summary, Unread, lines_of

EXAMPLES = Path(__file__).parents[2] / "examples"
BROKEN = Unread(
    "broken.yaml",
    (
        Problem(Place("broken.yaml", 3, 1, "nation: france"), "the nation `france` is not known", "use england"),
        Problem(Place("broken.yaml", 9, 1, "cover:"), "there is no cover", None),
    ),
)


def example(name: str) -> Arrangement:
    return load_arrangement(EXAMPLES / f"{name}.yaml", name=f"examples/{name}.yaml")


def examples() -> list[Assessment]:
    return [assess(example(path.stem)) for path in sorted(EXAMPLES.glob("*.yaml"))]


def summary(assessments: Iterable[Assessment], choice: Choice | None = None, *unread: Unread) -> Summary:
    choice = choice or Choice()
    rulebook = load_rulebook()
    judged = list(assessments)
    lines = [
        line
        for number, each in enumerate(judged)
        for line in lines_of(each, sum(len(before.cover) for before in judged[:number]))
    ]
    return Summary(
        chosen(lines, choice),
        unread,
        len(judged),
        sum(len(each.cover) for each in judged),
        rulebook.law,
        rulebook.sha256,
        told(choice),
    )


def with_texts(text: str) -> Arrangement:
    """Return an arrangement whose title, reference, file, names and strand are one text."""
    arrangement = example("barnet-2024-04-flex360")
    return arrangement._replace(
        title=text,
        reference=text,
        file=text,
        parties={name: party._replace(name=text) for name, party in arrangement.parties.items()},
        cover=tuple(each._replace(what=text) for each in arrangement.cover),
    )


FAR_OFF = date(1999, 1, 1)
