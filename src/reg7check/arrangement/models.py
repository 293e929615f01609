"""An arrangement as values: who is on strike, what cover is arranged, and what is known of it, by whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from reg7check.named import NamedTuple

Value = str | date
"""One answer to a fact: ``yes``, ``no``, ``unknown``, ``never``, a named choice, or a date."""

UNKNOWN = "unknown"


class Party(NamedTuple):
    """A party to the dispute, and its role: union, hirer, supplier, worker, regulator or other."""

    id: str
    name: str
    role: str


class Evidence(NamedTuple):
    """What backs an answer. ``date`` is the day it was made, ``given_by`` the party it comes from.

    ``quote_redacted`` is whether the quote no longer has just the words of its source, since names were left out.
    """

    id: str
    what: str
    date: date | None = None
    given_by: str | None = None
    quote: str | None = None
    link: str | None = None
    quote_redacted: bool = False


class Answer(NamedTuple):
    """What is known of one fact.

    ``agreed`` is the answer where nobody disputes it (``unknown`` where nobody knows); it is None where the
    parties' answers, in ``by_party``, differ. A dispute in which all give one answer is that answer.
    """

    agreed: Value | None
    by_party: tuple[tuple[str, Value], ...] = ()
    says: str | None = None
    evidence: tuple[str, ...] = ()
    note: str | None = None

    @property
    def disputed(self) -> bool:
        """Whether the parties' answers differ."""
        return self.agreed is None

    def as_stated_by(self, party: str) -> Value:
        """Return the answer in this party's account: its own where the fact is disputed, else the agreed one."""
        if self.agreed is not None:
            return self.agreed
        return dict(self.by_party).get(party, UNKNOWN)


class Span(NamedTuple):
    """Days from ``first`` to ``last``, both included; ``last`` is None where the end is open."""

    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        """Return whether the day lies within the span."""
        return self.first <= day and (self.last is None or day <= self.last)


class Action(NamedTuple):
    """One industrial action: its kind (strike or action-short-of-strike), its days, and the facts about it."""

    id: str
    dates: tuple[Span, ...]
    kind: str | None
    workers: str | None
    facts: Mapping[str, Answer]


class Strand(NamedTuple):
    """One strand of cover: one supplier (or none), one hirer, one kind of help.

    ``covers`` holds the ids of the actions whose strikers' work it covers, and ``dates`` its days; where
    ``dates_assumed`` is true the file gave none and they are those of these actions.
    """

    id: str
    what: str
    hirer: str
    dates: tuple[Span, ...]
    dates_assumed: bool
    covers: tuple[str, ...]
    described_as: str | None
    supplier: str | None
    stage: str | None
    part_of: str | None
    facts: Mapping[str, Answer]


class Arrangement(NamedTuple):
    """A whole arrangement. ``file`` is the name it goes by in reports, ``sha256`` the digest of its bytes.

    ``blanks`` are the lines (from 1) on which a placeholder of a starter file still stands, and ``strand_lines`` those
    on which the strands of cover start, in their order. ``redacted`` tells that roles stand in place of names, and
    ``redacted_further`` how many names were given to be left out besides those that the program finds.
    """

    file: str
    sha256: str
    title: str
    reference: str | None
    nation: str
    parties: Mapping[str, Party]
    evidence: Mapping[str, Evidence]
    actions: tuple[Action, ...]
    cover: tuple[Strand, ...]
    blanks: tuple[int, ...] = ()
    strand_lines: tuple[int, ...] = ()
    redacted: bool = False
    redacted_further: int = 0

    def party_name(self, party: str | None) -> str | None:
        """Return the name of a declared party, or None for none."""
        return self.parties[party].name if party is not None else None

    def action(self, action: str) -> Action:
        """Return the action with this id. Raises KeyError where there is none."""
        for each in self.actions:
            if each.id == action:
                return each
        raise KeyError(action)

    def strand(self, strand: str) -> Strand:
        """Return the strand of cover with this id. Raises KeyError where there is none."""
        for each in self.cover:
            if each.id == strand:
                return each
        raise KeyError(strand)
