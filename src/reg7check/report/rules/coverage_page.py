"""What the page on coverage holds, as values: each provision's text, what encodes it, and which cases cover that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reg7check.audit.coverage import (
    Coverage,
    DecisionCoverage,
    LeafCoverage,
    Measure,
    Obligation,
    Seen,
    by_mcdc,
)
from reg7check.audit.decisions import InForce, written
from reg7check.days import in_words
from reg7check.named import NamedTuple
from reg7check.report import words
from reg7check.report.quotes import Quoted, Segment, paragraphs, quoted_in
from reg7check.report.rules.coverage_words import (
    KINDS,
    example_days,
    example_facts,
    example_readings,
    statuses,
    why_never,
)
from reg7check.rulebook.conditions import AllOf, AnyOf, Concept, Condition, FactIs, NotOf, QuestionProhibits, Weight
from reg7check.rulebook.givens import GIVENS
from reg7check.rulebook.models import Days, Law, OpenQuestion, Prohibition, Provision, Rule, Version

_FEW = 8


class Mark(NamedTuple):
    """What is said of one thing to show: ``state`` is shown, missing or never; the numbers of the cases that show it.

    ``more`` are those of the cases past the first few; ``lines`` say what would show it, or why nothing could.
    """

    what: str
    state: str
    cases: tuple[int, ...] = ()
    more: tuple[int, ...] = ()
    lines: tuple[str, ...] = ()


class Part(NamedTuple):
    """A part of a condition: ``all``, ``any`` or ``not`` over others, or a leaf with what it means and its marks.

    ``link`` is the number of the card of what it names.
    """

    word: str
    below: tuple[Part, ...] = ()
    meaning: str = ""
    link: int | None = None
    marks: tuple[Mark, ...] = ()


class Card(NamedTuple):
    """A rule, an open question or a prohibition: what it is, the words it quotes, its conditions, and its marks."""

    number: int
    kind: str
    id: str
    title: str
    place: str
    cited: str
    words: str
    applies: bool
    marks: tuple[Mark, ...]
    parts: tuple[tuple[str, Part], ...]


class Text(NamedTuple):
    """A text of a provision, with the days on which it is in force, where it comes from, and what is unchecked."""

    id: str
    days: str
    paragraphs: list[list[Segment]]
    summary: str
    source: str
    unchecked: str


class Section(NamedTuple):
    """A provision: its texts, and the cards of what encodes it, in the statute's order."""

    provision: Provision
    texts: tuple[Text, ...]
    other_texts: tuple[str, ...]
    cards: tuple[Card, ...]
    mcdc: Measure


def sections_of(coverage: Coverage) -> list[Section]:
    """Return the provisions that something encodes: that of the main prohibition first, then as the files have them."""
    return _Composer(coverage).sections()


class _Composer:
    """Composes the sections. Cards are numbered from 1 in the order of the page, which their links need to know."""

    def __init__(self, coverage: Coverage) -> None:
        self.coverage = coverage
        self.law = coverage.law
        self.by_provision = {
            provision: _in_order(self.law.provisions[provision], those)
            for provision in self._provisions()
            if (those := [each for each in coverage.decisions if each.decision.entry.provision == provision])
        }
        ordered = (each for those in self.by_provision.values() for each in those)
        self.numbers = {(each.decision.section, each.decision.id): number for number, each in enumerate(ordered, 1)}

    def sections(self) -> list[Section]:
        return [self._section(self.law.provisions[name], those) for name, those in self.by_provision.items()]

    def _provisions(self) -> list[str]:
        main = self.law.prohibitions[self.law.identity.main_prohibition].provision
        return [main, *(name for name in self.law.provisions if name != main)]

    def _section(self, provision: Provision, those: Sequence[DecisionCoverage]) -> Section:
        quotes: dict[str, dict[int, Quoted]] = {}
        for each in those:
            entry = each.decision.entry
            quoted = quoted_in(provision, entry) if isinstance(entry, Rule) else None
            if quoted is not None:
                quotes.setdefault(quoted.version, {})[self._number(each)] = quoted
        shown = [each for each in provision.versions if each.id in quotes] or [
            max(reversed(provision.versions), key=lambda each: bool(each.in_force))
        ]
        return Section(
            provision=provision,
            texts=tuple(_text(each, quotes.get(each.id, {})) for each in shown),
            other_texts=tuple(f"{each.id} ({_in_force(each)})" for each in provision.versions if each not in shown),
            cards=tuple(self._card(each) for each in those),
            mcdc=by_mcdc(those),
        )

    def _number(self, each: DecisionCoverage) -> int:
        return self.numbers[each.decision.section, each.decision.id]

    def _card(self, each: DecisionCoverage) -> Card:
        decision = each.decision
        entry = decision.entry
        pinpoint = entry.pinpoint if not isinstance(entry, Prohibition) else ""
        return Card(
            number=self._number(each),
            kind=KINDS[decision.section],
            id=decision.id,
            title=decision.title,
            place=f"{decision.place.file}:{decision.place.line}",
            cited=words.cited(self.law, entry.provision, pinpoint),
            words=entry.words or "" if isinstance(entry, Rule) else "",
            applies=each.applies,
            marks=tuple(_mark(what, seen) for what, seen in statuses(each)),
            parts=tuple(self._parts(each)),
        )

    def _parts(self, each: DecisionCoverage) -> Iterator[tuple[str, Part]]:
        leaves = iter(each.leaves)
        match each.decision.entry:
            case Rule() as rule:
                yield "requires", self._part(rule.requires, leaves)
                if rule.unless is not None:
                    yield "unless", self._part(rule.unless, leaves)
            case OpenQuestion() as question:
                yield "arises where", self._part(question.arises_where, leaves)
            case prohibition:
                yield "in force and extends", self._listed(leaves, 2)
                yield "elements, all of them", self._listed(leaves, len(prohibition.elements))
                if prohibition.unless:
                    yield "unless any of these", self._listed(leaves, len(prohibition.unless))

    def _listed(self, leaves: Iterator[LeafCoverage], number: int) -> Part:
        return Part("", tuple(self._leaf(next(leaves)) for _ in range(number)))

    def _part(self, condition: Condition, leaves: Iterator[LeafCoverage]) -> Part:
        match condition:
            case AllOf(conditions):
                return Part("all", tuple(self._part(each, leaves) for each in conditions))
            case AnyOf(conditions):
                return Part("any", tuple(self._part(each, leaves) for each in conditions))
            case NotOf(inner):
                return Part("not", (self._part(inner, leaves),))
            case _:
                return self._leaf(next(leaves))

    def _leaf(self, leaf: LeafCoverage) -> Part:
        asks = leaf.leaf.asks
        link = None
        if isinstance(asks, Concept):
            link = self.numbers["rules", self.law.rules_defining(asks.name)[0].id]
        elif isinstance(asks, QuestionProhibits):
            link = self.numbers["open_questions", asks.question]
        marks = tuple(self._obligation(leaf, each) for each in leaf.obligations)
        return Part(written(asks), meaning=_meaning(self.law, asks), link=link, marks=marks)

    def _obligation(self, leaf: LeafCoverage, each: Obligation) -> Mark:
        mark = _mark("true, and decides" if each.value else "false, and decides", each.seen)
        if each.example is not None:
            example = each.example
            told = [f"Smallest facts that would show it, {example_days(self.law, example)}: {example_facts(example)}."]
            if example.take:
                told.append(f"With the reading {example_readings(example)}.")
            return mark._replace(lines=tuple(told))
        if mark.state == "never":
            return mark._replace(lines=(f"Proved: {why_never(leaf, each)}.",))
        return mark


def _in_order(provision: Provision, those: Iterable[DecisionCoverage]) -> list[DecisionCoverage]:
    """Return prohibitions, then rules by where their words stand in the provision, each with the questions it asks."""
    every = list(those)
    rules = [each for each in every if each.decision.section == "rules"]
    rules.sort(key=lambda each: _position(provision, each.decision.entry))
    questions = {each.decision.id: each for each in every if each.decision.section == "open_questions"}
    ordered = [each for each in every if each.decision.section == "prohibitions"]
    for rule in rules:
        ordered.append(rule)
        asked = [leaf.leaf.asks.question for leaf in rule.leaves if isinstance(leaf.leaf.asks, QuestionProhibits)]
        ordered += [questions.pop(name) for name in dict.fromkeys(asked) if name in questions]
    return [*ordered, *questions.values()]


def _position(provision: Provision, entry: Rule | OpenQuestion | Prohibition) -> tuple[int, int]:
    versions = [each.id for each in provision.versions]
    quoted = quoted_in(provision, entry) if isinstance(entry, Rule) else None
    return (len(versions), 0) if quoted is None else (versions.index(quoted.version), quoted.spans[0][0])


def _mark(what: str, seen: Seen) -> Mark:
    numbers = tuple(case + 1 for case in seen.cases)
    state = "never" if not seen.reachable else "shown" if numbers else "missing"
    return Mark(what, state, numbers[:_FEW], numbers[_FEW:])


def _meaning(law: Law, asks: object) -> str:
    match asks:
        case InForce(provision):
            return f"{law.provisions[provision].cite} is in force on the day"
        case FactIs("nation", answers):
            return f"the work is done in {' or '.join(map(words.nation, answers))}"
        case FactIs(fact, answers) if fact not in GIVENS:
            told = (law.facts[fact].answers[answer].replace("{date}", "the day") for answer in answers)
            return " Or: ".join(told)
        case Concept(name):
            return law.rules_defining(name)[0].title
        case Weight(weighing, at_least, at_most):
            least = f"{at_least} or more" if at_least is not None else ""
            most = f"{at_most} or less" if at_most is not None else ""
            return f"{law.weighings[weighing].title}, weighed: {' and '.join(filter(None, (least, most)))}"
        case QuestionProhibits(question):
            return law.open_questions[question].question
        case _:
            return ""


def _text(version: Version, quotes: dict[int, Quoted]) -> Text:
    checked = f", checked on {in_words(version.checked_on)}" if version.checked_on is not None else ""
    return Text(
        id=version.id,
        days=_in_force(version),
        paragraphs=paragraphs(version, quotes),
        summary=version.summary or "",
        source=f"{version.source}{checked}" if version.source is not None else "",
        unchecked=version.unchecked or "",
    )


def _in_force(version: Version) -> str:
    if not version.in_force:
        return "not commenced"
    return f"in force {words.listed(map(_span, version.in_force))}"


def _span(days: Days) -> str:
    if days.first is None:
        return "always" if days.last is None else f"up to {in_words(days.last)}"
    return words.days(days.first, days.last)
