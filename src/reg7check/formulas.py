"""Texts that no spreadsheet takes for a formula, whatever a file has in them."""

from __future__ import annotations

import unicodedata

from reg7check.inert import inert

_BEGINS = frozenset("=+-@")
_QUOTES = frozenset("'\"`´‘’‚‛“”„‟«»‹›")


def harmless(text: str) -> str:
    """Return a text for a cell: inert, and with an apostrophe before it where it could be read as a formula.

    It could where the first character after blanks and quotation marks is one with which a formula begins, also in
    its full-width or small form. The apostrophe marks a text in every spreadsheet, and stays with it when the cells
    are saved in another format, or copied.
    """
    shown = inert(text)
    first = next((each for each in shown if not each.isspace() and each not in _QUOTES), "")
    return f"'{shown}" if _BEGINS.intersection(unicodedata.normalize("NFKC", first)[:1]) else shown
