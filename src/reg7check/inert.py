"""Text from files, made safe to show: control characters and direction marks become visible."""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def inert(text: str) -> str:
    r"""Return text with each control, direction or invisible character written out as ``\\x1b`` or ``\\u202e``.

    Line feeds and tabs become single spaces, so that the result is always one line.
    """
    return _UNSAFE.sub(_written_out, text).replace("\n", " ").replace("\t", " ")


def _written_out(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
