"""Reading one rule case: its base with the changes made, how it is judged, and what must come out."""

from __future__ import annotations

from datetime import date

import yaml

from reg7check.arrangement import Arrangement, read_arrangement
from reg7check.arrangement.fields import required
from reg7check.arrangement.form import Form
from reg7check.audit.case import Case, Expected
from reg7check.audit.changes import Changes
from reg7check.audit.expectations import ExpectationReader, known_name
from reg7check.audit.fields import CASE
from reg7check.audit.merging import identity, items_of, keys_of, value_of
from reg7check.problems import BadInput, Place, shortened
from reg7check.rulebook.commencing import Commencing
from reg7check.rulebook.models import READINGS, Law
from reg7check.yaml_source import Node, Source

_ALL_LAW = "`reg7check law` lists the provisions"


class CaseReader:
    """Reads the case at a node. Its problems go to the form of its file."""

    def __init__(self, form: Form, law: Law, node: Node) -> None:
        self.form = form
        self.law = law
        self.node = node
        self.fields = form.mapping(node, "a rule case", CASE, required(CASE))
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
        root = Changes(form, self.law, self.node, fields).of(base) if base is not None else None
        arrangement = self._arrangement(root) if root is not None else None
        strand = self._strand(root) if root is not None else None
        action = self._action(arrangement, strand) if arrangement is not None and strand is not None else None
        parties = keys_of(value_of(root, "parties")) if root is not None else None
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
            strand=strand,
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
        names = [known_name(self.form, item, "authority or provision", known, _ALL_LAW) for item in items]
        return tuple(name for name in names if name is not None)

    def _take(self, node: Node) -> dict[str, str]:
        taken: dict[str, str] = {}
        for key, value in self.form.pairs(node, "`take`"):
            question = known_name(self.form, key, "open question", self.law.open_questions)
            reading = self.form.choice(value, f"the reading of `{shortened(key.value)}`", READINGS)
            if question is not None and reading is not None:
                taken.setdefault(question, reading)
        return taken

    def _commence(self, node: Node) -> Commencing:
        found: list[tuple[str, str, date]] = []
        for key, value in self.form.pairs(node, "`commence`"):
            provision = known_name(self.form, key, "provision", self.law.provisions, _ALL_LAW)
            for version, written in self.form.pairs(value, f"the versions of `{shortened(key.value)}`"):
                day = self.form.day(written, f"the day on which `{shortened(version.value)}` comes into force")
                if provision is not None and day is not None and self._waits(provision, version):
                    found.append((provision, version.value.strip(), day))
        return tuple(found)

    def _waits(self, provision: str, node: yaml.ScalarNode) -> bool:
        """Return whether a version of a provision waits to come into force, or report that it does not."""
        versions = {each.id: each for each in self.law.provisions[provision].versions}
        name = known_name(self.form, node, "version", versions, where=f" of `{provision}`")
        if name is None:
            return False
        if versions[name].in_force:
            waiting = ", ".join(each.id for each in versions.values() if not each.in_force)
            hint = f"of `{provision}` these wait: {waiting}" if waiting else f"no version of `{provision}` waits"
            self.form.report(node, f"`{name}` has its days in the rulebook, so it cannot commence", hint)
            return False
        return True

    def _arrangement(self, root: Node) -> Arrangement | None:
        """Return the arrangement of the case, read like any other."""
        try:
            return read_arrangement(self.form.source._replace(root=root, problems=()), self.law.facts)
        except BadInput as error:
            self.form.problems += error.problems
            return None

    def _strand(self, root: Node) -> str | None:
        """Return the id of the strand that is judged."""
        strands = [name for item in items_of(value_of(root, "cover")) if (name := identity(item)) is not None]
        node = self.fields.get("strand")
        if node is not None:
            return known_name(self.form, node, "strand", strands)
        if len(strands) > 1:
            hint = f"add `strand:` with one of: {', '.join(strands)}"
            self.form.report(self.node, "the arrangement has several strands, and the case does not say which", hint)
            return None
        return strands[0] if strands else None

    def _action(self, arrangement: Arrangement, strand: str) -> str | None:
        """Return the action against which rules are asked, where the case names one."""
        if "action" not in self.fields:
            return None
        covers = next(each.covers for each in arrangement.cover if each.id == strand)
        where = f" that the strand `{strand}` covers"
        return known_name(self.form, self.fields["action"], "action", covers, where=where)
