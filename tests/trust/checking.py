"""Reports to tamper with, and what verifying makes of them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import reg7check
from reg7check.report.document import Depth
from reg7check.report.formats import report_in
from reg7check.rulebook import Rulebook
from reg7check.trust.finding import found_in
from reg7check.trust.report_file import read_report
from reg7check.trust.verifying import Verification, verify_report

ROOT = Path(__file__).parents[2]
PROHIBITED = ROOT / "tests" / "cli" / "arrangements" / "prohibited.yaml"


@functools.cache
def rulebook() -> Rulebook:
    return reg7check.load_rulebook()


@functools.cache
def report(format_name: str, depth: Depth = "short") -> bytes:
    """Return the report of the prohibited arrangement."""
    arrangement = reg7check.load_arrangement(PROHIBITED, rulebook(), name="prohibited.yaml")
    return report_in(format_name, [reg7check.assess(arrangement, rulebook())], depth=depth)


def verified(content: bytes, arrangement: bytes = PROHIBITED.read_bytes()) -> Verification:
    """Verify a report against an arrangement."""
    read = read_report(content, "report")
    found = [found_in("prohibited.yaml", arrangement, stamp) for stamp in read.stamps]
    return verify_report(content, "report", read, found, rulebook())


def zipped(parts: Mapping[str, bytes], path: Path) -> bytes:
    """Write a package as those of the program are written, and return its bytes."""
    with ZipFile(path, "w") as package:
        for name, content in parts.items():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_STORED
            entry.create_system = 0
            package.writestr(entry, content)
    return path.read_bytes()


def unzipped(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}
