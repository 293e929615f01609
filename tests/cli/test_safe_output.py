"""No command that writes can be led to another place than the one that was named. A new command is tried by itself."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from reg7check.cli.file_names import fault_in_name

from .conftest import Program
from .test_help import NEEDS_A_TERMINAL, ROOT, every_command


@pytest.fixture(scope="module")
def folder(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("folder")
    for name, target in (("examples", "examples"), ("rules", "rules"), ("my-rules", "rules")):
        (made / name).symlink_to(ROOT / target)
    program("assess", "examples/agency-supply.yaml", "--output", "report.txt", folder=made)
    return made


def writing(program: Program) -> Iterator[tuple[list[str], str]]:
    """Yield the example of each command with each of its options that name a file to write."""
    for name in every_command(program):
        text = " ".join(program(*name.split(), "--help").out.split())
        found = re.search(r"Example: reg7check (.+?) (?:Arguments|Options):", text)
        assert found, name
        words = shlex.split(found[1])
        while "--output" in words:
            at = words.index("--output")
            del words[at : at + 2]
        for option in ("--output", "--bundle"):
            if name not in NEEDS_A_TERMINAL and re.search(rf"{option}\b", text):
                yield words, option


def test_no_command_writes_through_a_link_or_out_of_its_folder(program: Program, folder: Path) -> None:
    (folder / "target").write_text("mine", encoding="utf-8")
    (folder / "link").symlink_to("target")
    (folder / "dangling").symlink_to("nowhere")
    (folder / "below").mkdir()
    tried = set()
    for words, option in writing(program):
        tried.add((words[0], option))
        for name, said in (("link", "this is a link"), ("dangling", "this is a link"), ("below/../x", "`..` in it")):
            more = ["--force"] if "--force" in program(*words[: 1 + (words[0] == "rules")], "--help").out else []
            run = program(*words, option, name, *more, folder=folder)
            assert (run.code, said in run.err) == (2, True), (words, option, name, run.err)
    assert {("assess", "--output"), ("assess", "--bundle"), ("new", "--output"), ("rules", "--output")} <= tried
    assert (folder / "target").read_text(encoding="utf-8") == "mine"
    assert (folder / "link").is_symlink()
    assert not (folder / "nowhere").exists()
    assert not (folder / "x").exists()


def test_a_link_that_is_put_in_place_after_the_check_is_neither_followed_nor_replaced(tmp_path: Path) -> None:
    from reg7check.cli.outputs import check_output, write_output
    from reg7check.problems import BadInput

    target, link = tmp_path / "target", tmp_path / "report.txt"
    target.write_text("mine", encoding="utf-8")
    check_output(str(link), overwrite=False)
    link.symlink_to(target)
    with pytest.raises(BadInput, match="this is a link"):
        write_output(str(link), "a report")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "name",
    ["NUL", "con.txt", "out\\Aux.html", "C:\\x\\lpt1", "COM¹.pdf", "report.html:hidden", "C:\\x\\a:b", "a.txt.", "a "],
)
def test_windows_names_that_are_no_plain_file_are_refused(name: str) -> None:
    assert fault_in_name(PureWindowsPath(name)) is not None


@pytest.mark.parametrize("name", ["report.html", "C:\\Users\\x\\console.txt", "\\\\host\\share\\nullity.pdf", "C:x"])
def test_plain_windows_names_are_written(name: str) -> None:
    assert fault_in_name(PureWindowsPath(name)) is None


def test_such_names_are_plain_elsewhere() -> None:
    assert fault_in_name(PurePosixPath("out/aux.html")) is None
    assert fault_in_name(PurePosixPath("report:2.html")) is None
