"""XML from others, parsed with care: no entity is defined in it, and nothing is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reg7check.trust.report_file import no_report

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


MAX_MARKS = 1_000_000
"""The most tags, comments and the like: each takes far more memory than it has characters."""


def root_of(content: bytes, name: str) -> Element:
    """Return the root of an XML text.

    Args:
        content: its bytes.
        name: what messages call the file that it is, or is a part of.

    Raises:
        BadInput: where it defines a document type (no report does, and entities are defined there), is damaged, or
            has more tags than any report.
    """
    from xml.etree.ElementTree import ParseError, fromstring

    if b"<!" in content.replace(b"<!--", b"").replace(b"<![CDATA[", b"") or b"\x00" in content:
        raise no_report(name, "it is refused: XML in it defines a document type, which none of a report does")
    if content.count(b"<") > MAX_MARKS:
        raise no_report(name, "XML in it holds far more than that of any report")
    try:
        return fromstring(content)  # noqa: S314 - where entities could be defined, it was refused above
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise no_report(name, f"XML in it is damaged: {error}") from None
