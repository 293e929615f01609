"""Reading verdicts that were written for CI: SARIF and JUnit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from reg7check.report.stamp import NoStamp, Stamp, read_stamp
from reg7check.trust.plain import json_parts, text_of
from reg7check.trust.report_file import LINES, Part, no_report, unseen_part, words_part
from reg7check.trust.safe_xml import root_of


def sarif_stamps(content: bytes, name: str) -> tuple[Stamp, ...]:
    """Return the stamps of the arrangements that verdicts in SARIF tell of. Raises BadInput where it is damaged."""
    try:
        (run,) = json.loads(text_of(content, name))["runs"]
        return tuple(_read(artifact["properties"]["stamp"] for artifact in run["artifacts"]))
    except (KeyError, TypeError, ValueError, RecursionError):
        raise no_report(name, "this SARIF file is not one of verdicts, or is damaged") from None


def sarif_parts(content: bytes, name: str) -> tuple[Part, ...]:
    """Return the parts of verdicts in SARIF: its values, and how they stand in lines."""
    return json_parts(content, name)


def junit_stamps(content: bytes, name: str) -> tuple[Stamp, ...]:
    """Return the stamps of the arrangements that verdicts in JUnit XML tell of. Raises BadInput where it is damaged."""
    suites = root_of(text_of(content, name).encode("utf-8"), name).iter("testsuite")
    try:
        return tuple(
            _read([f"{each.get('name')}: {each.get('value')}" for each in suite.iter("property")] for suite in suites)
        )
    except NoStamp:
        return ()


def junit_parts(content: bytes, name: str) -> tuple[Part, ...]:
    """Return the parts of verdicts in JUnit XML: its words, and how they stand in lines."""
    lines = text_of(content, name).split("\n")
    return words_part(lines), unseen_part(LINES, lines)


def _read(stamps: Iterable[Any]) -> Iterator[Stamp]:
    for lines in stamps:
        if not isinstance(lines, list) or not all(isinstance(each, str) for each in lines):
            raise NoStamp("it is no list of lines")
        yield read_stamp(lines)
