"""Kill -9 at every step of every command that writes: the old file or the whole of the new, and nothing beside it."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cli.conftest import ARRANGEMENTS, PATIENCE, Program
from machine.commands import ELSEWHERE, WRITE, called, that_write
from reg7check import whole
from reg7check.whole import write_whole

WATCHED = Path(__file__).parent / "watched.py"
MINE = b"what stood there before"
PART = re.compile(r"\.reg7check\.[0-9a-f]{16}\.part")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="steps are told as Linux makes them")


class Left(NamedTuple):
    """What a watched program left: how it ended, and what was found at each step of each run."""

    code: int
    runs: list[Any]


def watched(program: Program, mode: str, folder: Path, *runs: tuple[str | Path, ...]) -> Left:
    log = folder.parent / f"{folder.name}.log"
    arguments = [str(each) for run in runs for each in ("--", *run)]
    done = program(mode, folder, log, *arguments, command=(sys.executable, str(WATCHED)))
    assert "Traceback" not in done.err
    return Left(done.code, json.loads(log.read_text(encoding="utf-8")) if log.exists() else [])


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    made.mkdir()
    return made


def to(folder: Path, arguments: tuple[str, ...], name: str) -> tuple[str | Path, ...]:
    return (*arguments[:-1], folder / name, "--force")


def test_every_command_that_writes_is_tried_here() -> None:
    assert {called(each) for each in WRITE} | set(ELSEWHERE) >= that_write()
    assert len(that_write()) > 10


@pytest.mark.parametrize(
    ("disk", "arguments"),
    [*(("look", each) for each in WRITE), *(("plain-look", each) for each in (WRITE[0], WRITE[9]))],
    ids=lambda given: given if isinstance(given, str) else " ".join(Path(each).name for each in given),
)
def test_at_every_step_the_file_is_the_old_one_or_the_whole_of_the_new(
    program: Program, folder: Path, arguments: tuple[str, ...], disk: str
) -> None:
    fresh, old = f"fresh-{arguments[-1]}", f"old-{arguments[-1]}"
    (folder / old).write_bytes(MINE)
    left = watched(program, disk, folder, to(folder, arguments, fresh), to(folder, arguments, old))
    assert [run["code"] in (0, 1, 3) for run in left.runs] == [True, True]
    for run, name, before in zip(left.runs, (fresh, old), (None, digest(MINE)), strict=True):
        after = run["held"][name]
        states = [held for _, held in run["steps"]]
        assert {held.get(name) for held in states} == {before, after}
        parts = {other for held in states for other in held if other not in (fresh, old)}
        assert all(PART.fullmatch(each) for each in parts)
        assert set(run["held"]) <= {fresh, old}
        if disk == "look" and name == fresh and hasattr(os, "O_TMPFILE"):
            assert parts == set()


def test_it_is_on_the_disk_before_it_has_its_name_and_its_name_is_before_the_end(
    program: Program, folder: Path
) -> None:
    target = folder / "report"
    target.write_bytes(MINE)
    for mode in ("look", "plain-look"):
        (run,) = watched(program, mode, folder, ("assess", "clear.yaml", "--force", "-o", target)).runs
        steps = [name for name, _ in run["steps"]]
        assert steps.index("sync") < steps.index("os.rename")
        assert steps[-1] == "sync"


@pytest.mark.parametrize("disk", ["", "plain-"])
@pytest.mark.parametrize("before", [None, MINE], ids=["new file", "old file"])
def test_a_kill_at_each_step_leaves_nothing_that_the_next_write_does_not_take_away(
    program: Program, folder: Path, before: bytes | None, disk: str
) -> None:
    after = program("assess", "clear.yaml").raw
    kept = []
    for step in range(100):
        target = folder / f"report-{step}"
        if before is not None:
            target.write_bytes(before)
        left = watched(program, f"{disk}{step}", folder, ("assess", "clear.yaml", "--force", "-o", target))
        found = target.read_bytes() if target.exists() else None
        parts = [each.name for each in folder.iterdir() if PART.fullmatch(each.name)]
        kept += parts
        write_whole(folder / "next", b"next")
        assert sorted(each.name for each in folder.iterdir()) == sorted(
            {"next", *([target.name] * (found is not None))}
        )
        if left.code != -signal.SIGKILL:
            break
        assert found in (before, after)
        target.unlink(missing_ok=True)
    assert step > 6
    assert (left.code, found) == (0, after)
    assert bool(kept) == (disk == "plain-" or before is not None or not hasattr(os, "O_TMPFILE"))


def test_a_kill_at_each_step_of_an_interview_leaves_its_file_as_it_was_or_saved(program: Program, folder: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    start = (ARRANGEMENTS / "undetermined.yaml").read_bytes()
    states = set()
    for step in range(100):
        target = folder / "strike.yaml"
        target.write_bytes(start)
        log = folder.parent / "log"
        child = pexpect.spawn(
            program.command[0],
            [str(WATCHED), str(step), str(folder), str(log), "--", "interview", str(target), "--plain"],
            env=program.environment({"TERM": "dumb"}),
            encoding="utf-8",
            timeout=PATIENCE,
            echo=False,
        )
        child.expect(r"\n[^\n]*: $")
        child.sendline("1")
        child.expect([r"\n[^\n]*: $", pexpect.EOF])
        killed = not child.isalive()
        child.close(force=True)
        states.add(target.read_bytes())
        if not killed:
            break
    assert len(states) == 2
    assert start in states
    assert all(each.startswith(start[:100]) for each in states)
    assert step > 6


def test_kills_at_random_moments_leave_no_half_file(program: Program, folder: Path) -> None:
    after = program("assess", "prohibited.yaml", "-f", "html").raw
    target = folder / "report.html"
    moments = random.Random(7)
    codes = set()
    for _ in range(12):
        target.write_bytes(MINE)
        child = subprocess.Popen(
            [*program.command, "assess", "prohibited.yaml", "--force", "-o", str(target)],
            cwd=ARRANGEMENTS,
            env=program.environment({}),
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moments.uniform(0.05, 0.8))
        child.kill()
        codes.add(child.wait())
        assert target.read_bytes() in (MINE, after)
    assert -signal.SIGKILL in codes
    write_whole(folder / "next", b"")
    assert sorted(each.name for each in folder.iterdir()) == ["next", "report.html"]


def test_a_part_whose_writer_lives_is_left_to_it(folder: Path) -> None:
    part = folder / ".reg7check.0123456789abcdef.part"
    with part.open("wb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        write_whole(folder / "other", b"")
        assert part.exists()
    write_whole(folder / "other", b"")
    assert not part.exists()


def test_only_parts_are_taken_away(folder: Path) -> None:
    part = ".reg7check.0123456789abcdef.part"
    names = [".reg7check.yaml", ".reg7check.0123.part", f"{part}.txt", f"my{part}", ".reg7check.0123456789ABCDEF.part"]
    for name in names:
        (folder / name).write_bytes(MINE)
    (folder / ".reg7check.00000000000000aa.part").mkdir()
    (folder / ".reg7check.00000000000000ab.part").symlink_to(folder / names[0])
    before = {each.name for each in folder.iterdir()}
    write_whole(folder / "other", b"")
    assert {each.name for each in folder.iterdir()} == {*before, "other"}
    assert (folder / names[0]).read_bytes() == MINE


def test_without_locks_a_part_is_taken_away_a_day_later(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "flock", None)
    fresh, old = folder / ".reg7check.00000000000000aa.part", folder / ".reg7check.00000000000000ab.part"
    fresh.touch()
    old.touch()
    os.utime(old, (0, 0))
    write_whole(folder / "other", b"")
    assert fresh.exists()
    assert not old.exists()


@pytest.mark.parametrize("lacking", ["no files without a name", "no way to name them", "no locks"])
def test_a_disk_that_can_do_less_is_written_to_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if lacking == "no files without a name":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    elif lacking == "no way to name them":
        monkeypatch.setattr(os, "link", refuse)
    else:
        monkeypatch.setattr(whole, "flock", refuse)
    for content in (b"", b"one", b"two" * 100_000):
        write_whole(folder / "file", content, 0o640)
        assert (folder / "file").read_bytes() == content
        assert (folder / "file").stat().st_mode & 0o777 == 0o640
    assert [each.name for each in folder.iterdir()] == ["file"]


@pytest.mark.parametrize("disk", ["", "plain"])
def test_many_writers_of_one_file_at_once_leave_that_of_one_of_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch, disk: str
) -> None:
    if disk:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    contents = [bytes([65 + number]) * 200_000 for number in range(20)]
    faults: list[BaseException] = []

    def write(content: bytes) -> None:
        try:
            for _ in range(10):
                write_whole(folder / "file", content)
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=write, args=(each,)) for each in contents]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert faults == []
    assert (folder / "file").read_bytes() in contents
    assert [each.name for each in folder.iterdir()] == ["file"]
