"""Days as people type them in an interview: one, several, or from one to another."""

from __future__ import annotations

import re
from datetime import date

from reg7check.arrangement import Span
from reg7check.days import NoSuchDay, parse_written_day

HOW_TO_WRITE_THEM = (
    "Write a day as 2024-05-13 or 13 May 2024. For several days in a row write 2024-05-13 to 2024-05-17; for one with"
    " no end yet, from 2024-05-13. Put a comma between periods."
)


def parse_spans(text: str) -> tuple[Span, ...]:
    """Return the days that a text names, in its order. Raises NoSuchDay, with how to write them."""
    spans = tuple(_span(each.strip()) for each in re.split("[,;]", text) if each.strip())
    if not spans:
        raise NoSuchDay("there is no date here", HOW_TO_WRITE_THEM)
    return spans


def _span(text: str) -> Span:
    if text.lower().startswith("from ") and " to " not in text.lower():
        return Span(_day(text[len("from ") :]), None)
    first, *last = re.split(r"\s+to\s+", text.removeprefix("from "), maxsplit=1)
    start = _day(first)
    end = _day(last[0]) if last else start
    if end < start:
        raise NoSuchDay(f"{end} is before {start}", "write the first day first")
    return Span(start, end)


def _day(text: str) -> date:
    return parse_written_day(text.strip())
