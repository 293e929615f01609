"""What a starter file leaves to fill in: the mark by which a placeholder is known."""

from __future__ import annotations

BLANK = "TO FILL IN"


def is_blank(text: str) -> bool:
    """Return whether a text is a placeholder of a starter file, which nobody has filled in yet."""
    return text.startswith(BLANK)
