"""Runs the program with something done at each step in which it changes the disk; no part of the program knows of it.

    python watched.py look|N|fail:NAME FOLDER LOG -- ARGUMENTS... [-- ARGUMENTS...]

A step is the opening of a file to be written, a write (each is made in two halves), the flushing of one to the disk,
the naming, renaming, removal or locking of one. Before each step, ``look`` notes what the folder then holds, which is
what a kill would leave in it. With a number, the process kills itself before that step. With ``fail:ENOSPC``, the
arguments are run again and again: the first step fails so in the first run, the second in the second, to the last.

What was found is written to LOG: of each run the exit code, what it said, and what it left.
"""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

CHANGES = {"os.rename", "os.link", "os.remove", "os.chmod", "os.truncate", "os.mkdir", "fcntl.flock"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def held(folder: Path) -> dict[str, str]:
    """Return what a folder holds: of each file, by its name, the digest."""
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in sorted(folder.iterdir())}


def watch(step: Callable[[str], None]) -> None:
    """Have a function called before each step."""

    def heard(event: str, given: tuple[Any, ...]) -> None:
        if event in CHANGES or (event == "open" and isinstance(given[2], int) and given[2] & WRITING):
            step(event)

    write, sync = os.write, os.fsync

    halved = False

    def in_halves(handle: int, content: memoryview) -> int:
        nonlocal halved
        step("write")
        halved = not halved
        return write(handle, content[: len(content) // 2 or 1] if halved else content)

    def synced(handle: int) -> None:
        step("sync")
        sync(handle)

    os.write, os.fsync = in_halves, synced  # type: ignore[assignment]
    sys.addaudithook(heard)


class Watched:
    """The steps of the runs so far: what is done before each of them is what the mode says."""

    def __init__(self, mode: str, folder: Path) -> None:
        self.mode, self.folder = mode, folder
        self.steps: list[tuple[str, dict[str, str]]] = []
        self.number = 0
        self.fails_at = -1
        self.runs: list[dict[str, Any]] = []

    def step(self, name: str) -> None:
        if self.mode == "look":
            self.steps.append((name, held(self.folder)))
        elif self.mode.isdigit() and self.number == int(self.mode):
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.number == self.fails_at:
            self.number += 1
            code = getattr(errno, self.mode.partition(":")[2])
            raise OSError(code, os.strerror(code))
        self.number += 1

    def run(self, arguments: list[str]) -> None:
        from reg7check.cli import main

        real = sys.stdout, sys.stderr
        if self.mode.startswith("fail"):
            sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
        said: Any = sys.stderr
        sys.argv = ["reg7check", *arguments]
        self.steps, self.number = [], 0
        try:
            main()
        except SystemExit as left:
            sys.stdout, sys.stderr = real
            told = said.getvalue() if self.mode.startswith("fail") else ""
            run = {"code": left.code, "said": told, "steps": self.steps, "number": self.number}
            self.runs.append({**run, "held": held(self.folder)})

    def run_failing(self, arguments: list[str]) -> None:
        before = {each.name: each.read_bytes() for each in self.folder.iterdir()}
        while not self.runs or self.runs[-1]["number"] > self.fails_at:
            at, self.fails_at = self.fails_at + 1, -1
            for each in self.folder.iterdir():
                each.unlink()
            for name, content in before.items():
                (self.folder / name).write_bytes(content)
            self.fails_at = at
            self.run(arguments)


def parted(arguments: list[str]) -> list[list[str]]:
    runs: list[list[str]] = []
    for each in arguments:
        if each == "--":
            runs.append([])
        else:
            runs[-1].append(each)
    return runs


if __name__ == "__main__":
    mode, folder, log, *rest = sys.argv[1:]
    sys.path.pop(0)
    sys.dont_write_bytecode = True
    if mode.startswith("plain-"):  # a disk that has no files without a name
        mode = mode.removeprefix("plain-")
        del os.O_TMPFILE
    watched = Watched(mode, Path(folder))
    watch(watched.step)
    for arguments in parted(rest):
        (watched.run_failing if mode.startswith("fail") else watched.run)(arguments)
    watched.mode, watched.fails_at = "done", -1
    Path(log).write_text(json.dumps(watched.runs), encoding="utf-8")
