"""A report as one HTML page, which stands by itself: no scripts, nothing fetched, all text in it made safe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from reg7check.named import NamedTuple
from reg7check.report.document import Block, Document, Figure, Heading, PageEnd, Table
from reg7check.report.drawing import Ink
from reg7check.report.drawing_svg import INKS, Colours, drawing_svg
from reg7check.report.marks import INKS_OF_MARKS, SAID
from reg7check.report.pages import page_environment

DARK_INKS: Mapping[Ink, Colours] = {
    "plain": Colours("#14181d", "#9aa5b1", "#e6e9ed"),
    "quiet": Colours("#1f262d", "#7d8893", "#b7c0ca"),
    "action": Colours("#1b2d44", "#7fa8dc", "#b9d3f5"),
    "cover": Colours("#2b2140", "#a98be0", "#d6c6f7"),
    "law": Colours("#262d35", "#9aa5b1", "#d5dbe1"),
    "known": Colours("#3d2711", "#e0934a", "#ffd0a1"),
    "prohibited": Colours("#451c1c", "#ee7d7d", "#ffc4c2"),
    "disputed": Colours("#421a38", "#df7fc4", "#fbc4ea"),
    "arguable": Colours("#2b2147", "#a98be0", "#d9cbfa"),
    "undetermined": Colours("#3a3109", "#cfae3a", "#f6e3a0"),
    "not-prohibited": Colours("#15331a", "#6fbf7a", "#bfe8c4"),
    "holds": Colours("#15331a", "#6fbf7a", "#bfe8c4"),
    "fails": Colours("#451c1c", "#ee7d7d", "#ffc4c2"),
    "open": Colours("#3a3109", "#cfae3a", "#f6e3a0"),
}
"""The colours of each ink on a dark screen."""
_RESERVED = {"contents", "report"}
_UNTITLED = "Report"
_FEW = 2


class _Part(NamedTuple):
    """A block as the page shows it: its kind, its id, and of a heading the level.

    One that is ``headed`` stands right under a heading with the words of its title, which need not be read twice.
    """

    kind: str
    block: Block
    id: str
    level: int = 0
    headed: bool = False


class _Chapter(NamedTuple):
    """An entry of the contents, with those under it."""

    text: str
    id: str
    under: list[_Chapter]


class _Anchors:
    """The ids of the items that others refer to: each belongs to the first item that has its anchor."""

    def __init__(self, document: Document, taken: Iterable[str]) -> None:
        self._ids: dict[str, str] = {}
        self._placed: set[str] = set()
        used = {*taken}
        for anchor in dict.fromkeys(item.anchor for item in document.items() if item.anchor):
            wanted = re.sub(r"[^A-Za-z0-9_-]+", "-", anchor)
            number, chosen = 1, wanted
            while chosen in used:
                number += 1
                chosen = f"{wanted}-{number}"
            used.add(chosen)
            self._ids[anchor] = chosen

    def target(self, anchor: str) -> str:
        """Return the id of the item with an anchor, or "" where the document has none."""
        return self._ids.get(anchor, "")

    def place(self, anchor: str) -> str:
        """Return the id for an item, in the order of the page: "" where one before it has it, or it has no anchor."""
        if anchor in self._placed:
            return ""
        self._placed.add(anchor)
        return self.target(anchor)


def html_report(document: Document) -> str:
    """Return a report as one page: it reads on a phone and on paper, in light and dark, and fetches nothing."""
    from markupsafe import Markup, escape

    parts = _parts(document)
    end = next((place for place, each in enumerate(parts) if isinstance(each.block, PageEnd)), None)
    start = next((place for place, each in enumerate(parts) if each.level > 1), len(parts))
    anchors = _Anchors(document, {*_RESERVED, *(each.id for each in parts)})
    environment = page_environment()
    environment.globals |= {
        "target": anchors.target,
        "place": anchors.place,
        "said": SAID,
        "inks_of_marks": INKS_OF_MARKS,
    }
    page = environment.get_template(
        "report.html.jinja"
    ).render(
        title=document.title or _UNTITLED,
        stamp=Markup(escape(document.stamp)),  # noqa: S704 - escaped, and its lines stay lines
        inks=INKS,
        dark=DARK_INKS,
        first=parts[: start if end is None else end],
        rest=parts[start if end is None else end :],
        contents=_contents(parts),
        spaced=document.spaced,
        picture=lambda part: Markup(_picture(part)),  # noqa: S704 - all text in it is escaped there
    )
    return str(page)


def _parts(document: Document) -> list[_Part]:
    """Return the blocks as the page shows them: no heading is more than one level below that before it."""
    parts: list[_Part] = []
    level, heading = 1, ""
    for number, block in enumerate(document.blocks, 1):
        if isinstance(block, Heading):
            level, heading = min(block.level, level + 1, 6), block.text
            parts.append(_Part("Heading", block, f"part-{number}", level))
        else:
            headed = isinstance(block, Table | Figure) and block.title == heading
            parts.append(_Part(type(block).__name__, block, f"block-{number}", headed=headed))
            heading = ""
    return parts


def _contents(parts: Sequence[_Part]) -> list[_Chapter]:
    """Return the headings of the second level, each with those of the third under it: of a few there are none."""
    chapters: list[_Chapter] = []
    for part in parts:
        if isinstance(part.block, Heading) and part.level in (2, 3):
            chapter = _Chapter(part.block.text, part.id, [])
            (chapters if part.level == 2 else chapters[-1].under).append(chapter)
    return chapters if len(chapters) > _FEW else []


def _picture(part: _Part) -> str:
    figure = part.block
    assert isinstance(figure, Figure)
    return drawing_svg(figure.drawing, figure.title, figure.told, part.id)
