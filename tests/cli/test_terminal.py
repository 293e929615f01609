"""A terminal gets colour and its own width; NO_COLOR takes the colour away."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from collections.abc import Mapping

import pytest

from .conftest import ARRANGEMENTS, PATIENCE, Program

fcntl = pytest.importorskip("fcntl")
pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-7]m")
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def on_a_terminal(
    program: Program, *arguments: str, columns: int = 80, environment: Mapping[str, str | None] | None = None
) -> tuple[int, str]:
    """Return the exit code, and what a terminal of that many columns was sent."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        [*program.command, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ARRANGEMENTS,
        env=program.environment({"TERM": "xterm-256color", **(environment or {})}),
    ) as process:
        os.close(theirs)
        received = b""
        try:
            while part := os.read(ours, 65536):
                received += part
        except OSError:
            assert sys.platform == "linux"
        finally:
            os.close(ours)
        code = process.wait(timeout=PATIENCE)
    return code, received.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("file", "code"), [("prohibited.yaml", "31"), ("clear.yaml", "32"), ("undetermined.yaml", "33")]
)
def test_a_terminal_gets_the_colour_of_the_verdict(program: Program, file: str, code: str) -> None:
    _, out = on_a_terminal(program, "assess", file)
    verdict = {"clear.yaml": "NOT PROHIBITED"}.get(file, file.removesuffix(".yaml").upper())
    assert re.search(rf"\x1b\[1;{code}m{verdict}\x1b\[0m", out)


def test_a_terminal_keeps_the_exit_code(program: Program) -> None:
    assert on_a_terminal(program, "assess", "prohibited.yaml")[0] == 1


def test_no_color_takes_the_colour_away(program: Program) -> None:
    _, out = on_a_terminal(program, "assess", "prohibited.yaml", environment={"NO_COLOR": "1"})
    assert "PROHIBITED" in out
    assert COLOUR.findall(out) == []


def test_an_empty_no_color_leaves_the_colour(program: Program) -> None:
    _, out = on_a_terminal(program, "assess", "prohibited.yaml", environment={"NO_COLOR": ""})
    assert COLOUR.search(out)


def test_a_dumb_terminal_gets_no_escape_codes(program: Program) -> None:
    _, out = on_a_terminal(program, "assess", "prohibited.yaml", environment={"TERM": "dumb"})
    assert "\x1b" not in out


@pytest.mark.parametrize("columns", [40, 60, 120])
def test_a_terminal_gets_lines_of_its_own_width(program: Program, columns: int) -> None:
    _, out = on_a_terminal(program, "assess", "prohibited.yaml", columns=columns)
    lines = [ESCAPE.sub("", line) for line in out.split("\n")]
    lengths = [len(line) for line in lines if not re.match(r"    (reg7check |[a-z-]+: )", line)]
    assert max(lengths) <= columns
    assert max(lengths) > columns - 15


def test_json_on_a_terminal_has_no_colour(program: Program) -> None:
    _, out = on_a_terminal(program, "assess", "prohibited.yaml", "--format", "json")
    assert "\x1b" not in out


def test_an_error_on_a_terminal_is_shown_inert(program: Program) -> None:
    code, out = on_a_terminal(program, "assess", "\x1b[31mred.yaml")
    assert code == 2
    assert "\\x1b[31mred.yaml: error: there is no such file" in ESCAPE.sub("", out)
