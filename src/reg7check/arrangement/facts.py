"""Reading what is known of a fact: a plain answer, an attributed one, or what each party says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

import yaml

from reg7check.arrangement.fields import ANSWER, DISPUTE, required
from reg7check.arrangement.form import Form, is_null
from reg7check.arrangement.models import UNKNOWN, Answer, Value
from reg7check.days import parse_day
from reg7check.problems import did_you_mean, nearest, shortened
from reg7check.yaml_source import Node

_ANSWER_KEYS = (*ANSWER, "disputed")
AS_A_PERSON_MEANS = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}


class FactSpec(Protocol):
    """What the reader must know of a fact: which section it belongs to, and the answers it takes."""

    @property
    def about(self) -> str:
        """``action`` or ``cover``."""

    @property
    def choices(self) -> tuple[str, ...]:
        """The named answers, ``unknown`` apart."""

    @property
    def is_date(self) -> bool:
        """Whether a date is an answer too."""


class AnswerReader:
    """Reads the answers of a form; each party and piece of evidence that is named goes to ``refer``."""

    def __init__(self, form: Form, refer: Callable[[str, Node | None], None]) -> None:
        self.form = form
        self.refer = refer

    def answer(self, fact: str, node: Node, spec: FactSpec) -> Answer | None:
        """Return what is known of a fact, or None where it cannot be read."""
        if not isinstance(node, yaml.MappingNode):
            value = self._value(fact, node, spec)
            return Answer(value) if value is not None else None
        form = self.form
        disputed = any(isinstance(key, yaml.ScalarNode) and key.value == "disputed" for key, _ in node.value)
        if disputed:
            fields = form.mapping(node, f"a disputed `{fact}`", DISPUTE)
        else:
            keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
            misspelt = any(nearest(key, _ANSWER_KEYS) == "disputed" for key in keys if key not in ANSWER)
            fields = form.mapping(node, f"`{fact}`", _ANSWER_KEYS, () if misspelt else required(ANSWER))
        evidence = self._evidence(fields.get("evidence"))
        note = form.text(fields["note"], "the note") if "note" in fields else None
        if disputed:
            return self._disputed(fact, fields["disputed"], spec, evidence, note)
        says = form.text(fields["says"], "`says`") if "says" in fields else None
        self.refer("party", fields.get("says"))
        value = self._value(fact, fields["answer"], spec) if "answer" in fields else None
        return Answer(value, says=says, evidence=evidence, note=note) if value is not None else None

    def _disputed(
        self, fact: str, node: Node, spec: FactSpec, evidence: tuple[str, ...], note: str | None
    ) -> Answer | None:
        by_party: dict[str, Value] = {}
        if isinstance(node, yaml.MappingNode) and not node.value:
            self.form.report(node, f"the dispute over `{fact}` names no party", "write {party: answer, party: answer}")
        for key, given in self.form.pairs(node, f"the dispute over `{fact}`"):
            self.refer("party", key)
            value = self._value(fact, given, spec)
            if value is not None:
                by_party.setdefault(key.value.strip(), value)
        if not by_party:
            return None
        values = set(by_party.values())
        agreed = values.pop() if len(values) == 1 else None
        return Answer(agreed, tuple(by_party.items()), evidence=evidence, note=note)

    def _evidence(self, node: Node | None) -> tuple[str, ...]:
        if node is None:
            return ()
        named = []
        for item in self.form.items(node, "`evidence`"):
            self.refer("evidence", item)
            if isinstance(item, yaml.ScalarNode):
                named.append(item.value.strip())
        return tuple(named)

    def _value(self, fact: str, node: Node, spec: FactSpec) -> Value | None:
        if is_null(node):
            self.form.report(node, f"`{fact}` has no answer", f"write `{UNKNOWN}` where nobody knows")
            return None
        text = self.form.text(node, f"the answer to `{fact}`")
        if text is None:
            return None
        if spec.is_date and text[:1].isdigit():
            day: date | None = self.form.day(node, f"the date of `{fact}`")
            return day
        try:
            return value_of(fact, text, spec)
        except NoSuchAnswer as error:
            self.form.report(node, str(error), error.hint)
            return None


class NoSuchAnswer(ValueError):
    """A text that is no answer to a fact; ``hint`` says which there are."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def value_of(fact: str, text: str, spec: FactSpec) -> Value:
    """Return the answer to a fact that a text gives, as people write it. Raises NoSuchAnswer, or NoSuchDay."""
    if text == UNKNOWN or text in spec.choices:
        return text
    meant = AS_A_PERSON_MEANS.get(text.lower())
    if meant is not None and meant in spec.choices:
        return meant
    if text.lower() == UNKNOWN:
        return UNKNOWN
    if spec.is_date and text[:1].isdigit():
        return parse_day(text)
    choices = [*(["a date such as 2024-05-13"] if spec.is_date else []), *spec.choices, UNKNOWN]
    near = did_you_mean(text, [*spec.choices, UNKNOWN])
    listed = f"the answers are: {', '.join(choices)}"
    hint = f"{near} {listed[0].upper()}{listed[1:]}" if near and near.startswith("did you") else listed
    raise NoSuchAnswer(f"`{fact}` cannot be `{shortened(text)}`", hint)
