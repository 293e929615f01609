"""The single file unfolds into a folder that is the user's alone, or into one for that run: nobody else's is run."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

ROOT = Path(__file__).parents[1]
PROGRAM = b"def main():\n    print('ours', __file__)\n"
THEIRS = "def main():\n    print('theirs')\n"


@pytest.fixture(scope="module")
def single_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A single file made as the real one is, of a program of two lines and the library that finds the cache folder."""
    spec = importlib.util.spec_from_file_location("single_file", ROOT / "packaging" / "single_file.py")
    assert spec is not None
    assert spec.loader is not None
    building = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(building)
    folder = Path(platformdirs.__file__).parent
    library = {f"app/platformdirs/{each.name}": each.read_bytes() for each in folder.glob("*.py")}
    place = f"cp{sys.version_info[0]}{sys.version_info[1]}"
    path = tmp_path_factory.mktemp("dist") / "reg7check.pyz"
    members = {"app/reg7check/__init__.py": b"", "app/reg7check/cli.py": PROGRAM, **library}
    building.write(path, members, [f"{place}-{machine}" for machine in building.MACHINES])
    return path


def ran(single_file: Path, cache: Path) -> str:
    environment = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(cache), "HOME": str(cache)}
    done = subprocess.run(
        [sys.executable, "-I", "-B", single_file],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=environment,
    )
    return done.stdout


def kept(cache: Path) -> Path:
    (folder,) = (cache / "reg7check").iterdir()
    return folder


def test_it_unfolds_once_into_a_folder_that_is_closed_to_others(single_file: Path, tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        first = ran(single_file, tmp_path)
    finally:
        os.umask(old)
    folder = kept(tmp_path)
    assert first == f"ours {folder / 'reg7check' / 'cli.py'}\n"
    assert [each.stat().st_mode & 0o077 for each in (folder, folder.parent)] == [0, 0]
    assert ran(single_file, tmp_path) == first


def test_a_folder_into_which_others_can_write_is_not_run_from(single_file: Path, tmp_path: Path) -> None:
    ran(single_file, tmp_path)
    folder = kept(tmp_path)
    (folder / "reg7check" / "cli.py").write_text(THEIRS, encoding="utf-8")
    assert ran(single_file, tmp_path) == "theirs\n", "what follows shows nothing where this is not so"
    for opened in (folder, folder.parent):
        opened.chmod(0o722)
        assert ran(single_file, tmp_path).startswith("ours ")
        opened.chmod(0o700)


def test_a_link_in_place_of_the_folder_is_not_followed(single_file: Path, tmp_path: Path) -> None:
    ran(single_file, tmp_path)
    folder = kept(tmp_path)
    theirs = tmp_path / "theirs"
    folder.rename(theirs)
    (theirs / "reg7check" / "cli.py").write_text(THEIRS, encoding="utf-8")
    folder.symlink_to(theirs)
    assert ran(single_file, tmp_path).startswith("ours ")
