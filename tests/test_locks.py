"""The locks pin all that pyproject.toml asks for; the bill of materials and the audit say what is, on any machine."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (("linux", "posix", "Linux"), ("darwin", "posix", "Darwin"), ("win32", "nt", "Windows"))


class Pin(NamedTuple):
    """One entry of a lock: the version, where it holds, and how many digests it gives."""

    version: str
    where: Marker | None
    digests: int


def pins(lock: str) -> dict[str, list[Pin]]:
    found: dict[str, list[Pin]] = {}
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    for entry in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE):
        if not entry.strip():
            continue
        written = Requirement(entry.splitlines()[0].rstrip(" \\"))
        (only,) = written.specifier
        assert only.operator == "=="
        digests = len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", entry))
        found.setdefault(canonicalize_name(written.name), []).append(Pin(only.version, written.marker, digests))
    return found


def asked(*extras: str) -> list[Requirement]:
    """Return what the project asks for, with these extras, and those that they name."""
    found = [Requirement(each) for each in PROJECT["dependencies"]]
    for extra in extras:
        for each in map(Requirement, PROJECT["optional-dependencies"][extra]):
            found += asked(*each.extras) if each.name == PROJECT["name"] else [each]
    return found


def missing(wanted: list[Requirement], locked: dict[str, list[Pin]]) -> set[str]:
    """Return which of the wanted are not pinned to one release that they allow, on some system and Python."""
    faults = set()
    for each in wanted:
        for python in PYTHONS:
            for system in SYSTEMS:
                place = dict(zip(("sys_platform", "os_name", "platform_system"), system, strict=True))
                place |= {"python_version": python, "python_full_version": f"{python}.0", "extra": ""}
                if each.marker is not None and not each.marker.evaluate(place):
                    continue
                held = [
                    pin
                    for pin in locked.get(canonicalize_name(each.name), ())
                    if pin.where is None or pin.where.evaluate(place)
                ]
                if len(held) != 1 or not each.specifier.contains(held[0].version):
                    faults.add(str(each))
    return faults


@pytest.mark.parametrize(("lock", "extras"), [("ci.lock", ("dev",)), ("runtime.lock", ())])
def test_a_lock_pins_all_that_is_asked_for_on_every_system_and_python(lock: str, extras: tuple[str, ...]) -> None:
    wanted, locked = asked(*extras), pins(lock)
    assert len(wanted) >= len(PROJECT["dependencies"])
    assert missing(wanted, locked) == set()
    assert all(pin.digests for held in locked.values() for pin in held)
    assert missing([Requirement("typer<0.1"), Requirement("no-such-library")], locked) == {
        "typer<0.1",
        "no-such-library",
    }


def test_what_the_single_file_holds_is_what_was_tested() -> None:
    tested = pins("ci.lock")
    for name, held in pins("runtime.lock").items():
        assert {each.version for each in held} <= {each.version for each in tested[name]}, name


def test_no_address_of_a_registry_stands_in_a_lock() -> None:
    for lock in ("ci.lock", "runtime.lock"):
        assert "://" not in (ROOT / "requirements" / lock).read_text(encoding="utf-8")


CI = ROOT / ".ci"
in_a_checkout = pytest.mark.skipif(not CI.is_dir(), reason="the scripts of CI are given out with no release")


def billed(tmp_path: Path, **more: object) -> subprocess.CompletedProcess[str]:
    library = {"bom-ref": "b==1", "externalReferences": [{"url": "https://b"}]}
    ours = {"bom-ref": "a==1", "externalReferences": [{"url": f"file://{tmp_path}"}]}
    path = tmp_path / "bill.json"
    path.write_text(json.dumps({"components": [library, ours], **more}), encoding="utf-8")
    return subprocess.run(
        [sys.executable, CI / "bill.py", path], capture_output=True, text=True, check=False, timeout=60
    )


@in_a_checkout
def test_a_bill_of_materials_names_no_folder_day_or_number_of_its_own(tmp_path: Path) -> None:
    bill = billed(tmp_path)
    assert [each["bom-ref"] for each in json.loads(bill.stdout)["components"]] == ["a==1", "b==1"]
    assert "https://b" in bill.stdout
    assert str(tmp_path) not in bill.stdout
    for more in ({"serialNumber": "urn:uuid:1"}, {"metadata": {"timestamp": "2026-01-01"}}, {"x": "file:///home/x"}):
        assert billed(tmp_path, **more).returncode == 1


@in_a_checkout
@pytest.mark.parametrize(
    ("said", "status", "must", "told", "code"),
    [
        ("No known vulnerabilities found", 0, "1", "AUDITED: no library", 0),
        ("Found 1 known vulnerability in 1 package", 1, "0", "a library has a known fault", 1),
        (
            "Found 2 known vulnerabilities in 1 package\nx could not be audited",
            1,
            "0",
            "a library has a known fault",
            1,
        ),
        ("x  Dependency not found on PyPI and could not be audited: x (1)", 0, "0", "NOT AUDITED", 0),
        ("x  Dependency not found on PyPI and could not be audited: x (1)", 0, "1", "NOT AUDITED", 1),
        ("requests.exceptions.ConnectionError: Max retries exceeded", 1, "0", "NOT AUDITED", 0),
        ("requests.exceptions.ConnectionError: Max retries exceeded", 1, "1", "NOT AUDITED", 1),
        ("Traceback: TypeError", 1, "0", "the audit failed", 1),
        ("", 0, "0", "the audit failed", 1),
    ],
)
def test_an_audit_never_passes_in_silence(
    tmp_path: Path, said: str, status: int, must: str, told: str, code: int
) -> None:
    tool = tmp_path / "tool"
    tool.write_text(f"#!/bin/sh\ncat <<'EOF'\n{said}\nEOF\nexit {status}\n", encoding="utf-8")
    tool.chmod(0o755)
    environment = {"PATH": "/usr/bin:/bin", "PIP_AUDIT": str(tool), "REG7CHECK_MUST_AUDIT": must}
    ran = subprocess.run(
        ["bash", CI / "known-faults", "lock"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=environment,
    )
    assert (ran.returncode, told in ran.stdout + ran.stderr) == (code, True)
    assert ("AUDITED: no" in ran.stdout) == (status == 0 and said.startswith("No known"))
