"""Addresses that a report may lead to: of the web alone, written so that any program can follow them."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from reg7check.inert import inert

_WEB = ("https://", "http://")
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LONGEST = 2000
_KEPT = "/?:@!$&'()*+,;=-._~%"


def web_address(text: str) -> str | None:
    """Return an address in ASCII, for a link to lead to; None where it is none of http or https that may be followed.

    Word calls a whole file damaged where one of its links is no address.
    """
    if inert(text) != text or len(text) > _LONGEST or not text.lower().startswith(_WEB):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if not _HOST.fullmatch(parts.netloc):
        return None
    path, query, fragment = (
        quote(_STRAY_PERCENT.sub("%25", each), safe=_KEPT) for each in (parts.path, parts.query, parts.fragment)
    )
    return parts._replace(path=path, query=query, fragment=fragment).geturl()
