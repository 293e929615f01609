from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reg7check
from reg7check.report.stamp import (
    FIRST_LINE,
    NoStamp,
    Stamp,
    StampedDays,
    StampedVerdict,
    read_stamp,
    stamp_of,
    with_libraries,
)

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DIGEST = "0123456789abcdef" * 4
PLAIN = Stamp(
    program="0.1.0",
    rulebook="regulation-7",
    version="1.0.0",
    law_as_of=date(2026, 11, 24),
    rulebook_sha256=DIGEST,
    file="examples/depot.yaml",
    file_sha256=DIGEST[::-1],
    redacted=False,
    depth="short",
    on=None,
    as_party=None,
    taken=(),
    verdicts=(StampedVerdict("cover", "regulation-7", "prohibited"),),
)


def test_a_stamp_tells_what_a_report_was_made_from() -> None:
    assessment = reg7check.assess(reg7check.load_arrangement(EXAMPLES / "agency-supply.yaml"))
    stamp = stamp_of(assessment, "full")
    assert stamp.lines() == (
        FIRST_LINE,
        f"program: reg7check {reg7check.__version__}",
        f"rulebook: {assessment.law.identity.id} {assessment.law.identity.version}",
        f"law-as-of: {assessment.law.identity.law_as_of}",
        f"rules-sha: {assessment.rulebook_sha256}",
        "file: agency-supply.yaml",
        f"file-sha: {assessment.arrangement.sha256}",
        "redacted: no",
        "depth: full",
        *(
            f"verdict: {strand.strand.id} {ruling.prohibition} {ruling.verdict}"
            for strand in assessment.cover
            for ruling in (strand.ruling, *strand.others)
        ),
    )
    assert read_stamp(stamp.lines()) == stamp


def test_what_was_assumed_and_each_period_are_in_the_stamp() -> None:
    arrangement = reg7check.load_arrangement(EXAMPLES / "barnet-2024-04-flex360.yaml")
    assumed = reg7check.assess(arrangement, as_party="unison", on=date(2024, 4, 15))
    assert {"on: 2024-04-15", "as: unison"} < set(stamp_of(assumed, "short").lines())
    over_days = reg7check.assess(reg7check.load_arrangement(EXAMPLES / "across-10-august-2023.yaml"))
    lines = stamp_of(over_days, "short").lines()
    assert "days: 2023-08-10 2023-08-11 prohibited" in lines
    assert read_stamp(lines) == stamp_of(over_days, "short")


_TEXTS = st.text(min_size=1, max_size=8)
_DAYS = st.dates()
_STAMPS = st.builds(
    Stamp,
    program=_TEXTS,
    rulebook=_TEXTS,
    version=_TEXTS,
    law_as_of=_DAYS,
    rulebook_sha256=st.just(DIGEST),
    file=st.text(st.characters(), min_size=1, max_size=20),
    file_sha256=st.just(DIGEST),
    redacted=st.booleans(),
    depth=st.sampled_from(["short", "full"]),
    on=st.none() | _DAYS,
    as_party=st.none() | _TEXTS,
    taken=st.lists(st.tuples(_TEXTS, _TEXTS), max_size=2).map(tuple),
    verdicts=st.lists(
        st.builds(
            StampedVerdict,
            _TEXTS,
            _TEXTS,
            _TEXTS,
            st.lists(st.builds(StampedDays, _DAYS, st.none() | _DAYS, _TEXTS), max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    libraries=st.lists(st.tuples(_TEXTS, _TEXTS), max_size=2).map(tuple),
)


@given(_STAMPS)
@settings(max_examples=50)
def test_every_stamp_is_read_back_exactly(stamp: Stamp) -> None:
    lines = stamp.lines()
    assert read_stamp(lines) == stamp
    for line in lines:
        assert line.isascii()
        assert line.isprintable()
        assert line == line.strip()
        assert "," not in line


@given(st.data())
def test_lines_with_one_character_changed_are_another_stamp_or_none(data: st.DataObject) -> None:
    text = "\n".join(PLAIN.lines())
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters().filter(lambda each: each != text[place]))
    try:
        found = read_stamp((text[:place] + other + text[place + 1 :]).split("\n"))
    except NoStamp:
        return
    assert found != PLAIN


@given(st.lists(st.text(), max_size=5))
@settings(max_examples=50)
def test_other_lines_are_refused(lines: list[str]) -> None:
    with pytest.raises(NoStamp):
        read_stamp(lines)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("reg7check-report: 1", "reg7check-report: 2"),
        ("program: reg7check", "program: another"),
        ("depth: short", "depth: deep"),
        ("redacted: no", "redacted: No"),
        ("file: ", "file:  "),
        ("depot.yaml", r"d\x65pot.yaml"),
        ("depot.yaml", r"d\pot.yaml"),
        (DIGEST, DIGEST[:-1]),
        ("law-as-of: 2026-11-24", "law-as-of: 2026-11-31"),
        ("depth: short", "depth: short\ndepth: short"),
        ("redacted: no\ndepth: short", "depth: short\nredacted: no"),
        ("verdict: cover ", "verdict: "),
        ("depth: short", "depth: short\nnote: mine"),
    ],
)
def test_what_is_written_otherwise_is_refused(old: str, new: str) -> None:
    text = "\n".join(PLAIN.lines())
    assert old in text
    with pytest.raises(NoStamp):
        read_stamp(text.replace(old, new, 1).split("\n"))


def test_the_libraries_that_wrote_a_file_join_its_stamp() -> None:
    from importlib.metadata import version

    text = "\n".join(PLAIN.lines())
    stamp = read_stamp(with_libraries(text, "rich").splitlines())
    assert stamp == PLAIN._replace(libraries=(("rich", version("rich")),))
    assert not with_libraries("", "rich")
