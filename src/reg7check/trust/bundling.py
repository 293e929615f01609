"""A bundle: a report in every format, all that it was made from, and its letters, in one ZIP file with a manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import get_args

from reg7check.inert import inert
from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem, shortened
from reg7check.reasoning.letters import Circumstances, letter_to
from reg7check.reasoning.results import Assessment
from reg7check.report.formats import FORMATS, report_in
from reg7check.report.json import JSON, head, iso, json_text
from reg7check.report.stamp import Stamp, StampedVerdict, stamp_of
from reg7check.report.zipped import zipped
from reg7check.rulebook import Rulebook
from reg7check.rulebook.letters import Addressee
from reg7check.trust.bundle_words import read_me
from reg7check.trust.packages import is_safe
from reg7check.trust.report_file import read_report
from reg7check.trust.verifying import Also, assessed

MANIFEST = "manifest.json"
READ_ME = "README.txt"
SCHEMA = 1
REPORTS = ("text", "markdown", "json", "html", "pdf", "docx")
"""The formats of the reports of a bundle."""

RuleFiles = Sequence[tuple[str, bytes]]


class Source(NamedTuple):
    """What a bundle is made from.

    ``stamp`` tells what of the arrangement is judged, ``content`` is the arrangement's file, and ``dated`` the day of
    its letters. ``also`` are the further names that are left out, where roles stand in place of names.
    """

    stamp: Stamp
    content: bytes
    rules: RuleFiles
    dated: date
    also: Sequence[Also] = ()


class Letters(NamedTuple):
    """The letters of a bundle, by their paths, and why others could not be drafted."""

    files: Mapping[str, bytes]
    not_drafted: tuple[tuple[str, str, str], ...]


def bundle(source: Source, rulebook: Rulebook) -> bytes:
    """Return a bundle as a ZIP file, the same to the byte for the same inputs.

    Raises:
        BadInput: where a library that a format needs is not installed, or a file has a name that is not safe.
    """
    return zipped(bundle_parts(source, rulebook))


def bundle_parts(source: Source, rulebook: Rulebook) -> dict[str, bytes]:
    """Return the files of a bundle by their paths, in order: what to read first, the manifest, and the rest.

    Args:
        source: what it is made from.
        rulebook: that of the rule files.

    Raises:
        BadInput: where a library that a format needs is not installed, or a file has a name that is not safe.
    """
    assessment = assessed(source.stamp, source.content, rulebook, source.also)
    reports = {f"report/report.{FORMATS[each].ending}": report_in(each, [assessment], depth="full") for each in REPORTS}
    arrangement: dict[str, bytes] = {}
    letters = Letters({}, ())
    if not source.stamp.redacted:
        arrangement[arrangement_path(source.stamp.file)] = source.content
        letters = _letters(source, rulebook)
    rules = {_safe(f"rules/{name.rpartition('/')[2]}"): content for name, content in source.rules}
    rest = {**reports, **arrangement, **letters.files, **rules}
    files = {READ_ME: read_me(assessment, rest, letters.not_drafted, source.dated).encode("utf-8"), **rest}
    manifest = json_text(_manifest(source, assessment, files, letters))
    return {READ_ME: files[READ_ME], MANIFEST: manifest.encode("ascii"), **rest}


def arrangement_path(file: str) -> str:
    """Return where a bundle keeps an arrangement that reports call by a name."""
    path = f"arrangement/{file.replace(chr(92), '/').rpartition('/')[2]}"
    return path if is_safe(path) else "arrangement/arrangement.yaml"


def _manifest(source: Source, assessment: Assessment, files: Mapping[str, bytes], letters: Letters) -> JSON:
    libraries = {
        name: version
        for path, content in files.items()
        if path.startswith("report/")
        for stamp in read_report(content, path).stamps
        for name, version in stamp.libraries
    }
    return {
        **head(assessment),
        "schema": SCHEMA,
        "kind": "reg7check-bundle",
        "verdicts": [
            {"strand": each.strand, "prohibition": each.prohibition, **verdict_object(each)}
            for each in stamp_of(assessment, "full").verdicts
        ],
        "libraries": dict(sorted(libraries.items())),
        "letters": {
            "dated": None if source.stamp.redacted else source.dated.isoformat(),
            "not_drafted": [{"to": to, "strand": strand, "why": why} for to, strand, why in letters.not_drafted],
        },
        "files": [
            {"path": path, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for path, content in sorted(files.items())
        ],
    }


def verdict_object(stamped: StampedVerdict) -> JSON:
    """Return a verdict, with those of its periods where there are several."""
    periods = [{"from": iso(each.first), "to": iso(each.last), "verdict": each.verdict} for each in stamped.days]
    return {"verdict": stamped.verdict, "periods": periods}


def _letters(source: Source, rulebook: Rulebook) -> Letters:
    """Return every letter that can be drafted for the whole arrangement, as text and as a Word file."""
    from reg7check.report.letters.letter import letter_document
    from reg7check.report.text import text_reports
    from reg7check.report.word.report import word_report

    # A letter says what is known, and rests on nobody's account and no assumed reading.
    whole = source.stamp._replace(on=None, as_party=None, taken=())
    assessment = assessed(whole, source.content, rulebook)
    files: dict[str, bytes] = {}
    not_drafted = []
    for to, strand in _addressed(assessment):
        try:
            correspondence = letter_to(to, assessment, rulebook, Circumstances(source.dated), strand)
        except BadInput as error:
            not_drafted.append((str(to), strand, "; ".join(each.message for each in error.problems)))
            continue
        document = letter_document(correspondence)
        name = f"letters/{to}-{strand}" if len(assessment.cover) > 1 else f"letters/{to}"
        files[f"{name}.txt"] = text_reports([document]).encode("utf-8")
        files[f"{name}.docx"] = word_report(document)
    return Letters(files, tuple(not_drafted))


def _addressed(assessment: Assessment) -> Iterator[tuple[Addressee, str]]:
    addressees: tuple[Addressee, ...] = get_args(Addressee)
    for each in assessment.cover:
        for to in addressees:
            yield to, each.strand.id


def _safe(path: str) -> str:
    if not is_safe(path):
        message = f"the file `{shortened(inert(path))}` cannot go into a bundle: its name is not safe on every system"
        raise BadInput([Problem(Place("--bundle"), message, "give it a name of letters, digits and hyphens")])
    return path
