"""What ``reg7check.pyz`` runs first: unfolds the program once into the user's cache folder, and runs it from there.

Libraries with compiled parts cannot be imported from inside a ZIP file, so each Python and machine gets a folder of its
own, named by the digest of all that the file holds. Where the folder cannot be kept, one is made for this run alone.
"""

from __future__ import print_function

import sys

if sys.version_info < (3, 11):
    sys.exit("reg7check needs Python 3.11 or newer; this is %d.%d. Install one from python.org." % sys.version_info[:2])

import json
import os
import shutil
import sysconfig
import tempfile
import zipfile
from pathlib import Path

ARCHIVE = Path(__file__).resolve().parent


def main():
    """Run the program that this file holds, on the Python that opened it."""
    with zipfile.ZipFile(ARCHIVE) as archive:
        contents = json.loads(archive.read("contents.json"))
        place = "cp%d%d-%s" % (sys.version_info[0], sys.version_info[1], machine())
        if place not in contents["places"]:
            sys.exit(
                "reg7check.pyz has no parts for this Python and machine (%s); it has: %s.\n"
                "Install reg7check with pipx, uv or pip instead." % (place, ", ".join(contents["places"]))
            )
        wanted = [name for name in archive.namelist() if name.startswith(("app/", "native/%s/" % place))]
        name = "app-%s-%s" % (contents["digest"][:16], place)
        folder = kept(archive, wanted, name)
        passing = folder is None
        if passing:
            folder = Path(tempfile.mkdtemp(prefix="reg7check-"))
            unfold(archive, wanted, folder)
    # Child processes of the program find it by the environment, as this one finds it by its path.
    sys.path.insert(0, str(folder))
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))
    try:
        from reg7check.cli import main as run

        run()
    finally:
        if passing:
            shutil.rmtree(folder, ignore_errors=True)


def machine():
    """Return what this machine is called in ``contents.json``: linux-x86_64, win-amd64, macosx-arm64 and the like."""
    parts = sysconfig.get_platform().split("-")
    # Of macOS the middle part is the oldest system that the Python runs on.
    system, processor = parts[0], parts[-1]
    if system == "macosx" and processor == "universal2":
        processor = os.uname().machine
    return "%s-%s" % (system, processor)


def kept(archive, wanted, name):
    """Return the folder in the user's cache that holds the program, made if need be; None where none can be kept."""
    sys.path.insert(0, str(ARCHIVE / "app"))
    from platformdirs import user_cache_path

    sys.path.pop(0)
    try:
        cache = user_cache_path("reg7check", appauthor=False)
        if not cache.is_absolute():
            return None
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = cache / name
        if not folder.exists():
            making = Path(tempfile.mkdtemp(dir=str(cache), prefix=".app-"))
            try:
                unfold(archive, wanted, making)
                making.rename(folder)
            except OSError:
                if not folder.exists():  # another run may have made it meanwhile
                    raise
            finally:
                shutil.rmtree(making, ignore_errors=True)
        return folder if ours_alone(cache) and ours_alone(folder) else None
    except (OSError, RuntimeError):
        return None


def ours_alone(folder):
    """Return whether a folder is this user's, and nobody else may write into it."""
    if folder.is_symlink():
        return False
    if os.name == "nt":
        return True
    state = folder.stat()
    return state.st_uid == os.getuid() and not state.st_mode & 0o022


def unfold(archive, wanted, folder):
    """Write the members that this machine needs, each called by what follows ``app/`` or ``native/PYTHON-MACHINE/``."""
    for member in wanted:
        parts = member.split("/")
        target = folder.joinpath(*parts[1 if parts[0] == "app" else 2 :])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(archive.read(member))


main()
