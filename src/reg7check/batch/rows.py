"""What a row of a batch is: one strand of cover against one action, each of its cells a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from reg7check.arrangement import Action, Answer, Arrangement, Party, Span, Strand
from reg7check.batch.cells import Cell, answer_in, dates_in, kind_in, nation_in
from reg7check.named import NamedTuple
from reg7check.problems import MOST_PROBLEMS, BadInput, Place, Problem, did_you_mean, shortened
from reg7check.rulebook import Rulebook

_Value = TypeVar("_Value")

ID = "id"
NATION = "nation"
ACTION_DATES = "action_dates"
ACTION_KIND = "action_kind"
COVER_DATES = "cover_dates"
SUPPLIER = "supplier"
PART_OF = "part_of"
FIELDS = (ID, NATION, ACTION_DATES, ACTION_KIND, COVER_DATES, SUPPLIER, PART_OF)
"""The columns of a row that are no facts. Beside them each fact of the rulebook has a column, by its id."""
REQUIRED = (NATION, ACTION_DATES)

_ACTION = "action"
_STRAND = "cover"
_HIRER = "hirer"


class Fault(NamedTuple):
    """What is wrong with a row (numbered from 0 in its table): in which column, what, and how to mend it."""

    row: int
    column: str
    message: str
    hint: str | None


def columns_of(rulebook: Rulebook) -> tuple[str, ...]:
    """Return the columns that a row may have under a rulebook.

    Raises BadInput where a fact of the rulebook has the name of a column that is none.
    """
    clashing = [name for name in rulebook.law.facts if name in FIELDS]
    if clashing:
        hint = "call the fact otherwise"
        raise BadInput(
            Problem(Place("the rulebook"), f"its fact `{name}` has the name of a column of every batch", hint)
            for name in clashing
        )
    return (*FIELDS, *rulebook.law.facts)


def check_columns(names: Iterable[str], rulebook: Rulebook, file: str, kept: Iterable[str] = ()) -> None:
    """Raise BadInput with each column that a row cannot have, that is there twice, or that is required and missing.

    ``kept`` are columns that it may have besides.
    """
    known = columns_of(rulebook)
    allowed = {*known, *kept}
    given = Counter(iter(names))  # a mapping would be taken for counts
    place = Place(file)
    problems: list[Problem] = []
    for name, times in given.items():
        if len(problems) > MOST_PROBLEMS:
            break
        if name not in allowed:
            problems.append(Problem(place, *no_such_column(name, known)))
        elif times > 1:
            problems.append(Problem(place, f"there are two columns `{name}`", "keep one of them"))
    lacking = (name for name in REQUIRED if name not in given)
    problems += [Problem(place, f"there is no column `{name}`", "every row needs it") for name in lacking]
    if problems:
        raise BadInput(problems)


def no_such_column(name: str, known: Iterable[str]) -> tuple[str, str]:
    """Return what is wrong with a column that rows do not have, and how to mend it."""
    near = did_you_mean(name, known)
    hint = f"{near} Or copy" if near and near.endswith("?") else "`reg7check facts` lists the facts; or copy"
    return f"there is no column `{shortened(name)}`", f"{hint} it to the output with --keep"


def missing_cell(column: str) -> Fault:
    """Return what is wrong with the first row where a cell that is required is empty."""
    return Fault(0, column, f"`{column}` is empty", "every row needs it")


def text_of(cell: str | None) -> str | None:
    """Return the text of a cell without the space around it, or None where it is empty."""
    return (cell or "").strip() or None


def arrangement_of(row: Mapping[str, str | None], rulebook: Rulebook) -> Arrangement:
    """Return the arrangement that a row tells of, with its one action and its one strand of cover.

    Raises BadInput with everything that is wrong with the row.
    """
    check_columns(dict.fromkeys([*row, *REQUIRED]), rulebook, "row")
    return _RowReader(row, rulebook).read()


class _RowReader:
    def __init__(self, row: Mapping[str, str | None], rulebook: Rulebook) -> None:
        self.cells = {column: text for column, cell in row.items() if (text := text_of(cell)) is not None}
        self.facts = rulebook.law.facts
        self.faults: list[Fault] = []

    def read(self) -> Arrangement:
        self.faults += [missing_cell(column) for column in REQUIRED if column not in self.cells]
        nation = self._choice(NATION, nation_in)
        kind = self._choice(ACTION_KIND, kind_in)
        action_dates = self._dates(ACTION_DATES)
        cover_dates = self._dates(COVER_DATES)
        action_facts = dict(self._answers("action"))
        cover_facts = dict(self._answers("cover"))
        if self.faults or nation is None:
            raise BadInput(Problem(Place(each.column), each.message, each.hint) for each in self.faults)
        supplier = self.cells.get(SUPPLIER)
        action = Action(_ACTION, action_dates, kind, None, action_facts)
        strand = Strand(
            id=_STRAND,
            what=self.cells.get(ID, _STRAND),
            hirer=_HIRER,
            dates=cover_dates or action_dates,
            dates_assumed=not cover_dates,
            covers=(_ACTION,),
            described_as=None,
            supplier=supplier,
            stage=None,
            part_of=self.cells.get(PART_OF),
            facts=cover_facts,
        )
        stating = {party for answer in (*action_facts.values(), *cover_facts.values()) for party, _ in answer.by_party}
        roles = {**dict.fromkeys(sorted(stating), "other"), _HIRER: "hirer"}
        if supplier is not None:
            roles[supplier] = "supplier"
        return Arrangement(
            file="row",
            sha256="",
            title=self.cells.get(ID, _STRAND),
            reference=None,
            nation=nation,
            parties={name: Party(name, name, role) for name, role in roles.items()},
            evidence={},
            actions=(action,),
            cover=(strand,),
        )

    def _choice(self, column: str, read: Callable[[str], Cell[str]]) -> str | None:
        return self._value(column, read(self.cells[column])) if column in self.cells else None

    def _dates(self, column: str) -> tuple[Span, ...]:
        if column not in self.cells:
            return ()
        return self._value(column, dates_in(self.cells[column], f"`{column}`")) or ()

    def _answers(self, about: str) -> Iterator[tuple[str, Answer]]:
        for name, fact in self.facts.items():
            if fact.about == about and name in self.cells:
                answer = self._value(name, answer_in(self.cells[name], name, fact))
                if answer is not None:
                    yield name, answer

    def _value(self, column: str, cell: Cell[_Value]) -> _Value | None:
        self.faults += [Fault(0, column, *complaint) for complaint in cell.complaints]
        return cell.value
