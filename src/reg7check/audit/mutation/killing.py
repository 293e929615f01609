"""What becomes of a mutant: it is proved to be the same law, or a rule case kills it, or it survives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from reg7check.audit.case import Case
from reg7check.audit.mutation.comparing import Form, Parting, partings, partings_by_fact
from reg7check.audit.mutation.hints import Hint, Hinter
from reg7check.audit.mutation.mutants import Mutant
from reg7check.audit.mutation.telling import Telling
from reg7check.audit.mutation.variants import variants_of
from reg7check.audit.running import Laws, run_case
from reg7check.named import NamedTuple
from reg7check.rulebook import Rulebook
from reg7check.rulebook.commencing import Commencing
from reg7check.rulebook.compile import variables_of
from reg7check.rulebook.diagram import Diagram
from reg7check.rulebook.models import Fact, Law

Fate = Literal["killed", "survived", "equivalent", "stillborn"]

THE_SAME = "Every rule, prohibition and open question comes to the same, for all facts and on all days."
NOTHING_DEPENDS_ON_THE_DAY = "No rule and no prohibition depends on whether this text is in force on that day."
NOTHING_DEPENDS_ON_THE_FACT = "No rule, prohibition or open question comes to anything else for it."


class Outcome(NamedTuple):
    """What became of a mutant: why it is equivalent or stillborn, which case killed it, or which cases would."""

    mutant: Mutant
    fate: Fate
    why: str | None = None
    killed_by: str | None = None
    hints: tuple[Hint, ...] = ()


class Bench:
    """Tries mutants of a law under rule cases, in one diagram in which all of them can be compared."""

    def __init__(self, law: Law, cases: Sequence[Case]) -> None:
        self.law = law
        self.cases = cases
        self.diagram = Diagram(variables_of(law))
        commencings = variants_of(law, (case.commence for case in cases))
        self._laws = _SharedLaws(law, self.diagram)
        self._forms = [self._laws.form(each) for each in commencings]
        self._hinter = Hinter(law, self.diagram)
        tellings = [Telling(case, self._laws.form(case.commence)) for case in cases]
        self._tellings = sorted(tellings, key=lambda each: each.size)

    def failing(self, numbers: Iterable[int]) -> list[int]:
        """Return which of these cases, by number, fail under the law itself."""
        return [number for number in numbers if run_case(self.cases[number], self._laws)]

    def outcomes(self, mutants: Iterable[Mutant]) -> Iterator[Outcome]:
        """Yield what becomes of a few mutants that are alike: the case that killed one is tried first on the next."""
        order = list(self._tellings)
        for mutant in mutants:
            laws = _SharedLaws(mutant.applied_to(self.law), self.diagram)
            found = list(self._partings(mutant, laws))
            if not found:
                yield Outcome(mutant, "equivalent", _why_equivalent(mutant))
                continue
            killer = self._killer(mutant, laws, order)
            if killer is None:
                changed = mutant.changed if isinstance(mutant.changed, Fact) else None
                yield Outcome(mutant, "survived", hints=self._hinter.hints(found, changed))
                continue
            order.remove(killer)
            order.insert(0, killer)
            yield Outcome(mutant, "killed", killed_by=killer.case.title)

    def _partings(self, mutant: Mutant, laws: _SharedLaws) -> Iterator[Parting]:
        if isinstance(mutant.changed, Fact):
            return partings_by_fact(self._forms, self.law.facts[mutant.entry], mutant.changed)
        return partings(self._forms, [laws.form(each.commencing) for each in self._forms])

    def _killer(self, mutant: Mutant, laws: _SharedLaws, order: Sequence[Telling]) -> Telling | None:
        for telling in order:
            if isinstance(mutant.changed, Fact):
                may = telling.may_tell_fact(self.law.facts[mutant.entry], mutant.changed)
            else:
                may = telling.may_tell(laws.form(telling.case.commence))
            if may and run_case(telling.case, laws):
                return telling
        return None


def _why_equivalent(mutant: Mutant) -> str:
    if isinstance(mutant.changed, Fact):
        return NOTHING_DEPENDS_ON_THE_FACT
    return NOTHING_DEPENDS_ON_THE_DAY if mutant.kind == "shift-date" else THE_SAME


class _SharedLaws(Laws):
    """A law and its variants, all compiled in one diagram."""

    def __init__(self, law: Law, diagram: Diagram) -> None:
        self._forms: dict[Commencing, Form] = {}
        self._law = law
        self._diagram = diagram
        super().__init__(self.form(()).rulebook)

    def form(self, commencing: Commencing) -> Form:
        if commencing not in self._forms:
            self._forms[commencing] = Form.of(self._law, commencing, self._diagram)
        return self._forms[commencing]

    def of(self, case: Case) -> Rulebook:
        return self.form(case.commence).rulebook
