"""Tables of a Word file: real ones, whose heading row is repeated on each page, and whose rows break over pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum
from typing import Any

from reg7check.inert import inert
from reg7check.report.word.xml import element

TEXT_WIDTH = 9524
"""The width of the text, in twentieths of a point."""
_OF_A_LETTER = 115
"""The width of a letter in bold; most are narrower."""
_OF_THE_EDGES = 170
_LONGEST_WORD, _LONGEST_TEXT = 16, 160
"""How many letters of a column's longest word, and of its longest text, count at most."""
_SHORT = 800
"""Up to how many letters in a cell its row stays on one page: a longer one breaks over two."""


def widths(columns: Sequence[Iterable[str]]) -> list[int]:
    """Return how wide each column is: enough for the longest word in it, and more the longer its longest text is."""
    texts = [[*each] for each in columns]
    words = [max((len(word) for text in each for word in text.replace("-", "- ").split()), default=1) for each in texts]
    least = [min(word, _LONGEST_WORD) * _OF_A_LETTER + _OF_THE_EDGES for word in words]
    longest = [min(max(map(len, each), default=1), _LONGEST_TEXT) for each in texts]
    left = max(TEXT_WIDTH - sum(least), 0)
    wanted = [floor + left * letters / sum(longest) for floor, letters in zip(least, longest, strict=True)]
    made = [round(TEXT_WIDTH * each / fsum(wanted)) for each in wanted]
    made[-1] += TEXT_WIDTH - sum(made)
    return made


def label_widths(labels: Iterable[str]) -> list[int]:
    """Return how wide the two columns of a table without headings are: its labels stay on one line if they can."""
    longest = max(map(len, labels), default=1) * _OF_A_LETTER + _OF_THE_EDGES
    first = min(longest, TEXT_WIDTH * 2 // 5)
    return [first, TEXT_WIDTH - first]


def table(name: str, columns: Sequence[int], heads: Sequence[Any], rows: Iterable[Sequence[Sequence[Any]]]) -> Any:
    """Return a table.

    Args:
        name: what those are told of it who do not see it.
        columns: the width of each column.
        heads: the paragraph that heads each column; none where the table has no heading row.
        rows: the paragraphs of each cell of each row.
    """
    made = element(
        "w:tbl",
        element(
            "w:tblPr",
            element("w:tblStyle", val="ReportTable"),
            element("w:tblW", w=sum(columns), type="dxa"),
            element("w:tblLayout", type="fixed"),
            element("w:tblLook", val="06A0" if heads else "0680", firstRow=int(bool(heads)), firstColumn=1),
            element("w:tblCaption", val=inert(name)),
        ),
        element("w:tblGrid", *(element("w:gridCol", w=width) for width in columns)),
    )
    if heads:
        repeated = element("w:trPr", element("w:cantSplit"), element("w:tblHeader"))
        made.append(element("w:tr", repeated, *map(_cell, columns, ([head] for head in heads))))
    for row in rows:
        short = max(sum(map(_letters, cell)) for cell in row) <= _SHORT
        whole = element("w:trPr", element("w:cantSplit")) if short else None
        made.append(element("w:tr", whole, *map(_cell, columns, row)))
    return made


def _letters(paragraph: Any) -> int:
    return sum(map(len, paragraph.itertext()))


def _cell(width: int, paragraphs: Sequence[Any]) -> Any:
    return element("w:tc", element("w:tcPr", element("w:tcW", w=width, type="dxa")), *paragraphs)
