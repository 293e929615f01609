"""Reading an arrangement, format 1, from a YAML source: the whole of it, or every problem in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import yaml

from reg7check.arrangement.blanks import blanks_in
from reg7check.arrangement.facts import AnswerReader, FactSpec
from reg7check.arrangement.fields import (
    ACTION,
    ACTION_KINDS,
    ARRANGEMENT,
    DESCRIPTIONS,
    EVIDENCE,
    FORMAT,
    NATIONS,
    PARTY,
    ROLES,
    STAGES,
    STRAND,
    required,
)
from reg7check.arrangement.form import Form, is_null
from reg7check.arrangement.models import Action, Answer, Arrangement, Evidence, Party, Span, Strand
from reg7check.problems import BadInput, did_you_mean, nearest, shortened
from reg7check.yaml_source import Node, Source

MOST_LISTED = 1000
"""The most actions, and the most strands of cover, that one arrangement may have."""
_Entry = TypeVar("_Entry")
_Item = TypeVar("_Item", Action, Strand)


def read_arrangement(source: Source, facts: Mapping[str, FactSpec]) -> Arrangement:
    """Read an arrangement whose facts are those of a catalogue. Raises BadInput with every problem in the file."""
    return _ArrangementReader(Form(source), facts).read()


class _ArrangementReader:
    def __init__(self, form: Form, facts: Mapping[str, FactSpec]) -> None:
        self.form = form
        self.facts = facts
        self.references: list[tuple[str, str, Node]] = []
        self.part_of: dict[str, Node] = {}
        self.strand_lines: dict[str, int] = {}
        # What is meant to be declared but is misnamed, and the kinds of which some ids cannot be told at all: the
        # fault is reported where it lies, and not again at each place that refers to it.
        self.misnamed: set[tuple[str, str]] = set()
        self.untold: set[str] = set()

    def read(self) -> Arrangement:
        form = self.form
        fields = form.mapping(form.source.root, "the arrangement", ARRANGEMENT, required(ARRANGEMENT))
        if "reg7check" in fields:
            self._check_format(fields["reg7check"])
        title = self._text(fields, "title", "the title")
        reference = self._text(fields, "reference", "the reference")
        nation = form.choice(fields["nation"], "the nation", NATIONS) if "nation" in fields else None
        parties = self._named(fields.get("parties"), "parties", "party", "party", self._party)
        evidence = self._named(fields.get("evidence"), "evidence", "evidence", "piece of evidence", self._evidence)
        actions = self._listed(fields.get("industrial_action"), "industrial_action", "action", self._action)
        cover = self._listed(fields.get("cover"), "cover", "strand", lambda node: self._strand(node, actions))
        self._check_references(parties, evidence, actions, cover)
        self._check_circles(cover)
        if form.problems or title is None or nation is None:
            raise BadInput(form.problems)
        return Arrangement(
            file=form.source.name,
            sha256=form.source.sha256,
            title=title,
            reference=reference,
            nation=nation,
            parties=parties,
            evidence=evidence,
            actions=tuple(actions.values()),
            cover=tuple(cover.values()),
            blanks=tuple(dict.fromkeys(blank.line for blank in blanks_in(form.source))),
            strand_lines=tuple(self.strand_lines[each] for each in cover),
        )

    def _check_format(self, node: Node) -> None:
        version = self.form.text(node, "the format version")
        if version is not None and version != FORMAT:
            hint = f"this program reads format {FORMAT}: write `reg7check: {FORMAT}`"
            self.form.report(node, f"format `{shortened(version)}` is not known", hint)

    def _text(self, fields: Mapping[str, Node], key: str, what: str) -> str | None:
        return self.form.text(fields[key], what) if key in fields else None

    def _named(
        self, node: Node | None, section: str, kind: str, what: str, read: Callable[[str, Node], _Entry | None]
    ) -> dict[str, _Entry]:
        found: dict[str, _Entry] = {}
        if node is None:
            return found
        if not isinstance(node, yaml.MappingNode):
            self.untold.add(kind)
        for key, value in self.form.pairs(node, f"`{section}`"):
            name = self._identifier(key, kind, f"the id of a {what}")
            entry = read(name or "", value)
            if name is not None and entry is not None:
                found.setdefault(name, entry)
        return found

    def _identifier(self, node: Node | None, kind: str, what: str) -> str | None:
        name = self.form.identifier(node, what) if node is not None else None
        if name is None and isinstance(node, yaml.ScalarNode) and node.value.strip():
            self.misnamed.add((kind, node.value.strip()))
        elif name is None:
            self.untold.add(kind)
        return name

    def _party(self, name: str, node: Node) -> Party | None:
        fields = self.form.mapping(node, f"the party `{name}`", PARTY, required(PARTY))
        called = self._text(fields, "name", "the name of a party")
        role = self.form.choice(fields["role"], "the role of a party", ROLES) if "role" in fields else None
        # A party that is half right still counts as declared: its own fault is reported once, at its place.
        return Party(name, called or "", role or "")

    def _evidence(self, name: str, node: Node) -> Evidence | None:
        what = f"the evidence `{name}`"
        fields = self.form.mapping(node, what, EVIDENCE, required(EVIDENCE))
        self._refer("party", fields.get("from"))
        return Evidence(
            id=name,
            what=self._text(fields, "what", f"`what` of {what}") or "",
            date=self.form.day(fields["date"], "the date") if "date" in fields else None,
            given_by=self._text(fields, "from", "`from`"),
            quote=self._text(fields, "quote", "the quote"),
            link=self.form.link(fields["link"], "the link") if "link" in fields else None,
        )

    def _listed(
        self, node: Node | None, section: str, what: str, read: Callable[[Node], _Item | None]
    ) -> dict[str, _Item]:
        found: dict[str, _Item] = {}
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.untold.add(what)
        if node is None:
            return found
        items = self.form.items(node, f"`{section}`")
        if len(items) > MOST_LISTED:
            hint = "keep one dispute a file, or use `reg7check batch` for many"
            self.form.report(node, f"`{section}` has {len(items)} entries, more than {MOST_LISTED}", hint)
            return found
        for item in items:
            entry = read(item)
            if entry is None:
                continue
            if entry.id in found:
                self.form.report(item, f"two {what}s have the id `{entry.id}`", "give each an id of its own")
            found.setdefault(entry.id, entry)
        return found

    def _action(self, node: Node) -> Action | None:
        fields = self.form.mapping(node, "an action", ACTION, required(ACTION))
        identifier = self._identifier(fields.get("id"), "action", "the id of an action")
        dates = self.form.dates(fields["dates"], "the dates of an action") if "dates" in fields else ()
        kind = self.form.choice(fields["kind"], "the kind of action", ACTION_KINDS) if "kind" in fields else None
        workers = self._text(fields, "workers", "`workers`")
        facts = self._facts(fields.get("facts"), "action")
        return Action(identifier, dates, kind, workers, facts) if identifier is not None else None

    def _strand(self, node: Node, actions: Mapping[str, Action]) -> Strand | None:
        form = self.form
        fields = form.mapping(node, "a strand of cover", STRAND, required(STRAND))
        identifier = self._identifier(fields.get("id"), "strand", "the id of a strand")
        if identifier is not None and "part_of" in fields:
            self.part_of.setdefault(identifier, fields["part_of"])
        if identifier is not None:
            self.strand_lines.setdefault(identifier, form.source.place_of(node).line or 0)
        for key, kind in (("hirer", "party"), ("supplier", "party"), ("part_of", "strand")):
            self._refer(kind, fields.get(key))
        covers = self._covers(fields.get("covers"), actions)
        dates: tuple[Span, ...]
        if "dates" in fields:
            dates = form.dates(fields["dates"], "the dates of a strand")
        else:
            dates = tuple(span for name in covers if name in actions for span in actions[name].dates)
        described = fields.get("described_as")
        stage = fields.get("stage")
        strand = Strand(
            id=identifier or "",
            what=self._text(fields, "what", "`what` of a strand") or "",
            hirer=self._text(fields, "hirer", "the hirer") or "",
            dates=dates,
            dates_assumed="dates" not in fields,
            covers=covers,
            described_as=form.choice(described, "`described_as`", DESCRIPTIONS) if described is not None else None,
            supplier=self._text(fields, "supplier", "the supplier"),
            stage=form.choice(stage, "the stage", STAGES) if stage is not None else None,
            part_of=self._text(fields, "part_of", "`part_of`"),
            facts=self._facts(fields.get("facts"), "cover"),
        )
        return strand if identifier is not None else None

    def _covers(self, node: Node | None, actions: Mapping[str, Action]) -> tuple[str, ...]:
        if node is None:
            return tuple(actions)
        entries = self.form.items(node, "`covers`") if isinstance(node, yaml.SequenceNode) else [node]
        for entry in entries:
            self._refer("action", entry)
        named = [entry.value.strip() for entry in entries if isinstance(entry, yaml.ScalarNode)]
        return tuple(name for name in actions if name in named)

    def _facts(self, node: Node | None, section: str) -> dict[str, Answer]:
        if node is None:
            return {}
        reader = AnswerReader(self.form, self._refer)
        found: dict[str, Answer] = {}
        for key, value in self.form.pairs(node, "`facts`"):
            spec = self.facts.get(key.value)
            if spec is None:
                self.form.report(key, f"there is no fact `{shortened(key.value)}`", self._near_fact(key.value, section))
            elif spec.about != section:
                where = "an action, under `industrial_action`" if spec.about == "action" else "a strand, under `cover`"
                self.form.report(key, f"`{key.value}` is a fact about {where}", "move the line to the `facts` there")
            else:
                answer = reader.answer(key.value, value, spec)
                if answer is not None:
                    found.setdefault(key.value, answer)
        return found

    def _near_fact(self, word: str, section: str) -> str:
        here = [name for name, spec in self.facts.items() if spec.about == section]
        near = nearest(word, here) or nearest(word, self.facts)
        if near is None:
            return "`reg7check facts` lists all facts"
        return f"did you mean `{near}`? `reg7check facts` lists all"

    def _refer(self, kind: str, node: Node | None) -> None:
        if node is None:
            return
        if isinstance(node, yaml.ScalarNode) and node.value.strip() and not is_null(node):
            self.references.append((kind, node.value.strip(), node))
        elif kind in ("action", "evidence"):
            self.form.text(node, f"the id of the {kind}")

    def _check_references(
        self,
        parties: Mapping[str, Party],
        evidence: Mapping[str, Evidence],
        actions: Mapping[str, Action],
        cover: Mapping[str, Strand],
    ) -> None:
        declared: dict[str, tuple[str, Mapping[str, object]]] = {
            "party": ("under `parties`", parties),
            "evidence": ("under `evidence`", evidence),
            "action": ("under `industrial_action`", actions),
            "strand": ("under `cover`", cover),
        }
        for kind, name, node in self.references:
            where, known = declared[kind]
            if name not in known and (kind, name) not in self.misnamed and kind not in self.untold:
                near = did_you_mean(name, known)
                hint = f"{near} Or add it {where}" if near and near.endswith("?") else f"add it {where}"
                if near and not near.endswith("?"):
                    hint = f"{near}; or {hint}"
                self.form.report(node, f"no {kind} `{shortened(name)}` is declared {where}", hint)

    def _check_circles(self, cover: Mapping[str, Strand]) -> None:
        settled: set[str] = set()
        for start in cover.values():
            trail: dict[str, None] = {}
            strand: Strand | None = start
            while strand is not None and strand.id not in settled and strand.id not in trail:
                trail[strand.id] = None
                strand = cover.get(strand.part_of) if strand.part_of is not None else None
            settled.update(trail)
            if strand is not None and strand.id in trail:
                ids = list(trail)
                circle = ids[ids.index(strand.id) :]
                path = " > ".join([*circle, circle[0]])
                hint = "take `part_of` out of the strand that feeds no other"
                self.form.report(self.part_of[circle[0]], f"`part_of` goes in a circle: {path}", hint)
