"""Reading reports that are PDF files, with pypdf: the one place that knows it. Nothing in them is run or fetched."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

from reg7check.problems import BadInput
from reg7check.report.formats import needs
from reg7check.report.stamp import NoStamp, Stamp, read_stamp
from reg7check.trust.report_file import Part, no_report, part, unseen_part, words_part

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 500
_Read = TypeVar("_Read")


def pdf_stamps(content: bytes, name: str) -> tuple[Stamp, ...]:
    """Return the stamp among the properties of a PDF file, as one or none. Raises BadInput where it is damaged."""
    try:
        return (read_stamp(str(_with(content, name, _keywords)).split("\n")),)
    except NoStamp:
        return ()


def pdf_parts(content: bytes, name: str) -> tuple[Part, ...]:
    """Return the parts of a PDF file: words, links, bookmarks, properties, and how each page is drawn."""
    return _with(content, name, lambda reader: tuple(_parts(reader, content)))


def _with(content: bytes, name: str, read: Callable[[PdfReader], _Read]) -> _Read:
    """Return what a function reads of a PDF file. Raises BadInput, whatever is wrong with the file."""
    needs("pypdf", "pdf", "to check a PDF report")
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of what is not in order: so do we, in our words
    try:
        reader = pypdf.PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise no_report(name, "this PDF file is locked, which no report is")
        if len(reader.pages) > MAX_PAGES:
            raise no_report(name, f"this PDF file has more than {MAX_PAGES} pages")
        return read(reader)
    except BadInput:
        raise
    except Exception as error:  # of a damaged file the library may raise anything
        raise no_report(name, f"this PDF file is damaged: {error or type(error).__name__}") from None


def _keywords(reader: PdfReader) -> str:
    return str(reader.metadata.get("/Keywords", "")) if reader.metadata is not None else ""


def _parts(reader: PdfReader, content: bytes) -> Iterator[Part]:
    pages = list(reader.pages)
    yield words_part([line for page in pages for line in page.extract_text().split("\n")])
    yield part("where a link leads", [line for page in pages for line in _addresses(page)])
    yield part("the bookmarks", [str(each.title) for each in _flat(reader.outline)])
    yield part("the properties of the file", list(_properties(reader)))
    for number, page in enumerate(pages, 1):
        drawn = page.get_contents()
        yield unseen_part(f"how page {number} is drawn", [_digest(drawn.get_data() if drawn is not None else b"")])
        yield unseen_part(f"the pictures and fonts of page {number}", [_resources(page)])
    yield unseen_part("what was added after its end", [str(content.count(b"%%EOF"))])


def _addresses(page: PageObject) -> Iterator[str]:
    for each in page.get("/Annots") or ():
        annotation: Any = each.get_object()
        action: Any = annotation.get("/A")
        yield f"{annotation.get('/Subtype')} {dict(action.get_object()) if action is not None else ''}"


def _flat(outline: Any) -> Iterator[Any]:
    for each in outline:
        if isinstance(each, list):
            yield from _flat(each)
        else:
            yield each


def _properties(reader: PdfReader) -> Iterator[str]:
    for name, value in sorted((reader.metadata or {}).items()):
        first, *others = str(value).split("\n")
        yield f"{name.removeprefix('/')}: {first}"
        yield from others
    root: Any = reader.trailer["/Root"]
    yield f"Lang: {root.get('/Lang')}"
    yield f"OpenAction: {root.get('/OpenAction')}"
    metadata = root.get("/Metadata")
    if metadata is not None:
        yield f"XMP: {_digest(metadata.get_object().get_data())}"


def _resources(page: PageObject) -> str:
    """Return a digest of the pictures and fonts that a page uses."""
    digest = hashlib.sha256()
    resources: Any = page.get("/Resources") or {}
    for kind in ("/XObject", "/Font"):
        found: Any = resources.get_object().get(kind) if resources else None
        for name, each in sorted((found.get_object() if found is not None else {}).items()):
            thing = each.get_object()
            digest.update(f"{kind}{name}".encode())
            digest.update(thing.get_data() if hasattr(thing, "get_data") else repr(dict(thing)).encode())
    return digest.hexdigest()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
