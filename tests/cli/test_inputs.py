"""What a command line may name: files, folders, standard input; and what becomes of bad ones among them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest

from .conftest import ARRANGEMENTS, Program

ALL = ["arguable", "clear", "disputed", "prohibited", "undetermined"]


def test_several_files_give_an_array_in_the_order_given(program: Program) -> None:
    names = ["prohibited.yaml", "clear.yaml", "disputed.yaml"]
    run = program("assess", *names, "--format", "json")
    assert [each["arrangement"]["file"] for each in run.json] == names


def test_a_folder_gives_its_files_in_the_order_of_their_names(program: Program) -> None:
    run = program("assess", ".", "--format", "json")
    assert [each["arrangement"]["file"] for each in run.json] == [f"{name}.yaml" for name in ALL]


def test_a_folder_below_a_folder_is_read_too(program: Program, tmp_path: Path) -> None:
    below = tmp_path / "year" / "month"
    below.mkdir(parents=True)
    copy(ARRANGEMENTS / "clear.yaml", below / "one.YML")
    copy(ARRANGEMENTS / "clear.yaml", tmp_path / "year" / "two.yaml")
    (tmp_path / "year" / "notes.txt").write_text("no arrangement", encoding="utf-8")
    run = program("assess", "year", "--format", "json", folder=tmp_path)
    assert [each["arrangement"]["file"] for each in run.json] == ["year/month/one.YML", "year/two.yaml"]


def test_a_folder_with_one_file_gives_one_object(program: Program, tmp_path: Path) -> None:
    copy(ARRANGEMENTS / "clear.yaml", tmp_path)
    assert program("assess", tmp_path, "--format", "json").json["verdict"] == "not-prohibited"


def test_a_folder_without_yaml_is_an_error(program: Program, tmp_path: Path) -> None:
    run = program("assess", tmp_path)
    assert (run.code, run.raw) == (2, b"")
    assert f"{tmp_path}: error: there are no arrangements in this folder" in run.err
    assert "to mend it:" in run.err


def test_a_dash_reads_standard_input(program: Program) -> None:
    run = program("assess", "-", "--format", "json", stdin=(ARRANGEMENTS / "clear.yaml").read_bytes())
    assert (run.code, run.json["arrangement"]["file"]) == (0, "-")


def test_standard_input_may_stand_between_files(program: Program) -> None:
    content = (ARRANGEMENTS / "prohibited.yaml").read_bytes()
    run = program("assess", "clear.yaml", "-", "arguable.yaml", "--format", "json", stdin=content)
    assert [each["verdict"] for each in run.json] == ["not-prohibited", "prohibited", "arguable"]


def test_standard_input_is_named_once_at_most(program: Program) -> None:
    run = program("assess", "-", "-")
    assert (run.code, run.raw) == (2, b"")
    assert "standard input is named twice" in run.err


def test_empty_standard_input_is_an_error(program: Program) -> None:
    run = program("assess", "-")
    assert run.code == 2
    assert "-:1:1: error: the file is empty" in run.err


def test_bad_standard_input_is_named_by_its_dash(program: Program) -> None:
    run = program("assess", "-", stdin=b"reg7check: 1\ntitle: x\nnation: mars\n")
    assert run.code == 2
    assert "-:3:9: error: the nation cannot be `mars`" in run.err


def test_a_missing_file_is_an_error(program: Program) -> None:
    run = program("assess", "nowhere.yaml")
    assert (run.code, run.raw) == (2, b"")
    assert run.err.startswith("nowhere.yaml: error: there is no such file\n  to mend it: ")


def test_an_empty_name_is_not_the_current_folder(program: Program) -> None:
    run = program("assess", "", "-q")
    assert run.code == 2


def test_a_bad_file_among_good_ones_leaves_nothing_on_standard_output(
    program: Program, changed: Callable[..., Path]
) -> None:
    bad = changed("clear.yaml", "nation: england", "nation: mars")
    run = program("assess", "prohibited.yaml", bad, "clear.yaml", "--format", "json")
    assert (run.code, run.raw) == (2, b"")
    assert run.err.startswith("clear.yaml:3:9: error: the nation cannot be `mars`")


def test_every_problem_of_every_file_is_told(program: Program, tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("reg7check: 2\n", encoding="utf-8")
    run = program("assess", "nowhere.yaml", tmp_path / "one.yaml", tmp_path / "two.yaml")
    assert run.code == 2
    for place in ("nowhere.yaml: ", "one.yaml:1:1: ", "one.yaml:1:12: ", "two.yaml: "):
        assert f"{place}error: " in run.err


def test_an_error_quotes_the_line_with_a_caret_under_the_fault(program: Program, changed: Callable[..., Path]) -> None:
    run = program("assess", changed("clear.yaml", "nation: england", "nation: mars"))
    assert "    3 | nation: mars\n      |         ^\n" in run.err


@pytest.mark.parametrize(
    "name", ["a" * 300 + ".yaml", "clear.yaml/below.yaml", "\x1b[31mred.yaml", "[bold]x[/bold].yaml"]
)
def test_an_odd_file_name_is_an_error_and_shown_inert(program: Program, name: str) -> None:
    run = program("assess", name)
    assert run.code == 2
    assert "\x1b" not in run.err
    assert name.replace("\x1b", "\\x1b") in run.err


def test_a_file_name_that_is_not_utf_8_is_an_error(program: Program) -> None:
    run = program("assess", "caf\udce9.yaml")
    assert run.code == 2
    assert "there is no such file" in run.err


def test_a_rules_folder_that_is_not_there_is_an_error(program: Program) -> None:
    run = program("assess", "clear.yaml", "--rules", "nowhere")
    assert (run.code, run.raw) == (2, b"")
    assert "nowhere: error: the rulebook cannot be read" in run.err


def test_a_rulebook_of_another_law_is_used(program: Program, tmp_path: Path) -> None:
    rules = Path(__file__).parents[1] / "rulebook" / "permit"
    (tmp_path / "cart.yaml").write_text(
        "reg7check: 1\ntitle: The cart\nnation: england\nparties: {baker: {name: The baker, role: hirer}}\n"
        "industrial_action: [{id: fair, dates: 2019-12-31}]\n"
        "cover: [{id: cart, what: A cart, hirer: baker, facts: {stall_kind: cart, permit_granted: no}}]\n",
        encoding="utf-8",
    )
    run = program("assess", tmp_path / "cart.yaml", "--rules", rules)
    assert run.code == 1
    assert "The stall is banned from the street." in run.out
    assert "regulation 7" not in run.out.lower()


@pytest.mark.parametrize("command", ["facts", "law"])
def test_the_catalogue_of_another_rulebook_is_shown(program: Program, command: str) -> None:
    run = program(command, "--rules", Path(__file__).parents[1] / "rulebook" / "permit")
    assert run.code == 0
    assert {"facts": "stall_kind", "law": "stalls-s1"}[command] in run.out
    assert "work-seeker" not in run.out
