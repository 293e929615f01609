"""Annotations: lines of output that GitHub shows at their place in the files of a change."""

from __future__ import annotations

from reg7check.inert import inert
from reg7check.problems import Place


def annotation(level: str, place: Place, title: str, message: str) -> str:
    """Return the line that makes GitHub show a message at a place; ``level`` is error, warning or notice."""
    properties = {"file": inert(place.file), "line": place.line, "col": place.column, "title": inert(title)}
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    lines = "\n".join(inert(line) for line in message.splitlines())
    return f"::{level} {given}::{_data(lines)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
