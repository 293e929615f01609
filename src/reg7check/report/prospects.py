"""How reports say what an answer would lead to: the verdict then, and how much would be left to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reg7check.arrangement import Answer, FactAt, answer_at
from reg7check.arrangement.models import UNKNOWN
from reg7check.days import in_words
from reg7check.reasoning.prospects import DaysThen, Foreseen, Prospect, Reach, Reply, RulingThen
from reg7check.reasoning.results import Assessment, Ruling, SettlingSet
from reg7check.report import words
from reg7check.report.marks import shown
from reg7check.rulebook.models import DATE_ANSWERS, Fact

_STRETCHES_TOLD = 3


class ProspectWords:
    """Says what the answers to an assessed arrangement's open facts lead to."""

    def __init__(self, assessment: Assessment, prospects: Sequence[Prospect]) -> None:
        self.assessment = assessment
        self.law = assessment.law
        self.arrangement = assessment.arrangement
        self._now: dict[tuple[str, str], Ruling] = {
            (strand.strand.id, ruling.prohibition): ruling for strand in assessment.cover for ruling in strand.rulings
        }
        self._bans = {ruling.prohibition for prospect in prospects for ruling in prospect.now}

    def lines(self, prospect: Prospect) -> Iterator[str]:
        """Yield a line for each answer: what it leads to; one for several that lead to the same."""
        answers: dict[str, list[str]] = {}
        for foreseen in prospect.foreseen:
            then = " ".join(filter(None, [self._then(prospect, foreseen), self._towards(prospect.to_ask.at, foreseen)]))
            answers.setdefault(then, []).append(self._label(prospect, foreseen.reply))
        for then, labels in answers.items():
            told = words.listed(labels, "or")
            yield f"{told[0].upper()}{told[1:]}: {then}"

    def _label(self, prospect: Prospect, reply: Reply) -> str:
        match reply.reach:
            case Reach.ITSELF:
                return f"{words.answer_words(reply.value)}{self._whose(prospect, reply)}"
            case Reach.ON_OR_BEFORE:
                return f"on or before {words.answer_words(reply.value)}"
            case Reach.EXAMPLE:
                return f"later ({words.answer_words(reply.value)}, for example)"
            case Reach.NEVER_OR_AFTER:
                return f"not by {in_words(reply.day)}" if reply.day is not None else words.answer_words(reply.value)

    def _whose(self, prospect: Prospect, reply: Reply) -> str:
        stated = answer_at(self.arrangement, prospect.to_ask.at) or Answer(UNKNOWN)
        says = [self.arrangement.parties[party].name for party, value in stated.by_party if value == reply.value]
        return f" (as {words.listed(says)} {'say' if len(says) > 1 else 'says'})" if says and prospect.disputed else ""

    def _then(self, prospect: Prospect, foreseen: Foreseen) -> str:
        verdicts: dict[str, list[RulingThen]] = {}
        for now, then in zip(prospect.now, foreseen.rulings, strict=True):
            verdicts.setdefault(self._verdict(now, then), []).append(then)
        told = "; ".join(f"{verdict}{self._which(prospect, rulings)}" for verdict, rulings in verdicts.items())
        facts = {0: "nothing", 1: "1 fact"}.get(foreseen.left, f"{foreseen.left} facts")
        return f"{told}; {facts} left to ask."

    def _verdict(self, now: RulingThen, then: RulingThen) -> str:
        if now != then or then.verdict.settled:
            return self._by_day(then)
        return f"still {shown(then.verdict)}" if len(then.by_day) <= 1 else "no change on any day"

    def _which(self, prospect: Prospect, rulings: Sequence[RulingThen]) -> str:
        """Return which rulings a verdict is of, in brackets; empty where that is plain from the question."""
        strands = list(dict.fromkeys(each.strand for each in rulings))
        bans = list(dict.fromkeys(each.prohibition for each in rulings))
        told = []
        if prospect.to_ask.at.action and len(strands) < len(self.arrangement.cover):
            told.append(words.listed(strands))
        if len(bans) < len(self._bans):
            told.append(words.listed(self.law.prohibitions[each].title for each in bans))
        return f" ({', '.join(told)})" if told else ""

    def _by_day(self, then: RulingThen) -> str:
        if len(then.by_day) <= 1:
            return shown(then.verdict)
        if len(then.by_day) > _STRETCHES_TOLD:
            return f"{shown(then.verdict)} on some days"
        return ", ".join(f"{shown(each.verdict)} {_when(each, then.by_day)}" for each in then.by_day)

    def _towards(self, at: FactAt, foreseen: Foreseen) -> str:
        """Return how near an answer brings a ruling that it does not settle, where it is in a smallest settling set."""
        for then in foreseen.rulings:
            ruling = self._now[then.strand, then.prohibition]
            unsettled = [period for period in ruling.periods if not period.verdict.settled]
            if then.verdict.settled or len(unsettled) != 1:
                continue
            for way in unsettled[0].settled_by:
                found_out = all(each.name in self.law.facts for each in way.members)
                if found_out and any(
                    _is(each.name, each.action, each.answer, at, foreseen.reply) for each in way.members
                ):
                    return self._way(way, at)
        return ""

    def _way(self, way: SettlingSet, at: FactAt) -> str:
        if len(way.members) == 2:
            other = next(each for each in way.members if (each.name, each.action) != (at.fact, at.action))
            return f"It is {shown(way.verdict)} if this is so too: {words.member_statement(self.law, other)}"
        return f"One of {len(way.members)} answers that together make it {shown(way.verdict)}."


def reply_statement(fact: Fact, reply: Reply) -> str:
    """Return the statement that an answer makes, with the answers that it stands for."""
    past, not_past = DATE_ANSWERS
    if reply.reach is Reach.ON_OR_BEFORE and reply.day is not None:
        return fact.answers[past].replace("{date}", in_words(reply.day))
    if reply.reach is Reach.NEVER_OR_AFTER and reply.day is not None:
        return fact.answers[not_past].replace("{date}", in_words(reply.day))
    return words.statement(fact, reply.value)


def _is(name: str, action: str, answer: str, at: FactAt, reply: Reply) -> bool:
    meant = {Reach.ITSELF: str(reply.value), Reach.ON_OR_BEFORE: DATE_ANSWERS[0], Reach.NEVER_OR_AFTER: DATE_ANSWERS[1]}
    return (name, action) == (at.fact, at.action) and meant.get(reply.reach) == answer


def _when(each: DaysThen, every: tuple[DaysThen, ...]) -> str:
    if each is every[0] and each.days.last is not None:
        return f"until {in_words(each.days.last)}"
    return words.days(*each.days) if each is not every[-1] else f"from {in_words(each.days.first)}"
