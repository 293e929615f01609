"""Every command that writes a file, and every command that prints: as they are tried here."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMANDS = ROOT / "src" / "reg7check" / "cli"
CASES = str(ROOT / "rules" / "tests" / "control.yaml")
RULES = str(ROOT / "rules")

WRITE = (
    ("assess", "prohibited.yaml", "-o", "report.txt"),
    ("assess", "prohibited.yaml", "-o", "report.md"),
    ("assess", "prohibited.yaml", "-o", "report.json"),
    ("assess", "prohibited.yaml", "-o", "report.html"),
    ("assess", "prohibited.yaml", "-o", "report.pdf"),
    ("assess", "prohibited.yaml", "-o", "report.docx"),
    ("assess", "prohibited.yaml", "-f", "sarif", "-o", "report.sarif"),
    ("assess", "prohibited.yaml", "-f", "junit", "-o", "report.xml"),
    ("assess", "prohibited.yaml", "--redact", "-o", "redacted.txt"),
    ("assess", "clear.yaml", "--dated", "2024-05-20", "--bundle", "bundle.zip"),
    ("questions", "disputed.yaml", "-o", "questions.md"),
    ("what-if", "disputed.yaml", "--explore", "-o", "what-if.md"),
    ("explain", "disputed.yaml", "-o", "reasons.md"),
    ("compare", "disputed.yaml", "clear.yaml", "-o", "compared.md"),
    ("summary", "clear.yaml", "-o", "summary.md"),
    ("summary", "clear.yaml", "-o", "summary.html"),
    ("summary", "clear.yaml", "-o", "summary.csv"),
    ("summary", "clear.yaml", "-o", "summary.xlsx"),
    ("summary", "clear.yaml", "-o", "summary.json"),
    ("letter", "disputed.yaml", "--to", "hirer", "--dated", "2024-05-20", "-o", "letter.txt"),
    ("letter", "disputed.yaml", "--to", "hirer", "--dated", "2024-05-20", "-f", "docx", "-o", "letter.docx"),
    ("new", "agency-supply", "--starting", "2024-05-13", "-o", "new.yaml"),
    ("glossary", "-o", "glossary.md"),
    ("schema", "arrangement", "-o", "schema.json"),
    ("rules", "graph", "-o", "rules.svg"),
    ("rules", "check", "-o", "check.json"),
    ("rules", "test", CASES, "-o", "cases.txt"),
    ("rules", "coverage", "-o", "coverage.html"),
    ("rules", "diff", RULES, RULES, "-o", "diff.json"),
)
"""The commands that write a file named with ``--output`` or ``--bundle``; ``interview`` is tried by itself."""

ELSEWHERE = {
    "interview": "test_kill.py",
    "rules mutate": "slow, and writes as `rules coverage` does",
    "batch": "batch/",
}

PRINT = (
    ("--help",),
    ("assess", "prohibited.yaml"),
    ("assess", "prohibited.yaml", "-f", "json"),
    ("assess", "prohibited.yaml", "-f", "html"),
    ("questions", "disputed.yaml"),
    ("what-if", "disputed.yaml", "--explore"),
    ("explain", "disputed.yaml"),
    ("compare", "disputed.yaml", "clear.yaml"),
    ("summary", "."),
    ("letter", "disputed.yaml", "--to", "hirer"),
    ("new", "agency-supply"),
    ("facts",),
    ("law",),
    ("glossary",),
    ("schema", "arrangement"),
    ("rules", "graph"),
    ("rules", "check"),
    ("rules", "test", CASES),
    ("rules", "coverage"),
    ("rules", "explain"),
)
"""The commands that print much."""


def called(arguments: tuple[str, ...]) -> str:
    """Return the name of a command, with that of its group."""
    return " ".join(arguments[:2]) if arguments[0] == "rules" else arguments[0]


def that_write() -> set[str]:
    """Return the names of the commands whose modules write a file."""
    found = set()
    for path in [*COMMANDS.glob("*.py"), *(COMMANDS / "rules").glob("*.py")]:
        source = ast.parse(path.read_text(encoding="utf-8"))
        functions = {node.name for node in source.body if isinstance(node, ast.FunctionDef)}
        options = {node.id for node in ast.walk(source) if isinstance(node, ast.Name)} & {"OutputPath", "write_output"}
        if options and functions and path.name not in ("outputs.py", "options.py"):
            name = path.stem.replace("_", "-")
            found.add(name if path.parent == COMMANDS else f"rules {name}")
    return found
