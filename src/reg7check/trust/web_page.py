"""Reading reports that are HTML pages. Nothing in them is run or fetched."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from reg7check.report.stamp import NoStamp, Stamp, read_stamp
from reg7check.trust.plain import text_of
from reg7check.trust.report_file import Part, no_report, part, unseen_part, words_part

_STAMP = re.compile(r'<meta name="reg7check-report" content="([^"]*)">')
_HEAD = 200_000
"""The stamp stands before any text of the report."""
_UNENDED = 1000
_WITHIN = frozenset({"a", "abbr", "b", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup", "tspan", "u"})
_ADDRESSES = frozenset({"action", "data", "formaction", "href", "poster", "src", "srcset", "xlink:href"})
_PROPERTIES = frozenset({"base", "link", "meta"})


def html_stamps(content: bytes, name: str) -> tuple[Stamp, ...]:
    """Return the stamp in the head of an HTML page, as one or none."""
    found = _STAMP.search(text_of(content, name), 0, _HEAD)
    try:
        return (read_stamp(unescape(found[1]).split("\n")),) if found is not None else ()
    except NoStamp:
        return ()


def html_parts(content: bytes, name: str) -> tuple[Part, ...]:
    """Return the parts of an HTML page: its words, addresses, properties, scripts, styles and markup."""
    page = _read(content, name)
    return (
        words_part([line for line in "".join(page.text).split("\n") if line.strip()]),
        part("where a link leads", page.addresses),
        part("the properties of the page", page.properties),
        part("scripts", page.scripts),
        unseen_part("the style sheet", page.styles),
        unseen_part("the markup around the words", page.markup),
    )


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.addresses: list[str] = []
        self.properties: list[str] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.markup: list[str] = []
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _PROPERTIES:
            self.properties.append(f"{tag} {' '.join(f'{name}={value}' for name, value in attrs)}")
            return
        others = []
        for name, value in attrs:
            if name in _ADDRESSES:
                self.addresses.append(f"{name} {value}")
            elif name.startswith("on"):
                self.scripts.append(f"{name} {value}")
            else:
                others.append(f"{name}={value}")
        self.markup.append(f"<{tag} {' '.join(others)}>")
        if tag not in _WITHIN:
            self.text.append("\n")
        self.within = tag

    def handle_endtag(self, tag: str) -> None:
        self.markup.append(f"</{tag}>")
        if tag not in _WITHIN:
            self.text.append("\n")
        self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within == "script":
            self.scripts.append(data)
        elif self.within == "style":
            self.styles.append(data)
        else:
            self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.markup.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.markup.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.markup.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.markup.append(f"<![{data}]>")


def _read(content: bytes, name: str) -> _Page:
    page = _Page()
    try:
        page.feed(text_of(content, name))
        # What awaits its end would be tried again from each "<" in it, which takes the square of its length.
        if len(page.rawdata) > _UNENDED:
            raise no_report(name, "a tag or a comment in this page is never closed")
        page.close()
    except AssertionError:  # so the parser says that a declaration is none
        raise no_report(name, "a declaration in this page is damaged") from None
    return page
