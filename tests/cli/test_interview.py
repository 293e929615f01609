"""Interviews on a real terminal: from nothing to a settled verdict, broken off and taken up again, in both fronts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from reg7check.api import load_arrangement
from reg7check.arrangement import Arrangement, FactAt
from reg7check.reasoning import inquire
from reg7check.rulebook import Rulebook, load_rulebook
from reg7check.rulebook.models import Fact

from .conftest import Program
from .terminal import Plain, Terminal

ESCAPE = "\x1b"
ENTER, DOWN, UP, CLEAR_LINE = "\r", "\x1b[B", "\x1b[A", "\x15"
EXAMPLES = Path(__file__).parents[2] / "examples"
HAND_WRITTEN = """\
# Kept by hand, by the branch secretary.
reg7check: 1
title: Agency cover for the refuse strike
nation: england   # the depot is in Kent
parties:
  council: {name: Anytown Council, role: hirer}
  union: {name: Anytown UNISON, role: union}   # our branch
  agency: {name: Quickstaff, role: supplier}
evidence:
  rota: {what: Rota for the week of 2 June}
industrial_action:
  - id: strike
    dates: 2025-06-02 to 2025-06-06
    facts:
      authorised_or_endorsed: yes
      first_worker_membership: that-union
cover:
  - id: rounds
    facts:
      # Not in the order of the catalogue, and nobody minds.
      does_strikers_duties: yes
      first_workers_absence: taking-part
      did_same_duties_before: no   # they came on 2 June

      engaged_by: unknown   # ask the loaders
      agency_supply_admitted: no
      supplies_workers_as_business: {answer: unknown, evidence: [rota], note: Look it up.}
      sends_people: yes
    what: Empties the bins
    hirer: council
    supplier: agency
"""


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture(scope="module")
def truth(rulebook: Rulebook) -> Mapping[str, str]:
    """Return what is true of a prohibited supply, by fact."""
    example = load_arrangement(EXAMPLES / "agency-supply.yaml", rulebook)
    stated = {**example.actions[0].facts, **example.cover[0].facts}
    return {fact: str(answer.agreed) for fact, answer in stated.items()}


def next_question(rulebook: Rulebook, file: Path, put_aside: Iterable[str] = ()) -> Fact:
    """Return what is to be asked next of a file, of facts that were not put aside."""
    arrangement = load_arrangement(file, rulebook)
    found = inquire(arrangement, rulebook, not_asked=[*_disputed(arrangement), *_places(arrangement, put_aside)])
    return rulebook.law.facts[found.to_ask[0].at.fact]


def _disputed(arrangement: Arrangement) -> list[FactAt]:
    strand, action = arrangement.cover[0], arrangement.actions[0]
    return [FactAt(name, strand=strand.id) for name, answer in strand.facts.items() if answer.disputed] + [
        FactAt(name, action=action.id) for name, answer in action.facts.items() if answer.disputed
    ]


def _places(arrangement: Arrangement, facts: Iterable[str]) -> list[FactAt]:
    return [FactAt(name, strand=arrangement.cover[0].id) for name in facts]


def test_from_nothing_to_a_settled_verdict(
    program: Program, rulebook: Rulebook, truth: Mapping[str, str], tmp_path: Path
) -> None:
    """In plain text: a new file, a bad date, wrong keys, two interruptions, help, a dispute, and the end."""
    file = tmp_path / "strike.yaml"
    plain = Plain(program, tmp_path, "--plain")
    assert "(Enter: strike-cover.yaml)" in plain.said
    assert "An agency sends workers to the employer" in plain.type("strike.yaml")
    assert "There is no choice “nine” here." in plain.type("nine")
    assert "Which union is it" in plain.type("1")
    assert "(the hirer)" in plain.type("Anytown UNISON")
    assert "(the supplier)" in plain.type("Anytown Council")
    assert "Where is the work done?" in plain.type("Quickstaff")
    assert "Agency supply for Anytown Council" in plain.type("")
    assert "Which workers" in plain.type("")
    assert "On which days is the action?" in plain.type("Refuse loaders")
    assert "write it as year-month-day: 2025-06-02" in plain.type("2/6/2025")
    assert "write the first day first" in plain.type("6 June 2025 to 2 June 2025")
    assert "How far has the cover got?" in plain.type("2 June 2025 to 6 June 2025, 2025-06-11")
    plain.child.sendintr()
    assert plain.ends() == 130
    assert "All your answers are saved in strike.yaml. To go on: reg7check interview strike.yaml" in plain.said

    plain = Plain(program, tmp_path, "--plain", "strike.yaml")
    assert "How far has the cover got?" in plain.said
    plain.type("under-way")
    assert "First the basics: 1 to go." in plain.type("")
    assert "Verdict so far: UNDETERMINED." in plain.type("Empties the bins")
    arrangement = load_arrangement(file, rulebook)
    assert arrangement.title == "Agency supply for Anytown Council"
    assert [str(span.first) for span in arrangement.actions[0].dates] == ["2025-06-02", "2025-06-11"]
    assert arrangement.cover[0].stage == "under-way"
    assert arrangement.blanks == ()

    first = next_question(rulebook, file)
    assert first.question in plain.said
    assert f"`{first.id}`" in plain.type("explain")
    assert "What does Anytown UNISON say?" in plain.type("disagree")
    plain.type("1")
    plain.type("2")
    assert "Saved: disputed: Anytown UNISON says yes; Anytown Council says no" in plain.type("nothing")
    plain.child.sendeof()
    assert plain.ends() == 0
    assert "reg7check interview strike.yaml" in plain.said

    plain = Plain(program, tmp_path, "--plain", "strike.yaml")
    assert first.question not in plain.said
    while "What to run next" not in plain.said:
        fact = next_question(rulebook, file)
        assert fact.question in plain.said
        plain.type(truth[fact.id])
        assert "Saved:" in plain.said
        plain.type("")
    assert "Verdict so far: DISPUTED." in plain.said
    assert f"Disputed, and matters: {first.question} Anytown UNISON says yes; Anytown Council says no." in plain.said
    assert first.question in plain.type("say otherwise")
    plain.type("1")
    plain.type("yes")
    assert "Verdict so far: PROHIBITED. No question can still matter." in plain.type("")
    assert "reg7check letter strike.yaml --to hirer" in plain.said
    plain.child.sendline("")
    assert plain.ends() == 0
    assert program("assess", "strike.yaml", folder=tmp_path).code == 1
    assert ESCAPE not in plain.raw


def test_a_file_written_by_hand(program: Program, rulebook: Rulebook, truth: Mapping[str, str], tmp_path: Path) -> None:
    """On the whole screen: arrows, a wrong key, help, back, skip, evidence, an interruption, and the end."""
    file = tmp_path / "hand.yaml"
    file.write_text(HAND_WRITTEN, encoding="utf-8")
    terminal = Terminal(program, tmp_path, "hand.yaml")
    terminal.wait("Press any key to go on")
    first = next_question(rulebook, file)
    terminal.press(" ", first.question)
    terminal.wait("The sides disagree")
    assert terminal.lines[0].startswith("Verdict so far: UNDETERMINED.")
    terminal.press("x", "There is no choice “x” here.")
    terminal.press("e", f"`{first.id}`")
    terminal.wait("Press any key")
    terminal.press(" ", "Press 1 to")
    terminal.press("b", "there is nothing to go back to")

    terminal.press(DOWN + DOWN + UP + UP + ENTER, f"Saved: {first.answers[first.choices[0]]}")
    second = next_question(rulebook, file)
    assert second != first
    terminal.press(ENTER, second.question)
    terminal.press("3" if len(second.choices) == 2 else "u", "The sides disagree")
    third = next_question(rulebook, file, [second.id])
    terminal.wait(third.question)
    terminal.press("s", next_question(rulebook, file, [second.id, third.id]).question)
    for fact in (third, second, first):
        terminal.press("b", fact.question)
    assert file.read_bytes() == HAND_WRITTEN.encode()

    terminal.wait("The sides disagree")
    answer(terminal, rulebook, first, truth[first.id])
    terminal.press("3", "A new piece of evidence")
    terminal.press("2", "What is it?")
    terminal.press(f"Payslip of a loader{ENTER}", "On what day")
    terminal.press(f"31/6/2025{ENTER}", "is not a date")
    terminal.press(f"{CLEAR_LINE}30 May 2025{ENTER}", "Who does it come from?")
    terminal.press(ENTER, "The words in it that matter")
    terminal.press(ENTER, "Its address on the web")
    terminal.press(ENTER, "payslip-of-a-loader.")
    terminal.press(ENTER, "3 What backs it: ")
    terminal.press("\x03", "All your answers are saved in hand.yaml.")
    assert terminal.ends() == 130

    terminal = Terminal(program, tmp_path, "hand.yaml")
    terminal.wait("Press any key to go on")
    fact = next_question(rulebook, file)
    terminal.press(" ", fact.question)
    while True:
        terminal.wait("The sides disagree")
        answer(terminal, rulebook, fact, truth[fact.id])
        if inquire(load_arrangement(file, rulebook), rulebook).verdict.settled:
            break
        fact = next_question(rulebook, file)
        terminal.press(ENTER, fact.question)
    terminal.press(ENTER, "What this rests on that is only presumed:")
    terminal.wait("Press any key to go on")
    terminal.press(" ", "What to run next")
    terminal.wait("2 Say otherwise")
    terminal.press(ENTER, "All is saved in hand.yaml.")
    assert terminal.ends() == 0
    assert program("assess", "hand.yaml", folder=tmp_path).code == 1

    lines = file.read_text(encoding="utf-8").splitlines()
    untouched = [line for line in HAND_WRITTEN.splitlines() if "unknown" not in line]
    assert [line for line in lines if line in untouched] == untouched
    assert any("# ask the loaders" in line for line in lines)


def answer(terminal: Terminal, rulebook: Rulebook, fact: Fact, value: str) -> None:
    """Choose a named answer of the question on the screen."""
    number = fact.choices.index(value) + 1 + fact.is_date
    terminal.press(str(number), f"Saved: {fact.answers[value]}")
    terminal.wait("4 A note:")


@pytest.mark.parametrize("term", ["dumb"])
def test_a_terminal_that_cannot_redraw_gets_plain_text(program: Program, tmp_path: Path, term: str) -> None:
    (tmp_path / "hand.yaml").write_text(HAND_WRITTEN, encoding="utf-8")
    plain = Plain(program, tmp_path, "hand.yaml", term=term)
    assert "Type 1 to" in plain.said
    assert "Please choose one of those that are shown." in plain.type("")
    plain.child.sendline("stop")
    assert plain.ends() == 0
    assert ESCAPE not in plain.raw
    assert (tmp_path / "hand.yaml").read_text(encoding="utf-8") == HAND_WRITTEN


def test_help_that_has_no_room_is_cut_at_a_sentence_and_says_so(program: Program, tmp_path: Path) -> None:
    """A question of a chain, with long answers and two lines of verdicts: what counts as an answer is not dropped."""
    assert program("new", "chain", "--output", "chain-at-the-care-home.yaml", folder=tmp_path).code == 0
    file = tmp_path / "chain-at-the-care-home.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("TO FILL IN: ", ""), encoding="utf-8")
    terminal = Terminal(program, tmp_path, "chain-at-the-care-home.yaml")
    terminal.wait("Press any key to go on")
    terminal.press(" ", "The sides disagree")
    assert "Answer local-authority for a council" in terminal.seen
    assert ". … (e tells the rest)" in terminal.seen
    assert "Look in the public record." in terminal.seen
    assert "Proof:" not in terminal.seen
    assert terminal.lines[0].startswith("Verdicts so far: ")
    terminal.press("q", "To go on:")
    assert terminal.ends() == 0


def test_the_command_to_go_on_stands_on_a_line_of_its_own(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a strike of the bus drivers.yaml").write_text(HAND_WRITTEN, encoding="utf-8")
    terminal = Terminal(program, tmp_path, "a strike of the bus drivers.yaml")
    terminal.wait("Press any key to go on")
    terminal.press(" ", "The sides disagree")
    terminal.press("q", 'drivers.yaml"')
    assert '  reg7check interview "a strike of the bus drivers.yaml"' in terminal.lines
    assert terminal.ends() == 0


def test_each_of_the_basics_has_help_that_says_more_than_its_question(program: Program, tmp_path: Path) -> None:
    plain = Plain(program, tmp_path, "--plain", "strike.yaml")
    assert "as it is to stand in reports and letters" in plain.type("2")
    assert "The employer whose workers are taking action." in plain.type("Unite")
    assert "Type skip if nobody knows it yet." in plain.type("Northern Buses")
    for typed in ("skip", "", ""):
        plain.type(typed)
    assert "or take the other action" in plain.type("Bus drivers")
    plain.type("2025-06-02")
    assert "Press Enter if these are the days of the action." in plain.type("agreed")
    assert "In a line, such as: " in plain.type("")
    assert "Ask the supplier. It goes to" in plain.type("Runs the bus routes")
    plain.child.sendline("stop")
    assert plain.ends() == 0


def test_a_bad_file_is_told_as_ever(program: Program, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(HAND_WRITTEN.replace("hirer: council", "hirer: counsil"), encoding="utf-8")
    terminal = Terminal(program, tmp_path, "bad.yaml")
    terminal.wait("did you mean `council`?")
    assert terminal.ends() == 2


@pytest.mark.parametrize("name", ["x" * 300 + ".yaml", "no/such.yaml"], ids=["long", "no folder"])
def test_a_name_that_no_file_can_have_is_told_before_anything_is_asked(
    program: Program, tmp_path: Path, name: str
) -> None:
    terminal = Terminal(program, tmp_path, name)
    terminal.wait("to mend it:")
    assert terminal.ends() == 2
    assert "bug" not in terminal.raw
    assert list(tmp_path.iterdir()) == []


def test_without_a_terminal_it_says_so_and_writes_nothing(program: Program, tmp_path: Path) -> None:
    run = program("interview", "new.yaml", folder=tmp_path)
    assert run.code == 2
    assert run.out == ""
    assert "this is not a terminal" in run.err
    assert "reg7check new" in run.err
    assert list(tmp_path.iterdir()) == []


def test_the_page_shows_a_screen_as_it_is(program: Program, rulebook: Rulebook, tmp_path: Path) -> None:
    docs = EXAMPLES.parent / "docs" / "interview.md"
    page = docs.read_text(encoding="utf-8")
    shown = page.split("```text\n")[1].split("```")[0]
    file = tmp_path / "barnet.yaml"
    file.write_bytes((EXAMPLES / "barnet-2024-05-duty-provider.yaml").read_bytes())
    terminal = Terminal(program, tmp_path, "barnet.yaml")
    terminal.wait("Press any key to go on")
    keys = " "
    for _ in range(3):
        fact = next_question(rulebook, file)
        terminal.press(keys, fact.question)
        terminal.wait("The sides disagree")
        answer(terminal, rulebook, fact, fact.choices[0])
        keys = ENTER
    terminal.press(ENTER, next_question(rulebook, file).question)
    terminal.wait("The sides disagree")
    seen = "\n".join(terminal.lines).strip("\n") + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        docs.write_text(page.replace(shown, seen), encoding="utf-8", newline="\n")
    else:
        assert seen == shown
