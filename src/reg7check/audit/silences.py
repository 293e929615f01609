"""Silences: comments on a line of a rule file that say that a finding there is meant, and why.

A silence is written ``# silence R411: the report words the two answers differently``, at the end of the line on
which the finding stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import yaml

from reg7check.audit.findings import Finding, codes
from reg7check.named import NamedTuple
from reg7check.problems import Place, did_you_mean
from reg7check.yaml_source import Source, place_in

_SILENCE = re.compile(r"#\s*silence\b[ \t]*(?P<code>[\w-]*)[ \t]*:?[ \t]*(?P<reason>.*)$")


class Silence(NamedTuple):
    """A comment that silences a code on its line, and the reason that it gives."""

    place: Place
    code: str
    reason: str


class Silenced(NamedTuple):
    """A finding that a comment silences, and the reason that it gives."""

    finding: Finding
    reason: str


def silences_in(source: Source) -> Iterator[Silence]:
    """Yield each silence of a file, in the order of its lines. What stands in a text is no comment."""
    spans = list(_texts_in("\n".join(source.lines)))
    start = 0
    for number, line in enumerate(source.lines):
        found = _SILENCE.search(line)
        if found and not any(first <= start + found.start() < last for first, last in spans):
            place = place_in(source.name, source.lines, number, found.start())
            yield Silence(place, found["code"], found["reason"].strip())
        start += len(line) + 1


def _texts_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each scalar begins and ends: a block on the line after its mark, which may have a comment."""
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        if isinstance(token, yaml.ScalarToken):
            first = token.start_mark.index
            if token.style in ("|", ">"):
                first = text.find("\n", first)
            yield first, token.end_mark.index


def apply_silences(
    findings: Iterable[Finding], silences: Iterable[Silence]
) -> tuple[tuple[Finding, ...], tuple[Silenced, ...]]:
    """Return the findings that no comment silences, with those on the silences themselves, and those silenced."""
    by_line = {(each.place.file, each.place.line, each.code): each for each in silences}
    used: set[Silence] = set()
    heard: list[Finding] = []
    silenced: list[Silenced] = []
    for finding in findings:
        silence = by_line.get((finding.place.file, finding.place.line, finding.code))
        if silence is not None and codes()[finding.code].can_be_silenced and silence.reason:
            silenced.append(Silenced(finding, silence.reason))
        else:
            heard.append(finding)
        if silence is not None:
            used.add(silence)
    for silence in by_line.values():
        heard += _faults_of(silence, used=silence in used)
    return tuple(heard), tuple(silenced)


def _faults_of(silence: Silence, *, used: bool) -> Iterator[Finding]:
    code = codes().get(silence.code)
    if code is None:
        hint = did_you_mean(silence.code, codes()) or "`reg7check rules explain` lists the codes"
        yield Finding("R903", silence.place, f"there is no code `{silence.code}` to silence", hint)
    elif not code.can_be_silenced:
        yield Finding("R903", silence.place, f"{code.code} is an error, and cannot be silenced", "mend what it says")
    elif not silence.reason:
        yield Finding("R901", silence.place, "a silence needs its reason", f"write `# silence {code.code}: why`")
    elif not used:
        message = f"there is no {code.code} on this line to silence"
        yield Finding("R902", silence.place, message, "delete the comment, or move it to the line of the finding")
