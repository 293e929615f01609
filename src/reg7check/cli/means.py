"""What this computer lacks to run a command, where that is why it could not: memory, or files that may be open."""

from __future__ import annotations

import errno

from reg7check.problems import BadInput, Place, Problem

_MEMORY = ("there is too little memory for this", "close other programs, or name fewer files at once")
_FILES = ("too many files are open", "close other programs, or raise the limit (`ulimit -n 256`)")
_REASONS = {errno.ENOMEM: _MEMORY, errno.EMFILE: _FILES, errno.ENFILE: _FILES}
_NOT_LOADED = ("failed to map segment", "Cannot allocate memory", "error return without exception set")
"""How the system's loader, or a library that is being loaded, says that there is too little memory for it."""


def shortage(error: Exception) -> BadInput | None:
    """Return what is lacking as bad input, where that is what an error tells of."""
    reason = None
    if isinstance(error, MemoryError) or (
        isinstance(error, ImportError | SystemError) and any(words in str(error) for words in _NOT_LOADED)
    ):
        reason = _MEMORY
    elif isinstance(error, OSError):
        reason = _REASONS.get(error.errno or 0)
    return None if reason is None else BadInput([Problem(Place("this computer"), *reason)])
