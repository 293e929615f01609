"""Judging a table of rows at once: the verdict of each under every prohibition, and each party's account."""

from __future__ import annotations

from itertools import groupby

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from reg7check.batch.coding import coded
from reg7check.batch.rows import ID, Fault, check_columns
from reg7check.named import NamedTuple
from reg7check.reasoning.coded_rows import Bytes
from reg7check.reasoning.column_days import Accounts, DayJudge
from reg7check.reasoning.columns import ORDER
from reg7check.rulebook import Rulebook
from reg7check.rulebook.givens import GIVENS

_WORDS = pa.array([verdict.value for verdict in ORDER])


class JudgedRows(NamedTuple):
    """A table judged: a line for each row without fault, and every fault of the others, both in the order of the rows.

    ``results`` has the columns ``index`` (of the row in the table, from 0), ``id``, ``verdict``, one for each
    prohibition by its id (null where it does not extend to the nation), and ``accounts``: "council: prohibited |
    union: not-prohibited", in the order of the parties' names; null where no fact is disputed.
    """

    results: pa.Table
    faults: tuple[Fault, ...]


def judged_rows(rows: pa.Table, rulebook: Rulebook) -> JudgedRows:
    """Judge rows, each as ``assess`` judges the arrangement that it tells of.

    Args:
        rows: columns of text, by the names that ``rows.columns_of`` gives. Memory grows with its rows: a hundred
            thousand at a time is plenty.
        rulebook: the rulebook whose facts are the columns.

    Returns:
        The verdicts, and the faults of rows that have none.

    Raises:
        BadInput: where there is a column that rows do not have, or one that they need is missing.
    """
    check_columns(rows.column_names, rulebook, "the rows")
    table = coded(rows, rulebook)
    found = DayJudge(rulebook).verdicts(table.rows)
    law = rulebook.law
    columns = {"index": pa.array(table.numbers, pa.int64())}
    ids = rows.column(ID).cast(pa.string()) if ID in rows.column_names else pa.nulls(rows.num_rows, pa.string())
    columns["id"] = ids.take(columns["index"])
    columns["verdict"] = _words(found.by_prohibition[law.identity.main_prohibition])
    for name, prohibition in law.prohibitions.items():
        extent = law.provisions[prohibition.provision].extent
        elsewhere = np.array([nation not in extent for nation in GIVENS["nation"]])[table.rows.nation]
        columns[name] = _words(found.by_prohibition[name], elsewhere)
    columns["accounts"] = _told(found.accounts, table.parties, len(table.numbers))
    return JudgedRows(pa.table(columns), table.faults)


def _words(codes: Bytes, null: np.ndarray | None = None) -> pa.Array:
    return _WORDS.take(pa.array(codes, mask=null))


def _told(accounts: Accounts, parties: tuple[str, ...], rows: int) -> pa.Array:
    told: list[str | None] = [None] * rows
    each = zip(accounts.row.tolist(), accounts.party.tolist(), accounts.verdict.tolist(), strict=True)
    for row, theirs in groupby(each, key=lambda account: account[0]):
        told[row] = " | ".join(f"{parties[party]}: {ORDER[verdict].value}" for _, party, verdict in theirs)
    return pa.array(told, pa.string())
