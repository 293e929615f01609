"""Giving a target one input, and watching what comes of it: what it raises, how long it works, what memory it takes."""

from __future__ import annotations

import contextlib
import re
import resource
import signal
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NamedTuple

SECONDS = 1.0
"""The longest that an input may take, of the processor's time: other programs on the machine do not count."""
MEMORY = 512 * 1024 * 1024
"""The most memory that may be resident, in bytes, with the program and all that it has loaded.

Where the process had more before, as one that runs many tests has, it is what may come on top.
"""
ADDRESSES = 3 * 1024 * 1024 * 1024
"""The most addresses that a worker may have, in bytes: what asks for more fails, and takes nothing else down."""


class TooLong(BaseException):
    """The time of an input is up. It is no Exception, so that what catches those does not catch it."""


class Failure(NamedTuple):
    """What must not be: what kind it is, where it came from, and the whole of the traceback."""

    kind: str
    where: str
    told: str = ""

    @property
    def key(self) -> str:
        """Failures of the same key are taken for one."""
        return f"{self.kind} at {self.where}"


def limit_addresses() -> None:
    """Limit the addresses of this process."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))


def watched(feed: Callable[[bytes], str], content: bytes) -> str | Failure:
    """Return how an input was taken, or how it failed.

    A ``hang`` has taken over ``SECONDS`` of the processor's time, and did so again: a processor that others use too is
    slower at times. ``memory`` is the most that the process had meanwhile.
    """
    once = _watched(feed, content)
    return _watched(feed, content) if isinstance(once, Failure) and once.kind == "hang" else once


def _watched(feed: Callable[[bytes], str], content: bytes) -> str | Failure:
    rang = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal rang
        rang = True
        raise TooLong

    signal.signal(signal.SIGPROF, stop)
    forget_peak()
    most = MEMORY if resident() < MEMORY else resident() + MEMORY
    started = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        taken: str | Failure = feed(content)
    except TooLong as error:
        taken = Failure("hang", _where(error), traceback.format_exc())
    except BaseException as error:
        taken = Failure(type(error).__name__, _where(error), traceback.format_exc())
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    took = time.process_time() - started
    if (rang or took > SECONDS) and not (isinstance(taken, Failure) and taken.kind == "hang"):
        taken = Failure("hang", "what caught the alarm", f"{took:.2f} seconds; then {taken}")
    if resident() > most:
        taken = Failure("memory", "this input", f"{resident()} bytes; {taken}")
    return taken


_STATUS, _PEAK = Path("/proc/self/status"), re.compile(rb"VmHWM:\s+(\d+) kB")


def forget_peak() -> None:
    """Have the most memory counted from here on: what the making of inputs took is no input's."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_bytes(b"5")


def resident() -> int:
    """Return the most memory, in bytes, that this process had since its peak was forgotten."""
    found = _PEAK.search(_STATUS.read_bytes()) if _STATUS.exists() else None
    return (int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * 1024


def _where(error: BaseException) -> str:
    """Return the last place in the program, and the last place of all, through which an error came."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [each for each in frames if "/reg7check/" in each.filename] or frames
    places = [f"{each.filename.rpartition('/')[2]}:{each.lineno}" for each in (own[-1], frames[-1])]
    return " > ".join(dict.fromkeys(places))
