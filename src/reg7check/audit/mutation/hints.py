"""The smallest rule case that would tell a mutant: on what day, with which answers, and what it has to expect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from reg7check.audit.case import NOT_APPLIED
from reg7check.audit.mutation.comparing import About, Parting
from reg7check.named import NamedTuple
from reg7check.reasoning.calendar import latest_with_effect_by
from reg7check.reasoning.families import Literal
from reg7check.rulebook.diagram import FALSE, TRUE, Diagram
from reg7check.rulebook.givens import GIVENS
from reg7check.rulebook.models import DATE_ANSWERS, Days, Fact, Law

_WORDS: dict[About, tuple[str, str, str]] = {
    "prohibition": ("prohibited", "not-prohibited", "undetermined"),
    "rule": ("holds", "fails", "open"),
    "question": ("arises", "does-not-arise", "open"),
}
"""What a function comes to that is true, that is false, and that is neither."""


class Answers(NamedTuple):
    """What a rule case states, name by name: of the arrangement itself, of its facts, and of readings it takes."""

    given: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    take: tuple[tuple[str, str], ...] = ()
    left_out: str | None = None


class Hint(NamedTuple):
    """A rule case that tells a mutant: judged on ``day``, with these answers and no others.

    ``commence`` holds the versions that come into force on that day, by provision. It expects ``expected`` of the
    prohibition, rule or open question called ``name``, and under the mutant gets ``got``; of a period it expects the
    days.
    """

    about: About
    name: str
    day: date
    commence: tuple[tuple[str, str], ...]
    answers: Answers
    expected: str
    got: str


class _Candidate(NamedTuple):
    parting: Parting
    literals: tuple[Literal, ...]
    expected: str
    got: str


class Hinter:
    """Finds the smallest rule cases that tell mutants of a law whose functions are in a diagram."""

    def __init__(self, law: Law, diagram: Diagram) -> None:
        self.law = law
        self.diagram = diagram
        self._smallest: dict[int, tuple[Literal, ...] | None] = {FALSE: None, TRUE: ()}

    def hints(self, partings: Iterable[Parting], changed: Fact | None = None) -> tuple[Hint, ...]:
        """Return the smallest case by a verdict, by a rule, and by an open question; where there is none, by a period.

        Args:
            partings: those of the law and the mutant.
            changed: the fact, as the mutant has it, whose presumption or day of effect is another one in it.
        """
        every = list(partings)
        found = []
        for about in _WORDS:
            candidates = [
                each for parting in every if parting.about == about for each in self._candidates(parting, changed)
            ]
            found += sorted(candidates, key=self._rank)[:1]
        if not found:
            found = [_Candidate(each, (), "", "") for each in every if each.about == "period"][:1]
        return tuple(self._hint(each, changed) for each in found)

    def smallest(self, function: int) -> tuple[Literal, ...] | None:
        """Return a smallest set of answers that makes a function true, or None where there is none."""
        if function not in self._smallest:
            diagram = self.diagram
            level, children = diagram.levels[function], diagram.children[function]
            best = self.smallest(diagram.all(children))
            for answer, child in enumerate(children):
                rest = self.smallest(child)
                if rest is not None and (best is None or len(rest) + 1 < len(best)):
                    best = ((level, answer), *rest)
            self._smallest[function] = best
        return self._smallest[function]

    def _candidates(self, parting: Parting, changed: Fact | None) -> Iterator[_Candidate]:
        true, false, neither = _WORDS[parting.about]
        missing = NOT_APPLIED if parting.about == "rule" else neither
        before, after = parting.before, parting.after
        here = self._here(parting.name) if parting.about == "prohibition" else TRUE
        opposite, both = self.diagram.negation, self.diagram.both
        opened = neither if changed is not None and changed.presumed is None and self._presumes(changed) else None
        cases: list[tuple[int, str, str]] = []
        if before is not None and after is not None:
            cases = [
                (both(before, opposite(after)), true, opened or false),
                (both(opposite(before), after), false, opened or true),
            ]
        elif before is not None:
            cases = [(both(here, before), true, missing), (both(here, opposite(before)), false, missing)]
        elif after is not None:
            cases = [(both(here, after), missing, true), (both(here, opposite(after)), missing, false)]
        for function, expected, got in cases:
            literals = self.smallest(function)
            if literals is not None:
                yield _Candidate(parting, literals, expected, got)

    def _presumes(self, fact: Fact) -> bool:
        return self.law.facts[fact.id].presumed is not None

    def _here(self, prohibition: str) -> int:
        provision = self.law.provisions[self.law.prohibitions[prohibition].provision]
        return self.diagram.is_answer("nation", provision.extent)

    def _hint(self, found: _Candidate, changed: Fact | None) -> Hint:
        parting = found.parting
        day = self._day(parting)
        return Hint(
            about=parting.about,
            name=parting.name,
            day=day,
            commence=tuple((provision, version) for provision, version, _ in parting.commencing),
            answers=self._answers(found.literals, day, changed),
            expected=found.expected,
            got=found.got,
        )

    def _rank(self, found: _Candidate) -> tuple[int, bool, int, int]:
        """Return where a candidate stands: nothing commenced, the law as it is, the fewest answers, the latest days."""
        first = found.parting.first
        days = -first.toordinal() if first is not None else 0
        return len(found.parting.commencing), not self._is_now(found.parting), len(found.literals), days

    def _is_now(self, parting: Parting) -> bool:
        return Days(parting.first, parting.last).holds(self.law.identity.law_as_of)

    def _day(self, parting: Parting) -> date:
        """Return a day of a parting: that of the law, where it is one; else the first; else the last."""
        day = self.law.identity.law_as_of if self._is_now(parting) else parting.first or parting.last
        assert day is not None  # a parting without ends holds every day
        return day

    def _answers(self, literals: tuple[Literal, ...], day: date, changed: Fact | None) -> Answers:
        named = []
        for level, number in literals:
            variable = self.diagram.variables[level]
            named.append((variable.name, variable.answers[number]))
        nation = dict(named).get("nation", GIVENS["nation"][0])
        facts = [
            (name, self._written(self.law.facts[name], answer, day, nation))
            for name, answer in named
            if name in self.law.facts
        ]
        left_out = None
        if changed is not None and changed.takes_effect != self.law.facts[changed.id].takes_effect:
            facts.append((changed.id, day.isoformat()))
        elif changed is not None:
            left_out = changed.id
        return Answers(
            given=tuple(each for each in named if each[0] in GIVENS),
            facts=tuple(facts),
            take=tuple(each for each in named if each[0] in self.law.open_questions),
            left_out=left_out,
        )

    def _written(self, fact: Fact, answer: str, day: date, nation: str) -> str:
        if not fact.is_date:
            return answer
        past = DATE_ANSWERS[0]
        return latest_with_effect_by(fact, day, nation).isoformat() if answer == past else "never"
