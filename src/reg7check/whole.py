"""Writing a file in one step: whoever looks sees the old one or the whole of the new, never a part."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def write_whole(path: Path, content: bytes, permissions: int = 0o600) -> None:
    """Write a file beside its place and move it there. Raises OSError, and then leaves nothing behind."""
    import tempfile  # slow to import, and needed only where something is written

    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".reg7check.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(OSError):
            Path(temporary).chmod(permissions)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
