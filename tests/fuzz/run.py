"""Fuzzing at length: ``python tests/fuzz/run.py --target yaml --count 1000000 --seed 1 --processes 2``.

Each input has a number, and is the same for the same target, seed and number. Workers feed them to the target; the
parent starts a worker anew where one died, took too much memory or does not come back. It ends with 1 where any failed.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import multiprocessing
import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
# A rulebook that reads well is kept in the cache: none of these may be.
os.environ["XDG_CACHE_HOME"] = os.devnull

from fuzz.minimising import minimised
from fuzz.mutation import input_of
from fuzz.targets import TARGETS
from fuzz.watching import Failure, limit_addresses, resident, watched

_SHARE = 200
_PROCESSES = multiprocessing.get_context("spawn")  # what sets PDF files has threads, which no fork has
_LOST = 30.0
"""After so many seconds by the clock without a sign, a worker is taken to hang where no alarm can stop it."""
_KEPT = 3


class Found(NamedTuple):
    """What a worker tells of a share of inputs.

    ``upto`` is the number after the last of them; ``digests`` has eight bytes for each, by which those that are alike
    are known; ``slowest`` is the seconds of the processor's time that one took, and its number.
    """

    upto: int
    taken: Counter[str]
    failures: tuple[tuple[int, Failure], ...] = ()
    memory: int = 0
    digests: bytes = b""
    slowest: tuple[float, int] = (0.0, 0)


class Job(NamedTuple):
    """What to run: the target, the seed, and where to save inputs that fail."""

    target: str
    seed: int
    folder: Path

    def content(self, number: int) -> bytes:
        """Return the input of a number."""
        target = TARGETS[self.target]
        seeds = target.seeds()
        return input_of(seeds, target.mutators(seeds), f"{self.target} {self.seed}", number)


def _work(job: Job, numbers: range, at: Any, pipe: Connection) -> None:
    """Feed inputs to the target; after one that took too much memory, stop, so that another process goes on."""
    feed = TARGETS[job.target].feed
    feed(job.content(0))  # what is imported and kept at the first input is no work of that input's
    limit_addresses()
    taken: Counter[str] = Counter()
    failures: list[tuple[int, Failure]] = []
    digests, slowest = b"", (0.0, 0)
    for number in numbers:
        at.value = number
        content = job.content(number)
        digests += hashlib.sha256(content).digest()[:8]
        started = time.process_time()
        result = watched(feed, content)
        slowest = max(slowest, (time.process_time() - started, number))
        taken[result if isinstance(result, str) else "failed"] += 1
        if isinstance(result, Failure):
            failures.append((number, result))
        full = isinstance(result, Failure) and result.kind == "memory"
        if full or failures or (number + 1 - numbers.start) % _SHARE == 0 or number + 1 == numbers.stop:
            pipe.send(Found(number + 1, taken, tuple(failures), resident(), digests, slowest))
            taken, failures = Counter(), []
            digests, slowest = b"", (0.0, 0)
        if full:
            return


class _Worker:
    """A process at work on a range of inputs."""

    def __init__(self, job: Job, numbers: range) -> None:
        self.job, self.numbers, self.next = job, numbers, numbers.start
        self.heard = time.monotonic()
        self.at: Any = _PROCESSES.Value("q", numbers.start)
        self.seen = -1
        self.pipe, theirs = _PROCESSES.Pipe(duplex=False)
        self.process = _PROCESSES.Process(target=_work, args=(job, numbers, self.at, theirs), daemon=True)
        self.process.start()
        theirs.close()

    def lost(self) -> bool:
        """Return whether it has been at one input for too long."""
        if self.at.value != self.seen:
            self.seen, self.heard = self.at.value, time.monotonic()
        return time.monotonic() - self.heard > _LOST

    def again(self, start: int) -> _Worker | None:
        """Return a worker for what is left from a number on, or None."""
        self.process.kill()
        self.process.join()
        return _Worker(self.job, range(start, self.numbers.stop)) if start < self.numbers.stop else None


def run(job: Job, count: int, processes: int) -> Iterator[Found]:
    """Run the inputs from 0 to a count, and yield what was found as it is found."""
    each = -(-count // processes)
    workers = [_Worker(job, range(first, min(first + each, count))) for first in range(0, count, each)]
    while workers:
        ready = wait([worker.pipe for worker in workers], timeout=1)
        for worker in list(workers):
            successor: _Worker | None = worker
            if worker.pipe in ready:
                try:
                    found: Found = worker.pipe.recv()
                except EOFError:
                    worker.process.join()
                    number = worker.at.value
                    if worker.next < worker.numbers.stop and number >= worker.next and worker.process.exitcode:
                        failure = Failure("died", f"exit code {worker.process.exitcode}")
                        yield Found(number + 1, Counter(failed=1), ((number, failure),))
                        successor = worker.again(number + 1)
                    else:
                        successor = worker.again(worker.next)
                else:
                    worker.next = found.upto
                    yield found
            elif worker.lost():
                number = worker.at.value
                yield Found(number + 1, Counter(failed=1), ((number, Failure("hang", "no alarm came through")),))
                successor = worker.again(number + 1)
            if successor is not worker:
                workers.remove(worker)
                if successor is not None:
                    workers.append(successor)


def _save(job: Job, number: int, failure: Failure, *, small: bool) -> None:
    """Save an input that failed: the smallest that fails alike, where it can be run here."""
    content = job.content(number)
    if small and failure.kind not in ("died", "memory") and "no alarm" not in failure.where:

        def fails(smaller: bytes) -> bool:
            result = watched(TARGETS[job.target].feed, smaller)
            return isinstance(result, Failure) and result.key == failure.key

        content = minimised(content, fails, 30 if failure.kind == "hang" else 400)
    name = re.sub(r"[^A-Za-z0-9.-]+", "-", f"{job.target}-{failure.key}-{number}")[:150]
    job.folder.mkdir(parents=True, exist_ok=True)
    (job.folder / f"{name}.input").write_bytes(content)
    (job.folder / f"{name}.txt").write_text(f"{job}\n{number}\n{failure.key}\n{failure.told}", encoding="utf-8")


def main() -> int:
    """Run a target, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", choices=[*TARGETS, "all"], default="all")
    parser.add_argument("--count", type=int, default=10_000, help="how many inputs, of each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--save", type=Path, default=Path(tempfile.gettempdir()) / "reg7check-fuzz")
    given = parser.parse_args()
    failed = 0
    for name in TARGETS if given.target == "all" else [given.target]:
        failed += _run_and_tell(Job(name, given.seed, given.save), given.count, given.processes)
    return 1 if failed else 0


class Tally(NamedTuple):
    """What came of the inputs so far: how they were taken, how many differ, the slowest, and the memory at most."""

    taken: Counter[str]
    different: set[bytes]
    slowest: tuple[float, int] = (0.0, 0)
    memory: int = 0

    def with_found(self, found: Found) -> Tally:
        """Return the tally with a share more."""
        self.different.update(found.digests[at : at + 8] for at in range(0, len(found.digests), 8))
        slowest, memory = max(self.slowest, found.slowest), max(self.memory, found.memory)
        return Tally(self.taken + found.taken, self.different, slowest, memory)

    def line(self, job: Job, seconds: float) -> str:
        """Return it as one line."""
        total = self.taken.total()
        return (
            f"{job.target}, seed {job.seed}: {total} inputs ({len(self.different)} different) in {seconds:.0f} s"
            f" ({total / seconds:.0f}/s): {self.taken['read']} read, {self.taken['refused']} refused,"
            f" {self.taken['unfit']} unfit, {self.taken['failed']} failed; at most {self.memory / 1024 / 1024:.0f} MiB;"
            f" the slowest, {self.slowest[1]}, took {self.slowest[0]:.2f} s"
        )


def _run_and_tell(job: Job, count: int, processes: int) -> int:
    started = told = time.monotonic()
    tally = Tally(Counter(), set())
    failures: Counter[str] = Counter()
    TARGETS[job.target].seeds()
    for found in run(job, count, processes):
        tally = tally.with_found(found)
        for number, failure in found.failures:
            failures[failure.key] += 1
            if failures[failure.key] <= _KEPT:
                print(f"{job.target} {number}: {failure.key}", flush=True)
                with contextlib.suppress(OSError):
                    _save(job, number, failure, small=failures[failure.key] == 1)
        if time.monotonic() - told > 60:
            told = time.monotonic()
            print(tally.line(job, told - started), flush=True)
    print(tally.line(job, time.monotonic() - started), flush=True)
    for key, times in failures.most_common():
        print(f"  {times} times: {key}", flush=True)
    return tally.taken["failed"]


if __name__ == "__main__":
    sys.exit(main())
