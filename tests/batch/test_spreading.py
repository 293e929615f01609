"""Chunks spread over processes: the same results in the same order, whatever becomes of a worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

pytest.importorskip("distributed")

from distributed import LocalCluster
from random_rows import RowMaker, table_of
from work import complain_at, die_at, judge_though_one_is_killed, process_of

from reg7check.batch.judging import judged_rows
from reg7check.batch.spreading import spread
from reg7check.problems import BadInput
from strategies import PROHIBITED, RULEBOOK

TABLE = table_of(list(RowMaker(RULEBOOK, PROHIBITED, 7).rows(120)), RULEBOOK)
PIECES = [TABLE.slice(first, 20) for first in range(0, 120, 20)]
HERE = Path(__file__).parent


def workers() -> set[int]:
    """Return the processes that were started and still run; Python's own keeper of resources is none of them."""
    found = psutil.Process().children(recursive=True)
    return {each.pid for each in found if "resource_tracker" not in " ".join(each.cmdline())}


def wait_for_the_end_of(group: int) -> None:
    """Wait until a group has no process left: who is asked to go needs a moment."""
    ends = time.monotonic() + 10
    while time.monotonic() < ends:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("a process is left")


def test_a_worker_is_killed_and_nothing_is_lost_or_twice(tmp_path: Path) -> None:
    before = workers()
    scene = tmp_path / "killed"
    found = list(spread(judge_though_one_is_killed, (RULEBOOK, scene), enumerate(PIECES)))
    assert scene.exists()
    assert found == [judged_rows(piece, RULEBOOK) for piece in PIECES]
    assert workers() == before


def test_a_piece_that_ends_every_worker_is_told_of() -> None:
    before = workers()
    found = spread(die_at, 2, range(4))
    with pytest.raises(BadInput, match="piece 3 ended every process that worked on it"):
        list(found)
    assert workers() == before


def test_few_pieces_are_under_way_at_once() -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    found = spread(process_of, None, numbers(), workers=1)
    assert next(found)[0] == 0
    assert len(taken) <= 3
    found.close()


def test_a_scheduler_that_runs_already_is_used_and_left_as_it_was() -> None:
    with LocalCluster(n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0") as cluster:
        address = cluster.scheduler_address
        before = workers()
        found = list(spread(process_of, None, range(20), scheduler=address))
        assert [number for number, _ in found] == list(range(20))
        assert {process for _, process in found} <= before
        with pytest.raises(BadInput, match="number 4 is bad"):
            list(spread(complain_at, 4, range(20), scheduler=address))
        assert workers() == before
        assert not [name for name in cluster.scheduler.worker_plugins if name.startswith("reg7check")]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere"])
def test_a_scheduler_that_does_not_answer_is_told_of(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reg7check.batch.spreading._CONNECT_SECONDS", 1)
    with pytest.raises(BadInput, match=f"no scheduler answers at `{address}`"):
        list(spread(process_of, None, range(2), scheduler=address))


def test_control_c_ends_it_at_once_and_leaves_nothing() -> None:
    path = os.pathsep.join([*sys.path, str(HERE)])
    program = subprocess.Popen(
        [sys.executable, str(HERE / "spread_until_stopped.py")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "0\n"
    os.killpg(program.pid, signal.SIGINT)  # as a terminal does: to every process that it started
    _, errors = program.communicate(timeout=30)
    assert (program.returncode, errors) == (130, "")
    wait_for_the_end_of(program.pid)
