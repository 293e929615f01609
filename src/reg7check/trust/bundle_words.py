"""What stands in the file of a bundle that is to be read first. It states no law."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from reg7check.days import in_words
from reg7check.reasoning.results import Assessment
from reg7check.report.document import Block, Document, Example, Heading, Item, Items, Paragraph
from reg7check.report.text import text_reports

_WHAT = {
    "report": "The report, in full, in each format. All say the same.",
    "arrangement": "The arrangement: what is known, and who says so. The report is made from this file.",
    "letters": "Drafts of letters. Read each before you send it, and fill in its blanks.",
    "rules": "The rulebook: the rules by which the arrangement was judged, with the words of the law.",
}


def read_me(
    assessment: Assessment, paths: Iterable[str], not_drafted: Sequence[tuple[str, str, str]], dated: date
) -> str:
    """Return what a bundle holds, and how to check it, as text.

    Args:
        assessment: what its report tells of.
        paths: its files, but for this one and the manifest.
        not_drafted: the letters that could not be drafted: to whom, about which strand of cover, and why.
        dated: the day of the letters.
    """
    arrangement = assessment.arrangement
    every = list(paths)
    items = []
    for folder, what in _WHAT.items():
        within = tuple(each for each in every if each.startswith(f"{folder}/"))
        if within:
            more = f" They are dated {in_words(dated)}." if folder == "letters" else ""
            items.append(Item(f"{what}{more}", lines=within))
    items.append(
        Item("The manifest: from what all of it was made, and the SHA-256 of each file.", lines=("manifest.json",))
    )
    blocks: list[Block] = [
        Heading(1, arrangement.title),
        Paragraph("This is a bundle of reg7check: a report, and all that it was made from. It is not legal advice."),
        Heading(2, "What is in it"),
        Items(tuple(items)),
    ]
    if arrangement.redacted:
        blocks.append(
            Paragraph(
                "Roles stand in place of names. So the arrangement itself, which names them, is left out, and so are"
                " letters. To check the report, you need the arrangement from whoever made it."
            )
        )
    if not_drafted:
        blocks.append(Heading(2, "Letters that could not be drafted"))
        blocks.append(Items(tuple(Item(f"To the {to}, about {strand}: {why}") for to, strand, why in not_drafted)))
    further = " ARRANGEMENT" if arrangement.redacted else ""
    blocks += [
        Heading(2, "How to check it"),
        Paragraph("Keep the ZIP file as it is, and run this with reg7check:"),
        Example(f"reg7check verify BUNDLE.zip{further}"),
        Paragraph(
            "It checks every file against the manifest, derives every report and letter again from the arrangement and"
            " the bundle's own rulebook, and says what differs. It says too whether the rulebook that you have says the"
            " same. Nobody signs a bundle: a match does not show who made it, or that what the arrangement says is so."
        ),
    ]
    return text_reports([Document(tuple(blocks))])
