"""``assess --format docx`` writes one arrangement's whole report to a file, and prints none."""

from __future__ import annotations

from pathlib import Path

from .conftest import Program

EXAMPLES = Path(__file__).parents[2] / "examples"
DUTY = EXAMPLES / "barnet-2024-05-duty-provider.yaml"


def test_it_writes_the_whole_report_whether_or_not_all_is_asked_for(program: Program, tmp_path: Path) -> None:
    for name, more in (("one.docx", ()), ("two.docx", ("--verbose",))):
        run = program("assess", DUTY, "-f", "docx", "-o", tmp_path / name, *more)
        assert (run.code, run.raw, run.err) == (3, b"", f"wrote {tmp_path / name}\n")
    content = (tmp_path / "one.docx").read_bytes()
    assert content == (tmp_path / "two.docx").read_bytes()
    assert b"Authorities" in content


def test_it_needs_a_name_for_the_file(program: Program) -> None:
    run = program("assess", DUTY, "--format", "docx")
    assert (run.code, run.raw) == (2, b"")
    assert "docx is no text to print: name the file to write with --output" in " ".join(run.err.split())


def test_it_is_of_one_arrangement(program: Program, tmp_path: Path) -> None:
    run = program("assess", DUTY, EXAMPLES / "backfill.yaml", "-f", "docx", "-o", tmp_path / "both.docx")
    assert (run.code, run.raw) == (2, b"")
    assert "a report as docx is about one arrangement, and 2 are named" in run.err
    assert not (tmp_path / "both.docx").exists()
