"""A rule case as a value: an arrangement, how it is judged, and what must come out, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Generic, TypeVar, get_args

from reg7check.arrangement import Arrangement
from reg7check.named import NamedTuple
from reg7check.problems import Place
from reg7check.rulebook.commencing import Commencing
from reg7check.rulebook.models import QuestionStatus, RuleStatus, VerdictWord

VERDICTS: tuple[str, ...] = get_args(VerdictWord)
NOT_APPLIED = "not-applied"
"""What a rule case says of a rule that does not apply on the day."""
STATUSES: tuple[str, ...] = (*get_args(RuleStatus), NOT_APPLIED)
QUESTION_STATUSES: tuple[str, ...] = get_args(QuestionStatus)
OUTSIDE = "outside"
"""What a rule case says of a prohibition that does not extend to where the work is done."""

_Value = TypeVar("_Value")


class Stated(NamedTuple, Generic[_Value]):
    """Something that a rule case states, and where."""

    value: _Value
    place: Place


class ExpectedPeriod(NamedTuple):
    """Days from ``first`` to ``last`` (None: an open end), both included, and their verdict."""

    first: date
    last: date | None
    verdict: str


class ExpectedRuling(NamedTuple):
    """What must come out under one prohibition; None where the case says nothing of it.

    ``verdict`` is one of ``VERDICTS``, or ``OUTSIDE``. ``periods``, ``accounts`` (by party) and ``turns_on`` (facts
    and open questions, in any order) are all that there may be.
    """

    verdict: Stated[str] | None = None
    periods: Stated[tuple[Stated[ExpectedPeriod], ...]] | None = None
    accounts: Stated[Mapping[str, Stated[str]]] | None = None
    turns_on: Stated[tuple[str, ...]] | None = None


class Expected(NamedTuple):
    """What must come out of a rule case: under the main prohibition, by rule, by open question, elsewhere."""

    main: ExpectedRuling = ExpectedRuling()
    rules: Mapping[str, Stated[str]] = MappingProxyType({})
    questions: Mapping[str, Stated[str]] = MappingProxyType({})
    prohibitions: Mapping[str, ExpectedRuling] = MappingProxyType({})

    @property
    def asks_what_stands(self) -> bool:
        """Whether anything is expected of a rule or an open question, which is asked on one day."""
        return bool(self.rules or self.questions)


class Case(NamedTuple):
    """A rule case, everything in it resolved: the title, the ids of the authorities whose answer it encodes, the case.

    The arrangement is judged as ``assess`` does with ``on``, ``as_party`` and ``take``, under the law in which each
    (provision, version, day) of ``commence`` has come into force. What is expected is expected of ``strand``; rules
    and open questions are asked against ``action``, or where that is None against the first in progress.
    """

    title: str
    place: Place
    authorities: tuple[str, ...]
    note: str | None
    arrangement: Arrangement
    strand: str
    action: str | None
    on: date | None
    as_party: str | None
    take: Mapping[str, str]
    commence: Commencing
    expected: Expected
