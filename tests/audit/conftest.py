from __future__ import annotations

import pytest

from reg7check import load_rulebook
from reg7check.rulebook import Rulebook


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()
