"""The same bytes come out wherever the program runs, and a reader that leaves early is no harm."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from shutil import which

import pytest

from .conftest import ARRANGEMENTS, PATIENCE, Program, Run

Environment = dict[str, str | None]


@pytest.mark.parametrize(
    "environment",
    [
        {"HOME": None},
        {"HOME": None, "XDG_CACHE_HOME": "/proc/nowhere"},
        {"HOME": "/proc/nowhere", "XDG_CACHE_HOME": None},
        {"LANG": "C"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LANG": None, "PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4294967295"},
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "Etc/GMT+12"},
        {"COLUMNS": "40", "LINES": "5"},
        {"COLUMNS": "200"},
        {"NO_COLOR": "1"},
        {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        {"TERM": "dumb"},
        {"PYTHONOPTIMIZE": "2"},
        {"PYTHONWARNINGS": "error"},
        {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1"},
    ],
    ids=lambda environment: ",".join(f"{name}={value}" for name, value in environment.items()),
)
def test_the_environment_changes_no_byte(
    program: Program, prohibited_text: Run, prohibited_json: Run, environment: Environment
) -> None:
    assert program("assess", "prohibited.yaml", environment=environment) == prohibited_text
    assert program("assess", "prohibited.yaml", "-f", "json", environment=environment) == prohibited_json


@pytest.mark.parametrize("format_name", ["text", "markdown", "json"])
def test_a_second_run_gives_the_same_bytes(program: Program, format_name: str) -> None:
    runs = {program("assess", "disputed.yaml", "-v", "-f", format_name).raw for _ in range(2)}
    assert len(runs) == 1


def test_a_first_run_without_a_cache_gives_the_same_bytes(
    program: Program, prohibited_text: Run, tmp_path: Path
) -> None:
    fresh = program("assess", "prohibited.yaml", environment={"XDG_CACHE_HOME": str(tmp_path)})
    assert fresh == prohibited_text
    assert [each.name for each in tmp_path.iterdir()] == ["reg7check"]


def test_it_works_from_another_folder(program: Program, prohibited_text: Run, tmp_path: Path) -> None:
    run = program("assess", ARRANGEMENTS / "prohibited.yaml", folder=tmp_path)
    assert run == prohibited_text
    assert str(ARRANGEMENTS) not in run.out


def test_it_works_from_a_folder_that_is_gone(program: Program, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = "import os, sys; os.rmdir(os.getcwd()); sys.argv[0] = 'reg7check'; from reg7check.cli import main; main()"
    run = program("assess", ARRANGEMENTS / "clear.yaml", "-q", folder=gone, command=(sys.executable, "-c", code))
    assert (run.code, run.err) == (0, "")


def test_letters_beyond_ascii_are_written_as_utf_8_under_a_plain_locale(
    program: Program, changed: Callable[..., Path]
) -> None:
    path = changed("clear.yaml", "Office staff", "Café “Tŷ” 🚌 staff")
    environment: Environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert program("assess", path, environment=environment).out.startswith("Café “Tŷ” 🚌 staff")


@pytest.mark.parametrize(
    "arguments",
    [("assess", "prohibited.yaml"), ("assess", "nowhere.yaml"), ("facts",), ("law",), ("--help",), ("--version",)],
    ids=" ".join,
)
@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "xterm"}], ids=["NO_COLOR", "TERM"])
def test_piped_output_has_no_escape_codes(
    program: Program, arguments: tuple[str, ...], environment: Environment
) -> None:
    run = program(*arguments, environment=environment)
    assert b"\x1b" not in run.raw
    assert "\x1b" not in run.err


COMMANDS = (
    ("assess", "clear.yaml"),
    ("assess", "clear.yaml", "--format", "json"),
    ("facts",),
    ("law",),
    ("--help",),
)


def run_into(
    program: Program, stream: int, *arguments: str, environment: Mapping[str, str | None] | None = None
) -> Run:
    done = subprocess.run(
        [*program.command, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=stream,
        stderr=subprocess.PIPE,
        cwd=program.folder,
        env=program.environment(environment or {}),
        check=False,
        timeout=PATIENCE,
    )
    return Run(done.returncode, b"", done.stderr.decode())


@pytest.fixture
def closed_pipe() -> Iterator[int]:
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_closed_pipe_gives_no_traceback(program: Program, closed_pipe: int, arguments: tuple[str, ...]) -> None:
    assert run_into(program, closed_pipe, *arguments).err == ""


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_closed_pipe_never_looks_like_a_prohibited_verdict(
    program: Program, closed_pipe: int, arguments: tuple[str, ...]
) -> None:
    assert run_into(program, closed_pipe, *arguments).code != 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", COMMANDS[:2], ids=["text", "json"])
def test_a_full_disk_is_told_and_is_no_bug(program: Program, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        run = run_into(program, full.fileno(), *arguments)
    assert run.code == 2
    assert "No space left on device" in run.err
    assert "bug" not in run.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [
        ("assess", "clear.yaml"),
        ("questions", "disputed.yaml"),
        ("what-if", "disputed.yaml", "--explore"),
        ("explain", "disputed.yaml", "-f", "dot"),
        ("compare", "disputed.yaml", "clear.yaml", "-f", "json"),
        ("letter", "disputed.yaml", "--to", "hirer"),
        ("glossary",),
        ("new", "agency-supply"),
    ],
    ids=" ".join,
)
def test_a_full_disk_is_told_though_nothing_is_buffered(program: Program, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        run = run_into(program, full.fileno(), *arguments, environment={"PYTHONUNBUFFERED": "1"})
    assert run.code == 2
    assert "No space left on device" in run.err


@pytest.mark.skipif(which("sh") is None, reason="this system has no sh")
@pytest.mark.parametrize("more", ["", " --format json", " --verbose"], ids=["text", "json", "verbose"])
def test_a_reader_that_takes_one_line_is_served(program: Program, more: str) -> None:
    command = ("sh", "-c", f"'{sys.executable}' -m reg7check assess prohibited.yaml{more} | head -1")
    run = program(command=command)
    assert (run.code, run.err) == (0, "")
    assert run.out.count("\n") == 1


@pytest.mark.skipif(which("sh") is None, reason="this system has no sh")
def test_closed_standard_output_is_no_bug(program: Program) -> None:
    run = program(command=("sh", "-c", f"'{sys.executable}' -m reg7check assess clear.yaml >&-"))
    assert run.code != 70
    assert "bug" not in run.err


@pytest.mark.skipif(which("sh") is None, reason="this system has no sh")
def test_closed_standard_input_is_no_bug(program: Program) -> None:
    run = program(command=("sh", "-c", f"'{sys.executable}' -m reg7check assess - <&-"))
    assert run.code == 2
    assert "bug" not in run.err
