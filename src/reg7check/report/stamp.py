"""A report's stamp: from what, and by what, it was made, in lines of ASCII that stand in the report.

The lines are read back exactly as they were written, and nothing else is read. They are no signature: whoever can
change a report can change them too. They tell what to derive the report from again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import reg7check
from reg7check.named import NamedTuple

if TYPE_CHECKING:
    from reg7check.reasoning.results import Assessment
    from reg7check.report.document import Depth

FIRST_LINE = "reg7check-report: 1"
"""The line with which a stamp begins: the format of the lines."""

_LINE = r"([a-z0-9-]+): ([ -~]+)"
_DIGEST = r"[0-9a-f]{64}"
_ESCAPED = r"(?:[!-+\--\[\]-~]|\\(?:[\\tnr]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}))+"
_FLAGS = {"yes": True, "no": False}
_DEPTHS: Mapping[str, Depth] = {"short": "short", "full": "full"}
_OPEN = "open-end"


class NoStamp(ValueError):
    """Lines that are no stamp; it says why."""


class StampedDays(NamedTuple):
    """Days from ``first`` to ``last`` (None: an open end), and the verdict on them."""

    first: date
    last: date | None
    verdict: str


class StampedVerdict(NamedTuple):
    """The verdict of a prohibition on a strand of cover, and those of its periods where there are several."""

    strand: str
    prohibition: str
    verdict: str
    days: tuple[StampedDays, ...] = ()


class Stamp(NamedTuple):
    """From what a report was made: the program, the rulebook, the arrangement, what was assumed, and the verdicts.

    ``libraries`` are the name and version of each library that wrote the file, where its bytes depend on them.
    """

    program: str
    rulebook: str
    version: str
    law_as_of: date
    rulebook_sha256: str
    file: str
    file_sha256: str
    redacted: bool
    depth: Depth
    on: date | None
    as_party: str | None
    taken: tuple[tuple[str, str], ...]
    verdicts: tuple[StampedVerdict, ...]
    libraries: tuple[tuple[str, str], ...] = ()

    def lines(self) -> tuple[str, ...]:
        """Return the stamp as lines "name: value" of ASCII, from which ``read_stamp`` reads it back.

        No line has a comma in it, or a space at its end, so that they may be joined by what a format uses.
        """
        return tuple(f"{name}: {value}" for name, value in self._entries())

    def _entries(self) -> Iterator[tuple[str, str]]:
        yield from (("reg7check-report", "1"), ("program", f"reg7check {_written(self.program)}"))
        for library, version in self.libraries:
            yield "library", f"{_written(library)} {_written(version)}"
        yield "rulebook", f"{_written(self.rulebook)} {_written(self.version)}"
        yield from (("law-as-of", self.law_as_of.isoformat()), ("rules-sha", self.rulebook_sha256))
        yield from (("file", _written(self.file)), ("file-sha", self.file_sha256))
        yield from (("redacted", "yes" if self.redacted else "no"), ("depth", self.depth))
        if self.on is not None:
            yield "on", self.on.isoformat()
        if self.as_party is not None:
            yield "as", _written(self.as_party)
        for question, reading in self.taken:
            yield "take", f"{_written(question)} {_written(reading)}"
        for each in self.verdicts:
            yield "verdict", " ".join(map(_written, each[:3]))
            for days in each.days:
                yield "days", f"{days.first} {days.last or _OPEN} {_written(days.verdict)}"


def stamp_of(assessment: Assessment, depth: Depth) -> Stamp:
    """Return the stamp of the report of an assessment.

    Args:
        assessment: what the report tells of.
        depth: whether the report is short or tells all.
    """
    arrangement, identity = assessment.arrangement, assessment.law.identity
    return Stamp(
        program=reg7check.__version__,
        rulebook=identity.id,
        version=identity.version,
        law_as_of=identity.law_as_of,
        rulebook_sha256=assessment.rulebook_sha256,
        file=arrangement.file,
        file_sha256=arrangement.sha256,
        redacted=arrangement.redacted,
        depth=depth,
        on=assessment.on,
        as_party=assessment.as_party,
        taken=tuple(assessment.taken.items()),
        verdicts=verdicts_of(assessment),
    )


def verdicts_of(assessment: Assessment) -> tuple[StampedVerdict, ...]:
    """Return the verdict of every prohibition on every strand, with those of its periods where there are several."""
    return tuple(
        StampedVerdict(
            strand.strand.id,
            ruling.prohibition,
            ruling.verdict.value,
            tuple(StampedDays(each.first, each.last, each.verdict.value) for each in ruling.periods)
            if len(ruling.periods) > 1
            else (),
        )
        for strand in assessment.cover
        for ruling in strand.rulings
    )


def with_libraries(stamp: str, *libraries: str) -> str:
    """Return the lines of a stamp with the installed versions of the libraries that write the file.

    Args:
        stamp: the lines, as a document has them; where there are none, nothing is added.
        libraries: the names under which they are distributed.
    """
    from importlib.metadata import version

    if not stamp:
        return stamp
    named = tuple((each, version(each)) for each in libraries)
    return "\n".join(read_stamp(stamp.splitlines())._replace(libraries=named).lines())


def read_stamp(lines: Iterable[str]) -> Stamp:
    """Read a stamp back from its lines.

    Raises:
        NoStamp: where they are not, to the character, the lines of a stamp.
    """
    given = tuple(lines)
    try:
        stamp = _stamp(given)
    except (ValueError, KeyError) as error:
        raise NoStamp(str(error)) from None
    if stamp.lines() != given:
        raise NoStamp("the lines are not as a stamp's are written")
    return stamp


def _stamp(lines: Sequence[str]) -> Stamp:
    """Read the values of a stamp; whether they stand in their order is for the caller to see."""
    found: dict[str, list[str]] = {}
    verdicts: list[tuple[StampedVerdict, list[StampedDays]]] = []
    for line in lines:
        name, value = _entry(line)
        if name == "verdict":
            strand, prohibition, verdict = _parts(value, 3)
            verdicts.append((StampedVerdict(strand, prohibition, verdict), []))
        elif name == "days" and verdicts:
            first, last, verdict = _parts(value, 3)
            ends = None if last == _OPEN else date.fromisoformat(last)
            verdicts[-1][1].append(StampedDays(date.fromisoformat(first), ends, verdict))
        else:
            found.setdefault(name, []).append(value)

    def one(name: str) -> str:
        (value,) = found.get(name, [""])
        return value

    def pairs(name: str) -> tuple[tuple[str, str], ...]:
        return tuple((first, second) for first, second in (_parts(each, 2) for each in found.get(name, ())))

    rulebook, version = _parts(one("rulebook"), 2)
    return Stamp(
        program=_parts(one("program"), 2)[1],
        rulebook=rulebook,
        version=version,
        law_as_of=date.fromisoformat(one("law-as-of")),
        rulebook_sha256=_digest(one("rules-sha")),
        file=_read(one("file")),
        file_sha256=_digest(one("file-sha")),
        redacted=_FLAGS[one("redacted")],
        depth=_DEPTHS[one("depth")],
        on=date.fromisoformat(one("on")) if "on" in found else None,
        as_party=_read(one("as")) if "as" in found else None,
        taken=pairs("take"),
        verdicts=tuple(each._replace(days=tuple(days)) for each, days in verdicts),
        libraries=pairs("library"),
    )


def _entry(line: str) -> tuple[str, str]:
    match = re.fullmatch(_LINE, line)
    if match is None:
        raise NoStamp("a line is not written as name: value")
    return match[1], match[2]


def _parts(value: str, number: int) -> tuple[str, ...]:
    parts = value.split(" ")
    if len(parts) != number:
        raise NoStamp(f"`{value}` is not {number} words")
    return tuple(map(_read, parts))


def _digest(value: str) -> str:
    if re.fullmatch(_DIGEST, value) is None:
        raise NoStamp(f"`{value}` is no SHA-256")
    return value


def _written(text: str) -> str:
    """Return a text in ASCII without spaces and commas, from which ``_read`` returns it: else than that, as it is."""
    escaped = text.encode("unicode_escape").decode("ascii")
    return escaped.replace(" ", "\\x20").replace(",", "\\x2c")


def _read(written: str) -> str:
    if re.fullmatch(_ESCAPED, written) is None:
        raise NoStamp(f"`{written}` is not written as a stamp's texts are")
    return written.encode("ascii").decode("unicode_escape")
