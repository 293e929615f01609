"""The end of an interview: where it stands, what that rests on, what was put aside, and what to run next."""

from __future__ import annotations

from collections.abc import Iterator

from reg7check.arrangement import FactAt
from reg7check.interview import questions
from reg7check.interview.screens import Command, Front, Menu, Option, Part, Screen
from reg7check.interview.session import Session
from reg7check.reasoning import Assessment, assess_arrangement
from reg7check.reasoning.results import FactUse
from reg7check.report import words
from reg7check.report.ruling import TONES

_FINISH, _ONCE_MORE = "finish", "once more"


class Closing:
    """Shows the end, and lets what was put aside or is only presumed be asked after all."""

    def __init__(self, session: Session, front: Front, file: str) -> None:
        self.session = session
        self.front = front
        self.file = file
        self.law = session.rulebook.law

    def ask(self, status: tuple[Part, ...]) -> bool:
        """Show the end. Returns whether there is something to ask after all."""
        session = self.session
        assessment = assess_arrangement(session.arrangement, session.rulebook, on=None, as_party=None, taken={})
        presumed = _presumed(assessment)
        options = [Option(_FINISH, "Finish")]
        if session.put_aside:
            options.append(Option(_ONCE_MORE, "Go through what was put aside once more"))
        options += [
            Option(f"{number}", f"Say otherwise than presumed: {self.law.facts[at.fact].question}")
            for number, at in enumerate(presumed)
        ]
        screen = Screen(status, tuple(self._parts(assessment, presumed)))
        commands = (Command.BACK,) if session.can_go_back else ()
        chosen = self.front.choose(screen, Menu(tuple(options), commands, _FINISH))
        if chosen is Command.BACK:
            session.back()
            return True
        if chosen == _FINISH:
            return False
        if chosen == _ONCE_MORE:
            session.ask_again()
        else:
            session.want(list(presumed)[int(chosen)])
        return True

    def _parts(self, assessment: Assessment, presumed: dict[FactAt, FactUse]) -> Iterator[Part]:
        session = self.session
        arrangement = session.arrangement
        for strand in assessment.cover:
            for ruling in (strand.ruling, *strand.others):
                name = f"{strand.strand.id}: " if len(assessment.cover) > 1 else ""
                sentence = words.verdict_sentence(self.law, ruling, strand.strand)
                yield Part(f"{name}{words.VERDICTS[ruling.verdict].upper()}. {sentence}", TONES[ruling.verdict])
        if not session.can_matter and not session.disputed and not assessment.verdict.settled:
            yield Part("No fact can change this: it turns on a question of law that is open. The report tells of it.")
        for at in session.disputed:
            said = session.said(at)
            if said is not None:
                fact = self.law.facts[at.fact]
                where = questions.about(arrangement, at)
                yield Part(f"Disputed: {fact.question}{where} {words.each_side(arrangement, said)}.", rank=3)
        for at in session.put_aside:
            fact = self.law.facts[at.fact]
            whom = questions.whom(fact, arrangement, at)
            yield Part(
                f"Put aside, and still matters. {whom}: {fact.question}{questions.about(arrangement, at)}", rank=2
            )
        for use in presumed.values():
            yield Part(words.fact_line(assessment, use), "quiet", rank=4)
        for field in session.left_blank:
            yield Part(f"Still to fill in, in the file: {field.key}.", rank=3)
        yield Part(f"What to run next:  {'  |  '.join(next_commands(self.file))}", rank=1)


def next_commands(file: str) -> tuple[str, ...]:
    """Return the commands that go on from a file."""
    named = quoted(file)
    return (f"reg7check assess {named}", f"reg7check questions {named}", f"reg7check letter {named} --to hirer")


def quoted(file: str) -> str:
    """Return the name of a file as it is written in a command."""
    return f'"{file}"' if " " in file else file


def _presumed(assessment: Assessment) -> dict[FactAt, FactUse]:
    found: dict[FactAt, FactUse] = {}
    for strand in assessment.cover:
        for ruling in (strand.ruling, *strand.others):
            for use in ruling.leading.presumptions:
                at = FactAt(use.name, action=use.action) if use.action else FactAt(use.name, strand=strand.strand.id)
                found.setdefault(at, use)
    return found
