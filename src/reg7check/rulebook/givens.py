"""What an arrangement states of itself in fields of its own, and conditions may ask beside the facts."""

from __future__ import annotations

GIVENS = {
    "nation": ("england", "wales", "scotland", "northern-ireland"),
    "feeds_another_strand": ("yes", "no"),
    "supplier_named": ("yes", "no"),
    "action_kind": ("strike", "action-short-of-strike", "not-stated"),
}
