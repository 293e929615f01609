"""What comes of the program where the machine, or whoever starts it, gives it less than it is used to."""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import re
import resource
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from shutil import copytree, ignore_patterns
from typing import Any

import pytest

from cli.conftest import ARRANGEMENTS, PATIENCE, Program, Run
from machine.commands import PRINT, ROOT, WRITE
from machine.test_kill import MINE, PART, folder, to
from stalls import FAIR, PERMIT

__all__ = ["folder"]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these are Linux's ways")

TRIES = int(os.environ.get("REG7CHECK_KILLS", "1"))
"""How often each command that writes is killed; ``REG7CHECK_KILLS=100 pytest tests/machine/test_conditions.py -k kill``
tries harder."""
MiB = 1024 * 1024
NO_SPACE = "No space left on device"


def named(arguments: tuple[str, ...]) -> str:
    return " ".join(Path(each).name for each in arguments)


def run_with(program: Program, *arguments: str | Path, limits: Callable[[], None] | None = None, **streams: Any) -> Run:
    """Run the program with streams of one's own, and with what its process is to do before it starts."""
    given = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": ARRANGEMENTS}
    environment = program.environment(streams.pop("environment", {}))
    command = [*program.command, *map(str, arguments)]
    done = subprocess.run(command, check=False, timeout=PATIENCE, env=environment, preexec_fn=limits, **given | streams)
    return Run(done.returncode, done.stdout or b"", (done.stderr or b"").decode())


def limited(kind: int, most: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(kind, (most, most))


def can_start(limits: Callable[[], None]) -> bool:
    """Return whether Python itself can start, and load a library, within limits."""
    line = [sys.executable, "-c", "import yaml, json, typing, decimal"]
    return subprocess.run(line, capture_output=True, check=False, preexec_fn=limits).returncode == 0


_LIBRARY = ctypes.CDLL(None, use_errno=True)


def without_rights() -> None:
    """Have the program that is started next heed the permissions of files, though it be root's."""
    if os.geteuid() == 0:
        for right in (1, 2, 3):  # to write, and to read, what is another's, and to do as its owner
            assert _LIBRARY.prctl(24, right, 0, 0, 0) == 0, os.strerror(ctypes.get_errno())


@pytest.fixture(scope="module")
def usual(program: Program) -> Callable[..., Run]:
    """Return what a run of the program leaves where nothing is amiss; each is run once."""
    kept: dict[tuple[str, ...], Run] = {}

    def run(*arguments: str) -> Run:
        if arguments not in kept:
            kept[arguments] = program(*arguments)
        return kept[arguments]

    return run


@pytest.mark.parametrize("arguments", PRINT, ids=named)
def test_what_is_printed_where_nobody_can_read_it_changes_no_exit_code(
    program: Program, usual: Callable[..., Run], arguments: tuple[str, ...]
) -> None:
    expected = usual(*arguments)
    reader, writer = os.pipe()
    os.close(reader)
    gone = run_with(program, *arguments, stdout=writer)
    os.close(writer)
    assert (gone.code, gone.err) == (expected.code, expected.err)
    with Path("/dev/full").open("wb") as full:
        told = run_with(program, *arguments, stdout=full)
    assert told.code == 2
    assert f"standard output: error: the report cannot be written: {NO_SPACE}\n" in told.err


@pytest.mark.parametrize(
    "arguments", [("assess", "prohibited.yaml"), ("assess", "nowhere.yaml"), ("questions", "disputed.yaml")], ids=named
)
@pytest.mark.parametrize("closed", [(1,), (2,), (0, 1), (0, 1, 2)], ids=str)
def test_streams_that_are_closed_change_no_exit_code(
    program: Program, usual: Callable[..., Run], arguments: tuple[str, ...], closed: tuple[int, ...]
) -> None:
    def close() -> None:
        for each in closed:
            os.close(each)

    expected = usual(*arguments)
    run = run_with(program, *arguments, limits=close)
    assert run.code == expected.code
    assert run.raw == (b"" if 1 in closed else expected.raw)
    assert run.err == ("" if 2 in closed else expected.err)


def test_a_file_that_is_written_while_streams_are_closed_holds_no_message(program: Program, folder: Path) -> None:
    def close() -> None:
        for each in (0, 1, 2):
            os.close(each)

    for name, target in (("clear.yaml", "a.txt"), ("prohibited.yaml", "b.txt")):
        run_with(program, "assess", name, "-o", folder / target, limits=close)
        assert (folder / target).read_bytes() == program("assess", name).raw


LOCALES: tuple[dict[str, str | None], ...] = (
    {"LANG": None},
    {"LC_ALL": "POSIX"},
    {"LC_ALL": "xx_YY.nonsense", "LANG": None},
    {"LC_ALL": "C", "PYTHONIOENCODING": "latin-1:strict"},
    {"PYTHONIOENCODING": "utf-16"},
    {"HOME": None, "XDG_CACHE_HOME": None},
    {"HOME": "/nonexistent", "XDG_CACHE_HOME": None, "PATH": None},
    {"HOME": "", "XDG_CACHE_HOME": "relative"},
)


@pytest.mark.parametrize("environment", LOCALES, ids=str)
def test_without_locale_or_home_the_same_is_printed_and_written(
    program: Program, usual: Callable[..., Run], folder: Path, environment: dict[str, str | None]
) -> None:
    for arguments in (("explain", "disputed.yaml"), ("facts",), ("assess", "nowhere-café.yaml")):
        assert program(*arguments, environment=environment) == usual(*arguments)
    target = folder / "“café”.html"
    run = program("assess", "disputed.yaml", "-o", target, environment=environment)
    assert (run.code, run.raw, run.err) == (3, b"", f"wrote {target}\n")
    assert target.read_bytes() == usual("assess", "disputed.yaml", "-f", "html").raw


def test_a_home_that_is_read_only_is_done_without(program: Program, usual: Callable[..., Run], tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": None}
    run = run_with(program, "assess", "clear.yaml", limits=without_rights, environment=home)
    assert run == usual("assess", "clear.yaml")
    assert [*tmp_path.iterdir()] == []


def test_in_a_folder_that_is_read_only_what_is_printed_is_printed_and_what_is_written_is_told(
    program: Program, usual: Callable[..., Run], folder: Path
) -> None:
    for name in ("clear.yaml", "disputed.yaml", "prohibited.yaml"):
        (folder / name).write_bytes((ARRANGEMENTS / name).read_bytes())
    folder.chmod(0o555)
    here: dict[str, Any] = {"limits": without_rights, "cwd": folder}
    assert run_with(program, "assess", "clear.yaml", **here) == usual("assess", "clear.yaml")
    for arguments in WRITE[::4]:
        run = run_with(program, *arguments, **here)
        told = f"{arguments[-1]}: error: it cannot be written: Permission denied\n  to mend it: name a file in a folder"
        assert (run.code, run.raw) == (2, b""), run.err
        assert told in run.err
    assert len([*folder.iterdir()]) == 3


@pytest.mark.parametrize(
    ("secret", "told"),
    [("file", "error: no permission to read it"), ("folder", "error: this folder cannot be listed: Permission denied")],
)
def test_what_nobody_may_read_is_told(program: Program, folder: Path, secret: str, told: str) -> None:
    (folder / "clear.yaml").write_bytes((ARRANGEMENTS / "clear.yaml").read_bytes())
    path = folder / "clear.yaml" if secret == "file" else folder
    path.chmod(0)
    run = run_with(program, "assess", path, limits=without_rights)
    path.chmod(0o700)
    assert (run.code, run.raw) == (2, b"")
    assert told in run.err


def without_digests(report: bytes) -> str:
    return re.sub(r"[0-9a-f]{64}", "DIGEST", report.decode())


def as_windows_writes(content: bytes) -> bytes:
    return content.replace(b"\n", b"\r\n")


def with_mark(content: bytes) -> bytes:
    return b"\xef\xbb\xbf" + content


def as_notepad_saves(content: bytes) -> bytes:
    return with_mark(as_windows_writes(content))


@pytest.mark.parametrize("change", [as_windows_writes, with_mark, as_notepad_saves])
@pytest.mark.parametrize("name", ["disputed.yaml", "prohibited.yaml"])
def test_an_arrangement_that_windows_saved_is_judged_alike(
    program: Program, usual: Callable[..., Run], folder: Path, name: str, change: Callable[[bytes], bytes]
) -> None:
    (folder / name).write_bytes(change((ARRANGEMENTS / name).read_bytes()))
    for more in ([], ["-f", "json"], ["-f", "html"]):
        plain, saved = usual("assess", name, *more), program("assess", name, *more, folder=folder)
        assert (saved.code, saved.err) == (plain.code, plain.err)
        assert saved.raw != plain.raw
        assert without_digests(saved.raw) == without_digests(plain.raw)


@pytest.mark.parametrize("change", [as_windows_writes, with_mark, as_notepad_saves])
def test_rules_that_windows_saved_are_the_same_rules(
    program: Program, folder: Path, change: Callable[[bytes], bytes]
) -> None:
    copytree(ROOT / "rules", folder / "plain" / "rules", ignore=ignore_patterns("tests"))
    copytree(ROOT / "rules", folder / "saved" / "rules", ignore=ignore_patterns("tests"))
    for path in (folder / "saved" / "rules").iterdir():
        path.write_bytes(change(path.read_bytes()))
    arguments = ("assess", ARRANGEMENTS / "disputed.yaml", "-f", "json", "--rules", "rules")
    plain, saved = (program(*arguments, folder=folder / each) for each in ("plain", "saved"))
    assert (saved.code, saved.err) == (plain.code, plain.err)
    assert saved.raw != plain.raw
    assert without_digests(saved.raw) == without_digests(plain.raw)


def test_a_hundred_runs_at_once_with_one_cache_that_is_empty_give_the_same_bytes(
    program: Program, folder: Path
) -> None:
    (folder / "fair.yaml").write_text(FAIR, encoding="utf-8")
    cache = folder / "cache"
    command = [*program.command, "assess", "fair.yaml", "--rules", str(PERMIT), "-f", "json"]
    environment = program.environment({"XDG_CACHE_HOME": str(cache)})
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    started = [subprocess.Popen(command, cwd=folder, env=environment, **pipes) for _ in range(100)]
    runs = set()
    for each in started:
        out, err = each.communicate(timeout=PATIENCE)
        runs.add(Run(each.returncode, out, err.decode()))
    alone = program(*command[len(program.command) :], folder=folder, environment={"XDG_CACHE_HOME": "/dev/null"})
    assert runs == {alone}
    assert alone.err == ""
    (kept,) = (cache / "reg7check").iterdir()
    seal, _, content = kept.read_bytes().partition(b"\n")
    assert [json.loads(line) for line in content.split(b"\n")]
    after = program(*command[len(program.command) :], folder=folder, environment={"XDG_CACHE_HOME": str(cache)})
    assert after == alone
    assert kept.read_bytes() == seal + b"\n" + content


HUNGRY = (
    ("assess", "prohibited.yaml"),
    ("assess", "prohibited.yaml", "--force", "-o", "{}/report.pdf"),
    ("assess", "prohibited.yaml", "--force", "-o", "{}/report.docx"),
    ("verify", "{}/whole.pdf"),
    ("summary", "clear.yaml", "--force", "-o", "{}/all.xlsx"),
    ("rules", "check"),
)
LESS = [
    *((resource.RLIMIT_NOFILE, most) for most in (4, 5)),
    *((resource.RLIMIT_AS, most * MiB) for most in (20, 50, 120, 250)),
]


@pytest.mark.parametrize("arguments", HUNGRY, ids=named)
def test_with_few_files_or_little_memory_it_does_all_or_says_why_not(
    program: Program, folder: Path, arguments: tuple[str, ...]
) -> None:
    program("assess", "prohibited.yaml", "-o", folder / "whole.pdf")
    filled = [each.format(folder) for each in arguments]
    target = Path(filled[-1]) if "-o" in filled else None
    expected = program(*filled)
    whole = target.read_bytes() if target is not None else b""
    lacking = 0
    for limits in [limited(*each) for each in LESS]:
        if target is not None:
            target.write_bytes(MINE)
        run = run_with(program, *filled, limits=limits)
        if run == expected:
            assert target is None or target.read_bytes() == whole
            continue
        if not can_start(limits):
            continue
        lacking += 1
        assert run.raw == b""
        if run.code == -signal.SIGABRT:  # how a library ends that cannot go on: no verdict, and no file
            assert re.match(r"memory allocation of \d+ bytes failed\n", run.err)
        else:
            assert run.code == 2, run.err
            assert re.search(r"\n  to mend it: (close other programs|let more files be open)", run.err), run.err
        assert target is None or target.read_bytes() == MINE
    assert lacking > 0
    assert {each.name for each in folder.iterdir()} <= {"whole.pdf", target.name if target is not None else ""}


def left_in(pipe: int) -> int:
    """Return how many bytes a pipe holds that nobody has read yet."""
    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


def waiting(program: Program, *more: str) -> subprocess.Popen[bytes]:
    """Start a run that has begun to read standard input, and waits for the rest of it."""
    command = [*program.command, "assess", "-", *more]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    start: dict[str, Any] = {"preexec_fn": heed_interrupts, "env": program.environment({}), **pipes}
    child = subprocess.Popen(command, cwd=ARRANGEMENTS, **start)
    assert child.stdin is not None
    child.stdin.write(b"# a note\n" * 30_000)  # far more than a pipe holds: so it is being read
    child.stdin.flush()
    state = Path(f"/proc/{child.pid}/stat")
    # What is sent to a program at work between two readings, Python hears only at the end of the next.
    while left_in(child.stdin.fileno()) or ") S " not in state.read_text():
        time.sleep(0.01)
    return child


def heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [(signal.SIGINT, 130, b"stopped\n"), (signal.SIGTERM, -15, b""), (signal.SIGHUP, -1, b"")],
)
def test_a_signal_stops_it_and_leaves_the_old_file(
    program: Program, folder: Path, number: int, code: int, said: bytes
) -> None:
    target = folder / "report"
    target.write_bytes(MINE)
    child = waiting(program, "--force", "-o", str(target))
    child.send_signal(number)
    child.wait(PATIENCE)
    out, err = child.communicate()
    assert (child.returncode, out, err) == (code, b"", said)
    assert [(each.name, each.read_bytes()) for each in folder.iterdir()] == [("report", MINE)]


def test_an_interrupt_at_any_moment_is_no_verdict_and_no_traceback(program: Program, folder: Path) -> None:
    interrupting = (
        "import signal, sys; from reg7check.__main__ import main;"
        "signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(signal.SIGINT));"
        "signal.setitimer(signal.ITIMER_REAL, float(sys.argv.pop(1))); main()"
    )
    target = folder / "report.html"
    arguments = ("assess", "prohibited.yaml", "--force", "-o", target)
    program(*arguments)
    after = target.read_bytes()
    moments = Random(11)
    codes = set()
    for _ in range(12):
        target.write_bytes(MINE)
        run = program(str(moments.uniform(0.001, 0.5)), *arguments, command=(sys.executable, "-c", interrupting))
        codes.add(run.code)
        assert run.raw == b""
        if run.code == 130:
            assert run.err in ("stopped\n", f"wrote {target}\nstopped\n")
            assert target.read_bytes() in (MINE, after)
        else:
            # An alarm that comes when Python itself is ending finds nobody who takes it for an interrupt.
            assert run.code in (1, -signal.SIGALRM)
            assert run.err == f"wrote {target}\n"
            assert target.read_bytes() == after
        assert all(PART.fullmatch(each.name) is None for each in folder.iterdir())
    assert 130 in codes


NO_FILES = {
    "pipe": "this is a pipe, not a file",
    "device": "this is a device, not a file",
    "socket": "this is a socket or a device, not a file",
    "loop": "this is a link that leads back to itself",
    "huge": "the file is over 1 MiB",
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make what has the name of a file, and is none, or is one without an end."""
    import socket

    made = tmp_path_factory.mktemp("odd")
    os.mkfifo(made / "pipe")
    (made / "device").symlink_to("/dev/zero")
    (made / "loop").symlink_to(made / "loop")
    with (made / "huge").open("wb") as stream:
        stream.truncate(5 * 1024 * MiB)
    with socket.socket(socket.AF_UNIX) as bound:
        here = Path.cwd()
        os.chdir(made)  # a socket's name must be short
        bound.bind("socket")
        os.chdir(here)
        yield made


READERS = (
    ("assess", "{}"),
    ("questions", "{}"),
    ("what-if", "{}", "--explore"),
    ("explain", "{}"),
    ("compare", "clear.yaml", "{}"),
    ("letter", "{}", "--to", "hirer"),
    ("interview", "{}", "--plain"),
    ("rules", "test", "{}"),
)


@pytest.mark.parametrize(
    ("arguments", "what"),
    [*((READERS[0], each) for each in NO_FILES), *((each, "pipe") for each in READERS), (READERS[3], "device")],
    ids=lambda given: given if isinstance(given, str) else given[0],
)
def test_what_is_no_file_is_not_waited_for(program: Program, odd: Path, arguments: tuple[str, ...], what: str) -> None:
    filled = [each.format(odd / what) for each in arguments]
    run = run_with(program, *filled, limits=limited(resource.RLIMIT_AS, 800 * MiB))
    assert (run.code, run.raw) == (2, b""), run.err
    assert "bug" not in run.err
    assert NO_FILES[what] in run.err or arguments[0] == "interview"


@pytest.mark.parametrize("what", NO_FILES)
def test_rules_that_are_no_files_are_not_waited_for(program: Program, odd: Path, folder: Path, what: str) -> None:
    (folder / "rules.yaml").symlink_to(odd / what)
    limits = limited(resource.RLIMIT_AS, 800 * MiB)
    run = run_with(program, "assess", "clear.yaml", "--rules", folder, limits=limits)
    assert (run.code, run.raw) == (2, b""), run.err
    assert ("this link leads nowhere" if what == "loop" else "this link leads out of the folder") in run.err
    run = run_with(program, "verify", odd / what, limits=limits)
    assert (run.code, run.raw) == (2, b""), run.err
    assert "bug" not in run.err


NAMES = (
    "two words",
    "line\nend",
    "esc\x1b[31m",
    "not-utf-8-\udcff\udcfe",
    "-leading",
    "--help",
    "🚌 tŷ",
    "\u202eleft",
    "'quoted' \"twice\" $(false)",
    "*?",
    "C:",
    "a" * 250,
)


@pytest.fixture(scope="module")
def oddly_named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder in which the same arrangement has each of the names."""
    made = tmp_path_factory.mktemp("names")
    for name in NAMES:
        (made / f"{name}.yaml").write_bytes((ARRANGEMENTS / "clear.yaml").read_bytes())
    return made


_MEANS_HARM = re.compile("[\x00-\x09\x0b-\x1f\x7f\u202e]")


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_file_of_any_name_is_read(program: Program, usual: Callable[..., Run], oddly_named: Path, name: str) -> None:
    run = program("assess", "--", f"{name}.yaml", folder=oddly_named)
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines()[:2] == usual("assess", "clear.yaml").out.splitlines()[:2]
    assert not _MEANS_HARM.search(run.out)
    missing = program("assess", "--", f"{name}.yml", folder=oddly_named)
    assert (missing.code, missing.raw) == (2, b"")
    assert "error: there is no such file" in missing.err
    assert not _MEANS_HARM.search(missing.err)


@pytest.mark.parametrize("format_name", ["text", "json", "markdown"])
def test_a_folder_of_files_of_any_name_is_read(program: Program, oddly_named: Path, format_name: str) -> None:
    run = program("assess", ".", "-f", format_name, folder=oddly_named)
    assert (run.code, run.err) == (0, "")
    assert not _MEANS_HARM.search(run.out)
    if format_name == "json":
        assert len(run.json) == len(NAMES)


def kill(command: list[str], environment: dict[str, str], moment: float) -> int:
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    child = subprocess.Popen(command, cwd=ARRANGEMENTS, env=environment, **quiet)
    time.sleep(moment)
    child.kill()
    return child.wait()


@pytest.mark.parametrize("half", [0, 1])
def test_a_kill_at_random_of_each_command_that_writes_leaves_no_half_file(
    program: Program, folder: Path, half: int
) -> None:
    def kills(number: int) -> list[int]:
        own = folder / str(number)
        own.mkdir()
        arguments = [str(each) for each in to(own, WRITE[number], WRITE[number][-1])]
        target = Path(arguments[-2])
        moments = Random(number)
        took, codes, found = 0.6, [], set()
        for _ in range(TRIES):
            target.write_bytes(MINE)
            moment = took * moments.choice((moments.uniform(0.1, 1), moments.uniform(0.8, 1)))
            codes.append(kill([*program.command, *arguments], program.environment({}), moment))
            found.add(target.read_bytes())
            started = time.monotonic()
            program(*arguments)
            took = time.monotonic() - started
            assert found <= {MINE, target.read_bytes()}
            assert [each.name for each in own.iterdir()] == [target.name]
        return codes

    with ThreadPoolExecutor(2) as pool:
        codes = [code for each in pool.map(kills, range(half, len(WRITE), 2)) for code in each]
    assert -signal.SIGKILL in codes
    assert len(codes) == TRIES * len(range(half, len(WRITE), 2))


def test_a_kill_while_the_cache_is_written_spoils_no_later_run(
    program: Program, usual: Callable[..., Run], folder: Path
) -> None:
    environment = {"XDG_CACHE_HOME": str(folder)}
    command = [*program.command, "assess", "clear.yaml"]
    started = time.monotonic()
    assert program("assess", "clear.yaml", environment=environment) == usual("assess", "clear.yaml")
    took = time.monotonic() - started
    (name,) = [each.name for each in (folder / "reg7check").iterdir()]
    moments = Random(3)
    for _ in range(4 * TRIES):
        (folder / "reg7check" / name).unlink(missing_ok=True)
        kill(command, program.environment(environment), took * moments.uniform(0.4, 1))
        assert program("assess", "clear.yaml", environment=environment) == usual("assess", "clear.yaml")
        assert [each.name for each in (folder / "reg7check").iterdir()] == [name]
