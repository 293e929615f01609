"""What an interview needs of the file that it fills in, whoever keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from reg7check.arrangement import Answer, Arrangement, Evidence, FactAt, Span
from reg7check.arrangement.splicing import Path


class Record(Protocol):
    """An arrangement that can be changed in place and kept: a file, or for a test something in memory."""

    @property
    def arrangement(self) -> Arrangement:
        """The arrangement as it now is."""

    @property
    def blanks(self) -> tuple[Path, ...]:
        """Where a placeholder still stands."""

    @property
    def content(self) -> bytes:
        """All that is recorded, so that it can be put back."""

    def restore(self, content: bytes) -> None:
        """Put back what ``content`` was earlier."""

    def answer(self, at: FactAt, answer: Answer) -> None:
        """Put an answer in place."""

    def set_text(self, path: Path, value: str) -> None:
        """Write a field that holds a text or a choice."""

    def set_dates(self, path: Path, spans: Iterable[Span]) -> None:
        """Write a field that holds days; with none, take it out."""

    def add_evidence(self, evidence: Evidence) -> None:
        """Declare a piece of evidence."""

    def save(self) -> None:
        """Keep what has been changed: whole or not at all."""
