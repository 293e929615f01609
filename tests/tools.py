"""Tools that tests need and that pip does not bring: where one is missing its tests skip, and say how to install it.

With REG7CHECK_ALL_TOOLS=1, which .ci/run sets, they fail instead: there nothing may go untested.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def needs_tool(name: str, found: str | Path | None, how: str) -> Path:
    """Return where a tool is; skip the test, or fail it where all tools must be there, if it is not.

    Args:
        name: what it is called, "LibreOffice".
        found: where it is or should be; None where it was looked for in vain.
        how: how to install it: "apt-get install libreoffice-writer".
    """
    if found is not None and Path(found).exists():
        return Path(found)
    missing = f"{name} is missing; to install it: {how}"
    if os.environ.get("REG7CHECK_ALL_TOOLS") == "1":
        pytest.fail(missing)
    pytest.skip(missing)
