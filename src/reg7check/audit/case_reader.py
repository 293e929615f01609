"""Reading one rule case: its base with the changes made, how it is judged, and what must come out."""

from __future__ import annotations

from datetime import date

import yaml

from reg7check.arrangement import Arrangement, Strand, read_arrangement
from reg7check.arrangement.form import Form
from reg7check.audit.case import Case, Expected
from reg7check.audit.expectations import ExpectationReader, known_name
from reg7check.audit.merging import identity, keys_of, merged, moved, text_of, value_of, with_facts, with_value
from reg7check.problems import BadInput, Place, shortened
from reg7check.rulebook.commencing import commenced
from reg7check.rulebook.models import READINGS, Law
from reg7check.yaml_source import Node, Source

_KEYS = (
    "title", "authority", "note", "base", "facts", "without", "change", "on", "as", "take", "commence", "strand",
    "action", "expect",
)  # fmt: skip
_REQUIRED = ("title", "authority", "expect")
_ALL_FACTS = "`reg7check facts` lists all"


class CaseReader:
    """Reads the case at a node. Its problems go to the form of its file."""

    def __init__(self, form: Form, law: Law, node: Node) -> None:
        self.form = form
        self.law = law
        self.node = node
        self.fields = form.mapping(node, "a rule case", _KEYS, _REQUIRED)
        self.title = form.text(self.fields["title"], "the title") if "title" in self.fields else None

    @property
    def place(self) -> Place:
        """Where the case stands: at its title."""
        return self.form.source.place_of(self.fields.get("title", self.node))

    def read(self, base: Source | None) -> Case | None:
        """Return the case, or None where it cannot be read; without a base, only its faults are looked for."""
        form, fields = self.form, self.fields
        authorities = self._authorities(fields["authority"]) if "authority" in fields else ()
        note = form.text(fields["note"], "the note") if "note" in fields else None
        on = form.day(fields["on"], "the day") if "on" in fields else None
        take = self._take(fields["take"]) if "take" in fields else {}
        commence = self._commence(fields["commence"]) if "commence" in fields else ()
        arrangement = self._arrangement(base) if base is not None else None
        strand = self._strand(arrangement) if arrangement is not None else None
        action = self._action(strand) if strand is not None else None
        parties = arrangement.parties if arrangement is not None else None
        as_party = form.text(fields["as"], "the party") if "as" in fields else None
        if as_party is not None and parties is not None:
            known_name(form, fields["as"], "party", parties)
        expected = Expected()
        if "expect" in fields:
            expected = ExpectationReader(form, self.law, parties).read(fields["expect"])
        if self.title is None or arrangement is None or strand is None:
            return None
        return Case(
            title=self.title,
            place=self.place,
            authorities=authorities,
            note=note,
            arrangement=arrangement,
            strand=strand.id,
            action=action,
            on=on,
            as_party=as_party,
            take=take,
            commence=commence,
            expected=expected,
        )

    def _authorities(self, node: Node) -> tuple[str, ...]:
        known = [*self.law.authorities, *self.law.provisions]
        items = self.form.items(node, "`authority`") if isinstance(node, yaml.SequenceNode) else [node]
        names = [known_name(self.form, item, "authority or provision", known) for item in items]
        return tuple(name for name in names if name is not None)

    def _take(self, node: Node) -> dict[str, str]:
        taken: dict[str, str] = {}
        for key, value in self.form.pairs(node, "`take`"):
            question = known_name(self.form, key, "open question", self.law.open_questions)
            reading = self.form.choice(value, f"the reading of `{shortened(key.value)}`", READINGS)
            if question is not None and reading is not None:
                taken.setdefault(question, reading)
        return taken

    def _commence(self, node: Node) -> tuple[tuple[str, str, date], ...]:
        found: list[tuple[str, str, date]] = []
        for key, value in self.form.pairs(node, "`commence`"):
            provision = known_name(self.form, key, "provision", self.law.provisions)
            for version, written in self.form.pairs(value, f"the versions of `{shortened(key.value)}`"):
                day = self.form.day(written, f"the day on which `{shortened(version.value)}` comes into force")
                if provision is not None and day is not None and self._waits(provision, version, day):
                    found.append((provision, version.value.strip(), day))
        return tuple(found)

    def _waits(self, provision: str, node: yaml.ScalarNode, day: date) -> bool:
        """Return whether a version of a provision waits to come into force and can do so, or report why not."""
        versions = {each.id: each for each in self.law.provisions[provision].versions}
        name = known_name(self.form, node, f"version of `{provision}`", versions)
        if name is None:
            return False
        if versions[name].in_force:
            waiting = [each for each in versions if not versions[each].in_force]
            hint = (
                f"of `{provision}` these wait: {', '.join(waiting)}"
                if waiting
                else f"no version of `{provision}` waits"
            )
            self.form.report(node, f"`{name}` has its days in the rulebook: only a version that waits commences", hint)
            return False
        others = [
            each for each in commenced(self.law, provision, name, day).provisions[provision].versions if each.id != name
        ]
        beside = next(
            (each.id for each in others if any(days.last is None or days.last >= day for days in each.in_force)), None
        )
        if beside is not None:
            message = f"`{name}` would be in force together with `{beside}`, which it does not replace"
            self.form.report(node, message, "take a day after that version's last")
        return beside is None

    def _arrangement(self, base: Source) -> Arrangement | None:
        """Return the base with the changes of the case made, read like any arrangement."""
        form, fields = self.form, self.fields
        root = moved(base.root, fields.get("change", self.node).start_mark)
        if "change" in fields:
            change = fields["change"]
            root = merged(root, change) if list(form.pairs(change, "`change`")) else root
        root = self._with_facts(root)
        try:
            return read_arrangement(form.source._replace(root=root, problems=()), self.law.facts)
        except BadInput as error:
            form.problems += error.problems
            return None

    def _with_facts(self, root: Node) -> Node:
        """Return an arrangement's tree with the facts of the case put in, and left out."""
        form, fields = self.form, self.fields
        given = dict(form.pairs(fields["facts"], "`facts`")) if "facts" in fields else {}
        left_out = self._left_out({key.value.strip() for key in given})
        listed: set[str] = set()
        for section, about, named in (("industrial_action", "action", "action"), ("cover", "cover", "strand")):
            entries = value_of(root, section)
            if not isinstance(entries, yaml.SequenceNode):
                continue  # whoever reads the whole will refuse it
            answers = {key: value for key, value in given.items() if self._goes_to(key, about)}
            wanted = text_of(fields.get(named))
            known = wanted in [identity(entry) for entry in entries.value]
            items = []
            for entry in entries.value:
                if known and identity(entry) != wanted:
                    items.append(entry)
                    continue
                listed |= keys_of(value_of(entry, "facts"))
                items.append(with_facts(entry, answers, left_out))
            root = with_value(
                root, section, yaml.SequenceNode(entries.tag, items, entries.start_mark, entries.end_mark)
            )
        for name, node in left_out.items():
            if name not in listed:
                form.report(node, f"nothing lists `{name}` here, so it cannot be left out", "leave this entry out")
        return root

    def _goes_to(self, key: yaml.ScalarNode, about: str) -> bool:
        """Return whether a fact is about such an entry; an unknown one goes to the cover, where it is refused."""
        fact = self.law.facts.get(key.value)
        return (fact.about if fact is not None else "cover") == about

    def _left_out(self, given: set[str]) -> dict[str, Node]:
        found: dict[str, Node] = {}
        form = self.form
        for item in form.items(self.fields["without"], "`without`") if "without" in self.fields else []:
            name = known_name(form, item, "fact", self.law.facts, _ALL_FACTS)
            if name in given:
                form.report(item, f"`{name}` is given an answer and left out", "keep one of the two")
            elif name is not None:
                found.setdefault(name, item)
        return found

    def _strand(self, arrangement: Arrangement) -> Strand | None:
        """Return the strand that is judged."""
        strands = {each.id: each for each in arrangement.cover}
        node = self.fields.get("strand")
        if node is not None:
            name = known_name(self.form, node, "strand", strands)
            return strands[name] if name is not None else None
        if len(strands) == 1:
            return arrangement.cover[0]
        hint = f"add `strand:` with one of: {', '.join(strands)}"
        self.form.report(self.node, "this arrangement has several strands, and the case names none", hint)
        return None

    def _action(self, strand: Strand) -> str | None:
        """Return the action against which rules are asked, where the case names one."""
        node = self.fields.get("action")
        return known_name(self.form, node, "action that the strand covers", strand.covers) if node is not None else None
