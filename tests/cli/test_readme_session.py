"""The README's evening: from a blank page to what to ask the council, run on a terminal as a new user would.

The answers are those of one page of the union's, as examples/barnet-2024-05-duty-provider.yaml holds them; what that
page does not tell is answered as not known. ``UPDATE_GOLDEN=1`` rewrites the README's screens.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from reg7check.api import load_arrangement
from reg7check.rulebook import load_rulebook

from .conftest import Program
from .terminal import Plain

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
EXAMPLE = load_arrangement(ROOT / "examples" / "barnet-2024-05-duty-provider.yaml")
KNOWN = {
    name: str(answer.agreed) for facts in (EXAMPLE.actions[0].facts, EXAMPLE.cover[0].facts)
    for name, answer in facts.items()
}  # fmt: skip
BASICS = {
    "Which union is it": "Barnet UNISON",
    "the hirer": "Barnet Council",
    "the supplier": "The duty provider (not named)",
    "Where is the work done?": "England",
    "What is this about": "",
    "Which workers": "Mental health social workers in three teams",
    "On which days is the action?": "13 May 2024 to 12 July 2024",
    "How far has the cover got?": "proposed",
    "On which days does the cover run?": "",
    "What does the cover do?": "Screens all incoming work, triages cases and responds to the most urgent",
}


class Evening:
    """What a rep types, and what the terminal shows of it."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.asked: list[str] = []
        made = program("new", "duty-provider", "--output", "barnet.yaml", "--starting", "2024-05-13", folder=folder)
        assert made.code == 0
        plain = Plain(program, folder, "barnet.yaml", "--plain")
        self.first = ""
        while "What to run next" not in plain.said:
            plain.type(self.answer(plain))
        plain.child.sendline("")
        assert plain.ends() == 0
        self.questions = program("questions", "barnet.yaml", folder=folder).out

    def answer(self, plain: Plain) -> str:
        """Return what the rep types at a prompt."""
        for question, answer in BASICS.items():
            if question in plain.said and "First the basics" in plain.said:
                return answer
        for name, fact in load_rulebook().law.facts.items():
            if fact.question in plain.said and "The sides disagree" in plain.said:
                self.asked.append(name)
                self.first = self.first or plain.heard
                return KNOWN.get(name, "unknown")
        return ""


@pytest.fixture(scope="module")
def evening(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Evening:
    return Evening(program, tmp_path_factory.mktemp("evening"))


def screen(name: str) -> re.Match[str]:
    found = re.search(rf"<!-- session: {name} -->\n```text\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found


def council(text: str) -> str:
    """Return the part of the questions that is for the council."""
    return text[text.index("Ask the hirer, Barnet Council") : text.index("\n\nAsk the supplier, ")]


def replace(start: int, end: int, shown: str) -> None:
    text = README.read_text(encoding="utf-8")
    README.write_text(text[:start] + shown + text[end:], encoding="utf-8", newline="\n")


@pytest.mark.parametrize("name", ["interview", "questions"])
def test_the_readme_shows_what_the_terminal_showed(evening: Evening, name: str) -> None:
    shown = {"interview": evening.first, "questions": council(evening.questions)}[name].strip() + "\n"
    found = screen(name)
    if os.environ.get("UPDATE_GOLDEN"):
        replace(*found.span(1), shown)
    else:
        assert found[1] == shown


def test_the_readme_shows_the_commands_that_were_run() -> None:
    assert screen("commands")[1].splitlines() == [
        "$ reg7check new duty-provider --output barnet.yaml",
        "$ reg7check interview barnet.yaml",
        "$ reg7check questions barnet.yaml",
    ]


def test_the_interview_asked_what_matters_and_the_readme_says_how_much(evening: Evening) -> None:
    known = [name for name in evening.asked if KNOWN.get(name, "unknown") != "unknown"]
    told = (
        f"It asked about {len(evening.asked)} of {len(load_rulebook().law.facts)} facts."
        f" The page answered {len(known)} of them; {len(evening.asked) - len(known)} were not known."
    )
    found = re.search(r"<!-- session: count -->\n([^`]*?)\n\n", README.read_text(encoding="utf-8"))
    assert found is not None
    if os.environ.get("UPDATE_GOLDEN"):
        replace(*found.span(1), told)
    else:
        assert found[1] == told


def test_three_questions_are_for_the_council(evening: Evening) -> None:
    asked = re.findall(r"^  \d\. (.*(?:\n     .*)*?\?)$", council(evening.questions), re.MULTILINE)
    assert len(asked) == 3
    law = load_rulebook().law
    for question in asked:
        (fact,) = (each for each in law.facts.values() if each.question == " ".join(question.split()))
        assert fact.ask == "hirer"
