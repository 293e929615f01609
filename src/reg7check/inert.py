"""Text from files, made safe to show: control characters and direction marks become visible."""

from __future__ import annotations

import re

_UNSAFE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def inert(text: str) -> str:
    r"""Return text with each control, direction or invisible character written out as ``\\x1b`` or ``\\u202e``.

    Line feeds and tabs become single spaces, so that the result is always one line.
    """
    if text.isprintable():
        return text
    return re.sub(_UNSAFE, _written_out, text).replace("\n", " ").replace("\t", " ")


def _written_out(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
