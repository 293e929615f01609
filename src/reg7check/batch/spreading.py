"""Spreading pieces of work over processes, here or on other machines, by Dask's ``distributed``.

What a piece gives comes back in the order of the pieces, whichever is done first. Where a worker dies, Dask runs its
piece again on another (M. Rocklin, "Dask: Parallel Computation with Blocked Algorithms and Task Scheduling", 2015).
"""

from __future__ import annotations

import contextlib
import logging
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from functools import partial
from tempfile import TemporaryDirectory
from typing import Any, Generic, TypeVar
from uuid import uuid4

import dask
from distributed import Client, KilledWorker, LocalCluster, Security, WorkerPlugin, get_worker, wait

from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem

_Shared = TypeVar("_Shared")
_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")

_AHEAD = 2
"""How many pieces are under way for each worker: one that it works on, and one that waits for it."""
_CONNECT_SECONDS = 15
_WORKERLESS_SECONDS = 60
_LOOPBACK = "127.0.0.1"
_SETTINGS = {
    "distributed.scheduler.http.routes": [],  # nothing is served over HTTP
    "distributed.worker.http.routes": [],
    "distributed.admin.large-graph-warning-threshold": "1TB",  # the pieces themselves go to the workers, as they must
    "distributed.scheduler.allowed-failures": 1,  # then it is found out which piece it is that ends them
    "distributed.comm.timeouts.connect": f"{_CONNECT_SECONDS}s",
}


def spread(
    function: Callable[[_Shared, _Piece], _Result],
    shared: _Shared,
    pieces: Iterable[_Piece],
    *,
    workers: int = 2,
    scheduler: str | None = None,
) -> Iterator[_Result]:
    """Yield what a function gives for each piece, in the order of the pieces, worked out by several processes.

    Pieces are taken as workers come free, so that only a few of each worker's are held at once. When the iterator is
    done, or is closed, or Ctrl-C ends it, no process of its own is left.

    Args:
        function: called with ``shared`` and a piece; it must be a function of a module that workers can import.
        shared: what every piece needs, the rulebook say. It goes to each worker once.
        pieces: the pieces. Like ``shared`` and the results they are pickled.
        workers: how many processes to start on this machine. They hear and are heard on this machine alone.
        scheduler: the address of a scheduler that runs already ("tcp://10.0.0.5:8786"), to use its workers instead. Its
            machines must have this program, and need no file of this one's.

    Raises:
        BadInput: where the scheduler cannot be reached or has no workers, or a piece ended its worker again and again.
        Exception: whatever ``function`` raises, for the first piece of which it does.
    """
    with dask.config.set(_SETTINGS), _client(workers, scheduler) as client:
        yield from _in_order(client, function, shared, pieces)


def _in_order(
    client: Client, function: Callable[[_Shared, _Piece], _Result], shared: _Shared, pieces: Iterable[_Piece]
) -> Iterator[_Result]:
    most = _AHEAD * len(client.scheduler_info(n_workers=-1)["workers"])
    name = f"reg7check-{uuid4()}"
    client.register_plugin(_Carries(shared), name)
    try:
        under_way: deque[_UnderWay[_Piece]] = deque()
        submit = partial(client.submit, _work, name, function, pure=False)
        for number, piece in enumerate(pieces, 1):
            under_way.append(_UnderWay(number, piece, submit(piece)))
            if len(under_way) >= most:
                yield _result(client, submit, under_way)
        while under_way:
            yield _result(client, submit, under_way)
    finally:
        with contextlib.suppress(CancelledError, OSError):  # where the scheduler is gone there is nothing to take back
            client.unregister_worker_plugin(name)  # type: ignore[no-untyped-call]


class _UnderWay(NamedTuple, Generic[_Piece]):
    """A piece (numbered from 1) that was handed out, and the promise of what it gives."""

    number: int
    piece: _Piece
    future: Any


def _result(client: Client, submit: Callable[[_Piece], Any], under_way: deque[_UnderWay[_Piece]]) -> Any:
    """Return what the first piece that is under way gives, and take it off."""
    first = under_way.popleft()
    try:
        with contextlib.suppress(KilledWorker):
            return _gathered(client, first.future)
        # It may have died with a worker that another piece had ended: with nothing beside it, it is known.
        for other in under_way:
            with contextlib.suppress(Exception):  # told of in its turn
                _gathered(client, other.future)
        return _gathered(client, submit(first.piece))
    except KilledWorker:
        message = f"piece {first.number} ended every process that worked on it"
        hint = "it may need more memory than a process has: use fewer workers, or smaller pieces (--piece)"
        raise _bad("the workers", message, hint) from None
    except CancelledError:
        raise _bad("the scheduler", "it went away", "start it again, and then this command") from None


def _gathered(client: Client, future: Any) -> Any:
    while True:
        with contextlib.suppress(TimeoutError):
            wait([future], timeout=_WORKERLESS_SECONDS)  # type: ignore[no-untyped-call]
            break
        if not client.scheduler_info(n_workers=-1)["workers"]:
            raise _bad("the workers", "there are none left", "start them again, and then this command")
    return future.result()


@contextlib.contextmanager
def _client(workers: int, scheduler: str | None) -> Iterator[Client]:
    if scheduler is None:
        with _local_cluster(workers) as cluster, Client(cluster) as client:  # type: ignore[no-untyped-call]
            client.register_plugin(_LeavesCtrlC())
            yield client
        return
    try:
        client = Client(scheduler, timeout=_CONNECT_SECONDS)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError):
        hint = "start one with `dask scheduler`, and give the address that it prints"
        raise _bad("--scheduler", f"no scheduler answers at `{scheduler}`", hint) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
        except TimeoutError:
            hint = f"start some with `dask worker {scheduler}`"
            raise _bad("--scheduler", f"the scheduler at `{scheduler}` has no workers", hint) from None
        yield client


@contextlib.contextmanager
def _local_cluster(workers: int) -> Iterator[LocalCluster]:
    with (
        TemporaryDirectory(prefix="reg7check-") as folder,
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host=_LOOPBACK,
            security=_credentials(),
            scheduler_kwargs={"dashboard": False, "dashboard_address": f"{_LOOPBACK}:0"},
            silence_logs=logging.CRITICAL,
            local_directory=folder,
        ) as cluster,
    ):
        yield cluster


def _credentials() -> Security | None:
    """Return credentials of this run alone, so that nobody else on the machine can give its workers orders.

    None where the library that makes them is not installed.
    """
    try:
        credentials: Security = Security.temporary()  # type: ignore[no-untyped-call]
    except ImportError:
        return None
    return credentials


class _LeavesCtrlC(WorkerPlugin):
    """Ctrl-C reaches every process of a terminal: workers leave it to the one that started them."""

    def setup(self, worker: object) -> None:  # noqa: ARG002
        signal.signal(signal.SIGINT, signal.SIG_IGN)


class _Carries(WorkerPlugin):
    """What every piece needs, on every worker: on one that starts later, too."""

    def __init__(self, shared: object) -> None:
        self.shared = shared


def _work(name: str, function: Callable[[Any, _Piece], _Result], piece: _Piece) -> _Result:
    carries: Any = get_worker().plugins[name]
    return function(carries.shared, piece)


def _bad(where: str, message: str, hint: str) -> BadInput:
    return BadInput([Problem(Place(where), message, hint)])
