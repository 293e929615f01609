"""How an explanation tells a weighing: each indicator with its weight, the total so far, and what the total decides."""

from __future__ import annotations

from collections.abc import Iterator

from reg7check.reasoning.results import Assessment, FactUse
from reg7check.reasoning.weighing import Range, Threshold, Weighed
from reg7check.report import words
from reg7check.report.document import Block, Item, Items, Paragraph, Row, Rows
from reg7check.report.explained_words import signed, totals
from reg7check.report.marks import MARKS
from reg7check.rulebook.models import Law


def weighing_blocks(assessment: Assessment, weighed: Weighed) -> Iterator[Block]:
    """Yield a weighing, without its heading: whose judgement it is, its rows, and each side's total if they differ."""
    law = assessment.law
    yield Paragraph(law.weighings[weighed.weighing].judgement)
    rows = [
        Row(totals(each.weight), _fact(assessment, each.use, f"So far: {totals(each.so_far)}."))
        for each in weighed.indicators
    ]
    yield Rows((*rows, Row("Total", totals(weighed.total), "strong")))
    decide = [Item(f"{_bounds(each)}: {_decides(law, each)}", MARKS[each.status]) for each in weighed.thresholds]
    yield Items(tuple(decide))
    if len({weighed.total, *weighed.by_party.values()}) > 1:
        yield Rows(
            tuple(
                Row(f"If {assessment.arrangement.parties[party].name} is right", f"Total {totals(total)}")
                for party, total in weighed.by_party.items()
            )
        )


def _fact(assessment: Assessment, use: FactUse, so_far: str) -> str:
    line = words.fact_line(assessment, use)
    return f"{line}{'.' if line.endswith(')') else ''} {so_far} {words.fact_note(use)}".strip()


def _decides(law: Law, threshold: Threshold) -> str:
    if threshold.question:
        return f"an open question of law: {law.open_questions[threshold.question].question}"
    return law.rules[threshold.rule].title


def _bounds(threshold: Threshold) -> str:
    low, high = threshold.at_least, threshold.at_most
    if low is None:
        return f"{signed(high or 0)} or less"
    return f"{signed(low)} or more" if high is None else totals(Range(low, high))
