"""The interview itself: one question at a time through a front, until nothing more can matter or it is stopped."""

from __future__ import annotations

from datetime import date

from reg7check.arrangement import Answer, FactAt, Value
from reg7check.arrangement.blanks import is_blank
from reg7check.arrangement.models import UNKNOWN
from reg7check.days import NoSuchDay, parse_written_day
from reg7check.interview import questions
from reg7check.interview.backing import Backing, told_of, unwritable
from reg7check.interview.basics import SAME_DAYS, Field, Wording, wording
from reg7check.interview.closing import Closing
from reg7check.interview.dates import HOW_TO_WRITE_THEM, parse_spans
from reg7check.interview.questions import A_DATE, DISPUTED, NOT_KNOWN
from reg7check.interview.screens import Command, Front, Menu, Option, Part, Request, Screen
from reg7check.interview.session import Session

_SILENT = "says nothing"
_EVERY = (Command.BACK, Command.SKIP, Command.EXPLAIN, Command.STOP)


class Stopped(Exception):
    """The interview was stopped before its end. All that was answered is kept."""


class Interview:
    """Asks through a front what a session says is to be asked.

    ``file`` is what the file is called, ``named`` how it is written in a command that goes on from it.
    """

    def __init__(self, session: Session, front: Front, file: str, named: str) -> None:
        self.session = session
        self.front = front
        self.file = file
        self.named = named
        self.law = session.rulebook.law

    def run(self) -> None:
        """Ask until nothing more can matter and the end was seen. Raises Stopped where it is stopped before."""
        self.front.show(Screen(self._status(), self._welcome()))
        while True:
            item = self.session.next()
            if item is None:
                if not Closing(self.session, self.front, self.named).ask(self._status()):
                    return
            elif isinstance(item, Field):
                self._ask_field(item)
            else:
                self._ask_fact(item)

    def _welcome(self) -> tuple[Part, ...]:
        title = self.session.arrangement.title
        return (
            Part("A new file." if is_blank(title) else title, "strong"),
            Part(
                "You are asked one question at a time: always the one whose answer is expected to leave the fewest to"
                " ask. It ends when nothing more can matter."
            ),
            Part(
                "Answer only what you know. Not known is a good answer, and nothing is guessed. Each question has help:"
                " explain. You may go back, skip, or stop at any time."
            ),
            Part(f"Every answer is saved at once in {self.file}. This is not legal advice."),
        )

    def _status(self) -> tuple[Part, ...]:
        session = self.session
        if session.blanks:
            return (Part(f"Verdict so far: none. First the basics: {len(session.blanks)} to go.", "quiet"),)
        return questions.standing(self.law, session.arrangement, session.inquiry, session.can_matter)

    # Facts

    def _ask_fact(self, at: FactAt) -> None:
        fact = self.law.facts[at.fact]
        menu = Menu(
            (
                *questions.answers(fact),
                Option(NOT_KNOWN, "Not known", ("u", "unknown", "not known")),
                Option(DISPUTED, "The sides disagree", ("d", "disputed", "disagree")),
            ),
            _EVERY,
        )
        note = ""
        while True:
            screen = Screen(self._status(), tuple(questions.asked(self.law, self.session.arrangement, at)), note)
            chosen = self.front.choose(screen, menu)
            note = ""
            if chosen is Command.EXPLAIN:
                help_ = tuple(questions.explained(self.law, self.session.arrangement, at))
                self.front.show(Screen(self._status(), help_))
            elif isinstance(chosen, Command):
                note = self._obey(chosen, at)
                if not note:
                    return
            elif (answer := self._answer(at, chosen)) is not None:
                self._take(at, answer)
                return

    def _take(self, at: FactAt, answer: Answer) -> None:
        self.session.answer(at, answer)
        if answer.agreed != UNKNOWN:
            command = Backing(self.session, self.front, self._status).ask(at)
            if command is not None:
                self._obey(command, at)

    def _answer(self, at: FactAt, chosen: str) -> Answer | None:
        """Return the answer that is chosen, beside what the file holds already; None where it was called back."""
        before = self.session.said(at) or Answer(UNKNOWN)
        kept = Answer(UNKNOWN, evidence=before.evidence, note=before.note)
        if chosen == DISPUTED:
            return self._disputed(at, kept)
        value = UNKNOWN if chosen == NOT_KNOWN else self._value(at, chosen, "")
        if value is None:
            return None
        says = before.says if value == before.agreed else None
        return kept._replace(agreed=value, says=says)

    def _value(self, at: FactAt, chosen: str, of: str) -> Value | None:
        return self._day(at, of) if chosen == A_DATE else chosen

    def _day(self, at: FactAt, of: str) -> date | None:
        fact = self.law.facts[at.fact]
        parts = (Part(f"{fact.question}{of}", "strong"), Part("Write the day as 2024-05-13 or 13 May 2024."))
        note = ""
        while True:
            typed = self.front.write(Screen(self._status(), parts, note), Request("Day", commands=(Command.BACK,)))
            if typed.command is not None:
                return None
            try:
                return parse_written_day(typed.text)
            except NoSuchDay as error:
                note = told_of(error)

    def _disputed(self, at: FactAt, kept: Answer) -> Answer | None:
        fact = self.law.facts[at.fact]
        stated: list[tuple[str, Value]] = []
        for party in self.session.arrangement.parties.values():
            of = f" What does {questions.called(party)} say?"
            parts = (Part(fact.question), Part(of.strip(), "strong"))
            options = (
                *questions.answers(fact),
                Option(UNKNOWN, "It says that it does not know", ("u", "unknown")),
                Option(_SILENT, "It says nothing of this", ("nothing",)),
            )
            chosen = self.front.choose(Screen(self._status(), parts), Menu(options, (Command.BACK, Command.STOP)))
            if chosen is Command.STOP:
                raise Stopped
            if isinstance(chosen, Command):
                return None
            if chosen == _SILENT:
                continue
            value = self._value(at, chosen, of)
            if value is None:
                return None
            stated.append((party.id, value))
        if not stated:
            return None
        if len(stated) == 1:
            return kept._replace(agreed=stated[0][1], says=stated[0][0])
        values = {value for _, value in stated}
        return kept._replace(agreed=values.pop() if len(values) == 1 else None, by_party=tuple(stated))

    # Fields of the file

    def _ask_field(self, field: Field) -> None:
        asked = wording(field, self.session.arrangement)
        note = ""
        while True:
            parts = [Part(asked.question, "strong"), Part(asked.help, rank=1)]
            if field.takes_days:
                parts.append(Part(HOW_TO_WRITE_THEM))
            screen = Screen(self._status(), tuple(parts), note)
            note = self._take_choice(field, asked, screen) if asked.choices else self._take_line(field, asked, screen)
            if not note:
                return

    def _take_choice(self, field: Field, asked: Wording, screen: Screen) -> str:
        options = tuple(Option(name, told, (name,)) for name, told in asked.choices)
        chosen = self.front.choose(screen, Menu(options, (Command.BACK, Command.SKIP, Command.STOP), asked.default))
        if isinstance(chosen, Command):
            return self._obey(chosen, field)
        self.session.fill_text(field, chosen)
        return ""

    def _take_line(self, field: Field, asked: Wording, screen: Screen) -> str:
        """Take what is typed. Returns "", or what is wrong with it."""
        request = Request("Answer", asked.default, (Command.BACK, Command.SKIP, Command.STOP))
        typed = self.front.write(screen, request)
        if typed.command is not None:
            return self._obey(typed.command, field)
        text = " ".join(typed.text.split())
        if not text:
            return "Please type something, or type skip."
        if unwritable(text):
            return unwritable(text)
        if not field.takes_days:
            self.session.fill_text(field, text)
            return ""
        try:
            self.session.fill_dates(field, () if text == SAME_DAYS else parse_spans(text))
        except NoSuchDay as error:
            return told_of(error)
        return ""

    def _obey(self, command: Command, item: Field | FactAt) -> str:
        """Do what a command says. Returns "", or why it cannot be done."""
        if command is Command.STOP:
            raise Stopped
        if command is Command.SKIP:
            self.session.skip(item)
            return ""
        if not self.session.can_go_back:
            return "This is the first question of this sitting: there is nothing to go back to."
        self.session.back()
        return ""
