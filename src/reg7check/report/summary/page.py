"""The summary of many arrangements as a document: how many of each verdict, then a table, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reg7check.reasoning.results import Verdict
from reg7check.report import words
from reg7check.report.document import Block, Cell, Document, Heading, Paragraph, Row, Rows, Table
from reg7check.report.glossing import glossed
from reg7check.report.marks import TONES
from reg7check.report.summary.lines import Line, Summary, Unread

UNREAD = "cannot be read"
"""What stands in place of a verdict for a file that cannot be read."""
FEW = 3
"""How many of the facts on which a verdict turns are told."""
_NO_FACT = "No fact answers it: it is for a court to decide."
_COLUMNS = ("Arrangement", "Verdict", "What it turns on", "Next question")


def summary_document(summary: Summary) -> Document:
    """Return a summary as a document."""
    return glossed(Document(tuple(_blocks(summary))), summary.law, _theirs(summary.lines))


def counts(lines: Sequence[Line]) -> dict[Verdict, int]:
    """Return of how many strands each verdict is the gravest that any prohibition has, those of none left out."""
    gravest = {each.number: Verdict.first(list(each.strand_verdicts)) for each in lines}
    return {verdict: number for verdict in Verdict if (number := list(gravest.values()).count(verdict))}


def in_all(summary: Summary) -> str:
    """Return a sentence on how many strands are told of, of how many in all."""
    told = len({each.number for each in summary.lines})
    ways = f"{summary.strands} way{'' if summary.strands == 1 else 's'}"
    arrangements = f"{summary.arrangements} arrangement{'' if summary.arrangements == 1 else 's'}"
    covered = f"In {arrangements} the work is covered in {ways}"
    return (
        f"{covered}." if told == summary.strands else f"{covered}; {told} of them {'is' if told == 1 else 'are'} told."
    )


def first_few(line: Line) -> tuple[str, ...]:
    """Return the first few facts on which a verdict turns, and how many more there are."""
    shown = tuple(each.text for each in line.turns_on[:FEW])
    left = len(line.turns_on) - len(shown)
    return (*shown, f"And {left} more.") if left else shown


def next_step(line: Line) -> tuple[str, ...]:
    """Return what to ask next and whom to ask; nothing where the verdict is settled."""
    if line.next is not None:
        return line.next.question, line.next.whom
    return (_NO_FACT,) if line.turns_on else ()


def _blocks(summary: Summary) -> Iterator[Block]:
    yield Heading(1, "Summary of arrangements")
    yield Paragraph(in_all(summary))
    yield from (Paragraph(each, "quiet") for each in summary.asked)
    if summary.unread:
        one = len(summary.unread) == 1
        files = "1 file" if one else f"{len(summary.unread)} files"
        yield Paragraph(f"{files} cannot be read, and {'is' if one else 'are'} listed at the end.", "strong")
    numbers = counts(summary.lines)
    if numbers:
        yield Rows(tuple(Row(words.VERDICTS[each].capitalize(), str(n), TONES[each]) for each, n in numbers.items()))
        yield Heading(2, "The cover, strand by strand")
        yield Table("Verdicts, and what each turns on", *_filled(_COLUMNS, [_cells(each) for each in summary.lines]))
    elif summary.arrangements:
        yield Paragraph("No cover is as asked.")
    if summary.unread:
        yield Heading(2, "Files that cannot be read")
        rows = tuple(_unread(each) for each in summary.unread)
        yield Table("Files that cannot be read", ("File", "Problem"), rows)
    yield Paragraph("It is not legal advice: `reg7check assess` tells the reasons of each verdict.", "quiet")
    yield Paragraph(words.colophon(summary.law), "quiet")


def _filled(
    columns: tuple[str, ...], rows: Sequence[tuple[Cell, ...]]
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Return the columns in which any row has something, and the rows with these alone."""
    used = [at for at in range(len(columns)) if any(row[at].text for row in rows)]
    return tuple(columns[at] for at in used), tuple(tuple(row[at] for at in used) for row in rows)


def _cells(line: Line) -> tuple[Cell, ...]:
    reference = f"Reference {line.reference}; " if line.reference is not None else ""
    return (
        Cell(line.title, lines=(f"{line.strand}: {line.what}", _who(line), f"{reference}file {line.file}")),
        _verdict(line),
        _lines(*first_few(line)),
        _lines(*next_step(line)),
    )


def _who(line: Line) -> str:
    supplier = f"supplied by {line.supplier}" if line.supplier is not None else "no supplier named"
    stage = (f"stage: {line.stage.replace('-', ' ')}",) if line.stage is not None else ()
    return "; ".join((f"For {line.hirer}", supplier, *stage))


def _verdict(line: Line) -> Cell:
    under = (line.prohibition_title,) if len(line.strand_verdicts) > 1 else ()
    other = tuple(f"Other days: {each}" for each in line.other_days)
    return Cell(line.said.upper(), TONES[line.verdict], (*under, line.days, *other, *line.accounts_told, *line.notes))


def _lines(*texts: str) -> Cell:
    return Cell(texts[0], lines=texts[1:]) if texts else Cell("")


def _unread(unread: Unread) -> tuple[Cell, ...]:
    return Cell(unread.file), Cell(unread.told, "strong")


def _theirs(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        yield from (line.title, line.strand, line.what, line.hirer, line.file)
        yield from filter(None, (line.supplier, line.reference))
        yield from (name for name, _ in line.accounts)
        if line.next is not None:
            yield line.next.whom
