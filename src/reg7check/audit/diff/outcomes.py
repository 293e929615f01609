"""What laws answer where every fact is known, as functions in one diagram that they share, so that they compare.

The diagram has a variable for each fact and open question of either law, with the answers of both. To a fact on
which the laws differ in more than what they make of its answers it adds answers of its own, which say how an
arrangement states the fact: not at all, as unknown, or by a date that counts under one law before it does under the
other. Each law reads such an answer as the answers of its own that it stands for: by a presumption, one; where
nothing is known, all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from reg7check.named import NamedTuple
from reg7check.reasoning.results import Verdict
from reg7check.rulebook.compile import Epoch, compile_law, variables_of
from reg7check.rulebook.diagram import FALSE, TRUE, Diagram, Variable
from reg7check.rulebook.models import DATE_ANSWERS, Fact, Law

NOT_LISTED = "(not listed)"
"""The answer to a fact that an arrangement does not list, where the laws take different things for granted."""
STATED_UNKNOWN = "(unknown)"
"""The answer to a fact that is unknown, where the laws know different answers to it."""
IN_BETWEEN = "(in between)"
"""The answer to a date fact on days on which its date counts under one of the laws, and not yet under the other."""
ADDED_ANSWERS = (NOT_LISTED, STATED_UNKNOWN, IN_BETWEEN)

STRAND = ""
"""In place of the id of a prohibition: the main one of each law, whose verdict is that of a strand."""

Outcome = Verdict | None
"""A verdict, or None where an arrangement could not say so: an answer that the law does not know."""


class Outcomes(NamedTuple):
    """For each outcome, the function that is true where it is the outcome; ``forbids`` says under which readings.

    Of what is arguable ``forbids`` holds under the readings that prohibit; elsewhere it is of no use.
    """

    where: Mapping[Outcome, int]
    forbids: int


class SharedDiagram(NamedTuple):
    """A diagram in which the functions of two laws, and of any law between them, are kept."""

    diagram: Diagram
    questions: frozenset[int]

    @classmethod
    def of(cls, old: Law, new: Law) -> SharedDiagram:
        """Return a diagram with all that two laws ask."""
        names = _in_one_order([each.name for each in variables_of(old)], [each.name for each in variables_of(new)])
        answers = {each.name: each.answers for law in (new, old) for each in variables_of(law)}
        for name in {**old.facts, **new.facts}:
            one, other = old.facts.get(name), new.facts.get(name)
            domains = [fact.domain for fact in (one, other) if fact is not None]
            known = dict.fromkeys(answer for domain in domains for answer in domain)
            answers[name] = (*known, *_added_answers(one, other))
        diagram = Diagram(Variable(name, answers[name]) for name in names)
        questions = (name for name in names if name in old.open_questions or name in new.open_questions)
        return cls(diagram, frozenset(diagram.index[name] for name in questions))

    def in_every_reading(self, function: int, known: dict[int, int]) -> int:
        """Return where a function is true however the open questions are read; ``known`` keeps what was found."""
        if function <= TRUE:
            return function
        found = known.get(function)
        if found is None:
            level = self.diagram.levels[function]
            below = [self.in_every_reading(each, known) for each in self.diagram.children[function]]
            found = self.diagram.all(below) if level in self.questions else self.diagram.node(level, tuple(below))
            known[function] = found
        return found

    def telling(self, old: Law, new: Law) -> int:
        """Return where no added answer is given to a fact on which these two laws, of those in the diagram, agree."""
        idle = [
            self.diagram.is_answer(variable.name, _idle(variable, old, new))
            for variable in self.diagram.variables
            if variable.name in old.facts or variable.name in new.facts
        ]
        return self.diagram.negation(self.diagram.any(idle))


def _in_one_order(old: list[str], new: list[str]) -> list[str]:
    """Return all names in the order of the new ones, each that only the old ones hold after its neighbour there."""
    order = list(new)
    for index, name in enumerate(old):
        if name not in order:
            order.insert(order.index(old[index - 1]) + 1 if index else 0, name)
    return order


def _idle(variable: Variable, old: Law, new: Law) -> list[str]:
    used = _added_answers(old.facts.get(variable.name), new.facts.get(variable.name))
    return [answer for answer in variable.answers if answer in ADDED_ANSWERS and answer not in used]


def _added_answers(old: Fact | None, new: Fact | None) -> tuple[str, ...]:
    if old is None and new is None:
        return ()
    if old is None or new is None:
        return (NOT_LISTED,)
    needed = {
        NOT_LISTED: _presumed(old) != _presumed(new),
        STATED_UNKNOWN: set(old.domain) != set(new.domain),
        IN_BETWEEN: old.is_date and new.is_date and old.takes_effect != new.takes_effect,
    }
    return tuple(answer for answer, is_needed in needed.items() if is_needed)


def _presumed(fact: Fact) -> str | None:
    return fact.presumed.answer if fact.presumed is not None else None


class JudgedLaw:
    """A law whose functions are in a shared diagram, and the outcome of each prohibition on each stretch of days."""

    def __init__(self, law: Law, shared: SharedDiagram) -> None:
        self.law = _bare(law)
        self.shared = shared
        self.diagram = shared.diagram
        self.compiled = compile_law(self.law, shared.diagram)
        self._meant = dict(self._what_answers_mean())
        self._read: dict[int, int] = {}
        self._quantified: dict[int, int] = {}
        self._outcomes: dict[tuple[int, int], Outcomes] = {}
        self._unsayable = shared.diagram.any(self._answers_unknown())

    def change_days(self) -> Iterator[date]:
        """Yield each day on which what the law says may change."""
        yield from (epoch.first for epoch in self.compiled.epochs if epoch.first is not None)
        yield from (each.covered_from for each in self.law.prohibitions.values() if each.covered_from is not None)

    def in_force(self, prohibition: str, day: date) -> bool:
        """Return whether there is such a prohibition and its provision is in force on a day."""
        found = self.law.prohibitions.get(self._id(prohibition))
        return found is not None and self.law.provisions[found.provision].version_on(day) is not None

    def outcomes(self, prohibition: str, day: date) -> Outcomes:
        """Return the outcomes under a prohibition on a day. One that the law does not have forbids nothing."""
        name = self._id(prohibition)
        epoch: Epoch = self.compiled.on(day)
        key = (epoch.prohibitions.get(name, FALSE), self._not_covered(name, day))
        found = self._outcomes.get(key)
        if found is None:
            found = self._outcomes[key] = self._outcomes_of(*key)
        return found

    def _id(self, prohibition: str) -> str:
        return self.law.identity.main_prohibition if prohibition == STRAND else prohibition

    def _not_covered(self, name: str, day: date) -> int:
        prohibition = self.law.prohibitions.get(name)
        if prohibition is None or prohibition.covers(day):
            return FALSE
        return self.diagram.is_answer("nation", self.law.provisions[prohibition.provision].extent)

    def _outcomes_of(self, function: int, not_covered: int) -> Outcomes:
        diagram = self.diagram
        true, false = self._as_read(function), self._as_read(diagram.negation(function))
        judged = diagram.negation(diagram.any([not_covered, self._unsayable]))
        prohibited = self._every_reading(true)
        allowed = self._every_reading(false)
        settled = self._every_reading(diagram.any([true, false]))
        arguable = diagram.all([settled, diagram.negation(prohibited), diagram.negation(allowed)])
        undetermined = diagram.any([diagram.negation(settled), not_covered])
        return Outcomes(
            {
                Verdict.PROHIBITED: diagram.both(prohibited, judged),
                Verdict.ARGUABLE: diagram.both(arguable, judged),
                Verdict.UNDETERMINED: diagram.both(undetermined, diagram.negation(self._unsayable)),
                Verdict.NOT_PROHIBITED: diagram.both(allowed, judged),
                None: self._unsayable,
            },
            true,
        )

    def _every_reading(self, function: int) -> int:
        return self.shared.in_every_reading(function, self._quantified)

    def _as_read(self, function: int) -> int:
        """Return where a function is true whichever of the law's own answers an answer of the diagram stands for."""
        if function <= TRUE:
            return function
        found = self._read.get(function)
        if found is None:
            level = self.diagram.levels[function]
            below = tuple(self._as_read(each) for each in self.diagram.children[function])
            if level in self._meant:
                below = tuple(self.diagram.all(below[own] for own in meant) for meant in self._meant[level])
            found = self._read[function] = self.diagram.node(level, below)
        return found

    def _what_answers_mean(self) -> Iterator[tuple[int, tuple[tuple[int, ...], ...]]]:
        """Yield, by level, for each answer of the diagram the numbers of the law's own answers that it stands for."""
        for fact in self.law.facts.values():
            level = self.diagram.index[fact.id]
            answers = self.diagram.variables[level].answers
            if answers != fact.domain:
                yield level, tuple(tuple(map(answers.index, _meant_by(fact, answer))) for answer in answers)

    def _answers_unknown(self) -> Iterator[int]:
        for level, meant in self._meant.items():
            variable = self.diagram.variables[level]
            unknown = [answer for answer, own in zip(variable.answers, meant, strict=True) if not own]
            yield self.diagram.is_answer(variable.name, unknown)


def _meant_by(fact: Fact, answer: str) -> tuple[str, ...]:
    """Return the answers to a fact that an answer of the shared diagram stands for: none where it knows no such one."""
    past, not_past = DATE_ANSWERS
    if answer == IN_BETWEEN:
        return (past if fact.takes_effect == "on-the-day" else not_past,)
    if answer == NOT_LISTED and fact.presumed is not None:
        return (not_past if fact.is_date else fact.presumed.answer,)
    if answer in (NOT_LISTED, STATED_UNKNOWN):
        return fact.domain
    return (answer,) if answer in fact.domain else ()


def _bare(law: Law) -> Law:
    """Return a law without what says something beside the verdict: points and advice."""
    rules = {name: rule._replace(points=()) for name, rule in law.rules.items()}
    return law._replace(rules=rules, consequences={}, next_steps={}, caveats={}, warnings={}, letters={}, glossary={})
