"""The program's file formats as JSON Schema, by which editors check a file, complete it, and explain its facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

__all__ = ["schema_text"]


def schema_text(schema: Mapping[str, Any]) -> str:
    """Return a schema as JSON in pure ASCII, the same to the byte for the same rulebook."""
    return json.dumps(schema, indent=2, ensure_ascii=True).replace("\x7f", "\\u007f") + "\n"
