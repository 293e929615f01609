"""The arrangement file, format 1, as JSON Schema, with the facts of a rulebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reg7check.arrangement.fields import (
    ACTION,
    ACTION_KINDS,
    ARRANGEMENT,
    DESCRIPTIONS,
    EVIDENCE,
    FORMAT,
    NATIONS,
    PARTY,
    ROLES,
    STAGES,
    STRAND,
    Fields,
)
from reg7check.arrangement.form import LINK
from reg7check.report.schemas.facts import fact_definitions, facts_of
from reg7check.report.schemas.pieces import (
    JSON,
    by_name,
    choice,
    entry,
    list_of,
    mapping,
    one_or_list,
    reference,
    schema,
)
from reg7check.rulebook.models import Law

FACTS_ABOUT = {"action": "facts about an action", "cover": "facts about a strand of cover"}
_LINK = {"type": "string", "pattern": rf"^\s*{LINK}\s*$", "patternErrorMessage": EVIDENCE["link"].takes}

Entry = Callable[[str, Fields, Mapping[str, JSON]], JSON]
"""Makes the schema of an entry, or of a change to one, from its fields and the schemas of their values."""


def arrangement_schema(law: Law) -> JSON:
    """Return the schema of an arrangement whose facts are those of a rulebook."""
    facts = {about: mapping(title, facts_of(law, about)) for about, title in FACTS_ABOUT.items()}
    identity = law.identity
    return schema(
        f"Format {FORMAT} of reg7check, with the facts of the rulebook {identity.id} {identity.version}.",
        arrangement_of(facts, entry),
        fact_definitions(law),
    )


def arrangement_of(facts: Mapping[str, JSON], made: Entry) -> JSON:
    """Return the schema of an arrangement, or of a change to one.

    Args:
        facts: the schemas of the facts under an ``action`` and under ``cover``.
        made: makes the schema of each entry.
    """
    name, text, day = reference("id"), reference("text"), reference("date")
    dates = one_or_list(reference("span"))
    party = {"name": text, "role": choice(ROLES)}
    evidence = {"what": text, "date": day, "from": name, "quote": text, "link": _LINK}
    action = {"id": name, "kind": choice(ACTION_KINDS), "workers": text, "dates": dates, "facts": facts["action"]}
    strand = {
        "id": name,
        "what": text,
        "described_as": choice(DESCRIPTIONS),
        "hirer": name,
        "supplier": name,
        "stage": choice(STAGES),
        "part_of": name,
        "covers": one_or_list(name),
        "dates": dates,
        "facts": facts["cover"],
    }
    return made(
        "arrangement",
        ARRANGEMENT,
        {
            "reg7check": {"anyOf": [{"enum": [int(FORMAT)]}, {"type": "string", "pattern": rf"^\s*{FORMAT}\s*$"}]},
            "title": text,
            "reference": text,
            "nation": choice(NATIONS),
            "parties": by_name(made("party", PARTY, party), name),
            "evidence": by_name(made("piece of evidence", EVIDENCE, evidence), name),
            "industrial_action": list_of(made("action", ACTION, action)),
            "cover": list_of(made("strand of cover", STRAND, strand)),
        },
    )
