"""What the codes of findings mean: all in a list, one in full, or every one in full."""

from __future__ import annotations

from collections.abc import Iterator

from reg7check.audit.findings import Code, codes
from reg7check.report.document import Block, Document, Example, Heading, Paragraph, Row, Rows


def all_codes() -> Document:
    """Return the list of codes, each with its severity and title."""
    rows = tuple(Row(code.code, f"{code.severity.value}: {code.title}") for code in codes().values())
    return Document((Heading(1, "What `reg7check rules check` finds"), Rows(rows)))


def one_code(code: Code) -> Document:
    """Return all that is told of one code."""
    return Document(tuple(_told(code, 1)))


def every_code() -> Document:
    """Return all that is told of each code, one after the other."""
    blocks: list[Block] = [
        Heading(1, "What `reg7check rules check` finds"),
        Paragraph(
            "An error keeps a rulebook from being used. A warning is something that is wrong, or does nothing. A note"
            " is worth a look, and may be meant. Warnings and notes are silenced by a comment at the end of the line on"
            " which they stand, with the reason."
        ),
    ]
    for code in codes().values():
        blocks += _told(code, 2)
    return Document(tuple(blocks))


def _told(code: Code, level: int) -> Iterator[Block]:
    yield Heading(level, f"{code.code} {code.name}")
    yield Paragraph(f"{code.title}.", "strong")
    yield Paragraph(f"Severity: {code.severity.value}.")
    for heading, text in (("What it finds", code.what), ("Why", code.why), ("How to mend it", code.mend)):
        yield Heading(level + 1, heading)
        yield Paragraph(text)
    for heading, text in (("Avoid", code.avoid), ("Prefer", code.prefer)):
        yield Heading(level + 1, heading)
        yield Example(text)
    if code.can_be_silenced:
        yield Heading(level + 1, "Silence")
        yield Example(f"# silence {code.code}: the reason, at the end of the line on which it stands")
