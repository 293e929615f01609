"""Build ``reg7check.pyz``: the program and all that it needs in one file, for anyone who has Python.

``python packaging/single_file.py WHEEL --output dist/reg7check.pyz`` takes the program's wheel and adds the libraries
that ``requirements/runtime.lock`` pins, each checked against its digest; those with compiled parts once for each Python
and machine. The same wheels give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements" / "runtime.lock"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
MACHINES = {
    "linux-x86_64": (*(f"manylinux_2_{minor}_x86_64" for minor in range(17, 35)), "manylinux2014_x86_64"),
    "linux-aarch64": (*(f"manylinux_2_{minor}_aarch64" for minor in range(17, 35)), "manylinux2014_aarch64"),
    "macosx-x86_64": tuple(f"macosx_10_{minor}_x86_64" for minor in range(9, 16)),
    "macosx-arm64": ("macosx_11_0_arm64", "macosx_12_0_arm64"),
    "win-amd64": ("win_amd64",),
}
"""What a machine is called in ``sysconfig.get_platform``, and the tags of the wheels that run on it."""

_PUBLISHED = (1980, 1, 1, 0, 0, 0)


class Member(NamedTuple):
    """One file in the archive: its name and its bytes."""

    name: str
    content: bytes


def main() -> None:
    """Build the file that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path, help="the program's own wheel")
    parser.add_argument("--output", type=Path, default=ROOT / "dist" / "reg7check.pyz")
    parser.add_argument("--python", action="append", choices=PYTHONS, help="a Python to build for; left out, all")
    parser.add_argument("--machine", action="append", choices=MACHINES, help="a machine to build for; left out, all")
    asked = parser.parse_args()
    members: dict[str, bytes] = {}
    places: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        for python in asked.python or PYTHONS:
            for machine in asked.machine or MACHINES:
                key = f"cp{python.replace('.', '')}-{machine}"
                places.append(key)
                wheels = fetched(Path(scratch) / key, python, machine)
                for member in members_of([asked.wheel, *wheels], key):
                    if members.setdefault(member.name, member.content) != member.content:
                        sys.exit(f"{member.name} differs between the wheels for {key} and those before")
                print(f"{key}: {len(wheels)} libraries", flush=True)
    write(asked.output, members, places)
    print(f"{asked.output}: {asked.output.stat().st_size / 1e6:.1f} MB, {len(members)} files")


def fetched(folder: Path, python: str, machine: str) -> list[Path]:
    """Return the wheels of all pinned libraries for a Python and a machine. Exits where one cannot be had."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--only-binary", ":all:", "--python-version", python, "--implementation", "cp", "--dest", str(folder)]
    for tag in MACHINES[machine]:
        command += ["--platform", tag]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as wanted:
        wanted.write("\n".join(requirements(machine)))
        wanted.flush()
        subprocess.run([*command, "--requirement", wanted.name], check=True)
    return sorted(folder.glob("*.whl"))


def requirements(machine: str) -> Iterator[str]:
    """Yield the lines of the lock that hold on a machine: pip reads markers for its own machine, not for another's."""
    entry: list[str] = []
    for line in [*LOCK.read_text(encoding="utf-8").splitlines(), "."]:
        if line[:1].isalnum() or line == ".":
            text = "\n".join(entry)
            if "sys_platform == 'win32'" not in text:
                yield text
            elif machine.startswith("win"):
                yield text.replace("; sys_platform == 'win32'", "")
            entry = []
        if not line.lstrip().startswith("#"):
            entry.append(line)


def members_of(wheels: list[Path], key: str) -> Iterator[Member]:
    """Yield the files of some wheels: packages with compiled parts under the folder of a Python and machine."""
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            if any(".data/" in name and not name.split(".data/")[1].startswith("scripts/") for name in names):
                sys.exit(f"{wheel.name} has files that only an installer can put in their place")
            folder = "app" if wheel.name.endswith("-none-any.whl") else f"native/{key}"
            for name in names:
                if ".data/" not in name:
                    yield Member(f"{folder}/{name}", archive.read(name))


def write(path: Path, members: dict[str, bytes], places: list[str]) -> None:
    """Write the archive: in the order of names, at a fixed date, after the line by which a shell starts Python."""
    digest = hashlib.sha256()
    for name, content in sorted(members.items()):
        digest.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
    contents = json.dumps({"digest": digest.hexdigest(), "places": sorted(places)}, indent=1, sort_keys=True)
    start = (Path(__file__).parent / "unfold.py").read_bytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in [
                ("__main__.py", start),
                ("contents.json", contents.encode()),
                *sorted(members.items()),
            ]:
                archive.writestr(zipfile.ZipInfo(name, _PUBLISHED), content, zipfile.ZIP_DEFLATED, 9)
    path.chmod(0o755)


if __name__ == "__main__":
    main()
