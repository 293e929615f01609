"""JUnit XML: what its reports have in common."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from junitparser import Attr, Failure, IntAttr, JUnitXml, TestCase

from reg7check.inert import inert


class PlacedCase(TestCase):
    """A test case with the file that it is of, and its line there."""

    file = Attr("file")
    line = IntAttr("line")


def placed_case(name: str, file: str, line: int | None) -> Any:
    """Return a case of a file, which passes as long as it has no failure."""
    case: Any = PlacedCase(inert(name), classname=inert(file.rpartition(".")[0].replace("/", ".")))
    case.file = inert(file)
    if line is not None:
        case.line = line
    return case


def failure(message: str, kind: str, text: str) -> Any:
    """Return a failure: in a line, of which kind, and in full."""
    failed: Any = Failure(message, kind)
    failed.text = text
    return failed


def junit_text(report: JUnitXml) -> str:
    """Return a report as text, with its numbers brought up to date."""
    whole: Any = report  # parts of the library have no types
    whole.update_statistics()
    written = BytesIO()
    whole.write(written, pretty=True)
    return written.getvalue().decode("utf-8")
