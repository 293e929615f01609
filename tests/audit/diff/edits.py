"""Copies of the shipped rulebook with some of its words changed, and arrangements that state given facts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import yaml

from reg7check import Arrangement
from reg7check.arrangement import read_arrangement
from reg7check.audit.diff import Changes, changes_between
from reg7check.audit.diff.outcomes import IN_BETWEEN, NOT_LISTED, STATED_UNKNOWN
from reg7check.rulebook import read_rulebook
from reg7check.rulebook.models import Law
from reg7check.yaml_source import parse_source

RULES = Path(__file__).parents[3] / "rules"
Edit = tuple[str, str, str]
"""A rule file, words in it, and the words to put in their place."""

COMMENCED: Edit = (
    "employment-business.yaml",
    "        replaces: in-force-now\n        in_force: []",
    "        replaces: in-force-now\n        in_force: [{from: 2027-04-06}]",
)
"""Section 36 of the Employment Rights Act 2025, commenced on 6 April 2027."""
NO_PROVISO: Edit = ("regulation-7.yaml", "unless: [no-knowledge, unofficial-action]", "unless: [unofficial-action]")
NO_EXCEPTION: Edit = ("employment-business.yaml", "    unless: excluded\n", "")
WEIGHT: Edit = ("control.yaml", "hirer_sets_hours: {yes: 2, no: -1}", "hirer_sets_hours: {yes: 1, no: -1}")
EITHER_DUTY: Edit = ("duties.yaml", "{any: [paragraph-a, paragraph-b]}", "{all: [paragraph-a, paragraph-b]}")
LATER_QUASHED: Edit = ("regulation-7.yaml", "- {from: 2023-08-10}", "- {from: 2023-08-11}")
NO_PRESUMPTION: Edit = (
    "facts.yaml",
    "    presumed:\n      answer: none\n      why: Few suppliers of cover fit any of the exclusions.\n",
    "",
)
COUNTS_AT_ONCE: Edit = ("facts.yaml", "takes_effect: after-next-working-day", "takes_effect: on-the-day")
COVERED_LATER: Edit = ("regulation-7.yaml", "covered_from: 2004-04-06", "covered_from: 2010-01-01")
NO_WALES: Edit = (
    "regulation-7.yaml",
    "uksi/2003/3319/regulation/7\n    extent: [england, wales, scotland]",
    "uksi/2003/3319/regulation/7\n    extent: [england, scotland]",
)
NEW_FACT: Edit = (
    "facts.yaml",
    "  # Who controls the work\n",
    """\
  - id: night_work
    about: cover
    goes_to: made up
    question: Is the work done at night?
    explain: Night is when it is dark.
    answers:
      yes: The work is done at night.
      no: The work is done by day.
    proof: Look out of the window.
    ask: hirer

  # Who controls the work
""",
)
BY_DAY: Edit = (
    "duties.yaml",
    "        - does_strikers_duties: yes\n        - taking-part\n",
    "        - does_strikers_duties: yes\n        - night_work: no\n        - taking-part\n",
)
NEW_ANSWER: Edit = (
    "facts.yaml",
    "      nobody: Nobody employs",
    "      platform: A platform engages these workers.\n      nobody: Nobody employs",
)
PLATFORMS: Edit = (
    "employment-business.yaml",
    "another-employer]}\n    holds: The workers are engaged by somebody",
    "another-employer, platform]}\n    holds: The workers are engaged by somebody",
)
PLATFORMS_SUPPLY: Edit = (
    "employment-business.yaml",
    "        - engaged_by: [supplier, own-company]\n        - question: umbrella-employer",
    "        - engaged_by: [supplier, own-company, platform]\n        - question: umbrella-employer",
)
REWORDED: Edit = ("control.yaml", "holds: The workers are under the hirer's control.", "holds: They are controlled.")
RENAMED_RULE: tuple[Edit, ...] = (
    ("control.yaml", "- id: hirer-in-charge", "- id: hirer-alone-in-charge"),
    ("control.yaml", "        - hirer-in-charge", "        - hirer-alone-in-charge"),
)
RENAMED_FACT: tuple[Edit, ...] = (
    ("facts.yaml", "- id: opted_out", "- id: opt_out_made"),
    ("work-seeker.yaml", "{opted_out: yes}", "{opt_out_made: yes}"),
    ("letters.yaml", "- opted_out", "- opt_out_made"),
)
REORDERED: Edit = ("duties.yaml", "{any: [paragraph-a, paragraph-b]}", "{any: [paragraph-b, paragraph-a]}")


def edited(folder: Path, *edits: Edit) -> Path:
    """Return a new folder with the shipped rulebook, in which each of these words has been changed."""
    copytree(RULES, folder, ignore=ignore_patterns("tests"))
    for name, old, new in edits:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    return folder


def changes_by(tmp_path: Path, *edits: Edit) -> Changes:
    """Return what it means to make these edits in the shipped rulebook."""
    return changes_between(read_rulebook(RULES), read_rulebook(edited(tmp_path / "new", *edits)))


def arrangement(law: Law, facts: dict[str, str], day: date) -> Arrangement:
    """Return an arrangement of one action and one strand, on one day, that states these facts under a law."""
    written: dict[str, dict[str, Any]] = {"action": {}, "cover": {}}
    for name, answer in facts.items():
        fact = law.facts.get(name)
        if fact is not None and answer != NOT_LISTED:
            written[fact.about][name] = stated(answer, day)
    data = {
        "reg7check": "1",
        "title": "Made up",
        "nation": facts.get("nation", "england"),
        "parties": {"council": {"name": "Council", "role": "hirer"}, "agency": {"name": "Agency", "role": "supplier"}},
        "industrial_action": [{"id": "strike", "dates": f"{day}", "facts": written["action"]}],
        "cover": [{"id": "cover", "what": "x", "hirer": "council", "supplier": "agency", "facts": written["cover"]}],
    }
    return read_arrangement(parse_source(yaml.safe_dump(data).encode(), "made-up.yaml"), law.facts)


def stated(answer: str, day: date) -> str:
    """Return an answer of the shared diagram as an arrangement states it."""
    dates = {"past": day - timedelta(days=30), "not-past": day + timedelta(days=30), IN_BETWEEN: day}
    return str(dates.get(answer, {STATED_UNKNOWN: "unknown"}.get(answer, answer)))
