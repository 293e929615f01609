"""What a timeline shows of a strand, as rows of days: action, cover, law, what was known, and verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from reg7check.arrangement import Answer, Span, Value
from reg7check.arrangement.models import UNKNOWN, Action
from reg7check.named import NamedTuple
from reg7check.reasoning.periods import merged
from reg7check.reasoning.results import Assessment, Reason, Ruling, StrandAssessment, Verdict
from reg7check.report import words
from reg7check.report.drawing import Hatch, Ink
from reg7check.report.marks import MARKS, shown
from reg7check.report.timeline.scale import ONE_DAY
from reg7check.rulebook.conditions import Concept, FactIs, parts
from reg7check.rulebook.models import Fact, Law, Prohibition, RuleStatus


class Bar(NamedTuple):
    """Days from ``first`` to ``last``, both included (None: an open end), and what is said of them.

    ``letter`` stands for each of its days in plain text, ``why`` says more of the word, and ``of`` names the action
    or the party of which it is true, where a row tells of several.
    """

    first: date | None
    last: date | None
    word: str
    ink: Ink
    letter: str
    hatch: Hatch = ""
    why: str = ""
    of: str = ""


class Row(NamedTuple):
    """A row of a timeline: what kind of thing it is about, which one, its days, and what to note of it.

    Where ``each_told`` is false its bars all say the same, which the row's name says already.
    """

    kind: str
    title: str
    bars: tuple[Bar, ...]
    note: str = ""
    each_told: bool = True


_HATCHES: Mapping[Verdict, Hatch] = {
    Verdict.PROHIBITED: "slanted",
    Verdict.DISPUTED: "crossed",
    Verdict.ARGUABLE: "slanted-back",
    Verdict.UNDETERMINED: "dotted",
    Verdict.NOT_PROHIBITED: "",
}
VERDICT_INKS: Mapping[Verdict, Ink] = {
    Verdict.PROHIBITED: "prohibited",
    Verdict.DISPUTED: "disputed",
    Verdict.ARGUABLE: "arguable",
    Verdict.UNDETERMINED: "undetermined",
    Verdict.NOT_PROHIBITED: "not-prohibited",
}
_LETTERS: Mapping[Verdict, str] = {
    Verdict.PROHIBITED: "P",
    Verdict.DISPUTED: "D",
    Verdict.ARGUABLE: "A",
    Verdict.UNDETERMINED: "U",
    Verdict.NOT_PROHIBITED: "n",
}
_STATUS_HATCHES: Mapping[RuleStatus, Hatch] = {"holds": "", "fails": "", "open": "dotted"}
_STATUS_LETTERS: Mapping[RuleStatus, str] = {"holds": "y", "fails": "n", "open": "?"}
_NOT_KNOWN = "not known"


def rows_of(assessment: Assessment, strand: StrandAssessment) -> tuple[Row, ...]:
    """Return the rows of a strand's timeline, from the top down."""
    return tuple(_rows(assessment, strand))


def _rows(assessment: Assessment, strand: StrandAssessment) -> Iterator[Row]:
    arrangement = assessment.arrangement
    actions = [arrangement.action(name) for name in strand.strand.covers]
    yield from (_action(each) for each in actions)
    yield _cover(strand)
    for ruling in strand.rulings:
        yield _law(assessment, ruling)
    known = _Known(assessment, strand, actions)
    yield from known.rows()
    yield from (_verdict(assessment.law, ruling) for ruling in strand.rulings)


def _action(action: Action) -> Row:
    kind = (action.kind or "industrial action").replace("-", " ").capitalize()
    title = f"{action.id} ({action.workers})" if action.workers is not None else action.id
    return Row(kind, title, _spans(action.dates, kind.lower(), "action", "#"), each_told=False)


def _cover(strand: StrandAssessment) -> Row:
    its = strand.strand
    stage = f" ({its.stage.replace('-', ' ')})" if its.stage is not None else ""
    bars = _spans(its.dates, "cover", "cover", "=", "dotted" if its.dates_assumed else "")
    note = "Its dates are assumed: those of the action." if its.dates_assumed else ""
    return Row("Cover", f"{its.id}{stage}", bars, note, each_told=False)


def _spans(spans: tuple[Span, ...], word: str, ink: Ink, letter: str, hatch: Hatch = "") -> tuple[Bar, ...]:
    return tuple(Bar(each.first, each.last, word, ink, letter, hatch) for each in merged(spans))


def _law(assessment: Assessment, ruling: Ruling) -> Row:
    law = assessment.law
    prohibition = law.prohibitions[ruling.prohibition]
    bars = tuple(_in_force(law, prohibition, assessment.arrangement.nation))
    cite = words.cited(law, prohibition.provision)
    title = prohibition.title if cite.lower() == prohibition.title.lower() else f"{prohibition.title} ({cite})"
    return Row("Law", title, bars)


def _in_force(law: Law, prohibition: Prohibition, nation: str) -> Iterator[Bar]:
    """Yield the longest spans on which the law says the same, from the first day of all to the last."""
    provision = law.provisions[prohibition.provision]
    if nation not in provision.extent:
        yield Bar(None, None, "does not extend here", "quiet", "x", "slanted", prohibition.outside_extent)
        return
    spans = [*provision.not_in_force, *(days for version in provision.versions for days in version.in_force)]
    starts = {days.first for days in spans} | {days.last + ONE_DAY for days in spans if days.last is not None}
    starts.add(prohibition.covered_from)
    days = sorted(day for day in starts if day is not None)
    if not days:
        yield Bar(None, None, "not in force", "quiet", "x", "slanted", prohibition.not_in_force)
        return
    bars = [_law_on(law, prohibition, days[0] - ONE_DAY)._replace(last=days[0] - ONE_DAY)]
    for first, last in zip(days, [*(day - ONE_DAY for day in days[1:]), None], strict=True):
        bar = _law_on(law, prohibition, first)._replace(first=first, last=last)
        if bar._replace(first=None, last=None) == bars[-1]._replace(first=None, last=None):
            bars[-1] = bars[-1]._replace(last=last)
        else:
            bars.append(bar)
    yield from bars


def _law_on(law: Law, prohibition: Prohibition, day: date) -> Bar:
    provision = law.provisions[prohibition.provision]
    version = provision.version_on(day)
    if version is None:
        days = provision.not_in_force_on(day)
        why = days.why if days is not None and days.why is not None else prohibition.not_in_force
        return Bar(None, None, "not in force", "quiet", "x", "slanted", why)
    if not prohibition.covers(day):
        return Bar(None, None, "not judged here", "quiet", "x", "slanted", prohibition.before_covered or "")
    if len(provision.versions) == 1:
        return Bar(None, None, "in force", "law", "-")
    return Bar(None, None, f"in force ({version.id})", "law", "-", why=version.summary or "")


def _verdict(law: Law, ruling: Ruling) -> Row:
    bars = []
    for period in ruling.periods:
        last = period.reasons[-1] if period.reasons else None
        bars.append(
            Bar(
                period.first,
                period.last,
                shown(period.verdict),
                VERDICT_INKS[period.verdict],
                _LETTERS[period.verdict],
                _HATCHES[period.verdict],
                last.short if last is not None else "",
            )
        )
    return Row("Verdict", law.prohibitions[ruling.prohibition].title, tuple(bars))


class _Known:
    """Makes the rows of date facts, and of what they decide from one day to the next."""

    def __init__(self, assessment: Assessment, strand: StrandAssessment, actions: list[Action]) -> None:
        self.assessment = assessment
        self.law = assessment.law
        self.strand = strand
        self.actions = actions
        reasons = [reason for ruling in strand.rulings for each in ruling.periods for reason in each.reasons]
        self.used = {
            (use.name, use.action) for top in reasons for reason in top.with_those_below() for use in reason.facts
        }

    def rows(self) -> Iterator[Row]:
        """Yield the rows of each date fact that is told or asked for, and then of what a date may decide.

        The latter stand there where no date is told too: whether the supplier knew is told by other facts as well.
        """
        for fact in self.law.facts.values():
            if fact.is_date:
                yield from self._fact(fact)
        for ruling in self.strand.rulings:
            prohibition = self.law.prohibitions[ruling.prohibition]
            for name in (*prohibition.elements, *prohibition.unless):
                if date_facts_under(self.law, name):
                    kind = "Exception" if name in prohibition.unless else "Element"
                    yield from self._decided(ruling, name, kind)

    def _fact(self, fact: Fact) -> Iterator[Row]:
        """Yield the row of a date fact; none where no verdict asks for it."""
        if fact.about == "cover":
            bars = list(self._answers(fact, self.strand.strand.facts.get(fact.id), "", ""))
        else:
            several = len(self.actions) > 1
            bars = [
                bar
                for action in self.actions
                for bar in self._answers(fact, action.facts.get(fact.id), action.id, action.id if several else "")
            ]
        if bars:
            yield Row("Date", fact.question, tuple(bars), each_told=False)

    def _answers(self, fact: Fact, answer: Answer | None, action: str, of: str) -> Iterator[Bar]:
        if answer is None and (fact.presumed is not None or (fact.id, action) not in self.used):
            return
        answer = answer or Answer(UNKNOWN)
        if answer.agreed is not None:
            yield _day_bar(answer.agreed, of)
        else:
            names = {who: self.assessment.arrangement.parties[who].name for who, _ in answer.by_party}
            for who, value in answer.by_party:
                alike = list(names.values()).count(names[who]) > 1
                name = f"{names[who]} ({who})" if alike else names[who]
                yield _day_bar(value, f"{of}, {name} says" if of else f"{name} says")

    def _decided(self, ruling: Ruling, name: str, kind: str) -> Iterator[Row]:
        """Yield the status of an element or exception over the days, for each action where it differs."""
        rules = {rule.id for rule in self.law.rules_defining(name)}
        found: dict[str, dict[str, list[Bar]]] = {}
        for period in ruling.periods:
            for reason in period.reasons:
                if reason.rule in rules:
                    days = reason.days or Span(period.first, period.last)
                    bars = found.setdefault(reason.title, {}).setdefault(reason.action, [])
                    for each in self._acting(reason, days):
                        _add(bars, _status_bar(reason, each))
        for title, by_action in found.items():
            told = (sorted(each, key=lambda bar: bar.first or date.min) for each in by_action.values())
            yield Row(kind, title, tuple(bar for each in told for bar in each))

    def _acting(self, reason: Reason, days: Span) -> Iterator[Span]:
        """Yield those of the days on which the action of which a reason tells is in progress; all, of no one action."""
        if not reason.action:
            yield days
            return
        for each in merged(self.assessment.arrangement.action(reason.action).dates):
            ends = [last for last in (days.last, each.last) if last is not None]
            first, last = max(days.first, each.first), min(ends, default=None)
            if last is None or first <= last:
                yield Span(first, last)


def _day_bar(value: Value, of: str) -> Bar:
    if isinstance(value, date):
        return Bar(value, value, "", "known", "^", of=of)
    if value == UNKNOWN:
        return Bar(None, None, _NOT_KNOWN, "known", "?", "dotted", of=of)
    return Bar(None, None, words.answer_words(value), "quiet", ".", of=of)


def _status_bar(reason: Reason, days: Span) -> Bar:
    status = reason.status
    return Bar(
        days.first, days.last, MARKS[status], status, _STATUS_LETTERS[status], _STATUS_HATCHES[status], of=reason.action
    )


def _add(bars: list[Bar], bar: Bar) -> None:
    """Add a bar to those before it; one that goes on from the last, and says the same, makes it longer."""
    last = bars[-1] if bars else None
    follows = last is not None and last.last is not None and bar.first == last.last + ONE_DAY
    if last is not None and follows and last._replace(first=bar.first, last=bar.last) == bar:
        bars[-1] = last._replace(last=bar.last)
    else:
        bars.append(bar)


def date_facts_under(law: Law, concept: str) -> frozenset[str]:
    """Return the date facts on which a concept may depend."""
    found: set[str] = set()
    seen = {concept}
    waiting = [concept]
    while waiting:
        for rule in law.rules_defining(waiting.pop()):
            for condition in (rule.requires, rule.unless):
                for part in parts(condition) if condition is not None else ():
                    if isinstance(part, FactIs) and part.fact in law.facts and law.facts[part.fact].is_date:
                        found.add(part.fact)
                    elif isinstance(part, Concept) and part.name not in seen:
                        seen.add(part.name)
                        waiting.append(part.name)
    return frozenset(found)
