"""What reports say of sources: open questions with both sides' arguments, authorities, pieces of evidence."""

from __future__ import annotations

from reg7check.arrangement import Arrangement, Evidence
from reg7check.days import in_words
from reg7check.report import words
from reg7check.report.document import Item
from reg7check.rulebook.models import Law, OpenQuestion


def question_item(law: Law, question: OpenQuestion, *, arises: bool, full: bool) -> Item:
    """Return an open question with both sides' arguments, and in full with their authorities."""
    sides = []
    for lead, reading in (("Prohibited, if", question.prohibits), ("Not prohibited, if", question.permits)):
        lines = [reading.argument]
        if full and reading.authorities:
            lines.append(f"Authorities: {'; '.join(_citation(law, name) for name in reading.authorities)}")
        sides.append(Item(f"{lead}: {reading.reading}", lines=tuple(lines)))
    cited = words.cited(law, question.provision, question.pinpoint)
    when = question.arises if arises else f"It arises only if this is so: {question.arises}"
    return Item(f"{question.question} [{cited}]", mark="open", lines=(when,), below=tuple(sides))


def _citation(law: Law, name: str) -> str:
    authority = law.authorities.get(name)
    return words.cited(law, name) if authority is None else authority.citation


def authority_item(law: Law, name: str) -> Item:
    """Return an authority, or a provision, with what it says or is about, where it is, and what is unchecked."""
    unchecked = [f"Not fully checked: {each}" for each in words.unchecked_parts(law, name)]
    provision = law.provisions.get(name)
    if provision is not None:
        text = f"{provision.instrument}, {provision.cite}: {provision.title}"
        return Item(text, lines=tuple(filter(None, [provision.url, *unchecked])))
    authority = law.authorities[name]
    text = f"{authority.citation} ({authority.kind})"
    return Item(text, lines=tuple(filter(None, [authority.says, authority.url, *unchecked])))


def evidence_item(arrangement: Arrangement, evidence: Evidence) -> Item:
    """Return a piece of evidence as the file describes it."""
    about = [evidence.what]
    if evidence.date is not None:
        about.append(in_words(evidence.date))
    giver = arrangement.party_name(evidence.given_by)
    if giver is not None:
        about.append(f"from {giver}")
    lines = [f"“{evidence.quote}”" if evidence.quote else None, evidence.link]
    return Item(f"{evidence.id}: {', '.join(about)}", lines=tuple(line for line in lines if line))
