"""The interview as a state: what to ask next, what an answer does, and the way back. It shows and prints nothing."""

from __future__ import annotations

from collections.abc import Sequence

from reg7check.arrangement import Answer, Arrangement, Evidence, FactAt, Span, answer_at
from reg7check.arrangement.models import UNKNOWN
from reg7check.interview.basics import Field, in_order, with_companions
from reg7check.interview.record import Record
from reg7check.named import NamedTuple
from reg7check.reasoning import Inquiry, inquire
from reg7check.rulebook import Rulebook

Item = Field | FactAt
"""What can be asked: a blank field of the file, or a fact."""


class _State(NamedTuple):
    """All that an answer changes."""

    content: bytes
    put_aside: tuple[FactAt, ...]
    passed: tuple[Field, ...]


class Session:
    """One sitting over one record. Each change is kept at once; each can be taken back."""

    def __init__(self, record: Record, rulebook: Rulebook) -> None:
        self.record = record
        self.rulebook = rulebook
        self._put_aside: tuple[FactAt, ...] = ()
        self._passed: tuple[Field, ...] = ()
        self._history: list[tuple[Item, _State]] = []
        self._wanted: Item | None = None
        self._known: tuple[Arrangement, tuple[FactAt, ...], Inquiry] | None = None

    @property
    def arrangement(self) -> Arrangement:
        """The arrangement as it now is."""
        return self.record.arrangement

    @property
    def inquiry(self) -> Inquiry:
        """The verdict so far, and what is still to ask: neither what is disputed, nor what was put aside here."""
        arrangement, put_aside = self.arrangement, self._put_aside
        if self._known is None or self._known[:2] != (arrangement, put_aside):
            not_asked = {*put_aside, *_disputed(arrangement)}
            self._known = (arrangement, put_aside, inquire(arrangement, self.rulebook, not_asked=not_asked))
        return self._known[2]

    @property
    def blanks(self) -> tuple[Field, ...]:
        """The fields to ask before any fact: those that nobody has filled in, without those dealt with here."""
        return tuple(each for each in with_companions(self.left_blank) if each not in self._passed)

    @property
    def left_blank(self) -> tuple[Field, ...]:
        """The fields of the file that nobody has filled in."""
        return in_order(self.record.blanks)

    @property
    def put_aside(self) -> tuple[FactAt, ...]:
        """Of the facts that were put aside in this sitting, those that can still matter."""
        return tuple(at for at in self.inquiry.set_aside if at in self._put_aside)

    @property
    def disputed(self) -> tuple[FactAt, ...]:
        """Of the disputed facts, those that can still matter."""
        return tuple(at for at in self.inquiry.set_aside if at not in self._put_aside)

    @property
    def can_matter(self) -> int:
        """How many questions can still matter: those to ask, and those put aside."""
        return len(self.inquiry.to_ask) + len(self.put_aside)

    @property
    def can_go_back(self) -> bool:
        """Whether something was answered or passed over in this sitting."""
        return bool(self._history)

    def next(self) -> Item | None:
        """Return what to ask now: what is wanted again, a blank field, or the best question; None for nothing."""
        if self._wanted is not None:
            return self._wanted
        if self.blanks:
            return self.blanks[0]
        return self.inquiry.to_ask[0].at if self.inquiry.to_ask else None

    def want(self, item: Item) -> None:
        """Ask this next, whatever else there is to ask."""
        self._wanted = item

    def answer(self, at: FactAt, answer: Answer) -> None:
        """Take the answer to a fact. One that nobody knows is not asked again in this sitting."""
        self._begin(at)
        self.record.answer(at, answer)
        self._put_aside = tuple(each for each in self._put_aside if each != at)
        if answer.agreed == UNKNOWN:
            self._put_aside += (at,)
        self.record.save()

    def amend(self, at: FactAt, answer: Answer) -> None:
        """Put a fuller answer in place of the one that was just taken; going back takes both away."""
        self.record.answer(at, answer)
        self.record.save()

    def add_evidence(self, evidence: Evidence) -> None:
        """Declare a piece of evidence, as a part of the answer that is being given."""
        self.record.add_evidence(evidence)
        self.record.save()

    def fill_text(self, field: Field, value: str) -> None:
        """Fill in a field that takes a text or a choice."""
        self._begin(field)
        self.record.set_text(field.path, value)
        self._passed += (field,)
        self.record.save()

    def fill_dates(self, field: Field, spans: Sequence[Span]) -> None:
        """Fill in a field that takes days; with none, it is left out of the file."""
        self._begin(field)
        self.record.set_dates(field.path, spans)
        self._passed += (field,)
        self.record.save()

    def skip(self, item: Item) -> None:
        """Put a question aside for this sitting, or leave a field as it is."""
        self._begin(item)
        if isinstance(item, Field):
            self._passed += (item,)
        elif item not in self._put_aside:
            self._put_aside += (item,)

    def back(self) -> Item | None:
        """Take the last answer back, so that it is asked again; what was recorded is as it was. None: there is none."""
        if not self._history:
            return None
        item, state = self._history.pop()
        self._put_aside, self._passed = state.put_aside, state.passed
        if self.record.content != state.content:
            self.record.restore(state.content)
            self.record.save()
        self._wanted = item
        return item

    def ask_again(self) -> None:
        """Ask once more what was put aside."""
        self._put_aside = ()

    def said(self, at: FactAt) -> Answer | None:
        """Return what the file says of a fact, if it lists it."""
        return answer_at(self.arrangement, at)

    def _begin(self, item: Item) -> None:
        self._history.append((item, _State(self.record.content, self._put_aside, self._passed)))
        self._wanted = None


def _disputed(arrangement: Arrangement) -> tuple[FactAt, ...]:
    found = [
        FactAt(name, action=action.id)
        for action in arrangement.actions
        for name, answer in action.facts.items()
        if answer.disputed
    ]
    for strand in arrangement.cover:
        found += [FactAt(name, strand=strand.id) for name, answer in strand.facts.items() if answer.disputed]
    return tuple(found)
