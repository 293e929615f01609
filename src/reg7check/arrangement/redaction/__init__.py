"""Telling an arrangement without the names of parties and people."""

from __future__ import annotations

from reg7check.arrangement.redaction.redacting import NEUTRAL_FILE, Redaction, named_further, redacted
from reg7check.arrangement.redaction.scrubbing import Replaced

__all__ = ["NEUTRAL_FILE", "Redaction", "Replaced", "named_further", "redacted"]
