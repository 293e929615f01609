"""Where the cache lies: only what nobody else can have written is trusted, and what is old goes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import reg7check
from reg7check import Rulebook, load_rulebook

from .test_cache import contents_of, sealed, the_file_in

TRUE, FORGED = "Tea counts.", "Tea is out."
OTHER_USER = 65534
needs_owners = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no owners and modes to ask for")
needs_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")


def told_of_tea(rulebook: Rulebook) -> str:
    return rulebook.law.facts["sells_food"].explain


def forge(permit: Path, folder: Path) -> Path:
    """Put a rulebook into the cache that is sound, sealed, and not what the rule files say."""
    load_rulebook(permit)
    file = the_file_in(folder)
    _, _, body = file.read_bytes().partition(b"\n")
    assert body.count(TRUE.encode()) == 1
    file.write_bytes(sealed(body.replace(TRUE.encode(), FORGED.encode())))
    return file


def test_what_the_user_alone_can_have_written_is_trusted(permit: Path, cache_folder: Path) -> None:
    forge(permit, cache_folder)
    assert told_of_tea(load_rulebook(permit)) == FORGED  # so the tests below are of what else is asked


def open_folder(file: Path) -> None:
    file.parent.chmod(0o777)


def folder_of_a_group(file: Path) -> None:
    file.parent.chmod(0o770)


def folder_that_is_a_link(file: Path) -> None:
    moved = file.parent.rename(file.parent.with_name("elsewhere"))
    file.parent.symlink_to(moved, target_is_directory=True)


def open_file(file: Path) -> None:
    file.chmod(0o666)


def file_of_a_group(file: Path) -> None:
    file.chmod(0o660)


def file_that_is_a_link(file: Path) -> None:
    file.symlink_to(file.rename(file.parent.with_name("elsewhere.json")))


def file_that_is_a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file, 0o600)


def folder_of_another(file: Path) -> None:
    os.chown(file.parent, OTHER_USER, OTHER_USER)


def file_of_another(file: Path) -> None:
    os.chown(file, OTHER_USER, OTHER_USER)


@needs_owners
@pytest.mark.parametrize(
    "exposed",
    [
        open_folder,
        folder_of_a_group,
        folder_that_is_a_link,
        open_file,
        file_of_a_group,
        file_that_is_a_link,
        file_that_is_a_pipe,
        pytest.param(folder_of_another, marks=needs_root),
        pytest.param(file_of_another, marks=needs_root),
    ],
    ids=lambda exposed: exposed.__name__,
)
def test_what_another_can_have_written_is_not_trusted(
    exposed: Callable[[Path], None], permit: Path, cache_folder: Path
) -> None:
    exposed(forge(permit, cache_folder))
    assert told_of_tea(load_rulebook(permit)) == TRUE


@needs_owners
@pytest.mark.parametrize("exposed", [open_folder, folder_that_is_a_link], ids=lambda exposed: exposed.__name__)
def test_nothing_is_kept_in_a_folder_that_is_not_the_users_own(
    exposed: Callable[[Path], None], permit: Path, cache_folder: Path
) -> None:
    file = forge(permit, cache_folder)
    exposed(file)
    file.unlink()
    assert told_of_tea(load_rulebook(permit)) == TRUE
    assert list(cache_folder.iterdir()) == []


@needs_owners
def test_a_link_in_place_of_the_file_is_replaced_and_not_followed(permit: Path, cache_folder: Path) -> None:
    file = forge(permit, cache_folder)
    file_that_is_a_link(file)
    target = file.resolve()
    before = target.read_bytes()
    load_rulebook(permit)
    assert not file.is_symlink()
    assert target.read_bytes() == before


@needs_owners
def test_the_folder_is_closed_to_others(permit: Path, cache_folder: Path) -> None:
    load_rulebook(permit)
    assert cache_folder.stat().st_mode & 0o777 == 0o700
    assert the_file_in(cache_folder).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("at", [number / 40 for number in range(40)])
def test_a_bit_that_turned_anywhere_is_noticed(at: float, permit: Path, cache_folder: Path) -> None:
    sound = contents_of(load_rulebook(permit))
    file = the_file_in(cache_folder)
    kept = file.read_bytes()
    turned = bytearray(kept)
    turned[int(at * len(kept))] ^= 1
    file.write_bytes(turned)
    assert contents_of(load_rulebook(permit)) == sound
    assert file.read_bytes() == kept


def edit(permit: Path, number: int) -> None:
    file = permit / "facts.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}# Edit {number}\n", encoding="utf-8")


def test_the_oldest_rulebooks_go_and_the_newest_stay(permit: Path, cache_folder: Path) -> None:
    digests = []
    for number in range(12):
        edit(permit, number)
        digests.append(load_rulebook(permit).sha256[:32])
        for age, file in enumerate(sorted(cache_folder.iterdir(), key=lambda each: digests.index(each.name[9:41]))):
            os.utime(file, (number + age, number + age))  # the clock of some disks is too coarse to tell them apart
    left = {file.name[9:41] for file in cache_folder.iterdir()}
    assert left == set(digests[-8:])


def test_what_killed_runs_left_goes_after_an_hour_and_what_is_others_stays(permit: Path, cache_folder: Path) -> None:
    load_rulebook(permit)
    now = the_file_in(cache_folder).stat().st_mtime
    for name, age in ((".reg7check.old", 4000), (".reg7check.new", 60), ("notes.txt", 900_000)):
        (cache_folder / name).touch()
        os.utime(cache_folder / name, (now - age, now - age))
    edit(permit, 1)
    load_rulebook(permit)
    left = {file.name for file in cache_folder.iterdir() if not file.name.startswith("rulebook-")}
    assert left == {".reg7check.new", "notes.txt"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems say otherwise where the cache lies")
@pytest.mark.parametrize("home", [None, "", "not/absolute", "/proc/nowhere"])
def test_without_a_home_nothing_is_kept_and_nothing_is_lost(
    home: str | None, permit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XDG_CACHE_HOME")
    if home is None:
        monkeypatch.delenv("HOME", raising=False)
        monkeypatch.setattr("pwd.getpwuid", lambda _: {}["nobody"])  # nor is the user known to the system
    else:
        monkeypatch.setenv("HOME", home)
    monkeypatch.setattr("reg7check.rulebook.cache_files.write_whole", lambda path, _: tried.append(path))
    tried: list[Path] = []
    before = sorted(tmp_path.rglob("*"))
    assert contents_of(load_rulebook(permit)) == contents_of(load_rulebook(permit))
    assert sorted(tmp_path.rglob("*")) == before
    assert tried == []


@needs_owners
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_home_is_no_hindrance(permit: Path, cache_folder: Path) -> None:
    cache_folder.parent.chmod(0o500)
    assert contents_of(load_rulebook(permit)) == contents_of(load_rulebook(permit))
    assert not cache_folder.exists()


def test_many_runs_that_start_without_a_cache_make_one_and_agree(permit: Path, cache_folder: Path) -> None:
    names = "b.sha256, len(b.compiled.diagram.levels), len(str(b.law))"
    code = f"import reg7check; b = reg7check.load_rulebook({str(permit)!r}); print({names})"
    environment = {**os.environ, "PYTHONPATH": str(Path(reg7check.__file__).parents[1])}
    runs = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
        for _ in range(12)
    ]
    told = {(*run.communicate(timeout=120), run.returncode) for run in runs}
    assert len(told) == 1, told
    ((_, errors, code_of_exit),) = told
    assert (errors, code_of_exit) == (b"", 0)
    kept = the_file_in(cache_folder).read_bytes()
    load_rulebook(permit)
    assert the_file_in(cache_folder).read_bytes() == kept
