"""The smallest input that still fails in the same way."""

from __future__ import annotations

from collections.abc import Callable


def minimised(content: bytes, fails: Callable[[bytes], bool], tries: int = 400) -> bytes:
    """Return an input with what does not matter to its failure left out.

    Args:
        content: the input.
        fails: whether an input fails in the same way.
        tries: how many smaller inputs to try.
    """
    size = max(len(content) // 2, 1)
    while size and tries > 0:
        at = 0
        while at < len(content) and tries > 0:
            tries -= 1
            smaller = content[:at] + content[at + size :]
            if fails(smaller):
                content = smaller
            else:
                at += size
        size //= 2
    return content
