"""What an assessment finds, as values: everything that a report needs, and nothing of how it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Literal

from reg7check.arrangement import Answer, Arrangement, Span, Strand
from reg7check.named import NamedTuple
from reg7check.rulebook.models import Advice, Law, RuleStatus


class Verdict(StrEnum):
    """The five verdicts, in the order in which the first that a period has becomes that of the strand."""

    PROHIBITED = "prohibited"
    DISPUTED = "disputed"
    ARGUABLE = "arguable"
    UNDETERMINED = "undetermined"
    NOT_PROHIBITED = "not-prohibited"

    @property
    def settled(self) -> bool:
        """Whether every world agrees."""
        return self in (Verdict.PROHIBITED, Verdict.NOT_PROHIBITED)

    @classmethod
    def first(cls, verdicts: list[Verdict]) -> Verdict:
        """Return the first of these in the order of the class; not prohibited where there are none."""
        return next((verdict for verdict in cls if verdict in verdicts), cls.NOT_PROHIBITED)


Status = Literal["unknown", "disputed", "arguable"]


class TurnsOn(NamedTuple):
    """A fact, or an open question of law, on which an unsettled verdict turns. ``action`` is empty for a strand's.

    Of a question, ``arises`` tells whether it arises on what is known already, or only on some answers to come.
    """

    name: str
    action: str
    status: Status
    arises: bool = True


class Member(NamedTuple):
    """One answer (or reading) in a set of answers. Of a date fact, ``answer`` is "past" or "not-past".

    ``words`` is how it is written: the answer itself, or "on or before 2024-05-24".
    """

    name: str
    action: str
    answer: str
    words: str
    day: date | None = None


class SettlingSet(NamedTuple):
    """A smallest set of answers that settles a period, and the verdict to which it settles it."""

    verdict: Verdict
    members: tuple[Member, ...]


class Change(NamedTuple):
    """A smallest set of other answers that turns a settled verdict, and the verdict that it then is."""

    verdict: Verdict
    members: tuple[Member, ...]


class Count(NamedTuple):
    """How many there are of what is shown in part: exactly ``number``, or more than that."""

    number: int
    exact: bool = True

    def __str__(self) -> str:
        return str(self.number) if self.exact else f"more than {self.number}"


class Question(NamedTuple):
    """What to ask next: a fact, and how many open facts are expected to be left to ask after its answer."""

    name: str
    action: str
    expected_left: float


class FactUse(NamedTuple):
    """A fact that a reason relies on: what is known of it, and whether that is only presumed."""

    name: str
    action: str
    answer: Answer
    presumed: bool = False


class Reason(NamedTuple):
    """A rule that applied, did not, or is open: its provision, the facts relied on, and the reasons under it.

    ``words`` are those of the text in force on these days, where it has them; ``version`` is None where none is.
    ``action`` and ``days`` are given where it is true only of one of several actions, or on some days of its period;
    ``short`` is given where the reason ends the inquiry before any fact is asked: a few words that say why.
    """

    rule: str
    title: str
    status: RuleStatus
    provision: str
    pinpoint: str
    version: str | None
    words: str | None
    text: str
    facts: tuple[FactUse, ...] = ()
    questions: tuple[str, ...] = ()
    weighings: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    action: str = ""
    days: Span | None = None
    short: str = ""

    def with_those_below(self) -> Iterator[Reason]:
        """Yield this reason, and then all that stand under it, in order."""
        yield self
        for each in self.because:
            yield from each.with_those_below()


class Period(NamedTuple):
    """Days from ``first`` to ``last`` (None: an open end), both included, on which nothing that matters changes."""

    first: date
    last: date | None
    verdict: Verdict
    accounts: Mapping[str, Verdict]
    turns_on: tuple[TurnsOn, ...] = ()
    settled_by: tuple[SettlingSet, ...] = ()
    settled_by_total: Mapping[Verdict, Count] | None = None
    questions: tuple[Question, ...] = ()
    changes: tuple[Change, ...] = ()
    changes_total: Count = Count(0)
    reasons: tuple[Reason, ...] = ()
    presumptions: tuple[FactUse, ...] = ()
    notes: tuple[str, ...] = ()


class Ruling(NamedTuple):
    """One prohibition's verdict on a strand: the periods, and each party's account."""

    prohibition: str
    verdict: Verdict
    periods: tuple[Period, ...]
    accounts: Mapping[str, Verdict]

    @property
    def leading(self) -> Period:
        """The earliest period that has the verdict."""
        return next(period for period in self.periods if period.verdict == self.verdict)


class StrandAssessment(NamedTuple):
    """A strand of cover, judged: the main prohibition's ruling, those of the others, and what to note of it."""

    strand: Strand
    ruling: Ruling
    others: tuple[Ruling, ...]
    notes: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """The verdict under the main prohibition."""
        return self.ruling.verdict

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """The rulings of every prohibition, the main one first."""
        return (self.ruling, *self.others)


class Assessment(NamedTuple):
    """An arrangement, judged under a rulebook. It holds both, so that a report needs nothing else."""

    arrangement: Arrangement
    law: Law
    rulebook_sha256: str
    verdict: Verdict
    cover: tuple[StrandAssessment, ...]
    consequences: tuple[Advice, ...]
    next_steps: tuple[Advice, ...]
    caveats: tuple[Advice, ...]
    warnings: tuple[Advice, ...]
    authorities: tuple[str, ...]
    taken: Mapping[str, str]
    as_party: str | None
    on: date | None

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdict of every prohibition on every strand."""
        return tuple(ruling.verdict for strand in self.cover for ruling in strand.rulings)
