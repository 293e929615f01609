"""What an explanation finds, as values: why one element of a prohibition is so, or is not, and what would turn it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from reg7check.arrangement import Strand
from reg7check.named import NamedTuple
from reg7check.reasoning.results import Assessment, Count, FactUse, Member, Reason, Status, TurnsOn, Verdict
from reg7check.reasoning.subjects import Role, Subject
from reg7check.reasoning.weighing import Range, Weighed
from reg7check.rulebook.models import RuleStatus


class Step(NamedTuple):
    """One answer that a way needs, and what is known of the fact now (None: it is a reading of an open question)."""

    member: Member
    now: FactUse | None


class Ways(NamedTuple):
    """The shortest of the smallest sets of answers that make something so whatever else is open, and their number.

    Where it is settled otherwise, a set may put other answers in place of known ones. None can do without any member.
    """

    status: RuleStatus
    sets: tuple[tuple[Step, ...], ...]
    total: Count


class Asking(NamedTuple):
    """A prohibition that asks a concept, its verdict, and the reason that ends its inquiry before any fact, if any."""

    role: Role
    verdict: Verdict
    stop: Reason | None


class OtherDays(NamedTuple):
    """Other days of the cover, and what it is on them: a status, and of a prohibition its verdict.

    ``alike`` is whether the reasons are the same, and only other days lie between. ``short`` is why the inquiry ends.
    """

    first: date
    last: date | None
    action: str
    status: RuleStatus
    verdict: Verdict | None = None
    alike: bool = False
    short: str = ""


class View(NamedTuple):
    """What a picture shows against one action: the status of each part, by how it is written, facts, and totals."""

    action: str
    day: date
    parts: Mapping[str, RuleStatus]
    facts: Mapping[str, FactUse]
    totals: Mapping[str, Range]


class Explanation(NamedTuple):
    """Why something is so on some days of a strand's cover: open, it holds or it fails; and what would turn it.

    ``action`` is given where there are several and it is so of this one. ``reasons`` is one for a concept (none where
    no rule defines it on these days), and for a prohibition one for each element and exception. ``why_open`` is what
    an open one turns on: an account of the facts, an open question, or what is not known.
    """

    strand: Strand
    subject: Subject
    action: str
    first: date
    last: date | None
    status: RuleStatus
    verdict: Verdict | None
    why_open: Status | None
    accounts: Mapping[str, RuleStatus]
    reasons: tuple[Reason, ...]
    turns_on: tuple[TurnsOn, ...]
    ways: tuple[Ways, ...]
    weighings: tuple[Weighed, ...]
    asked_by: tuple[Asking, ...]
    other_days: tuple[OtherDays, ...]
    views: tuple[View, ...]


class Explained(NamedTuple):
    """What was asked of an assessed arrangement (None: why its verdict is what it is), and the explanations."""

    assessment: Assessment
    asked: str | None
    on: date | None
    explanations: tuple[Explanation, ...]
