"""Folders from others: what leads out of one is told of and never read, and nothing in it keeps the program busy."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from shutil import copy, copytree, rmtree

import pytest

from reg7check import BadInput, folders
from reg7check.audit.cases import read_cases
from reg7check.rulebook import load_rulebook
from reg7check.rulebook.load import rule_files

from .conftest import ARRANGEMENTS, Program
from .test_help import ROOT

PERMIT = ROOT / "tests" / "rulebook" / "permit"
Spoil = Callable[[Path], object]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.mkdir()
    (path / "secret.yaml").write_text("password: hunter2\n", encoding="utf-8")
    return path


@pytest.fixture
def rules(tmp_path: Path, secret: Path) -> Path:
    return Path(copytree(PERMIT, tmp_path / "rules"))


SPOILT = {
    "link-out": (lambda at: (at / "x.yaml").symlink_to("../secret/secret.yaml"), "leads out of the folder"),
    "absolute": (lambda at: (at / "x.yaml").symlink_to(at.parent / "secret/secret.yaml"), "leads out of the folder"),
    "by-a-link": (
        lambda at: ((at / ".a").symlink_to("../secret"), (at / "x.yaml").symlink_to(".a/secret.yaml")),
        "leads out of the folder",
    ),
    "folder-out": (lambda at: (at / "x.yaml").symlink_to("../secret"), "leads out of the folder"),
    "device": (lambda at: (at / "x.yaml").symlink_to("/dev/zero"), "leads out of the folder"),
    "loop": (lambda at: (at / "x.yaml").symlink_to("x.yaml"), "leads nowhere"),
    "nowhere": (lambda at: (at / "x.yaml").symlink_to("y.yaml"), "leads nowhere"),
    "pipe": (lambda at: os.mkfifo(at / "x.yaml"), "a pipe, not a file"),
    "huge": (lambda at: ((at / "x.yaml").touch(), os.truncate(at / "x.yaml", 2**40)), "over 1 MiB"),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_a_rule_folder_with_a_link_out_of_it_or_no_plain_file_is_refused(
    program: Program, rules: Path, kind: str
) -> None:
    spoil, message = SPOILT[kind]
    spoil(rules)
    for command in (["assess", "clear.yaml", "--rules", rules], ["rules", "check", rules], ["rules", "graph", rules]):
        run = program(*command)
        assert (run.code, run.raw) == (2, b""), (command, run.out)
        assert f"{rules}/x.yaml: error: " in run.err.replace("rules/x.yaml: error R", "")
        assert message in run.err
        assert "to mend it: " in run.err
        assert "hunter2" not in run.err


@pytest.mark.parametrize("name", ["a\nb.yaml", "caf\udce9.yaml", "\u202elmay.yaml", "\x1b[31m.yaml"])
def test_a_rule_file_of_a_name_that_cannot_be_shown_is_refused(program: Program, rules: Path, name: str) -> None:
    (rules / name).write_text("", encoding="utf-8")
    run = program("assess", "clear.yaml", "--rules", rules)
    assert (run.code, run.raw) == (2, b"")
    assert "its name holds signs that cannot be shown" in run.err
    assert "\x1b" not in run.err


def test_links_within_a_rule_folder_are_read_and_hidden_files_are_not(tmp_path: Path, rules: Path) -> None:
    plain = load_rulebook(rules).sha256
    (first, *_) = sorted(rules.glob("*.yaml"))
    (rules / ".kept").mkdir()
    first.rename(rules / ".kept" / first.name)
    first.symlink_to(Path(".kept", first.name))
    (rules / "._x.yaml").write_bytes(b"\0")
    (rules / "x.yaml").mkdir()
    (tmp_path / "link").symlink_to("rules")
    assert load_rulebook(tmp_path / "link").sha256 == plain


def test_a_rule_folder_with_too_many_files_or_too_much_in_them_is_refused(
    rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        (rules / f"{number}.yaml").write_bytes(b"#" * 1024 * 1024)
    with pytest.raises(BadInput, match="over 8 MiB"):
        rule_files(rules)
    monkeypatch.setattr(folders, "MOST_FILES", 9)
    with pytest.raises(BadInput, match="holds over 9 files"):
        rule_files(rules)


def test_rule_cases_that_lie_outside_of_their_rulebook_are_refused(program: Program, rules: Path, secret: Path) -> None:
    rmtree(rules / "tests")
    (rules / "tests").symlink_to(secret)
    for command in (["rules", "test", rules], ["rules", "test", "--rules", rules], ["rules", "coverage", rules]):
        run = program(*command)
        assert run.code == 2, command
        assert "rules/tests: error: this link leads out of the folder" in run.err
        assert "hunter2" not in run.err


def test_rule_cases_start_from_arrangements_alone(tmp_path: Path) -> None:
    (tmp_path / "id_rsa").write_text("hunter2", encoding="utf-8")
    (tmp_path / "cases.yaml").write_text("base: id_rsa\ncases: [{title: x, expect: {}}]\n", encoding="utf-8")
    with pytest.raises(BadInput, match="`id_rsa` is no arrangement") as refused:
        read_cases(tmp_path / "cases.yaml", load_rulebook(PERMIT).law)
    assert "hunter2" not in str(refused.value)


def test_a_pipe_among_rules_does_not_keep_rule_cases_waiting(program: Program, rules: Path) -> None:
    os.mkfifo(rules / "a.yaml")
    run = program("rules", "test", next((rules / "tests").glob("*.yaml")))
    assert run.code == 2
    assert "a.yaml: error: this is a pipe, not a file" in run.err


@pytest.fixture
def cases(tmp_path: Path, secret: Path) -> Path:
    folder = tmp_path / "cases"
    folder.mkdir()
    copy(ARRANGEMENTS / "clear.yaml", folder)
    return folder


@pytest.mark.parametrize("kind", SPOILT)
def test_a_folder_of_arrangements_is_never_left(program: Program, cases: Path, kind: str) -> None:
    spoil, message = SPOILT[kind]
    spoil(cases)
    for command in ("assess", "summary"):
        run = program(command, cases)
        assert run.code == 2
        assert "cases/x.yaml: error: " in run.err
        assert message in run.err
        assert "hunter2" not in run.out + run.err
    assert "1 arrangement" in run.out  # of a summary, what can be read is told


def test_a_link_to_a_folder_is_told_of_and_not_followed(program: Program, cases: Path) -> None:
    (cases / "more").symlink_to("../secret")
    (cases / "same").symlink_to(".")
    run = program("summary", cases)
    assert run.code == 2
    assert run.err.count("error: ") == 1
    assert "cases/more: error: this link leads out of the folder, and is not followed" in run.err
    assert "hunter2" not in run.out + run.err


def test_a_name_that_is_not_utf_8_is_shown_inert(program: Program, cases: Path) -> None:
    (cases / "clear.yaml").rename(cases / "caf\udce9.yaml")
    for command in ("assess", "summary"):
        for form in ("text", "json", "markdown", "html"):
            run = program(command, cases, "--format", form)
            assert (run.code, run.err) == (0, ""), (command, form)


def test_folders_that_lie_too_deep_or_hold_too_much_are_refused(
    program: Program, cases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        copy(ARRANGEMENTS / "clear.yaml", cases / f"{number}.yaml")
    monkeypatch.setattr(folders, "MOST_FILES", 4)
    with pytest.raises(BadInput, match="holds over 4 arrangements"):
        folders.files_below(cases, "cases")
    monkeypatch.setattr(folders, "MOST_FILES", 5)
    monkeypatch.setattr(folders, "MOST_SEEN", 4)
    with pytest.raises(BadInput, match="holds over 4 files"):
        folders.files_below(cases, "cases")
    deep = cases.joinpath(*["d"] * 40)
    deep.mkdir(parents=True)
    copy(ARRANGEMENTS / "clear.yaml", deep)
    run = program("summary", cases)
    assert (run.code, run.raw) == (2, b"")
    assert "this folder holds folders over 32 levels deep" in run.err
