"""How statuses and verdicts are marked: the word, and the tone in which it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reg7check.reasoning.results import Verdict
from reg7check.report import words
from reg7check.report.document import Tone
from reg7check.rulebook.models import RuleStatus

if TYPE_CHECKING:
    from reg7check.report.drawing import Ink

MARKS: Mapping[RuleStatus, str] = {"holds": "yes", "fails": "no", "open": "open"}
"""The mark of a rule's status."""
SAID: Mapping[str, str] = {"yes": "Yes", "no": "No", "open": "Open"}
"""Each of these marks as a word that begins a text."""
INKS_OF_MARKS: Mapping[str, Ink] = {mark: status for status, mark in MARKS.items()}
"""The ink of each of these marks: that of its status."""
TONES: Mapping[Verdict, Tone] = {
    Verdict.PROHIBITED: "prohibited",
    Verdict.DISPUTED: "disputed",
    Verdict.ARGUABLE: "arguable",
    Verdict.UNDETERMINED: "undetermined",
    Verdict.NOT_PROHIBITED: "not-prohibited",
}
"""The tone of each verdict."""


def shown(verdict: Verdict) -> str:
    """Return the word for a verdict."""
    return words.VERDICTS[verdict]
