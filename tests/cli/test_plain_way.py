"""The plain way past Typer: the same bytes and exit codes as by Typer, and nothing imported that is not used."""

from __future__ import annotations

import os
import sys

import pytest

from reg7check.cli.plain import plain_command

from .conftest import Program, Run

START = "import sys; sys.argv[0] = 'reg7check'"
PLAIN_WAY = (sys.executable, "-c", f"{START}; from reg7check.__main__ import main; main()")
LEAVE_ALL = "from reg7check.cli import plain; plain.plain_command = lambda _: None"
TYPERS_WAY = (sys.executable, "-c", f"{START}; {LEAVE_ALL}; from reg7check.__main__ import main; main()")
PLAIN = (
    "--help",
    "--version",
    "assess clear.yaml",
    "assess prohibited.yaml",
    "assess disputed.yaml -v",
    "assess disputed.yaml --verbose --exit-zero",
    "assess -q prohibited.yaml",
    "assess --quiet --exit-zero prohibited.yaml",
    "assess -q -v -q disputed.yaml",
    "assess -f json disputed.yaml",
    "assess disputed.yaml --format markdown",
    "assess -f json -f text clear.yaml",
    "assess clear.yaml prohibited.yaml disputed.yaml",
    "assess -f json clear.yaml -v prohibited.yaml",
    "assess clear.yaml clear.yaml",
    "assess .",
    "assess ./clear.yaml",
    "assess nowhere.yaml",
    "assess nowhere.yaml clear.yaml nor-here.yaml -f json",
    "assess -",
    "assess - -",
    "assess clear.yaml/",
    "assess ~/clear.yaml",
    "assess clear.yaml\udcff",
)
LEFT_TO_TYPER = (
    "",
    "-h",
    "--versions",
    "--version assess",
    "--help assess",
    "assess",
    "assess --help",
    "assess -h",
    "assess -f",
    "assess clear.yaml -f",
    "assess clear.yaml -f xml",
    "assess clear.yaml -f TEXT",
    "assess clear.yaml --format=json",
    "assess clear.yaml -fjson",
    "assess clear.yaml -qv",
    "assess clear.yaml --exit",
    "assess clear.yaml --form json",
    "assess -- clear.yaml",
    "assess clear.yaml --",
    "assess -x clear.yaml",
    "assess clear.yaml --on 2024-05-14",
    "assess clear.yaml -f html",
    "assess clear.yaml -o report.txt",
    "ases clear.yaml",
    "facts",
)


def run_by(command: tuple[str, ...], program: Program, line: str, stdin: bytes = b"") -> Run:
    return program(*line.split(), command=command, stdin=stdin)


@pytest.fixture(autouse=True)
def as_it_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["reg7check"])
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((80, 24)))


@pytest.mark.parametrize("line", PLAIN)
def test_a_plain_command_line_gives_what_typer_gives(program: Program, line: str) -> None:
    assert plain_command(line.split()) is not None
    assert run_by(PLAIN_WAY, program, line) == run_by(TYPERS_WAY, program, line)


@pytest.mark.parametrize("text", [b"", b"title: [", b"\xff\xfe", b"- a\n- b\n"], ids=repr)
def test_a_text_that_is_piped_in_gives_what_typer_gives(program: Program, text: bytes) -> None:
    plainly = run_by(PLAIN_WAY, program, "assess -", text)
    assert plainly == run_by(TYPERS_WAY, program, "assess -", text)
    assert plainly.code == 2


@pytest.mark.parametrize("line", LEFT_TO_TYPER)
def test_all_other_command_lines_are_left_to_typer(line: str) -> None:
    assert plain_command(line.split()) is None


def test_help_is_left_to_typer_where_it_may_be_laid_out_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert plain_command(["--help"]) is not None
    monkeypatch.setenv("COLUMNS", "200")
    assert plain_command(["--help"]) is None
    monkeypatch.delenv("COLUMNS")
    monkeypatch.setattr(sys, "argv", ["/somewhere/__main__.py"])
    assert plain_command(["--help"]) is None


def test_words_that_a_shell_wants_completed_are_left_to_typer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_REG7CHECK_COMPLETE", "complete_bash")
    assert plain_command(["assess", "clear.yaml"]) is None


NAMING = """
cli cli.exits cli.guard cli.means cli.plain cli.streams cli.version contents folders inert named problems rulebook
rulebook.cache rulebook.cache_files rulebook.citing rulebook.compile rulebook.conditions rulebook.diagram
rulebook.givens rulebook.letters rulebook.load rulebook.models rulebook.packing rulebook.soundness whole
"""
ASSESSING = """
api arrangement arrangement.answering arrangement.blanks arrangement.facts arrangement.fields arrangement.form
arrangement.models arrangement.read cli.assessing cli.file_names cli.inputs cli.outputs cli.progress days
reasoning reasoning.assessing reasoning.calendar reasoning.families reasoning.inquiry reasoning.judging
reasoning.periods reasoning.reasons reasoning.results reasoning.settling reasoning.tables reasoning.telling
reasoning.walk reasoning.worlds report report.formats report.words yaml_source
"""
COMPOSING = """
report.answer report.compose report.document report.facts_told report.glossing report.marks report.method
report.ruling report.sources report.stamp rulebook.terms
"""
MAY_IMPORT = {
    "--help": "cli cli.exits cli.guard cli.means cli.plain cli.streams inert named problems",
    "--version": NAMING,
    "assess prohibited.yaml -f json": NAMING + ASSESSING + "report.json",
    "assess prohibited.yaml -f markdown": NAMING + ASSESSING + COMPOSING + "report.markdown",
    "assess prohibited.yaml": NAMING + ASSESSING + COMPOSING + "report.text",
}
SLOW = {
    "argparse", "ast", "asyncio", "bz2", "concurrent.futures", "copy", "dataclasses", "decimal", "difflib",
    "email", "fractions", "gettext", "http", "importlib.metadata", "importlib.resources", "inspect", "locale",
    "logging", "lzma", "multiprocessing", "pickle", "platform", "random", "shlex", "shutil", "socket", "ssl",
    "statistics", "string", "subprocess", "tempfile", "textwrap", "threading", "tokenize", "traceback",
    "unicodedata", "uuid", "zipfile", "zlib",
}  # fmt: skip
"""Of the standard library, and Python's own start needs none of them."""

TELL = f"""
import atexit, sys
before = set(sys.modules)
def tell():
    new = {{name for name, module in sys.modules.items() if getattr(module, "__spec__", None)}} - before
    own = sorted(name.removeprefix("reg7check.") for name in new if name.startswith("reg7check."))
    others = {{name.partition(".")[0] for name in new}} - {{"reg7check"}} - sys.stdlib_module_names
    print("|".join(" ".join(each) for each in (own, sorted(others), sorted(new & {SLOW!r}))), file=sys.stderr)
atexit.register(tell)
sys.argv[0] = "reg7check"
from reg7check.__main__ import main
main()
"""


@pytest.mark.parametrize("line", MAY_IMPORT)
def test_a_plain_command_imports_these_modules_and_no_others(program: Program, line: str) -> None:
    program("assess", "clear.yaml", "-q")  # so that the rulebook is in the cache
    run = run_by((sys.executable, "-c", TELL), program, line)
    own, others, slow = (set(each.split()) for each in run.err.splitlines()[-1].split("|"))
    wanted = {*MAY_IMPORT[line].split(), "__main__"} - ({"cli.version"} if line.startswith("assess") else set())
    assert own == wanted
    assert others == ({"yaml"} if line.startswith("assess") else set())
    assert slow == set()
