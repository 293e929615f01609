"""The timeline of a strand of cover: action, cover, law in force, what was known when, and the verdicts, by the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from reg7check.reasoning.results import Assessment, StrandAssessment
from reg7check.report.document import Figure
from reg7check.report.timeline.drawing import TRACK_LEFT, TRACK_RIGHT, timeline_drawing
from reg7check.report.timeline.rows import Row, rows_of
from reg7check.report.timeline.scale import Scale, scale_of
from reg7check.report.timeline.told import timeline_characters, timeline_told


def timeline(assessment: Assessment, strand: StrandAssessment) -> Figure:
    """Return the timeline of a strand: a picture, the same in sentences, and in plain characters.

    Args:
        assessment: what was assessed.
        strand: one of its strands.
    """
    rows = rows_of(assessment, strand)
    scale = _scale(strand, rows)
    title = f"Timeline of {strand.strand.id}"
    told = timeline_told(rows, scale)
    return Figure(title, told, partial(timeline_drawing, rows, scale), timeline_characters(rows, scale))


def _scale(strand: StrandAssessment, rows: Sequence[Row]) -> Scale:
    """Return the days to show: those of the cover and the verdicts, and of the rest what is near them."""
    judged = [(each.first, each.last) for ruling in strand.rulings for each in ruling.periods]
    judged += strand.strand.dates
    other = [(bar.first, bar.last) for row in rows if row.kind != "Law" for bar in row.bars]
    open_ended = [first for first, last in (*judged, *other) if first is not None and last is None]
    needed = _days(judged)
    return scale_of(
        needed,
        _days(other),
        TRACK_LEFT,
        TRACK_RIGHT,
        open_end=max(needed) if open_ended else None,
    )


def _days(spans: Sequence[tuple[date | None, date | None]]) -> list[date]:
    return [day for span in spans for day in span if day is not None]
