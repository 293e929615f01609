"""Files that are small to send and huge to read are refused, with little memory and time: both are limited here."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from shutil import copytree
from struct import pack_into
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from .conftest import Program, Run
from .test_help import ROOT

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (768 * 2**20,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
sys.argv[0] = "reg7check"
"""
RUN = "from reg7check.cli import main; main()"
HEAD = "reg7check: 1\ntitle: x\nnation: england\n"

Make = Callable[[bytes], bytes]


def limited(program: Program, *arguments: str | Path, run: str = RUN) -> Run:
    return program(*arguments, command=(sys.executable, "-c", LIMITED + run))


def test_the_limit_is_one(program: Program) -> None:
    assert "MemoryError" in limited(program, run="bytes(2**30)").err
    assert limited(program, run="bytes(2**28)").code == 0


def laughs() -> str:
    lines = [f"a{each}: &a{each} [{', '.join([f'*a{each - 1}'] * 9)}]" for each in range(1, 30)]
    return "\n".join(["a0: &a0 [lol]", *lines])


YAML_BOMBS = {
    "aliases of aliases": (laughs(), "the alias *a0 is not allowed"),
    "an alias of itself": ("a: &a [*a]", "the alias *a is not allowed"),
    "merged keys": ("a: &a {x: y}\nb: {<<: [*a, *a]}", "the alias *a is not allowed"),
    "lists in lists": ("[" * 500_000, "maximum nesting depth"),
    "closed lists in lists": ("[" * 200_000 + "]" * 200_000, "maximum nesting depth"),
    "maps in maps": ("{a: " * 200_000, "over 32 levels deep"),
    "dashes": ("- " * 500_000 + "x", "over 32 levels deep"),
    "question marks": ("? " * 500_000 + "x", "over 32 levels deep"),
    "documents": ("--- a\n" * 150_000, "more than one document"),
    "a huge number": (f"reg7check: {'9' * 900_000}", "error: "),
    "a huge date": (f"{HEAD}industrial_action: [{{id: a, dates: {'9' * 900_000}-01-01}}]", "error: "),
    "a huge number of days": (f"{HEAD}industrial_action: [{{id: a, dates: 0001-01-01 to 9999-12-31}}]", "error: "),
    "a long line": (f"{HEAD}x: '{'a' * 900_000}'", "error: "),
    "a long key": (f"{HEAD}{'a' * 1000}: y\n{'b' * 900_000}: y", "error: "),
    "a long plain text over many lines": ("title:\n" + "  a\n" * 200_000, "error: "),
    "tags": ("!x " * 300_000, "error: "),
    "a long anchor": ("&" + "x" * 900_000 + " y", "error: "),
    "a long alias": ("*" + "x" * 900_000, "error: "),
    "a long tag": ("!" + "x" * 900_000 + " y", "error: "),
    "anchors": ("\n".join(f"a{each}: &b{each} x" for each in range(40_000)), "anchor &b0 is not allowed"),
    "escapes": ('a: "' + "\\U0010ffff" * 90_000 + '"', "error: "),
    "directives": ("%TAG !a! tag:x,2000:\n" * 40_000 + "--- a", "error: "),
    "quotation marks never closed": ("a: '" + "''" * 400_000, "error: "),
    "too much": ("#" * 2**21, "over 1 MiB"),
}


@pytest.mark.parametrize("what", YAML_BOMBS)
def test_a_bomb_of_yaml_is_refused_as_an_arrangement_and_as_rules(program: Program, tmp_path: Path, what: str) -> None:
    text, said = YAML_BOMBS[what]
    rules = tmp_path / "rules"
    copytree(ROOT / "tests" / "rulebook" / "permit", rules)
    (rules / "x.yaml").write_text(text, encoding="utf-8")
    as_arrangement = limited(program, "assess", rules / "x.yaml")
    as_rules = limited(program, "assess", "clear.yaml", "--rules", rules)
    for run in (as_arrangement, as_rules):
        assert (run.code, run.raw) == (2, b""), run.err[-2000:]
        assert "x.yaml" in run.err
        assert len(run.err) < 100_000
    assert said in as_arrangement.err


@pytest.fixture(scope="module")
def reports(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reports")
    for ending in ("pdf", "docx", "html"):
        program("assess", "prohibited.yaml", "--output", made / f"report.{ending}")
    program("assess", "prohibited.yaml", "--bundle", made / "bundle.zip", "--dated", "2024-05-10")
    return made


def with_part(name: str, part: bytes) -> Make:
    """Return what puts a part into a package, in place of one of that name."""

    def change(content: bytes) -> bytes:
        made = BytesIO()
        with ZipFile(BytesIO(content)) as package, ZipFile(made, "w", ZIP_DEFLATED) as changed:
            for each in package.namelist():
                if each != name:
                    changed.writestr(each, package.read(each))
            changed.writestr(name, part)
        return made.getvalue()

    return change


def nested(times: int) -> bytes:
    content = bytes(2**20)
    for _ in range(times):
        made = BytesIO()
        with ZipFile(made, "w", ZIP_DEFLATED) as package:
            for number in range(10):
                package.writestr(f"{number}.zip", content)
        content = made.getvalue()
    return content


def lying(size: int) -> Make:
    """Return what gives a part of 200 MiB another size in the list of parts, or in its own head."""

    def change(content: bytes) -> bytes:
        made = bytearray(with_part("rules/x.yaml", bytes(200 * 2**20))(content))
        listed = made.rindex(b"PK\x01\x02")
        pack_into("<L", made, listed + 24, size)
        return bytes(made)

    return change


def overlapping(content: bytes) -> bytes:
    made = bytearray(with_part("rules/y.yaml", b"y")(with_part("rules/x.yaml", b"x" * 2**20)(content)))
    last = made.rindex(b"PK\x01\x02")
    before = made.rindex(b"PK\x01\x02", 0, last)
    made[last + 42 : last + 46] = made[before + 42 : before + 46]
    return bytes(made)


def in_a_pdf(stream: bytes, how: str, where: str) -> Make:
    """Return what puts a stream into a PDF file: as what its first page draws, or as a font, or beside all."""

    def change(content: bytes) -> bytes:
        from pypdf import PdfReader, PdfWriter
        from pypdf.generic import ArrayObject, EncodedStreamObject, NameObject

        packed = EncodedStreamObject()
        packed._data = stream  # noqa: SLF001
        names = [NameObject(each) for each in how.split()]
        packed[NameObject("/Filter")] = names[0] if len(names) == 1 else ArrayObject(names)
        writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
        added = writer._add_object(packed)  # noqa: SLF001
        if where == "page":
            writer.pages[0][NameObject("/Contents")] = added
        else:
            fonts = writer.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
            for each in fonts.values():
                each.get_object()[NameObject("/ToUnicode")] = added
        made = BytesIO()
        writer.write(made)
        return made.getvalue()

    return change


ZEROS = zlib.compress(bytes(400 * 2**20), 9)
BOMBS: dict[str, tuple[str, Make, str]] = {
    "a part of a bundle": ("bundle.zip", with_part("rules/x.yaml", bytes(400 * 2**20)), "far larger than any report"),
    "a part of a Word file": ("report.docx", with_part("word/document.xml", bytes(400 * 2**20)), "far larger than any"),
    "a picture of a Word file": (
        "report.docx",
        with_part("word/media/x.png", bytes(400 * 2**20)),
        "far larger than an",
    ),
    "packages in packages": ("bundle.zip", lambda _: nested(5), "neither a Word file nor a bundle"),
    "a size that is told too small": ("bundle.zip", lying(10), "cannot be read"),
    "a size that is told too large": ("bundle.zip", lying(2**32 - 2), "far larger than any report"),
    "parts of the same bytes": ("bundle.zip", overlapping, "overlaps another file"),
    "what a page draws": ("report.pdf", in_a_pdf(ZEROS, "/FlateDecode", "page"), "Limit reached"),
    "what a page draws, packed twice": (
        "report.pdf",
        in_a_pdf(zlib.compress(ZEROS), "/FlateDecode /FlateDecode", "page"),
        "Limit reached",
    ),
    "a font": ("report.pdf", in_a_pdf(ZEROS, "/FlateDecode", "font"), "Limit reached"),
    "an old packing": (
        "report.pdf",
        in_a_pdf(b"\x81\x00" * 2**23 + b"\x80", "/RunLengthDecode", "page"),
        "The whole file",
    ),
}


@pytest.mark.parametrize("what", BOMBS)
def test_a_bomb_in_a_report_or_bundle_is_refused(program: Program, reports: Path, tmp_path: Path, what: str) -> None:
    name, make, said = BOMBS[what]
    path = tmp_path / name
    path.write_bytes(make((reports / name).read_bytes()))
    assert path.stat().st_size < 40 * 2**20
    run = limited(program, "verify", path, *([] if name == "bundle.zip" else ["prohibited.yaml"]))
    assert "Traceback" not in run.err
    assert run.code in (1, 2), run.err[-2000:]
    assert said in run.err + run.out, run.err + run.out


def test_a_bundle_with_far_too_many_rules_or_none_is_told_of(program: Program, reports: Path, tmp_path: Path) -> None:
    bundle = (reports / "bundle.zip").read_bytes()
    path = tmp_path / "bundle.zip"
    for number in range(9):
        bundle = with_part(f"rules/x{number}.yaml", b"# \xc3\xa9\n" * 200_000)(bundle)
    path.write_bytes(bundle)
    assert "these rules are over 8 MiB" in limited(program, "verify", path).out
    made = BytesIO()
    with ZipFile(BytesIO(bundle)) as package, ZipFile(made, "w") as changed:
        for each in package.namelist():
            if not each.startswith("rules/"):
                changed.writestr(each, package.read(each))
    path.write_bytes(made.getvalue())
    run = limited(program, "verify", path)
    assert (run.code, "Traceback" in run.err) == (1, False), run.err
