"""A rule file as JSON Schema, from the models that check one when it is read.

What a rulebook itself defines (facts, concepts, provisions) is offered and explained, and never required: a name that
is new in a file that is being written is not wrong. ``reg7check rules check`` tells which names are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_type_hints

from reg7check.report.schemas.facts import explanation
from reg7check.report.schemas.pieces import (
    JSON,
    TRUE_OR_FALSE,
    by_name,
    choice,
    described,
    list_of,
    mapping,
    one_or_list,
    reference,
    schema,
    suggested,
)
from reg7check.rulebook.fields import HOLDS
from reg7check.rulebook.files import WRITTEN_AS, RuleFile
from reg7check.rulebook.givens import GIVENS
from reg7check.rulebook.models import Fact, Law
from reg7check.rulebook.schemas import is_condition, model_of

_PROVISION = reference("known provision")
_AUTHORITIES = {"type": "array", "items": reference("known authority or provision")}
_CONCEPTS = {"type": "array", "items": reference("known concept")}
_WEIGHT = reference("whole number")
_REFERS_TO: Mapping[str, JSON] = {
    "Rule.provision": _PROVISION,
    "OpenQuestion.provision": _PROVISION,
    "Prohibition.provision": _PROVISION,
    "Advice.provision": _PROVISION,
    "Days.authorities": _AUTHORITIES,
    "Rule.authorities": _AUTHORITIES,
    "Point.authorities": _AUTHORITIES,
    "Reading.authorities": _AUTHORITIES,
    "Advice.authorities": {"type": "array", "items": reference("known authority")},
    "Term.provision": _PROVISION,
    "Term.authorities": _AUTHORITIES,
    "Term.see": {"type": "array", "items": reference("known term")},
    "Identity.main_prohibition": reference("known prohibition"),
    "Advice.prohibition": reference("known prohibition"),
    "Prohibition.elements": _CONCEPTS,
    "Prohibition.unless": _CONCEPTS,
    "Weighing.indicators": reference("indicators"),
}
"""The fields that refer to what a rulebook defines, by the named tuple that declares them."""


def rulebook_schema(law: Law) -> JSON:
    """Return the schema of a rule file, which offers the names of a rulebook."""
    written = model_of(RuleFile).model_json_schema(ref_template="#/definitions/{model}")
    kinds = {kind.__name__: kind for kind in HOLDS}
    entries = {name: _entry(kinds[name], part) for name, part in written["$defs"].items()}
    identity = law.identity
    return schema(
        f"A rule file of reg7check. It offers the names of the rulebook {identity.id} {identity.version}.",
        _entry(RuleFile, written),
        {**entries, "condition": _condition(law), "indicators": _indicators(law), **_known_names(law)},
    )


def _entry(kind: Any, part: JSON) -> JSON:
    """Return the schema of one kind of entry, from the one that Pydantic makes of its model."""
    hints = get_type_hints(kind)
    properties = {}
    for field, found in part["properties"].items():
        if is_condition(hints[field]):
            value = reference("condition")
        else:
            value = _REFERS_TO.get(f"{kind.__name__}.{field}") or _as_written(found)
        properties[WRITTEN_AS.get(field, field)] = described(value, HOLDS[kind][field])
    needed = [WRITTEN_AS.get(field, field) for field in part.get("required", ())]
    return mapping(_name(kind), properties, needed)


def _name(kind: Any) -> str:
    """Return what to call a kind of entry: open question, of OpenQuestion."""
    return " ".join(re.findall("[A-Z][a-z]*", kind.__name__)).lower()


def _as_written(part: JSON) -> JSON:
    """Return what Pydantic makes of an annotation, over the texts that a rule file holds."""
    if "anyOf" in part:
        (part,) = (each for each in part["anyOf"] if each != {"type": "null"})
    match part:
        case {"$ref": _}:
            return part
        case {"enum": choices}:
            return {"enum": choices}
        case {"type": "array", "items": items}:
            return {"type": "array", "items": _as_written(items)}
        case {"type": "object", "propertyNames": {"enum": names}, "additionalProperties": values}:
            return mapping("one for each", dict.fromkeys(names, _as_written(values)), names)
        case {"type": "object", "additionalProperties": values}:
            return by_name(_as_written(values))
        case {"type": "string", "format": "date"}:
            return reference("date")
        case {"type": "integer"}:
            return reference("whole number")
    return reference({"string": "text"}[part["type"]])


def _known_names(law: Law) -> dict[str, JSON]:
    """Return the definitions that offer the names of a rulebook, by kind."""
    provisions = {each.id: f"{each.cite}, {each.title}" for each in law.provisions.values()}
    authorities = {each.id: each.citation for each in law.authorities.values()}
    known = {
        "provision": provisions,
        "authority": authorities,
        "authority or provision": authorities | provisions,
        "prohibition": {each.id: each.title for each in law.prohibitions.values()},
        "concept": {each.concept: each.title for each in law.rules.values()},
        "weighing": {each.id: each.title for each in law.weighings.values()},
        "open question": {each.id: each.question for each in law.open_questions.values()},
        "term": {each.id: each.means for each in law.glossary.values()},
    }
    return {f"known {kind}": {"title": kind, **suggested(names)} for kind, names in known.items()}


def _indicators(law: Law) -> JSON:
    """Return the schema of the weights of a weighing, by fact and answer."""
    facts = {
        each.id: described(_open(mapping("weights", dict.fromkeys(each.domain, _WEIGHT)), _WEIGHT), each.question)
        for each in law.facts.values()
    }
    return _open(mapping("facts with their weights", facts), by_name(_WEIGHT))


def _condition(law: Law) -> JSON:
    """Return the schema of a condition: the name of a concept, or a mapping with one key."""
    condition = reference("condition")
    weight = mapping("weight", {"of": reference("known weighing"), "at_least": _WEIGHT, "at_most": _WEIGHT}, ["of"])
    words = {
        "all": described(list_of(condition), "Every one of these holds."),
        "any": described(list_of(condition), "One or more of these hold."),
        "not": described(condition, "This does not hold."),
        "weight": described({**weight, "minProperties": 2}, "The weights add up to this: bounds are included."),
        "question": described(reference("known open question"), "This question arises, and is read as prohibiting."),
    }
    givens = {
        name: described(one_or_list(_given(answers)), "What the arrangement states of itself.")
        for name, answers in GIVENS.items()
    }
    facts = {each.id: {**explanation(each), **one_or_list(suggested(_domain(each)))} for each in law.facts.values()}
    asked = _open(mapping("condition", {**words, **givens, **facts}), one_or_list(reference("text")))
    return {"anyOf": [reference("known concept"), {**asked, "minProperties": 1, "maxProperties": 1}]}


def _given(answers: tuple[str, ...]) -> JSON:
    return {"anyOf": [choice(answers), TRUE_OR_FALSE]} if "yes" in answers else choice(answers)


def _domain(fact: Fact) -> dict[str, str]:
    return {answer: fact.answers[answer].replace("{date}", "that date") for answer in fact.domain}


def _open(part: JSON, others: JSON) -> JSON:
    """Return the schema of a mapping that takes other keys too, with these values."""
    return {**part, "additionalProperties": others}
