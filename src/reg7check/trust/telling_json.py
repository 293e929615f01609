"""What verifying a report found, as JSON, schema 1."""

from __future__ import annotations

from collections.abc import Iterable

import reg7check
from reg7check.report.json import JSON, json_text
from reg7check.report.stamp import Stamp, StampedVerdict
from reg7check.trust.bundling import verdict_object
from reg7check.trust.differences import Difference
from reg7check.trust.verifying import ThenAndNow, Verification, Version

SCHEMA = 1


def told_as_json(verification: Verification) -> str:
    """Return what verifying a report found, as JSON text."""
    identity = verification.rulebook.law.identity
    return json_text(
        {
            "schema": SCHEMA,
            "program": {"name": "reg7check", "version": reg7check.__version__},
            "file": verification.name,
            "format": verification.format,
            "verified": verification.verified,
            "unaltered": verification.unaltered,
            "still_so": verification.still_so,
            "arrangements": [
                {
                    "made_from": stamp_object(each.stamp),
                    "taken": each.found.path,
                    "found": each.found.how,
                    "sha256": each.found.sha256,
                    "same": each.found.same,
                    "problems": [str(problem) for problem in each.problems],
                    "verdicts": [compared_object(one) for one in each.verdicts()],
                }
                for each in verification.judged
            ],
            "rulebook": {
                "id": identity.id,
                "version": identity.version,
                "law_as_of": identity.law_as_of.isoformat(),
                "sha256": verification.rulebook.sha256,
                "same": verification.same_rulebook,
            },
            "other_versions": version_objects(verification.versions),
            "differences": difference_objects(verification.differences),
            "written_otherwise": list(verification.ways),
        }
    )


def stamp_object(stamp: Stamp) -> JSON:
    """Return what a stamp says."""
    return {
        "file": stamp.file,
        "sha256": stamp.file_sha256,
        "redacted": stamp.redacted,
        "depth": stamp.depth,
        "assumed": {
            "as": stamp.as_party,
            "on": stamp.on.isoformat() if stamp.on is not None else None,
            "take": dict(stamp.taken),
        },
        "program": stamp.program,
        "rulebook": {
            "id": stamp.rulebook,
            "version": stamp.version,
            "law_as_of": stamp.law_as_of.isoformat(),
            "sha256": stamp.rulebook_sha256,
        },
    }


def compared_object(verdict: ThenAndNow) -> JSON:
    """Return a verdict then and now."""
    return {
        "strand": verdict.strand,
        "prohibition": verdict.prohibition,
        "then": _verdict(verdict.then),
        "now": _verdict(verdict.now),
        "same": verdict.same,
    }


def version_objects(versions: Iterable[Version]) -> list[JSON]:
    """Return the versions of a program and its libraries that are others."""
    return [{"name": each.name, "then": each.then, "here": each.now} for each in versions]


def difference_objects(differences: Iterable[Difference]) -> list[JSON]:
    """Return what differs, part by part."""
    return [
        {
            "part": each.part,
            "passages": [{"in_the_file": one.report, "derived": one.derived} for one in each.passages],
            "more": each.more,
            "why": each.why or None,
        }
        for each in differences
    ]


def _verdict(stamped: StampedVerdict | None) -> JSON | None:
    return verdict_object(stamped) if stamped is not None else None
