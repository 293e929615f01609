"""What verifying a bundle found, as a document and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import reg7check
from reg7check.days import in_words
from reg7check.report.document import Block, Document, Heading, Item, Items, Paragraph
from reg7check.report.json import json_text
from reg7check.report.words import listed
from reg7check.trust.telling import ALSO, LIMITS, difference_items, program_item, verdicts_table
from reg7check.trust.telling_json import SCHEMA, compared_object, difference_objects, stamp_object, version_objects
from reg7check.trust.verifying_bundle import BundleVerification


def bundle_told(verification: BundleVerification) -> Document:
    """Return what verifying a bundle found, as a document."""
    return Document(tuple(_blocks(verification)))


def bundle_told_as_json(verification: BundleVerification) -> str:
    """Return what verifying a bundle found, as JSON text."""
    identity = verification.here.law.identity
    judged = verification.judged
    return json_text(
        {
            "schema": SCHEMA,
            "program": {"name": "reg7check", "version": reg7check.__version__},
            "file": verification.name,
            "format": "bundle",
            "verified": verification.verified,
            "unaltered": verification.unaltered,
            "still_so": verification.still_so,
            "made_from": stamp_object(verification.manifest.stamp),
            "same_arrangement": verification.same_arrangement,
            "missing": list(verification.missing),
            "extra": list(verification.extra),
            "other_digest": list(verification.wrong),
            "altered": None
            if verification.altered is None
            else [
                {"file": each.path, "in": each.where, "differences": difference_objects(each.differences)}
                for each in verification.altered
            ],
            "packed_anew": verification.packed_anew,
            "problems": [str(each) for each in verification.problems],
            "rulebook": {
                "id": identity.id,
                "version": identity.version,
                "law_as_of": identity.law_as_of.isoformat(),
                "sha256": verification.here.sha256,
                "same": verification.same_rulebook,
            },
            "other_versions": version_objects(verification.versions),
            "verdicts": [compared_object(each) for each in judged.verdicts()] if judged is not None else [],
        }
    )


def bundle_conclusion(verification: BundleVerification) -> str:
    """Return what was found in a sentence."""
    if verification.verified:
        return "VERIFIED: the bundle is unaltered, and still what the rulebook here says."
    if verification.unaltered and verification.still_so is False:
        return "UNALTERED, BUT NO LONGER SO: the rulebook here says something else."
    if verification.unaltered and verification.still_so:
        return "UNALTERED, BUT UNDER ANOTHER RULEBOOK: its verdicts are those of the rulebook here, its words are not."
    if verification.unaltered:
        return "UNALTERED. Whether the rulebook here says the same cannot be told."
    if verification.unaltered is False and verification.packed_anew and verification.whole:
        return "EVERY FILE IS UNALTERED, but the ZIP file is not the same: it was packed anew."
    if verification.unaltered is False:
        return "ALTERED: the bundle is not what is derived from its arrangement and its rulebook."
    return "NOT VERIFIED: whether the bundle was altered cannot be told."


def _blocks(verification: BundleVerification) -> Iterator[Block]:
    yield Heading(1, f"The bundle {verification.name}")
    yield Paragraph(bundle_conclusion(verification), "strong")
    yield Heading(2, "What was checked")
    yield Items(tuple(_checks(verification)))
    for each in verification.altered or ():
        if each.where == "both":
            yield Heading(2, f"What differs in {each.path}")
            yield Items(tuple(item for difference in each.differences for item in difference_items(difference)))
    if verification.judged is not None:
        yield from verdicts_table([each for each in verification.judged.verdicts() if not each.same])
    yield Heading(2, "What this shows")
    yield Paragraph(LIMITS)


def _checks(verification: BundleVerification) -> Iterator[Item]:
    stamp = verification.manifest.stamp
    yield Item(
        f"It says that it is a bundle on {stamp.file}, by reg7check {stamp.program}, under the rulebook"
        f" {stamp.rulebook} {stamp.version}, law as of {in_words(stamp.law_as_of)}.",
        lines=("Roles stand in place of names.",) if stamp.redacted else (),
    )
    yield _files(verification)
    yield _arrangement(verification)
    own = verification.own
    if own is not None and own.sha256 != stamp.rulebook_sha256:
        lines = (f"The manifest says SHA-256 {stamp.rulebook_sha256}", f"Its rule files have SHA-256 {own.sha256}")
        yield Item("The rulebook in it is not the one under which it was made.", "no", lines=lines)
    yield program_item(stamp.program, verification.versions)
    yield _derived(verification)
    yield from _here(verification)


def _files(verification: BundleVerification) -> Item:
    number = len(verification.manifest.digests)
    if verification.whole:
        return Item(
            f"Each of the {number} files that its manifest names is there, with its digest, and no other.", "yes"
        )
    told = (
        ("missing", verification.missing),
        ("not named in the manifest", verification.extra),
        ("with another digest", verification.wrong),
    )
    lines = tuple(f"{what[0].upper()}{what[1:]}: {listed(files)}" for what, files in told if files)
    return Item("The files are not those that its manifest names.", "no", lines=lines)


def _arrangement(verification: BundleVerification) -> Item:
    stamp = verification.manifest.stamp
    if verification.same_arrangement:
        return Item(
            "The arrangement is the one from which it was made.", "yes", lines=(f"SHA-256 {stamp.file_sha256}",)
        )
    found = verification.judged.found if verification.judged is not None else None
    has = f"The file has SHA-256 {found.sha256}" if found is not None else "There is none in the bundle."
    return Item(
        "The arrangement is not the one from which it was made.",
        "no",
        lines=(f"The manifest says SHA-256 {stamp.file_sha256}", has),
    )


def _derived(verification: BundleVerification) -> Item:
    altered = verification.altered
    if altered is None:
        lines = tuple(f"{each.message} ({each.place})" for each in verification.problems)
        return Item("Nothing could be derived again from what is in it.", "no", lines=lines)
    if altered:
        told = {"both": "Other than derived", "there": "Not derived", "derived": "Derived, and not in the bundle"}
        differing = [
            f"{how}: {listed(paths)}"
            for where, how in told.items()
            if (paths := [each.path for each in altered if each.where == where])
        ]
        if verification.manifest.stamp.redacted:
            differing.append(ALSO)
        return Item("What is derived again is not what is in the bundle.", "no", lines=tuple(differing))
    if verification.packed_anew:
        text = "Every file is, to the byte, what is derived again; but the ZIP file was packed anew by another program."
        return Item(text, "no")
    return Item("Every report and letter, and the bundle itself, is to the byte what is derived again.", "yes")


def _here(verification: BundleVerification) -> Iterator[Item]:
    identity = verification.here.law.identity
    here = f"{identity.id} {identity.version}, law as of {in_words(identity.law_as_of)}"
    own = verification.own
    if verification.same_rulebook:
        yield Item(f"Its rulebook is the one that is used here: {here}.", "yes")
    else:
        named = own is not None and own.law.identity[:2] == identity[:2]
        lines = (
            *([f"The rulebook in the bundle has SHA-256 {own.sha256}"] if own is not None else []),
            f"The rulebook here has SHA-256 {verification.here.sha256}",
            *(["It has the name and version of the one here, and is not the same: somebody changed it."] * named),
            "Whoever makes a bundle can put any rulebook in it. Do not rely on what its reports say of the law.",
        )
        yield Item(f"The rulebook that is used here is another: {here}.", "no", lines=lines)
    match verification.still_so:
        case True:
            yield Item(f"The verdicts in it are what the rulebook {identity.version} says of this arrangement.", "yes")
        case False:
            yield Item("The verdicts in it are not what the rulebook here says of this arrangement.", "no")
        case None:
            problems: Sequence[str] = (
                [f"{each.message} ({each.place})" for each in verification.judged.problems]
                if verification.judged is not None
                else []
            )
            yield Item("What the rulebook here says cannot be told.", "open", lines=tuple(problems))
