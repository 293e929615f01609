"""Reading reports that are Word files: ZIP packages of XML, in which nothing is fetched and no entity is defined."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reg7check.report.stamp import NoStamp, Stamp, read_stamp
from reg7check.trust.packages import parts_of
from reg7check.trust.report_file import Part, no_report, part, unseen_part, words_part
from reg7check.trust.safe_xml import root_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TEXT = "word/document.xml"
_PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_stamps(content: bytes, name: str) -> tuple[Stamp, ...]:
    """Return the stamp among the properties of a Word file, as one or none. Raises BadInput where it is damaged."""
    from reg7check.report.word.package import STAMP_PART, stamp_in_properties

    parts = _parts_of(content, name)
    read = {each: root_of(parts[each], name) for each in _PROPERTIES if each in parts}
    if STAMP_PART not in read:
        return ()
    try:
        return (read_stamp(stamp_in_properties(read[STAMP_PART])),)
    except NoStamp:
        return ()


def word_parts(content: bytes, name: str) -> tuple[Part, ...]:
    """Return the parts of a Word file: words and notes, links, properties, pictures, and the rest of the package."""
    return tuple(_parts(_parts_of(content, name), name))


def _parts_of(content: bytes, name: str) -> dict[str, bytes]:
    parts = parts_of(content, name)
    if _TEXT not in parts:
        raise no_report(name, "this ZIP file is neither a Word file nor a bundle")
    return parts


def _parts(parts: Mapping[str, bytes], name: str) -> Iterator[Part]:
    texts = [each for each in parts if each.startswith("word/") and each.endswith(".xml")]
    read = {each: root_of(parts[each], name) for each in sorted(texts, key=lambda each: (each != _TEXT, each))}
    yield words_part([line for each in read.values() for line in _lines(each)])
    yield part(
        "where a link leads",
        [
            f"{relation.get('Target')}"
            for each in sorted(parts)
            if each.endswith(".rels")
            for relation in root_of(parts[each], name)
        ],
    )
    yield part("the properties of the file", list(_properties(parts, name)))
    for each in sorted(parts):
        if each == _TEXT:
            yield unseen_part("how the text is laid out", [_digest(parts[each])])
        elif "/media/" in each:
            yield unseen_part(f"the picture {each.rpartition('/')[2]}", [_digest(parts[each])])
        elif each not in _PROPERTIES:
            yield unseen_part(f"the part {each} of the package", [_digest(parts[each])])


def _properties(parts: Mapping[str, bytes], name: str) -> Iterator[str]:
    for each in _PROPERTIES:
        if each in parts:
            for element in root_of(parts[each], name):
                what = element.get("name") or element.tag.rpartition("}")[2]
                yield f"{what}: {''.join(element.itertext())}"


def _lines(root: Element) -> Iterator[str]:
    """Yield the text of each paragraph; what breaks its lines stands as a space."""
    for paragraph in root.iter(f"{_WORD}p"):
        pieces = []
        for each in paragraph.iter():
            if each.tag in (f"{_WORD}t", f"{_WORD}delText", f"{_WORD}instrText"):
                pieces.append(each.text or "")
            elif each.tag in (f"{_WORD}br", f"{_WORD}tab", f"{_WORD}cr"):
                pieces.append(" ")
        if pieces:
            yield "".join(pieces)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
