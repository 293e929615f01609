"""``reg7check explain``: what is asked, on which days, in which format, and what is said of a wrong name."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Program

EXAMPLES = Path(__file__).parents[2] / "examples"
STARTS = {"text": "Why: The workers act", "markdown": "# Why: ", "json": "{\n", "mermaid": "%%{init", "dot": "digraph "}
ENVIRONMENTS = ({"PYTHONHASHSEED": "1", "LC_ALL": "C"}, {"PYTHONHASHSEED": "2", "COLUMNS": "40"})


@pytest.mark.parametrize("name", STARTS)
def test_each_format_is_printed_the_same_in_any_environment(program: Program, name: str) -> None:
    run = program("explain", "undetermined.yaml", "control", "--format", name)
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(STARTS[name])
    for environment in ENVIRONMENTS:
        assert program("explain", "undetermined.yaml", "control", "-f", name, environment=environment).raw == run.raw


def test_it_exits_with_0_whatever_the_verdict(program: Program) -> None:
    for file in ("prohibited", "arguable", "clear"):
        assert program("explain", f"{file}.yaml").code == 0


def test_an_element_is_named_by_its_id_its_heading_or_its_provision(program: Program) -> None:
    names = ("official-action", "The action is official for the first worker", "tulrca-s237")
    by_id, by_heading, by_provision = (
        program("explain", "prohibited.yaml", name, "-f", "json").json["explanations"] for name in names
    )
    assert by_id == by_heading == by_provision


def test_standard_input_is_read(program: Program) -> None:
    text = (program.folder / "prohibited.yaml").read_bytes()
    run = program("explain", "-", "control", stdin=text)
    assert run.code == 0
    assert "file -\n" in run.out


def test_a_strand_a_day_a_side_and_a_reading_are_chosen(program: Program) -> None:
    chain = EXAMPLES / "contractor-staffed-by-agency.yaml"
    found = program("explain", chain, "control", "--strand", "portering", "-f", "json").json["explanations"]
    assert [each["strand"] for each in found] == ["portering"]
    repudiated = EXAMPLES / "repudiated-action.yaml"
    (one,) = program("explain", repudiated, "repudiated", "--on", "2024-06-03", "-f", "json").json["explanations"]
    assert (one["from"], one["holds"]) == ("2024-05-29", True)
    for party, holds in (("union", True), ("depot", False)):
        (one,) = program("explain", "disputed.yaml", "control", "--as", party, "-f", "json").json["explanations"]
        assert one["holds"] is holds
    run = program("explain", chain, "paragraph-a", "--take", "another-employers-strikers=permits", "-f", "json")
    assert [each["holds"] for each in run.json["explanations"]] == [True, False]


def test_the_list_names_every_element_under_its_ban(program: Program) -> None:
    out = program("explain", "clear.yaml", "--list").out
    assert out.startswith("What can be explained\n")
    assert "  - control: The workers act for, and under the control of, the hirer\n" in out
    assert "  - reg-7: regulation 7\n" in out


def test_the_list_is_written_to_a_file_too(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    run = program("explain", "clear.yaml", "--list", "-o", path)
    assert (run.code, run.raw) == (0, b"")
    assert path.read_bytes() == program("explain", "clear.yaml", "--list").raw


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["contrl"], "there is no element or provision `contrl` to explain\n  to mend it: did you mean `control`?"),
        (["zzz"], "add --list to see what can be explained"),
        (["paid_by"], "`paid_by` is a fact, not an element\n  to mend it: explain what asks it: weighed-control"),
        (["locked-out"], "`locked-out` is an open question of law, not an element"),
        (
            ["control", "--strand", "driver"],
            "there is no strand of cover `driver`\n  to mend it: did you mean",
        ),
        (["control", "--as", "nobody"], "no party `nobody` is declared"),
        (["control", "--take", "x"], "`x` is not QUESTION=READING"),
        (["control", "--on", "13/05/2024"], "write it as year-month-day: 2024-05-13"),
        (["control", "--format", "svg"], "'svg' is not one of"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_explained(program: Program, arguments: list[str], message: str) -> None:
    run = program("explain", "disputed.yaml", *arguments)
    assert (run.code, run.raw) == (2, b"")
    assert message in run.err
    assert "Traceback" not in run.err


def test_a_bad_file_is_told_with_its_places(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("reg7check: 1\ntitle: [", encoding="utf-8")
    run = program("explain", path, "control")
    assert (run.code, run.raw) == (2, b"")
    assert "bad.yaml:2:" in run.err


@pytest.mark.parametrize("name", STARTS)
def test_it_is_written_to_a_file_whole_and_never_over_one_that_is_there(
    program: Program, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "why"
    arguments = ("explain", "clear.yaml", "control", "-f", name, "-o", path)
    run = program(*arguments)
    assert (run.code, run.raw, run.err) == (0, b"", f"wrote {path}\n")
    assert path.read_bytes() == program(*arguments[:-2]).raw
    again = program(*arguments)
    assert again.code == 2
    assert "the file is there already" in again.err
    assert program(*arguments, "--force").code == 0


def test_the_arrangement_is_never_replaced(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes((program.folder / "clear.yaml").read_bytes())
    run = program("explain", path, "-o", path, "--force")
    assert run.code == 2
    assert "this file is read, and would be replaced" in run.err
