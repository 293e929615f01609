"""What acts unseen in a text, or piles up on a letter of it, is shown written out, and nothing of it is lost."""

from __future__ import annotations

import pytest

from reg7check.inert import inert


def test_marks_that_pile_up_on_a_letter_are_written_out_after_the_eighth() -> None:
    assert inert("a" + "\u0301" * 10 + "b" + "\u0327" * 3) == "a" + "\u0301" * 8 + "\\u0301" * 2 + "b" + "\u0327" * 3


@pytest.mark.parametrize("text", ["………………………… — «»", "हिन्दी தமிழ் བརྒྱད", "👩‍👩‍👧‍👦🏳️‍🌈✈️✈️✈️✈️✈️", "e\u0301" * 20, "שָׁלוֹם"])
def test_the_marks_of_languages_and_signs_in_a_row_stay_as_they_are(text: str) -> None:
    assert inert(text) == text


def test_controls_and_marks_are_written_out_in_one_text() -> None:
    assert inert("\u202ea\n" + "\u0301" * 9) == "\\u202ea " + "\u0301" * 8 + "\\u0301"
