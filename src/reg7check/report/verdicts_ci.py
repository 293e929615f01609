"""What is told of a verdict where tools for continuous integration show it: in a line, and in a few."""

from __future__ import annotations

from reg7check.inert import inert
from reg7check.report.summary.lines import Line
from reg7check.report.summary.page import first_few, next_step


def in_short(line: Line) -> str:
    """Return the sentence of a verdict, and the days on which it holds."""
    return inert(f"{line.sentence} Days: {line.days}.")


def in_a_few_lines(line: Line) -> tuple[str, ...]:
    """Return a verdict, what it is about, what it turns on, what to ask next, and each side's account."""
    told = [in_short(line), f"{line.title}; {line.strand}: {line.what}."]
    told += [f"Other days: {each}." for each in line.other_days]
    if line.turns_on:
        told.append(f"It turns on: {' '.join(first_few(line))}")
        told.append(f"What to ask next: {' '.join(next_step(line))}")
    told += [f"{each}." for each in line.accounts_told]
    return tuple(map(inert, (*told, *line.notes)))
