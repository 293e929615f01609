"""Between two versions: the first arrangement with some of the differences to the second made in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

from reg7check.arrangement import Action, Answer, Arrangement, Span, Strand
from reg7check.named import NamedTuple
from reg7check.reasoning.differing import Difference

_Entry = TypeVar("_Entry", Action, Strand)


class Mix(NamedTuple):
    """Two versions in which the same things have the same ids, and what differs between them."""

    old: Arrangement
    new: Arrangement

    def with_differences(self, made: Collection[Difference]) -> Arrangement:
        """Return the first version with these differences made in it: with all of them it is as good as the second."""
        shared = {each.id for each in self.old.actions} & {each.id for each in self.new.actions}
        mixer = _Mixer(made, shared)
        actions = tuple(
            mixer.action(was, now)
            for was, now in mixer.entries("industrial_action", self.old.actions, self.new.actions)
        )
        by_id = {each.id: each for each in actions}
        return self.old._replace(
            nation=self.new.nation if mixer.made("arrangement", "", "nation") else self.old.nation,
            parties={**self.new.parties, **self.old.parties},
            evidence={**self.new.evidence, **self.old.evidence},
            actions=actions,
            cover=tuple(
                mixer.strand(was, now, by_id) for was, now in mixer.entries("cover", self.old.cover, self.new.cover)
            ),
        )


class _Mixer:
    def __init__(self, made: Collection[Difference], shared: Collection[str]) -> None:
        self._shared = shared
        self._made = {(each.section, each.entry, each.field, each.fact) for each in made}

    def made(self, section: str, entry: str, field: str = "", fact: str = "") -> bool:
        return (section, entry, field, fact) in self._made

    def entries(
        self, section: str, old: Collection[_Entry], new: Collection[_Entry]
    ) -> Iterator[tuple[_Entry, _Entry]]:
        """Yield each entry that is there, as it was and as it is in the second version."""
        before: dict[str, _Entry] = {each.id: each for each in old}
        after: dict[str, _Entry] = {each.id: each for each in new}
        for name in dict.fromkeys((*before, *after)):
            was, now = before.get(name), after.get(name)
            if was is not None and now is not None:
                yield was, now
            elif was is not None and not self.made(section, name):
                yield was, was
            elif now is not None and self.made(section, name):
                yield now, now

    def action(self, was: Action, now: Action) -> Action:
        section = "industrial_action"
        return was._replace(
            kind=now.kind if self.made(section, was.id, "kind") else was.kind,
            dates=now.dates if self.made(section, was.id, "dates") else was.dates,
            facts=self._facts(section, was.id, was.facts, now.facts),
        )

    def strand(self, was: Strand, now: Strand, actions: Mapping[str, Action]) -> Strand:
        def of(field: str) -> Strand:
            return now if self.made("cover", was.id, field) else was

        # An action that only one version has comes and goes with itself, not with what a strand covers.
        covers = tuple(
            name
            for name in actions
            if name in (of("covers").covers if name in self._shared else (*was.covers, *now.covers))
        )
        dated = of("dates")
        return was._replace(
            covers=covers,
            dates=_dates_of(actions, covers) if dated.dates_assumed else dated.dates,
            dates_assumed=dated.dates_assumed,
            supplier=of("supplier").supplier,
            part_of=of("part_of").part_of,
            facts=self._facts("cover", was.id, was.facts, now.facts),
        )

    def _facts(
        self, section: str, entry: str, was: Mapping[str, Answer], now: Mapping[str, Answer]
    ) -> dict[str, Answer]:
        facts = {}
        for name in dict.fromkeys((*was, *now)):
            answer = (now if self.made(section, entry, "facts", name) else was).get(name)
            if answer is not None:
                facts[name] = answer
        return facts


def _dates_of(actions: Mapping[str, Action], covers: Collection[str]) -> tuple[Span, ...]:
    return tuple(span for name in covers for span in actions[name].dates)
