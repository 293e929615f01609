"""What verifying a report found, as a document: which report, what is the same, what differs, what that shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath, PurePosixPath

from reg7check.days import in_words
from reg7check.report.document import Block, Cell, Document, Heading, Item, Items, Paragraph, Table
from reg7check.report.stamp import Stamp, StampedVerdict
from reg7check.report.words import days, listed
from reg7check.trust.differences import WHOLE, Difference
from reg7check.trust.report_file import VALUES, WORDS
from reg7check.trust.verifying import Judged, ThenAndNow, Verification, Version

_HOW = {
    "named": "",
    "beside": ", which lies beside the report",
    "here": ", which lies in the current folder",
}
LIMITS = (
    "Nobody signs a report. A match shows that it is what this program derives from this arrangement under this"
    " rulebook. It does not show who made it, what the file was called, or that what the arrangement says is true."
)
ALSO = "Names may have been left out that are not told here: name them with --redact-also."
_FORMATS = {
    "text": "plain text",
    "markdown": "Markdown",
    "json": "JSON",
    "html": "HTML",
    "pdf": "PDF",
    "docx": "Word",
    "sarif": "SARIF",
    "junit": "JUnit",
}


def told(verification: Verification) -> Document:
    """Return what verifying a report found, as a document."""
    return Document(tuple(_blocks(verification)))


def conclusion(verification: Verification) -> str:
    """Return what was found in a sentence."""
    if verification.verified:
        return "VERIFIED: the report is unaltered, and still what the rulebook says."
    if verification.unaltered is False and verification.ways:
        return "THE WORDS ARE UNALTERED, but the file is not the same: only how the text is kept differs."
    if verification.unaltered is False:
        return "ALTERED: the report is not what is derived from its arrangement."
    if verification.still_so is False:
        return "NO LONGER SO: the verdicts are others now. Whether the report was altered cannot be told."
    return "NOT VERIFIED: whether the report was altered cannot be told."


def _blocks(verification: Verification) -> Iterator[Block]:
    yield Heading(1, f"The report {verification.name}")
    yield Paragraph(conclusion(verification), "strong")
    yield Heading(2, "What was checked")
    yield Items(tuple(_checks(verification)))
    if verification.differences and not verification.ways:
        yield Heading(2, "What differs")
        if verification.unaltered is None:
            yield Paragraph("What is derived now differs from the report here. Each may have a reason named above.")
        yield Items(tuple(item for each in verification.differences for item in difference_items(each)))
    yield from verdicts_table([each for judged in verification.judged for each in judged.verdicts() if not each.same])
    yield Heading(2, "What this shows")
    yield Paragraph(LIMITS)


def verdicts_table(changed: Sequence[ThenAndNow]) -> Iterator[Block]:
    """Yield the verdicts that are others now, then and now; nothing where there are none."""
    if not changed:
        return
    title = "Verdicts then and now"
    yield Heading(2, title)
    rows = ((Cell(f"{each.strand}, {each.prohibition}"), _verdict(each.then), _verdict(each.now)) for each in changed)
    yield Table(title, ("Cover", "Then", "Now"), tuple(rows))


def _checks(verification: Verification) -> Iterator[Item]:
    yield from (_which(verification, each.stamp) for each in verification.judged)
    yield from map(_arrangement, verification.judged)
    yield from _rulebook(verification)
    yield program_item(verification.judged[0].stamp.program, verification.versions)
    yield _report(verification)
    yield _still_so(verification)


def _which(verification: Verification, stamp: Stamp) -> Item:
    assumed = []
    if stamp.redacted:
        assumed.append("Roles stand in place of names.")
    if stamp.as_party is not None:
        assumed.append(f"It judges the account of {stamp.as_party} alone.")
    if stamp.on is not None:
        assumed.append(f"It judges {in_words(stamp.on)} alone.")
    assumed += [f"It assumes a reading of {question}: it {reading}." for question, reading in stamp.taken]
    depth = " that tells all" if stamp.depth == "full" and verification.format in ("text", "markdown") else ""
    return Item(
        f"It says that it is a report{depth} on {stamp.file}, by reg7check {stamp.program}, under the rulebook"
        f" {stamp.rulebook} {stamp.version}, law as of {in_words(stamp.law_as_of)}. Its format is"
        f" {_FORMATS.get(verification.format, verification.format)}.",
        lines=tuple(assumed),
    )


def _arrangement(judged: Judged) -> Item:
    found, stamp = judged.found, judged.stamp
    if found.same:
        text = f"The arrangement is the one from which the report was made: {found.path}{_HOW[found.how]}."
        lines: list[str] = [f"SHA-256 {stamp.file_sha256}"]
        if not stamp.redacted and PurePath(found.path).name != PurePosixPath(stamp.file).name:
            lines.append(f"The report calls it {stamp.file}. What a file is called is not checked.")
    else:
        text = f"The arrangement is not the one from which the report was made: {found.path}{_HOW[found.how]}."
        lines = [
            "Either it was changed since, or it is another file, or the report was altered.",
            f"The report says SHA-256 {stamp.file_sha256}",
            f"The file has SHA-256 {found.sha256}",
        ]
    lines += [f"Nothing can be derived from it: {each.message} ({each.place})" for each in judged.problems]
    return Item(text, "yes" if found.same and not judged.problems else "no", lines=tuple(lines))


def _rulebook(verification: Verification) -> Iterator[Item]:
    identity = verification.rulebook.law.identity
    here = f"{identity.id} {identity.version}, law as of {in_words(identity.law_as_of)}"
    if verification.same_rulebook:
        yield Item(f"The rulebook is the same: {here}.", "yes", lines=(f"SHA-256 {verification.rulebook.sha256}",))
        return
    for stamp in dict.fromkeys(each.stamp for each in verification.judged):
        if stamp.rulebook_sha256 != verification.rulebook.sha256:
            yield Item(
                f"The rulebook is another: the report names {stamp.rulebook} {stamp.version}, law as of"
                f" {in_words(stamp.law_as_of)}; here it is {here}.",
                "no",
                lines=(
                    f"The report says SHA-256 {stamp.rulebook_sha256}",
                    f"The rulebook here has SHA-256 {verification.rulebook.sha256}",
                    "To tell whether it was altered, check it under that rulebook (--rules DIR), or as a bundle.",
                ),
            )
            return


def program_item(program: str, versions: Sequence[Version]) -> Item:
    """Return whether the program, and the libraries that write files, are of the versions that made a report."""
    if not versions:
        return Item(f"The program is the same: reg7check {program}.", "yes")
    others = [f"{each.name} {each.then} then, {each.now or 'none'} here" for each in versions]
    hint = "To tell whether the report was altered, check it with those versions."
    return Item(f"The program is another: {listed(others)}.", "no", lines=(hint,))


def _report(verification: Verification) -> Item:
    if verification.unaltered:
        return Item("The report is unaltered: it is, to the byte, what is derived from the arrangement.", "yes")
    if verification.unaltered is None:
        redacted = any(each.stamp.redacted for each in verification.judged)
        return Item("Whether the report was altered cannot be told.", "open", lines=(ALSO,) if redacted else ())
    if verification.ways:
        return Item(
            f"The report says what is derived, word for word, but {listed(verification.ways)}.",
            "no",
            lines=("That happens where a file is sent by email, or saved again. Nothing that can be read differs.",),
        )
    where = listed(each.part for each in verification.differences)
    others = {WORDS, VALUES, WHOLE} & {each.part for each in verification.differences}
    same = () if others else ("The words are the same.",)
    return Item(f"The report was altered. What differs: {where}.", "no", lines=same)


def _still_so(verification: Verification) -> Item:
    match verification.still_so:
        case True:
            identity = verification.rulebook.law.identity
            text = f"The verdicts in its stamp are what the rulebook {identity.version} says of this arrangement."
            return Item(text, "yes")
        case False:
            return Item("The verdicts in its stamp are not what the rulebook here says of this arrangement.", "no")
        case None:
            return Item("What the rulebook says now cannot be told.", "open")


def difference_items(difference: Difference) -> Iterator[Item]:
    """Yield what differs in a part, passage by passage."""
    what = f"{difference.part[0].upper()}{difference.part[1:]}"
    if not difference.passages:
        yield Item(f"{what}: {difference.why}." if difference.why else f"{what}.")
    for passage in difference.passages:
        lines = [
            f"In the file: {passage.report}" if passage.report else "Not in the file.",
            f"Derived: {passage.derived}" if passage.derived else "Not in what is derived.",
        ]
        if passage.characters:
            lines.append(f"They differ in characters that may look alike: {passage.characters}")
        yield Item(f"{what}:", lines=tuple(lines))
    if difference.more:
        yield Item(f"{what}: {difference.more} more passages differ.")


def _verdict(stamped: StampedVerdict | None) -> Cell:
    if stamped is None:
        return Cell("none")
    lines = tuple(f"{days(each.first, each.last)}: {_plain(each.verdict)}" for each in stamped.days)
    return Cell(_plain(stamped.verdict), lines=lines)


def _plain(verdict: str) -> str:
    return verdict.replace("-", " ")
