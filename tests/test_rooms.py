"""The rooms of the program import one way, as docs/how-it-works.md says, and no command loads what it does not use."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from reg7check.cli.program import _Program

SOURCE = Path(__file__).parent.parent / "src" / "reg7check"
MAY_IMPORT = {
    "arrangement": set(),
    "rulebook": set(),
    "reasoning": {"arrangement", "rulebook"},
    "audit": {"arrangement", "rulebook", "reasoning", "api"},
    "report": {"arrangement", "rulebook", "reasoning", "audit"},
    "interview": {"arrangement", "rulebook", "reasoning", "report"},
    "trust": {"arrangement", "rulebook", "reasoning", "report", "api"},
    "batch": {"arrangement", "rulebook", "reasoning", "api"},
}
SHARED = {"yaml_source", "problems", "days", "inert", "contents", "folders", "whole", "formulas", "named"}
HEAVY = (
    "distributed",
    "docx",
    "filelock",
    "holidays",
    "jinja2",
    "junitparser",
    "numpy",
    "prompt_toolkit",
    "pyarrow",
    "pydantic",
    "pypdf",
    "questionary",
    "rich",
    "typst",
    "xlsxwriter",
    "yaml",
    "reg7check.arrangement",
    "reg7check.rulebook",
    "reg7check.reasoning",
    "reg7check.audit",
    "reg7check.report",
    "reg7check.interview",
    "reg7check.trust",
    "reg7check.batch",
)
DUTY_PROVIDER = "examples/barnet-2024-05-duty-provider.yaml"


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Return the modules that a file imports, wherever in it."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "reg7check":
            found += (f"reg7check.{name.name}" for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            found.append(node.module)
    return tuple(found)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_those_before_it(room: str) -> None:
    known = {*MAY_IMPORT, "api", "cli", *SHARED}
    found = {
        name.split(".")[1]
        for path in (SOURCE / room).rglob("*.py")
        for name in imported(path)
        if name.startswith("reg7check.")
    }
    assert found & known - {room} - SHARED <= MAY_IMPORT[room]


@pytest.mark.parametrize(
    ("library", "where"),
    [
        ("typer", {"cli"}),
        ("questionary", {"cli/full_front.py"}),
        ("prompt_toolkit", {"cli/full_front.py"}),
        ("jinja2", {"report/pages.py"}),
        ("markupsafe", {"report/html.py"}),
        ("pypdf", {"trust/pdf_file.py"}),
        ("docx", {f"report/word/{each.name}" for each in (SOURCE / "report" / "word").glob("*.py")}),
        ("typst", {"report/pdf/fonts.py", "report/pdf/report.py", "report/rasterising.py"}),
        ("xlsxwriter", {"report/summary/spreadsheet.py"}),
        ("numpy", {"batch", *(f"reasoning/{name}.py" for name in ("coded_rows", "columns", "column_days"))}),
        ("pyarrow", {"batch"}),
        ("filelock", {"batch/unfinished.py"}),
        ("distributed", {"batch/spreading.py"}),
    ],
)
def test_a_library_is_known_in_one_place(library: str, where: set[str]) -> None:
    knows = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if any(name.split(".")[0] == library for name in imported(path))
    }
    assert knows
    assert all(each in where or each.split("/")[0] in where for each in knows)


def test_whole_columns_are_for_batches_alone() -> None:
    columns = {f"reg7check.reasoning.{name}" for name in ("coded_rows", "columns", "column_days")}
    knows = {path.relative_to(SOURCE) for path in SOURCE.rglob("*.py") if columns & set(imported(path))}
    among_themselves = {Path("reasoning", name) for name in ("columns.py", "column_days.py")}
    assert {path.parts[0] for path in knows - among_themselves} == {"batch"}


def loaded(program: str) -> set[str]:
    """Return which of the heavy modules a program loads."""
    tell = f"import sys; print(*[each for each in {HEAVY!r} if each in sys.modules], file=sys.stderr)"
    ran = subprocess.run(
        [sys.executable, "-c", f"import atexit\natexit.register(lambda: exec({tell!r}, {{}}))\n{program}"],
        capture_output=True,
        text=True,
        check=False,
        cwd=SOURCE.parent.parent,
        env={"PYTHONPATH": str(SOURCE.parent), "PATH": "", "SYSTEMROOT": ""},
    )
    return set(ran.stderr.splitlines()[-1].split())


def test_a_command_is_light_until_it_runs() -> None:
    modules = [entry.module for entry in _Program.entries.values()]
    assert loaded(f"import {', '.join(modules)}") == set()


def test_assess_as_json_loads_no_library_of_other_commands() -> None:
    arguments = ["reg7check", "assess", DUTY_PROVIDER, "--format", "json"]
    found = loaded(f"import sys; sys.argv = {arguments!r}; from reg7check.cli import main; main()")
    assert "reg7check.report" in found
    assert not found & {
        "docx",
        "jinja2",
        "junitparser",
        "numpy",
        "prompt_toolkit",
        "questionary",
        "rich",
        "typst",
        "reg7check.interview",
        "reg7check.trust",
    }


def test_no_command_is_built_on_another() -> None:
    commands = {entry.module for entry in _Program.entries.values()}
    for path in (SOURCE / "cli").glob("*.py"):
        assert not commands & set(imported(path)), path.name
