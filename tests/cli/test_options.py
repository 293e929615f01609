"""The options of ``assess``: one day, one party's account, one reading, and how much is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import Program, Run

PERIOD_OF_THE_DAY = {"from": "2024-05-14", "to": "2024-05-14"}


def json_of(program: Program, *arguments: str) -> dict[str, Any]:
    return dict(program("assess", *arguments, "--format", "json").json)


def test_on_judges_one_day_alone(program: Program) -> None:
    (strand,) = json_of(program, "prohibited.yaml", "--on", "2024-05-14")["cover"]
    assert [{key: each[key] for key in PERIOD_OF_THE_DAY} for each in strand["periods"]] == [PERIOD_OF_THE_DAY]


def test_on_a_day_without_cover_is_not_prohibited(program: Program) -> None:
    assert program("assess", "prohibited.yaml", "--on", "2024-06-01", "-q").code == 0


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2024-02-30", "there is no such date as 2024-02-30"),
        ("tomorrow", "`tomorrow` is not a date"),
        ("14/05/2024", "2024-05-14"),
        ("", "is not a date"),
        ("2024-5-14", "is not a date"),
    ],
)
def test_on_with_a_bad_date_is_an_error(program: Program, day: str, says: str) -> None:
    run = program("assess", "clear.yaml", "--on", day)
    assert (run.code, run.raw) == (2, b"")
    assert "--on" in run.err
    assert says in run.err
    assert "Traceback" not in run.err


def test_a_bad_date_is_shown_inert(program: Program) -> None:
    run = program("assess", "clear.yaml", "--on", "\x1b[31m")
    assert run.code == 2
    assert "\x1b" not in run.err


@pytest.mark.parametrize(("party", "verdict"), [("union", "prohibited"), ("depot", "not-prohibited")])
def test_as_judges_the_account_of_a_party(program: Program, party: str, verdict: str) -> None:
    assert json_of(program, "disputed.yaml", "--as", party)["verdict"] == verdict


def test_as_a_party_that_says_nothing_leaves_the_facts_unknown(program: Program) -> None:
    assert json_of(program, "disputed.yaml", "--as", "bystander")["verdict"] == "undetermined"


def test_as_is_told_in_the_report(program: Program) -> None:
    assert json_of(program, "disputed.yaml", "--as", "union")["assumed"]["as"] == "union"
    assert "The union" in program("assess", "disputed.yaml", "--as", "union").out.split("drivers:")[0]


def test_as_an_undeclared_party_is_an_error(program: Program) -> None:
    run = program("assess", "disputed.yaml", "--as", "unoin")
    assert (run.code, run.raw) == (2, b"")
    assert "no party `unoin` is declared" in run.err
    assert "did you mean `union`?" in run.err


def test_as_an_undeclared_party_is_told_of_every_file(program: Program) -> None:
    run = program("assess", "clear.yaml", "disputed.yaml", "--as", "nobody")
    assert run.code == 2
    for file in ("clear.yaml", "disputed.yaml"):
        assert f"{file}: error: no party `nobody`" in run.err


@pytest.mark.parametrize(("reading", "verdict"), [("prohibits", "prohibited"), ("permits", "not-prohibited")])
def test_take_assumes_a_reading(program: Program, reading: str, verdict: str) -> None:
    report = json_of(program, "arguable.yaml", "--take", f"umbrella-employer={reading}")
    assert report["verdict"] == verdict
    assert report["assumed"]["take"] == {"umbrella-employer": reading}


def test_take_may_be_given_for_several_questions(program: Program) -> None:
    report = json_of(program, "arguable.yaml", "--take", "umbrella-employer=permits", "--take", "locked-out=prohibits")
    assert report["assumed"]["take"] == {"umbrella-employer": "permits", "locked-out": "prohibits"}


def test_take_is_told_in_the_report(program: Program) -> None:
    out = program("assess", "arguable.yaml", "--take", "umbrella-employer=permits").out
    assert "Assumed, though the law is open" in out


def take_is_refused(run: Run, message: str, hint: str) -> None:
    assert (run.code, run.raw) == (2, b"")
    assert message in run.err
    assert hint in run.err


def test_take_of_an_unknown_question_names_the_nearest(program: Program) -> None:
    run = program("assess", "arguable.yaml", "--take", "umbrela-employer=permits")
    take_is_refused(run, "there is no open question `umbrela-employer`", "did you mean `umbrella-employer`?")


def test_take_of_an_unknown_reading_names_the_readings(program: Program) -> None:
    run = program("assess", "arguable.yaml", "--take", "umbrella-employer=forbids")
    take_is_refused(run, "`umbrella-employer` has no reading `forbids`", "prohibits, permits")


def test_take_without_an_equals_sign_is_an_error(program: Program) -> None:
    take_is_refused(program("assess", "arguable.yaml", "--take", "umbrella-employer"), "QUESTION=READING", "--take")


def test_take_of_both_taken_of_one_question_is_an_error(program: Program) -> None:
    takes = ("--take", "umbrella-employer=permits", "--take", "umbrella-employer=prohibits")
    assert program("assess", "arguable.yaml", *takes).code == 2


def test_a_bad_take_is_told_once_for_several_files(program: Program) -> None:
    run = program("assess", "arguable.yaml", "clear.yaml", "--take", "nonsense=permits")
    assert run.err.count("there is no open question") == 1


@pytest.mark.parametrize(("file", "code"), [("clear.yaml", 0), ("prohibited.yaml", 1), ("arguable.yaml", 3)])
def test_quiet_prints_nothing_and_keeps_the_exit_code(program: Program, file: str, code: int) -> None:
    run = program("assess", file, "--quiet")
    assert (run.code, run.raw, run.err) == (code, b"", "")


def test_quiet_still_tells_what_is_wrong(program: Program) -> None:
    run = program("assess", "nowhere.yaml", "--quiet")
    assert run.code == 2
    assert "there is no such file" in run.err


def test_verbose_tells_more(program: Program, prohibited_text: Run) -> None:
    run = program("assess", "prohibited.yaml", "--verbose")
    assert run.code == 1
    assert len(run.out) > len(prohibited_text.out)
    assert "Authorities" in run.out


def test_json_is_pure_ascii_and_one_object_for_one_file(program: Program, changed: Callable[..., Path]) -> None:
    run = program("assess", changed("clear.yaml", "The depot", "Café “Tŷ” 🚌"), "-f", "json")
    assert run.raw.isascii()
    assert run.raw.endswith(b"}\n")
    assert isinstance(run.json, dict)


def test_json_is_an_array_for_two_files(program: Program) -> None:
    run = program("assess", "clear.yaml", "prohibited.yaml", "-f", "json")
    assert [each["verdict"] for each in run.json] == ["not-prohibited", "prohibited"]


def test_json_has_every_key_of_schema_1(prohibited_json: Run) -> None:
    report = prohibited_json.json
    assert report["schema"] == 1
    assert report.keys() >= {
        "schema", "program", "rulebook", "arrangement", "verdict", "cover", "authorities", "consequences",
        "next_steps", "caveats",
    }  # fmt: skip
    assert report["arrangement"].keys() >= {"file", "title", "reference", "sha256"}
    assert report["cover"][0].keys() >= {
        "id", "described_as", "verdict", "periods", "accounts", "turns_on", "settled_by", "questions", "reasons",
        "other_prohibitions", "notes",
    }  # fmt: skip


def test_json_names_no_folder(program: Program, prohibited_json: Run, tmp_path: Path) -> None:
    run = program("assess", program.folder / "prohibited.yaml", "-f", "json", folder=tmp_path)
    assert run.raw == prohibited_json.raw


def test_several_text_reports_stand_one_after_the_other(program: Program) -> None:
    out = program("assess", "clear.yaml", "prohibited.yaml").out
    assert out.index("Office staff of the agency drive nothing") < out.index("Agency drivers cover the depot strike")
