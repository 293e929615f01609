"""Composing the first page of a report, which answers alone: verdict, what it turns on, the sides, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reg7check.arrangement import Strand
from reg7check.arrangement.models import UNKNOWN
from reg7check.reasoning.results import Assessment, FactUse, Period, Reason, Ruling, StrandAssessment, Verdict
from reg7check.report import words
from reg7check.report.document import Block, Cell, Heading, Item, Items, Paragraph, Table
from reg7check.report.facts_told import open_uses, uses_of
from reg7check.report.marks import MARKS, TONES, shown
from reg7check.report.ruling import clearing, flattened
from reg7check.report.sources import cite

_FEW = 5
_NEXT = 3
_FEWER = 3
"""As many as the page holds where it must hold what each side says too."""
_SAID = 2
"""How many statements of a side are told."""


class AnswerComposer:
    """Composes what answers at once: the same in the short report and in the full one."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.law = assessment.law
        self.arrangement = assessment.arrangement

    def blocks(self, strand: StrandAssessment) -> Iterator[Block]:
        """Yield the answer for a strand: the verdict, what it turns on, what each side says and where that leads."""
        yield from self._verdict(strand.ruling, strand.strand)
        yield from self._other_bans(strand)
        yield Paragraph(self._who(strand.strand), "quiet")
        yield from (Paragraph(each, "quiet") for each in self._bound(strand))
        yield from (Paragraph(note) for note in strand.notes)
        yield from self._turns_on(strand)
        yield from self._sides(strand)

    def next_steps(self, strands: Sequence[StrandAssessment]) -> Iterator[Block]:
        """Yield what to do next: the best questions to ask about some strands, and then what the rulebook advises."""
        several = len(strands) > 1
        asked: dict[str, Item] = {}
        for strand in strands:
            for question in strand.ruling.leading.questions[: 1 if several else _NEXT - bool(strand.ruling.accounts)]:
                fact = self.law.facts[question.name]
                about = words.against(self.arrangement, question.action)
                about += f" (of the strand {strand.strand.id})" if several and not question.action else ""
                text = f"{words.ASK[fact.ask]}{about}: {fact.question}"
                asked.setdefault(text, Item(text, lines=(f"Proof: {fact.proof}",)))
        steps = [*asked.values(), *(Item(each.text) for each in self.assessment.next_steps)]
        if steps:
            yield Heading(3, "What to do next")
            yield Items(tuple(steps), numbered=True)

    def table(self, strands: Sequence[StrandAssessment]) -> Table:
        """Return a table of strands: their verdicts, what they turn on, and, if sides differ, where accounts lead."""
        columns = ("Strand of cover", "Verdict", "What it turns on, or what decides it", "If a side is right")
        shown_columns = len(columns) if any(each.ruling.accounts for each in strands) else len(columns) - 1
        rows = tuple(self._row(each)[:shown_columns] for each in strands)
        return Table("The verdicts", columns[:shown_columns], rows)

    def _row(self, strand: StrandAssessment) -> tuple[Cell, ...]:
        others = [f"{self.law.prohibitions[each.prohibition].title}: {shown(each.verdict)}" for each in strand.others]
        some = " (on some of its days)" if len({each.verdict for each in strand.ruling.periods}) > 1 else ""
        verdict = Cell("; ".join([f"{shown(strand.verdict)}{some}", *others]), TONES[strand.verdict])
        told = self._open(strand.ruling, strand.strand) or [each.text for each in self._decided(strand.ruling)]
        more = f" (and {len(told) - 1} more)" if len(told) > 1 else ""
        accounts = [
            f"{self.arrangement.parties[party].name}: {shown(verdict)}"
            for party, verdict in strand.ruling.accounts.items()
        ]
        turns_on = Cell(f"{told[0]}{more}" if told else "")
        return Cell(f"{strand.strand.id}: {strand.strand.what}"), verdict, turns_on, Cell("; ".join(accounts))

    def _verdict(self, ruling: Ruling, strand: Strand) -> Iterator[Block]:
        yield Paragraph(shown(ruling.verdict).upper(), TONES[ruling.verdict])
        yield Paragraph(words.verdict_sentence(self.law, ruling, strand), "strong")
        ruled = [(each.first, each.last) for each in ruling.periods if each.verdict is ruling.verdict]
        if len(ruled) < len(ruling.periods):
            others = dict.fromkeys(each.verdict for each in ruling.periods if each.verdict is not ruling.verdict)
            rest = words.listed(map(shown, others), "or")
            when = words.times(ruled)
            yield Paragraph(f"That is its verdict for {when}. On the other days it is {rest}: see day by day.")

    def _other_bans(self, strand: StrandAssessment) -> Iterator[Block]:
        """Say at once what another prohibition makes of the strand."""
        for other in strand.others:
            sentence = words.verdict_sentence(self.law, other, strand.strand)
            if other.verdict is Verdict.NOT_PROHIBITED:
                points = (point for reason in other.leading.reasons for point in flattened(reason).points)
                yield from (Paragraph(each) for each in (sentence, *dict.fromkeys(points)))
                continue
            title = self.law.prohibitions[other.prohibition].title
            joined = "AND" if other.verdict is strand.verdict else "BUT"
            yield Paragraph(f"{joined} {title.upper()}: {shown(other.verdict).upper()}", TONES[other.verdict])
            yield Paragraph(sentence, "strong")

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

    def _bound(self, strand: StrandAssessment) -> Iterator[str]:
        """Yield whom each prohibition that matters binds."""
        for ruling in strand.rulings:
            if ruling is strand.ruling or ruling.verdict is not Verdict.NOT_PROHIBITED:
                prohibition = self.law.prohibitions[ruling.prohibition]
                bound = strand.strand.hirer if prohibition.binds == "hirer" else strand.strand.supplier
                name = self.arrangement.party_name(bound)
                who = f"the {prohibition.binds}"
                if name is not None:
                    yield f"{prohibition.title} binds {who if name == who else f'{who}, {name}'}."

    def _turns_on(self, strand: StrandAssessment) -> Iterator[Block]:
        """Yield what the verdict turns on, or what decides it; of each prohibition that the strand may break."""
        rulings = [strand.ruling, *(each for each in strand.others if each.verdict is not Verdict.NOT_PROHIBITED)]
        for ruling in rulings:
            of = f": {self.law.prohibitions[ruling.prohibition].title}" if len(rulings) > 1 else ""
            told, decided = self._open(ruling, strand.strand), self._decided(ruling)
            if told:
                yield Heading(3, f"What it turns on{of}")
                few = _FEWER if strand.ruling.accounts else _FEW
                yield Items(tuple(map(Item, told[:few])))
                left = len(told) - few
                if left > 0:
                    yield Paragraph(f"And {left} more, which stand below with the facts that are open.", "quiet")
            elif decided:
                yield Heading(3, f"What decides it{of}")
                yield Items(decided)
                yield from self._presumed(ruling)

    @staticmethod
    def _presumed(ruling: Ruling) -> Iterator[Block]:
        presumed = len(ruling.leading.presumptions)
        if presumed == 1:
            yield Paragraph("One fact is presumed; it stands below.", "quiet")
        elif presumed:
            yield Paragraph(f"{presumed} facts are presumed; they stand below.", "quiet")

    def _open(self, ruling: Ruling, strand: Strand) -> list[str]:
        """Return on what an unsettled verdict turns: law that is open already, what is disputed, what is not known."""
        period = ruling.leading
        questions = [each for each in period.turns_on if each.status == "arguable"]
        facts = [self._open_fact(use) for use in open_uses(self.assessment, strand, period)]
        told = [each for each in questions if each.arises] if facts else questions
        return [f"An open question of law: {self.law.open_questions[each.name].question}" for each in told] + facts

    def _decided(self, ruling: Ruling) -> tuple[Item, ...]:
        """Return the reasons that settle a verdict: all of them, or those by which it is clear."""
        if not ruling.verdict.settled:
            return ()
        if ruling.verdict is Verdict.PROHIBITED:
            return tuple(self._reason(each) for each in ruling.leading.reasons)
        found: dict[Item, list[Period]] = {}
        for period in ruling.periods:
            for each in clearing(self.law, ruling, period):
                found.setdefault(self._reason(each), []).append(period)
        return tuple(
            item
            if len(periods) == len(ruling.periods)
            else item._replace(text=f"{item.text} ({words.listed(words.days(*each[:2]) for each in periods)})")
            for item, periods in found.items()
        )

    def _reason(self, reason: Reason) -> Item:
        return Item(
            words.reason_text(self.assessment, reason),
            mark=MARKS[reason.status],
            cites=(cite(self.law, reason.provision, reason.pinpoint),),
        )

    def _open_fact(self, use: FactUse) -> str:
        status = "Disputed" if use.answer.disputed else "Not known"
        return f"{status}{words.against(self.arrangement, use.action)}: {self.law.facts[use.name].question}"

    def _sides(self, strand: StrandAssessment) -> Iterator[Block]:
        """Yield what each side says of what is disputed, and the verdict if it is right."""
        accounts = strand.ruling.accounts
        if not accounts:
            return
        turning = open_uses(self.assessment, strand.strand, strand.ruling.leading)
        stated = [*turning, *uses_of(self.assessment, strand.strand)]
        each_once = {(use.name, use.action): use for use in stated}
        disputed = [use for use in each_once.values() if use.answer.disputed]
        title = "What each side says, and where that leads"
        others = [each for each in strand.others if each.accounts and each.verdict is not Verdict.NOT_PROHIBITED]
        rows = []
        for party, verdict in accounts.items():
            statements = [self._said(use, party) for use in disputed]
            left = len(statements) - _SAID
            more = [f"And {left} more."] if left > 0 else []
            said = Cell(" ".join([*statements[:_SAID], *more]))
            leads = [
                f"{self.law.prohibitions[each.prohibition].title}: {shown(each.accounts[party])}" for each in others
            ]
            name = Cell(self.arrangement.parties[party].name)
            rows.append((name, said, Cell("; ".join([shown(verdict), *leads]), TONES[verdict])))
        yield Heading(3, title)
        yield Table(title, ("Side", "What it says of what is disputed", "The verdict, if it is right"), tuple(rows))

    def _said(self, use: FactUse, party: str) -> str:
        """Return what a party says of a disputed fact; of what it does not speak, that is said too."""
        fact = self.law.facts[use.name]
        value = use.answer.as_stated_by(party)
        about = words.against(self.arrangement, use.action)
        if party not in dict(use.answer.by_party):
            return f"It says nothing of this: {fact.question}{about}"
        told = f"It does not know: {fact.question}" if value == UNKNOWN else words.statement(fact, value)
        return f"{told}{about}"
