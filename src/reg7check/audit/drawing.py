"""Making a picture of the rules: from a law and a day to nodes and edges."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reg7check.audit.picture import NEGATED, Edge, Kind, Node, Picture, Sense
from reg7check.days import in_words
from reg7check.rulebook.conditions import (
    AllOf,
    AnyOf,
    Concept,
    Condition,
    FactIs,
    NotOf,
    QuestionProhibits,
    Weight,
    parts,
    written,
)
from reg7check.rulebook.models import Law, Prohibition, Rule

_GIVENS = {
    "nation": "In which nation is the work done?",
    "action_kind": "What kind of action is it?",
    "feeds_another_strand": "Does this strand feed another strand?",
    "supplier_named": "Does the file name the supplier?",
}
_NO_BREAK = "\u00a0"
_DATES = {"past": "the day is past it", "not-past": "the day is not past it"}


def picture_of(law: Law, prohibitions: Iterable[str] | None = None, day: date | None = None) -> Picture:
    """Return the picture of a law on a day (None: that to which it was checked).

    It shows the prohibitions with these ids (None: all of them), with everything that they ask, and the rules that
    wait for a later text. Raises KeyError where there is no such prohibition.
    """
    drawing = _Drawing(law, day or law.identity.law_as_of)
    for each in law.prohibitions if prohibitions is None else prohibitions:
        drawing.prohibition(law.prohibitions[each])
    return drawing.picture()


def picture_below(law: Law, concept: str, day: date) -> Picture:
    """Return the picture of one concept on a day, with everything that it asks. Raises KeyError for no such concept."""
    return _Drawing(law, day).below(concept)


class _Drawing:
    """Draws each thing once, where it is first asked."""

    def __init__(self, law: Law, day: date) -> None:
        self._law = law
        self._day = day
        self._nodes: dict[str, Node] = {}
        self._edges: list[Edge] = []

    def picture(self) -> Picture:
        order = {key: number for number, key in enumerate(self._nodes)}
        edges = sorted(self._edges, key=lambda edge: order[edge.source])
        return Picture(self._law.identity, self._day, tuple(self._nodes.values()), tuple(edges))

    def below(self, concept: str) -> Picture:
        root = self._concept(concept)
        return self.picture()._replace(root=root)

    def prohibition(self, entry: Prohibition) -> None:
        key = f"prohibition:{entry.id}"
        cite, instrument = self._cited(entry.provision)
        self._add(Node(key, Kind.PROHIBITION, entry.title, entry.id, cite, instrument, self._force(entry)))
        source = self._gate(key, Kind.ALL, Sense.NEEDS) if len(entry.elements) > 1 else key
        for name in entry.elements:
            self._edges.append(Edge(source, self._concept(name), Sense.NEEDS, asks=name))
        for name in entry.unless:
            self._edges.append(Edge(key, self._concept(name), Sense.UNLESS, asks=name))

    def _concept(self, name: str) -> str:
        rule = self._law.rule_on(name, self._day)
        key = f"rule:{rule.id}" if rule is not None else f"concept:{name}"
        if key in self._nodes:
            return key
        if rule is not None:
            self._rule(key, rule, Kind.RULE, "")
        else:
            title = self._law.rules_defining(name)[-1].title
            note = f"No rule says so on {in_words(self._day)}: it does not hold."
            self._add(Node(key, Kind.RULE, title, name, note=note))
        for each in self._law.rules_defining(name):
            note = self._wait(each) if each is not rule else ""
            if note:
                self._rule(f"rule:{each.id}", each, Kind.WAITING, note)
                self._edges.append(Edge(key, f"rule:{each.id}", Sense.WAITS))
        return key

    def _rule(self, key: str, rule: Rule, kind: Kind, note: str) -> None:
        cite, instrument = self._cited(rule.provision, rule.pinpoint)
        self._add(Node(key, kind, rule.title, rule.id, cite, instrument, note))
        self._condition(key, rule.requires, Sense.NEEDS)
        if rule.unless is not None:
            self._condition(key, rule.unless, Sense.UNLESS)

    def _wait(self, rule: Rule) -> str:
        """Return for which text a rule waits, or nothing where its time is over."""
        provision = self._law.provisions[rule.provision]
        versions = [each for each in provision.versions if rule.version in (None, each.id)]
        starts = [days.first for version in versions for days in version.in_force if days.first is not None]
        later = [first for first in starts if first > self._day]
        if later:
            return f"Waits: from {in_words(min(later))} on."
        if any(version.in_force for version in versions):
            return ""
        passed = next((version.passed for version in versions if version.passed is not None), None)
        return f"Waits: its text was passed{f' on {in_words(passed)}' if passed else ''}, but is not in force."

    def _condition(self, source: str, condition: Condition, sense: Sense) -> None:
        """Draw a condition below a node."""
        match condition:
            case NotOf(inner):
                self._condition(source, inner, NEGATED[sense])
            case AllOf((single,)) | AnyOf((single,)):
                self._condition(source, single, sense)
            case AnyOf(conditions) if sense is Sense.UNLESS:
                for each in conditions:
                    self._condition(source, each, sense)
            case AllOf(conditions) | AnyOf(conditions):
                kind = Kind.ALL if isinstance(condition, AllOf) else Kind.ANY
                gate = self._gate(source, kind, sense, written(condition))
                for each in conditions:
                    self._condition(gate, each, Sense.NEEDS)
            case Concept(name):
                self._edges.append(Edge(source, self._concept(name), sense, asks=name))
            case FactIs(fact, answers):
                self._edges.append(
                    Edge(source, self._fact(fact), sense, self._answers(fact, answers), written(condition))
                )
            case Weight(weighing):
                self._edges.append(Edge(source, self._weighing(weighing), sense, _bound(condition), written(condition)))
            case QuestionProhibits(question):
                self._edges.append(Edge(source, self._question(question), sense, asks=written(condition)))

    def _gate(self, source: str, kind: Kind, sense: Sense, asks: str = "") -> str:
        number = sum(edge.source == source for edge in self._edges) + 1
        key = f"{source}/{number}"
        self._add(Node(key, kind, f"{kind} of"))
        self._edges.append(Edge(source, key, sense, asks=asks))
        return key

    def _fact(self, name: str) -> str:
        fact = self._law.facts.get(name)
        if fact is None:
            return self._add(Node(f"given:{name}", Kind.GIVEN, _GIVENS.get(name, name), name))
        return self._add(Node(f"fact:{name}", Kind.FACT, fact.question, name))

    def _answers(self, name: str, answers: Iterable[str]) -> str:
        fact = self._law.facts.get(name)
        dated = fact is not None and fact.is_date
        return " or ".join(_DATES[each] if dated else each for each in answers)

    def _weighing(self, name: str) -> str:
        weighing = self._law.weighings[name]
        key = f"weighing:{name}"
        if key not in self._nodes:
            self._add(Node(key, Kind.WEIGHING, weighing.title, name, note=weighing.judgement))
            for fact, weights in weighing.indicators.items():
                label = ", ".join(f"{answer}{_NO_BREAK}{_signed(weight)}" for answer, weight in weights.items())
                self._edges.append(Edge(key, self._fact(fact), Sense.NEEDS, label))
        return key

    def _question(self, name: str) -> str:
        question = self._law.open_questions[name]
        key = f"question:{name}"
        if key not in self._nodes:
            cite, instrument = self._cited(question.provision, question.pinpoint)
            self._add(Node(key, Kind.QUESTION, question.question, name, cite, instrument, question.arises))
            for target in dict.fromkeys(self._arises_from(question.arises_where)):
                self._edges.append(Edge(key, target, Sense.ARISES))
        return key

    def _arises_from(self, condition: Condition) -> Iterable[str]:
        for part in parts(condition):
            match part:
                case Concept(name):
                    yield self._concept(name)
                case FactIs(fact):
                    yield self._fact(fact)
                case Weight(weighing):
                    yield self._weighing(weighing)
                case QuestionProhibits(question):
                    yield self._question(question)

    def _force(self, entry: Prohibition) -> str:
        """Return whom a prohibition binds, where, and whether it is in force on the day."""
        provision = self._law.provisions[entry.provision]
        nations = [each.replace("-", " ").title() for each in provision.extent]
        where = " and ".join(filter(None, (", ".join(nations[:-1]), nations[-1])))
        days = provision.not_in_force_on(self._day)
        why = days.why if days is not None else None
        force = "In force" if provision.version_on(self._day) is not None else "Not in force"
        said = f"Binds the {entry.binds}. Extends to {where}. {force} on {in_words(self._day)}."
        return f"{said} {why}" if why and force == "Not in force" else said

    def _cited(self, provision: str, pinpoint: str = "") -> tuple[str, str]:
        entry = self._law.provisions[provision]
        return f"{entry.cite}{pinpoint}", entry.instrument

    def _add(self, node: Node) -> str:
        self._nodes.setdefault(node.key, node)
        return node.key


def _bound(weight: Weight) -> str:
    low, high = weight.at_least, weight.at_most
    if low is None:
        return f"{_signed(high)} or less"
    return f"{_signed(low)} or more" if high is None else f"{_signed(low)} to {_signed(high)}"


def _signed(number: int | None) -> str:
    return f"{number:+d}".replace("-", "−") if number else "0"
