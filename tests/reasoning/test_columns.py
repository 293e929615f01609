"""Functions judged in many rows at once: the verdict of each row is that which counting its worlds gives."""

from __future__ import annotations

from itertools import product
from random import Random

import numpy as np
import pytest

from reg7check.reasoning.coded_rows import answer_set
from reg7check.reasoning.columns import ORDER, ColumnJudge
from reg7check.rulebook.diagram import FALSE, TRUE, Diagram, Variable

ROWS = 150
QUESTIONS = {1, 4, 6, 7}


def any_diagram(random: Random) -> Diagram:
    """Return a diagram of a few facts with up to 20 answers, and questions among them."""
    sizes = [2 if level in QUESTIONS else random.choice([2, 2, 3, 9, 20]) for level in range(9)]
    return Diagram(Variable(f"v{level}", tuple(f"a{a}" for a in range(size))) for level, size in enumerate(sizes))


def any_function(diagram: Diagram, random: Random, depth: int = 5) -> int:
    if depth == 0 or random.random() < 0.1:
        variable = random.choice(diagram.variables)
        return diagram.is_answer(variable.name, random.sample(variable.answers, random.randint(1, 2)))
    parts = [any_function(diagram, random, depth - 1) for _ in range(2)]
    found = diagram.all(parts) if random.random() < 0.5 else diagram.any(parts)
    return diagram.negation(found) if random.random() < 0.2 else found


def value(diagram: Diagram, node: int, world: tuple[int, ...]) -> bool:
    while node > TRUE:
        node = diagram.children[node][world[diagram.levels[node]]]
    return node == TRUE


def by_counting(diagram: Diagram, root: int, possible: list[list[int]]) -> str:
    by_readings: dict[tuple[int, ...], set[bool]] = {}
    support = diagram.support(root)
    for world in product(*(answers if n in support else answers[:1] for n, answers in enumerate(possible))):
        readings = tuple(world[level] for level in sorted(QUESTIONS))
        by_readings.setdefault(readings, set()).add(value(diagram, root, world))
    outcomes = set().union(*by_readings.values())
    if len(outcomes) == 1:
        return "prohibited" if outcomes.pop() else "not-prohibited"
    return "arguable" if all(len(each) == 1 for each in by_readings.values()) else "undetermined"


def any_sets(diagram: Diagram, anything: set[int], random: Random) -> list[list[int]]:
    """Return the answers that each variable may have in some row."""
    most = random.choice([1, 1, 2, 3])
    domains = [range(len(variable.answers)) for variable in diagram.variables]
    chosen = [sorted(random.sample(each, min(random.randint(1, most), len(each)))) for each in domains]
    return [list(domains[level]) if level in anything else answers for level, answers in enumerate(chosen)]


@pytest.mark.parametrize("seed", range(25))
def test_each_row_has_the_verdict_of_its_worlds(seed: int) -> None:
    random = Random(seed)
    diagram = any_diagram(random)
    root = any_function(diagram, random)
    anything = {level for level in range(9) if level in QUESTIONS or random.random() < 0.1}
    rows = [any_sets(diagram, anything, random) for _ in range(ROWS)]

    def sets_of(level: int, chosen: np.ndarray) -> np.ndarray | None:
        if level in anything:
            return None
        size = len(diagram.variables[level].answers)
        sets = b"".join(answer_set(size, rows[row][level]) for row in chosen)
        return np.frombuffer(sets, np.uint8).reshape(len(chosen), -1).T

    judge = ColumnJudge(diagram, QUESTIONS)
    codes, doubtful = judge.at_first_sight(root, lambda level: sets_of(level, np.arange(ROWS)), ROWS)
    found = [ORDER[code].value for code in codes]
    if len(doubtful):
        arguable = judge.arguable(root, lambda level: sets_of(level, doubtful), len(doubtful))
        for row in doubtful[arguable]:
            found[row] = "arguable"
    assert found == [by_counting(diagram, root, row) for row in rows]


def test_a_fact_that_chooses_between_two_questions_matters() -> None:
    diagram = Diagram(Variable(name, ("yes", "no")) for name in ("fact", "one", "other"))
    one, other = (diagram.is_answer(name, ["yes"]) for name in ("one", "other"))
    judge = ColumnJudge(diagram, {1, 2})
    root = diagram.node(0, (one, other))
    sets = np.array([[1, 2, 3]], np.uint8)
    _, doubtful = judge.at_first_sight(root, lambda level: sets if level == 0 else None, 3)
    assert doubtful.tolist() == [0, 1, 2]
    arguable = judge.arguable(root, lambda level: sets if level == 0 else None, 3)
    assert arguable.tolist() == [True, True, False]


def test_the_ninth_answer_is_no_other() -> None:
    diagram = Diagram([Variable("fact", tuple("abcdefghij")), Variable("question", ("prohibits", "permits"))])
    question = diagram.is_answer("question", ["prohibits"])
    root = diagram.node(0, (*[FALSE] * 8, question, TRUE))
    sets = np.array([[0, 1, 0], [1, 1, 3]], np.uint8)
    arguable = ColumnJudge(diagram, {1}).arguable(root, lambda level: sets if level == 0 else None, 3)
    assert arguable.tolist() == [True, False, False]


@pytest.mark.parametrize(("root", "verdict"), [(TRUE, "prohibited"), (FALSE, "not-prohibited")])
def test_what_asks_nothing_is_the_same_in_every_row(root: int, verdict: str) -> None:
    codes, doubtful = ColumnJudge(Diagram([]), set()).at_first_sight(root, {}.get, 3)
    assert [ORDER[code].value for code in codes] == [verdict] * 3
    assert not len(doubtful)
