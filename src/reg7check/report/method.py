"""Composing how a report comes to its verdicts, and from what: the method, the versions and the digests."""

from __future__ import annotations

from collections.abc import Iterator

from reg7check.reasoning.results import Assessment
from reg7check.report import words
from reg7check.report.document import Block, Example, Heading, Item, Items, Paragraph

_METHOD = (
    (
        "The arrangement file says what is known, and who says it. Nothing here checks that. An answer counts as known"
        " unless the file says that it is disputed or not known, even where one side alone gives it."
    ),
    (
        "Some facts that the file does not list are presumed, by the rulebook. They count as known, and are shown as"
        " presumed."
    ),
    (
        "The rulebook holds the provisions, word for word where they could be read, and rules that follow them part by"
        " part. Each reason above names its provision. Where a text is not fully checked, that is said at the first"
        " reason that rests on it, and in the list of authorities."
    ),
    (
        "Each day of the cover is judged by the law in force on that day. Days on which nothing that matters changes"
        " are put together in one period."
    ),
    (
        "A fact that is not known may have any of its answers. A fact that is disputed may be as any of the sides says,"
        " and may have any answer where a side does not know. A question on which the law is open may be read either"
        " way, unless a reading is assumed at the top of this report. All of these are taken together, and none is left"
        " out."
    ),
    (
        "Where all of them lead to the same end, that is the verdict, whatever is still open. Where they do not, the"
        " verdict says why: the sides' accounts lead to different ends, or only the law is open, or facts are missing"
        " or not agreed."
    ),
    (
        "A side's account is the same file with each disputed fact read as that side states it. A disputed fact of"
        " which it says nothing is not known in its account."
    ),
    (
        "What would settle the verdict is worked out in the same way: each set shown is enough, and no part of it can"
        " be left out."
    ),
    (
        "No person weighs anything when the report is made. Where the law weighs several signs together, the weights"
        " are the rulebook's own, and the reasons say so."
    ),
)


def method() -> Iterator[Block]:
    """Yield how the verdicts of a report are reached."""
    yield Heading(2, "How the verdict is reached")
    yield Items(tuple(map(Item, _METHOD)))


def versions(assessment: Assessment, stamp: str) -> Iterator[Block]:
    """Yield from what a report is made, with digests, and how to check it."""
    yield Heading(2, "Versions and digests")
    yield Paragraph(
        "A digest is a number worked out from every letter of a file: another file has another. To check this report,"
        " keep it with its arrangement file:"
    )
    yield Example(f"reg7check verify REPORT {words.file_argument(assessment.arrangement.file)}")
    yield Paragraph("It is made from:")
    yield Example(stamp)
