"""The program on a pseudo-terminal, as somebody sees it and types on it. Where there is none, its tests are skipped."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from .conftest import PATIENCE, Program

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal to spawn on", allow_module_level=True)

import pexpect
import pyte


def heed_interrupts() -> None:
    """Take Ctrl-C as a terminal does, though whoever runs the tests in the background may have it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """The program on a pseudo-terminal of 24 lines of 80 columns, as somebody sees it and types on it."""

    def __init__(self, program: Program, folder: Path, *arguments: str, term: str = "xterm-256color") -> None:
        environment = program.environment({"TERM": term})
        self.child = pexpect.spawn(
            program.command[0],
            [*program.command[1:], "interview", *arguments],
            cwd=str(folder),
            env=environment,
            encoding="utf-8",
            dimensions=(24, 80),
            timeout=PATIENCE,
            preexec_fn=heed_interrupts,
        )
        self.screen = pyte.Screen(80, 24)
        self.screen.write_process_input = self.child.send
        self.stream = pyte.Stream(self.screen)
        self.raw = ""

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.screen.display]

    @property
    def seen(self) -> str:
        return " ".join(" ".join(self.lines).split())

    def wait(self, *wanted: str) -> str:
        """Read until one of the texts stands on the screen, and return that one."""
        while True:
            for each in wanted:
                if each in self.seen:
                    return each
            try:
                received = self.child.read_nonblocking(65536, timeout=PATIENCE)
            except (pexpect.TIMEOUT, pexpect.EOF):
                pytest.fail(f"none of {wanted} came; the screen was:\n" + "\n".join(self.lines))
            self.raw += received
            self.stream.feed(received)

    def press(self, keys: str, *wanted: str) -> str:
        """Press keys, and read until the screen shows one of the texts."""
        self.child.send(keys)
        return self.wait(*wanted)

    def ends(self) -> int:
        """Read until the program has ended, and return its exit code."""
        self.raw += self.child.read()
        self.child.close()
        assert self.child.exitstatus is not None
        return self.child.exitstatus


class Plain:
    """The program asking in plain text: what came since the last answer, and the answers that are typed."""

    def __init__(self, program: Program, folder: Path, *arguments: str, term: str = "xterm-256color") -> None:
        self.child = pexpect.spawn(
            program.command[0],
            [*program.command[1:], "interview", *arguments],
            cwd=str(folder),
            env=program.environment({"TERM": term}),
            encoding="utf-8",
            dimensions=(24, 80),
            timeout=PATIENCE,
            preexec_fn=heed_interrupts,
            echo=False,
        )
        self.said = ""
        self.heard = ""
        self.raw = ""
        self.hear()

    def hear(self) -> str:
        """Read up to the next prompt, and return what was said."""
        self.child.expect(r"\n[^\n]*: $")
        heard = self.child.before + self.child.after
        self.raw += heard
        self.heard = heard.replace("\r\n", "\n")
        self.said = " ".join(heard.split())
        return self.said

    def type(self, line: str) -> str:
        self.child.sendline(line)
        return self.hear()

    def ends(self) -> int:
        self.said = " ".join(self.child.read().split())
        self.raw += self.said
        self.child.close()
        assert self.child.exitstatus is not None
        return self.child.exitstatus
