"""Composing what a change does to the rulings on a strand: verdicts, days, accounts, rules, and what is left to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reg7check.arrangement import Answer, Arrangement, FactAt, Strand, answer_at
from reg7check.arrangement.models import UNKNOWN
from reg7check.reasoning.aligning import Turn
from reg7check.reasoning.comparing import Comparison, RuleTurn, RulingChange, StrandChange
from reg7check.reasoning.results import TurnsOn, Verdict
from reg7check.report import words
from reg7check.report.document import Block, Heading, Item, Items, Paragraph, Row, Rows, Tone
from reg7check.report.marks import MARKS, TONES
from reg7check.rulebook.models import Fact, Law

_SHOWN = 5


def verdict_words(verdict: Verdict | None) -> str:
    """Return the words for a verdict, or for there being none to give."""
    return "no cover" if verdict is None else words.VERDICTS[verdict]


def verdicts_words(old: Verdict | None, new: Verdict | None) -> str:
    """Return which verdict becomes which, or that it stays."""
    if old is new:
        return f"{verdict_words(new)}, as before"
    return f"{verdict_words(old)} → {verdict_words(new)}"


def tone_of(verdict: Verdict | None) -> Tone:
    """Return the tone of a verdict."""
    return "plain" if verdict is None else TONES[verdict]


def said(law: Law, arrangement: Arrangement, fact: str, answer: Answer | None) -> str:
    """Return what a file says of a fact, in a few words, and who says so."""
    entry = law.facts[fact]
    if answer is None:
        return _unlisted(entry)
    if answer.agreed is None:
        backed = f" (evidence: {words.listed(answer.evidence)})" if answer.evidence else ""
        return f"disputed: {words.each_side(arrangement, answer)}{backed}"
    return f"{words.answer_words(answer.agreed)}{words.who_says(arrangement, answer)}"


def _unlisted(fact: Fact) -> str:
    if fact.presumed is None:
        return f"{words.answer_words(UNKNOWN)} (it is not listed)"
    return f"{words.answer_words(fact.presumed.answer)}, presumed because it is not listed"


def briefly(fact: Fact, answer: Answer | None) -> str:
    """Return an answer in a word or two, of a fact that is not listed what is taken of it."""
    if answer is None:
        answer = Answer(UNKNOWN if fact.presumed is None else fact.presumed.answer)
    return "disputed" if answer.agreed is None else words.answer_words(answer.agreed)


def place_words(arrangement: Arrangement, at: FactAt) -> str:
    """Return "", or of which of several strands or actions a fact is."""
    if at.action:
        return words.against(arrangement, at.action)
    return f" (of the strand {at.strand})" if at.strand and len(arrangement.cover) > 1 else ""


def questions_left(comparison: Comparison) -> Row:
    """Return how many facts could still matter, before and after."""
    before, after = comparison.to_ask
    return Row("Facts still to ask about", str(len(after)) if before == after else f"{len(before)} → {len(after)}")


class ChangeComposer:
    """Composes the blocks that tell what becomes of one strand."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.law = comparison.after.law
        self.arrangement = comparison.after.arrangement

    def blocks(self, change: StrandChange) -> Iterator[Block]:
        """Yield what becomes of each ruling: of the main one always, of others where they are not always clear."""
        strand = change.new or change.old
        if strand is None:
            return
        yield Heading(2, f"{strand.strand.id}: {strand.strand.what}")
        for number, ruling in enumerate(change.rulings):
            clear = all(each in (None, Verdict.NOT_PROHIBITED) for each in ruling.verdicts)
            if number and clear:
                continue
            if number:
                yield Heading(3, self.law.prohibitions[ruling.prohibition].title)
            yield from self._ruling(ruling, strand.strand)

    def _ruling(self, change: RulingChange, strand: Strand) -> Iterator[Block]:
        old, new = change.verdicts
        still = "STILL " if old is new else ""
        text = f"{still}{verdict_words(new)}" if old is new else verdicts_words(old, new)
        yield Paragraph(text.upper(), tone_of(new))
        if change.new is not None:
            yield Paragraph(words.verdict_sentence(self.law, change.new, strand), "strong")
        if change.old is None or change.new is None:
            return
        if not (change.turns or change.rules or change.turns_on != change.turned_on):
            yield Paragraph("Nothing changes here.")
            return
        yield from self._days(change)
        yield from self._accounts(change)
        yield from self._rules(change.rules, strand.id)
        yield from self._turns_on(change)

    def _days(self, change: RulingChange) -> Iterator[Block]:
        told_already = len(change.turns) == 1 and change.turns[0][2:] == change.verdicts
        if change.turns and not told_already:
            yield Heading(3, "The days that change")
            yield Rows(tuple(self._turn(each) for each in change.turns))

    def _turn(self, turn: Turn) -> Row:
        return Row(words.days(turn.first, turn.last), verdicts_words(turn.old, turn.new), tone_of(turn.new))

    def _accounts(self, change: RulingChange) -> Iterator[Block]:
        was = change.old.accounts if change.old else {}
        now = change.new.accounts if change.new else {}
        if was == now:
            return
        names = {**self.comparison.before.arrangement.parties, **self.arrangement.parties}
        yield Heading(3, "Each side's account")
        yield Rows(
            tuple(
                Row(f"If {names[party].name} is right", _account(was.get(party), now.get(party)))
                for party in dict.fromkeys((*now, *was))
            )
        )

    def _rules(self, turns: Sequence[RuleTurn], strand: str) -> Iterator[Block]:
        if turns:
            yield Heading(3, "What changes in the reasons")
            yield Items(tuple(self._rule(each, strand) for each in turns))

    def _rule(self, turn: RuleTurn, strand: str) -> Item:
        rule = self.law.rules[turn.rule]
        text = {"holds": rule.holds, "fails": rule.fails, "open": rule.open}[turn.new]
        about = words.against(self.arrangement, turn.action)
        on = f" ({words.listed(words.days(each.first, each.last) for each in turn.days)})" if turn.days else ""
        cited = words.cited(self.law, rule.provision, rule.pinpoint)
        places = [FactAt(each.name, "" if each.action else strand, each.action) for each in turn.facts]
        return Item(
            f"{text}{about}{on} [{cited}]",
            mark=MARKS[turn.new],
            lines=(f"Before: {MARKS[turn.old]}.", *(self.fact_turn(each) for each in places)),
        )

    def fact_turn(self, at: FactAt) -> str:
        """Return a fact's question, and its answer before and after."""
        sides = (self.comparison.before.arrangement, self.comparison.after.arrangement)
        was, now = (briefly(self.law.facts[at.fact], answer_at(each, at)) for each in sides)
        return f"{self.law.facts[at.fact].question} {was} → {now}"

    def _turns_on(self, change: RulingChange) -> Iterator[Block]:
        was, now = (_by_name(each) for each in (change.turned_on, change.turns_on))
        if was and not now:
            yield Paragraph(
                "No fact that is still open can turn the verdict. Another answer to one that is known or presumed may."
            )
            return
        kept = [each for name, each in now.items() if name in was]
        for title, found in (
            ("What it turns on now, and did not before", [each for name, each in now.items() if name not in was]),
            ("What it still turns on", kept),
            ("What it no longer turns on", [each for name, each in was.items() if name not in now]),
        ):
            if found and was.keys() != now.keys():
                yield Heading(3, title)
                yield Items(tuple(Item(self._question(each)) for each in found[:_SHOWN]))
                if len(found) > _SHOWN:
                    yield Paragraph(f"And {len(found) - _SHOWN} more (--format json has all).", "quiet")

    def _question(self, each: TurnsOn) -> str:
        if each.status == "arguable":
            return f"An open question of law: {self.law.open_questions[each.name].question}"
        return f"{self.law.facts[each.name].question}{words.against(self.arrangement, each.action)}"


def _by_name(turns_on: Sequence[TurnsOn]) -> dict[tuple[str, str], TurnsOn]:
    return {(each.name, each.action): each for each in turns_on}


def _account(old: Verdict | None, new: Verdict | None) -> str:
    if old is None:
        return f"{verdict_words(new)} (before, it stated nothing that is disputed)"
    if new is None:
        return f"now it states nothing that is disputed (before: {verdict_words(old)})"
    return verdicts_words(old, new)
