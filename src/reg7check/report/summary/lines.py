"""The summary of many arrangements, as values: a line for each ruling, and the files that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from reg7check.arrangement import FactAt, Span
from reg7check.named import NamedTuple
from reg7check.problems import Problem
from reg7check.reasoning.results import Assessment, Period, Ruling, StrandAssessment, Verdict
from reg7check.report import words
from reg7check.report.asking import ask, names_to_ask
from reg7check.report.facts_told import open_uses
from reg7check.rulebook.models import Law

STATUSES = {"disputed": "Disputed", "unknown": "Not known", "arguable": "An open question of law"}
"""How it is told what is the matter with a fact or a question on which a verdict turns."""


class On(NamedTuple):
    """A fact, or an open question of law, on which a verdict turns: its id, its action, its status, its question."""

    name: str
    action: str
    status: str
    question: str

    @property
    def text(self) -> str:
        """The question, and what is the matter with it."""
        return f"{STATUSES[self.status]}: {self.question}"


class Next(NamedTuple):
    """What to ask next: the fact's id and question, what kind of party to ask, and in words whom."""

    fact: str
    question: str
    ask: str
    whom: str


class DaysOf(NamedTuple):
    """Days from ``first`` to ``last`` (None: an open end), both included, and the verdict on them."""

    first: date
    last: date | None
    verdict: Verdict


class Line(NamedTuple):
    """One prohibition's ruling on a strand of cover, in short.

    ``number`` counts the strands of all arrangements, and ``line`` is that of the file on which the strand starts.
    ``accounts`` are the names of the parties with what follows if each is right. ``strand_verdicts`` are those of
    every prohibition on the strand.
    """

    number: int
    file: str
    sha256: str
    title: str
    reference: str | None
    nation: str
    strand: str
    line: int | None
    what: str
    hirer: str
    supplier: str | None
    stage: str | None
    cover: tuple[Span, ...]
    prohibition: str
    prohibition_title: str
    main: bool
    verdict: Verdict
    sentence: str
    periods: tuple[DaysOf, ...]
    turns_on: tuple[On, ...]
    next: Next | None
    accounts: tuple[tuple[str, Verdict], ...]
    notes: tuple[str, ...]
    strand_verdicts: tuple[Verdict, ...]

    @property
    def first_day(self) -> date:
        """The first day of the cover."""
        return min(span.first for span in self.cover)

    @property
    def last_day(self) -> date | None:
        """The last day of the cover; None where the end is open."""
        ends = [span.last for span in self.cover]
        return max((each for each in ends if each is not None), default=None) if None not in ends else None

    @property
    def days(self) -> str:
        """The days on which the verdict holds."""
        return words.times([(each.first, each.last) for each in self.periods if each.verdict is self.verdict])

    @property
    def other_days(self) -> tuple[str, ...]:
        """The other days of the cover, with what holds on them."""
        others = dict.fromkeys(each.verdict for each in self.periods if each.verdict is not self.verdict)
        return tuple(
            f"{words.VERDICTS[verdict]}: "
            + words.times([(each.first, each.last) for each in self.periods if each.verdict is verdict])
            for verdict in others
        )

    @property
    def accounts_told(self) -> tuple[str, ...]:
        """What follows if each party is right."""
        return tuple(f"If {name} is right: {words.VERDICTS[verdict]}" for name, verdict in self.accounts)

    @property
    def said(self) -> str:
        """The verdict in a word or two."""
        return words.VERDICTS[self.verdict]


class Unread(NamedTuple):
    """A file that cannot be read, by the name that reports call it, and what is wrong with it."""

    file: str
    problems: tuple[Problem, ...]

    @property
    def told(self) -> str:
        """How many problems it has, and the first of them."""
        first = self.problems[0]
        where = f"line {first.place.line}: " if first.place.line is not None else ""
        if len(self.problems) == 1:
            return f"{where}{first.message}"
        return f"{len(self.problems)} problems; the first: {where}{first.message}"


class Summary(NamedTuple):
    """The lines that are told, in their order, of how many strands there are, what is unread, under which rulebook.

    ``asked`` says in words which are told, and in which order.
    """

    lines: tuple[Line, ...]
    unread: tuple[Unread, ...]
    arrangements: int
    strands: int
    law: Law
    rulebook_sha256: str
    asked: tuple[str, ...]


def lines_of(assessment: Assessment, number: int = 0) -> Iterator[Line]:
    """Yield a line for each prohibition's ruling on each strand of an assessment.

    Args:
        assessment: what was judged.
        number: how many strands there are in those before it.
    """
    lines = assessment.arrangement.strand_lines
    for at, strand in enumerate(assessment.cover):
        for ruling in strand.rulings:
            yield _line(assessment, strand, ruling, number + at, lines[at] if lines else None)


def telling(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield those lines that a summary tells: of the main prohibition, and of another where it is not clear."""
    yield from (each for each in lines if each.main or each.verdict is not Verdict.NOT_PROHIBITED)


def _line(assessment: Assessment, strand: StrandAssessment, ruling: Ruling, number: int, line: int | None) -> Line:
    arrangement, law = assessment.arrangement, assessment.law
    entry = strand.strand
    blanks = words.blanks(arrangement)
    return Line(
        number=number,
        file=arrangement.file,
        sha256=arrangement.sha256,
        title=arrangement.title,
        reference=arrangement.reference,
        nation=arrangement.nation,
        strand=entry.id,
        line=line,
        what=entry.what,
        hirer=arrangement.parties[entry.hirer].name,
        supplier=arrangement.party_name(entry.supplier),
        stage=entry.stage,
        cover=entry.dates,
        prohibition=ruling.prohibition,
        prohibition_title=law.prohibitions[ruling.prohibition].title,
        main=ruling is strand.ruling,
        verdict=ruling.verdict,
        sentence=words.verdict_sentence(law, ruling, entry),
        periods=tuple(DaysOf(each.first, each.last, each.verdict) for each in ruling.periods),
        turns_on=_turns_on(assessment, strand, ruling.leading),
        next=_next(assessment, strand, ruling.leading),
        accounts=tuple((arrangement.parties[party].name, verdict) for party, verdict in ruling.accounts.items()),
        notes=(
            *words.assumptions(assessment),
            *((blanks,) if blanks else ()),
            *(each.text for each in assessment.warnings),
            *strand.notes,
            *dict.fromkeys(note for period in ruling.periods if period.reasons for note in period.notes),
        ),
        strand_verdicts=tuple(each.verdict for each in strand.rulings),
    )


def _turns_on(assessment: Assessment, strand: StrandAssessment, period: Period) -> tuple[On, ...]:
    """Return the open questions of law that arise, the facts that are open, and the questions that may arise too."""
    law, arrangement = assessment.law, assessment.arrangement
    questions = [each for each in period.turns_on if each.status == "arguable"]
    asked = [(each, On(each.name, "", "arguable", law.open_questions[each.name].question)) for each in questions]
    facts = [
        On(
            use.name,
            use.action,
            "disputed" if use.answer.disputed else "unknown",
            f"{law.facts[use.name].question}{words.against(arrangement, use.action)}",
        )
        for use in open_uses(assessment, strand.strand, period)
    ]
    return (*(on for each, on in asked if each.arises), *facts, *(on for each, on in asked if not each.arises))


def _next(assessment: Assessment, strand: StrandAssessment, period: Period) -> Next | None:
    if not period.questions:
        return None
    best = period.questions[0]
    fact = assessment.law.facts[best.name]
    at = FactAt.of(best.name, best.action, strand.strand.id)
    return Next(
        fact=best.name,
        question=f"{fact.question}{words.against(assessment.arrangement, best.action)}",
        ask=fact.ask,
        whom=ask(fact.ask, names_to_ask(assessment.arrangement, fact.ask, at)),
    )


def digests(lines: Sequence[Line]) -> dict[str, str]:
    """Return the SHA-256 of each file, in the order of the lines."""
    return {each.file: each.sha256 for each in lines}
