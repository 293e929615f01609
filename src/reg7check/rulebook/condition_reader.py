"""Reading conditions from the nodes of a rule file. ``conditions.py`` shows how they are written."""

from __future__ import annotations

import yaml

from reg7check.named import NamedTuple
from reg7check.problems import Place, Problem
from reg7check.rulebook.conditions import AllOf, AnyOf, Concept, Condition, FactIs, NotOf, QuestionProhibits, Weight
from reg7check.yaml_source import Node, Source

KEYWORDS = ("all", "any", "not", "weight", "question")
"""Words that open a condition, and so cannot be the id of a fact."""


class Reference(NamedTuple):
    """A name that a condition uses, what it must be the name of, and where it stands."""

    kind: str
    name: str
    place: Place
    answer: str | None = None


class ConditionReader:
    """Reads conditions from YAML nodes, collecting problems and the names that they refer to."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.references: list[Reference] = []

    def read(self, node: Node) -> Condition:
        """Return the condition at a node; a faulty one is reported and read as an empty ``all``."""
        if isinstance(node, yaml.ScalarNode):
            self._refer("concept", node)
            return Concept(node.value)
        if isinstance(node, yaml.MappingNode) and len(node.value) == 1:
            key, value = node.value[0]
            return self._entry(key, value)
        hint = "write a concept, `fact: answer`, or one of all, any, not, weight, question"
        return self._faulty(node, "a condition must be one name or one `key: value`", hint)

    def _entry(self, key: Node, value: Node) -> Condition:
        word = str(key.value)
        if word in ("all", "any"):
            if not isinstance(value, yaml.SequenceNode) or not value.value:
                return self._faulty(value, f"`{word}` needs a list of conditions", "start each with a dash")
            conditions = tuple(self.read(item) for item in value.value)
            return AllOf(conditions) if word == "all" else AnyOf(conditions)
        if word == "not":
            return NotOf(self.read(value))
        if word == "weight":
            return self._weight(value)
        if word == "question":
            if isinstance(value, yaml.ScalarNode):
                self._refer("question", value)
                return QuestionProhibits(value.value)
            return self._faulty(value, "`question` needs the id of an open question", "write one id")
        answers = value.value if isinstance(value, yaml.SequenceNode) else [value]
        if not answers or not all(isinstance(answer, yaml.ScalarNode) for answer in answers):
            return self._faulty(value, f"`{word}` needs an answer, or a list of answers", "write `fact: answer`")
        self._refer("fact", key)
        for answer in answers:
            self._refer("answer", key, answer)
        return FactIs(word, tuple(answer.value for answer in answers))

    def _weight(self, node: Node) -> Condition:
        fields = {}
        if isinstance(node, yaml.MappingNode):
            scalars = (each for each in node.value if all(isinstance(part, yaml.ScalarNode) for part in each))
            fields = {key.value: value for key, value in scalars}
        bounds = {}
        for key in ("at_least", "at_most"):
            if key in fields:
                try:
                    bounds[key] = int(fields[key].value)
                except ValueError:
                    return self._faulty(fields[key], f"`{key}` must be a whole number", "write a number such as 3")
        if "of" not in fields or not bounds or set(fields) - {"of", "at_least", "at_most"}:
            hint = "write {of: weighing, at_least: 3}, with at_least, at_most or both"
            return self._faulty(node, "`weight` needs `of` and a bound, and nothing else", hint)
        if bounds.get("at_least", 0) > bounds.get("at_most", bounds.get("at_least", 0)):
            return self._faulty(node, "`at_least` is more than `at_most`", "no total lies between them: swap the two")
        self._refer("weighing", fields["of"])
        return Weight(fields["of"].value, bounds.get("at_least"), bounds.get("at_most"))

    def _refer(self, kind: str, node: Node, answer: Node | None = None) -> None:
        at = answer if answer is not None else node
        place = self.source.place_of(at)
        self.references.append(Reference(kind, node.value, place, answer.value if answer is not None else None))

    def _faulty(self, node: Node, message: str, hint: str) -> Condition:
        self.problems.append(Problem(self.source.place_of(node), message, hint, "R002"))
        return AllOf(())
