"""A rulebook, read and compiled once, kept in the user's cache folder under the digest of its files.

The file is a line with the SHA-256 of the rest, and JSON: nothing in it is ever run. One that is damaged, or is not
what its name says, is made anew; where the folder cannot be written to, the rulebook is compiled again each time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from reg7check.rulebook import conditions, letters, models
from reg7check.rulebook.compile import Compiled, Epoch
from reg7check.rulebook.diagram import Diagram, Variable
from reg7check.whole import write_whole

_CLASSES: dict[str, Any] = {
    each.__name__: each
    for module in (models, letters, conditions)
    for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, tuple) and each is not tuple
} | {"Epoch": Epoch, "Variable": Variable}


def cached(digest: str, program: str) -> tuple[models.Law, Compiled] | None:
    """Return the rulebook kept under a digest by this version of the program, or None where there is none to use."""
    try:
        seal, _, content = _path(digest, program).read_bytes().partition(b"\n")
        if seal.decode() != hashlib.sha256(content).hexdigest():
            return None
        kept = json.loads(content, object_hook=_value)
        if kept["digest"] != digest or kept["program"] != program:
            return None
        diagram = Diagram(kept["variables"])
        diagram.restore(kept["levels"], kept["children"])
        return kept["law"], Compiled(diagram, tuple(kept["epochs"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


def keep(digest: str, program: str, law: models.Law, compiled: Compiled) -> None:
    """Keep a compiled rulebook, atomically; where that is not possible, do nothing."""
    content = {
        "digest": digest,
        "program": program,
        "law": law,
        "variables": compiled.diagram.variables,
        "levels": compiled.diagram.levels,
        "children": compiled.diagram.children,
        "epochs": compiled.epochs,
    }
    text = json.dumps(_plain(content), separators=(",", ":")).encode()
    seal = hashlib.sha256(text).hexdigest().encode()
    path = _path(digest, program)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, seal + b"\n" + text)


def _path(digest: str, program: str) -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("reg7check", appauthor=False) / f"rulebook-{digest[:32]}-{program}.json"


def _plain(value: Any) -> Any:
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {"@": type(value).__name__, **{name: _plain(each) for name, each in value._asdict().items()}}
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return {"@": "date", "on": value.isoformat()}
    return value


def _value(plain: dict[str, Any]) -> Any:
    kind = plain.pop("@", None)
    if kind is None:
        return plain
    if kind == "date":
        return date.fromisoformat(plain["on"])
    for name, each in plain.items():
        if type(each) is list:
            plain[name] = tuple(each)
    return _CLASSES[kind](**plain)
