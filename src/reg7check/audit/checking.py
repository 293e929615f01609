"""Checking a rulebook: its faults where it cannot be used; else its loose ends, and what is proved over all worlds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reg7check.audit.findings import Finding, Severity
from reg7check.audit.loose_ends import loose_ends
from reg7check.audit.proofs import proofs_of_need, proofs_of_prohibitions, proofs_of_rules
from reg7check.audit.proofs_of_facts import proofs_of_advice, proofs_of_facts, proofs_of_questions
from reg7check.audit.silences import Silenced, apply_silences, silences_in
from reg7check.audit.stages import stages_of
from reg7check.named import NamedTuple
from reg7check.problems import BadInput
from reg7check.rulebook import ReadRulebook, read_rulebook
from reg7check.rulebook.models import Law


class Checked(NamedTuple):
    """What checking a rulebook found. ``law`` is None where it has errors that keep it from being used at all."""

    law: Law | None
    sha256: str | None
    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...] = ()

    def count(self, severity: Severity) -> int:
        """Return how many findings are that bad."""
        return sum(finding.severity is severity for finding in self.findings)


def check_rulebook(folder: Path | str | None) -> Checked:
    """Check the rulebook in a folder (None: the one that ships). Raises BadInput where its files cannot be read."""
    try:
        rulebook = read_rulebook(folder)
    except BadInput as error:
        if any(problem.code is None for problem in error.problems):
            raise
        found = (Finding(each.code, each.place, each.message, each.hint) for each in error.problems if each.code)
        return Checked(None, None, tuple(found))
    silences = [silence for file in rulebook.files for silence in silences_in(file.source)]
    heard, silenced = apply_silences(_findings(rulebook), silences)
    return Checked(rulebook.law, rulebook.sha256, tuple(sorted(heard, key=_order)), silenced)


def _findings(rulebook: ReadRulebook) -> Iterator[Finding]:
    yield from loose_ends(rulebook)
    stages = stages_of(rulebook.law)
    origins = rulebook.origins
    yield from proofs_of_rules(stages, origins)
    constant = list(proofs_of_prohibitions(stages, origins))
    yield from constant
    if not any(finding.code in ("R406", "R409") for finding in constant):  # else all that it asks makes no difference
        yield from proofs_of_need(stages, origins)
        yield from proofs_of_facts(stages, origins)
        yield from proofs_of_questions(stages, origins)
    yield from proofs_of_advice(stages, origins)


def _order(finding: Finding) -> tuple[str, int, int, str]:
    place = finding.place
    return place.file, place.line or 0, place.column or 0, finding.code
