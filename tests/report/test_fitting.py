"""Text is broken into lines that fit, with nothing lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reg7check.report.fitting import Style, width_of, wrapped

PLAIN = Style("plain", 12.5, 16)
MONO = Style("mono", 11.5, 15, bold=True, mono=True)


def test_words_are_kept_whole_and_lines_filled() -> None:
    text = "The workers act for, and under the control of, the hirer"
    assert wrapped(text, PLAIN, 160) == ("The workers act for,", "and under the control", "of, the hirer")


def test_what_a_space_that_does_not_break_joins_stands_on_one_line() -> None:
    assert wrapped("A3.1.1: regulation\u00a07(1)(a)", PLAIN, 140) == ("A3.1.1:", "regulation\u00a07(1)(a)")


def test_a_name_that_is_too_long_is_broken_after_a_joint() -> None:
    assert wrapped("does_reassigned_workers_duties", MONO, 180) == ("does_reassigned_", "workers_duties")


def test_nothing_is_no_line() -> None:
    assert wrapped("", PLAIN, 100) == ()
    assert wrapped("  \n ", PLAIN, 100) == ()


def test_control_characters_are_written_out() -> None:
    assert wrapped("a\x1b\u202eb", PLAIN, 300) == ("a\\x1b\\u202eb",)


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))), st.integers(40, 400))
def test_every_line_fits_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, PLAIN, width)
    assert all(width_of(line, PLAIN) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
