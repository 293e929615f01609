"""Whatever stands in a file, it is read, or refused in plain words. ``tests/fuzz/run.py`` tries far more than these."""

from __future__ import annotations

import os
import subprocess
import sys
import typing
from collections import Counter
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest

from fuzz.hostile_sizes import LARGE
from fuzz.minimising import minimised
from fuzz.mutation import input_of
from fuzz.targets import TARGETS
from fuzz.watching import Failure, watched
from reg7check import BadInput
from reg7check.rulebook import schemas
from reg7check.rulebook.load import rule_files
from stalls import PERMIT

HERE = Path(__file__).parent
REGRESSIONS = {
    "rulebook-weight-with-a-list-as-key.yaml": "a key must be plain text",
    "json-prohibition-that-is-a-list.json": "its head or its verdicts are missing or damaged",
    "html-declaration-that-is-none.html": "a declaration in this page is damaged",
}
"""Inputs on which the program once broke, with what it must say of each now. A name begins with that of the target."""


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)


def _said_of(target: str, content: bytes) -> str:
    with pytest.raises(BadInput) as refused:
        TARGETS[target].read(content)
    return str(refused.value)


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_nearly_right_is_read_or_refused(name: str) -> None:
    target = TARGETS[name]
    seeds = target.seeds()
    mutators = target.mutators(seeds)
    taken = Counter(target.feed(input_of(seeds, mutators, f"{name} tests", number)) for number in range(target.quick))
    assert taken["read"] > target.quick // 25, "what is hardly ever read tests no more than the first steps"
    assert taken["refused"] > target.quick // 25


@pytest.mark.parametrize("name", sorted(path.name for path in (HERE / "regressions").iterdir()))
def test_what_once_broke_is_refused(name: str) -> None:
    assert REGRESSIONS[name] in _said_of(name.partition("-")[0], (HERE / "regressions" / name).read_bytes())


def test_each_regression_has_its_file() -> None:
    assert set(REGRESSIONS) == {path.name for path in (HERE / "regressions").iterdir()}


@pytest.mark.parametrize("what", LARGE)
def test_what_is_far_too_much_is_refused(what: str) -> None:
    large = LARGE[what]
    assert large.message in _said_of(large.target, large.content())


def test_what_the_fields_of_an_entry_are_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    worked_out: list[type] = []

    def work_out(kind: type) -> dict[str, Any]:
        worked_out.append(kind)
        return typing.get_type_hints(kind)

    monkeypatch.setattr(schemas, "get_type_hints", work_out)
    part = b'      - text: "{verdict}"\n'
    merged = b"".join(content for _, content in rule_files(PERMIT))
    assert part in merged
    TARGETS["rulebook"].read(merged.replace(part, part * 500, 1))
    assert len(worked_out) < 100


def test_the_memory_of_one_input_is_not_that_of_the_last() -> None:
    def grow(content: bytes) -> str:
        return str(len(bytearray(len(content) * 2**20)))[:0] + "read"

    assert watched(grow, b"x" * 600) == Failure("memory", "this input", ANY)
    assert watched(grow, b"x") == "read"


def test_an_input_has_the_same_bytes_each_time() -> None:
    for name, target in TARGETS.items():
        seeds = target.seeds()
        one, other = (input_of(seeds, target.mutators(seeds), name, 7) for _ in range(2))
        assert one == other


def test_what_hangs_and_what_raises_is_a_failure() -> None:
    def hang(content: bytes) -> str:
        while True:
            content.count(b"x")

    def swallow(content: bytes) -> str:
        for _ in range(3):
            try:
                hang(content)
            except BaseException:
                break
        return "read"

    def fail(content: bytes) -> str:
        raise ZeroDivisionError

    kinds = [
        result.kind for result in (watched(each, b"") for each in (hang, swallow, fail)) if not isinstance(result, str)
    ]
    assert kinds == ["hang", "hang", "ZeroDivisionError"]
    assert watched(lambda content: content.decode(), b"read") == "read"


def test_the_smallest_input_that_fails_is_found() -> None:
    assert minimised(b"many words, one of them bad, and more", lambda content: b"bad" in content) == b"bad"


def test_the_runner_counts_what_it_ran() -> None:
    line = [sys.executable, str(HERE / "run.py"), "--target", "yaml", "--count", "60", "--processes", "2"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(line, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("yaml, seed 1: 60 inputs (59 different) in ")
    assert "0 failed" in done.stdout


def test_failures_of_one_place_are_one() -> None:
    assert Failure("hang", "a.py:1", "once").key == Failure("hang", "a.py:1", "again").key
