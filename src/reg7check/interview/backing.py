"""The part of an interview that asks who says so, what backs it, and for a note: all of it may be passed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from reg7check.arrangement import Answer, Evidence, FactAt
from reg7check.arrangement.form import LINK
from reg7check.arrangement.models import UNKNOWN
from reg7check.days import NoSuchDay, parse_written_day
from reg7check.inert import inert
from reg7check.interview.questions import answered, called
from reg7check.interview.screens import Command, Front, Menu, Option, Part, Request, Screen
from reg7check.interview.session import Session
from reg7check.report import words

_GO_ON, _SAYS, _BACKS, _NOTE, _NEW, _NOBODY, _DONE = "go on", "says", "backs", "note", "new", "nobody", "done"
CLEAR = "-"
"""What is typed to take away what a field holds."""


class Backing:
    """Asks what stands beside an answer that has just been given, and records each piece of it at once."""

    def __init__(self, session: Session, front: Front, status: Callable[[], tuple[Part, ...]]) -> None:
        self.session = session
        self.front = front
        self.status = status

    def ask(self, at: FactAt) -> Command | None:
        """Ask for what is beside an answer until there is no more. Returns BACK where the answer is taken back."""
        fact = self.session.rulebook.law.facts[at.fact]
        while True:
            answer = self._answer(at)
            arrangement = self.session.arrangement
            statement = answered(fact, arrangement, answer)
            options = [Option(_GO_ON, "Go on")]
            if not answer.disputed and not answer.by_party:
                says = arrangement.party_name(answer.says) or "nobody named"
                options.append(Option(_SAYS, f"Who says so: {says}"))
            backs = words.listed(answer.evidence) if answer.evidence else "nothing named"
            options.append(Option(_BACKS, f"What backs it: {backs}"))
            options.append(Option(_NOTE, f"A note: {answer.note or 'none'}"))
            screen = Screen(self.status(), (Part(f"Saved: {statement}", "strong"), Part(_BESIDE, rank=1)))
            chosen = self.front.choose(screen, Menu(tuple(options), (Command.BACK, Command.STOP), _GO_ON))
            match chosen:
                case Command():
                    return chosen
                case "says":
                    self._who(at, statement)
                case "backs":
                    self._evidence(at, statement)
                case "note":
                    self._note(at, statement)
                case _:
                    return None

    def _answer(self, at: FactAt) -> Answer:
        return self.session.said(at) or Answer(UNKNOWN)

    def _who(self, at: FactAt, statement: str) -> None:
        parties = [Option(each.id, called(each)) for each in self.session.arrangement.parties.values()]
        menu = Menu((*parties, Option(_NOBODY, "Nobody in particular")), (Command.BACK,))
        chosen = self.front.choose(self._screen(statement, "Who says so?"), menu)
        if not isinstance(chosen, Command):
            self.session.amend(at, self._answer(at)._replace(says=None if chosen == _NOBODY else chosen))

    def _note(self, at: FactAt, statement: str) -> None:
        kept = self._answer(at).note or ""
        typed = self._line(statement, "Your note, in a line.", "Note", kept, _no_fault)
        if typed is not None:
            self.session.amend(at, self._answer(at)._replace(note=typed or None))

    def _evidence(self, at: FactAt, statement: str) -> None:
        while True:
            named = self._answer(at).evidence
            pieces = self.session.arrangement.evidence
            told = f"What backs it? So far: {words.listed(named) if named else 'nothing'}."
            options = [
                Option(_DONE, "No more"),
                Option(_NEW, "A new piece of evidence"),
            ]
            options += [Option(f"+{each}", f"{each}: {pieces[each].what}") for each in pieces if each not in named]
            options += [Option(f"-{each}", f"Take away {each}") for each in named]
            chosen = self.front.choose(self._screen(statement, told), Menu(tuple(options), (Command.BACK,), _DONE))
            if isinstance(chosen, Command) or chosen == _DONE:
                return
            if chosen == _NEW:
                piece = self._new_piece(statement)
                if piece is None:
                    continue
                self.session.add_evidence(piece)
                chosen = f"+{piece.id}"
            kept = [each for each in self._answer(at).evidence if each != chosen[1:]]
            evidence = (*kept, chosen[1:]) if chosen.startswith("+") else tuple(kept)
            self.session.amend(at, self._answer(at)._replace(evidence=evidence))

    def _new_piece(self, statement: str) -> Evidence | None:
        what = self._line(
            statement, "What is it? Such as: email of the depot manager to all staff.", "What", "", _needed
        )
        if not what:
            return None
        made = self._line(statement, "On what day was it made? Enter passes.", "Day", "", _day_fault)
        if made is None:
            return None
        options = [Option(each.id, called(each)) for each in self.session.arrangement.parties.values()]
        menu = Menu((Option(_NOBODY, "None of these"), *options), (Command.BACK,), _NOBODY)
        giver = self.front.choose(self._screen(statement, f"Who does it come from? ({what})"), menu)
        if isinstance(giver, Command):
            return None
        quote = self._line(statement, "The words in it that matter. Enter passes.", "Quote", "", _no_fault)
        if quote is None:
            return None
        link = self._line(statement, "Its address on the web, if it has one. Enter passes.", "Link", "", _link_fault)
        if link is None:
            return None
        return Evidence(
            id=new_id(what, self.session.arrangement.evidence),
            what=what,
            date=parse_written_day(made) if made else None,
            given_by=None if giver == _NOBODY else giver,
            quote=quote or None,
            link=link or None,
        )

    def _line(self, statement: str, told: str, label: str, default: str, fault: Callable[[str], str]) -> str | None:
        """Return what is typed, with nothing wrong in it; None where it is called back."""
        note = ""
        while True:
            request = Request(label, default, (Command.BACK,))
            typed = self.front.write(self._screen(statement, told)._replace(note=note), request)
            if typed.command is not None:
                return None
            text = "" if typed.text == CLEAR else typed.text
            note = fault(text) or unwritable(text)
            if not note:
                return text

    def _screen(self, statement: str, told: str) -> Screen:
        return Screen(self.status(), (Part(f"Saved: {statement}", "quiet"), Part(told, "strong")))


_BESIDE = "If you like, add who says so and what backs it: a report is then easier to trust. Nothing here is needed."


def unwritable(text: str) -> str:
    """Return "", or what is wrong with a typed text that holds characters which no file should hold."""
    return "" if inert(text) == text else "There are characters in this that cannot be shown. Please type it again."


def new_id(text: str, taken: Collection[str]) -> str:
    """Return an id made from the first words of a text, other than those that are taken."""
    slug = re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")[:30].strip("-") or "item"
    numbered = (slug if number == 1 else f"{slug}-{number}" for number in range(1, len(taken) + 2))
    return next(each for each in numbered if each not in taken)


def _no_fault(_: str) -> str:
    return ""


def _needed(text: str) -> str:
    return "" if text else "Please say in a few words what it is, or type back."


def _day_fault(text: str) -> str:
    if not text:
        return ""
    try:
        parse_written_day(text)
    except NoSuchDay as error:
        return told_of(error)
    return ""


def told_of(error: NoSuchDay) -> str:
    """Return what is wrong with a date, and how to write it, in sentences."""
    message = str(error)
    return f"{message[:1].upper()}{message[1:]}: {error.hint.removesuffix('.')}."


def _link_fault(text: str) -> str:
    return "" if not text or re.fullmatch(LINK, text) else "A web address starts with https:// and holds no spaces."
