"""Composing the report of an assessment: what is said, in which order, short or in full. It reasons nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import reg7check
from reg7check.arrangement import Strand
from reg7check.arrangement.models import UNKNOWN
from reg7check.days import in_words
from reg7check.reasoning.results import (
    Assessment,
    Change,
    Count,
    FactUse,
    Period,
    Reason,
    Ruling,
    SettlingSet,
    StrandAssessment,
    Verdict,
)
from reg7check.report import words
from reg7check.report.document import Block, Document, Heading, Item, Items, Paragraph, Row, Rows, Tone
from reg7check.report.sources import authority_item, evidence_item, question_item, unchecked_parts

_MARKS = {"holds": "yes", "fails": "no", "open": "open"}
TONES: dict[Verdict, Tone] = {
    Verdict.PROHIBITED: "prohibited",
    Verdict.DISPUTED: "disputed",
    Verdict.ARGUABLE: "arguable",
    Verdict.UNDETERMINED: "undetermined",
    Verdict.NOT_PROHIBITED: "not-prohibited",
}
_FEW = 3
_SOME = 20


def short_report(assessment: Assessment) -> Document:
    """Return the report that answers first: verdict, what it turns on, accounts, periods, reasons, what to ask."""
    return Document(tuple(_Composer(assessment, full=False).blocks()))


def full_report(assessment: Assessment) -> Document:
    """Return the same report with the full chain of reasons, every argument, piece of evidence and authority."""
    return Document(tuple(_Composer(assessment, full=True).blocks()))


class _Composer:
    def __init__(self, assessment: Assessment, *, full: bool) -> None:
        self.assessment = assessment
        self.law = assessment.law
        self.arrangement = assessment.arrangement
        self.full = full

    def blocks(self) -> Iterator[Block]:
        yield from self._front()
        for strand, depth in _in_chains(self.assessment.cover):
            yield from self._strand(strand, depth)
        yield from self._end()

    def _front(self) -> Iterator[Block]:
        arrangement = self.arrangement
        yield Heading(1, arrangement.title)
        about = [f"Work done in {words.nation(arrangement.nation)}", f"file {arrangement.file}"]
        if arrangement.reference is not None:
            about.insert(0, f"Reference {arrangement.reference}")
        yield Paragraph("; ".join(about), "quiet")
        yield from (Paragraph(assumption, "strong") for assumption in self._assumptions())
        yield from (Paragraph(warning.text, "strong") for warning in self.assessment.warnings)
        if len(self.assessment.cover) > 1:
            yield Heading(2, "The verdicts")
            yield Rows(tuple(self._verdict_row(strand) for strand in self.assessment.cover))

    def _assumptions(self) -> Iterator[str]:
        assessment = self.assessment
        if assessment.as_party is not None:
            name = self.arrangement.party_name(assessment.as_party)
            yield f"This judges the account of {name} alone: each disputed fact is read as {name} states it."
        for question, reading in assessment.taken.items():
            entry = self.law.open_questions[question]
            side = entry.prohibits if reading == "prohibits" else entry.permits
            yield f"Assumed, though the law is open: {entry.question} Read as: {side.reading}"
        if assessment.on is not None:
            yield f"This judges {in_words(assessment.on)} alone."

    def _verdict_row(self, strand: StrandAssessment) -> Row:
        others = [f"{self.law.prohibitions[each.prohibition].title}: {_word(each)}" for each in strand.others]
        return Row(strand.strand.id, "; ".join([_word(strand.ruling), *others]), TONES[strand.verdict])

    def _strand(self, strand: StrandAssessment, depth: int) -> Iterator[Block]:
        yield Heading(2, f"{strand.strand.id}: {strand.strand.what}")
        yield Paragraph(self._who(strand.strand), "quiet")
        if depth and strand.strand.part_of is not None:
            yield Paragraph(f"This feeds the strand {strand.strand.part_of}; each is judged by itself.", "quiet")
        yield from self._ruling(strand.ruling, strand)
        for other in strand.others:
            if other.verdict is Verdict.NOT_PROHIBITED and not self.full:
                yield Paragraph(words.verdict_sentence(self.law, other, strand.strand))
                points = (point for reason in other.leading.reasons for point in _flattened(reason).points)
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
        period = ruling.leading
        yield Paragraph(_word(ruling).upper(), TONES[ruling.verdict])
        yield Paragraph(words.verdict_sentence(self.law, ruling, strand.strand), "strong")
        if strand.ruling is ruling:
            yield from self._other_bans(strand)
            yield from (Paragraph(note) for note in strand.notes)
        yield from (Paragraph(note) for note in period.notes)
        yield from self._turns_on(period, strand.strand)
        yield from self._accounts(ruling)
        yield from self._periods(ruling)
        yield from self._ask(period)
        yield from self._why(ruling)
        yield from self._settles(period)
        yield from self._turns(period)
        yield from self._presumed(period)

    def _other_bans(self, strand: StrandAssessment) -> Iterator[Block]:
        """Say at once what another prohibition makes of the strand, where that is not that it is clear."""
        for other in strand.others:
            if other.verdict is not Verdict.NOT_PROHIBITED:
                title = self.law.prohibitions[other.prohibition].title
                yield Paragraph(f"BUT {title.upper()}: {_word(other).upper()}", TONES[other.verdict])
                yield Paragraph(words.verdict_sentence(self.law, other, strand.strand), "strong")

    def _turns_on(self, period: Period, strand: Strand) -> Iterator[Block]:
        if not period.turns_on:
            return
        rank = {(each.name, each.action): number for number, each in enumerate(period.questions)}
        facts = [each for each in period.turns_on if each.status != "arguable"]
        facts.sort(key=lambda each: (each.status != "disputed", rank[each.name, each.action]))
        arising = [each for each in period.turns_on if each.status == "arguable" and each.arises]
        possible = [each for each in period.turns_on if each.status == "arguable" and not each.arises]
        yield Heading(3, "What it turns on")
        told = [Item(f"An open question of law: {self.law.open_questions[each.name].question}") for each in arising]
        told += [self._fact(words.open_fact(self.assessment, strand, each)) for each in facts]
        yield from self._cut(told, _SOME, "more facts that are not known")
        if possible and not self.full:
            some = "An open question" if len(possible) == 1 else f"{len(possible)} open questions"
            yield Paragraph(f"{some} of law may arise too, on some answers{self._see_full()}.", "quiet")
        questions = [*arising, *possible] if self.full else arising
        if questions:
            yield Heading(3, "Where the law is open")
            entries = [(self.law.open_questions[each.name], each.arises) for each in questions]
            yield Items(tuple(question_item(self.law, each, arises=arises, full=self.full) for each, arises in entries))

    def _fact(self, use: FactUse) -> Item:
        note = words.fact_note(use)
        return Item(words.fact_line(self.assessment, use), lines=(note,) if note else ())

    def _accounts(self, ruling: Ruling) -> Iterator[Block]:
        if ruling.accounts:
            yield Heading(3, "Each side's account")
            yield Rows(
                tuple(
                    Row(f"If {self.arrangement.parties[party].name} is right", _shown(verdict), TONES[verdict])
                    for party, verdict in ruling.accounts.items()
                )
            )

    def _periods(self, ruling: Ruling) -> Iterator[Block]:
        yield Heading(3, "Day by day")
        yield Rows(
            tuple(
                Row(words.days(each.first, each.last), f"{_shown(each.verdict)}{_why_not(each)}", TONES[each.verdict])
                for each in ruling.periods
            )
        )

    def _ask(self, period: Period) -> Iterator[Block]:
        if not period.questions:
            return
        yield Heading(3, "What to ask next")
        items = []
        for question in period.questions:
            fact = self.law.facts[question.name]
            about = words.against(self.arrangement, question.action)
            lines = (f"Proof: {fact.proof}",)
            items.append(Item(f"{words.ASK[fact.ask]}{about}: {fact.question}", lines=lines))
        yield from self._cut(items, _FEW, "more questions", numbered=True)

    def _why(self, ruling: Ruling) -> Iterator[Block]:
        periods = ruling.periods if self.full else (ruling.leading,)
        for period in periods:
            if not period.reasons:
                continue
            several = len(ruling.periods) > 1
            yield Heading(3, f"Why ({words.days(period.first, period.last)})" if several else "Why")
            yield Items(tuple(self._reason(reason, depth=0) for reason in period.reasons))

    def _reason(self, reason: Reason, depth: int) -> Item:
        lines = []
        if reason.words is not None and (depth == 0 or self.full):
            lines.append(f"“{' '.join(reason.words.split())}”")
        told = reason if self.full else _flattened(reason)
        known = [use for use in told.facts if use.answer.agreed != UNKNOWN]
        unknown = [use for use in told.facts if use.answer.agreed == UNKNOWN]
        for use in known:
            lines += [words.fact_line(self.assessment, use), *filter(None, [words.fact_note(use)])]
        if self.full or len(unknown) <= _FEW:
            lines += [words.fact_line(self.assessment, use) for use in unknown]
        else:
            lines.append(f"Not known: {len(unknown)} facts{self._see_full()}.")
        for weighing in told.weighings:
            lines.append(self.law.weighings[weighing].judgement)
        lines += told.points
        if self.full:
            lines += [f"Open question: {self.law.open_questions[name].question}" for name in reason.questions]
            lines += [
                f"Not fully checked: {version.unchecked}"
                for version in self.law.provisions[reason.provision].versions
                if version.id == reason.version and version.unchecked is not None
            ]
        about = words.judged_against(self.assessment, reason)
        return Item(
            text=f"{reason.text}{about} [{words.cited(self.law, reason.provision, reason.pinpoint)}]",
            mark=_MARKS[reason.status],
            lines=tuple(dict.fromkeys(lines)),
            below=tuple(self._reason(each, depth + 1) for each in reason.because) if self.full else (),
        )

    def _settles(self, period: Period) -> Iterator[Block]:
        if not period.settled_by:
            return
        yield Heading(3, "What would settle it")
        for verdict in (Verdict.PROHIBITED, Verdict.NOT_PROHIBITED):
            ways = [each for each in period.settled_by if each.verdict is verdict]
            yield from self._sets(ways, (period.settled_by_total or {}).get(verdict, Count(len(ways))))

    def _turns(self, period: Period) -> Iterator[Block]:
        if period.changes:
            yield Heading(3, "What would change it")
            yield from self._sets(period.changes, period.changes_total)

    def _sets(self, ways: Sequence[SettlingSet | Change], total: Count) -> Iterator[Block]:
        if not ways:
            return
        shown = ways if self.full else ways[: _FEW if len(ways[0].members) == 1 else 1]
        yield Items(tuple(self._set(way) for way in shown))
        left = total.number - len(shown)
        if left > 0 or not total.exact:
            more = Count(left, total.exact)
            noun = "way" if left == 1 and total.exact else "ways"
            yield Paragraph(f"And {more} other {noun}{self._see_full()}.", "quiet")

    def _set(self, way: SettlingSet | Change) -> Item:
        lead = _shown(way.verdict).capitalize()
        statements = [words.member_statement(self.law, member) for member in way.members]
        if len(statements) == 1:
            return Item(f"{lead}, if: {statements[0]}")
        return Item(f"{lead}, if all of these are so:", below=tuple(Item(each) for each in statements))

    def _presumed(self, period: Period) -> Iterator[Block]:
        if period.presumptions:
            yield Heading(3, "Presumed, because the file does not list it")
            lines = (words.fact_line(self.assessment, use) for use in period.presumptions)
            yield Items(tuple(Item(line.removeprefix("Presumed: ")) for line in lines))

    def _cut(self, items: list[Item], shown: int, left: str, *, numbered: bool = False) -> Iterator[Block]:
        if self.full:
            shown = len(items)
        yield Items(tuple(items[:shown]), numbered=numbered)
        if len(items) > shown:
            yield Paragraph(f"And {len(items) - shown} {left}{self._see_full()}.", "quiet")

    def _see_full(self) -> str:
        return "" if self.full else " (--verbose shows more)"

    def _end(self) -> Iterator[Block]:
        assessment = self.assessment
        if self.full and self.arrangement.evidence:
            yield Heading(2, "Evidence that the file names")
            yield Items(tuple(evidence_item(self.arrangement, each) for each in self.arrangement.evidence.values()))
        if assessment.consequences and any(verdict is not Verdict.NOT_PROHIBITED for verdict in assessment.verdicts):
            yield Heading(2, "What follows if it is prohibited")
            yield Items(tuple(Item(each.text) for each in assessment.consequences))
        if assessment.next_steps:
            yield Heading(2, "What to do next")
            yield Items(tuple(Item(each.text) for each in assessment.next_steps), numbered=True)
        if self.full:
            yield Heading(2, "Authorities")
            yield Items(tuple(authority_item(self.law, name) for name in assessment.authorities))
        yield Heading(2, "Please note")
        notes = [each.text for each in assessment.caveats]
        unread = sum(bool(unchecked_parts(self.law, name)) for name in assessment.authorities)
        if unread:
            notes.append(
                f"Of {len(assessment.authorities)} provisions and authorities relied on, {unread} are not checked in"
                f" every part{'; the list above says which parts' if self.full else self._see_full()}."
            )
        yield Items(tuple(Item(note) for note in notes))
        identity = self.law.identity
        yield Paragraph(
            f"Law as of {in_words(identity.law_as_of)}; rulebook {identity.id} {identity.version};"
            f" reg7check {reg7check.__version__}. {identity.licence}",
            "quiet",
        )


def _word(ruling: Ruling) -> str:
    return _shown(ruling.verdict)


def _shown(verdict: Verdict) -> str:
    return words.VERDICTS[verdict]


def _why_not(period: Period) -> str:
    """Return, for a day on which nothing can be asked of the facts, the reason that stopped it."""
    last = period.reasons[-1] if period.reasons else None
    return f" ({last.short})" if last is not None and last.status == "fails" and last.short else ""


def _flattened(reason: Reason) -> Reason:
    """Return a reason that tells all that stands under it as its own: for the short report."""
    facts = dict.fromkeys(reason.facts)
    points = dict.fromkeys(reason.points)
    weighings = dict.fromkeys(reason.weighings)
    for each in reason.because:
        below = _flattened(each)
        facts |= dict.fromkeys(below.facts)
        points |= dict.fromkeys(below.points)
        weighings |= dict.fromkeys(below.weighings)
    return reason._replace(facts=tuple(facts), points=tuple(points), weighings=tuple(weighings))


def _in_chains(cover: Sequence[StrandAssessment]) -> Iterator[tuple[StrandAssessment, int]]:
    """Yield each strand with its depth, those that feed it right after it."""

    def under(parent: str | None, depth: int) -> Iterator[tuple[StrandAssessment, int]]:
        for strand in cover:
            if strand.strand.part_of == parent:
                yield strand, depth
                yield from under(strand.strand.id, depth + 1)

    yield from under(None, 0)
