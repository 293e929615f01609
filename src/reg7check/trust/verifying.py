"""Verifying a report: derived again from its arrangement, is it unaltered, and still what the rulebook says?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import reg7check
from reg7check.api import assess, redacted
from reg7check.arrangement import read_arrangement
from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Problem
from reg7check.reasoning.results import Assessment
from reg7check.report.formats import report_in
from reg7check.report.stamp import Stamp, StampedVerdict, verdicts_of
from reg7check.rulebook import Rulebook
from reg7check.trust.differences import Difference, differences_in
from reg7check.trust.finding import Found
from reg7check.trust.plain import MAIN, written_otherwise
from reg7check.trust.report_file import ReportFile
from reg7check.yaml_source import parse_source

Also = tuple[str, str | None]
"""A further name to leave out, and the party or role that it is of."""


class ThenAndNow(NamedTuple):
    """The verdict of a prohibition on a strand when the report was made, and now; None where it was, or is, none."""

    strand: str
    prohibition: str
    then: StampedVerdict | None
    now: StampedVerdict | None

    @property
    def same(self) -> bool:
        """Whether the verdict, and that of each period, is the same."""
        return self.then == self.now


class Version(NamedTuple):
    """A program or library that made the report, its version then, and the one here: None where there is none."""

    name: str
    then: str
    now: str | None


class Judged(NamedTuple):
    """One arrangement of a report: its stamp, the file that was taken for it, and what is derived from that now.

    ``problems`` say why nothing is.
    """

    stamp: Stamp
    found: Found
    assessment: Assessment | None
    problems: tuple[Problem, ...] = ()

    def verdicts(self) -> tuple[ThenAndNow, ...]:
        """Return each verdict then and now; none where nothing could be derived."""
        if self.assessment is None:
            return ()
        main = self.assessment.law.identity.main_prohibition
        then = {
            (each.strand, main if each.prohibition == MAIN else each.prohibition): each for each in self.stamp.verdicts
        }
        now = {(each.strand, each.prohibition): each for each in verdicts_of(self.assessment)}
        return tuple(
            ThenAndNow(*key, then[key]._replace(prohibition=key[1]) if key in then else None, now.get(key))
            for key in dict.fromkeys((*then, *now))
        )


class Verification(NamedTuple):
    """What verifying a report found.

    ``versions`` are those of the program and its libraries that are others here. ``identical`` tells whether the file
    is, to the byte, what was derived; ``differences`` what differs. ``ways`` says how a file whose words are the same
    was written otherwise.
    """

    name: str
    format: str
    judged: tuple[Judged, ...]
    rulebook: Rulebook
    versions: tuple[Version, ...]
    identical: bool
    differences: tuple[Difference, ...]
    ways: tuple[str, ...] = ()

    @property
    def same_arrangements(self) -> bool:
        """Whether the arrangements are those from which the report says that it was made."""
        return all(each.found.same for each in self.judged)

    @property
    def same_rulebook(self) -> bool:
        """Whether the rulebook is the one under which the report says that it was made."""
        return all(each.stamp.rulebook_sha256 == self.rulebook.sha256 for each in self.judged)

    @property
    def unaltered(self) -> bool | None:
        """Whether the report is what it was when it was made; None where that cannot be told."""
        if self.identical:
            return True
        redacted = any(each.stamp.redacted for each in self.judged)  # perhaps of names that are not told here
        told = self.same_arrangements and self.same_rulebook and not self.versions and not redacted
        return False if told else None

    @property
    def still_so(self) -> bool | None:
        """Whether each verdict is what the rulebook says now of the arrangement; None where that cannot be told."""
        verdicts = [each for judged in self.judged for each in judged.verdicts()]
        if any(not each.same for each in verdicts):
            return False
        return None if any(each.assessment is None for each in self.judged) else True

    @property
    def verified(self) -> bool:
        """Whether nothing differs."""
        return bool(self.unaltered and self.still_so)


def verify_report(
    content: bytes,
    name: str,
    report: ReportFile,
    found: Sequence[Found],
    rulebook: Rulebook,
    also: Sequence[Also] = (),
) -> Verification:
    """Derive a report again, and compare.

    Args:
        content: the bytes of its file.
        name: what messages call it.
        report: the same, as it was read.
        found: the arrangement for each of its stamps.
        rulebook: under which it is derived.
        also: the further names that were left out of a redacted report, each with whose it is.

    Raises:
        BadInput: where a library that its format needs is not installed.
    """
    judged = tuple(_judge(stamp, each, rulebook, also) for stamp, each in zip(report.stamps, found, strict=True))
    versions = tuple(_other_versions(report.stamps))
    assessments = [each.assessment for each in judged if each.assessment is not None]
    identical = False
    differing: tuple[Difference, ...] = ()
    ways: tuple[str, ...] = ()
    if len(assessments) == len(judged):
        derived = report_in(report.format, assessments, depth=report.stamps[0].depth)
        identical = derived == content
        if not identical:
            differing = differences_in(report.format, content, derived, name)
            ways = tuple(written_otherwise(content, derived))
    return Verification(name, report.format, judged, rulebook, versions, identical, differing, ways)


def assessed(stamp: Stamp, content: bytes, rulebook: Rulebook, also: Sequence[Also] = ()) -> Assessment:
    """Return the assessment of the arrangement that bytes hold, as a stamp tells of it. Raises BadInput."""
    arrangement = read_arrangement(parse_source(content, stamp.file), rulebook.law.facts)
    if stamp.redacted:
        arrangement = redacted(arrangement, rulebook, also=also, file=stamp.file).arrangement
    return assess(arrangement, rulebook, on=stamp.on, as_party=stamp.as_party, take=dict(stamp.taken))


def other_versions(then: Sequence[tuple[str, str]]) -> Iterator[Version]:
    """Yield each program or library of which another version is here, or none."""
    from importlib.metadata import PackageNotFoundError, version

    for name, was in dict.fromkeys(then):
        try:
            now = reg7check.__version__ if name == "reg7check" else version(name)
        except (PackageNotFoundError, ValueError):
            now = None
        if now != was:
            yield Version(name, was, now)


def _other_versions(stamps: Sequence[Stamp]) -> Iterator[Version]:
    yield from other_versions([each for stamp in stamps for each in (("reg7check", stamp.program), *stamp.libraries)])


def _judge(stamp: Stamp, found: Found, rulebook: Rulebook, also: Sequence[Also]) -> Judged:
    try:
        assessment = assessed(stamp, found.content, rulebook, also)
    except BadInput as error:
        return Judged(stamp, found, None, error.problems)
    return Judged(stamp, found, assessment)
