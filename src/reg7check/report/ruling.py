"""Composing what is said of one ruling: its verdict, what it turns on, accounts, periods, reasons, what to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from reg7check.arrangement import Strand
from reg7check.arrangement.models import UNKNOWN
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
from reg7check.report.document import Block, Depth, Heading, Item, Items, Paragraph, Row, Rows
from reg7check.report.facts_told import open_uses
from reg7check.report.marks import MARKS, TONES, shown
from reg7check.report.sources import cite, question_item, quote_of
from reg7check.rulebook.models import Law

_FEW = 3
_SOME = 20
_WAYS = 5


class RulingComposer:
    """Composes the blocks of rulings, short or in full."""

    def __init__(self, assessment: Assessment, depth: Depth) -> None:
        self.assessment = assessment
        self.law = assessment.law
        self.arrangement = assessment.arrangement
        self.full = depth == "full"
        self.told_unchecked: set[tuple[str, str]] = set()

    def blocks(self, ruling: Ruling, strand: StrandAssessment) -> Iterator[Block]:
        """Yield what a ruling says, after its verdict: by the day, why, what would settle or change it.

        Short, it is of the leading period, with the open facts and law; in full of every one, and these stand apart.
        """
        period = ruling.leading
        if ruling is not strand.ruling:
            yield from self._accounts(ruling)
        yield from self._periods(ruling)
        if self.full:
            yield from self._map(ruling)
        yield from self._why(ruling)
        yield from self._ways(ruling)
        if not self.full:
            yield from self._open_facts(period, strand.strand)
            yield from self._open_law(period)
            yield from self._presumed(period)

    def _open_facts(self, period: Period, strand: Strand) -> Iterator[Block]:
        told = [self._fact(use) for use in open_uses(self.assessment, strand, period)]
        if told:
            yield Heading(3, "The facts that are open")
            yield from self._cut(told, _SOME, "more fact that is not known", "more facts that are not known")

    def _open_law(self, period: Period) -> Iterator[Block]:
        questions = [each for each in period.turns_on if each.status == "arguable"]
        arising = [self.law.open_questions[each.name] for each in questions if each.arises]
        possible = len(questions) - len(arising)
        if arising:
            yield Heading(3, "Where the law is open")
            yield Items(tuple(question_item(self.law, each, arises=True, full=self.full) for each in arising))
        if possible:
            some = "An open question" if possible == 1 else f"{possible} open questions"
            yield Paragraph(f"{some} of law may arise too, on some answers{self.see_full()}.", "quiet")

    def _fact(self, use: FactUse) -> Item:
        note = words.fact_note(use)
        return Item(words.fact_line(self.assessment, use), lines=(note,) if note else ())

    def _accounts(self, ruling: Ruling) -> Iterator[Block]:
        if ruling.accounts:
            yield Heading(3, "Each side's account")
            yield Rows(
                tuple(
                    Row(f"If {self.arrangement.parties[party].name} is right", shown(verdict), TONES[verdict])
                    for party, verdict in ruling.accounts.items()
                )
            )

    def _periods(self, ruling: Ruling) -> Iterator[Block]:
        yield Heading(3, "Day by day")
        periods = ruling.periods if self.full else ruling.periods[:_SOME]
        yield Rows(
            tuple(
                Row(words.days(each.first, each.last), self._period(ruling, each), TONES[each.verdict])
                for each in periods
            )
        )
        left = len(ruling.periods) - len(periods)
        if left > 0:
            yield Paragraph(f"And {left} more {'period' if left == 1 else 'periods'}{self.see_full()}.", "quiet")

    def _period(self, ruling: Ruling, period: Period) -> str:
        """Return a period's verdict, and why it is clear where the reasons below are those of another."""
        last = period.reasons[-1] if period.reasons else None
        if last is not None and last.short:
            return f"{shown(period.verdict)} ({last.short})"
        if period.verdict is not Verdict.NOT_PROHIBITED or ruling.verdict is Verdict.NOT_PROHIBITED:
            return shown(period.verdict)
        clears = clearing(self.law, ruling, period)
        return f"{shown(period.verdict)}. {next((each.text for each in clears), '')}".strip()

    def _map(self, ruling: Ruling) -> Iterator[Block]:
        """Yield a picture of the reasons, where the inquiry reaches the facts."""
        from reg7check.report.reasons_map import reasons_map

        reasons = ruling.leading.reasons
        if reasons and not reasons[-1].short:
            figure = reasons_map(self.assessment, ruling)
            yield from (Heading(3, figure.title), figure)

    def _why(self, ruling: Ruling) -> Iterator[Block]:
        """Yield the reasons, once for all the periods that have the same ones."""
        alike: dict[tuple[Reason, ...], list[tuple[date, date | None]]] = {}
        for period in ruling.periods:
            alike.setdefault(period.reasons, []).append((period.first, period.last))
        for reasons, periods in alike.items():
            if reasons and (self.full or reasons == ruling.leading.reasons):
                yield Heading(3, f"Why ({words.times(periods)})" if len(ruling.periods) > 1 else "Why")
                yield Items(tuple(self._reason(reason, depth=0) for reason in reasons))

    def _reason(self, reason: Reason, depth: int) -> Item:
        lines = []
        told = reason if self.full else flattened(reason)
        known = [use for use in told.facts if use.answer.agreed != UNKNOWN]
        unknown = [use for use in told.facts if use.answer.agreed == UNKNOWN]
        for use in known:
            lines += [words.fact_line(self.assessment, use), *filter(None, [words.fact_note(use)])]
        if self.full or len(unknown) <= _FEW:
            lines += [words.fact_line(self.assessment, use) for use in unknown]
        else:
            lines.append(f"Not known: {len(unknown)} facts{self.see_full()}.")
        for weighing in told.weighings:
            lines.append(self.law.weighings[weighing].judgement)
        lines += told.points
        if self.full:
            lines += [f"Open question: {self.law.open_questions[name].question}" for name in reason.questions]
            lines += self._unchecked(reason)
        return Item(
            text=words.reason_text(self.assessment, reason),
            mark=MARKS[reason.status],
            lines=tuple(dict.fromkeys(lines)),
            quote=quote_of(self.law, reason) if depth == 0 or self.full else None,
            cites=(cite(self.law, reason.provision, reason.pinpoint),),
            below=tuple(self._reason(each, depth + 1) for each in reason.because) if self.full else (),
        )

    def _unchecked(self, reason: Reason) -> Iterator[str]:
        """Yield what nobody could check of the text on which a reason rests, once in a report; or that it is no law."""
        if reason.version is None and not reason.short:
            yield "This provision itself is not in force on these days."
        for version in self.law.provisions[reason.provision].versions:
            told = (reason.provision, version.id)
            if version.id == reason.version and version.unchecked is not None and told not in self.told_unchecked:
                self.told_unchecked.add(told)
                yield f"Not fully checked: {version.unchecked}"

    def _ways(self, ruling: Ruling) -> Iterator[Block]:
        """Yield what would settle, or change, the verdict: of days that have the same ways, once."""
        found: dict[tuple[tuple[SettlingSet, ...], tuple[Change, ...]], list[Period]] = {}
        for period in ruling.periods if self.full else (ruling.leading,):
            if period.settled_by or period.changes:
                found.setdefault((period.settled_by, period.changes), []).append(period)
        for periods in found.values():
            several = len(ruling.periods) > 1
            of = f" ({words.listed(words.days(each.first, each.last) for each in periods)})" if several else ""
            yield from self._settles(periods[0], of)
            yield from self._turns(periods[0], of)

    def _settles(self, period: Period, of: str) -> Iterator[Block]:
        if not period.settled_by:
            return
        yield Heading(3, f"What would settle it{of}")
        for verdict in (Verdict.PROHIBITED, Verdict.NOT_PROHIBITED):
            ways = [each for each in period.settled_by if each.verdict is verdict]
            yield from self._sets(ways, (period.settled_by_total or {}).get(verdict, Count(len(ways))))

    def _turns(self, period: Period, of: str) -> Iterator[Block]:
        if period.changes:
            yield Heading(3, f"What would change it{of}")
            yield from self._sets(period.changes, period.changes_total)

    def _sets(self, ways: Sequence[SettlingSet | Change], total: Count) -> Iterator[Block]:
        if not ways:
            return
        shown = ways[:_WAYS] if self.full else ways[: _FEW if len(ways[0].members) == 1 else 1]
        yield Items(tuple(self._set(way) for way in shown))
        left = total.number - len(shown)
        if left > 0 or not total.exact:
            more = Count(left, total.exact)
            noun = "way" if left == 1 and total.exact else "ways"
            yield Paragraph(f"And {more} other {noun}{self.see_full()}.", "quiet")

    def _set(self, way: SettlingSet | Change) -> Item:
        lead = shown(way.verdict).capitalize()
        statements = [words.member_statement(self.law, member) for member in way.members]
        if len(statements) == 1:
            return Item(f"{lead}, if: {statements[0]}")
        return Item(f"{lead}, if all of these are so:", below=tuple(Item(each) for each in statements))

    def _presumed(self, period: Period) -> Iterator[Block]:
        if period.presumptions:
            yield Heading(3, "Presumed, because the file does not list it")
            lines = (words.fact_line(self.assessment, use) for use in period.presumptions)
            yield Items(tuple(Item(line.removeprefix("Presumed: ")) for line in lines))

    def _cut(self, items: list[Item], shown: int, one: str, several: str, *, numbered: bool = False) -> Iterator[Block]:
        if self.full:
            shown = len(items)
        yield Items(tuple(items[:shown]), numbered=numbered)
        left = len(items) - shown
        if left > 0:
            yield Paragraph(f"And {left} {one if left == 1 else several}{self.see_full()}.", "quiet")

    def see_full(self) -> str:
        """Return where more is told, in brackets; empty where all is."""
        return "" if self.full else " (--verbose shows more)"


def clearing(law: Law, ruling: Ruling, period: Period) -> Iterator[Reason]:
    """Yield the reasons by which days are clear: each element that fails, and each exception that holds."""
    exceptions = {rule.id for name in law.prohibitions[ruling.prohibition].unless for rule in law.rules_defining(name)}
    for each in period.reasons:
        if each.status == ("holds" if each.rule in exceptions else "fails"):
            yield each


def flattened(reason: Reason) -> Reason:
    """Return a reason that tells all that stands under it as its own: for the short report."""
    facts = dict.fromkeys(reason.facts)
    points = dict.fromkeys(reason.points)
    weighings = dict.fromkeys(reason.weighings)
    for each in reason.because:
        below = flattened(each)
        facts |= dict.fromkeys(below.facts)
        points |= dict.fromkeys(below.points)
        weighings |= dict.fromkeys(below.weighings)
    return reason._replace(facts=tuple(facts), points=tuple(points), weighings=tuple(weighings))
