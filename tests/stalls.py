"""The made-up rulebook of street stalls with rule cases of its own, for tests that need both."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree, ignore_patterns

PERMIT = Path(__file__).parent / "rulebook" / "permit"

FAIR = """\
reg7check: 1
title: A stall at the fair
nation: england
parties:
  town: {name: The town, role: hirer}
  baker: {name: The baker, role: supplier}
industrial_action:
  - id: fair
    dates: 2018-05-01 to 2024-05-10
    facts: {market_day: no}
cover:
  - id: stall
    what: Sells buns
    hirer: town
    supplier: baker
    dates: 2024-05-01 to 2024-05-10
    facts: {stall_kind: cart, sells_food: yes, permit_granted: no}
"""

BANNED = """\
base: bases/fair.yaml
cases:
  - title: A cart that sells food is banned
    authority: stalls-s1
    expect: {verdict: prohibited}
"""

MARKET_DAY = """\
  - title: On a market day it is welcome
    authority: baker-v-town
    facts: {market_day: yes}
    expect: {verdict: not-prohibited}
"""

WAITING = """\
      - id: third
        replaces: second
        in_force: []
        text: No person shall set up a large stall in a street on a Sunday.
        source: made up
        unchecked: Nobody could look.
"""

WAITING_RULE = """\
  - id: market-of-the-third-text
    defines: market
    title: It is a market day, under the third text
    provision: stalls-s1
    version: third
    requires: {market_day: yes}
    holds: It is a market day.
    fails: It is no market day.
    open: Whether it is a market day is not settled.

open_questions:
"""


def stalls(folder: Path, cases: str = BANNED + MARKET_DAY) -> Path:
    """Write the rulebook to a new folder, with these rule cases, and return it."""
    copytree(PERMIT, folder, ignore=ignore_patterns("tests"))
    write_cases(folder, cases)
    return folder


def write_cases(folder: Path, cases: str) -> None:
    """Write the one file of rule cases of a rulebook, and the base that they start from."""
    bases = folder / "tests" / "bases"
    bases.mkdir(parents=True, exist_ok=True)
    (bases / "fair.yaml").write_text(FAIR, encoding="utf-8")
    (folder / "tests" / "stalls.yaml").write_text(cases, encoding="utf-8")


def add_waiting_text(folder: Path) -> None:
    """Add a text that waits to be commenced, and a rule that encodes it."""
    change(folder, "    not_in_force:\n", f"{WAITING}    not_in_force:\n")
    change(folder, "open_questions:\n", WAITING_RULE)


def change(folder: Path, old: str, new: str) -> None:
    """Change one text of the rules."""
    path = folder / "stalls.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")
