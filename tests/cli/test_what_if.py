"""``reg7check what-if`` from the command line, and every command that its page in the docs shows."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import ARRANGEMENTS, Program

ROOT = Path(__file__).parents[2]
PAGES = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("what-if.md", "compare.md"))
BLOCKS = re.findall(r"^```console\n(.*?)^```", PAGES, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("command", [line for block in BLOCKS for line in block.splitlines()])
def test_a_command_of_the_pages_runs(program: Program, command: str) -> None:
    name, *arguments = shlex.split(command)
    assert name == "reg7check"
    run = program(*arguments, folder=ROOT)
    assert (run.code, run.err) == (0, "")
    assert run.out


def test_the_verdict_before_and_after_is_that_of_the_file_before_and_after(
    program: Program, changed: Callable[..., Path]
) -> None:
    tried = program("what-if", "prohibited.yaml", "--set", "engaged_by=hirer", "--format", "json").json
    edited = changed("prohibited.yaml", "engaged_by: supplier", "engaged_by: hirer")
    verdict = program("assess", edited, "-f", "json").json["verdict"]
    assert tried["comparison"]["verdict"] == {"before": "prohibited", "after": verdict}
    (ruling,) = tried["comparison"]["cover"][0]["prohibitions"]
    assert ruling["verdict"] == {"before": "prohibited", "after": "not-prohibited"}
    assert tried["set"][0]["before"]["answer"] == "supplier"


def test_every_answer_that_turns_the_verdict_does_so_when_it_is_set(program: Program) -> None:
    explored = program("what-if", "undetermined.yaml", "--explore", "-f", "json").json["explored"]
    (ruling,) = explored["rulings"]
    assert ruling["verdict"] == "undetermined"
    for each in ruling["turned_by"][::4]:
        put = f"{each['fact']}={each['answer']}"
        after = program("what-if", "undetermined.yaml", "--set", put, "-f", "json").json["comparison"]["verdict"][
            "after"
        ]
        assert after == each["verdict"]


def test_the_file_stays_as_it_is_and_can_come_from_standard_input(program: Program) -> None:
    content = (ARRANGEMENTS / "prohibited.yaml").read_bytes()
    run = program("what-if", "-", "--set", "engaged_by=hirer", stdin=content)
    assert run.code == 0
    assert "PROHIBITED → NOT PROHIBITED" in run.out
    assert (ARRANGEMENTS / "prohibited.yaml").read_bytes() == content


def test_one_day_one_account_and_a_reading_can_be_assumed(program: Program) -> None:
    run = program("what-if", "disputed.yaml", "--explore", "--as", "union", "--on", "2024-05-20", "-f", "json")
    assert run.code == 0, run.err
    assert run.json["assumed"]["as"] == "union"
    assert run.json["assumed"]["on"] == "2024-05-20"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "give --set FACT=ANSWER, or --explore to try every answer"),
        (["--set", "engaged_by"], "`engaged_by` is not FACT=ANSWER"),
        (["--set", "engagd_by=hirer"], "did you mean `engaged_by`? `reg7check facts` lists all"),
        (["--set", "engaged_by=hirers"], "did you mean `hirer`? The answers are: "),
        (["--set", "engaged_by=hirer", "--set", "engaged_by=nobody"], "`engaged_by` is set twice"),
        (["--set", "engaged_by=hirer", "--set", "engaged_by=hirer"], "`engaged_by` is set twice"),
        (["--set", "supplier_told_on=20/05/2024"], "write it as year-month-day: 2024-05-20"),
        (["--set", "supplier_told_on=yes"], "a date such as 2024-05-13, never, unknown"),
        (["--explore", "--strand", "nowhere"], "there is no strand of cover `nowhere`"),
        (["--explore", "--action", "strik"], "did you mean `strike`?"),
        (["--explore", "--as", "nobody-here"], "no party `nobody-here` is declared"),
        (["--explore", "--output", "prohibited.yaml"], "the file is there already"),
        (["--explore", "--output", "prohibited.yaml", "--force"], "this file is read, and would be replaced"),
    ],
)
def test_what_is_wrong_is_told_with_how_to_mend_it(program: Program, arguments: list[str], told: str) -> None:
    run = program("what-if", "prohibited.yaml", *arguments)
    assert (run.code, run.out) == (2, "")
    assert told in " ".join(run.err.split())


def test_every_wrong_answer_is_told_at_once(program: Program) -> None:
    run = program("what-if", "prohibited.yaml", "--set", "engagd_by=hirer", "--set", "paid_by=often")
    assert run.err.count("error:") == 2


def test_it_is_written_to_a_file(program: Program, tmp_path: Path) -> None:
    run = program("what-if", "prohibited.yaml", "--explore", "-f", "markdown", "-o", tmp_path / "tried.md")
    assert (run.code, run.out) == (0, "")
    assert (tmp_path / "tried.md").read_text(encoding="utf-8").startswith("# What if? ")
