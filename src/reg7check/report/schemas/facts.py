"""The facts of a rulebook as JSON Schema: their questions to read in an editor, and their answers to choose from."""

from __future__ import annotations

from reg7check.arrangement.facts import AS_A_PERSON_MEANS
from reg7check.arrangement.fields import ANSWER, DISPUTE, required
from reg7check.arrangement.models import UNKNOWN
from reg7check.inert import inert
from reg7check.report.markdown import plain
from reg7check.report.schemas.pieces import JSON, by_name, choice, described, explained, list_of, mapping, reference
from reg7check.report.words import ASK
from reg7check.rulebook.models import Fact, Law

_BACKING = {
    "says": described(reference("id"), ANSWER["says"].takes),
    "evidence": described(list_of(reference("id")), ANSWER["evidence"].takes),
    "note": described(reference("text"), ANSWER["note"].takes),
}
_FORMS = {"answer, and who says so": ANSWER, "what each party says": DISPUTE}
NOBODY_KNOWS = "Nobody has said, or nobody knows."


def fact_definitions(law: Law) -> dict[str, JSON]:
    """Return the definitions of every fact of a rulebook, and of its answers."""
    return _BACKING | {
        name: part
        for fact in law.facts.values()
        for name, part in ((_answer(fact), _answers(fact)), (_stated(fact), _statement(fact)))
    }


def facts_of(law: Law, about: str) -> dict[str, JSON]:
    """Return the facts about an ``action`` or the ``cover`` by their ids, each a reference to its definition."""
    return {fact.id: reference(_stated(fact)) for fact in law.facts.values() if fact.about == about}


def explanation(fact: Fact) -> JSON:
    """Return the descriptions of a fact: its question, help with it, its answers, and where proof is found."""
    asked = f"{ASK[fact.ask]} first."
    answers = {answer: fact.answers[answer].replace("{date}", "that date") for answer in _named(fact)}
    presumed = () if fact.presumed is None else (f"Presumed: {fact.presumed.answer}. {fact.presumed.why}",)
    plainly = [fact.question, fact.explain, f"Proof: {fact.proof} {asked}", *presumed]
    marked = [
        f"**{plain(fact.question)}**",
        plain(fact.explain),
        "\n".join(f"- `{answer}`: {plain(text)}" for answer, text in answers.items()),
        f"**Goes to** {plain(fact.goes_to)}",
        f"**Proof:** {plain(fact.proof)} {asked}",
        *(f"**Presumed:** {plain(text.partition(': ')[2])}" for text in presumed),
    ]
    return {
        "description": inert(" ".join(plainly)),
        "markdownDescription": "\n\n".join(marked),
    }


def _statement(fact: Fact) -> JSON:
    """Return the schema of what is known of a fact, in its three forms."""
    answer = reference(_answer(fact))
    each_party = {**by_name(answer, reference("id")), "minProperties": 1}
    parts = {key: reference(key) for key in _BACKING} | {
        "answer": described(answer, ANSWER["answer"].takes),
        "disputed": described(each_party, DISPUTE["disputed"].takes),
    }
    attributed, disputed = (
        mapping(title, {key: parts[key] for key in form}, required(form)) for title, form in _FORMS.items()
    )
    return {"title": fact.id, **explanation(fact), "anyOf": [answer, attributed, disputed]}


def _answers(fact: Fact) -> JSON:
    """Return the schema of one answer: as it is chosen, as people write it, or a date."""
    choices = {**{each: fact.answers[each] for each in fact.choices}, UNKNOWN: NOBODY_KNOWS}
    ways = [{"title": "choice", **explained(choices)}, _as_people_write(fact)]
    if fact.is_date:
        ways[0]["errorMessage"] = f"Write a date such as 2024-05-13, or one of: {', '.join(choices)}."
        ways.append(reference("date"))
    return {"title": "answer", "anyOf": ways}


def _as_people_write(fact: Fact) -> JSON:
    """Return the schema of other ways to write answers: Yes, TRUE, and true where YAML has read that already."""
    words = [word for word, meant in AS_A_PERSON_MEANS.items() if meant in fact.choices]
    others = ["number", "object", "array", "null", *([] if words else ["boolean"])]
    neither = [{"type": others}, choice((*fact.choices, UNKNOWN))]
    letters = ("".join(f"[{each.upper()}{each}]" for each in word) for word in (*words, UNKNOWN))
    pattern = rf"^\s*(?:{'|'.join(letters)})\s*$"
    return {"title": "choice, written otherwise", "not": {"anyOf": neither}, "pattern": pattern}


def _named(fact: Fact) -> tuple[str, ...]:
    return ("date", *fact.choices) if fact.is_date else fact.choices


def _answer(fact: Fact) -> str:
    return f"answer-{fact.id}"


def _stated(fact: Fact) -> str:
    return f"fact-{fact.id}"
