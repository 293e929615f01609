"""Composing what is known of a strand of cover, fact by fact: who says so, on what evidence, what would prove it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reg7check.arrangement import Answer, Strand
from reg7check.arrangement.models import UNKNOWN
from reg7check.reasoning.results import Assessment, FactUse, Period, StrandAssessment
from reg7check.report import words
from reg7check.report.document import Block, Cell, Heading, Table
from reg7check.report.sources import evidence_anchor

_DISPUTED = ("The question", "What each side says", "Evidence")
_UNKNOWN = ("The question", "Whom to ask", "What would prove it", "Evidence so far")
_KNOWN = ("The fact", "Who says so", "Evidence")
_PRESUMED = ("What is presumed", "Why")
_IDLE = ("The question", "Evidence")
_NOBODY = "The file does not say"


def open_uses(assessment: Assessment, strand: Strand, period: Period) -> list[FactUse]:
    """Return the facts on which a period turns: what is disputed first, then the best question first."""
    rank = {(each.name, each.action): number for number, each in enumerate(period.questions)}
    facts = [each for each in period.turns_on if each.status != "arguable"]
    facts.sort(key=lambda each: (each.status != "disputed", rank[each.name, each.action]))
    return [words.open_fact(assessment, strand, each) for each in facts]


def uses_of(assessment: Assessment, strand: Strand) -> tuple[FactUse, ...]:
    """Return every fact that a file states of a strand, and of the actions that it covers, in the catalogue's order."""
    stated: dict[tuple[str, str], Answer] = {(name, ""): answer for name, answer in strand.facts.items()}
    for action in map(assessment.arrangement.action, strand.covers):
        stated |= {(name, action.id): answer for name, answer in action.facts.items()}
    order = {name: number for number, name in enumerate(assessment.law.facts)}
    uses = [FactUse(name, action, answer) for (name, action), answer in stated.items()]
    return tuple(sorted(uses, key=lambda use: order[use.name]))


class FactsComposer:
    """Composes the tables of the facts of a strand: disputed, not known, known, presumed."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.law = assessment.law
        self.arrangement = assessment.arrangement

    def tables(self, strand: StrandAssessment) -> Iterator[Block]:
        """Yield a table for each kind of facts that there are. What nothing turns on is told last."""
        turning = self._turning(strand)
        stated = uses_of(self.assessment, strand.strand)
        disputed = [use for use in stated if use.answer.disputed]
        unknown = [use for use in turning.values() if not use.answer.disputed]
        known = [use for use in stated if use.answer.agreed not in (None, UNKNOWN)]
        presumed = self._presumed(strand)
        idle = [use for use in stated if use.answer.agreed == UNKNOWN and (use.name, use.action) not in turning]
        yield from self._table("Disputed", _DISPUTED, map(self._side, disputed))
        yield from self._table("Not known, and the verdict turns on it", _UNKNOWN, map(self._asked, unknown))
        yield from self._table("Known", _KNOWN, map(self._told, known))
        yield from self._table("Presumed, because the file does not list it", _PRESUMED, map(self._taken, presumed))
        backed = any(use.answer.evidence for use in idle)
        columns = _IDLE if backed else _IDLE[:1]
        judged = all(period.reasons for ruling in strand.rulings for period in ruling.periods)
        idle_title = f"Not known, but it makes no difference{'' if judged else ', on the days that are judged'}"
        yield from self._table(idle_title, columns, map(self._idle, idle))

    def _turning(self, strand: StrandAssessment) -> Mapping[tuple[str, str], FactUse]:
        """Return the facts on which some prohibition turns on some day, the leading days of the main one first."""
        rulings = strand.rulings
        periods = [*(ruling.leading for ruling in rulings), *(each for ruling in rulings for each in ruling.periods)]
        found: dict[tuple[str, str], FactUse] = {}
        for period in periods:
            for use in open_uses(self.assessment, strand.strand, period):
                found.setdefault((use.name, use.action), use)
        return found

    @staticmethod
    def _presumed(strand: StrandAssessment) -> list[FactUse]:
        """Return what is presumed: all on which a verdict rests, and then what only a reason names."""
        periods = [period for ruling in strand.rulings for period in ruling.periods]
        reasons = (each for period in periods for reason in period.reasons for each in reason.with_those_below())
        named = (use for reason in reasons for use in reason.facts if use.presumed)
        return list(dict.fromkeys((*(use for period in periods for use in period.presumptions), *named)))

    @staticmethod
    def _table(title: str, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> Iterator[Block]:
        every = tuple(row[: len(columns)] for row in rows)
        if every:
            yield Heading(4, title)
            yield Table(title, columns, every)

    def _side(self, use: FactUse) -> tuple[Cell, ...]:
        return self._question(use), Cell(f"{words.each_side(self.arrangement, use.answer)}."), _evidence(use)

    def _asked(self, use: FactUse) -> tuple[Cell, ...]:
        fact = self.law.facts[use.name]
        return self._question(use), Cell(words.ASKED[fact.ask]), Cell(fact.proof), _evidence(use)

    def _told(self, use: FactUse) -> tuple[Cell, ...]:
        assert use.answer.agreed is not None
        statement = words.statement(self.law.facts[use.name], use.answer.agreed)
        return self._cell(use, statement), Cell(self._speakers(use.answer)), _evidence(use)

    def _taken(self, use: FactUse) -> tuple[Cell, ...]:
        fact = self.law.facts[use.name]
        assert use.answer.agreed is not None
        why = fact.presumed.why if fact.presumed is not None else ""
        return self._cell(use, words.statement(fact, use.answer.agreed)), Cell(why)

    def _idle(self, use: FactUse) -> tuple[Cell, ...]:
        return self._question(use), _evidence(use)

    def _question(self, use: FactUse) -> Cell:
        return self._cell(use, self.law.facts[use.name].question)

    def _cell(self, use: FactUse, text: str) -> Cell:
        note = words.fact_note(use)
        about = words.against(self.arrangement, use.action)
        return Cell(f"{text}{about}", lines=(note,) if note else ())

    def _speakers(self, answer: Answer) -> str:
        if answer.says is not None:
            return self.arrangement.parties[answer.says].name
        names = words.listed(self.arrangement.parties[party].name for party, _ in answer.by_party)
        return f"{names} agree" if names else _NOBODY


def _evidence(use: FactUse) -> Cell:
    return Cell("", refers=tuple((name, evidence_anchor(name)) for name in use.answer.evidence))
