"""The arrangement of a rule case, as a YAML tree: its base with what the case changes, answers and leaves out."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from reg7check.arrangement.form import Form
from reg7check.audit.expectations import ALL_FACTS, known_name
from reg7check.audit.merging import (
    Merger,
    identity,
    items_of,
    keys_of,
    moved,
    text_of,
    value_of,
    with_facts,
    with_items,
    with_value,
)
from reg7check.rulebook.models import Law
from reg7check.yaml_source import Node, Source


class Changes:
    """What a case, whose fields these are, makes of its base. What of it is faulty is reported to the form.

    What comes from the base stands at the case, so that a fault which only the change brings out is shown there.
    """

    def __init__(self, form: Form, law: Law, node: Node, fields: Mapping[str, Node]) -> None:
        self.form = form
        self.law = law
        self.node = node
        self.fields = fields

    def of(self, base: Source) -> Node:
        """Return the tree of the changed arrangement."""
        form, change = self.form, self.fields.get("change")
        root = moved(base.root, (self.node if change is None else change).start_mark)
        if change is not None and list(form.pairs(change, "`change`")):
            root = Merger(form).merged(root, change)
        given = dict(form.pairs(self.fields["facts"], "`facts`")) if "facts" in self.fields else {}
        left_out = self._left_out({key.value.strip() for key in given})
        listed: set[str] = set()
        for section, about, names in (("industrial_action", "action", "action"), ("cover", "cover", "strand")):
            answers = {key: value for key, value in given.items() if self._about(key) == about}
            every = value_of(root, section)
            entries = items_of(every)
            named = text_of(self.fields.get(names))
            judged = [entry for entry in entries if identity(entry) == named] or entries
            listed |= {name for entry in judged for name in keys_of(value_of(entry, "facts"))}
            changed = [with_facts(entry, answers, left_out) if entry in judged else entry for entry in entries]
            if every is not None and entries:
                root = with_value(root, section, with_items(every, changed))
        for name, node in left_out.items():
            if name not in listed:
                form.report(node, f"`{name}` is not listed here, so it cannot be left out", "delete it")
        return root

    def _about(self, key: yaml.ScalarNode) -> str:
        """Return what a fact is about; an unknown one goes to the cover, where whoever reads it refuses it."""
        fact = self.law.facts.get(key.value)
        return "cover" if fact is None else fact.about

    def _left_out(self, given: set[str]) -> dict[str, Node]:
        form, found = self.form, dict[str, Node]()
        for item in form.items(self.fields["without"], "`without`") if "without" in self.fields else []:
            name = known_name(form, item, "fact", self.law.facts, ALL_FACTS)
            if name in given:
                form.report(item, f"`{name}` is both given an answer and left out", "keep one of the two")
            elif name is not None:
                found.setdefault(name, item)
        return found
