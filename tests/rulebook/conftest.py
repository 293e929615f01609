from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

PERMIT = Path(__file__).parent / "permit"


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder / "reg7check"


@pytest.fixture
def permit(tmp_path: Path) -> Path:
    return Path(copytree(PERMIT, tmp_path / "permit"))
