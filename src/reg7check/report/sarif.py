"""SARIF 2.1.0 (OASIS, 2023), for tools that show findings: what its reports have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import reg7check
from reg7check.inert import inert
from reg7check.report.json import JSON, json_text

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_text(rules: Sequence[JSON], results: Sequence[JSON], more: Mapping[str, Any] | None = None) -> str:
    """Return a report of one run of this program, in pure ASCII.

    Args:
        rules: the kinds of results.
        results: what was found; each has the id of its rule, by which the index is added.
        more: what else is told of the run.
    """
    number = {rule["id"]: index for index, rule in enumerate(rules)}
    driver = {"name": "reg7check", "version": reg7check.__version__, "rules": list(rules)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        **(more or {}),
        "results": [{"ruleId": each["ruleId"], "ruleIndex": number[each["ruleId"]], **each} for each in results],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def location(file: str, line: int | None, column: int | None = None) -> JSON:
    """Return a place in a file, as results have it."""
    physical: JSON = {"artifactLocation": {"uri": address(file)}}
    if line is not None:
        physical["region"] = {"startLine": line} | ({"startColumn": column} if column is not None else {})
    return {"physicalLocation": physical}


def address(file: str) -> str:
    """Return the name of a file as a URI."""
    return quote(file.replace("\\", "/"), errors="surrogateescape")


def message(text: str) -> JSON:
    """Return a message, in which nothing is a link or a place for an argument."""
    plain = re.sub(r"\{(\d+)\}", r"{{\1}}", inert(text).replace("](", "] ("))
    return {"text": plain}
