"""Findings: what is wrong with a rulebook, or may be, each under a code that is explained."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from reg7check.inert import inert
from reg7check.named import NamedTuple
from reg7check.problems import Place, quoted_lines

_CODES = Path(__file__).parent / "codes.yaml"


class Severity(StrEnum):
    """How bad a finding is: an error stops a rulebook from being used; a note is worth a look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(NamedTuple):
    """A kind of finding: its code and name, how bad it is, and what those who keep a rulebook are told of it.

    ``avoid`` and ``prefer`` are YAML that shows the fault and how it is mended.
    """

    code: str
    name: str
    severity: Severity
    title: str
    what: str
    why: str
    mend: str
    avoid: str
    prefer: str

    @property
    def can_be_silenced(self) -> bool:
        """Whether a comment on its line may silence it; what stops a rulebook from being loaded cannot be silenced."""
        return self.severity is not Severity.ERROR


class Finding(NamedTuple):
    """One thing that is wrong, or may be, at a place of a rule file, and how to mend it."""

    code: str
    place: Place
    message: str
    hint: str | None = None

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return codes()[self.code].severity

    def __str__(self) -> str:
        head = f"{self.place}: {self.severity} {self.code}: {inert(self.message)}"
        lines = [head, *quoted_lines(self.place)]
        if self.hint:
            lines.append(f"  to mend it: {inert(self.hint)}")
        return "\n".join(lines)


@cache
def codes() -> Mapping[str, Code]:
    """Return every kind of finding by its code, in the order of the codes."""
    import yaml

    entries = yaml.safe_load(_CODES.read_text(encoding="utf-8"))
    found = (Code(**{**entry, "severity": Severity(entry["severity"])}) for entry in entries)
    return {each.code: each for each in found}
