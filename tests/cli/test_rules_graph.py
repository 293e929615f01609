"""``reg7check rules graph``: the formats, what is shown, and where it is written."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from xml.etree import ElementTree

import pytest

from .conftest import Program

PERMIT = Path(__file__).parents[1] / "rulebook" / "permit"
STARTS = {"mermaid": '%%{init: {"flowchart": ', "dot": "digraph rules {\n", "svg": "<svg xmlns="}


@pytest.mark.parametrize("name", STARTS)
def test_each_format_is_printed_the_same_in_any_environment(program: Program, name: str) -> None:
    run = program("rules", "graph", "--format", name)
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(STARTS[name])
    assert run.out.endswith("\n")
    for environment in ({"PYTHONHASHSEED": "1", "LC_ALL": "C"}, {"PYTHONHASHSEED": "2", "COLUMNS": "40"}):
        assert program("rules", "graph", "-f", name, environment=environment).raw == run.raw


def test_left_to_itself_it_draws_every_prohibition_of_the_shipped_rulebook_in_mermaid(program: Program) -> None:
    run = program("rules", "graph")
    assert run.raw == program("rules", "graph", "--format", "mermaid").raw
    assert run.out.count(":::prohibition") == 2


def test_one_prohibition_is_drawn_by_itself(program: Program) -> None:
    run = program("rules", "graph", "--prohibition", "welsh-authorities")
    assert run.code == 0
    assert run.out.count(":::prohibition") == 1
    assert "The Welsh ban" in run.out


def test_another_rulebook_is_drawn(program: Program) -> None:
    run = program("rules", "graph", PERMIT, "--format", "dot")
    assert run.code == 0
    assert "The ban on large stalls" in run.out
    assert "egulation" not in run.out


def test_it_shows_the_law_of_a_day(program: Program) -> None:
    before, after = (
        program("rules", "graph", PERMIT, "--format", "dot", "--on", day).out for day in ("2019-12-31", "2020-01-01")
    )
    assert "Waits: from 1 January 2020 on." in before
    assert "Waits" not in after
    assert "Not in force on 21 July 2022." in " ".join(
        program("rules", "graph", "-f", "dot", "--on", "2022-07-21").out.replace("\\n", " ").split()
    )


@pytest.mark.parametrize(
    ("file", "start"),
    [
        ("rules.svg", "<svg "),
        ("rules.SVG", "<svg "),
        ("rules.dot", "digraph "),
        ("rules.gv", "digraph "),
        ("rules.mmd", "%%{init"),
        ("rules.txt", "%%{init"),
    ],
)
def test_the_ending_of_the_file_says_the_format(program: Program, tmp_path: Path, file: str, start: str) -> None:
    run = program("rules", "graph", PERMIT, "--output", tmp_path / file)
    assert (run.code, run.raw, run.err) == (0, b"", f"wrote {tmp_path / file}\n")
    assert (tmp_path / file).read_text(encoding="utf-8").startswith(start)


def test_the_option_decides_over_the_ending(program: Program, tmp_path: Path) -> None:
    run = program("rules", "graph", PERMIT, "--format", "svg", "-o", tmp_path / "rules.txt")
    assert run.code == 0
    assert ElementTree.parse(tmp_path / "rules.txt").getroot().tag.endswith("svg")


def test_a_file_that_is_there_is_replaced_only_when_told(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "rules.svg"
    path.write_text("mine", encoding="utf-8")
    run = program("rules", "graph", PERMIT, "-o", path)
    assert run.code == 2
    assert "the file is there already" in run.err
    assert path.read_text(encoding="utf-8") == "mine"
    assert program("rules", "graph", PERMIT, "-o", path, "--force").code == 0
    assert path.read_text(encoding="utf-8").startswith("<svg ")


def test_a_rule_file_is_never_replaced_by_its_picture(program: Program, tmp_path: Path) -> None:
    folder = Path(copytree(PERMIT, tmp_path / "permit"))
    run = program("rules", "graph", folder, "-o", folder / "stalls.yaml", "--force")
    assert run.code == 2
    assert "this file is read, and would be replaced" in run.err
    assert (folder / "stalls.yaml").read_bytes() == (PERMIT / "stalls.yaml").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--prohibition", "regulation7"], "there is no prohibition `regulation7`\n  to mend it: did you mean"),
        (["nowhere"], "nowhere: error: the rulebook cannot be read"),
        (["--on", "13/05/2024"], "write it as year-month-day: 2024-05-13"),
        (["--format", "png"], "'png' is not one of"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_drawn(program: Program, arguments: list[str], message: str) -> None:
    run = program("rules", "graph", *arguments)
    assert (run.code, run.raw) == (2, b"")
    assert message in run.err
    assert "Traceback" not in run.err


def test_a_broken_rulebook_is_told_and_no_file_is_left(program: Program, tmp_path: Path) -> None:
    folder = Path(copytree(PERMIT, tmp_path / "permit"))
    rules = folder / "stalls.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("[large-stall]", "[huge-stall]"), encoding="utf-8")
    run = program("rules", "graph", folder, "-o", tmp_path / "rules.svg")
    assert (run.code, run.raw) == (2, b"")
    assert "huge-stall" in run.err
    assert not (tmp_path / "rules.svg").exists()
