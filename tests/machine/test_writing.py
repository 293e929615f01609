"""What a command says and leaves where its file cannot be written: a full disk, one that is read-only, and so on."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from cli.conftest import ARRANGEMENTS, PATIENCE, Program, Run
from machine.test_kill import MINE, digest, folder, watched
from reg7check import BadInput
from reg7check.contents import MAX_YAML, content_of
from reg7check.report.pdf import fonts

__all__ = ["folder"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these are POSIX's ways to fail")

SAID = {
    "ENOSPC": "make room, or name a file on another disk",
    "EDQUOT": "make room, or name a file on another disk",
    "EFBIG": "make room, or name a file on another disk",
    "EROFS": "nothing can be written on this disk: name a file on another",
    "EACCES": "name a file in a folder of yours, or ask the owner of this one",
    "EPERM": "name a file in a folder of yours, or ask the owner of this one",
    "ENOENT": "make the folder first: it is there no longer",
    "EIO": "name a file in another folder",
}


@pytest.mark.parametrize("disk", ["fail", "plain-fail"])
@pytest.mark.parametrize("fault", SAID)
def test_whichever_step_fails_the_file_is_whole_and_the_fault_is_told(
    program: Program, folder: Path, fault: str, disk: str
) -> None:
    target = folder / "report"
    target.write_bytes(MINE)
    runs = watched(program, f"{disk}:{fault}", folder, ("assess", "clear.yaml", "--force", "-o", target)).runs
    after = runs[-1]["held"]["report"]
    told = 0
    assert len(runs) > 8
    for run in runs:
        failed = run["code"] == 2
        if failed:
            told += 1
            assert run["said"] == (
                f"{target}: error: it cannot be written: {os.strerror(getattr(errno, fault))}\n"
                f"  to mend it: {SAID[fault]}\n"
            )
        else:
            assert (run["code"], run["said"]) == (0, f"wrote {target}\n")
            assert run["held"]["report"] == after
        assert run["held"]["report"] in (digest(MINE), after)
        assert set(run["held"]) == {"report"} or run["held"]["report"] == after
    assert told >= 3


WAYS = (
    ("assess", "clear.yaml", "-o", "{}/report.txt"),
    ("assess", "clear.yaml", "-o", "{}/report.docx"),
    ("assess", "clear.yaml", "--bundle", "{}/bundle.zip"),
    ("new", "agency-supply", "-o", "{}/new.yaml"),
    ("summary", "clear.yaml", "-o", "{}/summary.xlsx"),
    ("rules", "graph", "-o", "{}/rules.svg"),
)
"""One command for each way in which the content of a file is made."""


def is_told(run: Run, path: str, fault: str) -> None:
    assert run.code == 2, run.err
    said = os.strerror(getattr(errno, fault))
    told = f"{path}: error: it cannot be written: {said}\n  to mend it: {SAID[fault]}\n"
    assert run.err == told


def at_most(size: int, program: Program, *arguments: str) -> Run:
    """Run a program that may write no file longer than a number of bytes."""
    done = subprocess.run(
        [*program.command, *arguments],
        cwd=ARRANGEMENTS,
        env=program.environment({}),
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        check=False,
        timeout=PATIENCE,
    )
    return Run(done.returncode, done.stdout, done.stderr.decode())


@pytest.mark.parametrize("size", [0, 1, 1000])
@pytest.mark.parametrize("arguments", WAYS, ids=" ".join)
def test_a_file_that_grows_too_large_is_not_begun(
    program: Program, folder: Path, arguments: tuple[str, ...], size: int
) -> None:
    filled = [each.format(folder) for each in arguments]
    is_told(at_most(size, program, *filled), filled[-1], "EFBIG")
    assert list(folder.iterdir()) == []


def in_own_mounts(program: Program, mount: str, *arguments: str) -> Run:
    """Run the program where a folder is mounted for it alone, as only some may do."""
    inner = f'{mount} && exec "$@"'
    for unshare in (("unshare", "--mount"), ("unshare", "--user", "--map-root-user", "--mount")):
        if which("unshare") is not None:
            tried = subprocess.run([*unshare, "sh", "-c", f"{mount} && true"], capture_output=True, check=False)
            if tried.returncode == 0:
                return program(*arguments, command=(*unshare, "sh", "-c", inner, "sh", *program.command))
    pytest.skip("nobody but root may mount a disk here")


@pytest.mark.parametrize("arguments", WAYS, ids=" ".join)
def test_a_full_disk_is_told(program: Program, folder: Path, arguments: tuple[str, ...]) -> None:
    filled = [each.format(folder) for each in arguments]
    mount = f"mount -t tmpfs -o size=4k none {folder} && printf x >{folder}/some"
    is_told(in_own_mounts(program, mount, *filled), filled[-1], "ENOSPC")


@pytest.mark.parametrize("arguments", WAYS, ids=" ".join)
def test_a_read_only_disk_is_told(program: Program, folder: Path, arguments: tuple[str, ...]) -> None:
    filled = [each.format(folder) for each in arguments]
    mount = f"mount --bind {folder} {folder} && mount -o remount,ro,bind {folder}"
    is_told(in_own_mounts(program, mount, *filled), filled[-1], "EROFS")


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write to every folder")
def test_a_folder_of_somebody_else_is_told(program: Program, folder: Path) -> None:
    folder.chmod(0o555)
    is_told(program("assess", "clear.yaml", "-o", folder / "report"), f"{folder}/report", "EACCES")


def test_a_full_disk_loses_no_old_file(program: Program, folder: Path) -> None:
    (folder / "report.txt").write_bytes(MINE)
    run = at_most(1000, program, "assess", "clear.yaml", "--force", "-o", str(folder / "report.txt"))
    is_told(run, f"{folder}/report.txt", "EFBIG")
    assert [(each.name, each.read_bytes()) for each in folder.iterdir()] == [("report.txt", MINE)]


def test_a_cache_on_a_full_disk_is_done_without(program: Program, tmp_path: Path) -> None:
    right = program("assess", "clear.yaml")
    for size in (0, 1000):
        done = subprocess.run(
            [*program.command, "assess", "clear.yaml"],
            cwd=ARRANGEMENTS,
            env=program.environment({"XDG_CACHE_HOME": str(tmp_path)}),
            capture_output=True,
            preexec_fn=lambda size=size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
            check=False,
        )
        assert Run(done.returncode, done.stdout, done.stderr.decode()) == right
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("/dev/stdout", "this is a link or a device, not a plain file"),
        ("/dev/null", "this is a link or a device, not a plain file"),
        ("/dev/full", "this is a link or a device, not a plain file"),
        (".", "this is a folder, not a file"),
        ("", "this is a folder, not a file"),
        ("n" * 300, "it cannot be written: File name too long"),
        ("no/report", "there is no folder no"),
        ("file/report", "there is no folder file"),
    ],
)
def test_what_is_no_place_for_a_file_is_told(program: Program, folder: Path, where: str, message: str) -> None:
    (folder / "file").write_bytes(MINE)
    run = program("assess", ARRANGEMENTS / "clear.yaml", "--force", "-o", where, folder=folder)
    assert (run.code, run.raw) == (2, b"")
    assert message in run.err
    assert "to mend it:" in run.err
    assert [each.name for each in folder.iterdir()] == ["file"]


@pytest.mark.parametrize(
    "name", ["-report", "two words", "line\nend", "esc\x1b[31m", "surro\udcff", "ümläut", ".report", "a" * 255]
)
def test_any_name_that_a_file_can_have_is_written(program: Program, folder: Path, name: str) -> None:
    run = program("assess", ARRANGEMENTS / "clear.yaml", f"--output={name}", folder=folder)
    assert run.code == 0
    assert run.err.count("\n") == 1
    assert "\x1b" not in run.err
    assert [each.name for each in folder.iterdir()] == [name]


def test_a_pdf_is_set_in_its_own_fonts_or_not_at_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    damaged = tmp_path / "files"
    damaged.mkdir()
    (damaged / "Arimo.ttf").write_bytes(b"no font")
    monkeypatch.setattr(fonts, "_folders", lambda *_: [damaged])
    with pytest.raises(BadInput, match="the font Arimo cannot be read, which a PDF report needs"):
        fonts.own_fonts("pdf", "a PDF report")


@pytest.mark.parametrize("size", [0, 1, MAX_YAML, MAX_YAML + 1, 3 * MAX_YAML])
def test_a_file_is_read_as_far_as_it_may_go(tmp_path: Path, size: int) -> None:
    (tmp_path / "file").write_bytes(b"x" * size)
    assert len(content_of(tmp_path / "file", MAX_YAML, "file")) == min(size, MAX_YAML + 1)
