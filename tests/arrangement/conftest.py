from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reg7check.arrangement import Arrangement, FactSpec, read_arrangement
from reg7check.rulebook import load_rulebook
from reg7check.yaml_source import parse_source

Read = Callable[[str | bytes], Arrangement]


@pytest.fixture(scope="session")
def facts() -> Mapping[str, FactSpec]:
    return load_rulebook().law.facts


@pytest.fixture(scope="session")
def good() -> str:
    return (Path(__file__).parent / "good.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def read(facts: Mapping[str, FactSpec]) -> Read:
    def read_it(content: str | bytes) -> Arrangement:
        given = content.encode() if isinstance(content, str) else content
        return read_arrangement(parse_source(given, "arrangement.yaml"), facts)

    return read_it


@pytest.fixture(scope="session")
def replaced(good: str) -> Callable[[str, str], str]:
    def replace(old: str, new: str) -> str:
        assert good.count(old) == 1, f"{old!r} stands {good.count(old)} times in good.yaml"
        return good.replace(old, new)

    return replace
