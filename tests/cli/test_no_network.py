"""No command speaks to a network, starts a program or unpickles: each is run with every such act told and refused."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

from .conftest import Program
from .test_help import NEEDS_A_TERMINAL, ROOT, every_command

WATCH = """
import os, sys

def watch(event, arguments):
    if event.startswith("socket.") or event in ("os.system", "os.exec", "os.posix_spawn", "subprocess.Popen",
                                                "pickle.find_class"):
        with open(os.environ["SEEN"], "a") as seen:
            if event == os.environ["ALLOWED"]:
                return
            seen.write(event + "\\n")
        raise PermissionError(event)

sys.addaudithook(watch)
sys.argv[0] = "reg7check"
"""
WITH_WORKERS = {"rules mutate"}
"""What its own worker processes hand back is unpickled."""
RUN = "from reg7check.cli import main; main()"


def watched(program: Program, folder: Path, *arguments: str, run: str = RUN, allowed: str = "") -> tuple[int, str]:
    seen = folder / "seen"
    seen.write_text("")
    ran = program(
        *arguments,
        folder=folder,
        environment={"SEEN": str(seen), "ALLOWED": allowed},
        command=(sys.executable, "-c", WATCH + run),
    )
    return ran.code, seen.read_text() + ran.err * (ran.code not in (0, 1, 3))


def test_the_watch_sees_a_socket(program: Program, tmp_path: Path) -> None:
    assert "socket." in watched(program, tmp_path, run="import socket; socket.create_connection(('127.0.0.1', 9))")[1]


def test_no_command_speaks_to_a_network_or_starts_a_program(program: Program, tmp_path: Path) -> None:
    for name, target in (("examples", "examples"), ("rules", "rules"), ("my-rules", "rules")):
        (tmp_path / name).symlink_to(ROOT / target)
    program("assess", "examples/agency-supply.yaml", "--output", "report.txt", folder=tmp_path)
    for name in every_command(program):
        if name in NEEDS_A_TERMINAL:
            continue
        text = " ".join(program(*name.split(), "--help").out.split())
        found = re.search(r"Example: reg7check (.+?) (?:Arguments|Options):", text)
        assert found, name
        allowed = "pickle.find_class" if name in WITH_WORKERS else ""
        code, told = watched(program, tmp_path, *shlex.split(found[1]), allowed=allowed)
        assert (code in (0, 1, 3), told) == (True, ""), name
