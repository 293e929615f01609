"""``reg7check summary`` as it is run: folders, bad files among good ones, choices, files, exit codes."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from shutil import copy

import pytest

from .conftest import ARRANGEMENTS, Program

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "disputes" / "north").mkdir(parents=True)
    copy(EXAMPLES / "agency-supply.yaml", tmp_path / "disputes" / "a.yaml")
    copy(EXAMPLES / "barnet-2024-05-duty-provider.yaml", tmp_path / "disputes" / "north" / "b.yml")
    copy(EXAMPLES / "contractor-staffed-by-agency.yaml", tmp_path / "disputes" / "c.yaml")
    return tmp_path / "disputes"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_folder_is_summarised_whatever_its_verdicts(program: Program, folder: Path) -> None:
    done = program("summary", "disputes", folder=folder.parent)
    assert (done.code, done.err) == (0, "")
    assert "In 3 arrangements the work is covered in 4 ways." in done.out
    assert done.out.index("PROHIBITED") < done.out.index("ARGUABLE") < done.out.index("UNDETERMINED")


def test_the_folder_that_one_is_in_is_summarised_where_none_is_named(program: Program, folder: Path) -> None:
    done = program("summary", "--format", "csv", folder=folder)
    assert {row["File"] for row in rows(done.out)} == {"a.yaml", "c.yaml", "north/b.yml"}


def test_the_rest_is_told_where_a_file_cannot_be_read(program: Program, folder: Path) -> None:
    (folder / "bad.yaml").write_text("reg7check: 1\ntitle: [\n", encoding="utf-8")
    (folder / "other.yaml").write_text("services: {}\n", encoding="utf-8")
    done = program("summary", folder, "--format", "csv")
    told = rows(done.out)
    assert done.code == 2
    assert [row["Verdict"] for row in told] == [
        "prohibited", "arguable", "undetermined", "not prohibited", "cannot be read", "cannot be read",
    ]  # fmt: skip
    assert "problems; the first: line" in told[-1]["Please note"]
    assert "disputes/bad.yaml:3:1: error: this is not valid YAML" in done.err
    assert done.err.count("disputes/other.yaml") > 3


def test_a_file_that_is_not_there_is_a_row_too(program: Program, folder: Path) -> None:
    done = program("summary", folder / "a.yaml", folder / "nowhere.yaml", "--format", "json")
    assert done.code == 2
    assert [row["verdict"] for row in done.json["rows"]] == ["prohibited"]
    assert done.json["unreadable"][0]["problems"][0]["message"] == "there is no such file"


def test_nothing_is_told_of_a_folder_that_holds_none(program: Program, tmp_path: Path) -> None:
    done = program("summary", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "there are no arrangements in this folder" in done.err


def test_verdicts_may_be_named_together_or_one_by_one(program: Program, folder: Path) -> None:
    together = program("summary", folder, "--verdict", "prohibited, arguable", "-f", "json")
    singly = program("summary", folder, "--verdict", "arguable", "--verdict", "prohibited", "-f", "json")
    assert [row["verdict"] for row in together.json["rows"]] == ["prohibited", "arguable"]
    assert together.raw == singly.raw


@pytest.mark.parametrize(
    ("option", "value", "hint"),
    [
        ("--verdict", "prohibitted", "did you mean `prohibited`?"),
        ("--verdict", "", "use one of: prohibited, disputed"),
        ("--nation", "walles", "did you mean `wales`?"),
        ("--stage", "agreeed,proposed", "did you mean `agreed`?"),
    ],
)
def test_a_wrong_name_is_told_with_the_nearest(
    program: Program, folder: Path, option: str, value: str, hint: str
) -> None:
    done = program("summary", folder, option, value)
    assert (done.code, done.out) == (2, "")
    assert hint in done.err


def test_a_wrong_day_is_told(program: Program, folder: Path) -> None:
    done = program("summary", folder, "--running-on", "13/5/2024")
    assert done.code == 2
    assert "2024-05-13" in done.err


def test_what_is_chosen_and_sorted_is_told(program: Program, folder: Path) -> None:
    done = program("summary", folder, "--hirer", "council", "--sort", "date", "--reverse", "-f", "json")
    assert [row["file"] for row in done.json["rows"]] == ["disputes/a.yaml", "disputes/north/b.yml"]
    assert done.json["asked"] == [
        "Only cover with “council” in the hirer's name.",
        "Order: by the first day of the cover, the other way round.",
    ]


@pytest.mark.parametrize("ending", ["txt", "md", "html", "csv", "json", "xlsx"])
def test_a_file_is_written_once_and_the_same_each_time(
    program: Program, folder: Path, tmp_path: Path, ending: str
) -> None:
    named = {"txt": "text", "md": "markdown"}.get(ending, ending)
    first, second = tmp_path / f"1.{ending}", tmp_path / f"2.{ending}"
    done = program("summary", folder, "-f", named, "-o", first)
    assert (done.code, done.out) == (0, "")
    assert done.err == f"wrote {first}\n"
    assert program("summary", folder, "-f", named, "-o", second).code == 0
    assert first.read_bytes() == second.read_bytes()
    assert program("summary", folder, "-f", named, "-o", first).code == 2
    assert program("summary", folder, "-f", named, "-o", first, "--force").code == 0


def test_a_file_is_written_though_another_cannot_be_read(program: Program, folder: Path, tmp_path: Path) -> None:
    (folder / "bad.yaml").write_text("title: x\n", encoding="utf-8")
    done = program("summary", folder, "-f", "xlsx", "-o", tmp_path / "s.xlsx")
    assert done.code == 2
    assert (tmp_path / "s.xlsx").stat().st_size > 10_000
    assert "disputes/bad.yaml" in done.err


def test_an_excel_file_is_not_printed(program: Program, folder: Path) -> None:
    done = program("summary", folder, "--format", "xlsx")
    assert (done.code, done.out) == (2, "")
    assert "name it with --output" in done.err


def test_no_arrangement_is_written_over(program: Program, folder: Path) -> None:
    before = (folder / "a.yaml").read_bytes()
    done = program("summary", folder, "-o", folder / "a.yaml", "--force")
    assert done.code == 2
    assert (folder / "a.yaml").read_bytes() == before


def test_without_the_library_it_says_what_to_install(program: Program, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / "xlsxwriter.py").write_text("raise ModuleNotFoundError\n", encoding="utf-8")
    environment = {"PYTHONPATH": str(tmp_path / "hidden")}
    done = program("summary", folder, "-f", "xlsx", "-o", tmp_path / "s.xlsx", environment=environment)
    assert done.code == 2
    assert "pip install 'reg7check[xlsx]'" in done.err
    assert not (tmp_path / "s.xlsx").exists()
    assert program("summary", folder, "-f", "csv", environment=environment).code == 0


def test_standard_input_is_summarised(program: Program) -> None:
    stdin = (ARRANGEMENTS / "prohibited.yaml").read_bytes()
    done = program("summary", "-", "-f", "json", stdin=stdin)
    assert [row["file"] for row in done.json["rows"]] == ["-"]


@pytest.mark.parametrize("name", ["sarif", "junit"])
def test_assess_exits_as_it_does_whatever_the_format(program: Program, folder: Path, name: str) -> None:
    done = program("assess", folder, "--format", name)
    assert done.code == 1
    assert program("assess", folder / "north", "--format", name).code == 3
    assert program("assess", folder / "a.yaml", "--format", name, "--exit-zero").code == 0
