"""From columns of text to columns of numbers: each distinct cell is read once, and its faults told for each row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Generic, TypeVar

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from reg7check.arrangement import Answer, Span, Value
from reg7check.arrangement.models import UNKNOWN
from reg7check.batch.cells import Cell, answer_in, dates_in, kind_in, nation_in
from reg7check.batch.rows import (
    ACTION_DATES,
    ACTION_KIND,
    COVER_DATES,
    NATION,
    PART_OF,
    REQUIRED,
    SUPPLIER,
    Fault,
    missing_cell,
    text_of,
)
from reg7check.named import NamedTuple
from reg7check.reasoning.calendar import effective_from
from reg7check.reasoning.coded_rows import (
    ALWAYS,
    NEVER,
    UNKNOWN_ENTRY,
    AnswerColumn,
    Bytes,
    CodedRows,
    Column,
    DateColumn,
    Numbers,
    Spans,
    Statements,
    answer_set,
)
from reg7check.reasoning.periods import merged
from reg7check.rulebook import Rulebook
from reg7check.rulebook.givens import GIVENS
from reg7check.rulebook.models import Fact

_Value = TypeVar("_Value")


class Coded(NamedTuple):
    """A table as numbers: the rows without fault, the number of each in the table, and the faults of the others.

    ``parties`` are the parties of disputes, in the order of their numbers.
    """

    rows: CodedRows
    numbers: Numbers
    parties: tuple[str, ...]
    faults: tuple[Fault, ...]


def coded(table: pa.Table, rulebook: Rulebook) -> Coded:
    """Return a table of text columns, which are those that rows may have, as numbers."""
    return _Coder(table, rulebook).coded()


class _Read(NamedTuple, Generic[_Value]):
    """A column that was read: for each row the place of its cell among the distinct ones, or -1 where it is empty."""

    places: Numbers
    values: list[_Value | None]


class _Coder:
    def __init__(self, table: pa.Table, rulebook: Rulebook) -> None:
        self.table = table
        self.rulebook = rulebook
        self.levels = rulebook.compiled.diagram.index
        self.faults: list[Fault] = []
        self.sound = np.ones(table.num_rows, np.bool_)

    def coded(self) -> Coded:
        nation = self._read(NATION, nation_in)
        kind = self._read(ACTION_KIND, kind_in)
        action = self._read(ACTION_DATES, lambda text: dates_in(text, f"`{ACTION_DATES}`"))
        cover = self._read(COVER_DATES, lambda text: dates_in(text, f"`{COVER_DATES}`"))
        facts = {name: self._read_fact(fact) for name, fact in self.rulebook.law.facts.items()}
        index = np.flatnonzero(self.sound)
        nations = _numbered(nation, GIVENS["nation"], "")[index]
        named = {SUPPLIER: "supplier_named", PART_OF: "feeds_another_strand"}
        givens = {
            "nation": nations,
            "action_kind": _numbered(kind, GIVENS["action_kind"], "not-stated")[index],
            **{given: self._whether_named(column, GIVENS[given])[index] for column, given in named.items()},
        }
        parties = tuple(sorted({party for read in facts.values() if read for party in _parties_of(read.values)}))
        columns: dict[int, Column] = {
            self.levels[name]: _given_column(numbers, len(GIVENS[name])) for name, numbers in givens.items()
        }
        for name, fact in self.rulebook.law.facts.items():
            column = facts[name]
            answers = _Entries(fact, parties)
            if column is not None:
                columns[self.levels[name]] = answers.column(column, index, nations)
            elif fact.presumed is not None:
                columns[self.levels[name]] = answers.presumed(nations)
        spans, action_cells, cover_cells = _spans(action, cover)
        rows = CodedRows(columns, nations, spans, action_cells[index], cover_cells[index], len(parties))
        return Coded(rows, index, parties, tuple(sorted(self.faults, key=lambda fault: fault.row)))

    def _read(self, column: str, read: Callable[[str], Cell[_Value]]) -> _Read[_Value]:
        """Return a column that was read. Where it is not there, all of its cells are empty."""
        places, texts = self._distinct(column)
        cells = [read(text) for text in texts]
        complaints = [cell.complaints for cell in cells]
        self._fault(places, [[Fault(0, column, *each) for each in found] for found in complaints])
        if column in REQUIRED:
            self._fault(np.where(places < 0, 0, -1), [[missing_cell(column)]])
        return _Read(places, [cell.value for cell in cells])

    def _read_fact(self, fact: Fact) -> _Read[Answer] | None:
        if fact.id not in self.table.column_names:
            return None
        return self._read(fact.id, lambda text: answer_in(text, fact.id, fact))

    def _fault(self, places: Numbers, faults: Sequence[Sequence[Fault]]) -> None:
        """Note the faults at each row's place, if it has one."""
        faulty = np.array([*(bool(found) for found in faults), False])
        for row in np.flatnonzero(faulty[places]).tolist():
            self.sound[row] = False
            self.faults += [fault._replace(row=row) for fault in faults[places[row]]]

    def _whether_named(self, column: str, answers: Sequence[str]) -> Numbers:
        places, _ = self._distinct(column)
        return np.where(places < 0, answers.index("no"), answers.index("yes"))

    def _distinct(self, column: str) -> tuple[Numbers, list[str]]:
        """Return the distinct texts of a column, and for each row the place of its own, or -1 where it is empty."""
        if column not in self.table.column_names:
            return np.full(self.table.num_rows, -1, np.intp), []
        cells = self.table.column(column)
        encoded = (cells if pa.types.is_dictionary(cells.type) else cells.cast(pa.string())).combine_chunks()
        encoded = encoded.dictionary_encode()
        texts = [text_of(text) for text in encoded.dictionary.to_pylist()]
        kept = {text: place for place, text in enumerate(dict.fromkeys(text for text in texts if text is not None))}
        numbers = np.array([*(-1 if text is None else kept[text] for text in texts), -1], np.intp)
        return numbers[encoded.indices.fill_null(len(texts)).to_numpy()], list(kept)


class _Entries:
    """The distinct entries of a fact's column, made as they are met: what each may be, and who states what of it."""

    def __init__(self, fact: Fact, parties: Sequence[str]) -> None:
        self.fact = fact
        self.parties = {party: number for number, party in enumerate(parties)}
        self.values: list[tuple[Value, ...]] = [(UNKNOWN,)]
        self.statements: list[list[tuple[int, int]]] = [[]]
        self.known: dict[Value, int] = {UNKNOWN: UNKNOWN_ENTRY}

    def column(self, read: _Read[Answer], index: Numbers, nations: Numbers) -> Column:
        """Return the column of the rows with these numbers in the table."""
        unlisted = UNKNOWN if self.fact.presumed is None else self.fact.presumed.answer
        entries = [UNKNOWN_ENTRY if answer is None else self._entry(answer) for answer in read.values]
        return self._column(np.array([*entries, self._entry(Answer(unlisted))], np.intp)[read.places[index]], nations)

    def presumed(self, nations: Numbers) -> Column:
        """Return the column of rows that do not list the fact, whose answer is presumed."""
        return self.column(_Read(np.full(len(nations), -1, np.intp), []), np.arange(len(nations)), nations)

    def _entry(self, answer: Answer) -> int:
        if answer.agreed is not None:
            return self._entry_of(answer.agreed)
        stated = sorted((self.parties[party], self._entry_of(value)) for party, value in answer.by_party)
        return self._add(tuple(value for _, value in answer.by_party), stated)

    def _entry_of(self, value: Value) -> int:
        if value not in self.known:
            self.known[value] = self._add((value,), [])
        return self.known[value]

    def _add(self, values: tuple[Value, ...], stated: list[tuple[int, int]]) -> int:
        self.values.append(values)
        self.statements.append(stated)
        return len(self.values) - 1

    def _column(self, entries: Numbers, nations: Numbers) -> Column:
        stated = [each for statements in self.statements for each in statements]
        party, entry = np.array(stated, np.intp).reshape(-1, 2).T
        statements = Statements(_starts(self.statements), party, entry)
        if self.fact.is_date:
            return DateColumn(entries, statements, self._begins(set(np.unique(nations).tolist())))
        return AnswerColumn.of(entries, statements, self._possible())

    def _possible(self) -> Bytes:
        domain = self.fact.domain
        sets = [
            answer_set(len(domain), range(len(domain)) if UNKNOWN in values else [domain.index(str(v)) for v in values])
            for values in self.values
        ]
        return np.ascontiguousarray(np.frombuffer(b"".join(sets), np.uint8).reshape(len(sets), -1).T)

    def _begins(self, nations: set[int]) -> np.ndarray:
        begins = np.zeros((2, len(GIVENS["nation"]), len(self.values)), np.int32)
        for nation in nations:
            for entry, values in enumerate(self.values):
                begins[:, nation, entry] = self._earliest_and_latest(values, GIVENS["nation"][nation])
        return begins

    def _earliest_and_latest(self, values: Iterable[Value], nation: str) -> tuple[int, int]:
        if UNKNOWN in values:
            return int(ALWAYS), int(NEVER)
        begins = [self._first_day_past(value, nation) for value in values]
        return min(begins), max(begins)

    def _first_day_past(self, value: Value, nation: str) -> int:
        begins = effective_from(self.fact, value, nation) if isinstance(value, date) else None
        return int(NEVER) if begins is None else begins.toordinal()


def _parties_of(answers: Iterable[Answer | None]) -> Iterator[str]:
    for answer in answers:
        if answer is not None and answer.disputed:
            yield from (party for party, _ in answer.by_party)


def _numbered(read: _Read[str], choices: Sequence[str], unlisted: str) -> Numbers:
    """Return the number of each row's choice; where a row's cell has a fault, that is not looked at, any number."""
    names = [value if value is not None else choices[0] for value in (*read.values, unlisted or None)]
    return np.array([choices.index(name) for name in names], np.intp)[read.places]


def _given_column(numbers: Numbers, size: int) -> AnswerColumn:
    """Return the column of something that every row states: its entries are the answers in their order."""
    sets = [answer_set(size, range(size)), *(answer_set(size, [answer]) for answer in range(size))]
    possible = np.ascontiguousarray(np.frombuffer(b"".join(sets), np.uint8).reshape(len(sets), -1).T)
    nothing = np.zeros(0, np.intp)
    return AnswerColumn.of(numbers + 1, Statements(np.zeros(len(sets) + 1, np.intp), nothing, nothing), possible)


def _spans(action: _Read[tuple[Span, ...]], cover: _Read[tuple[Span, ...]]) -> tuple[Spans, Numbers, Numbers]:
    """Return the days of the distinct cells of both columns, and each row's cells: no cover dates are the action's."""
    cells = [merged(spans or ()) for spans in (*action.values, *cover.values)]
    spans = [span for cell in cells for span in cell]
    first = np.array([span.first.toordinal() for span in spans], np.int32)
    last = np.array([NEVER if span.last is None else span.last.toordinal() for span in spans], np.int32)
    cover_cells = np.where(cover.places < 0, action.places, cover.places + len(action.values))
    return Spans(_starts(cells), first, last), action.places, cover_cells


def _starts(groups: Sequence[Sequence[object]]) -> Numbers:
    return np.cumsum([0, *map(len, groups)], dtype=np.intp)
