"""The permit rulebook to change: as it is, or with more in it for kinds of change that it has none of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from reg7check.audit.cases import Case, read_cases
from reg7check.audit.mutation.killing import Outcome
from reg7check.audit.mutation.mutants import Mutant, mutants_of
from reg7check.audit.mutation.mutating import try_mutants
from reg7check.rulebook import ReadRulebook, read_rulebook

PERMIT = Path(__file__).parents[2] / "rulebook" / "permit"

RULE = """\
  - id: {name}
    title: x
    provision: stalls-s1
    holds: x
    fails: x
    open: x
    {body}

"""

WAITING = """\
      - id: third
        replaces: second
        in_force: []
        text: No person shall set up a stall in a street on a Sunday, save on a market day.
        source: made up
        unchecked: Nobody could look.
"""

FAIR = """\
reg7check: 1
title: A stall at the fair
nation: england
parties:
  town: {name: The town, role: other}
  baker: {name: The baker, role: hirer}
industrial_action:
  - id: fair
    dates: 1900-01-01 to 2100-12-31
cover:
  - id: stall
    what: A stall in the square
    hirer: baker
    facts: {}
"""


class Permit:
    """The permit rulebook in a folder of its own, to which rules, texts and cases can be added."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(copytree(PERMIT, folder))
        rmtree(self.folder / "tests")
        (self.folder / "tests" / "bases").mkdir(parents=True)
        (self.folder / "tests" / "bases" / "fair.yaml").write_text(FAIR, encoding="utf-8")

    def replace(self, old: str, new: str, file: str = "stalls.yaml") -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def add_rule(self, name: str, *lines: str) -> None:
        rule = RULE.format(name=name, body="\n    ".join(lines))
        self.replace("open_questions:\n", f"{rule}open_questions:\n")

    def add_waiting_text(self) -> None:
        self.replace("    not_in_force:\n", f"{WAITING}    not_in_force:\n")

    def read(self) -> ReadRulebook:
        return read_rulebook(self.folder)

    def cases(self, *cases: str) -> tuple[Case, ...]:
        """Write rule cases, each given by its lines from the facts on, and read them."""
        entries = "".join(
            f"  - title: Case {number}\n    authority: stalls-s1\n"
            + "".join(f"    {line}\n" for line in case.split("\n"))
            for number, case in enumerate(cases, 1)
        )
        path = self.folder / "tests" / "cases.yaml"
        path.write_text(f"base: bases/fair.yaml\ncases:\n{entries}", encoding="utf-8")
        return read_cases(path, self.read().law)

    def mutants(self, kind: str, entry: str) -> list[Mutant]:
        return [each for each in mutants_of(self.read()) if (each.kind, each.entry) == (kind, entry)]

    def outcomes(self, mutants: Sequence[Mutant], *cases: str) -> tuple[Outcome, ...]:
        return try_mutants(self.read(), self.cases(*cases), mutants, jobs=1)


@pytest.fixture
def permit(tmp_path: Path) -> Permit:
    return Permit(tmp_path / "permit")
