"""Files that are no reports, or that mean harm, are refused in plain words."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reg7check.problems import BadInput
from reg7check.report.stamp import Stamp
from reg7check.report.zipped import zipped as package
from reg7check.trust.finding import find_arrangements
from reg7check.trust.packages import is_safe, parts_of
from reg7check.trust.report_file import read_report

from .checking import PROHIBITED, report, unzipped, verified, zipped


def _refused(content: bytes) -> str:
    with pytest.raises(BadInput) as refused:
        read_report(content, "report")
    return refused.value.problems[0].message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "nothing in this file says from what it was made"),
        (b"A letter.\n", "nothing in this file says from what it was made"),
        (b"\x89PNG\r\n\x1a\n", "neither text nor of a format that is known"),
        (b"%PDF-1.7\n%\xff\xff\n", "this PDF file is damaged"),
        (b"<!doctype html><title>x</title>", "nothing in this file says from what it was made"),
        (b"{" * 100_000, "cannot be read as such"),
        (b"[]", "nothing in this file says from what it was made"),
        (b'{"schema": 1}', "this JSON is not the report of an assessment"),
        (json.dumps({"program": {"name": "other"}, "schema": 1}).encode(), "not the report of an assessment"),
        (b"PK\x03\x04 and no more", "this ZIP file cannot be read"),
    ],
)
def test_what_is_no_report_is_refused(content: bytes, message: str) -> None:
    assert message in _refused(content)


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_any_bytes_are_refused_in_plain_words(content: bytes) -> None:
    for start in (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"{", b"<!doctype html>", b"# "):
        _refused(start + content)


def test_a_title_that_looks_like_another_format_is_still_text(tmp_path: Path) -> None:
    from reg7check import assess, load_arrangement
    from reg7check.report.formats import report_in

    for title in ('"[Draft] of {a}"', "'<!doctype html>'", '"# A title"', '"%PDF-1.7"'):
        path = tmp_path / "prohibited.yaml"
        path.write_text(PROHIBITED.read_text().replace("Agency drivers cover the depot strike", title))
        assessment = assess(load_arrangement(path))
        for format_name in ("text", "markdown", "json", "html"):
            assert verified(report_in(format_name, [assessment]), path.read_bytes()).verified


@pytest.mark.parametrize(
    "name", ["../x", "/etc/passwd", "a/../../x", "a\\b", "C:x", "a//b", "a/", "x\n", "", ".", "a/ b", "\u202ex"]
)
def test_a_name_that_leads_elsewhere_is_not_safe(name: str) -> None:
    assert not is_safe(name)


@pytest.mark.parametrize("name", ["a.txt", "rules/a.yaml", "arrangement/Łódź 1.yaml"])
def test_a_plain_name_is_safe(name: str) -> None:
    assert is_safe(name)
    assert parts_of(package({name: b"x"}), "it") == {name: b"x"}


def _packed(*entries: tuple[str, bytes], how: int = ZIP_DEFLATED) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", how) as package:
        for name, content in entries:
            package.writestr(ZipInfo(name), content, how)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (_packed(("bomb", b"\0" * 30_000_000)), "far larger than any report"),
        (_packed(*((f"{each}", b"") for each in range(600))), "600 files, more than 500"),
        (_packed(("../x", b"")), "not safe"),
        (_packed(("x", b"abc"), how=ZIP_BZIP2), "compressed in a way that is not read here"),
        (_packed(("x", b"abc"))[:-30], "cannot be read"),
    ],
)
def test_a_package_that_means_harm_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        parts_of(content, "it.zip")


def test_a_package_with_a_name_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = _packed(("x", b"1"), ("x", b"2"))
    with pytest.raises(BadInput, match="two files of the name"):
        parts_of(content, "it.zip")


def test_a_package_with_a_link_in_it_is_refused() -> None:
    made = BytesIO()
    with ZipFile(made, "w") as package:
        link = ZipInfo("rules/a.yaml")
        link.external_attr = 0o120777 << 16
        package.writestr(link, "/etc/passwd")
    with pytest.raises(BadInput, match="a link or a device"):
        parts_of(made.getvalue(), "it.zip")


@pytest.mark.parametrize("other", ["RULES/A.yaml", "rules/a.yAML"])
def test_a_package_with_names_that_differ_in_case_alone_is_refused(other: str) -> None:
    with pytest.raises(BadInput, match="some disks call the same"):
        parts_of(_packed(("rules/a.yaml", b"1"), (other, b"2")), "it.zip")


def test_a_package_whose_parts_are_made_of_the_same_bytes_is_refused() -> None:
    content = bytearray(_packed(("a", b"x" * 100), ("b", b"x" * 100)))
    second = content.rindex(b"PK\x01\x02")
    content[second + 42 : second + 46] = (0).to_bytes(4, "little")
    with pytest.raises(BadInput, match="overlaps another file"):
        parts_of(bytes(content), "it.zip")


@pytest.mark.parametrize("part", ["docProps/custom.xml", "word/document.xml"])
def test_entities_of_a_word_file_are_never_read(tmp_path: Path, part: str) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(report("docx"))
    parts = unzipped(path)
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    declared = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'.encode()
    head, _, rest = parts[part].partition(b"?>")
    content = zipped(parts | {part: head + b"?>" + declared + rest}, path)
    try:
        told = repr(verified(content).differences)
    except BadInput as refused:
        told = str(refused)
    assert "defines a document type" in told
    assert "a secret" not in told


def test_a_file_far_larger_than_what_is_derived_is_not_looked_into() -> None:
    found = verified(report("html") + b"<!--" * 1_000_000)
    assert found.differences[0].part == "the whole file"
    assert not found.verified


def _stamp(file: str) -> Stamp:
    (stamp,) = read_report(report("text"), "report").stamps
    return stamp._replace(file=file)


@pytest.mark.parametrize("file", ["../secret.yaml", "/secret.yaml", "C:\\secret.yaml", "..\\secret.yaml"])
def test_an_arrangement_is_never_looked_for_in_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    (tmp_path / "secret.yaml").write_text("a secret")
    (tmp_path / "within").mkdir()
    monkeypatch.chdir(tmp_path / "within")
    with pytest.raises(BadInput, match="neither beside the report nor in the current folder"):
        find_arrangements([_stamp(file)], "report.txt", [])


def test_a_pdf_whose_pages_draw_far_more_than_those_of_any_report_is_not_looked_into() -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, StreamObject

    page = StreamObject()
    page.set_data(b"q\n" * 1_000_000)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(report("pdf"))))
    shared = writer._add_object(page.flate_encode())  # noqa: SLF001
    for each in writer.pages:
        each[NameObject("/Contents")] = shared
    made = BytesIO()
    writer.write(made)
    (difference,) = verified(made.getvalue()).differences
    assert "its pages draw far more than those of any report" in difference.why
