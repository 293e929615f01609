from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ARRANGEMENTS = Path(__file__).parent / "arrangements"
PATIENCE = 300
"""After so many seconds by the clock a run is taken to hang: many times what the slowest takes on a busy machine."""


@dataclass(frozen=True)
class Run:
    """What a run of the program left: its exit code and what it wrote."""

    code: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        return self.raw.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.raw)


@dataclass(frozen=True)
class Program:
    """Runs the program in a process of its own, in an environment that holds nothing of the tester's."""

    home: Path
    folder: Path = ARRANGEMENTS
    command: tuple[str, ...] = (sys.executable, "-m", "reg7check")

    def environment(self, changes: Mapping[str, str | None]) -> dict[str, str]:
        base = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "LANG": "C.UTF-8",
        }
        return {name: value for name, value in {**base, **changes}.items() if value is not None}

    def __call__(
        self,
        *arguments: str | Path,
        stdin: bytes = b"",
        folder: Path | None = None,
        environment: Mapping[str, str | None] | None = None,
        command: tuple[str, ...] | None = None,
    ) -> Run:
        done = subprocess.run(
            [*(command or self.command), *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=folder or self.folder,
            env=self.environment(environment or {}),
            check=False,
            timeout=PATIENCE,
        )
        return Run(done.returncode, done.stdout, done.stderr.decode("utf-8"))


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def prohibited_json(program: Program) -> Run:
    return program("assess", "prohibited.yaml", "--format", "json")


@pytest.fixture(scope="session")
def prohibited_text(program: Program) -> Run:
    return program("assess", "prohibited.yaml")


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Path]:
    """Write an arrangement of the folder again with one text of it changed."""

    def change(name: str, old: str, new: str) -> Path:
        text = (ARRANGEMENTS / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path = tmp_path / name
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return change
