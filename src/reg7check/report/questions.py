"""What to find out next, as a document: best first, by whom to ask, with what each answer would do to the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reg7check.arrangement import Answer, FactAt, Strand, answer_at
from reg7check.arrangement.models import UNKNOWN
from reg7check.days import in_words
from reg7check.reasoning.prospects import Prospect
from reg7check.reasoning.results import Assessment, FactUse, Ruling, StrandAssessment, Verdict
from reg7check.report import words
from reg7check.report.asking import ask, names_to_ask
from reg7check.report.document import Block, Document, Heading, Item, Items, Paragraph, Row, Rows
from reg7check.report.glossing import glossed, words_of
from reg7check.report.marks import TONES, shown
from reg7check.report.prospects import ProspectWords
from reg7check.report.sources import question_item
from reg7check.rulebook.models import Fact

_FIRST = 3
_FEW_OF_EACH = 3


def first_questions(assessment: Assessment, prospects: Sequence[Prospect]) -> Document:
    """Return the three best questions, and the first few of those for each whom to ask."""
    return _glossed(assessment, _Composer(assessment, prospects, full=False))


def all_questions(assessment: Assessment, prospects: Sequence[Prospect]) -> Document:
    """Return the same with every question, and with help for each answer."""
    return _glossed(assessment, _Composer(assessment, prospects, full=True))


def _glossed(assessment: Assessment, composer: _Composer) -> Document:
    return glossed(Document(tuple(composer.blocks())), assessment.law, words_of(assessment.arrangement))


class _Composer:
    def __init__(self, assessment: Assessment, prospects: Sequence[Prospect], *, full: bool) -> None:
        self.assessment = assessment
        self.arrangement = assessment.arrangement
        self.law = assessment.law
        self.prospects = prospects
        self.full = full
        self.prospect_words = ProspectWords(assessment, prospects)
        self._touched = {(each.strand, each.prohibition) for prospect in prospects for each in prospect.now}

    def blocks(self) -> Iterator[Block]:
        yield from self._front()
        for strand in self.assessment.cover:
            yield from self._standing(strand)
        if self.prospects:
            yield from self._first()
            for whom in words.ASK:
                yield from self._group(whom)
            yield from self._law("No fact answers this: it is for a court to decide.")
        else:
            yield from self._nothing_to_ask()
        yield from self._end()

    def _front(self) -> Iterator[Block]:
        yield Heading(1, f"What to find out next: {self.arrangement.title}")
        yield Paragraph(words.about_file(self.arrangement), "quiet")
        blanks = words.blanks(self.arrangement)
        if blanks is not None:
            yield Paragraph(blanks, "strong")
        if self.assessment.on is not None:
            yield Paragraph(f"This is about {in_words(self.assessment.on)} alone.", "strong")
        yield from (Paragraph(warning.text, "strong") for warning in self.assessment.warnings)

    def _standing(self, strand: StrandAssessment) -> Iterator[Block]:
        """Say who is who in a strand, and how it stands now."""
        about = f"{strand.strand.id}: {strand.strand.what}"
        yield Heading(2, about) if len(self.assessment.cover) > 1 else Paragraph(about)
        yield Rows(tuple(self._who(strand.strand)))
        for ruling in strand.rulings:
            touched = (strand.strand.id, ruling.prohibition) in self._touched
            if ruling is not strand.ruling and ruling.verdict is Verdict.NOT_PROHIBITED and not touched:
                continue
            so_far = " so far" if touched and not ruling.verdict.settled else ""
            yield Paragraph(f"{shown(ruling.verdict)}{so_far}".upper(), TONES[ruling.verdict])
            yield Paragraph(words.verdict_sentence(self.law, ruling, strand.strand), "strong")
        yield from (Paragraph(note) for note in strand.notes)

    def _who(self, strand: Strand) -> Iterator[Row]:
        yield Row("The hirer", str(self.arrangement.party_name(strand.hirer)))
        yield Row("The supplier", self.arrangement.party_name(strand.supplier) or "not named in the file")
        covered = (self.arrangement.action(name).workers for name in strand.covers)
        workers = [each for each in covered if each is not None]
        if workers:
            yield Row("It covers the work of", words.listed(workers))

    def _first(self) -> Iterator[Block]:
        """Say how much is open, and where there is much which questions are the best of all."""
        number = len(self.prospects)
        many = number > _FIRST
        yield Heading(2, "Ask these first" if many else "What is still open")
        if number == 1:
            yield Paragraph("1 fact can still matter. Put the answer in the file and run this again.")
        else:
            yield Paragraph(
                f"{number} facts can still matter. You need not find out all of them: an answer can make others fall"
                " away. Put each answer in the file and run this again."
            )
        if many:
            yield Items(tuple(self._short(each) for each in self.prospects[:_FIRST]), numbered=True)
            yield Paragraph("More on each stands below, under whom to ask.")

    def _short(self, prospect: Prospect) -> Item:
        fact = self._fact(prospect)
        return Item(f"{words.ASK[fact.ask]}: {fact.question}{self._where(prospect.to_ask.at)}")

    def _group(self, whom: str) -> Iterator[Block]:
        group = [each for each in self.prospects if self._fact(each).ask == whom]
        if not group:
            return
        named = (name for each in group for name in names_to_ask(self.arrangement, whom, each.to_ask.at))
        yield Heading(2, ask(whom, named))
        told = group if self.full else group[:_FEW_OF_EACH]
        yield Items(tuple(self._question(each) for each in told), numbered=True)
        left = len(group) - len(told)
        if left:
            more = "1 more question" if left == 1 else f"{left} more questions"
            yield Paragraph(f"And {more} (--all shows every one).", "quiet")

    def _question(self, prospect: Prospect) -> Item:
        at, fact = prospect.to_ask.at, self._fact(prospect)
        answer = answer_at(self.arrangement, at) or Answer(UNKNOWN)
        lines = [
            self._known(at, answer),
            words.fact_note(FactUse(at.fact, at.action, answer)),
            f"Why it matters: it goes to {fact.goes_to}.",
            fact.explain if self.full else "",
            f"Proof: {fact.proof}",
        ]
        return Item(
            f"{fact.question}{self._where(at)}",
            lines=tuple(filter(None, lines)),
            below=tuple(map(Item, self.prospect_words.lines(prospect))),
        )

    def _known(self, at: FactAt, answer: Answer) -> str:
        """Return what the file says of an open fact, under which name, and who says so."""
        if answer.disputed:
            backed = f" (evidence: {words.listed(answer.evidence)})" if answer.evidence else ""
            sides = words.each_side(self.arrangement, answer)
            return f"In the file, {at.fact} is disputed: {sides}{backed}. What is needed is proof."
        return f"In the file, {at.fact} is not known{words.who_says(self.arrangement, answer)}."

    def _where(self, at: FactAt) -> str:
        about = f" (of the strand {at.strand})" if at.strand and len(self.arrangement.cover) > 1 else ""
        return about or words.against(self.arrangement, at.action)

    def _fact(self, prospect: Prospect) -> Fact:
        return self.law.facts[prospect.to_ask.at.fact]

    def _law(self, lead: str) -> Iterator[Block]:
        """Say which open questions of law arise already, after a line that says what that means."""
        arising = {
            each.name: None
            for ruling in self._rulings()
            for period in ruling.periods
            for each in period.turns_on
            if each.status == "arguable" and each.arises
        }
        if not arising:
            return
        yield Heading(2, "Where the law is open")
        yield Paragraph(lead)
        entries = (self.law.open_questions[name] for name in arising)
        yield Items(tuple(question_item(self.law, each, arises=True, full=self.full) for each in entries))
        names = " ".join(f"--take {name}=prohibits" for name in arising)
        yield Paragraph(f"To see the verdict on one reading: reg7check assess FILE {names}", "quiet")

    def _nothing_to_ask(self) -> Iterator[Block]:
        """Say why no answer would move the verdict, and what it rests on."""
        verdicts = {period.verdict for ruling in self._rulings() for period in ruling.periods if period.reasons}
        yield Heading(2, "Nothing more need be asked")
        if all(verdict.settled for verdict in verdicts):
            yield Paragraph("No fact that is still open can change the verdict.")
        else:
            yield Paragraph("The facts that matter are known. What is left is a question of law.")
        yield from self._law("No answer to any question of fact would settle this.")
        yield from self._presumed()
        if verdicts:
            yield Paragraph("To see which other answers would turn it: reg7check what-if FILE --explore", "quiet")

    def _presumed(self) -> Iterator[Block]:
        several = len(self.assessment.cover) > 1
        presumed: dict[str, None] = {}
        for strand in self.assessment.cover:
            uses = (use for ruling in strand.rulings for each in ruling.periods for use in each.presumptions)
            for use in uses:
                line = words.fact_line(self.assessment, use).removeprefix("Presumed: ")
                presumed[f"{strand.strand.id}: {line}" if several and not use.action else line] = None
        if presumed:
            yield Heading(3, "It rests on this, which is presumed because the file does not list it")
            yield Items(tuple(map(Item, presumed)))

    def _rulings(self) -> Iterator[Ruling]:
        for strand in self.assessment.cover:
            yield strand.ruling
            yield from strand.others

    def _end(self) -> Iterator[Block]:
        yield Heading(2, "Please note")
        notes = [self.assessment.caveats[0].text] if self.assessment.caveats else []
        if self.prospects:
            notes.append(
                "`reg7check facts ID` tells what counts as which answer, and where an answer goes in the file."
            )
        yield Items(tuple(map(Item, notes)))
        yield Paragraph(words.colophon(self.law), "quiet")
