"""Composing an explanation: why one element is so or is not, on whose word, and what would turn it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reg7check.arrangement import Span
from reg7check.arrangement.models import UNKNOWN
from reg7check.reasoning.explanations import Asking, Explained, Explanation, Step, Ways
from reg7check.reasoning.results import Count, FactUse, Reason, Verdict
from reg7check.reasoning.subjects import Sense, Subject, senses_in
from reg7check.report import words
from reg7check.report.document import Block, Document, Heading, Item, Items, Paragraph, Row, Rows
from reg7check.report.explained_sources import evidence_named, questions_named, sources_named
from reg7check.report.explained_weighing import weighing_blocks
from reg7check.report.explained_words import (
    STATUSES,
    asked_title,
    in_front,
    subject_title,
    turns_on_words,
)
from reg7check.report.glossing import glossed, words_of
from reg7check.report.marks import MARKS, TONES, shown
from reg7check.report.sources import authority_item, evidence_item, question_item

_SINGLE = 5
_SEVERAL = 3


def explanation_report(explained: Explained) -> Document:
    """Return the report of an explanation: first the answer, then the reasons with all that they rest on."""
    document = Document(tuple(_Composer(explained).blocks()))
    return glossed(document, explained.assessment.law, words_of(explained.assessment.arrangement))


class _Composer:
    def __init__(self, explained: Explained) -> None:
        self.explained = explained
        self.assessment = explained.assessment
        self.arrangement = explained.assessment.arrangement
        self.law = explained.assessment.law
        self.several = len(explained.explanations) > 1
        self.level = 3 if self.several else 2
        self.noted: list[FactUse] = []

    def blocks(self) -> Iterator[Block]:
        yield Heading(1, f"Why: {asked_title(self.explained)}")
        about = [self.arrangement.title, f"file {self.arrangement.file}"]
        if self.arrangement.reference is not None:
            about.insert(1, f"reference {self.arrangement.reference}")
        said = [Paragraph("; ".join(about), "quiet")]
        said += (Paragraph(each, "strong") for each in words.assumptions(self.assessment))
        if self.several:
            yield from said
        for each in self.explained.explanations:
            if self.several:
                yield Heading(2, f"{each.strand.id}: {subject_title(self.law, each.subject)}")
            yield self._answer(each)
            if not self.several:
                yield from said
            yield from self._explanation(each)
        yield from self._end()

    def _explanation(self, each: Explanation) -> Iterator[Block]:
        against = words.against(self.arrangement, each.action)
        yield Paragraph(f"{each.strand.id}: {each.strand.what}", "quiet")
        about = [f"This speaks of {words.days(each.first, each.last)}{against}."]
        about += next(strand.notes for strand in self.assessment.cover if strand.strand.id == each.strand.id)
        yield Paragraph(" ".join(about), "quiet")
        yield from self._other_rule(each)
        yield from self._what_for(each)
        yield from self._accounts(each)
        yield from self._reasons(each)
        for weighing in each.weighings:
            yield Heading(self.level, f"{self.law.weighings[weighing.weighing].title}, weighed")
            yield from weighing_blocks(self.assessment, weighing)
        yield from self._ways(each)
        yield from self._questions(each)
        yield from self._other_days(each)

    def _answer(self, each: Explanation) -> Paragraph:
        if each.verdict is not None:
            word, tone = shown(each.verdict).capitalize(), TONES[each.verdict]
        else:
            opened = "Disputed" if each.why_open == "disputed" else "Open"
            word, tone = {"holds": "Yes", "fails": "No", "open": opened}[each.status], "strong"
        return Paragraph(f"{word}. {self._sentence(each)} {turns_on_words(each)}".strip(), tone)

    def _other_rule(self, each: Explanation) -> Iterator[Block]:
        """Say so where the rule that was named is for another text of the law than the one in force."""
        applied = each.reasons[0].rule if each.reasons else ""
        if each.subject.rule and applied not in ("", each.subject.rule):
            named = self.law.rules[each.subject.rule]
            yield Paragraph(
                f"The rule {named.id} does not apply on these days: its text of"
                f" {words.cited(self.law, named.provision, named.pinpoint)} is not in force. In its place stands the"
                f" rule that is explained here: {self.law.rules[applied].title}."
            )

    def _sentence(self, each: Explanation) -> str:
        if each.subject.kind == "prohibition":
            prohibition = self.law.prohibitions[each.subject.id]
            if not each.reasons:
                return prohibition.before_covered or ""
            return words.sentence_for(self.law, each.subject.id, each.verdict or Verdict.UNDETERMINED, each.strand)
        if each.reasons:
            return each.reasons[0].text
        rule = self.law.rules_defining(each.subject.id)[0]
        days = self.law.provisions[rule.provision].not_in_force_on(each.first)
        why = days.why if days is not None else None
        cited = words.cited(self.law, rule.provision, rule.pinpoint)
        return f"No rule for this applies on these days ({cited}), so it does not hold. {why or ''}".strip()

    def _what_for(self, each: Explanation) -> Iterator[Block]:
        said = [self._asking(asking, each) for asking in each.asked_by if self._extends(asking)]
        for line in dict.fromkeys(said):
            yield Paragraph(line)

    def _extends(self, asking: Asking) -> bool:
        provision = self.law.provisions[self.law.prohibitions[asking.role.prohibition].provision]
        return self.arrangement.nation in provision.extent

    def _asking(self, asking: Asking, each: Explanation) -> str:
        title = self.law.prohibitions[asking.role.prohibition].title
        if asking.stop is not None:
            return f"{title} does not come to this on these days: {asking.stop.text}"
        kind = "an exception to its ban" if asking.role.exception else "its ban"
        through = "" if asking.role.through == each.subject.id else self._heading(asking.role.through)
        under = f", under “{through}”" if through else ""
        whatever = ", whatever the answer to this is" if each.status == "open" and asking.verdict.settled else ""
        return f"{title} asks this for {kind}{under}. Its verdict on these days: {shown(asking.verdict)}{whatever}."

    def _heading(self, concept: str) -> str:
        return subject_title(self.law, Subject("concept", concept))

    def _accounts(self, each: Explanation) -> Iterator[Block]:
        if not each.accounts:
            return
        if len({each.status, *each.accounts.values()}) == 1 and each.status != "open":
            yield Paragraph("What the sides dispute makes no difference to this.", "quiet")
            return
        yield Heading(self.level, "Each side's account")
        verdict = each.subject.kind == "prohibition"
        rows = [
            Row(f"If {self.arrangement.parties[party].name} is right", in_front(status, verdict=verdict))
            for party, status in each.accounts.items()
        ]
        yield Rows(tuple(rows))

    def _reasons(self, each: Explanation) -> Iterator[Block]:
        if not each.reasons:
            return
        yield Heading(self.level, "The reasons")
        exceptions: tuple[str, ...] = ()
        if each.subject.kind == "prohibition":
            exceptions = self.law.prohibitions[each.subject.id].unless
        told: list[Reason] = []
        yield Items(
            tuple(
                self._reason(reason, "unless" if self._concept(reason) in exceptions else "needs", told)
                for reason in each.reasons
            )
        )

    def _concept(self, reason: Reason) -> str:
        rule = self.law.rules.get(reason.rule)
        return rule.concept if rule is not None else ""

    def _reason(self, reason: Reason, sense: Sense, told: list[Reason]) -> Item:
        cited = words.cited(self.law, reason.provision, reason.pinpoint)
        text = f"{STATUSES[sense][reason.status]}{words.reason_text(self.assessment, reason)} [{cited}]"
        if reason.because and reason in told:
            return Item(text, MARKS[reason.status], lines=("The reasons for this are given above.",))
        told.append(reason)
        lines = [f"The law's words: “{' '.join(reason.words.split())}”"] if reason.words is not None else []
        weighed = {fact for name in reason.weighings for fact in self.law.weighings[name].indicators}
        for use in reason.facts:
            if use.name not in weighed:
                lines.append(words.fact_line(self.assessment, use))
                lines += [words.fact_note(use)] if use.answer.note and use not in self.noted else []
                self.noted.append(use)
        lines += [f"{self.law.weighings[name].title}: weighed one by one below." for name in reason.weighings]
        lines += reason.points
        lines += [f"Open question of law: {self.law.open_questions[name].question}" for name in reason.questions]
        rule = self.law.rules.get(reason.rule)
        senses = senses_in(rule) if rule is not None else {}
        below = tuple(self._reason(each, senses.get(self._concept(each), "needs"), told) for each in reason.because)
        return Item(text, MARKS[reason.status], lines=tuple(dict.fromkeys(lines)), below=below)

    def _questions(self, each: Explanation) -> Iterator[Block]:
        named = questions_named(each)
        if named:
            yield Heading(self.level, "Where the law is open: the arguments on both sides")
            entries = [(self.law.open_questions[name], arises) for name, arises in named.items()]
            yield Items(tuple(question_item(self.law, entry, arises=arises, full=True) for entry, arises in entries))

    def _ways(self, each: Explanation) -> Iterator[Block]:
        told = [ways for ways in each.ways if ways.sets]
        if not told:
            return
        settled = each.status != "open"
        yield Heading(self.level, "Why not: what would make it otherwise" if settled else "What would settle it")
        for ways in told:
            lead = in_front(ways.status, verdict=each.subject.kind == "prohibition")
            yield from self._sets(ways, lead[0].upper() + lead[1:], settled=settled)

    def _sets(self, ways: Ways, lead: str, *, settled: bool) -> Iterator[Block]:
        single = len(ways.sets[0]) == 1
        told = [each for each in ways.sets if len(each) == 1][:_SINGLE] if single else ways.sets[:_SEVERAL]
        if len(told) + 1 == ways.total.number == len(ways.sets):
            told = ways.sets
        yield Items(tuple(self._set(each, lead, settled=settled) for each in told))
        left = ways.total.number - len(told)
        if left > 0 or not ways.total.exact:
            more = Count(left, ways.total.exact)
            yield Paragraph(f"And {more} other {'way' if left == 1 and ways.total.exact else 'ways'}.", "quiet")

    def _set(self, steps: Sequence[Step], lead: str, *, settled: bool) -> Item:
        lines = [self._step(step, settled=settled) for step in steps]
        if len(lines) == 1:
            return Item(f"{lead}, if: {lines[0]}")
        return Item(f"{lead}, if all of these are so:", below=tuple(Item(line) for line in lines))

    def _step(self, step: Step, *, settled: bool) -> str:
        said = words.member_statement(self.law, step.member)
        about = words.against(self.arrangement, step.member.action)
        if step.now is None or not settled:
            return f"{said}{about}"
        return f"{said}{about} ({_now(step.now)})"

    def _other_days(self, each: Explanation) -> Iterator[Block]:
        if not each.other_days:
            return
        yield Heading(self.level, "On other days")
        rows = []
        for other in each.other_days:
            if other.verdict is not None:
                said = f"{shown(other.verdict)}{f' ({other.short})' if other.short else ''}"
                rows.append(Row(words.days(other.first, other.last), said, TONES[other.verdict]))
            else:
                said = {"holds": "yes, it holds", "fails": "no, it does not hold", "open": "open"}[other.status]
                same = ", for other reasons" if other.status == each.status and not other.alike else ""
                rows.append(Row(words.days(other.first, other.last), f"{said}{same}"))
        yield Rows(tuple(rows))
        yield Paragraph("To explain one of these days, add --on and a date.", "quiet")

    def _coming(self) -> Iterator[str]:
        """Yield what the assessment notes of the days that are explained, such as a text that is coming."""
        for each in self.explained.explanations:
            (strand,) = (found for found in self.assessment.cover if found.strand.id == each.strand.id)
            for ruling in strand.rulings:
                for period in ruling.periods:
                    if period.reasons and Span(period.first, period.last).holds(each.first):
                        yield from period.notes

    def _end(self) -> Iterator[Block]:
        evidence = evidence_named(self.explained)
        if evidence:
            yield Heading(2, "The evidence that is named above")
            yield Items(tuple(evidence_item(self.arrangement, self.arrangement.evidence[each]) for each in evidence))
        sources = sources_named(self.explained)
        if sources:
            yield Heading(2, "The law and other authorities relied on")
            yield Items(tuple(authority_item(self.law, name) for name in sources))
        yield Heading(2, "Please note")
        notes = [*(each.text for each in self.assessment.caveats), *dict.fromkeys(self._coming())]
        yield Items(tuple(Item(note) for note in notes))
        yield Paragraph(words.colophon(self.law), "quiet")


def _now(use: FactUse) -> str:
    answer = use.answer
    if answer.agreed is None:
        return "now disputed"
    if answer.agreed == UNKNOWN:
        return "not known now"
    return f"now {'presumed' if use.presumed else 'in the file'}: {words.answer_words(answer.agreed)}"
