"""The part "days" of the program: gives it arrangements, and reads what their words mean, strand by strand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import NamedTuple

import clingo
from plain import Days, Plain, Stated

FOLDER = Path(__file__).parent

Atom = tuple[str, ...]
"""Something that may be so, as the part "law" names it: ``("is", "sends_people", "yes")``, or
``("is", "2", "repudiated_on", "past")`` of the second action, or ``("in_force", "regulation_7")``."""


class Question(NamedTuple):
    """An arrangement, the days that are asked of each of its strands, and readings that are assumed."""

    plain: Plain
    days: Mapping[str, Sequence[date]]
    taken: Mapping[str, str] = {}


class MeantOnDay:
    """What is so on one day on which a strand runs: law in force, actions in progress, and what dates settle there."""

    def __init__(self, in_force: Sequence[Atom]) -> None:
        self.circumstances: list[Atom] = [*in_force]
        self.settled: list[Atom] = []
        self.ruled_out: dict[str, list[Atom]] = defaultdict(list)
        self.before_this_law = False


class Meant:
    """What is so for a strand on every day, and on each; and the parties that have an account."""

    def __init__(self) -> None:
        self.parties: list[str] = []
        self.settled: list[Atom] = []
        self.ruled_out: dict[str, list[Atom]] = defaultdict(list)
        self.days: dict[date, MeantOnDay] = {}


def meant_by(questions: Sequence[Question], commences: date | None) -> list[dict[str, Meant]]:
    """Return what is so for the strands of each arrangement, by the one answer set of the part "days".

    Raises ValueError where a repudiation lies beyond the table of bank holidays.
    """
    numbers = count()
    strands = [{strand.id: next(numbers) for strand in question.plain.cover} for question in questions]
    meant = [Meant() for each in strands for _ in each]
    given = [line for each in zip(questions, strands, strict=True) for line in _arrangement(*each, numbers)]
    if commences is not None:
        given.append(f"commences(employment_rights_act_section_36,{term(commences)}).")
    days = {term(day): day for question in questions for asked in question.days.values() for day in asked}
    _read(_shown(given), meant, days)
    return [{strand: meant[number] for strand, number in each.items()} for each in strands]


def term(value: str | date) -> str:
    """Return an answer, a name or a date as the program writes it."""
    if isinstance(value, date):
        return f"({value.year},{value.month},{value.day})"
    return value.replace("-", "_")


def _arrangement(question: Question, strands: Mapping[str, int], numbers: Iterator[int]) -> Iterator[str]:
    """Yield an arrangement as facts of the program. Each strand and action goes by its number."""
    plain = question.plain
    actions = {action.id: next(numbers) for action in plain.actions}
    for action in plain.actions:
        yield from _about(actions[action.id], action.dates, action.facts)
    for strand in plain.cover:
        number = strands[strand.id]
        yield f"nation({number},{term(plain.nation)})."
        for place, action in enumerate(plain.actions_of(strand), start=1):
            yield f"covers({number},{actions[action.id]},{place})."
        yield f"asked({number},({_pool(term(day)[1:-1] for day in question.days[strand.id])}))."
        yield from _about(number, plain.dates_of(strand), strand.facts)


def _about(number: int, dates: Iterable[Days], facts: Mapping[str, Stated]) -> Iterator[str]:
    for first, last in dates:
        yield f"dates({number},{term(first)},{'#sup' if last is None else term(last)})."
    agreed = []
    for name, stated in facts.items():
        if isinstance(stated, Mapping):
            for party, said in stated.items():
                yield f"says({number},{party},({name},{term(said)}))."
        else:
            agreed.append(f"{name},{term(stated)}")
    if agreed:
        yield f"agreed({number},({_pool(agreed)}))."


def _pool(terms: Iterable[str]) -> str:
    """Return several in one: this is read much faster than a line for each."""
    return ";".join(terms)


def _shown(given: Iterable[str]) -> dict[str, list[list[str]]]:
    """Return the arguments of all that the one answer set shows, by name."""
    control = clingo.Control(["--warn=none"])
    control.load(str(FOLDER / "law.lp"))
    control.load(str(FOLDER / "bank_holidays.lp"))
    control.add("days", [], "\n".join(given))
    control.ground([("base", []), ("days", [])])
    found: dict[str, list[list[str]]] = defaultdict(list)
    with control.solve(yield_=True) as handle:
        model = handle.model()
        assert model is not None, "nothing is left to choose"
        for symbol in model.symbols(shown=True):
            name, _, rest = str(symbol).partition("(")
            *arguments, day = rest.removesuffix(")").split(",(")
            found[name].append([*",".join(arguments).split(","), f"({day}"] if arguments else day.split(","))
    return found


def _read(shown: Mapping[str, list[list[str]]], meant: Sequence[Meant], days: Mapping[str, date]) -> None:
    if shown["beyond_the_calendar"]:
        raise ValueError(f"the bank holidays are not known after {shown['beyond_the_calendar'][0][1]}")
    in_force: dict[str, list[Atom]] = defaultdict(list)
    for law, day in shown["in_force"]:
        in_force[day].append(("in_force", law))
    for strand, day in shown["runs"]:
        meant[int(strand)].days[days[day]] = MeantOnDay(in_force[day])
    for strand, day in shown["before_this_law"]:
        meant[int(strand)].days[days[day]].before_this_law = True
    for strand, place, day in shown["in_progress"]:
        meant[int(strand)].days[days[day]].circumstances.append(("in_progress", place))
    for strand, party in shown["party"]:
        meant[int(strand)].parties.append(party)
    for strand, place, fact, answer, *on_day in shown["is_settled"]:
        found = meant[int(strand)]
        where = found.days[days[on_day[0]]] if on_day else found
        where.settled.append(("is", fact, answer) if place == "cover" else ("is", place, fact, answer))
    for strand, place, who, fact, answer, *on_day in shown["is_ruled_out"]:
        found = meant[int(strand)]
        where = found.days[days[on_day[0]]] if on_day else found
        where.ruled_out[who].append(("is", fact, answer) if place == "cover" else ("is", place, fact, answer))
