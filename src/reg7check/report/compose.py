"""Composing the report of an assessment: what is said, in which order, short or in full. It reasons nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reg7check.arrangement import Strand
from reg7check.reasoning.results import (
    Assessment,
    Ruling,
    StrandAssessment,
    Verdict,
)
from reg7check.report import words
from reg7check.report.document import Block, Document, Heading, Item, Items, Paragraph, Row, Rows
from reg7check.report.glossing import glossed, words_of
from reg7check.report.ruling import TONES, RulingComposer, flattened, shown
from reg7check.report.sources import authority_item, evidence_item


def short_report(assessment: Assessment) -> Document:
    """Return the report that answers first: verdict, what it turns on, accounts, periods, reasons, what to ask."""
    return _report(assessment, full=False)


def full_report(assessment: Assessment) -> Document:
    """Return the same report with the full chain of reasons, every argument, piece of evidence and authority."""
    return _report(assessment, full=True)


def _report(assessment: Assessment, *, full: bool) -> Document:
    document = Document(tuple(_Composer(assessment, full=full).blocks()))
    return glossed(document, assessment.law, words_of(assessment.arrangement))


class _Composer:
    def __init__(self, assessment: Assessment, *, full: bool) -> None:
        self.assessment = assessment
        self.law = assessment.law
        self.arrangement = assessment.arrangement
        self.full = full
        self.rulings = RulingComposer(assessment, full=full)

    def blocks(self) -> Iterator[Block]:
        yield from self._front()
        for strand, depth in _in_chains(self.assessment.cover):
            yield from self._strand(strand, depth)
        yield from self._end()

    def _front(self) -> Iterator[Block]:
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
        if len(self.assessment.cover) > 1:
            yield Heading(2, "The verdicts")
            yield Rows(tuple(self._verdict_row(strand) for strand in self.assessment.cover))

    def _verdict_row(self, strand: StrandAssessment) -> Row:
        others = [f"{self.law.prohibitions[each.prohibition].title}: {shown(each.verdict)}" for each in strand.others]
        return Row(strand.strand.id, "; ".join([shown(strand.verdict), *others]), TONES[strand.verdict])

    def _strand(self, strand: StrandAssessment, depth: int) -> Iterator[Block]:
        yield Heading(2, f"{strand.strand.id}: {strand.strand.what}")
        yield Paragraph(self._who(strand.strand), "quiet")
        if depth and strand.strand.part_of is not None:
            yield Paragraph(f"This feeds the strand {strand.strand.part_of}; each is judged by itself.", "quiet")
        yield from self._ruling(strand.ruling, strand)
        for other in strand.others:
            if other.verdict is Verdict.NOT_PROHIBITED and not self.full:
                yield Paragraph(words.verdict_sentence(self.law, other, strand.strand))
                points = (point for reason in other.leading.reasons for point in flattened(reason).points)
                yield from (Paragraph(point) for point in dict.fromkeys(points))
            else:
                yield Heading(3, self.law.prohibitions[other.prohibition].title)
                yield from self._ruling(other, strand)

    def _who(self, strand: Strand) -> str:
        supplier = self.arrangement.party_name(strand.supplier)
        parts = [f"For {self.arrangement.party_name(strand.hirer)}"]
        parts.append(f"supplied by {supplier}" if supplier else "no supplier named")
        if strand.described_as is not None:
            parts.append(f"described as {strand.described_as.replace('-', ' ')} (a label never decides)")
        covered = [self.arrangement.action(name) for name in strand.covers]
        workers = [action.workers for action in covered if action.workers is not None]
        if workers:
            parts.append(f"covers the work of: {words.listed(workers)}")
        if strand.stage is not None:
            parts.append(f"stage: {strand.stage.replace('-', ' ')}")
        return "; ".join(parts)

    def _ruling(self, ruling: Ruling, strand: StrandAssessment) -> Iterator[Block]:
        yield Paragraph(shown(ruling.verdict).upper(), TONES[ruling.verdict])
        yield Paragraph(words.verdict_sentence(self.law, ruling, strand.strand), "strong")
        ruled = [words.days(each.first, each.last) for each in ruling.periods if each.verdict is ruling.verdict]
        if len(ruled) < len(ruling.periods):
            when = words.listed(ruled)
            yield Paragraph(f"That is its verdict for {when}. For the other days, see day by day.")
        prohibition = self.law.prohibitions[ruling.prohibition]
        bound = strand.strand.hirer if prohibition.binds == "hirer" else strand.strand.supplier
        name = self.arrangement.party_name(bound)
        if name is not None:
            who = f"the {prohibition.binds}"
            yield Paragraph(f"{prohibition.title} binds {who if name == who else f'{who}, {name}'}.", "quiet")
        if strand.ruling is ruling:
            yield from self._other_bans(strand)
            yield from (Paragraph(note) for note in strand.notes)
        yield from self.rulings.blocks(ruling, strand.strand)

    def _other_bans(self, strand: StrandAssessment) -> Iterator[Block]:
        """Say at once what another prohibition makes of the strand, where that is not that it is clear."""
        for other in strand.others:
            if other.verdict is not Verdict.NOT_PROHIBITED:
                title = self.law.prohibitions[other.prohibition].title
                joined = "AND" if other.verdict is strand.verdict else "BUT"
                yield Paragraph(f"{joined} {title.upper()}: {shown(other.verdict).upper()}", TONES[other.verdict])
                yield Paragraph(words.verdict_sentence(self.law, other, strand.strand), "strong")

    def _end(self) -> Iterator[Block]:
        assessment = self.assessment
        if self.full and self.arrangement.evidence:
            yield Heading(2, "Evidence that the file names")
            yield Items(tuple(evidence_item(self.arrangement, each) for each in self.arrangement.evidence.values()))
        if assessment.consequences:
            yield Heading(
                2, "What follows" if Verdict.PROHIBITED in assessment.verdicts else "What follows if it is prohibited"
            )
            yield Items(tuple(Item(each.text) for each in assessment.consequences))
        if assessment.next_steps:
            yield Heading(2, "What to do next")
            yield Items(tuple(Item(each.text) for each in assessment.next_steps), numbered=True)
        if self.full:
            yield Heading(2, "Authorities")
            yield Items(tuple(authority_item(self.law, name) for name in assessment.authorities))
        yield Heading(2, "Please note")
        rulings = [ruling for strand in assessment.cover for ruling in (strand.ruling, *strand.others)]
        coming = (note for ruling in rulings for period in ruling.periods for note in period.notes)
        notes = [*(each.text for each in assessment.caveats), *dict.fromkeys(coming)]
        unread = sum(bool(words.unchecked_parts(self.law, name)) for name in assessment.authorities)
        if unread:
            notes.append(
                f"Of {len(assessment.authorities)} provisions and authorities relied on, {unread} are not checked in"
                f" every part{'; the list above says which parts' if self.full else self.rulings.see_full()}."
            )
        yield Items(tuple(Item(note) for note in notes))
        yield Paragraph(words.colophon(self.law), "quiet")


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
