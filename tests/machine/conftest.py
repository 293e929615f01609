from __future__ import annotations

from cli.conftest import program

__all__ = ["program"]
