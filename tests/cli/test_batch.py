"""``reg7check batch`` as it is run: files in and out, bad rows, an end in the middle, several processes."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import psutil
import pyarrow as pa
import pytest
from filelock import FileLock
from pyarrow import parquet

from reg7check import assess, load_arrangement, load_rulebook

from .conftest import Program, Run
from .terminal import PATIENCE, heed_interrupts

EXAMPLES = Path(__file__).parents[2] / "examples"
STRANDS = EXAMPLES / "batch" / "strands.csv"
WATCHED = Path(__file__).parents[1] / "machine" / "watched.py"
HEADER = ["row", "id", "verdict", "regulation-7", "welsh-authorities", "accounts"]


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


@pytest.fixture
def run(program: Program, tmp_path: Path) -> Callable[..., Run]:
    def runs(*arguments: str | Path) -> Run:
        return program("batch", *arguments, folder=tmp_path)

    return runs


def rows_of(count: int, **changes: str) -> str:
    """Return a CSV file of rows like those of the example, with some cells changed."""
    rows = table(STRANDS)
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list({**rows[0], **changes}))
    writer.writeheader()
    writer.writerows({**rows[number % len(rows)], **changes, "id": f"row {number}"} for number in range(count))
    return stream.getvalue()


def test_the_example_is_judged_as_its_arrangements_are(run: Callable[..., Run], tmp_path: Path) -> None:
    done = run(STRANDS, "--output", "results.csv")
    assert (done.code, done.out) == (0, "")
    assert done.err == "wrote results.csv: 11 rows (4 prohibited, 1 arguable, 2 undetermined, 4 not prohibited)\n"
    found = table(tmp_path / "results.csv")
    assert list(found[0]) == HEADER
    assert [row["row"] for row in found] == [str(number) for number in range(1, 12)]
    rulebook = load_rulebook()
    for row in found:
        file, _, strand = row["id"].partition(": ")
        judged = assess(load_arrangement(EXAMPLES / f"{file}.yaml", rulebook), rulebook)
        (ruling,) = (each.ruling for each in judged.cover if each.strand.id == strand)
        assert row["verdict"] == row["regulation-7"] == ruling.verdict.value
        assert row["accounts"] == " | ".join(f"{party}: {ruling.accounts[party]}" for party in sorted(ruling.accounts))
    assert os.listdir(tmp_path) == ["results.csv"]  # noqa: PTH208


def test_the_commands_of_the_docs_run(run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(EXAMPLES)
    page = (EXAMPLES.parent / "docs" / "batch.md").read_text(encoding="utf-8")
    commands = re.findall(r"^reg7check batch (.+)$", page, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        assert run(*command.split()).code == 0
    assert [line.partition(",")[2] for line in (tmp_path / "spread.csv").read_text(encoding="utf-8").splitlines()] == [
        line.partition(",")[2] for line in (tmp_path / "results.csv").read_text(encoding="utf-8").splitlines()
    ]
    (row,) = re.findall(r"```json\n(.*?)\n```", page)
    (tmp_path / "row.jsonl").write_text(row, encoding="utf-8")
    assert run("row.jsonl", "--output", "row.csv").code == 0


def test_every_format_tells_the_same(run: Callable[..., Run], tmp_path: Path) -> None:
    rows = [{name: cell or None for name, cell in row.items()} for row in table(STRANDS)]
    (tmp_path / "rows.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="ascii")
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "rows.parquet")
    outputs = [(STRANDS, "csv"), ("rows.jsonl", "jsonl"), ("rows.parquet", "parquet"), (STRANDS, "ndjson")]
    for source, ending in outputs:
        arguments = ("--output", f"out.{ending}", "--keep", "supplier", "--piece", "4")
        assert run(source, *arguments).code == 0
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="ascii").splitlines()]
    assert list(found[0]) == ["row", "id", "supplier", *HEADER[2:]]
    assert [row["supplier"] for row in found] == [row["supplier"] for row in rows]
    assert parquet.read_table(tmp_path / "out.parquet").to_pylist() == found
    as_texts = [{name: str(cell or "") for name, cell in row.items()} for row in found]
    assert table(tmp_path / "out.csv") == as_texts
    lines = (tmp_path / "out.ndjson").read_text(encoding="ascii").splitlines()
    assert [{name: str(cell or "") for name, cell in json.loads(line).items()} for line in lines] == as_texts


def test_bad_rows_go_to_a_file_of_their_own(run: Callable[..., Run], tmp_path: Path) -> None:
    text = (
        "id,nation,action_dates,paid_by\n"
        "good,england,2024-05-13,output\n"
        "two,englnd,2024-05-33,hours\n"
        "short,england\n"
        '=cmd(),wales,2024-05-13,"council: output | union"\n'
        "good,scotland,2024-05-13,\n"
    )
    (tmp_path / "rows.csv").write_text(text, encoding="utf-8")
    done = run("rows.csv", "--output", "out.jsonl")
    assert done.code == 2
    assert done.err.splitlines()[:4] == [
        "wrote out.jsonl: 2 rows (2 undetermined)",
        "wrote out.bad.jsonl: 3 rows that could not be judged",
        "rows.csv: error: row 2, column `nation`: the nation cannot be `englnd`",
        "  to mend it: did you mean `england`? The choices are: england, wales, scotland, northern-ireland",
    ]
    bad = [json.loads(line) for line in (tmp_path / "out.bad.jsonl").read_text(encoding="ascii").splitlines()]
    assert [(each["row"], each["id"], each["column"], each["cell"]) for each in bad] == [
        (2, "two", "nation", "englnd"),
        (2, "two", "action_dates", "2024-05-33"),
        (2, "two", "paid_by", "hours"),
        (3, None, None, "short,england"),
        (4, "=cmd()", "paid_by", "council: output | union"),
    ]
    assert all(each["message"] and each["hint"] for each in bad)
    judged = [json.loads(line)["row"] for line in (tmp_path / "out.jsonl").read_text(encoding="ascii").splitlines()]
    assert judged == [1, 5]
    run("rows.csv", "--output", "out.csv")
    assert table(tmp_path / "out.bad.csv")[-1]["id"] == "'=cmd()"
    for kind in ("jsonl", "parquet"):
        assert run("rows.csv", "--output", "out.csv", "--force", "--bad", f"mine.{kind}").code == 2
    assert parquet.read_table(tmp_path / "mine.parquet").to_pylist() == bad
    assert [json.loads(line) for line in (tmp_path / "mine.jsonl").read_text(encoding="ascii").splitlines()] == bad


def test_bad_rows_of_an_earlier_run_do_not_stay(run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("nation,action_dates\nnowhere,2024-05-13\n", encoding="utf-8")
    assert run("rows.csv", "--output", "out.csv").code == 2
    assert table(tmp_path / "out.csv") == []
    (tmp_path / "rows.csv").write_text("nation,action_dates\nwales,2024-05-13\n", encoding="utf-8")
    refused = run("rows.csv", "--output", "out.csv")
    assert refused.code == 2
    assert "out.csv: error: the file is there already" in refused.err
    assert run("rows.csv", "--output", "out.csv", "--force").code == 0
    assert sorted(os.listdir(tmp_path)) == ["out.csv", "rows.csv"]  # noqa: PTH208


def test_no_cell_of_a_spreadsheet_is_a_formula(run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(
        "id,nation,action_dates,=note\n=1+1,wales,2024-05-13,@SUM(A1)\n", encoding="utf-8"
    )
    assert run("rows.csv", "--output", "out.csv", "--keep", "=note").code == 0
    (row,) = table(tmp_path / "out.csv")
    assert (row["id"], row["'=note"]) == ("'=1+1", "'@SUM(A1)")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rows.csv"], "Missing option '--output'"),
        (["rows.csv", "-o", "out.txt"], "out.txt: error: the ending of its name does not say what the file is"),
        (["rows.csv", "-o", "out.csv", "--bad", "bad"], "bad: error: the ending of its name does not say"),
        (["rows.csv", "-o", "out.csv", "--bad", "out.csv"], "the results and the bad rows would be one file"),
        (["rows.csv", "-o", "rows.csv", "--force"], "this file is read, and would be replaced"),
        (["rows.csv", "-o", "out.csv", "--bad", "rows.csv", "--force"], "this file is read, and would be replaced"),
        (["rows.csv", "-o", "../out.csv"], "a name with `..` in it leads out of its folder"),
        (["rows.csv", "-o", "no/out.csv"], "there is no folder no"),
        (["none.csv", "-o", "out.csv"], "none.csv: error: there is no such file"),
        ([".", "-o", "out.csv"], "the ending of its name does not say what the file is"),
        (["folder.csv", "-o", "out.csv"], "this is a folder, not a file"),
        (
            ["rows.csv", "-o", "out.csv", "--keep", "nte"],
            "there is no column `nte` to copy\n  to mend it: did you mean `note`?",
        ),
        (
            ["other.csv", "-o", "out.csv"],
            "there is no column `payd_by`\n  to mend it: did you mean `paid_by`? Or copy it",
        ),
        (["rows.csv", "-o", "out.csv", "--keep", "note", "--keep", "id"], "the results would have two columns `id`"),
        (["twice.csv", "-o", "out.csv", "--keep", "note"], "there are two columns `note`"),
        (["rows.csv", "-o", "out.csv", "--keep", "note", "--piece", "0"], "'--piece': 0 is not in the range"),
        (["rows.csv", "-o", "out.csv", "--workers", "2", "--scheduler", "tcp://x:1"], "the workers are those of the"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    run: Callable[..., Run], tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "rows.csv").write_text("nation,action_dates,note\nwales,2024-05-13,a\n", encoding="utf-8")
    (tmp_path / "twice.csv").write_text("nation,action_dates,note,note\nwales,2024-05-13,a,b\n", encoding="utf-8")
    (tmp_path / "other.csv").write_text("nation,action_dates,payd_by\nwales,2024-05-13,a\n", encoding="utf-8")
    (tmp_path / "folder.csv").mkdir()
    before = sorted(os.listdir(tmp_path))  # noqa: PTH208
    done = run(*arguments)
    assert done.code == 2
    assert said in " ".join(done.err.split(" "))
    assert sorted(os.listdir(tmp_path)) == before  # noqa: PTH208


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    bad = rows_of(3, nation="nowhere").partition("\n")[2]
    path.write_text(rows_of(40) + bad + rows_of(17).partition("\n")[2], encoding="utf-8", newline="")
    return path


ARGUMENTS = ("--output", "out.csv", "--piece", "9")


def stopped(program: Program, folder: Path, step: int) -> int:
    """Run a batch in which the process kills itself before one of its steps on the disk. Returns its exit code."""
    command = (sys.executable, str(WATCHED), str(step), str(folder), str(folder.parent / "log"), "--")
    return program("batch", "rows.csv", *ARGUMENTS, folder=folder, command=command).code


def test_whenever_it_is_killed_it_goes_on_where_it_was(
    program: Program, run: Callable[..., Run], rows: Path, tmp_path: Path
) -> None:
    assert run("rows.csv", *ARGUMENTS).code == 2
    whole = {name: (tmp_path / name).read_bytes() for name in ("out.csv", "out.bad.csv")}
    assert len(table(tmp_path / "out.csv")) == 57
    steps = 0
    going_on = 0
    for step in (17, 71, *range(109, 200, 12)):
        folder = tmp_path / f"killed-{step}"
        folder.mkdir()
        (folder / "rows.csv").write_bytes(rows.read_bytes())
        if stopped(program, folder, step) != -signal.SIGKILL:
            break
        steps = step
        for name, content in whole.items():
            assert not (folder / name).exists() or (folder / name).read_bytes() == content
        done = program("batch", "rows.csv", *ARGUMENTS, folder=folder)
        going_on += "going on after them" in done.err
        assert done.code == 2
        assert {each.name: each.read_bytes() for each in folder.iterdir() if each != folder / "rows.csv"} == whole
    assert steps > 100
    assert going_on > 3


def test_nothing_is_judged_twice(program: Program, rows: Path, run: Callable[..., Run], tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    folder.mkdir()
    (folder / "rows.csv").write_bytes(rows.read_bytes())
    assert stopped(program, folder, 109) == -signal.SIGKILL
    done = {each.name for each in (folder / "out.csv.unfinished").glob("0*.json")}
    assert len(done) > 1
    kept = folder / "out.csv.unfinished" / "00000001.results"
    kept.write_bytes(kept.read_bytes().replace(b"row 0", b"ROW 0"))
    assert program("batch", "rows.csv", *ARGUMENTS, folder=folder).code == 2
    assert table(folder / "out.csv")[0]["id"] == "ROW 0"


def test_what_was_begun_otherwise_is_not_gone_on_with(
    program: Program, rows: Path, run: Callable[..., Run], tmp_path: Path
) -> None:
    assert stopped(program, tmp_path, 71) == -signal.SIGKILL
    other = run("rows.csv", "--output", "out.csv", "--piece", "10")
    assert "out.csv: error: what is done of it was begun with another number of rows at a time" in other.err
    assert "add --restart to begin again" in other.err
    rows.write_text(rows_of(20), encoding="utf-8", newline="")
    changed = run("rows.csv", *ARGUMENTS)
    assert changed.code == 2
    assert "begun with another input" in changed.err
    done = run("rows.csv", *ARGUMENTS, "--restart")
    assert (done.code, "going on" in done.err) == (0, False)
    assert len(table(tmp_path / "out.csv")) == 20
    assert sorted(os.listdir(tmp_path)) == ["out.csv", "rows.csv"]  # noqa: PTH208


def test_what_is_done_may_be_damaged(program: Program, rows: Path, run: Callable[..., Run], tmp_path: Path) -> None:
    assert stopped(program, tmp_path, 71) == -signal.SIGKILL
    for content in (b"{", b"[]", b"{}", b'{"faults": [[]], "rows": 1, "bad_rows": 1, "verdicts": {}}'):
        (tmp_path / "out.csv.unfinished" / "00000001.json").write_bytes(content)
        done = run("rows.csv", *ARGUMENTS)
        assert done.code == 2
        assert "out.csv: error: what is done of it cannot be read" in done.err


def test_two_runs_do_not_write_one_file(run: Callable[..., Run], rows: Path, tmp_path: Path) -> None:
    (tmp_path / "out.csv.unfinished").mkdir()
    with FileLock(tmp_path / "out.csv.unfinished" / "lock"):
        done = run("rows.csv", *ARGUMENTS)
    assert done.code == 2
    assert "out.csv: error: another run is writing this file" in done.err
    assert run("rows.csv", *ARGUMENTS).err.startswith("wrote out.csv: 57 rows")


def test_the_folder_of_what_is_done_may_be_no_link(run: Callable[..., Run], rows: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out.csv.unfinished").symlink_to("elsewhere")
    done = run("rows.csv", *ARGUMENTS)
    assert done.code == 2
    assert "out.csv.unfinished: error: the name of the folder for what is not finished is taken" in done.err
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_somebody_else_may_have_done_is_not_gone_on_with(
    run: Callable[..., Run], rows: Path, tmp_path: Path
) -> None:
    (tmp_path / "out.csv.unfinished").mkdir(mode=0o700)
    (tmp_path / "out.csv.unfinished").chmod(0o777)
    done = run("rows.csv", *ARGUMENTS)
    assert done.code == 2
    assert "out.csv.unfinished: error: somebody else may write into this folder" in done.err
    assert not (tmp_path / "out.csv").exists()


def test_ctrl_c_leaves_what_is_done(program: Program, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(rows_of(4_000), encoding="utf-8", newline="")
    process = subprocess.Popen(
        [*program.command, "batch", "rows.csv", "--output", "out.csv", "--piece", "50"],
        cwd=tmp_path,
        env=program.environment({}),
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509
    )
    ends = time.monotonic() + 50
    while not (tmp_path / "out.csv.unfinished" / "00000002.json").exists() and time.monotonic() < ends:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=50)
    assert process.returncode == 130
    assert said == "the same command goes on where this run was stopped\nstopped\n"
    assert not (tmp_path / "out.csv").exists()
    done = program("batch", "rows.csv", "--output", "out.csv", "--piece", "50", folder=tmp_path)
    assert re.match(r"[\d,]+0 rows were judged before: going on after them\nwrote out.csv: 4,000 rows", done.err)
    assert [row["row"] for row in table(tmp_path / "out.csv")] == [str(number) for number in range(1, 4_001)]


def test_several_processes_find_the_same(run: Callable[..., Run], rows: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    assert run("rows.csv", *ARGUMENTS).code == 2
    alone = [(tmp_path / name).read_bytes() for name in ("out.csv", "out.bad.csv")]
    spread = run("rows.csv", *ARGUMENTS, "--workers", "2", "--force")
    assert spread.code == 2
    assert spread.err.startswith("wrote out.csv: 57 rows")
    assert [(tmp_path / name).read_bytes() for name in ("out.csv", "out.bad.csv")] == alone


def test_a_process_that_is_killed_changes_nothing(program: Program, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    (tmp_path / "rows.csv").write_text(rows_of(160), encoding="utf-8", newline="")
    arguments = ("batch", "rows.csv", "--piece", "4", "--output")
    assert program(*arguments, "alone.csv", folder=tmp_path).code == 0
    process = psutil.Popen(
        [*program.command, *arguments, "out.csv", "--workers", "2"], cwd=tmp_path, env=program.environment({})
    )
    done = tmp_path / "out.csv.unfinished" / "00000003.json"
    while process.poll() is None and not done.exists():
        time.sleep(0.02)
    victim = next(each for each in process.children(recursive=True) if "spawn_main" in " ".join(each.cmdline()))
    victim.kill()
    assert process.wait(PATIENCE) == 0
    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "alone.csv").read_bytes()


def test_a_scheduler_that_is_not_there_is_told_of(run: Callable[..., Run], rows: Path) -> None:
    pytest.importorskip("distributed")
    done = run("rows.csv", *ARGUMENTS, "--scheduler", "nonsense")
    assert done.code == 2
    assert "no scheduler answers at `nonsense`" in done.err


def test_a_terminal_shows_how_far_it_is(program: Program, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(rows_of(3000), encoding="utf-8", newline="")
    child = pexpect.spawn(
        program.command[0],
        [*program.command[1:], "batch", "rows.csv", "--output", "out.csv", "--piece", "50"],
        cwd=str(tmp_path),
        env=program.environment({"TERM": "xterm-256color"}),
        encoding="utf-8",
        dimensions=(24, 80),
        timeout=PATIENCE,
    )
    seen = child.read()
    assert re.search("Judging.* [1-9]\\d?%", seen)
    assert seen.rstrip().endswith("not prohibited)")
