"""Which verdicts differ between two laws: for each prohibition and pair of verdicts, smallest facts and days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, timedelta

from reg7check.audit.diff.outcomes import STRAND, JudgedLaw, Outcome, Outcomes, SharedDiagram
from reg7check.named import NamedTuple
from reg7check.reasoning.families import NONE, Families, Literal, PrimeImplicants
from reg7check.reasoning.results import Verdict
from reg7check.rulebook.diagram import FALSE, TRUE, Diagram
from reg7check.rulebook.models import Days

_ONE_DAY = timedelta(days=1)

Answers = dict[int, tuple[int, ...]]
"""Some facts, by their levels, and the answers (as numbers) that each may have."""


class Given(NamedTuple):
    """A fact, and the answers to it any of which will do."""

    name: str
    answers: tuple[str, ...]


class Shift(NamedTuple):
    """A verdict that differs, on these days, wherever these facts are so.

    Where ``old`` is None, an arrangement that says so could not be written before. Where both are arguable, other
    readings prohibit.

    Attributes:
        prohibition: its id, or STRAND where another prohibition is the main one.
        old: the verdict under the old law.
        new: the verdict under the new law.
        days: the days, in order.
        in_force: whether these are all days on which the prohibition's provision is in force.
        because: of the smallest facts for which the verdict differs, those that make the difference: first those
            that only one of the laws knows, then those with other answers to which both laws would give the graver of
            the two verdicts.
        besides: the rest of them.
        turned_on: the open questions on which it was arguable under the old law.
        turns_on: those on which it is under the new law.
    """

    prohibition: str
    old: Outcome
    new: Outcome
    days: tuple[Days, ...]
    in_force: bool
    because: tuple[Given, ...]
    besides: tuple[Given, ...]
    turned_on: tuple[str, ...] = ()
    turns_on: tuple[str, ...] = ()

    @property
    def changes_a_verdict(self) -> bool:
        """Whether an arrangement that could be judged before is judged otherwise."""
        return self.old is not None


class _Stretch(NamedTuple):
    """Days on which neither law changes, and what each then answers."""

    days: Days
    old: Outcomes
    new: Outcomes


class _Case(NamedTuple):
    """A function of the facts within which the verdict differs on all of these stretches."""

    function: int
    size: int
    stretches: tuple[_Stretch, ...]


class Comparison:
    """Compares laws whose functions are in one diagram."""

    def __init__(self, shared: SharedDiagram) -> None:
        self._shared = shared
        self._diagram = shared.diagram
        self._primes = PrimeImplicants(shared.diagram, Families(limit=1 << 30))
        self._smallest_of: dict[int, tuple[Literal, ...]] = {}
        self._quantified: dict[int, int] = {}

    def shifts(self, old: JudgedLaw, new: JudgedLaw) -> tuple[Shift, ...]:
        """Return every way in which a verdict differs, by prohibition: from one settled verdict to another first.

        Where none of them changes a verdict, no arrangement that both laws can read is judged otherwise by them: where
        all facts are known each verdict is the same, under each reading, and what is unknown, disputed or presumed is
        judged by what follows where it is known.
        """
        prohibitions = list(dict.fromkeys((*new.law.prohibitions, *old.law.prohibitions)))
        if old.law.identity.main_prohibition != new.law.identity.main_prohibition:
            prohibitions.insert(0, STRAND)
        telling = self._shared.telling(old.law, new.law)
        unshared = frozenset({*old.law.facts} ^ {*new.law.facts})
        starts = [date.min, *sorted({*old.change_days(), *new.change_days()} - {date.min})]
        return tuple(
            shift
            for each in prohibitions
            for shift in self._under(each, _stretches(old, new, each, starts), telling, unshared, new)
        )

    def _under(
        self, prohibition: str, stretches: Sequence[_Stretch], telling: int, unshared: Set[str], new: JudgedLaw
    ) -> Iterator[Shift]:
        found: dict[tuple[Outcome, Outcome], dict[int, list[_Stretch]]] = {}
        for stretch in stretches:
            for pair, region in self._regions(stretch.old, stretch.new, telling):
                found.setdefault(pair, {}).setdefault(region, []).append(stretch)
        bites = [each for each in stretches if new.in_force(prohibition, each.days.first or date.min)]
        for (before, after), by_region in sorted(found.items(), key=lambda item: _gravity(*item[0])):
            for case in self._cases(by_region):
                because, besides = self._facts(case, before, after, unshared)
                yield Shift(
                    prohibition=prohibition,
                    old=before,
                    new=after,
                    days=_joined(case.stretches),
                    in_force=[each.days for each in case.stretches] == [each.days for each in bites],
                    because=because,
                    besides=besides,
                    turned_on=self._questions(case, before, case.stretches[0].old),
                    turns_on=self._questions(case, after, case.stretches[0].new),
                )

    def _regions(self, old: Outcomes, new: Outcomes, telling: int) -> Iterator[tuple[tuple[Outcome, Outcome], int]]:
        diagram = self._diagram
        for before, here in old.where.items():
            for after, there in new.where.items():
                if not _told(before, after):
                    continue
                region = diagram.all([here, there, telling])
                if before is after:
                    unlike = _unlike(diagram, old.forbids, new.forbids)
                    region = diagram.both(region, self._under_some_reading(unlike))
                if region != FALSE:
                    yield (before, after), region

    def _under_some_reading(self, function: int) -> int:
        diagram = self._diagram
        return diagram.negation(self._shared.in_every_reading(diagram.negation(function), self._quantified))

    def _cases(self, by_region: Mapping[int, list[_Stretch]]) -> list[_Case]:
        """Return the regions of one shift, those together for which one smallest set of facts does."""
        cases: list[_Case] = []
        for region, stretches in by_region.items():
            size = len(self._smallest(region))
            for index, case in enumerate(cases):
                common = self._diagram.both(case.function, region)
                if common != FALSE and case.size == size == len(self._smallest(common)):
                    together = sorted((*case.stretches, *stretches), key=lambda each: each.days.first or date.min)
                    cases[index] = _Case(common, size, tuple(together))
                    break
            else:
                cases.append(_Case(region, size, tuple(stretches)))
        return cases

    def _smallest(self, function: int) -> tuple[Literal, ...]:
        """Return a shortest of the smallest sets of answers that make a function true, which must not be FALSE."""
        if function not in self._smallest_of:
            size = 0
            while (family := self._primes.of(function, size)) == NONE:
                size += 1
            self._smallest_of[function] = next(self._primes.families.shortest_first(family))
        return self._smallest_of[function]

    def _questions(self, case: _Case, verdict: Outcome, outcomes: Outcomes) -> tuple[str, ...]:
        """Return the open questions on which it is arguable in a case, whatever else is so; none where it is not."""
        if verdict is not Verdict.ARGUABLE:
            return ()
        facts: Answers = {level: (answer,) for level, answer in self._smallest(case.function)}
        variables = self._diagram.variables
        return tuple(
            variables[level].name
            for level in sorted(self._shared.questions)
            if _within(self._diagram, self._depends(outcomes.forbids, level), facts)
        )

    def _depends(self, function: int, level: int) -> int:
        """Return for which facts a function depends on the reading of the open question at a level."""
        readings = range(len(self._diagram.variables[level].answers))
        return self._under_some_reading(
            _unlike(self._diagram, *(self._diagram.given(function, level, each) for each in readings))
        )

    def _facts(
        self, case: _Case, before: Outcome, after: Outcome, unshared: Set[str]
    ) -> tuple[tuple[Given, ...], tuple[Given, ...]]:
        """Return the facts for which a verdict differs: those that make the difference, and the rest."""
        diagram = self._diagram
        smallest: Answers = {level: (answer,) for level, answer in self._smallest(case.function)}
        answers = dict(smallest)
        for level, (answer,) in smallest.items():
            for other in range(len(diagram.variables[level].answers)):
                wider = {**answers, level: (*answers[level], other)}
                if other != answer and _within(diagram, case.function, wider):
                    answers = wider
        graver = min((each for each in (before, after) if each is not None), key=list(Verdict).index)
        stretch = case.stretches[0]
        alike = diagram.negation(case.function)
        both = diagram.all([stretch.old.where[graver], stretch.new.where[graver], alike])
        telling = [level for level in answers if diagram.variables[level].name in unshared]
        telling += [level for level in answers if level not in telling and self._would_do(both, smallest, level)]
        return self._given(answers, telling), self._given(answers, [each for each in answers if each not in telling])

    def _would_do(self, function: int, answers: Answers, level: int) -> bool:
        """Return whether a function is true where one fact has another answer and the other facts stay as they are."""
        count = len(self._diagram.variables[level].answers)
        others = [each for each in range(count) if each not in answers[level]]
        return any(_within(self._diagram, function, {**answers, level: (each,)}) for each in others)

    def _given(self, answers: Answers, levels: Sequence[int]) -> tuple[Given, ...]:
        variables = self._diagram.variables
        return tuple(
            Given(variables[level].name, tuple(variables[level].answers[each] for each in sorted(answers[level])))
            for level in levels
        )


def _stretches(old: JudgedLaw, new: JudgedLaw, prohibition: str, starts: Sequence[date]) -> list[_Stretch]:
    ends = [*(start - _ONE_DAY for start in starts[1:]), None]
    return [
        _Stretch(
            Days(first if first != date.min else None, last),
            old.outcomes(prohibition, first),
            new.outcomes(prohibition, first),
        )
        for first, last in zip(starts, ends, strict=True)
    ]


def _joined(stretches: Sequence[_Stretch]) -> tuple[Days, ...]:
    """Return the days of stretches in order, those that follow each other as one."""
    joined: list[Days] = []
    for days in (each.days for each in stretches):
        last = joined[-1].last if joined else None
        if last is not None and last + _ONE_DAY == days.first:
            joined[-1] = joined[-1]._replace(last=days.last)
        else:
            joined.append(Days(days.first, days.last))
    return tuple(joined)


def _told(before: Outcome, after: Outcome) -> bool:
    """Return whether a pair of outcomes is a shift to tell, where there are facts for it."""
    if before is None:
        return after in (Verdict.PROHIBITED, Verdict.ARGUABLE)
    return after is not None and (before is not after or after is Verdict.ARGUABLE)


def _gravity(before: Outcome, after: Outcome) -> tuple[bool, bool, int, int]:
    """Return what puts shifts in order: from settled to settled first, and what stays arguable last."""
    order: list[Outcome] = [*Verdict, None]
    settled = all(each is not None and each.settled for each in (before, after))
    return before is after, not settled, order.index(after), order.index(before)


def _unlike(diagram: Diagram, one: int, other: int) -> int:
    """Return where two functions differ."""
    return diagram.any(
        [diagram.both(one, diagram.negation(other)), diagram.both(other, diagram.negation(one))],
    )


def _within(diagram: Diagram, function: int, answers: Answers) -> bool:
    """Return whether a function is true wherever these facts have one of these answers each."""
    known: dict[int, bool] = {FALSE: False, TRUE: True}

    def holds(node: int) -> bool:
        if node not in known:
            children = diagram.children[node]
            asked = answers.get(diagram.levels[node], range(len(children)))
            known[node] = all(holds(children[each]) for each in asked)
        return known[node]

    return holds(function)
