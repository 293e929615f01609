"""What there is to show of a rulebook's decisions, term by term, as functions; and which of it a rule case shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from reg7check.audit.case import Case
from reg7check.audit.decisions import Decision, Functions, Term, functions_of, terms_of
from reg7check.named import NamedTuple
from reg7check.reasoning.assessing import as_stated_by
from reg7check.reasoning.periods import stretches_of
from reg7check.reasoning.worlds import Space, StrandWorlds, Stretch
from reg7check.rulebook import Rulebook
from reg7check.rulebook.commencing import Commencing
from reg7check.rulebook.compile import Compiler
from reg7check.rulebook.diagram import FALSE, TRUE

What = Literal["holds", "fails", "open", "true", "false", "true and decides", "false and decides"]


class Goal(NamedTuple):
    """Something to be shown of a decision, or of one of its conditions, each by its number."""

    what: What
    decision: int
    leaf: int | None = None


class Goals(NamedTuple):
    """On a term, for each goal the function that is true where it is so; none where it can never be.

    ``opens`` are the goals that a decision be open: for each where it is judged at all, and where it holds.
    """

    term: Term
    functions: Mapping[Goal, int]
    opens: Mapping[Goal, tuple[int, int]]


class Variant:
    """The law with some versions commenced, and the goals of its decisions on each term, in the rulebook's diagram."""

    def __init__(self, rulebook: Rulebook, commenced: Commencing, decisions: Sequence[Decision]) -> None:
        self.rulebook = rulebook
        self.commenced = commenced
        self.goals = tuple(self._on(term, decisions) for term in terms_of(rulebook))

    def on(self, day: date) -> Goals:
        """Return the goals of a day."""
        return next(each for each in reversed(self.goals) if each.term.first <= day)

    def shown_by(self, case: Case) -> Iterator[Goal]:
        """Yield each goal that is so in all worlds of a case, on some of its days and against an action in progress.

        Where the case names an action, it is against that one. A goal may be yielded more than once.
        """
        arrangement = case.arrangement if case.as_party is None else as_stated_by(case.arrangement, case.as_party)
        strand = next(each for each in arrangement.cover if each.id == case.strand)
        worlds = StrandWorlds(self.rulebook, arrangement, strand, case.take)
        stretches = [each for each in stretches_of(worlds, case.on) if each.running]
        space = Space(worlds, stretches)
        for stretch in stretches:
            for action in stretch.in_progress:
                if case.action in (None, action):
                    yield from _shown(space, stretch, action, self.on(stretch.first))

    def _on(self, term: Term, decisions: Sequence[Decision]) -> Goals:
        diagram = self.rulebook.compiled.diagram
        compiler = Compiler(self.rulebook.law, diagram, term.first)
        functions: dict[Goal, int] = {}
        opens: dict[Goal, tuple[int, int]] = {}
        for number, decision in enumerate(decisions):
            found = functions_of(compiler, decision)
            if found is None:
                continue
            for goal, function in self._of_decision(number, found):
                where = diagram.both(found.judged, function)
                if where != FALSE:
                    functions[goal] = where
            if diagram.both(found.judged, found.holds) > TRUE:
                opens[Goal("open", number)] = found.judged, found.holds
        return Goals(term, functions, opens)

    def _of_decision(self, number: int, found: Functions) -> Iterator[tuple[Goal, int]]:
        diagram = self.rulebook.compiled.diagram
        yield Goal("holds", number), found.holds
        yield Goal("fails", number), diagram.negation(found.holds)
        for leaf, (true, decides) in enumerate(found.leaves):
            false = diagram.negation(true)
            yield Goal("true", number, leaf), true
            yield Goal("false", number, leaf), false
            yield Goal("true and decides", number, leaf), diagram.both(decides, true)
            yield Goal("false and decides", number, leaf), diagram.both(decides, false)


def _shown(space: Space, stretch: Stretch, action: str, goals: Goals) -> Iterator[Goal]:
    for goal, function in goals.functions.items():
        if space.projected(function, stretch, action) == TRUE:
            yield goal
    for goal, (judged, holds) in goals.opens.items():
        judged_always = space.projected(judged, stretch, action) == TRUE
        if judged_always and space.projected(holds, stretch, action) not in (TRUE, FALSE):
            yield goal
