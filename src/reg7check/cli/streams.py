"""Standard output whose failures never look like a verdict: a closed pipe is quiet, a full disk is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from reg7check.problems import BadInput, Place, Problem


class PatientOutput:
    """Wraps a text stream. Once its reader has gone, what is written is dropped. Raises BadInput where it is full."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write text, and return its length. Writing nothing cannot fail: libraries try it, and hide the failure."""
        if isinstance(text, str) and not text:
            return 0
        self._patiently(lambda: self._stream.write(text))
        return len(text)

    def flush(self) -> None:
        """Flush what was written."""
        self._patiently(self._stream.flush)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def _patiently(self, act: Callable[[], object]) -> None:
        try:
            act()
        except BrokenPipeError:
            self._drop_the_rest()
        except OSError as error:
            self._drop_the_rest()
            message = f"the report cannot be written: {error.strerror}"
            raise BadInput([Problem(Place("standard output"), message, "write it elsewhere with --output")]) from None

    def _drop_the_rest(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)


class QuietOutput(PatientOutput):
    """Wraps standard error: where a message cannot be written it is dropped, so that the exit code still tells."""

    def _patiently(self, act: Callable[[], object]) -> None:
        try:
            act()
        except OSError:
            self._drop_the_rest()


def prepare_streams() -> None:
    """Make standard output and error write UTF-8 with plain line ends, whatever the locale, and stand in for none."""
    sys.stdout = PatientOutput(_utf8(sys.stdout))
    sys.stderr = QuietOutput(_utf8(sys.stderr))


def _utf8(stream: Any) -> Any:
    if stream is None:  # closed by whoever started the program
        return Path(os.devnull).open("w", encoding="utf-8")
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream
