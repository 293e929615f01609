"""Reports without the plain meanings that stand after the terms in them: to test what else they say."""

from __future__ import annotations

from reg7check import load_rulebook


def without_meanings(text: str) -> str:
    """Return a report on one line, without the meanings that were put into it."""
    line = " ".join(text.split())
    for term in load_rulebook().law.glossary.values():
        name = f"{term.term[0].upper()}{term.term[1:]}"
        for put_in in (f" ({term.means})", f" [{term.means}]", f" ({name}: {term.means}.)"):
            line = line.replace(put_in, "")
    return line
