"""What GitHub shows at a line of a file is written so that no text can pass for another field or line."""

from __future__ import annotations

import pytest

from reg7check.problems import Place
from reg7check.report.rules.github import annotation


def test_an_annotation_names_its_place() -> None:
    place = Place("rules/control.yaml", 12, 5, "a quoted line")
    assert annotation("warning", place, "R101", "It is unused.") == (
        "::warning file=rules/control.yaml,line=12,col=5,title=R101::It is unused."
    )


def test_an_annotation_of_a_whole_file_has_no_line() -> None:
    assert annotation("error", Place("rules"), "A title", "A message") == "::error file=rules,title=A title::A message"


@pytest.mark.parametrize(
    ("given", "in_property", "in_message"),
    [
        ("a,b", "a%2Cb", "a,b"),
        ("a:b", "a%3Ab", "a:b"),
        ("100%", "100%25", "100%25"),
        ("a\nb", "a b", "a%0Ab"),
        ("a\r\nb", "a\\x0d b", "a%0Ab"),
        ("::error::x", "%3A%3Aerror%3A%3Ax", "::error::x"),
        ("\x1b[31m", "\\x1b[31m", "\\x1b[31m"),
        ("\u202eb", "\\u202eb", "\\u202eb"),
    ],
)
def test_no_text_breaks_out_of_its_field(given: str, in_property: str, in_message: str) -> None:
    line = annotation("error", Place(given, 1, 1), given, given)
    assert line == f"::error file={in_property},line=1,col=1,title={in_property}::{in_message}"
    assert "\n" not in line
