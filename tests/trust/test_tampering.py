"""Whatever is changed in a report, it is never verified; and what differs is named."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reg7check.problems import BadInput
from reg7check.report.formats import FORMATS
from reg7check.report.text import text_reports
from reg7check.trust.telling import told

from .checking import PROHIBITED, report, unzipped, verified, zipped

QUICK = ("text", "markdown", "json", "html")
TEXTS = st.sampled_from(QUICK)


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_report_as_it_was_written_is_verified(format_name: str) -> None:
    found = verified(report(format_name))
    assert (found.format, found.verified, found.differences) == (format_name, True, ())


@given(TEXTS, st.data())
@settings(max_examples=40)
def test_one_other_character_is_never_verified(format_name: str, data: st.DataObject) -> None:
    text = report(format_name).decode("utf-8")
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda each: each != text[place]))
    _is_never_verified((text[:place] + other + text[place + 1 :]).encode("utf-8"))


@given(TEXTS, st.data())
@settings(max_examples=40)
def test_one_character_more_or_less_is_never_verified(format_name: str, data: st.DataObject) -> None:
    content = report(format_name)
    place = data.draw(st.integers(0, len(content) - 1))
    put_in = data.draw(st.binary(max_size=1))
    _is_never_verified(content[:place] + put_in + content[place + (not put_in) :])


def test_a_report_that_only_calls_its_file_otherwise_is_verified_and_that_is_told() -> None:
    renamed = report("json").replace(b"prohibited.yaml", b"permitted.yaml")
    assert verified(renamed).verified
    _is_never_verified(renamed)


@pytest.mark.parametrize("format_name", ["pdf", "docx"])
def test_one_other_byte_is_never_verified(format_name: str) -> None:
    content = report(format_name)
    chosen = random.Random(format_name)
    for _ in range(2 if format_name == "pdf" else 6):
        place = chosen.randrange(len(content))
        _is_never_verified(content[:place] + bytes([content[place] ^ chosen.randrange(1, 256)]) + content[place + 1 :])


def _is_never_verified(content: bytes) -> None:
    """A changed report is not verified, but for one that differs in what it calls its file: a name is not checked."""
    try:
        found = verified(content)
    except BadInput:
        return
    called = found.judged[0].stamp.file.encode("utf-8") if found.judged else PROHIBITED.name.encode("utf-8")
    if found.verified and called != PROHIBITED.name.encode("utf-8"):
        assert content.replace(called, PROHIBITED.name.encode("utf-8")) == report(found.format)
        assert "What a file is called is not checked." in " ".join(text_reports([told(found)]).split())
        return
    assert not found.verified
    assert not found.unaltered
    assert found.differences


def _parts(content: bytes) -> list[str]:
    return [each.part for each in verified(content).differences]


def test_what_differs_in_a_text_is_told_as_it_stands_and_as_it_is_derived() -> None:
    (difference,) = verified(report("text").replace(b"PROHIBITED", b"NOT PROHIBITED", 1)).differences
    (passage,) = difference.passages
    assert (difference.part, passage.report, passage.derived) == ("the words", "NOT PROHIBITED", "PROHIBITED")


def test_letters_that_look_alike_are_told_by_their_codes() -> None:
    altered = report("html").replace(b"The agency", "The аgency".encode(), 1)
    (passage,) = verified(altered).differences[0].passages
    assert passage.characters == "U+0430, not none"


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ('href="https://www.legislation', 'href="https://legislation', "where a link leads"),
        ("<body>", '<body onload="go()">', "scripts"),
        ("</main>", "<script>go()</script></main>", "scripts"),
        ("margin", "padding", "the style sheet"),
        ('<main id="report">', '<main id="report" hidden>', "the markup around the words"),
        ('name="referrer" content="no-referrer"', 'name="referrer" content="origin"', "the properties of the page"),
    ],
)
def test_what_differs_in_a_page_whose_words_are_the_same_is_named(old: str, new: str, part: str) -> None:
    text = report("html").decode("utf-8")
    assert old in text
    assert part in _parts(text.replace(old, new, 1).encode("utf-8"))
    assert "the words" not in _parts(text.replace(old, new, 1).encode("utf-8"))


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        (b"/URI(https://www.legislation.gov.uk", b"/URI(https://www.legislation.gov.xx", "where a link leads"),
        (b"Agency drivers cover the depot strike", b"Agency drivers cover the depot party", "the bookmarks"),
        (b"%%EOF", b"%%EOF\n%%EOF", "what was added after its end"),
    ],
)
def test_what_differs_in_a_pdf_whose_words_are_the_same_is_named(old: bytes, new: bytes, part: str) -> None:
    assert old in report("pdf")
    parts = _parts(report("pdf").replace(old, new))
    assert part in parts
    assert "the words" not in parts


@pytest.mark.parametrize(
    ("name", "old", "new", "part"),
    [
        ("word/document.xml", b"The agency", b"An agency", "the words"),
        ("word/_rels/document.xml.rels", b"legislation.gov.uk", b"legislation.gov.xx", "where a link leads"),
        ("docProps/core.xml", b"Agency drivers", b"Agency singers", "the properties of the file"),
        ("word/styles.xml", b"</w:styles>", b" </w:styles>", "the part word/styles.xml of the package"),
    ],
)
def test_what_differs_in_a_word_file_is_named(tmp_path: Path, name: str, old: bytes, new: bytes, part: str) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(report("docx"))
    parts = unzipped(path)
    assert old in parts[name]
    found = verified(zipped(parts | {name: parts[name].replace(old, new)}, path))
    assert (found.verified, part in [each.part for each in found.differences]) == (False, True)


def test_a_word_file_that_only_was_packed_anew_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(report("docx"))
    parts = unzipped(path)
    assert _parts(zipped(dict(reversed(parts.items())), path)) == ["the bytes"]


@pytest.mark.parametrize(
    ("content", "ways"),
    [
        (report("text").replace(b"\n", b"\r\n"), ("its lines end as Windows writes them (CR LF)",)),
        (b"\xef\xbb\xbf" + report("markdown"), ("it begins with a mark of its encoding (a byte order mark)",)),
        (report("text").decode().encode("utf-16"), ("it is in the encoding UTF-16",)),
    ],
)
def test_a_text_that_is_kept_otherwise_is_not_verified_and_told_to_say_the_same(
    content: bytes, ways: tuple[str, ...]
) -> None:
    found = verified(content)
    assert (found.verified, found.unaltered, found.ways) == (False, False, ways)


def test_a_report_from_a_terminal_differs_only_in_how_its_lines_stand() -> None:
    from reg7check import assess, load_arrangement
    from reg7check.report.formats import documents
    from reg7check.report.text import text_reports

    assessment = assess(load_arrangement(PROHIBITED, name="prohibited.yaml"))
    printed = text_reports(documents([assessment], "short"), 100).encode("utf-8")
    assert b"\x1b[" in printed
    assert _parts(printed) == ["how its lines stand"]


def test_another_arrangement_leaves_it_open_whether_the_report_was_altered() -> None:
    other = PROHIBITED.read_bytes().replace(b"hirer_directs_work: yes", b"hirer_directs_work: no")
    found = verified(report("json"), other)
    assert (found.same_arrangements, found.unaltered, found.verified) == (False, None, False)
    assert found.differences


def test_an_arrangement_that_cannot_be_read_is_told_with_its_faults() -> None:
    found = verified(report("text"), b"reg7check: [")
    assert (found.unaltered, found.still_so) == (None, None)
    assert found.judged[0].problems
