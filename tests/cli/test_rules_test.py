"""``rules test`` runs the cases of a rulebook, tells which fail and where, and exits by it."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from xml.etree import ElementTree

import pytest

from .conftest import Program, Run
from .test_terminal import on_a_terminal

TESTS = Path(__file__).parents[1]
CASES = TESTS / "audit"
PERMIT = TESTS / "rulebook" / "permit"
FAILING = (CASES / "failing" / "results.txt").read_text(encoding="utf-8")


@pytest.fixture
def permit(tmp_path: Path) -> Path:
    return Path(copytree(PERMIT, tmp_path / "permit"))


@pytest.fixture
def broken(permit: Path) -> Path:
    """A rulebook in which one answer has changed: on market days stalls are banned too."""
    stalls = permit / "stalls.yaml"
    text = stalls.read_text(encoding="utf-8")
    stalls.write_text(text.replace("unless: [permit-in-hand, market]", "unless: [permit-in-hand]"), encoding="utf-8")
    return permit


@pytest.fixture(scope="module")
def failing(program: Program) -> Run:
    return program("rules", "test", "failing", folder=CASES)


def test_all_pass(program: Program, permit: Path) -> None:
    run = program("rules", "test", permit)
    assert (run.code, run.out, run.err) == (0, "9 rule cases in 1 file: all pass\n", "")


def test_one_fails(program: Program, broken: Path) -> None:
    run = program("rules", "test", broken)
    assert run.code == 1
    assert run.out.splitlines()[-1] == "2 of 9 rule cases fail"
    assert ":9:11: the verdict of 2020-01-01 to 2020-01-02\n" in run.out
    assert "  expected: not-prohibited\n  got:      prohibited\n" in run.out


def test_what_fails_is_told_piped_as_the_golden_results_tell_it(failing: Run) -> None:
    assert (failing.code, failing.out, failing.err) == (1, FAILING, "")


@pytest.mark.parametrize("environment", [{"COLUMNS": "40"}, {"LC_ALL": "C", "TZ": "Asia/Tokyo"}, {"FORCE_COLOR": "1"}])
def test_the_results_are_the_same_everywhere(program: Program, environment: dict[str, str]) -> None:
    assert program("rules", "test", "failing", folder=CASES, environment=environment).out == FAILING


@pytest.mark.parametrize("of", ["rules", "case"])
def test_what_cannot_be_read_exits_2_and_says_where(program: Program, permit: Path, of: str) -> None:
    file = permit / "stalls.yaml" if of == "rules" else permit / "tests" / "stalls.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("baker-v-town", "baker-v-tow"), encoding="utf-8")
    run = program("rules", "test", permit)
    assert (run.code, run.out) == (2, "")
    assert ("letters.yaml:" if of == "rules" else "tests/stalls.yaml:") in run.err
    assert "did you mean `baker-v-tow" in run.err


@pytest.mark.parametrize(
    ("arguments", "folder"),
    [
        (["permit"], "."),
        (["permit/tests"], "."),
        (["permit/tests/stalls.yaml"], "."),
        (["--rules", "permit"], "."),
        (["permit/tests", "--rules", "permit"], "."),
        (["."], "permit"),
        (["."], "permit/tests"),
        (["stalls.yaml"], "permit/tests"),
        (["../tests/stalls.yaml"], "permit/tests"),
        (["--rules", "."], "permit"),
    ],
)
def test_the_rulebook_is_the_one_that_the_cases_lie_in(
    arguments: list[str], folder: str, program: Program, permit: Path
) -> None:
    run = program("rules", "test", *arguments, folder=permit.parent / folder)
    assert (run.code, run.out, run.err) == (0, "9 rule cases in 1 file: all pass\n", "")


def test_rules_of_another_folder_judge_the_cases(program: Program, permit: Path, broken: Path, tmp_path: Path) -> None:
    copytree(PERMIT / "tests", tmp_path / "elsewhere")
    assert program("rules", "test", tmp_path / "elsewhere", "--rules", PERMIT).code == 0
    assert program("rules", "test", PERMIT, "--rules", broken).code == 1


def test_cases_outside_any_rulebook_are_judged_under_the_one_that_ships(program: Program, tmp_path: Path) -> None:
    folder = Path(copytree(CASES / "failing", tmp_path / "any" / "tests"))
    copytree(CASES / "cases", tmp_path / "any" / "cases")
    (folder / "the-rest.yaml").unlink()
    assert program("rules", "test", folder).out.splitlines()[-1] == "4 of 5 rule cases fail"


def test_a_rulebook_without_cases_exits_2(program: Program, permit: Path) -> None:
    (permit / "tests").rename(permit / "cases")
    run = program("rules", "test", "--rules", permit)
    assert (run.code, run.out) == (2, "")
    assert "permit: error: this rulebook has no folder `tests`" in run.err
    assert "docs/rule-cases.md" in run.err


@pytest.mark.parametrize("what", ["nowhere", "nowhere/tests", "nowhere.yaml", ""])
def test_a_path_that_is_not_there_exits_2(what: str, program: Program, tmp_path: Path) -> None:
    run = program("rules", "test", what, folder=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "error: " in run.err
    assert "to mend it: " in run.err


def test_an_empty_folder_exits_2(program: Program, tmp_path: Path) -> None:
    run = program("rules", "test", tmp_path)
    assert run.code == 2
    assert "there are no rule cases in this folder" in run.err


def test_only_some_are_run(program: Program, permit: Path) -> None:
    run = program("rules", "test", permit, "--only", "MARKET")
    assert (run.code, run.out) == (0, "1 rule case in 1 file: it passes\n")
    assert program("rules", "test", permit, "-k", "stalls.y").out == "9 rule cases in 1 file: all pass\n"


def test_only_what_is_in_no_title_exits_2(program: Program, permit: Path) -> None:
    run = program("rules", "test", permit, "--only", "custard")
    assert (run.code, run.out) == (2, "")
    assert "no rule case has `custard` in its title or file name" in run.err


def test_verbose_lists_each_case_with_whose_answer_it_is(program: Program, permit: Path) -> None:
    lines = program("rules", "test", permit, "--verbose", "-k", "town reads it").out.splitlines()
    assert lines == [
        "permit/tests/stalls.yaml:29:12: passes: Read as the town reads it, a stall of middling size is large",
        "  baker-v-town: Baker v The Town [1991] Street 1",
        "",
        "1 rule case in 1 file: it passes",
    ]


def test_quiet_prints_nothing_and_the_exit_code_tells(program: Program, permit: Path) -> None:
    assert program("rules", "test", permit, "--quiet") == Run(0, b"", "")
    assert program("rules", "test", "failing", "--quiet", folder=CASES) == Run(1, b"", "")


def test_junit_is_what_ci_systems_read(program: Program) -> None:
    run = program("rules", "test", "failing", "--format", "junit", folder=CASES)
    assert (run.code, run.err) == (1, "")
    assert run.out == (CASES / "failing" / "results.xml").read_text(encoding="utf-8")
    case = ElementTree.fromstring(run.raw).find("testsuite/testcase")
    assert case is not None
    assert (case.get("file"), case.get("line")) == ("failing/the-rest.yaml", "3")


@pytest.mark.parametrize("format_name", ["text", "junit"])
def test_output_writes_what_would_have_been_printed(format_name: str, program: Program, tmp_path: Path) -> None:
    target = tmp_path / "results"
    run = program("rules", "test", "failing", "-f", format_name, "-o", target, folder=CASES)
    assert (run.code, run.raw, run.err) == (1, b"", f"wrote {target}\n")
    assert target.read_bytes() == program("rules", "test", "failing", "-f", format_name, folder=CASES).raw


def test_output_replaces_nothing_unasked_and_no_file_that_is_read(program: Program, permit: Path) -> None:
    cases = permit / "tests" / "stalls.yaml"
    before = cases.read_bytes()
    assert program("rules", "test", permit, "-o", cases).code == 2
    assert program("rules", "test", permit, "-o", cases, "--force").code == 2
    assert program("rules", "test", permit, "-o", permit / "stalls.yaml", "--force").code == 2
    assert cases.read_bytes() == before


GITHUB = {"GITHUB_ACTIONS": "true"}


def test_github_gets_an_annotation_a_difference_at_its_line(program: Program, failing: Run) -> None:
    run = program("rules", "test", "failing", folder=CASES, environment=GITHUB)
    annotations = [line for line in run.out.splitlines() if line.startswith("::")]
    assert len(annotations) == FAILING.count("\n  expected: ")
    assert (
        "::error file=failing/verdicts.yaml,line=9,col=16,title=Rule case%3A Another verdict"
        "::the verdict: expected not-prohibited; got prohibited"
    ) in annotations
    assert run.out.endswith(failing.out)
    assert run.code == 1


def test_github_gets_annotations_beside_a_junit_file_but_never_in_one(program: Program, tmp_path: Path) -> None:
    target = tmp_path / "results.xml"
    arguments = ("rules", "test", "failing", "--format", "junit")
    assert "::error" not in program(*arguments, folder=CASES, environment=GITHUB).out
    beside = program(*arguments, "-o", target, folder=CASES, environment=GITHUB).out
    assert beside.startswith("::error file=failing/")
    assert "::error" not in target.read_text(encoding="utf-8")


def test_a_terminal_gets_the_same_text(program: Program) -> None:
    code, shown = on_a_terminal(
        program, "rules", "test", str(CASES / "failing"), "--only", "Another verdict", columns=40
    )
    assert code == 1
    assert shown.endswith("\n2 of 2 rule cases fail\n")
    assert "\x1b" not in shown


def test_help_tells_what_the_command_does(program: Program) -> None:
    run = program("rules", "test", "--help")
    assert run.code == 0
    assert "Example: reg7check rules test" in run.out
