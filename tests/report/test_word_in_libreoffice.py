"""LibreOffice opens the Word file of every example, and loses none of its headings, tables, footnotes, links, pictures.

All are converted in one run of it, with a profile of its own.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from reg7check.report.word.report import word_report
from tools import needs_tool

from .letters import EXAMPLES, example, letter
from .test_word import EVERYTHING, report_of
from .word_hostile import HOSTILE_DOCUMENT
from .word_layer import footnotes, pictures

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
LINK = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, Any]]:
    """Return each Word file, and the OpenDocument text that LibreOffice made of it."""
    office = needs_tool("LibreOffice", shutil.which("soffice"), "apt-get install libreoffice-writer")
    folder = tmp_path_factory.mktemp("word")
    files = {name: report_of(name) for name in EXAMPLES}
    files["letter"] = word_report(letter(example("barnet-2024-04-flex360"), "hirer"))
    files["everything"] = word_report(EVERYTHING)
    files["hostile"] = word_report(HOSTILE_DOCUMENT)
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    arguments = [office, profile, "--headless", "--norestore", "--convert-to", "fodt", "--outdir", folder]
    subprocess.run([*arguments, *folder.glob("*.docx")], check=True, capture_output=True, timeout=300)
    return {name: (content, parse_xml((folder / f"{name}.fodt").read_bytes())) for name, content in files.items()}


def counted(content: bytes) -> dict[str, Any]:
    """Return how much of each kind a Word file has, and its headings and links by their texts and addresses."""
    word = docx.Document(BytesIO(content))
    notes = footnotes(content)
    links: Counter[str] = Counter()
    for part, root in ((word.part, word.element.body), *((_notes_part(word), note) for note in notes)):
        for each in root.iter(qn("w:hyperlink")):
            address = each.get(qn("r:id"))
            links[part.rels[address].target_ref if address else f"#{each.get(qn('w:anchor'))}"] += 1
    return {
        "headings": [
            (int(each.style.name[-1]), each.text) for each in word.paragraphs if each.style.name.startswith("Heading")
        ],
        "tables": [(len(each.rows), len(each.columns)) for each in word.tables],
        "footnotes": len(notes),
        "links": links,
        "pictures": [each.docPr.get("descr").strip() for each in pictures(content)],
    }


def _notes_part(word: Any) -> Any:
    return word.part.part_related_by(docx.opc.constants.RELATIONSHIP_TYPE.FOOTNOTES)


def counted_in_opendocument(root: Any) -> dict[str, Any]:
    """Return the same of an OpenDocument text."""
    text, table, drawing, svg = (f"{{{OFFICE}{kind}:1.0}}" for kind in ("text", "table", "drawing", "svg-compatible"))
    return {
        "headings": [(int(each.get(f"{text}outline-level")), _plain(each)) for each in root.iter(f"{text}h")],
        "tables": [
            (sum(1 for _ in each.iter(f"{table}table-row")), _columns(each, table))
            for each in root.iter(f"{table}table")
        ],
        "footnotes": sum(1 for each in root.iter(f"{text}note") if each.get(f"{text}note-class") == "footnote"),
        "links": Counter(each.get(LINK) for each in root.iter(f"{text}a")),
        "pictures": [_plain(each.find(f"{svg}desc")) for each in root.iter(f"{drawing}frame")],
    }


def _columns(element: Any, table: str) -> int:
    repeated = f"{table}number-columns-repeated"
    return sum(int(each.get(repeated, "1")) for each in element.iter(f"{table}table-column"))


def _plain(element: Any) -> str:
    return "".join(element.itertext()).replace("\n", " ").strip()


@pytest.mark.parametrize("name", [*EXAMPLES, "letter", "everything", "hostile"])
def test_libreoffice_loses_nothing_of_a_word_file(converted: dict[str, tuple[bytes, Any]], name: str) -> None:
    content, opendocument = converted[name]
    assert counted_in_opendocument(opendocument) == counted(content)


def test_heading_rows_are_still_repeated_on_every_page(converted: dict[str, tuple[bytes, Any]]) -> None:
    content, opendocument = converted["everything"]
    rows = docx.Document(BytesIO(content)).element.body.iter(qn("w:tblHeader"))
    heads = opendocument.iter(f"{{{OFFICE}table:1.0}}table-header-rows")
    assert sum(1 for _ in rows) == sum(1 for _ in heads) == 2
