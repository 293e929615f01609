"""Composing the report of an assessment: what is said, in which order, short or in full. It reasons nothing.

Its first page answers alone. What follows is what it rests on: by the day, reasons, facts, open law, sources, method.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reg7check.reasoning.results import Assessment, StrandAssessment, Verdict
from reg7check.report import words
from reg7check.report.answer import AnswerComposer
from reg7check.report.document import Block, Depth, Document, Heading, Item, Items, PageEnd, Paragraph
from reg7check.report.facts_told import FactsComposer
from reg7check.report.glossing import glossed, words_of
from reg7check.report.method import method, versions
from reg7check.report.ruling import RulingComposer
from reg7check.report.sources import authority_item, evidence_item, question_item
from reg7check.report.stamp import stamp_of


def short_report(assessment: Assessment) -> Document:
    """Return the report that answers first: the first page, the days, the reasons in short, the open facts."""
    return _report(assessment, "short")


def full_report(assessment: Assessment) -> Document:
    """Return the report to attach: after the same first page all that it rests on, with every source and argument."""
    return _report(assessment, "full")


def _report(assessment: Assessment, depth: Depth) -> Document:
    stamp = "\n".join(stamp_of(assessment, depth).lines())
    document = Document(tuple(_Composer(assessment, stamp, depth).blocks()), stamp=stamp)
    return glossed(document, assessment.law, words_of(assessment.arrangement))


class _Composer:
    def __init__(self, assessment: Assessment, stamp: str, depth: Depth) -> None:
        self.assessment = assessment
        self.law = assessment.law
        self.arrangement = assessment.arrangement
        self.stamp = stamp
        self.full = depth == "full"
        self.answers = AnswerComposer(assessment)
        self.facts = FactsComposer(assessment)
        self.rulings = RulingComposer(assessment, depth)

    def blocks(self) -> Iterator[Block]:
        yield from self._first_page()
        yield PageEnd()
        for strand, depth in _in_chains(self.assessment.cover):
            yield from self._strand(strand, depth)
        if self.full:
            yield from self._open_law()
            yield from self._evidence()
            yield from self._authorities()
        yield from self._consequences()
        if self.full:
            yield from method()
        yield from self._notes()
        yield from versions(self.assessment, self.stamp)
        yield Paragraph(words.colophon(self.law), "quiet")

    def _first_page(self) -> Iterator[Block]:
        arrangement = self.arrangement
        yield Heading(1, arrangement.title)
        yield Paragraph(words.about_file(arrangement), "quiet")
        redaction = words.redaction(arrangement)
        if redaction is not None:
            yield Paragraph(redaction, "strong")
        blanks = words.blanks(arrangement)
        if blanks is not None:
            yield Paragraph(blanks, "strong")
        yield from (Paragraph(assumption, "strong") for assumption in words.assumptions(self.assessment))
        yield from (Paragraph(warning.text, "strong") for warning in self.assessment.warnings)
        yield Heading(2, "In short")
        cover = self.assessment.cover
        if len(cover) == 1:
            yield from self.answers.blocks(cover[0])
        else:
            yield self.answers.table(cover)
        yield from self.answers.next_steps(cover)

    def _strand(self, strand: StrandAssessment, depth: int) -> Iterator[Block]:
        yield Heading(2, f"{strand.strand.id}: {strand.strand.what}")
        if depth and strand.strand.part_of is not None:
            yield Paragraph(f"This feeds the strand {strand.strand.part_of}; each is judged by itself.", "quiet")
        if len(self.assessment.cover) > 1:
            yield from self.answers.blocks(strand)
        if self.full:
            from reg7check.report.timeline.figure import timeline  # which only a full report draws

            figure = timeline(self.assessment, strand)
            yield from (Heading(3, figure.title), figure)
        yield from self.rulings.blocks(strand.ruling, strand)
        for other in strand.others:
            if other.verdict is not Verdict.NOT_PROHIBITED or self.full:
                yield Heading(3, self.law.prohibitions[other.prohibition].title)
                yield from map(_deeper, self.rulings.blocks(other, strand))
        if self.full:
            yield Heading(3, "The facts")
            yield from self.facts.tables(strand)

    def _open_law(self) -> Iterator[Block]:
        """Yield each open question on which some day of some strand turns, with both sides' arguments."""
        rulings = [ruling for strand in self.assessment.cover for ruling in strand.rulings]
        arises: dict[str, bool] = {}
        for each in (each for ruling in rulings for period in ruling.periods for each in period.turns_on):
            if each.status == "arguable":
                arises[each.name] = arises.get(each.name, False) or each.arises
        if arises:
            yield Heading(2, "Where the law is open")
            questions = ((self.law.open_questions[name], each) for name, each in arises.items())
            yield Items(tuple(question_item(self.law, name, arises=each, full=True) for name, each in questions))

    def _evidence(self) -> Iterator[Block]:
        if self.arrangement.evidence:
            yield Heading(2, "Evidence that the file names")
            yield Items(tuple(evidence_item(self.arrangement, each) for each in self.arrangement.evidence.values()))

    def _consequences(self) -> Iterator[Block]:
        if self.assessment.consequences:
            prohibited = Verdict.PROHIBITED in self.assessment.verdicts
            yield Heading(2, "What follows" if prohibited else "What follows if it is prohibited")
            yield Items(tuple(Item(each.text) for each in self.assessment.consequences))

    def _authorities(self) -> Iterator[Block]:
        if self.assessment.authorities:
            yield Heading(2, "Authorities")
            yield Items(tuple(authority_item(self.law, name) for name in self.assessment.authorities))

    def _notes(self) -> Iterator[Block]:
        assessment = self.assessment
        yield Heading(2, "Please note")
        rulings = [ruling for strand in assessment.cover for ruling in strand.rulings]
        coming = (note for ruling in rulings for period in ruling.periods for note in period.notes)
        notes = [*(each.text for each in assessment.caveats), *dict.fromkeys(coming)]
        unread = sum(bool(words.unchecked_parts(self.law, name)) for name in assessment.authorities)
        if unread:
            notes.append(
                f"Of {len(assessment.authorities)} provisions and authorities relied on, {unread} are not checked in"
                f" every part{'; the list above says which parts' if self.full else self.rulings.see_full()}."
            )
        yield Items(tuple(Item(note) for note in notes))


def _deeper(block: Block) -> Block:
    """Return a block that stands under one more heading."""
    return block._replace(level=block.level + 1) if isinstance(block, Heading) else block


def _in_chains(cover: Sequence[StrandAssessment]) -> Iterator[tuple[StrandAssessment, int]]:
    """Yield each strand with its depth, those that feed it right after it."""
    feeding: dict[str | None, list[StrandAssessment]] = {}
    for strand in reversed(cover):
        feeding.setdefault(strand.strand.part_of, []).append(strand)
    waiting = [(strand, 0) for strand in feeding.get(None, [])]
    while waiting:
        strand, depth = waiting.pop()
        yield strand, depth
        waiting += [(each, depth + 1) for each in feeding.get(strand.strand.id, [])]
