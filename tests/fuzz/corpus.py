"""What inputs start from: the examples, the files with faults, and reports of a small rulebook in every format."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from fuzz.mutation import Seeds, pdf_of
from reg7check import Assessment, assess, load_rulebook
from reg7check.arrangement import read_arrangement
from reg7check.report.formats import report_in
from reg7check.report.stamp import stamp_of
from reg7check.rulebook import Rulebook
from reg7check.rulebook.load import rule_files, rulebook_of
from reg7check.trust.bundling import Source, bundle
from reg7check.yaml_source import parse_source
from stalls import FAIR, PERMIT

ROOT = Path(__file__).parents[2]
ARRANGEMENT = FAIR.encode()
"""An arrangement under the rulebook of street stalls."""
EXAMPLE = (ROOT / "examples" / "agency-supply.yaml").read_bytes()
"""One under the rulebook that ships."""
_WORD = re.compile(rb"[A-Za-z0-9_./-]{2,40}")
_YAML_MARKS = (
    b"- ", b": ", b"? ", b"{", b"}", b"[", b"]", b"&a ", b"*a", b"!!str ", b"!x", b"<<: *a", b"|", b">-", b"#", b"---",
    b"...", b"%YAML 1.1", b"'", b'"', b"\\", b"~", b"null", b"yes", b"no", b"unknown", b"never", b"disputed: ",
    b"from ", b" to ", b"2024-05-13", b"past", b"not-past", b"all", b"any", b"not", b"weight", b"question",
)  # fmt: skip
_PDF_WORDS = (
    b"/Type", b"/Catalog", b"/Pages", b"/Page", b"/Kids", b"/Count", b"/Parent", b"/Contents", b"/Resources", b"/Font",
    b"/Annots", b"/A", b"/URI", b"/Outlines", b"/First", b"/Next", b"/Last", b"/Dest", b"/Title", b"/Filter",
    b"/FlateDecode", b"/LZWDecode", b"/ASCII85Decode", b"/ASCIIHexDecode", b"/RunLengthDecode", b"/DCTDecode",
    b"/JBIG2Decode", b"/CCITTFaxDecode", b"/DecodeParms", b"/Predictor 12", b"/Columns 1000000", b"/Length", b"/Prev",
    b"/XRef", b"/ObjStm", b"/N 100000", b"/Encrypt", b"/ToUnicode", b"/Encoding", b"/Identity-H", b"/Differences",
    b"/DescendantFonts", b"/Subtype", b"/Type0", b"/Type3", b"/CharProcs", b"/Widths", b"/Names", b"/Dests", b"/Root",
    b"/XObject", b"/Form", b"/Image", b"/Keywords", b"<<", b">>", b"[", b"]", b"(", b")", b"<", b">", b"null", b"true",
    b"stream", b"endstream", b"endobj", b"obj", b"R", b"1 0 R", b"2 0 R", b"BT", b"ET", b"Tj", b"TJ", b"Tf", b"cm",
    b"Do",
    b"q", b"Q", b"BI", b"ID", b"EI", b"beginbfrange", b"beginbfchar", b"<0000> <ffff> <0000>", b"begincodespacerange",
)  # fmt: skip


@functools.cache
def shipped() -> Rulebook:
    """Return the rulebook that ships with the program."""
    return load_rulebook()


@functools.cache
def stalls() -> Rulebook:
    """Return the small rulebook of street stalls."""
    return rulebook_of(rule_files(PERMIT))


@functools.cache
def yaml_seeds() -> Seeds:
    """Return arrangements, and texts that are nearly so."""
    paths = [
        *sorted((ROOT / "tests" / "arrangement" / "bad").glob("*.yaml")),
        ROOT / "tests" / "arrangement" / "good.yaml",
    ]
    small = sorted((ROOT / "tests" / "cli" / "arrangements").glob("*.yaml"))
    examples = sorted((ROOT / "examples").glob("*.yaml"))
    # Half of all inputs start from a file that reads well: what is wrong already hides what comes after it.
    inputs = [each.read_bytes() for each in (*paths, *(small * 100), *(examples * 2))]
    facts = [name.encode() for name in shipped().law.facts]
    choices = [each.encode() for fact in shipped().law.facts.values() for each in fact.choices]
    return Seeds(tuple(inputs), (*_words(inputs), *facts, *choices, *_YAML_MARKS * 20))


@functools.cache
def rulebook_seeds() -> Seeds:
    """Return rulebooks of one file each: that of street stalls, and each file of the one that ships."""
    merged = b"".join(content for _, content in rule_files(PERMIT))
    single = [content for _, content in rule_files()]
    return Seeds((*(merged,) * 4 * len(single), *single), (*_words([merged, *single]), *_YAML_MARKS * 10))


@functools.cache
def tree_seeds() -> Seeds:
    """Return rulebooks of many files, as ZIP packages: that of street stalls, and now and then the one that ships."""
    trees = [_zipped(rule_files(PERMIT)), _zipped(rule_files())]
    words = _words(content for _, content in (*rule_files(PERMIT), *rule_files()))
    return Seeds((*trees[:1] * 39, trees[1]), (*words, *_YAML_MARKS * 10))


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for name, content in files:
            package.writestr(ZipInfo(name.rpartition("/")[2]), content)
    return made.getvalue()


@functools.cache
def row_seeds() -> Seeds:
    """Return rows of a batch under the rulebook of street stalls, as a JSON list."""
    row = {
        "id": "1",
        "nation": "england",
        "action_dates": "2018-05-01 to 2024-05-10; 2024-06-01",
        "action_kind": "strike",
        "cover_dates": "from 2024-05-01",
        "supplier": "The baker",
        "part_of": "another",
        "stall_kind": "cart",
        "sells_food": "town: yes | baker: no",
        "permit_granted": "no",
        "fee_paid_on": "2024-05-04",
        "market_day": "unknown",
    }
    sparse = {name: row[name] for name in ("nation", "action_dates", "stall_kind")}
    inputs = [
        json.dumps(rows).encode() for rows in ([row], [row, sparse], [sparse, row | {"fee_paid_on": "never"}, row])
    ]
    return Seeds(
        tuple(inputs),
        (
            *_words(inputs),
            *_YAML_MARKS,
            *[b"yes", b"no", b"unknown", b"never", b"2024-05-04", b"town: yes | baker: no"] * 10,
        ),
    )


@functools.cache
def assessment() -> Assessment:
    """Return the assessment that the reports tell of."""
    return assess(read_arrangement(parse_source(ARRANGEMENT, "fair.yaml"), stalls().law.facts), stalls())


@functools.cache
def report(format_name: str) -> bytes:
    """Return its report in a format."""
    return report_in(format_name, [assessment()])


@functools.cache
def bundled() -> bytes:
    """Return the bundle of it."""
    made_from = Source(stamp_of(assessment(), "full"), ARRANGEMENT, rule_files(PERMIT), date(2024, 5, 1))
    return bundle(made_from, stalls())


@functools.cache
def report_seeds(format_name: str) -> Seeds:
    """Return reports in a format: the short one, and the full one where it is another."""
    inputs = [report(format_name)]
    if format_name in ("text", "markdown"):
        inputs.append(report_in(format_name, [assessment()], depth="full"))
        inputs.append(report_in(format_name, [assessment(), assessment()]))
    if format_name == "pdf":
        inputs = [*_small_pdfs()] * 8 + inputs
        return Seeds(tuple(inputs), _PDF_WORDS)
    if format_name == "docx":
        return Seeds(tuple(inputs), tuple(_xml_words()))
    marks = (
        b"<",
        b">",
        b"</",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"<?",
        b"&#x110000;",
        b"&#0;",
        b"&amp",
        b"<script>",
        b"<svg ",
    )
    more = (
        b'"',
        b"{",
        b"}",
        b"[",
        b"]",
        b"---",
        b"    reg7check-report: 1",
        b"    verdict: a b c",
        b"\\u0000",
        b"\\ud800",
    )
    return Seeds(tuple(inputs), (*_words(inputs), *marks * 5, *more * 5))


def _xml_words() -> Iterable[bytes]:
    return (
        b"<w:p>", b"</w:p>", b"<w:t>", b"</w:t>", b"<", b">", b"&amp;", b"&x;", b"<!DOCTYPE x [", b"<!ENTITY a 'b'>",
        b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml version='1.0' encoding='utf-16'?>", b"encoding='x'", b"name=''",
        b"xmlns:w='x'", b"reg7check-report: 1", b"Target=''", b"manifest.json", b"rules/", b"sha256", b"PK\x01\x02",
        b"PK\x03\x04", b"PK\x05\x06",
    )  # fmt: skip


@functools.cache
def bundle_seeds() -> Seeds:
    """Return bundles: a whole one, and one without the pictures, fonts and letters that make it large."""
    small = BytesIO()
    with ZipFile(BytesIO(bundled())) as package, ZipFile(small, "w") as kept:
        for each in package.infolist():
            if not each.filename.startswith(("report/report.pdf", "report/report.docx", "letters/")):
                kept.writestr(each, package.read(each))
    return Seeds((bundled(), *(small.getvalue(),) * 9), (*_words([ARRANGEMENT]), *_xml_words(), *_YAML_MARKS))


def _small_pdfs() -> Iterable[bytes]:
    """Return small PDF files with a page, a font, a link, a bookmark and the stamp, and one page of the report."""
    stamp = "\n".join(stamp_of(assessment(), "full").lines()).encode()
    drawn = b"BT /F 12 Tf 1 0 0 1 10 10 Tm (A stall) Tj [(b) -20 (c)] TJ <0041> Tj T* (d) ' ET q 1 0 0 1 0 0 cm /X Do Q"
    mapped = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <41> <5a> <0061> endbfrange"
    drawing = b"/Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /X 10 0 R >> >>"
    page = b" << /Type /Page /Parent 2 0 R /Annots [6 0 R] /MediaBox [0 0 99 99] " + drawing + b" >> "
    yield pdf_of(
        [
            (1, b" << /Type /Catalog /Pages 2 0 R /Outlines 7 0 R /Lang (en-GB) >> "),
            (2, b" << /Type /Pages /Kids [3 0 R] /Count 1 >> "),
            (3, page),
            (4, b" << /Length %d >>\nstream\n%s\nendstream\n" % (len(drawn), drawn)),
            (5, b" << /Type /Font /Subtype /Type1 /BaseFont /Arial /ToUnicode 11 0 R /FirstChar 65 /Widths [1 2] >> "),
            (6, b" << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.org/) >> >> "),
            (7, b" << /Type /Outlines /First 8 0 R /Last 8 0 R /Count 1 >> "),
            (8, b" << /Title (A stall) /Parent 7 0 R /Dest [3 0 R /Fit] >> "),
            (9, b" << /Title (A stall) /Keywords (%s) >> " % stamp),
            (10, b" << /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 12 >>\nstream\nBT (x) Tj ET\nendstream\n"),
            (11, b" << /Length %d >>\nstream\n%s\nendstream\n" % (len(mapped), mapped)),
        ],
        b"1 0 R",
        b"9 0 R",
    )  # fmt: skip
    from pypdf import PdfReader, PdfWriter

    whole = PdfReader(BytesIO(report("pdf")))
    made = BytesIO()
    writer = PdfWriter()
    writer.add_page(whole.pages[0])
    writer.add_metadata({"/Keywords": stamp.decode()})
    writer.write(made)
    yield made.getvalue()


def _words(inputs: Iterable[bytes]) -> list[bytes]:
    return sorted({word for content in inputs for word in _WORD.findall(content)})
