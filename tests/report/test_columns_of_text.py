"""How wide a text is, in columns: as Rich says, which is asked only of characters that may not take one each."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reg7check.report.text import columns_of, wrapped

MARKS = "\u200d\ufe0f\u0301\u00ad"
texts = st.text(st.sampled_from(f"ab \u201c\u2019\u2014é£…─■☐👷🏽漢{MARKS}"), max_size=30)


def test_every_character_is_as_wide_as_rich_says() -> None:
    characters = map(chr, range(0x20, sys.maxunicode + 1))
    assert [each for each in characters if columns_of(each) != cell_len(each)] == []


@given(texts)
def test_every_text_is_as_wide_as_rich_says(text: str) -> None:
    assert columns_of(text) == cell_len(text)


@given(texts, st.integers(min_value=2, max_value=20))
def test_no_line_is_wider_than_it_may_be_and_no_word_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["“Work” – said the hirer’s agent…", "£5 · née", "plain"])
def test_what_reports_are_written_in_needs_no_rich(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich.cells", None)
    assert columns_of(text) == len(text)
