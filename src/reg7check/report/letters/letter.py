"""Composing a letter: its frame, and the parts that the rulebook gives it. It reasons nothing.

What the file alleges is never said as if it were so: each statement stands with the name of who makes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from reg7check.arrangement import Action, Answer, Span, Strand
from reg7check.arrangement.models import UNKNOWN
from reg7check.days import in_words
from reg7check.reasoning.letters import Correspondence, PartOfLetter, Ruled
from reg7check.reasoning.results import FactUse, Ruling
from reg7check.report import words
from reg7check.report.document import Block, Document, Heading, Item, Items, Lines, Paragraph
from reg7check.report.glossing import meanings, words_of
from reg7check.report.letters.law import the_prohibition, what_is_open, what_it_rests_on, when_not_in_force
from reg7check.report.letters.notes import Open, open_facts
from reg7check.report.letters.sourced import Sources, blank, filled, quoted
from reg7check.report.ruling import flattened
from reg7check.rulebook.letters import LetterPart
from reg7check.rulebook.models import Fact

_ONCE = ("questions", "evidence")
"""The blocks that are about every prohibition of a letter: a second part with one would say it again."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_KINDS = {
    "strike": "A strike",
    "action-short-of-strike": "Industrial action short of a strike",
    None: "Industrial action",
}
_ASKED_OF_THE_HIRER = "These are for you to answer:"
_ASKED_AS_FAR_AS_KNOWN = "And these, so far as you know or hold anything on them:"


def letter_document(correspondence: Correspondence) -> Document:
    """Return a letter as a document, with a blank for each thing that the file does not say."""
    letter = Document(tuple(_Composer(correspondence).blocks()), spaced=True)
    if correspondence.party() is None:  # a body that enforces the law needs no meanings of its words
        return letter
    meant = meanings(letter, correspondence.assessment.law, words_of(correspondence.assessment.arrangement))
    return letter._replace(blocks=(*letter.blocks, *_words_used(meant)))


def _words_used(meant: tuple[Item, ...]) -> Iterator[Block]:
    """Yield what some words mean: after the letter, since nothing may be put into what it says of the law."""
    if meant:
        yield Heading(2, "Words used in this letter")
        yield Items(meant)
        yield Paragraph("These are plain meanings, not the words of the law.")


class _Composer:
    def __init__(self, correspondence: Correspondence) -> None:
        self.correspondence = correspondence
        self.assessment = correspondence.assessment
        self.arrangement = correspondence.assessment.arrangement
        self.law = correspondence.assessment.law
        self.strands = correspondence.strands
        self.strand = correspondence.strands[0].strand
        lists_documents = any(each.part.block == "evidence" for each in correspondence.parts)
        self.sources = Sources(self.arrangement, self.law, self._cited() if lists_documents else None)

    def blocks(self) -> Iterator[Block]:
        letter, circumstances = self.correspondence.letter, self.correspondence.circumstances
        yield Lines((blank("your address, telephone number and email address"),))
        to = self._addressee()
        name = f"{to[:1].upper()}{to[1:]}"
        yield Lines((blank("name and post of whoever should read this"), name, blank(f"the address of {to}")))
        dated = [in_words(circumstances.dated)]
        if self.arrangement.reference is not None:
            dated.append(f"Our reference: {filled(self.arrangement.reference, 'your reference')}")
        yield Lines(tuple(dated))
        yield Paragraph("Dear Sir or Madam")
        yield Heading(1, self._filled_in(letter.subject, ()))
        enclosed = [each for each in self.correspondence.parts if each.part.block == "evidence"]
        for part in self.correspondence.parts:
            if part not in enclosed:
                yield from self._part(part)
        yield Paragraph("Yours faithfully")
        yield Lines((blank("signature"), blank("name and post of whoever signs"), f"for {self.union}"))
        for part in enclosed:
            yield from self._part(part)

    def _addressee(self) -> str:
        party = self.correspondence.party()
        if party is not None:
            return self.sources.party(party)
        enforcer = self.correspondence.enforcer
        return "" if enforcer is None else enforcer.name

    @cached_property
    def union(self) -> str:
        """The union for which the letter is written: the only one of the file."""
        unions = [each.id for each in self.arrangement.parties.values() if each.role == "union"]
        return self.sources.party(unions[0]) if len(unions) == 1 else blank("the name of the union")

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The actions that the cover is for."""
        names = dict.fromkeys(name for each in self.strands for name in each.strand.covers)
        return tuple(self.arrangement.action(name) for name in names)

    @cached_property
    def open_facts(self) -> tuple[Open, ...]:
        """The facts that are not settled, and on which the verdicts turn."""
        return open_facts(self.correspondence)

    @cached_property
    def _first(self) -> dict[str | None, PartOfLetter]:
        """The first part with each block."""
        return {each.part.block: each for each in reversed(self.correspondence.parts)}

    def _part(self, chosen: PartOfLetter) -> Iterator[Block]:
        part = chosen.part
        if part.block in _ONCE and chosen is not self._first[part.block]:
            return
        if part.text is not None and "{former_enforcer}" in part.text and self.correspondence.former is None:
            return
        made = tuple(self._block(chosen)) if part.block is not None else ()
        items = self._items(part)
        if (part.block is not None and not made) or (part.items and not items):
            return
        if part.heading is not None:
            yield Heading(2, self._filled_in(part.heading, chosen.ruled))
        if part.text is not None:
            yield Paragraph(self._filled_in(part.text, chosen.ruled))
        if items:
            yield Items(items)
        yield from made

    def _items(self, part: LetterPart) -> tuple[Item, ...]:
        asked = {each.name for each in self.open_facts}
        return tuple(
            Item(self._filled_in(each.text, ())) for each in part.items if not each.facts or asked & {*each.facts}
        )

    def _filled_in(self, text: str, ruled: Sequence[Ruled]) -> str:
        def value(match: re.Match[str]) -> str:
            correspondence = self.correspondence
            match match.group(1):
                case "union":
                    return self.union
                case "hirer":
                    return self.sources.party(self.strand.hirer)
                case "supplier":
                    return self._suppliers()
                case "work":
                    return words.listed(self._work(each.strand) for each in self.strands)
                case "workers":
                    return words.listed(self._workers(each) for each in self.actions)
                case "action_dates":
                    return words.listed(_dates(each.dates) for each in self.actions)
                case "reply_by":
                    day = correspondence.circumstances.reply_by
                    return in_words(day) if day is not None else blank("the date by which you ask for a reply")
                case "be":
                    return words.be(self.strand.stage)
                case "verdict":
                    return self._verdicts(ruled)
                case "enforcer" if correspondence.enforcer is not None:
                    return correspondence.enforcer.name
                case "former_enforcer" if correspondence.former is not None:
                    return correspondence.former.name
            return match.group()

        return _PLACEHOLDER.sub(value, text)

    def _suppliers(self) -> str:
        suppliers = dict.fromkeys(each.strand.supplier for each in self.strands)
        return words.listed(self._supplier(each) for each in suppliers)

    def _supplier(self, supplier: str | None) -> str:
        return blank("the name of the supplier") if supplier is None else self.sources.party(supplier)

    def _work(self, strand: Strand) -> str:
        return quoted(strand.what, "what the cover does")

    def _workers(self, action: Action) -> str:
        return quoted(action.workers, "who is taking part in the action")

    def _verdicts(self, ruled: Sequence[Ruled]) -> str:
        """Return what is said of each strand; of which one, where they are not all ruled alike."""
        told = [(self._verdict(each), each.strand.strand) for each in ruled]
        if len({sentence for sentence, _ in told}) == 1:
            return told[0][0]
        return " ".join(f"Of {self._title(strand)}: {sentence}" for sentence, strand in told)

    def _title(self, strand: Strand) -> str:
        return f"{self._work(strand)}, from {self._supplier(strand.supplier)}"

    def _verdict(self, ruled: Ruled) -> str:
        sentence = words.verdict_sentence(self.law, ruled.ruling, ruled.strand.strand)
        periods = ruled.ruling.periods
        same = [words.days(each.first, each.last) for each in periods if each.verdict is ruled.ruling.verdict]
        return sentence if len(same) == len(periods) else f"{sentence} We say this of {words.listed(same)} only."

    def _block(self, chosen: PartOfLetter) -> Iterator[Block]:
        match chosen.part.block:
            case "actions":
                yield Items(tuple(self._action(each) for each in self.actions))
            case "cover":
                yield from self._cover(chosen.part)
            case "facts":
                yield from self._by_strand(chosen, lambda ruled: self._facts(chosen.part, ruled))
            case "disputed":
                yield from _list(self.sources.dispute(each) for each in self._disputed())
            case "assumed":
                yield from self._by_strand(chosen, lambda ruled: ruled[0].ruling.leading.presumptions)
            case "unknown":
                unknown = [each for each in self.open_facts if not each.answer.disputed]
                yield from _list(self._unknown(each) for each in unknown)
            case "questions":
                yield from self._questions()
            case "open-law":
                yield from _list(what_is_open(self.law, chosen.ruled))
            case "prohibition":
                yield from the_prohibition(self.law, chosen.ruled, self.correspondence.circumstances.dated)
                yield from when_not_in_force(self.law, chosen.ruled)
            case "other-provisions":
                yield from _list(what_it_rests_on(self.law, chosen.ruled))
            case "evidence":
                documents = self.sources.documents()
                if documents:
                    yield Items(documents, numbered=True)

    def _action(self, action: Action) -> Item:
        return Item(f"{_KINDS[action.kind]} by {self._workers(action)}: {_dates(action.dates)}, all days included.")

    def _cover(self, part: LetterPart) -> Iterator[Block]:
        """Tell what the cover is; of its stage too, where the part is not for some stages alone."""
        tells_stage = part.stages == LetterPart().stages
        if len(self.strands) == 1:
            yield Items(tuple(map(Item, self._about(self.strand, tells_stage=tells_stage))))
            return
        items = []
        for each in self.strands:
            work, *rest = self._about(each.strand, tells_stage=tells_stage)
            items.append(Item(work, below=tuple(map(Item, rest))))
        yield Items(tuple(items))

    def _about(self, strand: Strand, *, tells_stage: bool) -> Iterator[str]:
        yield f"The work: {self._work(strand)}"
        addressee = self.correspondence.party()
        if strand.hirer != addressee:
            yield f"For: {self.sources.party(strand.hirer)}"
        if strand.supplier != addressee or strand.supplier is None:
            yield f"Supplied by: {self._supplier(strand.supplier)}"
        if strand.dates_assumed:
            yield f"When: we do not know the days; we take those of the action ({_dates(strand.dates)})"
        else:
            yield f"When: {_dates(strand.dates)}"
        if tells_stage and strand.stage is not None:
            yield f"As we understand it: {strand.stage.replace('-', ' ')}"

    def _by_strand(self, chosen: PartOfLetter, of: Callable[[Sequence[Ruled]], Iterable[FactUse]]) -> Iterator[Block]:
        """Yield statements of facts, those of each strand apart: what is so of one is not so of the next."""
        for each in chosen.ruled:
            statements = tuple(_list(self.sources.statement(use) for use in of([each])))
            if statements and len(chosen.ruled) > 1:
                yield Heading(3, self._title(each.strand.strand))
            yield from statements

    def _facts(self, part: LetterPart, ruled: Sequence[Ruled]) -> Iterator[FactUse]:
        """Yield the facts that verdicts rest on and on which the file has an answer; those listed, if any are."""
        if part.facts:
            for name in part.facts:
                by_action = self.law.facts[name].about == "action"
                places = self.actions if by_action else [each.strand.strand for each in ruled]
                for place in places:
                    use = FactUse(name, place.id if by_action else "", place.facts.get(name, Answer(UNKNOWN)))
                    if _answered(use):
                        yield use
            return
        relied_on = (use for each in ruled for use in _relied_on(each.ruling))
        yield from dict.fromkeys(use for use in relied_on if _answered(use))

    def _disputed(self) -> Iterator[FactUse]:
        relied_on = (use for strand in self.strands for use in _relied_on(strand.ruling))
        uses = [*relied_on, *(each.use for each in self.open_facts)]
        yield from dict.fromkeys(use for use in uses if use.answer.disputed)

    def _cited(self) -> Iterator[FactUse]:
        """Yield the facts whose evidence the letter names."""
        for chosen in self.correspondence.parts:
            if chosen.part.block == "facts":
                yield from self._facts(chosen.part, chosen.ruled)
            elif chosen.part.block == "disputed":
                yield from self._disputed()

    def _unknown(self, each: Open) -> str:
        """Return an open question; one that the union itself can answer is a blank."""
        fact = self.law.facts[each.name]
        question = f"{fact.question}{words.against(self.arrangement, each.action)}"
        return blank(question) if fact.ask == "union" else question

    def _questions(self) -> Iterator[Block]:
        number = 1
        for strand in self.strands:
            mine = [each for each in self.open_facts if each.strand is strand]
            asked = [(self.law.facts[each.name], each) for each in mine]
            own = [each for fact, each in asked if fact.ask == "hirer"]
            others = [each for fact, each in asked if fact.ask not in ("hirer", "union")]
            if len(self.strands) > 1 and (own or others):
                yield Heading(3, self._title(strand.strand))
            for lead, group in ((_ASKED_OF_THE_HIRER, own), (_ASKED_AS_FAR_AS_KNOWN, others)):
                if group:
                    yield Paragraph(lead)
                    yield Items(tuple(self._question(each) for each in group), numbered=True, start=number)
                    number += len(group)

    def _question(self, each: Open) -> Item:
        fact: Fact = self.law.facts[each.name]
        text = f"{fact.question}{words.against(self.arrangement, each.action)}"
        sides = (f"Accounts differ: {self.sources.sides(each.answer)}.",) if each.answer.disputed else ()
        return Item(text, lines=sides)


def _list(entries: Iterable[Item | str]) -> Iterator[Items]:
    items = tuple(each if isinstance(each, Item) else Item(each) for each in entries)
    if items:
        yield Items(items)


def _answered(use: FactUse) -> bool:
    return not use.presumed and use.answer.agreed not in (None, UNKNOWN)


def _relied_on(ruling: Ruling) -> Iterator[FactUse]:
    for reason in ruling.leading.reasons:
        yield from flattened(reason).facts


def _dates(spans: Sequence[Span]) -> str:
    return words.listed(words.days(each.first, each.last) for each in spans)
