"""A file of rule cases as JSON Schema, with the facts, rules and authorities of the rulebook that it tests."""

from __future__ import annotations

from collections.abc import Mapping

from reg7check.audit.case import OUTSIDE, QUESTION_STATUSES, STATUSES, VERDICTS
from reg7check.audit.expectations import ACCOUNTS
from reg7check.audit.fields import CASE, CASE_FILE, EXPECTED, PERIOD, RULING
from reg7check.report.schemas.arrangement import FACTS_ABOUT, arrangement_of
from reg7check.report.schemas.facts import fact_definitions, facts_of
from reg7check.report.schemas.pieces import (
    JSON,
    by_name,
    change,
    choice,
    described,
    entry,
    explained,
    list_of,
    mapping,
    one_or_list,
    or_nothing,
    reference,
    schema,
)
from reg7check.rulebook.models import READINGS, Law

_ON_IN_YAML_1_1 = "true"


def case_schema(law: Law) -> JSON:
    """Return the schema of a file of rule cases of a rulebook."""
    rulebook = f"the rulebook {law.identity.id} {law.identity.version}"
    return schema(
        f"Rule cases of reg7check: what must come out, case by case, under {rulebook}.",
        entry("file of rule cases", CASE_FILE, {"base": reference("text"), "cases": list_of(reference("case"))}),
        {"case": _case(law), "change": _change(law), "expected": _expected(law), **fact_definitions(law)},
    )


def _case(law: Law) -> JSON:
    name, text = reference("id"), reference("text")
    authorities = {each.id: each.citation for each in law.authorities.values()}
    provisions = {each.id: f"{each.cite}, {each.title}" for each in law.provisions.values()}
    facts = {each.id: each.question for each in law.facts.values()}
    readings = {each.id: described(choice(READINGS), each.question) for each in law.open_questions.values()}
    case = entry(
        "rule case",
        CASE,
        {
            "title": text,
            "authority": one_or_list(explained(provisions | authorities)),
            "note": text,
            "base": text,
            "facts": mapping("facts", facts_of(law, "action") | facts_of(law, "cover")),
            "without": list_of(explained(facts)),
            "change": reference("change"),
            "on": reference("date"),
            "as": name,
            "take": mapping("readings of open questions", readings),
            "commence": _commence(law),
            "strand": name,
            "action": name,
            "expect": reference("expected"),
        },
    )
    case["properties"][_ON_IN_YAML_1_1] = {"anyOf": [reference("date")], "doNotSuggest": True}
    return case


def _commence(law: Law) -> JSON:
    """Return the schema of the days on which versions that wait come into force, by provision."""
    waiting = {
        provision.id: [version.id for version in provision.versions if not version.in_force]
        for provision in law.provisions.values()
    }
    days = {
        provision: mapping("versions that wait", dict.fromkeys(versions, reference("date")))
        for provision, versions in waiting.items()
        if versions
    }
    return mapping("provisions with versions that wait", days)


def _change(law: Law) -> JSON:
    facts = {
        about: mapping(title, {name: or_nothing(part) for name, part in facts_of(law, about).items()})
        for about, title in FACTS_ABOUT.items()
    }
    return arrangement_of(facts, change)


def _expected(law: Law) -> JSON:
    facts = {each.id: each.question for each in law.facts.values()}
    questions = {each.id: each.question for each in law.open_questions.values()}
    period = entry("period", PERIOD, {"dates": reference("span"), "verdict": choice(VERDICTS)})
    ruling: Mapping[str, JSON] = {
        "verdict": choice(VERDICTS),
        "periods": list_of(period),
        "accounts": by_name(choice(ACCOUNTS), reference("id")),
        "turns_on": {"type": "array", "items": explained(facts | questions), "uniqueItems": True},
    }
    in_full = {**entry("what comes out", RULING, ruling), "minProperties": 1}
    own = {"anyOf": [{"title": "verdict", **choice((*VERDICTS, OUTSIDE))}, in_full]}
    rules = {each.id: described(choice(STATUSES), each.title) for each in law.rules.values()}
    others = {
        each.id: described(own, each.title)
        for each in law.prohibitions.values()
        if each.id != law.identity.main_prohibition
    }
    arising = {name: described(choice(QUESTION_STATUSES), question) for name, question in questions.items()}
    whole = {
        **ruling,
        "rules": mapping("rules", rules),
        "questions": mapping("open questions", arising),
        "prohibitions": mapping("other prohibitions", others),
    }
    return {**entry("what comes out", EXPECTED, whole), "minProperties": 1}
