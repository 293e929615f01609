"""``letter`` prints or writes a draft, says on standard error what is to be known of it, and refuses what it cannot."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest

from .conftest import ARRANGEMENTS, Program
from .test_inert_output import NASTY, SHOWN, UNSAFE

EXAMPLES = Path(__file__).parents[2] / "examples"
DUTY = str(EXAMPLES / "barnet-2024-05-duty-provider.yaml")
FLEX = str(EXAMPLES / "barnet-2024-04-flex360.yaml")
GOLDEN = Path(__file__).parents[1] / "report" / "golden" / "letters"


def test_it_prints_the_letter_and_says_beside_it_that_it_is_a_draft(program: Program) -> None:
    run = program("letter", DUTY, "--to", "hirer", "--dated", "2024-05-20", "--reply-by", "2024-05-31", "--public-body")
    assert run.code == 0
    assert run.out == (GOLDEN / "barnet-2024-05-duty-provider.hirer.txt").read_text(encoding="utf-8")
    assert "note: this is a draft, and not legal advice" in run.err
    assert "note: it does not ask what the union itself can answer: On what day" in run.err


@pytest.mark.parametrize(("format_name", "ending"), [("text", "txt"), ("markdown", "md")])
def test_it_writes_what_it_would_print(program: Program, tmp_path: Path, format_name: str, ending: str) -> None:
    target = tmp_path / "letter"
    arguments = ("letter", FLEX, "--to", "supplier", "--dated", "2024-04-12", "--reply-by", "2024-05-31")
    run = program(*arguments, "-f", format_name, "-o", target)
    assert (run.code, run.raw) == (0, b"")
    assert run.err.startswith(f"wrote {target}\n")
    golden = (GOLDEN / f"barnet-2024-04-flex360.supplier.{ending}").read_bytes()
    assert target.read_bytes() == golden == program(*arguments, "-f", format_name).raw


def test_a_word_file_is_written_the_same_each_time(program: Program, tmp_path: Path) -> None:
    for name in ("one.docx", "two.docx"):
        run = program("letter", FLEX, "--to", "regulator", "--dated", "2024-04-12", "-f", "docx", "-o", tmp_path / name)
        assert run.code == 0
    content = (tmp_path / "one.docx").read_bytes()
    assert content == (tmp_path / "two.docx").read_bytes()
    assert "12 April 2024" in [each.text.split("\n")[0] for each in docx.Document(BytesIO(content)).paragraphs]


def test_a_word_file_needs_a_name(program: Program) -> None:
    run = program("letter", FLEX, "--to", "supplier", "--format", "docx")
    assert (run.code, run.raw) == (2, b"")
    assert "name the file to write with --output" in " ".join(run.err.replace("│", " ").split())


def test_without_a_date_it_is_of_today(program: Program) -> None:
    before = date.today()
    out = program("letter", FLEX, "--to", "supplier").out
    days = {f"{day.day} {day:%B %Y}" for day in (before, date.today())}
    assert any(f"\n{day}\n" in out for day in days)


def test_standard_input_is_read(program: Program) -> None:
    run = program("letter", "-", "--to", "supplier", stdin=(ARRANGEMENTS / "disputed.yaml").read_bytes())
    assert run.code == 0
    assert "The agency" in run.out


def test_a_stage_that_the_letters_date_has_overtaken_is_pointed_out(program: Program) -> None:
    run = program("letter", DUTY, "--to", "supplier", "--dated", "2024-07-13")
    assert "its stage is proposed: bring the file up to date" in " ".join(run.err.split())
    assert "bring the file up to date" not in program("letter", DUTY, "--to", "supplier", "--dated", "2024-07-12").err
    assert "bring the file up to date" not in program("letter", FLEX, "--to", "supplier", "--dated", "2024-07-13").err


def test_what_is_not_checked_of_the_enforcement_body_is_said_beside_the_letter(program: Program) -> None:
    run = program("letter", DUTY, "--to", "regulator", "--dated", "2026-04-07")
    assert "note: not checked, of the Fair Work Agency: " in run.err
    assert "not checked" not in run.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--to", "mayor"), "'mayor' is not one of"),
        ((), "Missing option '--to'"),
        (("--to", "hirer", "--dated", "20/05/2024"), "write it as year-month-day: 2024-05-20"),
        (("--to", "hirer", "--reply-by", "soon"), "--reply-by"),
        (
            ("--to", "hirer", "--dated", "2024-05-20", "--reply-by", "2024-05-19"),
            "2024-05-19 is before the letter's date, 2024-05-20",
        ),
        (("--to", "hirer", "--strand", "duty"), "there is no strand of cover `duty`"),
        (("--to", "hirer", "--rules", "nowhere"), "the rulebook cannot be read"),
    ],
)
def test_a_wrong_command_line_is_an_error_without_a_letter(
    program: Program, arguments: tuple[str, ...], says: str
) -> None:
    run = program("letter", DUTY, *arguments)
    assert (run.code, run.raw) == (2, b"")
    assert says in " ".join(run.err.replace("│", " ").split())
    assert "Traceback" not in run.err


def test_a_bad_file_is_an_error_and_writes_nothing(program: Program, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("reg7check: 1\n", encoding="utf-8")
    run = program("letter", bad, "--to", "hirer", "-o", tmp_path / "letter.txt")
    assert run.code == 2
    assert "the arrangement lacks `title`" in run.err
    assert not (tmp_path / "letter.txt").exists()


def test_it_replaces_no_file_unasked_and_never_the_one_it_reads(program: Program, tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    target.write_text("mine", encoding="utf-8")
    assert "the file is there already" in program("letter", DUTY, "--to", "hirer", "-o", target).err
    assert target.read_text(encoding="utf-8") == "mine"
    assert program("letter", DUTY, "--to", "hirer", "-o", target, "--force").code == 0
    assert target.read_text(encoding="utf-8").startswith("[to fill in: your address")
    file = tmp_path / "mine.yaml"
    file.write_bytes(Path(DUTY).read_bytes())
    run = program("letter", file, "--to", "hirer", "-o", file, "--force")
    assert (run.code, file.read_bytes()) == (2, Path(DUTY).read_bytes())


@pytest.mark.parametrize("to", ["supplier", "hirer", "regulator"])
@pytest.mark.parametrize("format_name", ["text", "markdown", "docx"])
def test_text_of_a_file_is_shown_as_text(program: Program, tmp_path: Path, to: str, format_name: str) -> None:
    text = (ARRANGEMENTS / "disputed.yaml").read_text(encoding="utf-8")
    for old in ("The union,", "The depot,", "The agency,", "Drives the rounds"):
        assert old in text
        text = text.replace(old, json.dumps(NASTY) + ("," if old.endswith(",") else ""))
    file = tmp_path / "nasty.yaml"
    file.write_text(text, encoding="utf-8")
    target = tmp_path / "letter"
    run = program("letter", file, "--to", to, "--dated", "2024-05-20", "-f", format_name, "-o", target)
    assert run.code == 0
    if format_name == "docx":
        told = " ".join(each.text for each in docx.Document(str(target)).paragraphs)
        assert all(each in " ".join(told.split()) for each in SHOWN)
    else:
        told = target.read_text(encoding="utf-8")
    assert not UNSAFE.search(told)


def test_the_name_of_a_word_file_is_shown_inert(program: Program, tmp_path: Path) -> None:
    target = tmp_path / "a\x1b[31m.docx"
    file = ARRANGEMENTS / "undetermined.yaml"
    run = program("letter", file, "--to", "hirer", "--dated", "2024-05-20", "--format", "docx", "--output", target)
    assert run.code == 0, run.err
    assert "\x1b" not in run.err
    assert "a\\x1b[31m.docx" in run.err
