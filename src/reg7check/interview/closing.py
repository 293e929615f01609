"""The end of an interview: where it stands, what that rests on, what was put aside, and what to run next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reg7check.arrangement import Answer, FactAt
from reg7check.arrangement.models import UNKNOWN
from reg7check.interview import questions
from reg7check.interview.basics import wording
from reg7check.interview.screens import Command, Front, Menu, Option, Part, Screen
from reg7check.interview.session import Session
from reg7check.reasoning import Assessment, assess_arrangement
from reg7check.reasoning.results import FactUse
from reg7check.report import words
from reg7check.report.marks import TONES

_FINISH, _ONCE_MORE, _OTHERWISE = "finish", "once more", "otherwise"


class Closing:
    """Shows the end, and lets what was put aside or is only presumed be asked after all."""

    def __init__(self, session: Session, front: Front, named: str) -> None:
        self.session = session
        self.front = front
        self.named = named
        self.law = session.rulebook.law

    def ask(self, status: tuple[Part, ...]) -> bool:
        """Show the end. Returns whether there is something to ask after all."""
        session = self.session
        assessment = assess_arrangement(session.arrangement, session.rulebook, on=None, as_party=None, taken={})
        presumed = _presumed(assessment)
        verdicts = tuple(self._verdicts(assessment))
        self.front.show(Screen(status, (*verdicts, *self._rests_on(assessment, presumed))))
        commands = tuple(Part(each, lead="  ") for each in next_commands(self.named))
        screen = Screen(status, (*verdicts, Part("What to run next, once you have finished:"), *commands))
        options = [Option(_FINISH, "Finish")]
        if session.put_aside:
            options.append(Option(_ONCE_MORE, "Go through what was put aside once more"))
        otherwise = [*session.disputed, *presumed]
        if otherwise:
            options.append(Option(_OTHERWISE, "Say otherwise about something that is disputed or presumed"))
        while True:
            commands_here = (Command.BACK, Command.STOP) if session.can_go_back else (Command.STOP,)
            chosen = self.front.choose(screen, Menu(tuple(options), commands_here, _FINISH))
            if chosen == _OTHERWISE:
                at = self._otherwise(status, otherwise)
                if at is None:
                    continue
                session.want(at)
            elif chosen == _ONCE_MORE:
                session.ask_again()
            elif chosen is Command.BACK:
                session.back()
            return chosen not in (_FINISH, Command.STOP)

    def _otherwise(self, status: tuple[Part, ...], places: Sequence[FactAt]) -> FactAt | None:
        arrangement = self.session.arrangement
        options = tuple(
            Option(str(number), f"{self.law.facts[at.fact].question}{questions.about(arrangement, at)}")
            for number, at in enumerate(places)
        )
        screen = Screen(status, (Part("Which of these do you want to answer?", "strong"),))
        chosen = self.front.choose(screen, Menu(options, (Command.BACK,)))
        return None if isinstance(chosen, Command) else places[int(chosen)]

    def _verdicts(self, assessment: Assessment) -> Iterator[Part]:
        for strand in assessment.cover:
            for ruling in strand.rulings:
                name = f"{strand.strand.id}: " if len(assessment.cover) > 1 else ""
                sentence = words.verdict_sentence(self.law, ruling, strand.strand)
                yield Part(f"{name}{words.VERDICTS[ruling.verdict].upper()}. {sentence}", TONES[ruling.verdict])

    def _rests_on(self, assessment: Assessment, presumed: Mapping[FactAt, FactUse]) -> Iterator[Part]:
        session = self.session
        arrangement = session.arrangement
        if not session.can_matter and not session.disputed and not assessment.verdict.settled:
            yield Part("No fact can change this: it turns on a question of law that is open. The report tells of it.")
        for at in session.disputed:
            said = session.said(at) or Answer(UNKNOWN)
            fact = self.law.facts[at.fact]
            sides = words.each_side(arrangement, said)
            yield Part(f"Disputed, and matters: {fact.question}{questions.about(arrangement, at)} {sides}.")
        if session.put_aside:
            yield Part(f"Put aside, and can still matter: {len(session.put_aside)}.", "strong")
        for whom, places in self._by_whom(session.put_aside).items():
            yield Part(f"{whom}:")
            for at in places:
                yield Part(f"{self.law.facts[at.fact].question}{questions.about(arrangement, at)}", lead="  - ")
        if presumed:
            yield Part("What this rests on that is only presumed:", "strong")
        for use in presumed.values():
            yield Part(words.fact_line(assessment, use).removeprefix("Presumed: "), lead="  - ")
        for field in session.left_blank:
            yield Part(f"Still to fill in: {wording(field, arrangement).question}")

    def _by_whom(self, places: Iterable[FactAt]) -> dict[str, list[FactAt]]:
        found: dict[str, list[FactAt]] = {}
        for at in places:
            whom = questions.whom(self.law.facts[at.fact], self.session.arrangement, at)
            found.setdefault(whom, []).append(at)
        return found


def next_commands(named: str) -> tuple[str, ...]:
    """Return the commands that go on from a file, which is named as it is written in a command."""
    return (f"reg7check assess {named}", f"reg7check questions {named}", f"reg7check letter {named} --to hirer")


def _presumed(assessment: Assessment) -> dict[FactAt, FactUse]:
    found: dict[FactAt, FactUse] = {}
    for strand in assessment.cover:
        for ruling in strand.rulings:
            for use in ruling.leading.presumptions:
                at = FactAt.of(use.name, use.action, strand.strand.id)
                found.setdefault(at, use)
    return found
