"""Where the words that rules quote stand in the texts of a provision."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from reg7check.named import NamedTuple
from reg7check.rulebook.models import Provision, Rule, Version


class Segment(NamedTuple):
    """A run of a text: whether any rule quotes it, and the numbers of the rules whose words end with it."""

    text: str
    quoted: bool
    ends: tuple[int, ...]


class Quoted(NamedTuple):
    """Where words stand in a version, spaces evened out: each piece between omissions, from and up to a position."""

    version: str
    spans: tuple[tuple[int, int], ...]


def quoted_in(provision: Provision, rule: Rule) -> Quoted | None:
    """Return where the words of a rule stand: in its version, else in the latest that has them, one in force first.

    None where it quotes none, or they stand in no text.
    """
    versions = [each for each in provision.versions if rule.version in (None, each.id)]
    versions.sort(key=lambda each: bool(each.in_force))
    for version in reversed(versions):
        spans = _spans(rule.words or "", version)
        if spans:
            return Quoted(version.id, spans)
    return None


def paragraphs(version: Version, quotes: Mapping[int, Quoted]) -> list[list[Segment]]:
    """Return the paragraphs of a text in segments, cut where the words of numbered rules begin and end in it."""
    spans = [span for quoted in quotes.values() for span in quoted.spans]
    ends = {number: quoted.spans[-1][1] for number, quoted in quotes.items()}
    result = []
    start = 0
    for line in _lines(version):
        end = start + len(line)
        cuts = sorted({start, end, *(cut for span in spans for cut in span if start < cut < end)})
        result.append(
            [
                Segment(
                    text=line[one - start : other - start],
                    quoted=any(first <= one and other <= last for first, last in spans),
                    ends=tuple(number for number, last in ends.items() if last == other),
                )
                for one, other in pairwise(cuts)
            ]
        )
        start = end + 1
    return result


def _lines(version: Version) -> list[str]:
    lines = (" ".join(line.split()) for line in (version.text or "").split("\n"))
    return [line for line in lines if line]


def _spans(words: str, version: Version) -> tuple[tuple[int, int], ...]:
    text = " ".join(_lines(version))
    spans = []
    position = 0
    for piece in filter(None, (" ".join(piece.split()) for piece in words.split("…"))):
        found = text.find(piece, position)
        if found < 0:
            return ()
        position = found + 1
        spans.append((found, found + len(piece)))
    return tuple(spans)
