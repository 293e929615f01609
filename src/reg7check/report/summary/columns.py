"""The columns of a summary in a spreadsheet, and the cells of each line."""

from __future__ import annotations

from collections.abc import Callable

from reg7check.named import NamedTuple
from reg7check.report import words
from reg7check.report.summary.lines import Line, Unread
from reg7check.report.summary.page import UNREAD, first_few, next_step
from reg7check.report.summary.spreadsheet import Value


class SummaryColumn(NamedTuple):
    """A column: its heading, its width in letters, and what it has of a line and of a file that cannot be read."""

    heading: str
    width: int
    of: Callable[[Line], Value]
    of_unread: Callable[[Unread], Value] = lambda _: None


COLUMNS = (
    SummaryColumn("Verdict", 16, lambda line: line.said, lambda _: UNREAD),
    SummaryColumn("Title", 36, lambda line: line.title, lambda unread: unread.file),
    SummaryColumn("Strand", 18, lambda line: line.strand),
    SummaryColumn("What it is", 36, lambda line: line.what),
    SummaryColumn("Under", 22, lambda line: line.prohibition_title),
    SummaryColumn("Hirer", 22, lambda line: line.hirer),
    SummaryColumn("Supplier", 22, lambda line: line.supplier),
    SummaryColumn("Stage", 11, lambda line: line.stage and line.stage.replace("-", " ")),
    SummaryColumn("Nation", 11, lambda line: words.nation(line.nation)),
    SummaryColumn("First day", 12, lambda line: line.first_day),
    SummaryColumn("Last day", 12, lambda line: line.last_day),
    SummaryColumn("Days of the verdict", 28, lambda line: line.days),
    SummaryColumn("Other days", 28, lambda line: line.other_days),
    SummaryColumn("Turns on (number)", 10, lambda line: len(line.turns_on)),
    SummaryColumn("What it turns on", 55, first_few),
    SummaryColumn("Next question", 45, lambda line: next_step(line)[:1]),
    SummaryColumn("Whom to ask", 28, lambda line: next_step(line)[1:]),
    SummaryColumn("Accounts", 40, lambda line: line.accounts_told),
    SummaryColumn("Please note", 45, lambda line: line.notes, lambda unread: unread.told),
    SummaryColumn("Reference", 18, lambda line: line.reference),
    SummaryColumn("File", 40, lambda line: line.file, lambda unread: unread.file),
)
"""The columns, in order."""
