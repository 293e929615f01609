"""The interview through a front that answers from a script: what is shown, and what each answer does."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

import pytest

from reg7check.arrangement import Answer, Evidence, FactAt
from reg7check.arrangement.blanks import BLANK
from reg7check.interview import Command, Interview, Menu, Request, Screen, Session, Stopped, Typed
from reg7check.reasoning import Verdict
from reg7check.rulebook import Rulebook

from .memory import Memory, nothing_known

FIRST = FactAt("sends_people", strand="rounds")
PASS = "go on"
DISAGREE = "the sides disagree"

pytestmark = pytest.mark.usefixtures("remembered")


class Scripted:
    """A front whose answers are given beforehand; it keeps what it was shown."""

    def __init__(self, replies: Iterable[str | Command]) -> None:
        self.replies = list(replies)
        self.shown: list[str] = []
        self.options: list[list[str]] = []

    def choose(self, screen: Screen, menu: Menu) -> str | Command:
        self._see(screen)
        self.options.append([option.words for option in menu.options])
        reply = self._reply()
        assert reply in menu.commands or reply in [option.name for option in menu.options], (reply, menu)
        return reply

    def write(self, screen: Screen, request: Request) -> Typed:
        self._see(screen)
        reply = self._reply()
        return Typed(command=reply) if isinstance(reply, Command) else Typed(reply or request.default)

    def show(self, screen: Screen) -> None:
        self._see(screen)

    def _see(self, screen: Screen) -> None:
        texts = [part.text for part in (*screen.status, *screen.parts)]
        self.shown.append("\n".join([*texts, screen.note]))

    def _reply(self) -> str | Command:
        return self.replies.pop(0) if self.replies else Command.STOP


def held(rulebook: Rulebook, *replies: str | Command, **facts: Answer) -> tuple[Memory, Scripted]:
    """Hold an interview with these replies, and stop after the last of them."""
    memory, front = Memory(nothing_known(facts)), Scripted(replies)
    with suppress(Stopped):
        Interview(Session(memory, rulebook), front, "strike.yaml", "strike.yaml").run()
    assert front.replies == []
    return memory, front


def how_many(rulebook: Rulebook, **facts: Answer) -> int:
    return Session(Memory(nothing_known(facts)), rulebook).can_matter


def said(memory: Memory, at: FactAt = FIRST) -> Answer | None:
    facts = memory.arrangement.action(at.action).facts if at.action else memory.arrangement.strand(at.strand).facts
    return facts.get(at.fact)


def test_a_question_says_why_it_is_asked_and_whom_to_ask(rulebook: Rulebook) -> None:
    _, front = held(rulebook)
    fact = rulebook.law.facts[FIRST.fact]
    for each in (fact.question, fact.explain, fact.proof, fact.goes_to, "Ask the supplier, Quickstaff."):
        assert each in front.shown[1]
    assert [words.split(": ")[0] for words in front.options[0]] == ["Yes", "No", "Not known", "The sides disagree"]


def test_the_verdict_so_far_is_always_in_view(rulebook: Rulebook) -> None:
    _, front = held(rulebook, Command.EXPLAIN, DISAGREE, "yes", "no", "says nothing", "backs", "done", PASS)
    assert len(front.shown) > 8
    assert all(each.startswith("Verdict so far: UNDETERMINED. ") for each in front.shown)


def test_an_answer_with_who_says_so_what_backs_it_and_a_note(rulebook: Rulebook) -> None:
    memory, _ = held(
        rulebook,
        *("yes", "says", "council"),
        *("backs", "new", "Letter of the council", "30 May 2025", "council", "we have booked crews", ""),
        *("done", "note", "Sent to all staff.", PASS),
    )
    assert said(memory) == Answer("yes", says="council", evidence=("letter-of-the-council",), note="Sent to all staff.")
    piece = memory.arrangement.evidence["letter-of-the-council"]
    assert (piece.what, str(piece.date), piece.given_by) == ("Letter of the council", "2025-05-30", "council")
    assert (piece.quote, piece.link) == ("we have booked crews", None)


def test_each_piece_of_it_is_saved_at_once(rulebook: Rulebook) -> None:
    memory, _ = held(rulebook, "yes", "says", "council", "note", "Said at the meeting.")
    assert memory.saved == 3


def test_evidence_can_be_called_back_and_taken_away(rulebook: Rulebook) -> None:
    memory, _ = held(
        rulebook, "yes", "backs", "new", "A rota", Command.BACK, "new", "A rota", "", "nobody", "", "", "done"
    )
    assert list(memory.arrangement.evidence.values()) == [Evidence("a-rota", "A rota")]
    memory, _ = held(
        rulebook, "yes", "backs", "new", "A rota", "", "nobody", "", "", "-a-rota", "done", "note", "x", "note", "-"
    )
    assert said(memory) == Answer("yes")


def test_what_cannot_be_is_asked_again_with_a_word_on_it(rulebook: Rulebook) -> None:
    _, front = held(
        rulebook,
        *("yes", "backs", "new", "", "A rota", "13/5/2024", "2024-05-13", "nobody", "", "rota.html", "", "done"),
        *("note", "a\x1bb", "ab"),
    )
    told = "\n".join(front.shown)
    assert "Please say in a few words what it is" in told
    assert "`13/5/2024` is not a date: write it as year-month-day: 2024-05-13." in told
    assert "A web address starts with https://" in told
    assert "There are characters in this that cannot be shown." in told


def test_what_stood_beside_an_unknown_answer_stays(rulebook: Rulebook) -> None:
    memory, front = held(rulebook, "yes", sends_people=Answer("unknown", note="The letter does not say."))
    assert "In the file so far: note: The letter does not say." in front.shown[1]
    assert said(memory) == Answer("yes", note="The letter does not say.")


def test_the_sides_disagree(rulebook: Rulebook) -> None:
    memory, front = held(rulebook, DISAGREE, "yes", "no", "unknown", PASS)
    assert said(memory) == Answer(None, (("union", "yes"), ("council", "no"), ("agency", "unknown")))
    assert "What does Anytown Council say?" in front.shown[3]
    assert "Saved: disputed: Anytown UNISON says yes; Anytown Council says no" in front.shown[5]


def test_a_dispute_in_which_one_side_speaks_is_its_answer(rulebook: Rulebook) -> None:
    memory, _ = held(rulebook, DISAGREE, "says nothing", "no", "says nothing")
    assert said(memory) == Answer("no", says="council")


def test_a_dispute_in_which_all_agree_is_that_answer(rulebook: Rulebook) -> None:
    memory, _ = held(rulebook, DISAGREE, "yes", "yes", "says nothing")
    assert said(memory) == Answer("yes", (("union", "yes"), ("council", "yes")))


def test_a_dispute_in_which_nobody_speaks_is_none(rulebook: Rulebook) -> None:
    memory, front = held(rulebook, DISAGREE, "says nothing", "says nothing", "says nothing")
    assert said(memory) is None
    assert memory.saved == 0
    assert rulebook.law.facts[FIRST.fact].explain in front.shown[-1]


def test_a_dispute_can_be_called_back(rulebook: Rulebook) -> None:
    memory, _ = held(rulebook, DISAGREE, "yes", Command.BACK, "no", Command.BACK, "not known")
    assert said(memory) == Answer("unknown")


def test_back_at_the_first_question_says_that_there_is_nothing(rulebook: Rulebook) -> None:
    _, front = held(rulebook, Command.BACK)
    assert "there is nothing to go back to" in front.shown[-1]


def test_a_date(rulebook: Rulebook) -> None:
    at = FactAt("supplier_told_on", strand="rounds")
    memory, front = Memory(nothing_known()), Scripted(["date", "next week", "4 June 2025", PASS])
    session = Session(memory, rulebook)
    session.want(at)
    with pytest.raises(Stopped):
        Interview(session, front, "strike.yaml", "strike.yaml").run()
    assert "`next week` is not a date" in "\n".join(front.shown)
    assert str(said(memory, at).agreed) == "2025-06-04"


def test_at_the_end_it_tells_what_was_put_aside_and_asks_it_once_more(rulebook: Rulebook) -> None:
    every = how_many(rulebook)
    memory, front = held(rulebook, *["not known"] * every, "once more", "no", PASS, "finish")
    assert said(memory) == Answer("no")
    end = next(each for each in front.shown if f"Put aside, and can still matter: {every}." in each)
    supplier = end.split("Ask the supplier, Quickstaff:")[1].split("Ask the hirer")[0]
    assert rulebook.law.facts[FIRST.fact].question in supplier
    assert "NOT PROHIBITED" in front.shown[-1]


def test_at_the_end_what_is_presumed_can_be_answered(rulebook: Rulebook) -> None:
    every = how_many(rulebook)
    memory, front = held(rulebook, *[Command.SKIP] * every, "otherwise", "0", "not known", "finish")
    assert "What this rests on that is only presumed:" in front.shown[every + 1]
    (listed,) = memory.arrangement.cover[0].facts
    presumed = rulebook.law.facts[listed].presumed
    assert presumed is not None
    assert presumed.why in front.shown[every + 1]
    assert presumed.why not in front.shown[-2]


def test_at_the_end_a_dispute_can_be_answered(rulebook: Rulebook) -> None:
    disputed = Answer(None, (("union", "yes"), ("council", "no")))
    every = how_many(rulebook, sends_people=disputed)
    memory, front = held(
        rulebook, *[Command.SKIP] * every, "otherwise", "0", "no", PASS, "finish", sends_people=disputed
    )
    question = rulebook.law.facts[FIRST.fact].question
    assert (
        f"Disputed, and matters: {question} Anytown UNISON says yes; Anytown Council says no." in front.shown[every + 1]
    )
    assert said(memory) == Answer("no")


def test_the_commands_to_run_next_name_the_file(rulebook: Rulebook) -> None:
    _, front = held(rulebook, "no", PASS, "finish")
    assert "reg7check assess strike.yaml" in front.shown[-1]
    assert front.shown[-1].startswith("Verdict so far: NOT PROHIBITED. No question can still matter.")


def test_q_at_the_end_ends_it_like_any_other_stop(rulebook: Rulebook) -> None:
    memory, front = Memory(nothing_known()), Scripted(["no", PASS, Command.STOP, "never asked for"])
    Interview(Session(memory, rulebook), front, "strike.yaml", "strike.yaml --rules mine").run()
    assert "What to run next" in front.shown[-1]
    assert "reg7check questions strike.yaml --rules mine" in front.shown[-1]
    assert front.replies == ["never asked for"]


def test_who_has_no_name_yet_is_called_by_what_it_is(rulebook: Rulebook) -> None:
    arrangement = nothing_known()
    unnamed = {name: party._replace(name=f"{BLANK}: the name") for name, party in arrangement.parties.items()}
    memory, front = Memory(arrangement._replace(parties=unnamed)), Scripted([DISAGREE, "yes", "no", "unknown", PASS])
    with pytest.raises(Stopped):
        Interview(Session(memory, rulebook), front, "strike.yaml", "strike.yaml").run()
    assert "Ask the supplier." in front.shown[1]
    assert "What does the union say?" in front.shown[2]
    assert not any(BLANK in each for each in front.shown[1:5])


def test_with_several_strands_each_has_its_verdict(rulebook: Rulebook) -> None:
    arrangement = nothing_known()
    (strand,) = arrangement.cover
    memory = Memory(arrangement._replace(cover=(strand, strand._replace(id="own-staff", supplier=None))))
    front = Scripted([])
    with pytest.raises(Stopped):
        Interview(Session(memory, rulebook), front, "strike.yaml", "strike.yaml").run()
    assert "rounds: UNDETERMINED; own-staff: UNDETERMINED" in front.shown[0]
    assert "(Of the cover " in front.shown[1]
    assert Verdict.UNDETERMINED.value.upper() in front.shown[1]
