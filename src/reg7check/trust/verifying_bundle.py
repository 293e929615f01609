"""Verifying a bundle: is every file what its manifest says, and what is derived from its arrangement and rules?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem
from reg7check.report.formats import FORMATS, MissingLibrary
from reg7check.report.stamp import Stamp
from reg7check.report.zipped import zipped
from reg7check.rulebook import Rulebook
from reg7check.rulebook.load import rulebook_of
from reg7check.trust.bundling import MANIFEST, SCHEMA, Source, arrangement_path, bundle_parts
from reg7check.trust.differences import Difference, differences, differences_in
from reg7check.trust.finding import Found, find_arrangements, found_in
from reg7check.trust.packages import names_in, parts_of
from reg7check.trust.plain import stamp_of_head, stamped_verdict
from reg7check.trust.report_file import Part, no_report, part, unseen_part
from reg7check.trust.verifying import Also, Judged, Version, assessed, other_versions

_FORMATS = {each.ending: name for name, each in FORMATS.items()}


class Manifest(NamedTuple):
    """What a bundle's manifest says: from what it was made, the day of its letters, and the digest of each file."""

    stamp: Stamp
    dated: date | None
    digests: Mapping[str, str]


class AlteredFile(NamedTuple):
    """A file of a bundle that is not as it is derived: only there, only derived, or both, with what differs in it."""

    path: str
    where: Literal["there", "derived", "both"]
    differences: tuple[Difference, ...] = ()


class BundleVerification(NamedTuple):
    """What verifying a bundle found.

    ``missing`` are the files that the manifest names and that are not there, ``extra`` those that it does not name,
    ``wrong`` those whose digest is another. ``altered`` are those that are not as they are derived, None where nothing
    could be derived; ``problems`` say why. ``own`` is the bundle's rulebook, ``here`` the one here, and ``judged`` the
    arrangement under that. ``packed_anew`` tells that the files are the same and their package is not.
    """

    name: str
    manifest: Manifest
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    wrong: tuple[str, ...]
    same_arrangement: bool
    versions: tuple[Version, ...]
    own: Rulebook | None
    here: Rulebook
    altered: tuple[AlteredFile, ...] | None
    problems: tuple[Problem, ...]
    judged: Judged | None
    packed_anew: bool

    @property
    def whole(self) -> bool:
        """Whether every file is what the manifest says, and there is no other."""
        return not (self.missing or self.extra or self.wrong)

    @property
    def unaltered(self) -> bool | None:
        """Whether the bundle is what it was when it was made; None where that cannot be told."""
        if not self.whole or not self.same_arrangement:
            return False
        if self.altered is None:
            return None
        if not self.altered:
            return not self.packed_anew
        return None if self.versions or self.manifest.stamp.redacted else False

    @property
    def still_so(self) -> bool | None:
        """Whether each verdict is what the rulebook here says of the arrangement; None where that cannot be told."""
        if self.judged is None or self.judged.assessment is None:
            return None
        return all(each.same for each in self.judged.verdicts())

    @property
    def same_rulebook(self) -> bool:
        """Whether the rulebook in the bundle is the one here."""
        return self.own is not None and self.own.sha256 == self.here.sha256

    @property
    def verified(self) -> bool:
        """Whether nothing differs: under another rulebook the verdicts may be the same, and the words are not."""
        return bool(self.unaltered and self.still_so and self.same_rulebook)


def is_bundle(content: bytes) -> bool:
    """Return whether bytes look like a bundle: a ZIP file in which a manifest is named."""
    return content.startswith(b"PK\x03\x04") and MANIFEST in names_in(content)


class Bundle(NamedTuple):
    """A bundle that was read: its bytes, its files by their paths, and what its manifest says."""

    content: bytes
    parts: Mapping[str, bytes]
    manifest: Manifest

    @property
    def files(self) -> dict[str, bytes]:
        """Every file but the manifest."""
        return {path: each for path, each in self.parts.items() if path != MANIFEST}


def read_bundle(content: bytes, name: str) -> Bundle:
    """Read a bundle. Raises BadInput where it is none, or cannot be read safely."""
    parts = parts_of(content, name)
    return Bundle(content, parts, _manifest(parts, name))


def arrangement_of(bundle: Bundle, path: str, named: Sequence[str]) -> Found | None:
    """Return the arrangement of a bundle, or None where it has none: its own, or where it holds none the one named.

    Args:
        bundle: the bundle.
        path: where it is.
        named: the paths of arrangements that were named.

    Raises:
        BadInput: where one is needed and none is named, or one is named and none is needed.
    """
    stamp = bundle.manifest.stamp
    if stamp.redacted:
        return find_arrangements([stamp], path, named)[0]
    if named:
        raise BadInput([Problem(Place(path), "this bundle holds its arrangement", "name the bundle alone")])
    own = arrangement_path(stamp.file)
    return found_in(own, bundle.parts[own], stamp) if own in bundle.parts else None


def verify_bundle(
    bundle: Bundle, name: str, here: Rulebook, arrangement: Found | None, also: Sequence[Also] = ()
) -> BundleVerification:
    """Check every file of a bundle, and derive all of it again.

    Args:
        bundle: the bundle.
        name: what messages call it.
        here: the rulebook to ask whether it says the same.
        arrangement: its arrangement, or None where there is none.
        also: the further names that were left out of a bundle in which roles stand in place of names.

    Raises:
        MissingLibrary: where a library that a format needs is not installed.
    """
    manifest = bundle.manifest
    stamp = manifest.stamp
    digests = {path: hashlib.sha256(each).hexdigest() for path, each in bundle.files.items()}
    problems: list[Problem] = []
    own, derived = None, None
    rules = sorted((path, each) for path, each in bundle.files.items() if path.startswith("rules/"))
    try:
        own = rulebook_of(rules)
        if arrangement is not None:
            derived = bundle_parts(Source(stamp, arrangement.content, rules, manifest.dated or date.min, also), own)
    except MissingLibrary:
        raise
    except BadInput as error:
        problems += error.problems
    altered = tuple(_altered(bundle.parts, derived)) if derived is not None else None
    return BundleVerification(
        name=name,
        manifest=manifest,
        missing=tuple(sorted(manifest.digests.keys() - digests.keys())),
        extra=tuple(sorted(digests.keys() - manifest.digests.keys())),
        wrong=tuple(path for path in sorted(digests) if manifest.digests.get(path, digests[path]) != digests[path]),
        same_arrangement=arrangement is not None and arrangement.same,
        versions=tuple(other_versions([("reg7check", stamp.program), *stamp.libraries])),
        own=own,
        here=here,
        altered=altered,
        problems=tuple(problems),
        judged=_judged(stamp, arrangement, here, also) if arrangement is not None else None,
        packed_anew=derived is not None and not altered and zipped(derived) != bundle.content,
    )


def _judged(stamp: Stamp, found: Found, rulebook: Rulebook, also: Sequence[Also]) -> Judged:
    try:
        return Judged(stamp, found, assessed(stamp, found.content, rulebook, also))
    except BadInput as error:
        return Judged(stamp, found, None, error.problems)


def _altered(parts: Mapping[str, bytes], derived: Mapping[str, bytes]) -> Iterator[AlteredFile]:
    paths = sorted((*parts, *(path for path in derived if path not in parts)), key=lambda path: path == MANIFEST)
    for path in paths:
        theirs, ours = parts.get(path), derived.get(path)
        if theirs is None or ours is None:
            yield AlteredFile(path, "there" if ours is None else "derived")
        elif theirs != ours:
            yield AlteredFile(path, "both", _differences(path, theirs, ours))


def _differences(path: str, theirs: bytes, ours: bytes) -> tuple[Difference, ...]:
    if path == MANIFEST:
        return differences(_manifest_parts(theirs), _manifest_parts(ours)) or (Difference("the bytes"),)
    return differences_in(_FORMATS.get(path.rpartition(".")[2], "text"), theirs, ours, path)


def _manifest_parts(content: bytes) -> tuple[Part, ...]:
    """Return the parts of a manifest: what it says, and the digests, which differ wherever another file does."""
    manifest = json.loads(content)
    files = manifest.pop("files")
    return (
        part("what it says", json.dumps(manifest, indent=2).split("\n")),
        unseen_part("the digests of files", [json.dumps(each) for each in files]),
    )


def _manifest(parts: Mapping[str, bytes], name: str) -> Manifest:
    if MANIFEST not in parts:
        raise no_report(name, "this ZIP file is neither a Word file nor a bundle: it holds no manifest.json")
    try:
        return _read_manifest(json.loads(parts[MANIFEST]))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise no_report(name, "the manifest of this bundle is damaged, or is not one of reg7check's") from None


def _read_manifest(manifest: Any) -> Manifest:
    if manifest["kind"] != "reg7check-bundle" or manifest["schema"] != SCHEMA:
        raise ValueError("another kind of manifest")
    verdicts = (stamped_verdict(each["strand"], each["prohibition"], each) for each in manifest["verdicts"])
    stamp = stamp_of_head(manifest, verdicts)
    libraries = tuple((str(name), str(version)) for name, version in manifest["libraries"].items())
    dated = manifest["letters"]["dated"]
    digests = {str(each["path"]): str(each["sha256"]) for each in manifest["files"]}
    return Manifest(
        stamp._replace(libraries=libraries), date.fromisoformat(dated) if dated is not None else None, digests
    )
