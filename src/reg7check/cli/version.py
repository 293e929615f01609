"""Which program this is, and which rulebook it has."""

from __future__ import annotations

import reg7check
from reg7check.rulebook import load_identity


def version_lines() -> str:
    """Return the versions of the program and of the rulebook that ships with it, a line each."""
    identity = load_identity()
    return (
        f"reg7check {reg7check.__version__}\n"
        f"rulebook {identity.id} {identity.version}, law as of {identity.law_as_of}\n"
    )
