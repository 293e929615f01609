"""What three kinds of YAML reader make of a file, as JSON: all text, YAML 1.1 (``yes`` is true), YAML 1.2 (it is not).

The program reads all as text. Editors read YAML 1.2, and may be told to read 1.1, as most other programs do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

JSON_KEYS = {True: "true", False: "false", None: "null"}


class Yaml12Loader(yaml.SafeLoader):
    """Reads the core schema of YAML 1.2."""

    yaml_implicit_resolvers: Mapping[str, Any] = {}


for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    Yaml12Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), list(first))

READERS: dict[str, Any] = {"text": yaml.BaseLoader, "YAML 1.1": yaml.SafeLoader, "YAML 1.2": Yaml12Loader}


def read_as(reader: str, text: str) -> Any:
    """Return what a kind of reader makes of a YAML text. Raises yaml.YAMLError where it makes nothing of it."""
    return _json(yaml.load(text, READERS[reader]))


def _json(value: Any) -> Any:
    if isinstance(value, dict):
        return {JSON_KEYS.get(key, str(key)): _json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
