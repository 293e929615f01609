"""Reading reports that are PDF files, with pypdf: the one place that knows it. Nothing in them is run or fetched."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

from reg7check.problems import BadInput
from reg7check.report.formats import needs
from reg7check.report.stamp import NoStamp, Stamp, read_stamp
from reg7check.trust.report_file import Part, no_report, part, unseen_part, words_part

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 500
MAX_DRAWN = 8 * 1024 * 1024
"""Of what all pages draw, unpacked: more than a hundred pages of a report have less."""
MAX_STREAM = 8 * 1024 * 1024
"""The most that one stream may hold, unpacked: a font has less than half a megabyte."""
MAX_OBJECTS = 50_000
_KINDS = {
    "/Font": "the fonts",
    "/FontDescriptor": "the fonts",
    "/XObject": "the pictures",
    "/StructElem": "the tags for screen readers",
    "/StructTreeRoot": "the tags for screen readers",
    "/Annot": "where links stand",
    "/Metadata": "the properties of the file for other programs (XMP)",
}
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
        # The library limits its work too: to what any PDF file may take, and not to what a report does.
        with pypdf.apply_configuration(
            maximum_declared_stream_length=MAX_STREAM,
            array_based_stream_maximum_output_length=MAX_STREAM,
            zlib_maximum_output_length=MAX_STREAM,
            lzw_maximum_output_length=MAX_STREAM,
            run_length_maximum_output_length=MAX_STREAM,
            stream_decoding_work_maximum_length=2 * MAX_STREAM,
            zlib_maximum_recovery_input_length=0,
            stream_filters_maximum_length=2,
            page_tree_maximum_entries=2 * MAX_PAGES,
            outline_maximum_entries=10_000,
            xform_maximum_invocations_per_extraction=0,
        ):
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
    digests_drawn = list(_digests_drawn(pages))
    yield words_part([line for page in pages for line in page.extract_text().split("\n")])
    yield part("where a link leads", [uri for page in pages for uri in _addresses(page)])
    yield part("the bookmarks", [str(each.title) for each in _flat(reader.outline)])
    yield part("the properties of the file", list(_properties(reader)))
    for number, digest in enumerate(digests_drawn, 1):
        yield unseen_part(f"how page {number} is drawn", [digest])
    found: dict[str, list[str]] = {}
    for what, written in _objects(reader):
        found.setdefault(what, []).append(_digest(written))
    for what, digests in sorted(found.items()):
        yield unseen_part(what, digests)
    yield unseen_part("what was added after its end", [str(content.count(b"%%EOF"))])


def _digests_drawn(pages: Sequence[PageObject]) -> Iterator[str]:
    """Yield the digest of what each page draws. Raises ValueError where all of it is more than any report's."""
    left = MAX_DRAWN
    for page in pages:
        contents = page.get_contents()
        drawn = contents.get_data() if contents is not None else b""
        left -= len(drawn)
        if left < 0:
            raise ValueError("its pages draw far more than those of any report")
        yield _digest(drawn)


def _addresses(page: PageObject) -> Iterator[str]:
    for each in page.get("/Annots") or ():
        annotation: Any = each.get_object()
        action: Any = annotation.get("/A")
        if action is not None:
            kind = str(action.get_object().get("/S")).removeprefix("/")
            yield f"{kind} {action.get_object().get('/URI', '')}".strip()


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


def _objects(reader: PdfReader) -> Iterator[tuple[str, bytes]]:
    """Yield every object of the file but what a page draws: what it is part of, and how it is written."""
    from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

    drawn = {number for page in reader.pages for number in _numbers(page.get("/Contents"))}
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    if len(numbers) > MAX_OBJECTS:
        raise ValueError("it has far more objects than any report")
    for number in sorted(numbers - drawn - {0}):
        found: Any = reader.get_object(IndirectObject(number, 0, reader))
        written = BytesIO()
        if found is not None:
            found.write_to_stream(written)
        kind = str(found.get("/Type") or found.get("/Subtype")) if isinstance(found, DictionaryObject) else ""
        if isinstance(found, StreamObject):
            kind = "/Font" if kind.startswith(("/CIDFont", "/OpenType", "/Type1C", "None", "/CMap")) else kind
        yield _KINDS.get(kind, "the rest of the file"), written.getvalue()


def _numbers(contents: Any) -> Iterator[int]:
    """Yield the numbers of the objects that hold what a page draws."""
    for each in contents if isinstance(contents, list) else [contents]:
        if each is not None and each.indirect_reference is not None:
            yield each.indirect_reference.idnum


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
