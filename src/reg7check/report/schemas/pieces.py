"""Pieces of JSON Schema, and the kinds of text that the program's files hold.

They are those of draft-07: the newest that every editor's YAML support knows. An editor that reads YAML 1.2 takes
``yes`` and ``2024-05-13`` for texts; one that reads YAML 1.1 takes ``yes`` for true. The program reads every value
as the text that was written, so a schema allows whatever YAML makes of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from reg7check.arrangement.fields import Fields, required
from reg7check.arrangement.form import ID
from reg7check.days import HOW_TO_WRITE_IT, ISO
from reg7check.inert import inert

JSON = dict[str, Any]
"""A schema, or a part of one."""

DRAFT = "http://json-schema.org/draft-07/schema#"
_DAY = f"(?:{ISO.pattern})"
_SPAN = rf"^\s*(?:from\s+{_DAY}|{_DAY}(?:\s+to\s+{_DAY})?)\s*$"
TRUE_OR_FALSE = {"title": "true or false", "not": {"type": ["string", "number", "object", "array", "null"]}}
"""What YAML 1.1 makes of yes and no. It is told by what it is not: an editor would offer to write true and false."""
_NO_TEXT = {"type": ["string", "object", "array", "null"]}

_UNQUOTED = "number, true or false"

KINDS_OF_TEXT: Mapping[str, JSON] = {
    "text": {
        "title": "text",
        "anyOf": [
            {"title": "words", "type": "string", "pattern": r"\S", "patternErrorMessage": "This is empty."},
            {"title": _UNQUOTED, "not": _NO_TEXT},
        ],
    },
    "id": {
        "title": "id",
        "anyOf": [
            {
                "title": "name",
                "type": "string",
                "pattern": f"^{ID.pattern}$",
                "patternErrorMessage": "An id has up to 64 letters, digits, dashes and underscores.",
            },
            {"title": _UNQUOTED, "not": _NO_TEXT, "multipleOf": 1, "minimum": 0},
        ],
    },
    "date": {
        "title": "date",
        "type": "string",
        "format": "date",
        "pattern": rf"^\s*{_DAY}\s*$",
        "patternErrorMessage": HOW_TO_WRITE_IT,
    },
    "span": {
        "title": "date, or first and last date",
        "type": "string",
        "pattern": _SPAN,
        "patternErrorMessage": "write 2024-05-13, 2024-05-13 to 2024-06-01, or from 2024-05-13",
    },
    "whole number": {
        "title": "whole number",
        "anyOf": [
            {"title": "number", "type": "integer"},
            {"title": "number in quotes", "type": "string", "pattern": r"^\s*[+-]?[0-9]+\s*$"},
        ],
    },
}
"""Definitions by name. A text may be a number, or true or false, as YAML reads what has no quotes.

Each alternative has a title of its own: where two have none, an editor that shows what matches takes them for one.
"""


def schema(description: str, root: JSON, definitions: Mapping[str, JSON]) -> JSON:
    """Return a whole schema; of the kinds of text, those to which it refers are added to its definitions."""
    whole = {"$schema": DRAFT, "description": description, **root, "definitions": dict(definitions)}
    written = json.dumps(whole)
    kinds = {name: kind for name, kind in KINDS_OF_TEXT.items() if json.dumps(reference(name)) in written}
    return whole | {"definitions": kinds | whole["definitions"]}


def reference(name: str) -> JSON:
    """Return a reference to a definition."""
    return {"$ref": f"#/definitions/{quote(name.replace('~', '~0').replace('/', '~1'))}"}


def described(part: JSON, text: str) -> JSON:
    """Return a schema with a description.

    A reference goes inside, since what stands beside one is not read; in ``anyOf``, after which editors write a colon.
    """
    return {"description": inert(text), **({"anyOf": [part]} if "$ref" in part else part)}


def choice(choices: Iterable[str]) -> JSON:
    """Return the schema of one of these texts."""
    return {"enum": list(choices)}


def explained(choices: Mapping[str, str]) -> JSON:
    """Return the schema of one of these texts, each with what it means."""
    return {"enum": list(choices), "enumDescriptions": [inert(text) for text in choices.values()]}


def suggested(choices: Mapping[str, str]) -> JSON:
    """Return the schema of a text for which an editor offers these, each with what it means, and allows others."""
    known = {"title": "known name", **explained(choices)}
    return {"anyOf": [known, reference("text")]} if choices else reference("text")


def list_of(part: JSON) -> JSON:
    """Return the schema of a list that is not empty."""
    return {"type": "array", "items": part, "minItems": 1}


def one_or_list(part: JSON) -> JSON:
    """Return the schema of one, or of a list that is not empty."""
    return {"anyOf": [part, {"title": "list", **list_of(part)}]}


def by_name(part: JSON, names: JSON | None = None) -> JSON:
    """Return the schema of a mapping with these for its values, and for its keys, where a schema of them is given."""
    keys = {} if names is None else {"propertyNames": names}
    return {"type": "object", **keys, "additionalProperties": part}


def mapping(title: str, properties: Mapping[str, JSON], needed: Iterable[str] = ()) -> JSON:
    """Return the schema of a mapping with these keys and no others. An editor's messages call it by its title."""
    must = list(needed)
    return {
        "title": title,
        "type": "object",
        "properties": dict(properties),
        **({"required": must} if must else {}),
        "additionalProperties": False,
    }


def entry(title: str, fields: Fields, values: Mapping[str, JSON]) -> JSON:
    """Return the schema of an entry with these fields, each with the schema of its value."""
    return mapping(title, {key: described(values[key], field.takes) for key, field in fields.items()}, required(fields))


def change(title: str, fields: Fields, values: Mapping[str, JSON]) -> JSON:
    """Return the schema of a change to such an entry: any of its fields, and null for what is to be left out."""
    parts = {key: described(or_nothing(values[key]), field.takes) for key, field in fields.items()}
    return mapping(title, parts, [key for key in ("id",) if key in fields])


def or_nothing(part: JSON) -> JSON:
    """Return a schema that takes null too."""
    return {"anyOf": [part, {"type": "null"}]}
