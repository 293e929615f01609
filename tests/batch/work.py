"""Work for the workers of a test: functions that they can import."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pyarrow as pa

from reg7check.batch.judging import JudgedRows, judged_rows
from reg7check.problems import BadInput, Place, Problem
from reg7check.rulebook import Rulebook


def judge_though_one_is_killed(shared: tuple[Rulebook, Path], piece: tuple[int, pa.Table]) -> JudgedRows:
    """Judge rows; the first worker that has piece 3 is killed in the middle of it."""
    rulebook, scene = shared
    number, rows = piece
    judged = judged_rows(rows, rulebook)
    if number == 3 and not scene.exists():
        scene.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return judged


def die_at(poison: int, number: int) -> int:
    if number == poison:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def complain_at(poison: int, number: int) -> int:
    if number == poison:
        raise BadInput([Problem(Place("piece"), f"number {number} is bad", "leave it out")])
    return number


def process_of(_: None, number: int) -> tuple[int, int]:
    return number, os.getpid()
