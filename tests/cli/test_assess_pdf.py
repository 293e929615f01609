"""``assess --format pdf`` writes one arrangement's whole report to a file, and prints none."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from .conftest import Program

EXAMPLES = Path(__file__).parents[2] / "examples"
DUTY = EXAMPLES / "barnet-2024-05-duty-provider.yaml"


def test_it_writes_the_whole_report_whether_or_not_all_is_asked_for(program: Program, tmp_path: Path) -> None:
    for name, more in (("one.pdf", ()), ("two.pdf", ("--verbose",))):
        run = program("assess", DUTY, "-f", "pdf", "-o", tmp_path / name, *more)
        assert (run.code, run.raw, run.err) == (3, b"", f"wrote {tmp_path / name}\n")
    content = (tmp_path / "one.pdf").read_bytes()
    assert content == (tmp_path / "two.pdf").read_bytes()
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    assert "Authorities" in text


@pytest.mark.parametrize("more", [(), ("--quiet",)])
def test_it_needs_a_name_for_the_file(program: Program, more: tuple[str, ...]) -> None:
    run = program("assess", DUTY, "--format", "pdf", *more)
    assert (run.code, run.raw) == (2, b"")
    assert "Invalid value for --format: pdf is no text to print: name the file to write with --output" in run.err


def test_it_is_of_one_arrangement(program: Program, tmp_path: Path) -> None:
    run = program("assess", DUTY, EXAMPLES / "backfill.yaml", "-f", "pdf", "-o", tmp_path / "both.pdf")
    assert (run.code, run.raw) == (2, b"")
    assert "a report as pdf is about one arrangement, and 2 are named" in run.err
    assert not (tmp_path / "both.pdf").exists()
