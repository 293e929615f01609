"""Text from files, made safe to show: what acts unseen, or piles up on a letter, becomes visible."""

from __future__ import annotations

import re

_UNSAFE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_MOST_MARKS = 8
"""Of marks on one letter. No language needs as many; hundreds hide the lines above, and take minutes to lay out."""
_MANY_SIGNS = rf"[^\w\s\x00-\u02ff]{{{_MOST_MARKS + 1},}}"


def inert(text: str) -> str:
    r"""Return text with each control, direction or invisible character written out as ``\\x1b`` or ``\\u202e``.

    So is each mark on a letter that has eight before it. Line feeds and tabs become single spaces, so that the result
    is always one line.
    """
    if not text.isprintable():
        text = re.sub(_UNSAFE, lambda found: _written_out(found.group()), text).replace("\n", " ").replace("\t", " ")
    return text if text.isascii() else re.sub(_MANY_SIGNS, _few_marks, text)


def _few_marks(signs: re.Match[str]) -> str:
    from unicodedata import category

    shown = []
    marks = 0
    for sign in signs.group():
        marks = marks + 1 if category(sign).startswith("M") else 0
        shown.append(sign if marks <= _MOST_MARKS else _written_out(sign))
    return "".join(shown)


def _written_out(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
